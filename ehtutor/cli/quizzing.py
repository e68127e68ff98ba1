"""A quiz that is laid ready, answered: by a person, whose answers are kept, or by a script, whose are not."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit
from ehtutor.cli.frontend import Front
from ehtutor.cli.keeping import Goodbye, Pen
from ehtutor.cli.scripted import moments, print_json
from ehtutor.cli.walkthrough import with_notices
from ehtutor.session.review.result_lines import review_lines
from ehtutor.session.review.state import Review, ReviewOver, Sitting
from ehtutor.session.review.update import begin, ended, happened, right_action, update
from ehtutor.session.review.view import view
from ehtutor.session.screen.action import Answer
from ehtutor.session.screen.blocks import Screen
from ehtutor.session.screen.play import play
from ehtutor.value import Value

Asker: TypeAlias = Callable[[Review, Screen], Answer | None]
"""The answer to a screen, or None when there are no more; the last screen asks for none."""
Record: TypeAlias = Callable[[Answer], None]


class Laid(Value):
    """What lies ready."""

    sitting: Sitting
    ids: tuple[str, ...]
    """Of the questions to ask."""
    course: str


def answered(
    laid: Laid, surroundings: Surroundings, front: Front, pen: Pen, record: Record, warnings: Sequence[str]
) -> Exit:
    """Ask a person; what each answer brings about is in the log before the next screen, which says so if it is not."""
    sitting = laid.sitting
    # stderr has said them
    unsaid = list(warnings) if front.clears else []

    def show(screen: Screen) -> None:
        front.show(with_notices(screen, unsaid))
        unsaid.clear()

    def keep(review: Review, answer: Answer) -> None:
        events = happened(sitting, review, answer)
        trouble = pen.write(lambda log: log.record(laid.course, events)) if events else ""
        if trouble and front.clears:
            unsaid.append(trouble)
        record(answer)

    # the latest moment, also where the learner breaks off
    review = begin(sitting, laid.ids, surroundings.clock())

    def go_on(moment: Review, answer: Answer) -> Review:
        nonlocal review
        review = update(sitting, moment, answer)
        return review

    try:
        play(review, view=lambda moment: view(sitting, moment), update=go_on, show=show, ask=front.ask, keep=keep)
    except (KeyboardInterrupt, EOFError):
        _say_goodbye(sitting, review, surroundings, pen)
        return Exit.INTERRUPTED
    if not review.is_answered:
        if review.is_broken_off:
            show(view(sitting, ended(review)))
        _say_goodbye(sitting, review, surroundings, pen)
        return _exit(sitting, review)
    if not isinstance(review.at, ReviewOver):
        show(view(sitting, ended(review)))
    return _exit(sitting, review)


def replayed(
    laid: Laid, surroundings: Surroundings, ask: Asker, show: Callable[[Screen], None] | None, record: Record
) -> Exit:
    """Let a script answer: `show` every screen, else print the result as JSON Lines."""
    sitting = laid.sitting
    review = begin(sitting, laid.ids, surroundings.clock())
    for moment, screen in moments(
        review,
        view=lambda moment: view(sitting, moment),
        update=lambda moment, answer: update(sitting, moment, answer),
        ask=ask,
        record=record,
    ):
        review = moment
        if show:
            show(screen)
    if not show:
        for line in review_lines(sitting, review):
            print_json(line, surroundings)
    return _exit(sitting, review)


def right_answers(surroundings: Surroundings) -> Asker:
    """The right answer to every question."""

    def ask(review: Review, screen: Screen) -> Answer | None:
        if screen.prompt is None:
            return None
        return Answer(card=screen.prompt.card, action=right_action(review), at=surroundings.clock())

    return ask


def _exit(sitting: Sitting, review: Review) -> Exit:
    return Exit.REFUSED if sitting.is_exam and not review.has_passed else Exit.DONE


def _say_goodbye(sitting: Sitting, review: Review, surroundings: Surroundings, pen: Pen) -> None:
    keys = Goodbye(
        kept="quiz.stopped-exam" if review.is_broken_off else "quiz.stopped",
        partly="quiz.stopped-partly",
        unsaved="quiz.stopped-unsaved",
    )
    surroundings.complain(pen.goodbye(keys, command=sitting.again, right=review.right, asked=review.asked))
