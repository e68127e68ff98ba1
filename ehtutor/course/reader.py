"""Reads a tree by the table of its file: typed values, and every problem on the way.

A value always comes out. Where the node is wrong that is reported, once, and a stand-in is returned (an empty text, an
empty list); whoever finds problems on the sheets in the end throws the values away.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar, assert_never

from ehtutor.course.format import (
    NEEDED,
    Among,
    Either,
    KeyRow,
    Kind,
    ListOf,
    Names,
    Others,
    Reference,
    Scope,
    Single,
    Structure,
    Variants,
)
from ehtutor.course.node import NOTHING, Items, Node, Nothing, Pairs, Scalar, scalars_under
from ehtutor.course.problems import Sheet
from ehtutor.course.scalars import ANYTHING, identifier, is_id, scalar

T = TypeVar("T")
MOST_FORMS: Final = 4
"""With which a key goes that is out of its place; the page about writing lessons has them all."""


class Fields:
    """The mapping that stands at a node, asked key by key; `close` reports the keys that nobody asked for."""

    def __init__(self, node: Node, sheet: Sheet, scope: Scope | None = None, texts: "Fields | None" = None) -> None:
        self.node, self.sheet, self.scope = node, sheet, scope or {}
        self.texts = texts
        """The texts of all that has texts, by id."""
        self.is_lost = not isinstance(node, Pairs)
        """Whether so much is wrong that nothing more is said of its keys."""
        self._entries = _entries(node, sheet)
        self._asked: dict[str, None] = {}
        self._decided: list[tuple[Variants, str]] = []

    def value(self, row: KeyRow) -> Any:
        """What stands under the key of this row, as its kind says."""
        node = self.peek_at(row)
        if isinstance(node, Nothing) and row.otherwise is not NEEDED:
            return row.otherwise
        found = read(row.kind, node, self.sheet, self.scope, self.texts)
        if row.defines is not None:
            self.scope = {**self.scope, **row.defines(found, self.scope)}
        return found

    def values(self, rows: Sequence[KeyRow]) -> dict[str, Any]:
        """What stands under all of these, by field."""
        return {row.field: self.value(row) for row in rows}

    def named(self, others: Others) -> dict[str, Any]:
        """What stands under the author's own names, by name."""
        names = list(self.known(others.of))
        if others.is_open:
            names = [*(key for key in self._entries if is_id(key) and key not in self._asked), *names]
        for name in self.scope.get(others.beside, ()):
            self.peek(name)
        rows = [KeyRow(name, others.kind, others.otherwise, missing=others.missing) for name in dict.fromkeys(names)]
        return {row.name: self.value(row) for row in rows}

    def decide(self, variants: Variants) -> tuple[Structure | Variants, dict[str, Any]]:
        """The form that this mapping has; where the word is wrong, nothing is said of what is missing or too much."""
        if variants.otherwise and isinstance(self.peek(variants.key), Nothing):
            self._decided.append((variants, variants.otherwise))
            return variants.forms[variants.otherwise], {}
        values: dict[str, Any] = {}
        if variants.kind_of is None:
            self.value(KeyRow(variants.key, Among(variants.forms)))
            node = self.peek(variants.key)
            word = node.text if isinstance(node, Scalar) else ""
        else:
            row = KeyRow(variants.key, variants.kind_of)
            values[row.field] = self.value(row)
            word = "".join(self.known(variants.kind_of.to).get(values[row.field], ()))
        if word in variants.forms:
            self._decided.append((variants, word))
            return variants.forms[word], values
        self.is_lost = True
        return variants.lost or next(iter(variants.forms.values())), values

    def known(self, names: str | tuple[str, ...]) -> Names:
        """The names of a set."""
        return self.scope.get(names, {}) if isinstance(names, str) else dict.fromkeys(names, ())

    def peek(self, key: str) -> Node:
        """The node under `key`, for a look ahead."""
        self._asked[key] = None
        return self._entries[key][1] if key in self._entries else NOTHING

    def peek_at(self, row: KeyRow) -> Node:
        """The node under the key of this row; it is a problem when nothing stands there that has to."""
        is_missing = row.name not in self._entries and row.otherwise is NEEDED
        if is_missing and not self.is_lost and row.name not in self._asked:
            self.sheet.report(self.node, row.missing, key=row.name)
        return self.peek(row.name)

    def close(self, unknown: str = "unknown-key") -> None:
        """Report every key that was not asked for."""
        if self.is_lost:
            return
        for key, (written, _) in self._entries.items():
            if key in self._asked:
                continue
            for variants, word in reversed(self._decided):
                if others := [each for each, form in variants.forms.items() if key in _keys_of(form)]:
                    form, nearest = f"{variants.key}: {word}", ", ".join(others[:MOST_FORMS])
                    self.sheet.report(written, "other-form", found=key, key=form, nearest=nearest)
                    break
            else:
                self.sheet.report_unknown(written, unknown, self._asked)


def _keys_of(form: Structure | Variants) -> frozenset[str]:
    """Every key that a mapping of this form may have."""
    match form:
        case Structure(keys=rows):
            return frozenset(row.name for row in rows)
        case Variants(key=key, forms=forms):
            return frozenset({key}).union(*map(_keys_of, forms.values()))
        case _:
            assert_never(form)


def read(kind: Kind, node: Node, sheet: Sheet, scope: Scope | None = None, texts: Fields | None = None) -> Any:
    """What this kind of value is at `node`."""
    match kind:
        case Single(read=read_plain):
            return read_plain(node, sheet)
        case Among(choices=choices):
            return _chosen(choices, node, sheet)
        case Reference():
            return _referred(kind, node, sheet, scope or {})
        case ListOf():
            return tuple(read(kind.item, item, sheet, scope, texts) for item in _listed(kind, node, sheet))
        case Structure() | Variants():
            return _made(kind, Fields(node, sheet, scope, texts), {})
        case Either():
            if not isinstance(node, Pairs):
                return read(kind.word, node, sheet)
            fields = Fields(node, sheet, scope, texts)
            there = (form for form in kind.forms if not isinstance(fields.peek(form.keys[0].name), Nothing))
            return _made(next(there, kind.forms[-1]), fields, {})
        case _:
            assert_never(kind)


def _made(form: Structure | Variants, fields: Fields, values: Mapping[str, Any]) -> Any:
    match form:
        case Variants():
            chosen, decided = fields.decide(form)
            made = _made(chosen, fields, {**values, **decided, **fields.values(form.shared)})
            if form.made is not None:
                form.made(fields, made)
            return made
        case Structure():
            found = {**values, **fields.values(form.keys)}
            if form.others is not None:
                found["named"] = fields.named(form.others)
            if form.check is not None:
                form.check(fields, found)
            if form.words:
                found |= _told(form, fields)
            fields.close(form.unknown)
            return form.build(**found)
        case _:
            assert_never(form)


def _told(form: Structure, fields: Fields) -> dict[str, Any]:
    """The texts that stand under the id of this record."""
    id, all_texts = fields.peek("id"), fields.texts
    assert all_texts is not None, "who reads a record with texts hands them in"
    row = KeyRow(id.text, ANYTHING, missing="missing-card-text") if isinstance(id, Scalar) else None
    words = Fields(all_texts.value(row) if row else NOTHING, all_texts.sheet, fields.scope)
    words.is_lost = words.is_lost or fields.is_lost
    found = words.values(form.words)
    if form.check_words is not None:
        form.check_words(words, found)
    words.close()
    return found


def _chosen(choices: Mapping[str, T], node: Node, sheet: Sheet) -> T:
    found = scalar(node, sheet)
    if found is not None and found.text in choices:
        return choices[found.text]
    if found is not None:
        sheet.report_unknown(found, "expected-choice", choices)
    return next(iter(choices.values()))


def _referred(kind: Reference, node: Node, sheet: Sheet, scope: Scope) -> str:
    known = scope.get(kind.to, {}) if isinstance(kind.to, str) else kind.to
    found = identifier(node, sheet)
    if found and found not in known and isinstance(node, Scalar):
        sheet.report_unknown(node, kind.code, sorted(known))
    return found


def _listed(kind: ListOf, node: Node, sheet: Sheet) -> tuple[Node, ...]:
    match node:
        case Items(items=items):
            if kind.is_set:
                report_doubles(sheet, [each for each in items if isinstance(each, Scalar)])
            for key, code in kind.once:
                report_doubles(sheet, scalars_under(node, key), code)
            if len(items) < kind.least:
                sheet.report(node, "too-few", least=kind.least, found=len(items))
            if kind.most is not None and len(items) > kind.most:
                sheet.report(node, "too-many", most=kind.most, found=len(items))
            return items
        case Scalar() | Pairs():
            sheet.report(node, "expected-list")
        case Nothing():
            pass
        case _:
            assert_never(node)
    return ()


def report_doubles(sheet: Sheet, found: Sequence[Scalar], code: str = "duplicate-id") -> None:
    """Report every id, or what else must stand once, that stood before."""
    lines: dict[str, int] = {}
    for each in found:
        if each.text in lines:
            sheet.report(each, code, found=each.text, first=lines[each.text])
        lines.setdefault(each.text, each.line)


def _entries(node: Node, sheet: Sheet) -> dict[str, tuple[Scalar, Node]]:
    match node:
        case Pairs(pairs=pairs):
            entries: dict[str, tuple[Scalar, Node]] = {}
            for key, value in pairs:
                if not isinstance(key, Scalar):
                    sheet.report(key, "key-not-text")
                elif key.text in entries:
                    sheet.report(key, "duplicate-key", found=key.text, first=entries[key.text][0].line)
                else:
                    entries[key.text] = (key, value)
            return entries
        case Scalar() | Items():
            sheet.report(node, "expected-mapping")
        case Nothing():
            pass
        case _:
            assert_never(node)
    return {}
