"""What is wrong in a course file, as a value: where, which mistake, and the words that the sentence needs.

The sheet of a file is where its mistakes are noted while it is read.

The sentence itself (what is wrong and what to do) is text for people: `problems.<code>` in the interface catalogue,
in each language. `PLACEHOLDERS` is the list of all codes, with the names that each sentence may use.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from ehtutor.course.node import Node, Scalar
from ehtutor.value import Value


def _codes(names_by_code: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {code: frozenset(names.split()) for code, names in names_by_code.items()}


FORM: Final = _codes(
    {
        # the file as such
        "missing-file": "found",
        "outside-course": "found",
        "not-a-file": "found",
        "unreadable-file": "found",
        "too-big": "most",
        "empty-file": "",
        "not-utf-8": "",
        "control-character": "found",
        # YAML
        "tab": "",
        "open-quote": "",
        "open-bracket": "",
        "stray-colon": "",
        "missing-colon": "",
        "stray-dash": "",
        "needs-quotes": "found",
        "text-after-quote": "",
        "bad-escape": "",
        "block-sign": "",
        "indentation": "",
        "not-yaml": "",
        "alias": "",
        "tag": "",
        "second-document": "",
        "too-deep": "most",
        "too-long": "most",
        "more-problems": "count",
        # keys and types
        "unknown-key": "found nearest",
        "other-form": "found key nearest",
        "missing-key": "key",
        "duplicate-key": "found first",
        "key-not-text": "",
        "expected-text": "",
        "expected-list": "",
        "expected-mapping": "",
        "expected-id": "found",
        "expected-number": "found least most",
        "expected-boolean": "found",
        "expected-time": "found",
        "expected-choice": "found nearest",
        "expected-password-hash": "",
        "expected-base32": "",
        "empty-text": "",
        "looks-like-boolean": "found",
        "looks-like-number": "found",
        "looks-like-time": "found",
        "too-few": "least found",
        "too-many": "most found",
        "newer-format": "found most",
        # what a file refers to
        "duplicate-id": "found first",
        "unknown-party": "found nearest",
        "unknown-service": "found nearest",
        "unknown-gebruiker": "found nearest",
        "unknown-middel": "found nearest",
        "unregistered-middel": "found nearest",
        "one-makelaar": "found",
        "missing-role": "role",
        "bad-key-file": "found",
        "foreign-certificate": "found",
        "shared-key": "found first",
        "certificate-not-valid": "found now start end",
        # lessons and their texts
        "id-not-folder": "found folder",
        "missing-card-text": "key",
        "missing-option-text": "key",
        "missing-why": "",
        "missing-hints": "",
        "unknown-card": "found nearest",
        "unknown-option": "found nearest",
        "key-not-an-option": "found nearest",
        "unknown-misconception": "found nearest",
        "not-a-wrong-option": "found",
        "yes-and-no": "",
        "key-incomplete": "key",
        "already-in-order": "",
        "missing-label": "key",
        "missing-accept": "key",
        "unknown-gap": "found nearest",
        "missing-gap": "key",
        "gap-twice": "found",
        "unknown-scene": "found nearest",
        "unknown-question": "found nearest",
        "nothing-answered-yet": "",
        "unknown-case": "found nearest",
        "missing-else": "",
        "missing-case-text": "key",
        "field-without-entry": "",
        "no-end": "",
        "after-a-goal": "",
    }
)
"""What reading the files shows."""
PLAYED: Final = _codes(
    {
        "wrong-key": "found expected",
        "never-passes": "found",
        "key-of-the-end": "found expected",
        "not-yet": "found",
        "no-entry": "found",
        "not-shown-yet": "found",
        "no-field": "found nearest",
        "no-move": "",
        "other-outcome": "",
        "not-in-wallet": "found",
        "no-way-back": "",
        "goal-unreachable": "",
        "goal-at-once": "",
        "means-without-effect": "found",
        "unreached-case": "found",
        "too-tall": "found",
        "too-many-words": "found most",
        "long-word": "found most",
        "needless-minutes": "",
        "unknown-term": "found nearest",
        "no-glossary": "found",
        "terms-differ": "found expected",
        "steering-character": "found",
        "markup-in-plain-text": "found",
        "mark-not-closed": "found",
        "stray-file": "found nearest",
        "unread-file": "found",
        "untitled-language": "found language",
        "cut-by-comment": "found",
        "left-as-given": "found count",
        "no-fact": "found",
        "unknown-fact": "found nearest",
        "untaught-fact": "found",
    }
)
"""What only playing the lessons shows."""
PLACEHOLDERS: Final = {**FORM, **PLAYED}
"""Every code, with the placeholders of its sentence."""

MAX_PROBLEMS: Final = 100
"""Per file; more help nobody, and a hostile file could have thousands."""
_LONGEST: Final = 60
_KNOWN: Final = 200
"""How many known words a wrong one is compared with; more would let a hostile file take minutes."""


class Problem(Value):
    """One mistake in one file."""

    file: str
    """The path inside the course folder, with forward slashes."""
    line: int
    """From 1, as editors count."""
    column: int
    """From 1, in characters."""
    code: str
    values: Mapping[str, str]
    """The words for the placeholders, shortened; they come from the file, so they may hold anything."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One file while it is read; not frozen, because every reader adds to it."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def report(self, node: Node, code: str, **values: object) -> None:
        """Note a problem at the place of `node`; values that its sentence does not use are left out."""
        if len(self.problems) >= MAX_PROBLEMS:
            self.left_out += 1
            return
        words = {name: shortened(str(values[name])) for name in PLACEHOLDERS[code]}
        problem = Problem(file=self.file, line=node.line, column=node.column, code=code, values=words)
        if problem not in self.problems:  # two cards with one id read the same text twice
            self.problems.append(problem)

    def report_unknown(self, scalar: Scalar, code: str, known: Collection[str]) -> None:
        """Note a word that is none of the known ones, unless nothing is known, which is reported elsewhere."""
        if known:
            is_full = len(self.problems) >= MAX_PROBLEMS  # then comparing words would be work for nothing
            like = "" if is_full else nearest(scalar.text, known)
            self.report(scalar, code, found=scalar.text, nearest=like)

    def all(self) -> tuple[Problem, ...]:
        """The problems in the order of the file, with a last one that counts what was left out."""
        found = sorted(self.problems, key=lambda problem: (problem.line, problem.column))
        if not self.left_out:
            return tuple(found)
        line, column, values = found[-1].line, found[-1].column, {"count": str(self.left_out)}
        more = Problem(file=self.file, line=line, column=column, code="more-problems", values=values)
        return (*found, more)


def nearest(found: str, known: Iterable[str]) -> str:
    """The known word that is most like `found`; where none is like it, the first few that are known."""
    candidates = list(dict.fromkeys(known))[:_KNOWN]
    close = get_close_matches(found[:_LONGEST], candidates, n=1) or candidates[:5]
    return ", ".join(close)


def shortened(text: str) -> str:
    """The text, cut where it is longer than a line of a problem should be."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
