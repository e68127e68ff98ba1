"""`ehtutor lessons …` and `ehtutor glossary`: each command, from what was asked to its exit code."""

from collections.abc import Sequence
from pathlib import Path

from ehtutor.cli.commands import Manner
from ehtutor.cli.course import course_in, lesson_named, told
from ehtutor.cli.environment import Surroundings, speak
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.frontend import shower
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Screen
from ehtutor.store.glance import chosen_language


def list_lessons(surroundings: Surroundings, manner: Manner, course: Path | None, *, as_json: bool) -> int:
    """The lessons in order, with how far the learner is."""
    from ehtutor.cli import listing  # noqa: PLC0415  start-up
    from ehtutor.cli.keeping import opened  # noqa: PLC0415

    with opened(surroundings, manner.lang) as progress:
        found = course_in(course, progress.texts)
        standings = listing.standings(found, progress.log)
        if as_json:
            surroundings.say(listing.as_json(found, standings))
        else:
            _show(surroundings, manner, listing.listed(found, standings, progress.texts))
    return Exit.DONE


def show_lesson(surroundings: Surroundings, manner: Manner, course: Path | None, lesson: str) -> int:
    """What one lesson is about."""
    from ehtutor.cli.listing import shown  # noqa: PLC0415  start-up

    texts = _texts(surroundings, manner)
    _show(surroundings, manner, shown(lesson_named(lesson, course_in(course, texts), texts), texts))
    return Exit.DONE


def new_lesson(surroundings: Surroundings, manner: Manner, course: Path | None, name: str) -> int:
    """A lesson to begin with, in this course or in a new one."""
    from ehtutor.authoring import skeleton  # noqa: PLC0415  start-up

    texts = _texts(surroundings, manner)
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


def check_lessons(
    surroundings: Surroundings, manner: Manner, course: Path | None, paths: Sequence[Path], *, as_json: bool
) -> int:
    """Everything that is wrong with a course."""
    from ehtutor.cli import check  # noqa: PLC0415  start-up

    texts = _texts(surroundings, manner)
    folder = check.folder_for(course, paths, texts)
    is_quiet = as_json or manner.is_plain or surroundings.wants_plain
    problems = check.checked(folder, paths, texts, surroundings, is_quiet=is_quiet)
    if as_json:
        surroundings.say(check.as_json(problems, folder, texts))
    else:
        for line in check.lines(problems, folder, texts) or (check.praise(folder, texts),):
            # a name out of the course can't pose as a next line
            surroundings.say(line.replace("\n", " "))
    return Exit.REFUSED if problems else Exit.DONE


def watch_lessons(surroundings: Surroundings, manner: Manner, course: Path | None, path: Path | None) -> int:
    """Check on each save, and show the card that is being edited."""
    from ehtutor.cli import check  # noqa: PLC0415  start-up

    texts = _texts(surroundings, manner)
    folder = check.folder_for(course, () if path is None else (path,), texts)
    is_plain = manner.is_plain or surroundings.wants_plain
    return check.watch(folder, texts, surroundings, is_plain=is_plain)


def print_schema(surroundings: Surroundings, manner: Manner, file: str | None) -> int:
    """The JSON Schema of the files of a course, or of one of them."""
    import json  # noqa: PLC0415  start-up

    from ehtutor.authoring.schema import FILES, schema  # noqa: PLC0415
    from ehtutor.cli.errors import nearest  # noqa: PLC0415

    if file is not None and file not in FILES:
        texts = _texts(surroundings, manner)
        listed = nearest(file, FILES, texts.say("cli.or"))
        raise Failure(Exit.USAGE, texts.say("check.unknown-file", found=file, nearest=listed))
    surroundings.say(json.dumps(schema(file), indent=2))
    return Exit.DONE


def glossary(surroundings: Surroundings, manner: Manner, course: Path | None, term: str | None) -> int:
    """What a word means, or all of them."""
    from ehtutor.cli.glossary import everything, explained, found  # noqa: PLC0415  start-up

    texts = _texts(surroundings, manner)
    read = course_in(course, texts)
    if not read.glossary:
        raise Failure(Exit.USAGE, texts.say("glossary.none"))
    screen = everything(read, texts) if term is None else explained(found(term, read, texts), read, texts)
    _show(surroundings, manner, screen)
    return Exit.DONE


def _texts(surroundings: Surroundings, manner: Manner) -> Texts:
    return speak(manner.lang, surroundings.environ, chosen_language(surroundings.data_folder))


def _show(surroundings: Surroundings, manner: Manner, screen: Screen) -> None:
    shower(surroundings, is_plain=manner.is_plain or surroundings.wants_plain)(screen)
