"""`ehtutor lessons …` and `ehtutor glossary`: each command, from what was asked to its exit code."""

from collections.abc import Sequence
from pathlib import Path

from ehtutor.cli.course import course_in, lesson_named, told
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, refuse_unknown
from ehtutor.cli.frontend import shower


def list_lessons(surroundings: Surroundings, course: Path | None, *, as_json: bool) -> int:
    """The lessons in order, with how far the learner is."""
    from ehtutor.cli import listing  # noqa: PLC0415  start-up
    from ehtutor.cli.keeping import opened  # noqa: PLC0415

    with opened(surroundings) as progress:
        found = course_in(course, progress.texts)
        standings = listing.standings(found, progress.log)
        if as_json:
            surroundings.say(listing.as_json(found, standings))
        else:
            shower(surroundings)(listing.listed(found, standings, progress.texts))
    return Exit.DONE


def show_lesson(surroundings: Surroundings, course: Path | None, lesson: str) -> int:
    """What one lesson is about."""
    from ehtutor.cli.listing import shown  # noqa: PLC0415  start-up

    texts = surroundings.texts
    shower(surroundings)(shown(lesson_named(lesson, course_in(course, texts), texts), texts))
    return Exit.DONE


def new_lesson(surroundings: Surroundings, course: Path | None, name: str) -> int:
    """A lesson to begin with, in this course or in a new one."""
    from ehtutor.authoring import skeleton  # noqa: PLC0415  start-up

    texts = surroundings.texts
    folder = course or Path()
    written = skeleton.new_lesson(folder, name, texts.language)
    if isinstance(written, skeleton.Refused):
        if written.problems:
            raise Failure(Exit.REFUSED, *(told(one, folder, texts) for one in written.problems))
        raise Failure(Exit.USAGE, texts.say(f"new.{written.code}", found=written.found))
    for file in written:
        surroundings.say(texts.say("new.written", file=file))
    surroundings.say(texts.say("new.next", file=folder / name))
    return Exit.DONE


def check_lessons(surroundings: Surroundings, course: Path | None, paths: Sequence[Path], *, as_json: bool) -> int:
    """Everything that is wrong with a course."""
    from ehtutor.cli import check  # noqa: PLC0415  start-up

    texts = surroundings.texts
    folder = check.folder_for(course, paths, texts)
    is_quiet = as_json or surroundings.is_plain
    problems = check.checked(folder, paths, texts, surroundings, is_quiet=is_quiet)
    if as_json:
        surroundings.say(check.as_json(problems, folder, texts))
    else:
        for line in check.lines(problems, folder, texts) or (check.praise(folder, texts),):
            # a name out of the course can't pose as a next line
            surroundings.say(line.replace("\n", " "))
    return Exit.REFUSED if problems else Exit.DONE


def watch_lessons(surroundings: Surroundings, course: Path | None, path: Path | None) -> int:
    """Check on each save, and show the card that is being edited."""
    from ehtutor.cli import check  # noqa: PLC0415  start-up

    texts = surroundings.texts
    folder = check.folder_for(course, () if path is None else (path,), texts)
    return check.watch(folder, texts, surroundings)


def print_schema(surroundings: Surroundings, file: str | None) -> int:
    """The JSON Schema of the files of a course, or of one of them."""
    import json  # noqa: PLC0415  start-up

    from ehtutor.authoring.schema import FILES, schema  # noqa: PLC0415

    if file is not None:
        refuse_unknown(file, FILES, "check.unknown-file", surroundings.texts)
    surroundings.say(json.dumps(schema(file), indent=2))
    return Exit.DONE


def glossary(surroundings: Surroundings, course: Path | None, term: str | None) -> int:
    """What a word means, or all of them."""
    from ehtutor.cli.glossary import everything, explained, found  # noqa: PLC0415  start-up

    texts = surroundings.texts
    read = course_in(course, texts)
    if not read.glossary:
        raise Failure(Exit.USAGE, texts.say("glossary.none"))
    screen = everything(read, texts) if term is None else explained(found(term, read, texts), read, texts)
    shower(surroundings)(screen)
    return Exit.DONE
