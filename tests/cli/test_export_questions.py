"""`ehtutor export questions`, as somebody who takes them to his own system."""

import json
from shutil import copytree

import pytest
from cli.learner import refused
from cli.running import start, surroundings
from course.breaking import MINI
from long import LONG, few

FORMATS = ("gift", "moodle", "anki", "json", "csv")


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_printed(learner, format):
    told = learner.here("export", "questions", "--format", format, "--lesson", "level")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("level") > 3


@LONG
@pytest.mark.parametrize("format", few(["moodle"], FORMATS))
def test_another_interpreter_prints_the_same(learner, format):
    # a real start, as the order of sets is another one there
    asked = ("export", "questions", "--format", format, "--generated", "40", "--seed", "1")
    first, second = (start(*asked, environ=surroundings(learner.data, PYTHONHASHSEED=each)) for each in ("1", "2"))
    assert (first.code, first.err) == (0, "")
    assert first == second


def test_as_many_made_questions_as_asked_and_other_ones_for_another_seed(learner):
    def ids(seed: str) -> list[str]:
        told = learner.here("export", "questions", "--generated", "12", "--seed", seed)
        return [each["id"] for each in json.loads(told.out)]

    assert len(set(ids("1"))) == 12
    assert ids("1") == ids("1") != ids("2")
    assert not any("/" in id for id in ids("1"))


def test_only_a_topic(learner):
    told = learner.here("export", "questions", "--generated", "5", "--topic", "levels")
    assert {each["topic"] for each in json.loads(told.out)} == {"levels"}


def test_a_file_is_written_and_kept_when_it_exists(learner, tmp_path):
    place = tmp_path / "questions.gift"
    assert learner.here("export", "questions", "--format", "gift", "--output", place).code == 0
    written = place.read_bytes()
    refused(learner.here("export", "questions", "--output", place), 2, str(place), "--force")
    assert place.read_bytes() == written
    assert learner.here("export", "questions", "--output", place, "--force").code == 0
    assert json.loads(place.read_text())
    assert list(tmp_path.iterdir()) == [place]


def test_what_cannot_be_exported_is_said_in_one_line(learner, tmp_path):
    refused(learner.here("export", "questions", "--format", "gif"), 2, "gift")
    refused(learner.here("export", "questions", "--topic", "level"), 2, "levels")
    refused(learner.here("export", "questions", "--lesson", "levl"), 2, "level")
    refused(learner.here("export", "questions", "--generated", "100000"), 2, "100000")
    refused(learner.here("export", "questions", "--seed", "1"), 2, "--generated")
    refused(learner.here("export", "questions", "--output", tmp_path / "no" / "file"), 1, "no")


@pytest.mark.parametrize("format", ["gift", "moodle", "anki", "json", "csv"])
def test_what_could_steer_is_shown(learner, tmp_path, format):
    course, file = tmp_path / "course", tmp_path / "written"
    copytree(MINI, course)
    texts = course / "tiny" / "nl.yaml"
    steering = texts.read_text(encoding="utf-8").replace("label: ja,", 'label: "j\\u202ea\\e[2J",')
    texts.write_text(steering, encoding="utf-8")
    told = learner.here("export", "questions", "--format", format, "--course", course, "--output", file)
    assert (told.code, told.err) == (0, "")
    written = file.read_bytes().decode()
    assert "j⟨U+202E⟩a" in written
    assert not set(written) & set("\u202e\x1b")
    assert ("\r\n" in written, "\t" in written) == (format == "csv", format == "anki")
