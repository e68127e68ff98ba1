"""The interface catalogue and the program that speaks it: neither holds a word that the other does not know."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import ehtutor
from ehtutor.course.model import Asks, Card, Reach, Zoom
from ehtutor.course.texts import LANGUAGES, Texts, interface
from ehtutor.protocol.decisions import PAGES
from ehtutor.protocol.delivered import Channel
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.middelen import BLANKS_BY_KIND, MiddelKind
from ehtutor.protocol.network import Role
from ehtutor.protocol.states import STATES_BY_ROLE
from ehtutor.protocol.trace import Outcome
from ehtutor.quiz.item import Topic
from ehtutor.quiz.questions import MISCONCEPTIONS
from ehtutor.saml.signature import Reason
from ehtutor.session.demo.state import Command, SlideCover
from ehtutor.session.lesson.state import CardCover
from ehtutor.session.mastery.learner import When
from ehtutor.session.review.state import QuestionCover
from ehtutor.session.screen.prompt import Key
from ehtutor.store.trouble import CODES

# fmt: off
BUILT = {
    "goal.missed":   {field.replace("_", "-") for field in Reach.__struct_fields__},
    "told":          None,  # these, with rule and field, are held against the engine in test_telling
    "arrow":         None,
    "arrow-short":   None,
    "certainty":     {"minimum", "exact", "maximum", "better"},
    "asked":         {"minimum", "exact", "maximum", "better"},
    "title":         None,
    "field":         None,
    "wire":          None,  # and this in test_wire
    "rule":          None,
    "rule-why":      None,
    "evidence":      {"verified", *(reason.value for reason in Reason)},
    "system":        None,
    "problems":      None,  # and these in tests/course
    "answers":       None,
    "ask":           None,
    "store":         set(CODES),
    "new":           {"bad-id", "exists", "no-login", "written", "next"},
    "fact":          {fact.value for fact in Fact},
    "channel":       {"internal", *(channel.value for channel in Channel)},
    "role":          {role.value for role in Role},
    "kind":          {kind.value for kind in MiddelKind},
    "blank":         {blank for blanks in BLANKS_BY_KIND.values() for blank in blanks},
    "outcome":       {outcome.value for outcome in Outcome},
    "screen.ended":  {outcome.value for outcome in Outcome},
    "screen.level":  {zoom.value for zoom in Zoom},
    "card":          {kind.__name__ for kind in get_args(Card)},
    "keys":          {f"{key.value}.{word}" for key in Key for word in ("letter", "label", "does")}
                     | {f"{cover.value}.title" for covers in (CardCover, QuestionCover) for cover in covers}
                     | {f"{Key.PASSED.value}.title"},
    "topic":         {topic.value for topic in Topic},
    "material.state": {state.__name__ for states in STATES_BY_ROLE.values() for state in states},
    "material.start": {*(role.value for role in Role), "registered", "issued"},
    "progress.due":  {when.value for when in When},
    "progress.asks": {kind.value for kind in Asks},
    "made":          None,  # held against the questions in tests/bank
    "taught":        None,  # and these too
    "demo-keys":     {f"{command.value}.{word}" for command in Command for word in ("letter", "does")}
                     | {f"{cover.value}.title" for cover in SlideCover if cover is not SlideCover.BLANK},
    "demo-buttons":  {f"{name}.{word}" for name in ("on", "go") for word in ("key", "does")},
    "notes":         None,  # and these in tests/cli
    "transfer":      {"not-ours", "newer", "header", "encoding", "too-large", "line", "moment"},
    "misconception": {f"{id}.{word}" for id in MISCONCEPTIONS for word in ("says", "truth")},
}
"""The branches whose keys are put together while the program runs, with all that can stand there."""
# fmt: on
ASKED = {
    *("screen.predict", "screen.ask", "demo.if-middel"),
    *(f"screen.{row.word}-question" for row in PAGES),
    *(f"home.{word}" for word in ("lesson", "id", "time", "status", "is-new", "is-halfway", "is-done")),
}
"""Said by the kind of the card or of the page, and by the columns and the words of the list of lessons."""


@cache
def nodes() -> tuple[ast.AST, ...]:
    """All that stands in the files of the program."""
    sources = (ast.parse(path.read_text("utf-8")) for path in Path(ehtutor.__file__).parent.rglob("*.py"))
    return tuple(node for source in sources for node in ast.walk(source))


@cache
def literals() -> frozenset[str]:
    """Every text in the program that may be a key."""
    return frozenset(node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str))


@cache
def said() -> tuple[ast.expr, ...]:
    """What is said out of the catalogue: the first argument of each `texts.say`."""
    return tuple(key for node in nodes() for key in keys_of(node))


def keys_of(node: ast.AST) -> Iterator[ast.expr]:
    """The keys that this node says, if it says any."""
    match node:
        case ast.Call(func=ast.Attribute(attr="say", value=speaker), args=[key, *_]) if is_catalogue(speaker):
            yield from (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)


def is_catalogue(speaker: ast.expr) -> bool:
    """Not the terminal, which says lines too."""
    return any(word in ast.unparse(speaker) for word in ("texts", "speak"))


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_program_says_is_in_the_catalogue(language: str) -> None:
    keys = {node.value for node in said() if isinstance(node, ast.Constant)}
    assert len(keys) > 50
    assert {key for key in keys if not interface(language).has(key)} == set()


def test_every_key_that_the_program_puts_together_is_below_a_branch_that_is_known() -> None:
    for node in said():
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = node.values[0].value
            is_asked = any(key.startswith(start) for key in ASKED)
            assert is_asked or any(start.startswith(f"{branch}.") for branch in BUILT), ast.unparse(node)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_in_the_catalogue_is_said(language: str) -> None:
    built = tuple(f"{branch}." for branch in BUILT)
    silent = [key for key in interface(language).by_key if key not in literals() | ASKED and not key.startswith(built)]
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("branch", [branch for branch, names in BUILT.items() if names is not None])
def test_a_branch_holds_exactly_what_can_be_said_of_it(branch: str, language: str) -> None:
    below = {key.removeprefix(f"{branch}.") for key in interface(language).by_key if key.startswith(f"{branch}.")}
    assert below == BUILT[branch]


@pytest.mark.parametrize("branch", ["answers", "ask"])
def test_of_every_code_there_is_a_place_that_gives_it(branch: str) -> None:
    assert [name for name in interface("nl").under(branch) if name not in literals()] == []


@pytest.fixture(scope="module")
def both() -> tuple[Texts, Texts]:
    first, second = map(interface, LANGUAGES)
    return first, second


def test_both_languages_have_the_same_keys(both: tuple[Texts, Texts]) -> None:
    first, second = both
    assert set(first.by_key) == set(second.by_key)


def test_both_languages_have_the_same_placeholders(both: tuple[Texts, Texts]) -> None:
    first, second = both
    differing = [key for key in first.by_key if parts(first.by_key[key]) != parts(second.by_key[key])]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_none_has_space_around_it(language: str) -> None:
    assert [key for key, text in interface(language).by_key.items() if not text or text != text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_keys_have_the_same_letter(language: str) -> None:
    texts = interface(language)
    letters = [texts.say(f"keys.{key.value}.letter") for key in Key]
    assert len(set(letters)) == len(Key)
    assert all(len(letter) == 1 and not letter.isdigit() for letter in letters)
