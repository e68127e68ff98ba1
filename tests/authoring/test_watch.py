"""The watch sees what was saved, and finds the card around the first line that changed."""

import os
from pathlib import Path

import pytest
from authoring.breaking import KINDS, KINDS_NL, TINY, TINY_NL, Edit, change, in_english

from ehtutor.authoring import watch
from ehtutor.authoring.watch import edited, screen_at, snapshot
from ehtutor.course.texts import interface
from ehtutor.session.screen.blocks import Heading
from ehtutor.session.screen.prompt import Choose

NL = interface("nl")


def title_after(folder: Path, *edits: Edit) -> str | None:
    """The title of the card that is shown after these edits."""
    before = snapshot(folder)
    change(folder, *edits)
    edit = edited(before, snapshot(folder, before))
    screen = screen_at(folder, edit, NL) if edit else None
    if screen is None:
        return None
    heading = screen.blocks[0]
    assert isinstance(heading, Heading)
    return heading.title


@pytest.mark.parametrize(
    ("edit", "title"),
    [
        ((TINY_NL, "Je gaat inloggen.", "Je gaat nu inloggen."), "Welkom"),
        ((TINY_NL, "title: Welkom", "title: Hallo"), "Hallo"),
        ((TINY_NL, "HM: {label: de makelaar,", "HM: {label: de HM,"), "Naar wie?"),
        ((TINY_NL, "hints: [Breek af.]", "hints: [Breek nu af.]"), "Stop ermee"),
        ((TINY_NL, "Een afgebroken login is ook", "Een afgebroken inlog is ook"), "Het antwoord"),
        ((TINY, "options: [HM, AD]", "options: [AD, HM]"), "Naar wie?"),
        ((TINY, "zoom: wire", "zoom: story"), "De vraag"),
        ((TINY, "zoom: wire\n        knowledge: true", "zoom: protocol\n        field: Subject"), "De vraag"),
        ((TINY, "kind: explain", "kind: explain   # hoi"), "Welkom"),
        ((KINDS, "with: asked}", "with: asked}   # hoi"), "Naast elkaar"),
        ((KINDS_NL, "{text: Je koos meteen goed.}", "{text: Je koos goed.}"), "Wat je deed"),
    ],
)
def test_the_card_around_the_first_line_that_changed_is_shown(folder: Path, edit: Edit, title: str) -> None:
    assert title_after(folder, edit) == title


@pytest.mark.parametrize(
    "edit",
    [
        (TINY_NL, "title: Een kleine les", "title: Een les"),
        (TINY_NL, "summary: Je hebt", "summary: Nu heb je"),
        (TINY, "minutes: 2", "minutes: 3"),
        (TINY, "  - id: cancelled", "  - id: stopped"),
        ("course.yaml", "Een cursus", "De cursus"),
        ("network.yaml", "name: Het loket", "name: Het Loket"),
        (TINY_NL, "title: Welkom", "title: [Welkom"),
        (TINY_NL, "title: Welkom", "titel: Welkom"),
    ],
)
def test_where_there_is_no_card_or_the_course_can_not_be_read_none_is_shown(folder: Path, edit: Edit) -> None:
    assert title_after(folder, edit) is None


def test_a_card_behind_a_move_that_can_not_be_made_is_not_reached(folder: Path) -> None:
    change(folder, (TINY, "right: {middel: M-3}", "right: cancel   # "))
    assert title_after(folder, (TINY_NL, "hints: [Breek af.]", "hints: [Nu.]")) is None


def test_the_card_lies_there_as_a_learner_first_sees_it(folder: Path) -> None:
    before = snapshot(folder)
    change(folder, (TINY_NL, "hints: [Kijk wat hij kreeg.]", "hints: [Kijk.]"))
    edit = edited(before, snapshot(folder, before))
    assert edit is not None
    screen = screen_at(folder, edit, NL)
    assert screen is not None
    assert isinstance(screen.prompt, Choose)
    assert [choice.id for choice in screen.prompt.choices] == ["yes", "no"]


def test_a_text_is_shown_in_its_own_language(folder: Path) -> None:
    in_english(folder)
    before = snapshot(folder)
    change(folder, ("tiny/en.yaml", "title: Welkom", "title: Welcome"))
    edit = edited(before, snapshot(folder, before))
    assert edit is not None
    screen = screen_at(folder, edit, NL)
    assert screen is not None
    assert screen.prompt is not None
    assert "on" in str(screen.prompt)
    assert screen.blocks[0].lesson.startswith("Lesson 1")  # type: ignore[union-attr]


def test_texts_go_before_the_scenario_that_was_saved_with_them(folder: Path) -> None:
    edits = (TINY, "zoom: wire", "zoom: story"), (TINY_NL, "title: Welkom", "title: Hallo")
    assert title_after(folder, *edits) == "Hallo"


def test_a_file_that_did_not_change_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(folder)
    monkeypatch.setattr(watch, "_lines", None)
    assert snapshot(folder, before) == before


def test_a_save_without_a_change_is_no_edit(folder: Path) -> None:
    before = snapshot(folder)
    os.utime(folder / TINY, ns=(1, 1))
    now = snapshot(folder, before)
    assert now != before
    assert edited(before, now) is None


def test_a_new_file_is_an_edit_of_its_first_line_and_one_that_is_gone_is_none(folder: Path) -> None:
    before = snapshot(folder)
    (folder / "tiny" / "en.yaml").write_text("title: x\n")
    now = snapshot(folder, before)
    assert edited(before, now) == watch.Edit(file="tiny/en.yaml", line=1)
    assert edited(now, before) is None


def test_a_pipe_and_a_link_to_elsewhere_are_not_read(folder: Path) -> None:
    os.mkfifo(folder / "tiny" / "pipe.yaml")
    (folder / "secret.yaml").symlink_to("/etc/passwd")
    found = snapshot(folder)
    assert found["tiny/pipe.yaml"].lines == found["secret.yaml"].lines == ("",)
