"""`ehtutor progress`: show it, take it to another machine, bring it in."""

import json
from pathlib import Path
from shlex import quote
from typing import Final

from ehtutor.bank.catalogue import bank
from ehtutor.cli import files
from ehtutor.cli.course import course_in, course_option
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.frontend import conclude
from ehtutor.cli.keeping import opened
from ehtutor.cli.options import ProgressExportOptions, ProgressImportOptions, ProgressOptions, ProgressSchemaOptions
from ehtutor.cli.report import mastery_csv, mastery_json
from ehtutor.cli.scripted import print_json
from ehtutor.cli.underway import lessons_table, underway
from ehtutor.course.texts import Texts
from ehtutor.quiz.history import EMPTY
from ehtutor.session.mastery.learner import mastery
from ehtutor.session.mastery.learner_view import mastery_screen
from ehtutor.store import transfer
from ehtutor.store.glance import NAME
from ehtutor.store.log import Log
from ehtutor.store.trouble import NotStored
from ehtutor.value import replace

_NAMED: Final = 5
"""So many lines that can't be read are named."""


def show(surroundings: Surroundings, asked: ProgressOptions) -> int:
    """What is mastered, and what to do next."""
    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        found = course_in(asked.course, texts)
        history, walked = (log.history(found.id), log.walked(found.id)) if log else (EMPTY, ())
        _name_unreadable(log, found.id, surroundings, texts)
        mastered = mastery(bank(found, texts), found, history, walked, surroundings.clock())
        if asked.json:
            print_json(mastery_json(mastered, texts, found.id), surroundings)
        elif asked.csv:
            surroundings.say(mastery_csv(mastered))
        else:
            screen = mastery_screen(mastered, texts, course=course_option(asked.course))
            done = {entry.lesson for entry in log.lessons(found.id) if entry.is_finished} if log else set()
            table = lessons_table(found, done, underway(found, log, texts), texts)
            screen = replace(screen, blocks=(*screen.blocks[:1], table, *screen.blocks[1:]))
            conclude(surroundings, texts, screen)
    return Exit.DONE


def export(surroundings: Surroundings, asked: ProgressExportOptions) -> int:
    """Everything that the log holds of a course, in a file or on stdout."""
    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        if log is None:
            return Exit.REFUSED
        id = course_in(asked.course, texts).id
        _name_unreadable(log, id, surroundings, texts)
        try:
            lines = [*transfer.lines(id, *log.transfer(id))]
        except NotStored as error:
            raise Failure(Exit.REFUSED, texts.say(f"store.{error.code}", **error.values)) from None
        if (file := asked.file) is None:
            for line in lines:
                print_json(line, surroundings)
        else:
            files.refuse_existing(file, texts, force=asked.force)
            # it says what somebody does not know
            files.replace(file, "".join(f"{line}\n" for line in lines), texts, is_private=True)
            surroundings.say(
                texts.say("progress.exported", file=file, command=f"ehtutor progress import {quote(file.name)}")
            )
    return Exit.DONE


def _name_unreadable(log: Log | None, course: str, surroundings: Surroundings, texts: Texts) -> None:
    """Say which lines of the log are passed over: what is counted is not all that is there."""
    if log is not None and (rows := log.unreadable(course)):
        shown = ", ".join(rows[:_NAMED]) + (", …" if rows[_NAMED:] else "")
        place = surroundings.data_folder / NAME
        surroundings.complain(texts.say("progress.unreadable", place=place, count=len(rows), rows=shown))


def bring_in(surroundings: Surroundings, asked: ProgressImportOptions) -> int:
    """Merge what another machine exported; of a file with a bad line nothing."""
    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        if log is None or log.unavailable is not None:
            return Exit.REFUSED
        found = read(asked.file, texts)
        try:
            merged = log.merge(found)
        except NotStored as error:
            raise Failure(Exit.REFUSED, texts.say(f"store.{error.code}", **error.values)) from None
        surroundings.say(texts.say("progress.imported", file=asked.file, new=merged.new, known=merged.known))
    return Exit.DONE


def print_schema(surroundings: Surroundings, _asked: ProgressSchemaOptions) -> int:
    """The JSON Schema of each line of an exported file."""
    surroundings.say(json.dumps(transfer.schema(), indent=2))
    return Exit.DONE


def read(file: Path, texts: Texts) -> transfer.Transfer:
    """What is in an exported file; Failure with the first line that is wrong."""
    found = transfer.read(files.read(file, transfer.MOST_BYTES + 1, texts))
    if isinstance(found, transfer.BadTransfer):
        text = texts.say(f"transfer.{found.code}", **found.values)
        raise Failure(Exit.REFUSED, texts.say("cli.bad-line", file=file, line=found.line, text=text))
    return found
