"""What steers or hides is shown, never obeyed."""

import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehtutor.render.sanitise import harmless, to_ascii


def every_character() -> Iterator[str]:
    return map(chr, range(sys.maxunicode + 1))


def test_every_control_format_and_separator_character_is_replaced():
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    left = [c for c in every_character() if unicodedata.category(c) in unseen and c != "\n" and c in harmless(c)]
    assert left == []


def test_letters_digits_and_signs_are_left_alone():
    seen = {"Lu", "Ll", "Lt", "Nd", "Nl", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Sm", "Sc", "Sk"}
    changed = [c for c in every_character() if unicodedata.category(c) in seen and harmless(c) != c]
    assert changed == []


@pytest.mark.parametrize(
    ("text", "shown", "in_ascii"),
    [
        ("\x1b[2J", "␛[2J", "^[[2J"),
        ("a\x00b", "a␀b", "a^@b"),
        ("\x7f", "␡", "^?"),
        ("\x9b31m", "⟨U+009B⟩31m", "<U+009B>31m"),
        ("\u202eevil", "⟨U+202E⟩evil", "<U+202E>evil"),
        ("ad\u200bmin", "ad⟨U+200B⟩min", "ad<U+200B>min"),
        ("a\u2028b", "a⟨U+2028⟩b", "a<U+2028>b"),
        ("\ud800", "⟨U+D800⟩", "<U+D800>"),
        ("\U000e0041", "⟨U+E0041⟩", "<U+E0041>"),
        ("a\r\nb", "a␍\nb", "a^M\nb"),
        ("a\tb", "a    b", "a    b"),
    ],
)
def test_what_is_unseen_becomes_visible(text: str, shown: str, in_ascii: str):
    assert harmless(text) == shown
    assert harmless(text, ascii=True) == in_ascii


@pytest.mark.parametrize(
    ("text", "in_ascii"),
    [
        ("privé, coöperatie", "prive, cooperatie"),
        ("HM → AD", "HM -> AD"),
        ("├─▶│", "|->|"),
        ("╭─╮", "+-+"),
        ("✓ ✗", "+ x"),
        ("“hé”…", '"he"...'),
        ("€ 5", "EUR 5"),
        ("─╌┄ ━╸ ═", "--- ## ="),
        ("│├┤┃┊ ╞╡║", "||||| |||"),
        ("╭╮╰╯┌┐└┘┼┬┴", "+" * 11),
        ("▶▷► ◀◁◄ ↑↓", ">>> <<< ^v"),
        ("●•◆ ⋮ ✓✔ ✗✘×", "*** : ++ xxx"),
        ("·–—−‐‑", "------"),
        ("→←↔⇒…", "-><-<->=>..."),
        ("a≥b≤c≠d", "a>=b<=c!=d"),
        ("‘’‚‛′ “”„‟″«»", "''''' " + '"' * 7),
        ("‹x› ⟨y⟩", "<x> <y>"),
        ("ß æ Æ œ Œ ø Ø ł Ł", "ss ae AE oe OE o O l L"),
        ("漢", "\\u6f22"),
        ("💀", "\\U0001f480"),
    ],
)
def test_ascii_keeps_the_meaning_where_it_can(text: str, in_ascii: str):
    assert to_ascii(text) == in_ascii


@given(st.text(st.characters()))
def test_sanitising_twice_changes_nothing_more(text: str):
    assert harmless(harmless(text)) == harmless(text)
    once = harmless(text, ascii=True)
    assert once.isascii()
    assert harmless(once, ascii=True) == once
