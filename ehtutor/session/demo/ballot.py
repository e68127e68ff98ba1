"""Questions before a class: their options by letter, the vote on them, the answer with its why."""

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import Final, assert_never

from ehtutor.course.model import Ask, Predict
from ehtutor.course.texts import Texts
from ehtutor.quiz.questions import OneOf, Option, SeveralOf
from ehtutor.session.demo.state import MOST_HANDS, Demo, Phase, Tally, Vote, votable
from ehtutor.session.screen.blocks import Ballot, BallotLine, Bar, Bars, Block, Notice, Prose, Table, Tone
from ehtutor.session.screen.prompt import Choose, ChooseMany, MatchChoices, OrderChoices, Prompt, Selectable
from ehtutor.session.story.question_blocks import grade_of

_DIGIT: Final = re.compile("[0-9]")


def vote(moment: Demo, phase: Phase) -> tuple[Block, ...]:
    """The vote as the class sees it: of the first tally nothing, also while it is typed."""
    asked = votable(moment)
    assert asked is not None, "only where there can be a vote, there is one"
    card, question = asked
    texts, had = moment.texts, moment.votes.get(card.id, Vote()).tallies
    match phase:
        case Phase.FIRST | Phase.SECOND:
            letters = ", ".join(ascii_uppercase[: len(question.options)])
            said = texts.say(
                "demo.miscounted" if moment.is_miscounted else "demo.count", letters=letters, most=MOST_HANDS
            )
            tone = Tone.WRONG if moment.is_miscounted else Tone.NOTE
            seen = _DIGIT.sub("•", moment.typed) if phase is Phase.FIRST else moment.typed
            typed = Notice(tone=tone, label=said, text=f"{seen}▏")
            return (Prose(text=card.text), *options(card), typed)
        case Phase.DISCUSS:
            discuss = Notice(tone=Tone.NOTE, label=texts.say("demo.discuss"), text=texts.say("demo.discuss-how"))
            return (Prose(text=card.text), *options(card), discuss)
        case Phase.TALLIES:
            named = zip(("demo.first-vote", "demo.second-vote"), had, strict=False)
            return tuple(_bars(texts, key, question, tally) for key, tally in named)
        case _:
            assert_never(phase)


def hands(moment: Demo) -> tuple[str, ...]:
    """What was counted on this question, each time that hands were raised: for the teacher alone."""
    asked = votable(moment)
    if asked is None:
        return ()
    card, question = asked
    return tuple(
        " · ".join(
            f"{letter} {tally.get(option.id, 0)}"
            for letter, option in zip(ascii_uppercase, question.options, strict=False)
        )
        for tally in moment.votes.get(card.id, Vote()).tallies
    )


def why(card: Predict | Ask) -> Block:
    """Why the answer is right; of several parts, each with its own."""
    reasons = grade_of(card.question, card.question.right_answer).reasons
    if len(reasons) > 1:
        return Table(title="", header=(), rows=tuple((reason.label, reason.why) for reason in reasons))
    return Notice(tone=Tone.RIGHT, label=reasons[0].label, text=reasons[0].why)


def letters(prompt: Prompt | None) -> tuple[Ballot, ...]:
    """What can be chosen, each with a letter; of pairs, the right side with numbers."""
    match prompt:
        case Choose(choices=choices) | ChooseMany(choices=choices) | OrderChoices(choices=choices):
            return (_lettered(choices, ascii_uppercase),)
        case MatchChoices(left=left, right=right):
            numbers = [str(number) for number in range(1, len(right) + 1)]
            return (_lettered(left, ascii_uppercase), _lettered(right, numbers))
        case _:
            return ()


def unlettered(prompt: Prompt | None) -> tuple[Ballot, ...]:
    """What the gebruiker can do here."""
    if not isinstance(prompt, Choose):
        return ()
    return (Ballot(lines=tuple(BallotLine(letter="", label=each.label, note=each.note) for each in prompt.choices)),)


def options(card: Predict | Ask, *, is_revealed: bool = False) -> tuple[Ballot, ...]:
    """The options of a choice with their letters; revealed, the right ones are marked."""
    question = card.question
    if not isinstance(question, OneOf | SeveralOf):
        return ()
    return (_marked(question.options, question.right_options if is_revealed else ()),)


def _lettered(choices: Sequence[Selectable], letters: Sequence[str]) -> Ballot:
    rows = zip(letters, choices, strict=False)
    return Ballot(lines=tuple(BallotLine(letter=letter, label=choice.label) for letter, choice in rows))


def _marked(options: Sequence[Option], right: Sequence[Option]) -> Ballot:
    rows = zip(ascii_uppercase, options, strict=False)
    return Ballot(
        lines=tuple(
            BallotLine(letter=letter, label=each.label, tone=Tone.RIGHT if each in right else Tone.PLAIN)
            for letter, each in rows
        )
    )


def _bars(texts: Texts, key: str, question: OneOf, tally: Tally) -> Bars:
    lettered = zip(ascii_uppercase, question.options, strict=False)
    total = sum(tally.values())
    return Bars(
        title=texts.say(key),
        of=texts.say("demo.of"),
        rows=tuple(
            Bar(label=f"{letter} {option.label}", part=tally.get(option.id, 0), whole=total)
            for letter, option in lettered
        ),
    )
