"""`ehtutor quiz` on the command line: what it asks, keeps, refuses and prints, and with which exit code."""

import json
import re
import resource
from pathlib import Path
from typing import Any, Final

import pytest
from cli.learner import Learner, refused
from cli.lesson import whole
from cli.running import lines
from session.review_items import AT, IDS, WRONG, answer, sitting

from ehtutor.course.texts import interface
from ehtutor.quiz.logged import Answered, Flagged, Undone
from ehtutor.quiz.questions import QuestionForm
from ehtutor.session.review.update import begin, happened
from ehtutor.session.screen.action import Answer, Chosen, Continued, Pressed
from ehtutor.session.screen.prompt import Key
from ehtutor.session.screen.spelling import encode
from ehtutor.store.log import Log

SAY: Final = interface("nl").say
LESSON: Final = ("quiz", "--lesson", "level")
"""What is asked first of these is answered by choosing one."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.jsonl"


def events(learner: Learner) -> tuple[Any, ...]:
    log = Log.open(learner.data, now=AT)
    assert isinstance(log, Log)
    with log:
        return log.events("basis")


def right(learner: Learner) -> str:
    """The right answer to the first question that somebody gets who never did a quiz, as a line."""
    (first, *_) = printed(learner.here(*LESSON, "--auto", "--json").out)
    assert isinstance(first["given"], str), "these tests need a question that is answered by choosing one"
    return first["given"]


def printed(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("form", ["--json", "--lang=en"])
def test_the_same_seed_gives_the_same_bytes(learner: Learner, form: str) -> None:
    first = learner.here("quiz", "--auto", "--seed", "maandag", form)
    assert (first.code, first.err) == (0, "")
    assert learner.here("quiz", "--auto", "--seed", "maandag", form) == first
    assert learner.here("quiz", "--auto", "--seed", "dinsdag", form).out != first.out


def test_the_result_is_an_object_a_line(learner: Learner) -> None:
    told = learner.here("quiz", "--auto", "--json", "--count", "4", "--lang", "en")
    *questions, result = printed(told.out)
    assert result == {"kind": "result", "asked": 4, "answered": 4, "right": 4, "passed": None}
    fields = ["n", "id", "type", "topic", "lang", "seed", "given", "right", "hints", "key", "misconceptions"]
    assert [list(question) for question in questions] == [fields] * 4
    assert [question["n"] for question in questions] == [1, 2, 3, 4]
    assert {question["lang"] for question in questions} == {"en"}


def test_ten_questions_are_asked_where_nothing_else_is(learner: Learner) -> None:
    assert printed(learner.here("quiz", "--auto", "--json").out)[-1]["asked"] == 10


@pytest.mark.parametrize("manner", [("--auto",), ("--auto", "--json"), ("--auto", "--exam", "3")])
def test_a_script_leaves_progress_alone(learner: Learner, manner: tuple[str, ...]) -> None:
    assert learner.here("quiz", *manner, "--plain").code == 0
    assert not learner.data.exists()


def test_topic_and_lesson_choose_what_is_asked(learner: Learner) -> None:
    *questions, _ = printed(learner.here("quiz", "--auto", "--json", "--topic", "levels").out)
    assert {question["topic"] for question in questions} == {"levels"}
    shown = learner.here("quiz", "--auto", "--plain", "--lesson", "level", "--count", "2").out
    assert "ehtutor walkthrough level --card " in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--topic", "level"), ("‘level’", "‘levels’")),
        (("--lesson", "levle"), ("‘levle’", "‘level’")),
        (("--count", "0"), ("--count 0",)),
        (("--exam", "-3"), ("--exam -3",)),
        (("--exam", "3", "--count", "4"), ("--exam", "--count")),
        (("--exam", "3", "--due"), ("--exam", "--due")),
        (("--auto", "--answers", "x"), ("--auto", "--answers")),
        (("--auto", "--due"), ("--due", "--auto")),
        ((), ("--auto",)),
    ],
    ids=" ".join,
)
def test_what_can_not_be_asked_is_one_line(
    learner: Learner, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    refused(learner.here("quiz", *arguments), 2, *words)


def test_a_run_by_hand_is_kept_and_replayed(learner: Learner, file: Path) -> None:
    typed = lines("1", "", "u", "2", "", "f", "klopt niet", "q")
    played = learner.run(*LESSON, "--plain", "--save-answers", file, typed=typed)
    assert played.code == 0
    assert played.err.strip() == SAY("quiz.stopped", command="ehtutor quiz --lesson level")
    kinds = [type(event) for event in events(learner)]
    assert kinds == [Answered, Undone, Answered, Flagged]
    *questions, result = printed(learner.here(*LESSON, "--json", "--answers", file).out)
    assert len(questions) == result["asked"] == 1
    assert questions[0]["given"] == events(learner)[2].given


def test_the_end_of_the_input_is_a_goodbye(learner: Learner) -> None:
    told = learner.run(*LESSON, "--plain", typed=lines("1"))
    assert told.code == 130
    assert SAY("quiz.stopped", command="ehtutor quiz --lesson level") in told.err
    assert len(events(learner)) == 1


def test_what_is_no_answer_is_asked_again_and_never_counted(learner: Learner) -> None:
    told = learner.run(*LESSON, "--plain", typed=lines("", "99", "1,2", "\x1b[2J", "x" * 5000, "é" * 300))
    assert told.code == 130
    assert told.out.count(SAY("ask.expected")) == 6
    assert events(learner) == ()


def test_progress_that_can_not_be_kept_stops_no_quiz(learner: Learner) -> None:
    learner.data.write_text("hoi")
    told = learner.run(*LESSON, "--plain", "--count", "1", typed=lines(right(learner), ""))
    assert told.code == 0
    assert told.err.strip() == SAY("store.not-a-folder", place=learner.data)
    assert SAY("quiz.result") in told.out


def test_nothing_due_says_when_it_will_be(learner: Learner) -> None:
    told = learner.here("quiz", "--due", "--plain")
    assert (told.code, told.out.strip()) == (0, SAY("quiz.nothing-due", command="ehtutor quiz"))
    learner.run(*LESSON, "--plain", "--count", "1", typed=lines(right(learner), ""))
    told = learner.here("quiz", "--due", "--plain")
    until = SAY("quiz.nothing-due-until", when="|", command="ehtutor quiz").partition("|")[0]
    assert told.code == 0
    assert told.out.startswith(until)


def _result(*, right: int, passed: bool) -> dict[str, Any]:
    """The last line of an exam of three questions, all those right that were answered."""
    return {"kind": "result", "asked": 3, "answered": right, "right": right, "passed": passed}


def test_an_exam_is_passed_or_not(learner: Learner, file: Path) -> None:
    passed = learner.here("quiz", "--exam", "3", "--auto", "--json", "--save-answers", file)
    assert (passed.code, printed(passed.out)[-1]) == (0, _result(right=3, passed=True))
    begun = "".join(file.read_text().splitlines(keepends=True)[:2])
    file.write_text(begun)
    failed = learner.here("quiz", "--exam", "3", "--json", "--answers", file)
    assert (failed.code, printed(failed.out)[-1]) == (1, _result(right=1, passed=False))
    shown = learner.here("quiz", "--exam", "3", "--plain", "--answers", file)
    assert shown.code == 1
    assert "70%" in shown.out


def test_an_exam_by_hand_below_the_mark_ends_with_one(learner: Learner) -> None:
    told = learner.run("quiz", "--exam", "2", "--lesson", "level", "--plain", typed=lines("", *"11", *"qq"))
    begun, *given = events(learner)
    assert (begun.asked, {event.is_exam for event in given}) == (2, {True})
    assert told.code == int(not all(event.is_right for event in given))
    assert SAY("quiz.result") in told.out


def test_an_exam_that_is_broken_off_is_no_full_score(learner: Learner) -> None:
    told = learner.run("quiz", "--exam", "3", "--lesson", "level", "--plain", typed=lines("", "1", "q"))
    (begun, given) = events(learner)
    right = int(given.is_right)
    assert (told.code, begun.asked) == (1, 3)
    assert SAY("quiz.broken-off", right=right, asked=3) in told.out
    assert told.err.strip() == SAY(
        "quiz.stopped-exam", right=right, asked=3, command="ehtutor quiz --lesson level --exam 3"
    )
    shown = learner.here("progress", "--plain").out
    assert f"{SAY('progress.exam')}: {right} {SAY('progress.of')} 3 {SAY('progress.broken-off')}" in shown


def line(action: Any, card: str) -> str:
    return encode(Answer(card=card, action=action, at=AT)) + "\n"


def test_an_answers_file_that_does_not_fit_is_told_with_its_line(learner: Learner, file: Path) -> None:
    id = printed(learner.here(*LESSON, "--auto", "--json").out)[0]["id"]
    for second, words in (
        (line(Continued(), "elders"), "elders"),
        (line(Chosen(id="1"), id), "continue"),
        (line(Pressed(key=Key.HINT), id), "hint"),
        ("{}\n", ""),
    ):
        learner.here(*LESSON, "--auto", "--count", "1", "--save-answers", file)
        first = file.read_text().splitlines(keepends=True)[0]
        file.write_text(first + second)
        refused(learner.here(*LESSON, "--json", "--count", "1", "--answers", file), 1, f"{file}:2: ", words)
        file.unlink()


def test_answers_that_are_left_over_are_told(learner: Learner, file: Path) -> None:
    learner.here(*LESSON, "--auto", "--count", "2", "--save-answers", file)
    refused(learner.here(*LESSON, "--json", "--count", "1", "--answers", file), 1, f"{file}:3: ")


def test_a_disk_that_is_full_is_said_at_once_and_the_quiz_goes_on(learner: Learner) -> None:
    learner.run(*LESSON, "--plain", typed=lines("q"))
    size = (learner.data / "progress.sqlite3").stat().st_size

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    answers = ("1", "u") * 20
    typed = lines(*answers, right(learner), "")
    told = learner.run(*LESSON, "--plain", "--count", "1", typed=typed, before=full)
    assert told.code == 0
    assert told.err.count("\n") == 1
    assert str(learner.data) in told.err
    assert SAY("quiz.result") in told.out
    assert 0 < len(events(learner)) < len(answers)


@pytest.mark.parametrize("card", ["choose-middel", "who-routed"])
def test_a_card_is_looked_up_without_touching_progress(learner: Learner, card: str) -> None:
    learner.run("walkthrough", "--plain", typed=lines("", "1"))
    before = learner.here("--plain").out
    told = learner.run("walkthrough", "clean-login", "--card", card, "--plain", typed=lines("q"))
    assert (told.code, told.out.count("Les 1 · ")) == (0, 1)
    assert f"ehtutor walkthrough clean-login --card {card}" in told.err
    assert learner.here("--plain").out == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--card", "choose-midel"), ("‘choose-midel’", "‘choose-middel’")),
        (("--card", "choose-middel", "--auto"), ("--card", "--auto")),
        (("--card", "choose-middel", "--restart"), ("--card", "--restart")),
    ],
    ids=" ".join,
)
def test_a_card_that_can_not_be_looked_up_is_one_line(
    learner: Learner, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    refused(learner.here("walkthrough", "clean-login", "--plain", *arguments), 2, *words)


def test_the_first_page_says_what_is_due_to_who_has_answered(learner: Learner) -> None:
    assert "ehtutor quiz" not in learner.here("--plain").out
    learner.run("walkthrough", "--plain", typed=lines(*whole()))
    assert SAY("home.practise", command="ehtutor quiz") in learner.here("--plain").out
    log = Log.open(learner.data, now=AT)
    assert isinstance(log, Log)
    with log:
        log.record("basis", happened(begin(sitting(), IDS, AT), answer(WRONG[QuestionForm.ONE_OF])))
    assert SAY("home.due", count=1, command="ehtutor quiz") in learner.here("--plain").out


def test_the_quiz_is_about_lessons_that_were_done_and_about_others_on_request(learner: Learner) -> None:
    refused(learner.here("quiz", "--plain"), 2, SAY("quiz.nothing-done", command="ehtutor quiz --all"))
    assert learner.run("quiz", "--plain", "--all", typed=lines("q")).code == 0
    learner.run("walkthrough", "--plain", typed=lines(*whole()))
    mine = learner.run("quiz", "--plain", "--count", "900", typed=lines("q"))
    everything = learner.run("quiz", "--plain", "--count", "900", "--all", typed=lines("q"))
    asked = [int(re.findall(r"vraag 1 van (\d+)", told.out)[0]) for told in (mine, everything)]
    assert 0 < asked[0] < asked[1]


def test_what_is_about_writing_lessons_is_asked_only_of_who_asks_for_it(learner: Learner) -> None:
    everything = learner.here("export", "questions", "--format", "json").out
    assert "writing-lessons" not in everything
    assert (
        "writing-lessons" in learner.here("export", "questions", "--format", "json", "--lesson", "writing-lessons").out
    )
