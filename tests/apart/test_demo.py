"""A demonstration at a terminal, as a teacher gives it, with the notes in a second window."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO, StringIO, TextIOWrapper
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any, Final

import pyte
import pytest
from cli.emulator import CTRL_C, ENTER, ESCAPE, PAGE_DOWN, Emulator
from cli.learner import refused
from cli.running import surroundings
from courses import shipped_course
from hypothesis import example, given
from hypothesis import strategies as st
from session.playing import stage

from ehtutor.cli.demo.cast import CastFile
from ehtutor.cli.demo.loop import Nobody, Room, demonstrate
from ehtutor.cli.demo.votes import VotesFile
from ehtutor.course.shipped import shipped
from ehtutor.course.texts import interface
from ehtutor.render.cast import Cast
from ehtutor.render.projector import Projector, Theme
from ehtutor.session.demo.slides import slideshow
from ehtutor.session.demo.state import Button, Demo, Press, Sign
from ehtutor.value import replace

SAY: Final = interface("nl").say
PAGE_UP: Final = "\x1b[5~"
LESSON: Final = shipped_course().lesson("clean-login")
CARDS: Final = {card.id: card for scene in LESSON.scenes for card in scene.cards}


def at(number: int) -> str:
    return SAY("demo.slide", at=number, total=46)


def start(folder: Path, *arguments: str, columns: int = 80, rows: int = 24, data: Path | None = None) -> Emulator:
    folder.mkdir(exist_ok=True)
    environ = surroundings(data or folder / "data")
    return Emulator("demo", *arguments, columns=columns, rows=rows, folder=folder, environ=environ)


def test_a_whole_part_of_a_lesson_with_the_keys_of_a_remote_a_vote_a_branch_and_a_blank_screen(tmp_path):
    with start(tmp_path, "--save-votes", str(tmp_path / "votes.csv")) as demo:
        demo.expect(at(1), CARDS["welcome"].title)
        for number in range(2, 8):
            demo.type(PAGE_DOWN).expect(at(number))
        demo.expect(CARDS["first-question"].title, "A naar een authenticatiedienst (AD)", "C terug naar jou")
        demo.type(PAGE_UP).expect(at(6)).type(" ").expect(at(7))
        demo.type("v").expect(SAY("demo.count", letters="A, B, C"))
        demo.type("3 4\r").expect(SAY("demo.miscounted", letters="A, B, C", most=999))
        demo.type(" 5\r").expect(SAY("demo.discuss"))
        assert "4" not in demo.words.replace("24", "").replace("46", "")
        demo.type(PAGE_DOWN).expect(SAY("demo.count", letters="A, B, C")).type("1 10 1\r")
        demo.expect(SAY("demo.first-vote"), "3 van 12", SAY("demo.second-vote"), "10 van 12")
        demo.type(PAGE_DOWN).expect(at(8), "✓ B naar de makelaar (HM)")
        demo.type(PAGE_DOWN).expect(at(9), "DV → HM · AuthnRequest")
        demo.type("z").expect("RequestedAuthnContext").type("z").expect("▼")
        demo.type("b")
        demo.expect("").type(PAGE_DOWN).expect(at(9))
        demo.type("a").expect(SAY("demo.if-tampered")).type("5").expect("✗", SAY("demo.if-tampered"))
        demo.type(PAGE_DOWN).type(PAGE_DOWN).expect(at(9), CARDS["request-to-hm"].title)
        demo.resize(100, 30)
        demo.expect(at(9), "DV → HM · AuthnRequest")
        demo.resize(50, 15)
        demo.expect("60×20").resize(12, 3)
        demo.resize(80, 24)
        demo.expect(at(9), "DV → HM · AuthnRequest")
        demo.type("q")
        assert demo.ended().code == 0
    votes = (tmp_path / "votes.csv").read_text().splitlines()
    assert votes[0] == "lesson,card,round,option,label,votes,right"
    assert votes[5] == "clean-login,first-question,2,HM,naar de makelaar (HM),10,True"


@pytest.mark.parametrize("key", ["q", CTRL_C])
def test_the_terminal_is_left_as_it_was(tmp_path, key):
    with start(tmp_path) as demo:
        demo.expect(at(1)).type(key)
        ended = demo.ended()
    assert (ended.code, ended.before == ended.after) == (0 if key == "q" else 130, True)
    assert (ended.is_cursor_hidden, ended.is_other_screen) == (False, False)


def test_it_goes_on_by_itself_to_the_end(tmp_path):
    with start(tmp_path, "--auto", "0.02") as demo:
        assert demo.ended().code == 0


def test_the_overview_and_a_number_go_to_a_step(tmp_path):
    with start(tmp_path, "--theme", "light") as demo:
        demo.expect(at(1)).type("o").expect(CARDS["four-roles"].title, CARDS["choose-middel"].title)
        demo.type(PAGE_DOWN).type(ENTER).expect(at(3), CARDS["four-roles"].title)
        demo.type("12").expect(SAY("demo.go-to", number="12")).type(ENTER).expect(at(12))
        demo.type("?").expect(SAY("demo-keys.vote.does")).type(ESCAPE).expect(CARDS["middel-question"].title)
        demo.type("w").expect(SAY("screen.knows")).type(" ").expect(at(12))
        demo.type("q").ended()


def test_the_notes_follow_a_demonstration_without_any_set_up(tmp_path):
    data = tmp_path / "data"
    with start(tmp_path / "notes", "--notes", data=data) as notes:
        notes.expect(SAY("notes.none"))
        with start(tmp_path / "demo", data=data) as demo:
            notes.expect(at(1), SAY("notes.next", title=CARDS["welcome"].title))
            demo.expect(at(1)).type("7\r").expect(at(7))
            notes.expect(at(7), SAY("notes.key", key="naar de makelaar (HM)"))
            demo.type("9\r").type("a").expect(SAY("demo.if-tampered")).type("5").expect("✗")
            notes.expect(at(9), SAY("notes.branch"), SAY("demo.if-tampered"))
            demo.type("10\r").expect(at(10)).type("v12 7 3").expect("•• • •").type("\r").expect(SAY("demo.discuss"))
            notes.expect(SAY("notes.hands"), "A 12 · B 7 · C 3")
            demo.type("q").ended()
        notes.expect(SAY("notes.none")).type("q")
        assert notes.ended().code == 0


def test_the_notes_pick_up_a_lesson_that_can_be_read_again(tmp_path):
    data, course = tmp_path / "data", copytree(shipped(), tmp_path / "course")
    words = course / "clean-login" / "nl.yaml"
    right = words.read_bytes()
    with start(tmp_path / "demo", "--course", str(course), data=data) as demo:
        demo.expect(at(1))
        words.write_text("foo: [")
        with start(tmp_path / "notes", "--notes", data=data) as notes:
            notes.expect(SAY("notes.lost", lesson="clean-login"))
            words.write_bytes(right)
            notes.expect(at(1)).type("q").ended()
        demo.type("q").ended()


def test_the_notes_say_when_the_demonstration_was_killed_and_pick_up_the_next(tmp_path):
    data = tmp_path / "data"
    with start(tmp_path / "notes", "--notes", data=data) as notes:
        with start(tmp_path / "demo", data=data) as demo:
            notes.expect(at(1))
            demo.kill()
        notes.expect("zegt al")
        with start(tmp_path / "again", "level", data=data) as demo:
            demo.expect("1 /")
            notes.expect(shipped_course().lesson("level").title)
            demo.type("q").ended()


@pytest.mark.parametrize("version", ["2", "3"])
def test_a_recording_shows_each_step_as_it_was_when_it_is_played_back(learner, tmp_path, version):
    cast = tmp_path / "lesson.cast"
    options = ("--auto", "2", "--record", cast, "--cast-version", version)
    assert learner.here("demo", *options, COLUMNS="80", LINES="24").code == 0
    header, *events = (json.loads(line) for line in cast.read_text().splitlines())
    size = (header["width"], header["height"]) if version == "2" else tuple(header["term"].values())
    assert (header["version"], size) == (int(version), (80, 24))
    times = [time for time, _, _ in events]
    assert times == sorted(times) if version == "2" else min(times) >= 0
    assert (times[-1] if version == "2" else sum(times)) == pytest.approx(45 * 2)
    screen = pyte.Screen(80, 24)
    stream, played = pyte.Stream(screen), []
    for _, code, data in events:
        if code == "m":
            played.append(data)
        else:
            stream.feed(data)
            number = len(played)
            assert at(number) in screen.display[0]
            assert played[-1].startswith(f"{number} ")
    assert len(played) == 46
    assert learner.here("demo", *options, "--force", COLUMNS="80", LINES="24").code == 0


def test_the_same_lesson_is_recorded_in_the_same_bytes(learner, tmp_path):
    for name in ("one.cast", "two.cast"):
        assert learner.here("demo", "--auto", "2", "--record", tmp_path / name, COLUMNS="80", LINES="24").code == 0
    assert (tmp_path / "one.cast").read_bytes() == (tmp_path / "two.cast").read_bytes()


def test_what_cannot_be_shown_or_written_is_said_in_one_line(learner, tmp_path):
    kept = tmp_path / "kept.cast"
    kept.write_text("mine")
    refused(learner.run("demo"), 2, "--auto", "--record", "--plain")
    refused(learner.run("demo", "--notes"), 2, "--plain")
    refused(learner.here("demo", "--auto", "1", "--record", kept), 2, str(kept), "--force")
    refused(learner.here("demo", "--auto", "1", "--record", tmp_path / "no" / "x"), 1, "no")
    refused(learner.here("demo", "--theme", "drak"), 2, "dark")
    for pace in ("nan", "inf", "0", "3601"):
        refused(learner.here("demo", "--auto", pace, "--record", tmp_path / "x"), 2, "3600", pace)
    one = tmp_path / "one.json"
    refused(learner.here("demo", "--auto", "1", "--record", one, "--save-votes", one), 2, str(one))
    refused(learner.here("demo", "--plain", "--record", one), 2, "--plain", "--record")
    refused(learner.here("demo", "--notes", "level"), 2, "level", "--notes")
    refused(learner.here("demo", "--notes", "--save-votes", one), 2, "--save-votes", "--notes")
    refused(learner.here("demo", "--auto", "1", "--record", one, COLUMNS="40", LINES="10"), 2, "40×10", "60×20")
    assert not one.exists()
    refused(learner.here("demo", "claen-login", "--plain"), 2, "clean-login")
    assert kept.read_text() == "mine"


def test_a_window_that_is_too_small_is_told_what_is_needed(tmp_path):
    with start(tmp_path, columns=50, rows=15) as demo:
        assert demo.ended().code == 2
        assert "60×20" in demo.words.replace(" ", "")
        assert "--plain" in demo.words


@dataclass
class Fingers:
    presses: Iterator[Press | None]
    is_fast: bool = False
    """Faster than anything is painted."""

    def press(self, seconds: float) -> Press | None:
        del seconds
        return next(self.presses)

    def has_more(self) -> bool:
        return self.is_fast


def room(**changes: Any) -> Room:
    """Without a terminal, and nothing is kept."""
    return Room(
        **{
            "projector": Projector(theme=Theme.DARK),
            "out": None,
            "size": lambda: (60, 20),
            "now": lambda: 0.0,
            "auto": None,
            "cast": CastFile(None, None, Cast(version=2), interface("nl"), ""),
            "votes": VotesFile(file=None, texts=interface("nl")),
            "beat": lambda _demo: None,
            **changes,
        }
    )


def test_scrolling_ends_where_the_page_does():
    def ended(downs: int) -> Demo:
        deeper, down, quit = (Sign(sign=SAY(f"demo-keys.{name}.letter")) for name in ("zoom", "down", "quit"))
        presses = (Sign(sign="2"), Sign(sign="5"), Button.ENTER, deeper, deeper, *[down] * downs, quit)
        return demonstrate(slideshow(stage("clean-login")), room(), Fingers(iter(presses)))

    last = ended(300).scroll
    assert 2 < last < 300
    assert [ended(downs).scroll for downs in (1, 2, last + 5)] == [1, 2, last]


def test_keys_that_come_faster_than_they_can_be_painted_do_not_keep_the_last_one_waiting():
    painted = StringIO()
    hands = Fingers(iter([*[Button.NEXT] * 30, Sign(sign=SAY("demo-keys.quit.letter"))]), is_fast=True)
    assert demonstrate(slideshow(stage("clean-login")), room(out=painted), hands).at == 30
    assert painted.getvalue() == ""


@pytest.mark.parametrize("keys", ["b", "?", "o", "5", "7 v", "7 v12", "9 a", "9 a5"])
def test_nothing_goes_on_by_itself_while_the_teacher_is_at_something_else(keys):
    show, seconds, seen = slideshow(stage("clean-login")), count(step=5), []
    presses = [Button.ENTER if key == " " else Sign(sign=key) for key in keys]
    fingers = Fingers(iter([*presses, *[None] * 20]))
    with pytest.raises(StopIteration):
        demonstrate(show, room(auto=100.0, now=lambda: float(next(seconds)), beat=seen.append), fingers)
    assert seen[-1].is_busy
    assert seen[-1] == seen[len(presses)]


@given(st.floats(0.01, 3600))
@example(0.05)
def test_by_itself_it_comes_to_the_end_at_any_pace(seconds):
    show, nobody = slideshow(stage("clean-login")), Nobody()
    few = replace(show, slides=show.slides[:12])
    assert demonstrate(few, room(now=lambda: nobody.now, auto=seconds), nobody).at == 11
    assert nobody.now == pytest.approx(12 * seconds)


def test_the_plain_demonstration_reads_a_key_a_line(learner, tmp_path):
    kept = tmp_path / "votes.csv"
    told = learner.run("demo", "--plain", "--save-votes", kept, typed="\n\n7\nv\n1 2 3\n\nq\n")
    assert told.code == 0
    assert [line.split(",")[-2] for line in kept.read_text().splitlines()] == ["votes", "1", "2", "3"]
    assert SAY("demo.discuss") in told.out
    assert learner.here("demo", "--plain", "--auto", "1").out.count(f"{LESSON.title}:") == 46


def test_plain_hands_that_were_miscounted_are_counted_again(learner, tmp_path):
    kept = tmp_path / "votes.csv"
    told = learner.run("demo", "--plain", "--save-votes", kept, typed="7\nv\n1 2\n1 2 3 4\n1 2 3\n\nq\n")
    assert (told.code, told.out.count(SAY("demo.discuss"))) == (0, 1)
    assert [line.split(",")[-2] for line in kept.read_text().splitlines()] == ["votes", "1", "2", "3"]


def test_what_cannot_be_written_is_said_on_the_slide_and_the_demonstration_goes_on(tmp_path):
    files = ("no/x.cast", "no/votes.csv")
    with start(tmp_path, "--record", files[0], "--save-votes", files[1]) as demo:
        demo.expect(at(1), *files).type(PAGE_DOWN).expect(at(2), *files).type("q")
        assert demo.ended().code == 1


def test_a_recording_that_can_be_written_no_further_says_so_and_the_demonstration_goes_on():
    # unbuffered: what can't be written is noticed at once, and closing has nothing left to write
    full = TextIOWrapper(FileIO("/dev/full", "w"), encoding="utf-8", write_through=True)
    cast = CastFile(full, Path("/dev/full"), Cast(version=2), interface("nl"), "title")
    for at in range(3):
        cast.painted("frame", float(at), (80, 24), at=at, title="slide")
    assert "/dev/full" in cast.trouble
