"""Answers files: what is written is read back, and nothing that a file can hold does worse than a `BadLine`."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from ask.prompts import CHOOSE, CONTINUE, COUNT, MANY, MATCH, NOW, ORDER, WRITE
from hypothesis import example, given
from hypothesis import strategies as st

from ehtutor.ask.recorded import MOST_BYTES, BadLine, Exhausted, Mismatch, Recorded, parse
from ehtutor.quiz.times import FIRST, LAST, moment, stamp
from ehtutor.session.screen.action import (
    Action,
    Answer,
    Chosen,
    ChosenMany,
    Continued,
    Matched,
    Ordered,
    Pressed,
    Written,
)
from ehtutor.session.screen.prompt import Key, Prompt
from ehtutor.session.screen.spelling import Undecodable, decode, encode

ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(Continued),
    st.builds(Chosen, id=st.text()),
    st.builds(ChosenMany, ids=st.lists(st.text(), max_size=4).map(tuple)),
    st.builds(Ordered, ids=st.lists(st.text(), max_size=4).map(tuple)),
    st.builds(Matched, pairs=st.dictionaries(st.text(), st.text(), max_size=4)),
    st.builds(Written, values=st.dictionaries(st.text(), st.text(), max_size=4)),
    st.builds(Pressed, key=st.sampled_from(Key)),
)
TIMES = st.datetimes(
    FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None) - timedelta(microseconds=1), timezones=st.just(UTC)
)
ANSWERS = st.builds(Answer, card=st.text(), action=ACTIONS, at=TIMES)

GOOD = '{"card": "lezen", "prompt": "continue", "answer": null, "at": "2026-10-01T09:00:00Z"}'


def line(**changes: object) -> bytes:
    """A good line with some of its fields changed."""
    return json.dumps(json.loads(GOOD) | changes).encode()


def fault(data: bytes) -> str:
    """The code of what is wrong with this file."""
    parsed = parse(data)
    assert isinstance(parsed, BadLine)
    return parsed.code


def answer(prompt: Prompt, action: Action) -> Answer:
    """An answer on the card of this prompt."""
    return Answer(card=prompt.card, action=action, at=NOW)


@given(ANSWERS)
@example(answer(WRITE, Written(values={"key": "back"})))
@example(answer(WRITE, Written(values={"name": "a\nb\u2028c\x85"})))
def test_every_answer_is_read_back_from_its_line(given_answer: Answer) -> None:
    assert decode(encode(given_answer)) == given_answer


@given(st.lists(ANSWERS, max_size=5), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_every_file_is_read_back(answers: Sequence[Answer], end: str, has_last_end: bool, has_bom: bool) -> None:
    text = end.join(map(encode, answers)) + (end if has_last_end else "")
    assert parse(text.encode("utf-8-sig" if has_bom else "utf-8")) == tuple(answers)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_make_the_parser_fail(data: bytes) -> None:
    assert isinstance(parse(data), tuple | BadLine)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["key", "a"]), inner, max_size=2),
)


@given(
    st.dictionaries(st.sampled_from(["card", "prompt", "answer", "at", "more"]), JSON),
    st.sampled_from(["continue", "choose", "choose-many", "order", "match", "write", "key"]),
)
def test_no_json_makes_the_parser_fail(fields: dict[str, object], prompt: str) -> None:
    whole = json.loads(GOOD) | {"prompt": prompt} | fields
    for text in (json.dumps(fields), json.dumps(whole)):
        assert isinstance(decode(text), Answer | Undecodable)


FAULTS = [
    (b" " * (MOST_BYTES + 1), "too-big"),
    (b"\x7fELF\0\0\0", "binary"),
    (GOOD.encode("utf-16"), "binary"),
    (b'{"card": "\xe9"}', "encoding"),
    (line(card="\ud800"), "encoding"),
    (line(prompt="choose", answer="\udfff"), "encoding"),
    (b"\n" + GOOD.encode(), "empty-line"),
    (b"not json", "json"),
    (b'{"card": NaN}', "json"),
    (b'{"card": -Infinity}', "json"),
    (b'{"card": ' + b"1" * 5_000 + b"}", "json"),
    (GOOD.replace("{", '{"card": "twice", ').encode(), "json"),
    (b"[" * 50_000, "nested"),
    (b'{"a":' * 50_000, "nested"),
    (b"[" * 50_000 + b"]" * 50_000, "nested"),
    (b"[]", "shape"),
    (b"null", "shape"),
    (b"1e999", "shape"),
    (line(more=1), "shape"),
    (line(card=1), "shape"),
    (line(at=None), "shape"),
    (b'{"card": "lezen"}', "shape"),
    (line(prompt="shout"), "prompt"),
    (line(answer="pas"), "answer"),
    (line(prompt="choose"), "answer"),
    (line(prompt="write", answer={"name": 1}), "answer"),
    (line(prompt="write", answer=["name"]), "answer"),
    (line(prompt="choose-many", answer="pas"), "answer"),
    (line(prompt="choose-many", answer=["pas", 1]), "answer"),
    (line(prompt="order", answer={"pas": "1"}), "answer"),
    (line(prompt="order", answer=[["pas"]]), "answer"),
    (line(prompt="match", answer=["pas"]), "answer"),
    (line(prompt="match", answer={"pas": None}), "answer"),
    (line(prompt="choose-many", answer=["\ud800"]), "encoding"),
    (line(prompt="match", answer={"\udfff": "pas"}), "encoding"),
    (line(prompt="key", answer="back"), "answer"),
    (line(prompt="key", answer={"key": "back", "more": ""}), "answer"),
    (line(prompt="key", answer={"key": "self-destruct"}), "key"),
    (line(at="yesterday"), "at"),
    (line(at="2026-10-01T09:00:00"), "at"),
    (line(at="2026-10-01T09:00:00+02:00"), "at"),
    (line(at="2026-02-30T09:00:00Z"), "at"),
    (line(at="２０２６-10-01T09:00:00Z"), "at"),
]


@pytest.mark.parametrize(
    ("data", "expected"), FAULTS, ids=[f"{code}-{number}" for number, (_, code) in enumerate(FAULTS)]
)
def test_each_fault_has_its_own_code(data: bytes, expected: str) -> None:
    assert fault(data) == expected


@pytest.mark.parametrize("bad", [b"{", b'"\xff"', b"", b"\0"])
def test_the_line_of_a_fault_is_told(bad: bytes) -> None:
    parsed = parse(GOOD.encode() + b"\r\n" + GOOD.encode() + b"\n" + bad + b"\n" + GOOD.encode())
    assert isinstance(parsed, BadLine)
    assert parsed.line == 3


def test_an_empty_file_holds_no_answers() -> None:
    assert parse(b"") == ()


def test_a_fault_quotes_no_more_than_a_line_can_show() -> None:
    parsed = parse(line(prompt="x" * 500_000))
    assert isinstance(parsed, BadLine)
    assert len(parsed.values["found"]) < 80


@pytest.mark.parametrize(
    "text", ["2026-10-01", "2026-W40-4T09:00:00Z", "2026-10-01T09:00:00.5Z", "0000-01-01T00:00:00Z"]
)
def test_a_time_has_one_spelling(text: str) -> None:
    assert moment(text) is None
    assert moment(stamp(NOW)) == NOW


def test_a_time_in_another_zone_is_written_in_utc() -> None:
    assert stamp(datetime.fromisoformat("2026-10-01T11:00:00+02:00")) == "2026-10-01T09:00:00Z"


def test_recorded_answers_come_back_in_their_order_with_their_own_time() -> None:
    answers = (
        answer(CONTINUE, Pressed(key=Key.HINT)),
        answer(CONTINUE, Continued()),
        answer(CHOOSE, Chosen(id="pas")),
        answer(WRITE, Written(values={"secret": "1", "name": "2"})),
        answer(MANY, ChosenMany(ids=("ad", "dv"))),
        answer(ORDER, Ordered(ids=("vraag", "keuze", "antwoord"))),
        answer(MATCH, Matched(pairs={"antwoord": "hm", "vraag": "hm"})),
        answer(COUNT, Written(values={"answer": "03"})),
        answer(MATCH, Pressed(key=Key.BACK)),
    )
    ask = Recorded(answers)
    prompts = (CONTINUE, CONTINUE, CHOOSE, WRITE, MANY, ORDER, MATCH, COUNT, MATCH)
    assert [ask(prompt) for prompt in prompts] == list(answers)
    assert ask.left == 0


MISMATCHES = [
    (CONTINUE, answer(CHOOSE, Continued()), "other-card"),
    (CONTINUE, answer(CONTINUE, Chosen(id="pas")), "other-prompt"),
    (CHOOSE, answer(CHOOSE, Continued()), "other-prompt"),
    (WRITE, answer(WRITE, Chosen(id="pas")), "other-prompt"),
    (CHOOSE, answer(CHOOSE, Chosen(id="paspoort")), "other-choice"),
    (WRITE, answer(WRITE, Written(values={"name": "Jan"})), "other-blanks"),
    (WRITE, answer(WRITE, Written(values={"name": "Jan", "secret": "1", "more": "2"})), "other-blanks"),
    (MANY, answer(MANY, Chosen(id="ad")), "other-prompt"),
    (MANY, answer(MANY, Ordered(ids=("ad",))), "other-prompt"),
    (MANY, answer(MANY, ChosenMany(ids=())), "other-choices"),
    (MANY, answer(MANY, ChosenMany(ids=("ad", "mr"))), "other-choices"),
    (MANY, answer(MANY, ChosenMany(ids=("ad", "ad"))), "other-choices"),
    (ORDER, answer(ORDER, ChosenMany(ids=("vraag", "keuze", "antwoord"))), "other-prompt"),
    (ORDER, answer(ORDER, Ordered(ids=("vraag", "keuze"))), "other-order"),
    (ORDER, answer(ORDER, Ordered(ids=("vraag", "keuze", "keuze"))), "other-order"),
    (MATCH, answer(MATCH, Written(values={"vraag": "dv", "antwoord": "hm"})), "other-prompt"),
    (MATCH, answer(MATCH, Matched(pairs={"vraag": "dv"})), "other-blanks"),
    (MATCH, answer(MATCH, Matched(pairs={"vraag": "dv", "antwoord": "mr"})), "other-choices"),
    (COUNT, answer(COUNT, Written(values={"answer": "drie"})), "no-number"),
    (CONTINUE, answer(CONTINUE, Pressed(key=Key.QUIT)), "key-not-now"),
]


@pytest.mark.parametrize(("prompt", "given_answer", "expected"), MISMATCHES)
def test_an_answer_to_another_prompt_is_refused_with_its_line(
    prompt: Prompt, given_answer: Answer, expected: str
) -> None:
    ask = Recorded((answer(CONTINUE, Continued()), given_answer))
    ask(CONTINUE)
    with pytest.raises(Mismatch) as caught:
        ask(prompt)
    assert (caught.value.line, caught.value.code) == (2, expected)
    assert caught.value.values["card"] == prompt.card
    assert ask.left == 1


def test_a_prompt_after_the_last_answer_is_told_apart() -> None:
    with pytest.raises(Exhausted) as caught:
        Recorded(())(CONTINUE)
    assert (caught.value.code, caught.value.values["card"]) == ("exhausted", CONTINUE.card)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_a_sentence_and_every_sentence_a_code(language: str) -> None:
    path = Path(__file__).parents[2] / "lessons" / "interface" / f"answers.{language}.yaml"
    sentences = yaml.safe_load(path.read_text("utf-8"))["answers"]
    assert sentences.keys() == {row[-1] for row in (*FAULTS, *MISMATCHES)} | {"exhausted"}
    values = {"found": "found", "expected": "expected", "card": "card", "prompt": "prompt"}
    assert all(sentence.format(**values).endswith(".") for sentence in sentences.values())
