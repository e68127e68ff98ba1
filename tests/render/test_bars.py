"""Shares as bars."""

import pytest
from render.screens import show

from ehtutor.render.plain import plain
from ehtutor.session.screen.blocks import Bar, Bars, Screen


def bars(*rows: Bar) -> Bars:
    return Bars(title="Wat je kent", rows=rows, of="van")


def bar(part: int, whole: int, label: str = "Controles", note: str = "") -> Bar:
    return Bar(label=label, part=part, whole=whole, note=note)


SHARES = bars(bar(3, 5), bar(0, 4, "De woorden van het stelsel", "(nog 88 nieuw)"), bar(1, 400, "Wie weet wat"))


def rows(shown: str) -> list[str]:
    return [line.strip() for line in shown.splitlines()[1:]]


def test_every_bar_says_its_numbers_and_its_note_on_its_own_line():
    told = rows(show(SHARES))
    assert [line.split("─")[-1].strip() for line in told] == ["3 van 5", "0 van 4  (nog 88 nieuw)", "1 van 400"]
    assert [line[:27].strip() for line in told] == ["Controles", "De woorden van het stelsel", "Wie weet wat"]


def test_nothing_is_an_empty_bar_something_is_not_and_all_is_a_full_one():
    drawn = rows(show(bars(bar(0, 9), bar(1, 999), bar(9, 9), bar(0, 0))))
    assert [("━" in line, "─" in line) for line in drawn] == [(False, True), (True, True), (True, False), (False, True)]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_it_fits_whatever_the_width(width):
    shown = show(SHARES, width=width)
    assert max(map(len, shown.splitlines())) <= width
    assert "3 van 5" in shown


def test_where_there_is_no_room_the_bar_stands_below_its_label():
    told = rows(show(SHARES, width=40))
    assert told[:2] == ["Controles", "━━━─── 3 van 5"]


def test_in_ascii_it_is_drawn_with_ascii():
    shown = show(SHARES, encoding="ascii")
    assert shown.isascii()
    assert "3 van 5" in shown


def test_read_aloud_it_is_words():
    told = plain(Screen(blocks=(SHARES,), prompt=None)).splitlines()
    assert told == [
        "Wat je kent:",
        "Controles: 3 van 5",
        "De woorden van het stelsel: 0 van 4 (nog 88 nieuw)",
        "Wie weet wat: 1 van 400",
    ]
