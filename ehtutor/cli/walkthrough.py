"""A lesson played by a person, resumed where he left, and kept."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Final

from ehtutor.cli.answers_file import KeepAnswer, recording
from ehtutor.cli.course import command_for, course_in, lesson_named, refuse_unplayable, stage_of
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, nearest
from ehtutor.cli.frontend import Front, front_for, refuse_unaskable
from ehtutor.cli.keeping import Goodbye, Keeper, next_lesson, opened, revision
from ehtutor.cli.options import WalkthroughOptions
from ehtutor.course.model import Lesson
from ehtutor.course.texts import Texts
from ehtutor.session.lesson.script import at_card
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import after, begin, update
from ehtutor.session.lesson.view import view
from ehtutor.session.screen.action import Answer, Continued, Pressed
from ehtutor.session.screen.beside import key_hints
from ehtutor.session.screen.blocks import Notice, Screen, Tone
from ehtutor.session.screen.play import play
from ehtutor.session.screen.prompt import Continue, Key
from ehtutor.store.log import Log
from ehtutor.value import Value, replace

_GOODBYE: Final = Goodbye(kept="cli.interrupted", partly="cli.interrupted-partly", unsaved="cli.interrupted-unsaved")
_BACK: Final = Pressed(key=Key.BACK)


class Resumption(Value):
    """At which moment a lesson goes on, and what to say about it."""

    moment: Walkthrough
    notices: tuple[str, ...]
    command: str
    """With which to go on later."""
    is_halfway: bool = False
    is_over: bool = False
    """The attempt in the log is over: a new one begins with the next answer."""
    closes: int = 0
    """So many steps back close what lay over the card when the learner stopped."""


def walkthrough(surroundings: Surroundings, asked: WalkthroughOptions) -> Exit:
    """A lesson, played by a person."""
    with opened(surroundings) as progress:
        texts, log = progress.texts, progress.log
        course = course_in(asked.course, texts)
        lesson = lesson_named(asked.lesson, course, texts) if asked.lesson else next_lesson(course, log)
        refuse_unaskable(surroundings, texts)
        stage = stage_of(lesson, course, asked.course, texts)
        refuse_unplayable(stage, asked.course, texts)
        if asked.card is not None:
            resumption = _from_card(stage, asked.card, asked.course)
            front = front_for(surroundings, texts)
            # it is looked up, not played: progress is left alone
            return _walk(surroundings, front, Keeper(None, surroundings, stage), resumption, lambda _: None)[0]
        front = front_for(surroundings, texts)
        # stderr has said them, but a terminal that is cleared shows them no longer
        warnings, is_restarted = progress.warnings if front.clears else (), asked.restart
        with recording(asked.save_answers, texts) as record:
            while True:
                keeper = Keeper(log, surroundings, stage)
                if is_restarted:
                    keeper.begin()
                resumption = resume(stage, log, warnings=warnings, folder=asked.course)
                if resumption.is_over:
                    keeper.begin()
                for _ in range(resumption.closes):
                    keeper.keep(Answer(card=resumption.moment.card.id, action=_BACK, at=surroundings.clock()))
                # what is saved are the answers of one lesson
                following = None if asked.save_answers else course.after(stage.lesson)
                code, goes_on = _walk(surroundings, front, keeper, resumption, record, following)
                if following is None or not goes_on:
                    return code
                stage = stage_of(following, course, asked.course, texts)
                warnings, is_restarted = (), False


def _walk(
    surroundings: Surroundings,
    front: Front,
    keeper: Keeper,
    resumption: Resumption,
    record: KeepAnswer,
    following: Lesson | None = None,
) -> tuple[Exit, bool]:
    """Play a lesson with a person, to its end or until he stops; every answer is kept before it is acted on.

    Says too whether he goes on with the `following` lesson.
    """
    unsaid, goes_on = list(resumption.notices), False

    def show(screen: Screen) -> None:
        nonlocal goes_on
        if screen.prompt is None:
            # before the summary is read: the window may be closed on it
            keeper.finish()
            goes_on = following is not None and _goes_on(front, screen, following, resumption.moment.stage.texts)
            if goes_on or (following is not None and not front.clears):
                return
        front.show(with_notices(screen, unsaid))
        unsaid.clear()

    def keep(_: Walkthrough, answer: Answer) -> None:
        trouble = keeper.keep(answer)
        if trouble and front.clears:
            unsaid.append(trouble)
        record(answer)

    try:
        with front.alone():
            moment = play(resumption.moment, view=view, update=after, show=show, ask=front.ask, keep=keep)
    except (KeyboardInterrupt, EOFError):
        _say_goodbye(surroundings, keeper, resumption.command)
        return Exit.INTERRUPTED, False
    if not moment.is_done:
        _say_goodbye(surroundings, keeper, resumption.command)
    return Exit.DONE, goes_on


def _goes_on(front: Front, summary: Screen, following: Lesson, texts: Texts) -> bool:
    """Ask below the summary whether the learner goes on with the next lesson; whoever breaks off here has finished."""
    label = texts.say("screen.go-on", title=following.title)
    prompt = Continue(card="", label=label, keys=key_hints(texts, (Key.QUIT,)))
    front.show(replace(summary, prompt=prompt))
    with suppress(KeyboardInterrupt, EOFError):
        return front.ask(prompt).action == Continued()
    return False


def resume(stage: Stage, log: Log | None, *, warnings: tuple[str, ...] = (), folder: Path | None = None) -> Resumption:
    """Where the learner left this lesson, else its beginning; `warnings` go before what it has to say itself.

    A lesson that was done begins anew; one whose cards have changed goes on at the last card that is still there, by
    its right answers. `folder` is that of the course, if it is not the one that ships.
    """
    texts, lesson = stage.texts, stage.lesson
    anew = Resumption(moment=begin(stage), notices=warnings, command=command_for(lesson.id, folder))
    entry = {entry.lesson: entry for entry in log.lessons(stage.course.id)}.get(lesson.id) if log else None
    if log is None or entry is None or not entry.answers:
        return anew
    attempt, now = log.attempt(stage.course.id, lesson.id), revision(lesson)
    kept = [*takewhile(lambda each: each[0] == now, reversed(attempt))][::-1]
    older = [answer for _, answer in attempt[: len(attempt) - len(kept)]]
    if not kept and not entry.is_underway:
        return replace(anew, is_over=True)
    moment = _still_there(stage, older) if older else anew.moment
    if moment is None:
        return replace(anew, notices=(*warnings, texts.say("cli.changed", title=lesson.title)), is_over=True)
    for _, answer in kept:
        moment = after(moment, answer)
    if moment.is_done:
        return replace(anew, is_over=True)
    card, cards = moment.place
    values = {"title": lesson.title, "card": card, "cards": cards, "command": f"{anew.command} --restart"}
    line = texts.say("cli.resumed" if kept else "cli.changed-near", **values)
    found = replace(anew, moment=moment.uncovered, notices=(*warnings, line), is_halfway=True)
    return replace(found, closes=_closes(moment))


def _still_there(stage: Stage, older: Sequence[Answer]) -> Walkthrough | None:
    """The last card of those that were answered before the lesson changed, if any is left."""
    cards = {card.id for scene in stage.lesson.scenes for card in scene.cards}
    left = next((answer.card for answer in reversed(older) if answer.card in cards), None)
    return None if left is None else at_card(stage, left)


def _closes(moment: Walkthrough) -> int:
    count = 0
    while moment.cover is not None:
        moment, count = update(moment, _BACK), count + 1
    return count


def _from_card(stage: Stage, card: str, folder: Path | None) -> Resumption:
    """A lesson from one card on, the script having made the moves before it; Failure that names those like it."""
    texts, lesson = stage.texts, stage.lesson
    moment = at_card(stage, card)
    if moment is None:
        ids = tuple(each.id for scene in lesson.scenes for each in scene.cards)
        line = texts.say("cli.unknown-card", found=card, title=lesson.title, nearest=nearest(card, ids, texts))
        raise Failure(Exit.USAGE, line)
    return Resumption(moment=moment, notices=(), command=f"{command_for(lesson.id, folder)} --card {card}")


def with_notices(screen: Screen, lines: Sequence[str]) -> Screen:
    """The first screen says what happened before it: a terminal that is cleared shows nothing else."""
    notices = tuple(Notice(tone=Tone.NOTE, label="", text=line) for line in lines if line)
    return replace(screen, blocks=(*screen.blocks[:1], *notices, *screen.blocks[1:]))


def _say_goodbye(surroundings: Surroundings, keeper: Keeper, command: str) -> None:
    surroundings.complain(keeper.goodbye(_GOODBYE, command=command))
