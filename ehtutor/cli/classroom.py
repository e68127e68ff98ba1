"""`ehtutor progress class`: the results that a class handed in, graded once more."""

import os
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ehtutor.bank.catalogue import bank
from ehtutor.cli.course import course_in, is_folder
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.frontend import conclude
from ehtutor.cli.options import ProgressClassOptions
from ehtutor.cli.progress import read
from ehtutor.cli.report import class_csv, class_json
from ehtutor.cli.scripted import print_json
from ehtutor.course.texts import LANGUAGES, Texts, interface
from ehtutor.quiz.item import Item, Listed
from ehtutor.quiz.logged import Answered, Logged
from ehtutor.session.mastery.classroom import Find, Marked, Paper, class_results
from ehtutor.session.mastery.classroom_view import class_screen
from ehtutor.store.transfer import Transfer

_QUESTIONS: Final = 4_000
"""So many questions are remembered."""


def show_class(surroundings: Surroundings, asked: ProgressClassOptions) -> int:
    """How the answers are spread; what is wrong with a file is said, and the others still count."""
    texts = surroundings.texts
    folder, files = asked.folder, _files(asked.folder, texts)
    id = course_in(asked.course, texts).id
    troubles: list[str] = []
    papers = [Paper(name=file.name, events=_events(found)) for file, found in _read(files, id, texts, troubles)]
    results = class_results(papers, _finder(asked.course), texts.language)
    troubles += [_doubt(folder / each.name, each, texts) for each in results.papers if each.doubts]
    for line in troubles:
        surroundings.complain(line)
    if asked.json:
        print_json(class_json(results, texts, id), surroundings)
    elif asked.csv:
        surroundings.say(class_csv(results))
    elif papers:
        conclude(surroundings, texts, class_screen(results, texts))
    return Exit.REFUSED if troubles else Exit.DONE


def _files(folder: Path, texts: Texts) -> list[Path]:
    if not is_folder(folder):
        key = "progress.class.not-a-folder" if os.path.lexists(folder) else "progress.class.no-folder"
        raise Failure(Exit.USAGE, texts.say(key, file=folder))
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise Failure(Exit.USAGE, texts.say("progress.class.no-files", file=folder))
    return files


def _read(files: list[Path], course: str, texts: Texts, troubles: list[str]) -> Iterator[tuple[Path, Transfer]]:
    """The files that can be read, of this course; why the others are passed over goes with the troubles."""
    for file in files:
        try:
            found = read(file, texts)
        except Failure as failure:
            troubles.extend(failure.lines)
            continue
        if found.course != course:
            troubles.append(texts.say("progress.class.other-course", file=file, found=found.course, course=course))
            continue
        if (found.answers, found.right) != _counted(found):
            troubles.append(texts.say("progress.class.header", file=file))
        yield file, found


def _counted(found: Transfer) -> tuple[int, int]:
    """The answers of the quiz, and how many of them are recorded as right."""
    answers = [one.event for one in found.happened if isinstance(one.event, Answered)]
    return len(answers), sum(each.is_right for each in answers)


def _events(found: Transfer) -> tuple[tuple[int, Logged], ...]:
    return tuple((line, one.event) for line, one in zip(found.lines, found.happened, strict=True))


def _doubt(file: Path, marked: Marked, texts: Texts) -> str:
    first, *others = marked.doubts
    text = texts.say("progress.class.doubts", others=len(others)) if others else texts.say("progress.class.doubt")
    return texts.say("cli.bad-line", file=file, line=first, text=text)


def _finder(folder: Path | None) -> Find:
    """The questions of the course. Each answer may name a seed of its own, so only the latest are remembered."""

    @cache
    def listed(language: str) -> Mapping[str, Listed]:
        if language not in LANGUAGES:
            return {}
        texts = interface(language)
        return bank(course_in(folder, texts), texts)

    @lru_cache(maxsize=_QUESTIONS)
    def find(id: str, seed: str, language: str) -> Item | None:
        entry = listed(language).get(id)
        return entry.make(seed) if entry else None

    return find
