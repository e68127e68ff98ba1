"""What a press does in a demonstration; one that means nothing at the moment changes nothing.

So no key of a remote can do harm.
"""

from collections.abc import Sequence
from typing import Final, assert_never

from ehtutor.course.model import Zoom
from ehtutor.session.demo.state import (
    MOST_HANDS,
    Aside,
    Button,
    Command,
    Demo,
    Phase,
    Press,
    Sign,
    SlideCover,
    Tally,
    Vote,
    command_for,
    votable,
    ways_on,
)
from ehtutor.value import replace

_LONGEST: Final = 40
"""Of what is typed."""
_COVERS: Final = {Command(cover.value): cover for cover in SlideCover}


def update(moment: Demo, press: Press) -> Demo:
    """The moment after this press."""
    if moment.cover is SlideCover.BLANK:
        return replace(moment, cover=None)
    if moment.phase in (Phase.FIRST, Phase.SECOND):
        # nothing but the list of keys lies over the counting, and any press takes it away
        return _count(moment, press) if moment.cover is None else replace(moment, cover=None)
    match press:
        case Sign(sign=sign):
            return _sign(moment, sign)
        case Button.ERASE if moment.typed:
            return replace(moment, typed=moment.typed[:-1])
        case Button.ENTER if moment.typed:
            return _go(moment, int(moment.typed) - 1)
        case Button.ENTER if moment.cover is SlideCover.OVERVIEW:
            return _go(moment, moment.pointed)
        case Button.ESCAPE:
            return replace(
                moment, typed="", cover=None, phase=None, branch=None if moment.cover is None else moment.branch
            )
        case Button.NEXT | Button.SPACE | Button.ENTER:
            return _step(moment, 1)
        case Button.PREVIOUS | Button.ERASE:
            return _step(moment, -1)
        case Button.FIRST:
            return _go(moment, 0)
        case Button.LAST:
            return _go(moment, len(moment.show.slides) - 1)
        case _:
            assert_never(press)


def counted(typed: str, options: Sequence[str]) -> Tally | None:
    """The counts in what was typed, one for each option; None where it is anything else."""
    words = typed.replace(",", " ").split()
    if len(words) != len(options) or not all(word.isascii() and word.isdigit() for word in words):
        return None
    counts = [int(word) for word in words if len(word) <= len(str(MOST_HANDS))]
    return dict(zip(options, counts, strict=True)) if len(counts) == len(options) else None


def _go(moment: Demo, at: int) -> Demo:
    """To a slide, with nothing over it; to the nearest where there is no such number."""
    at = min(max(at, 0), len(moment.show.slides) - 1)
    return Demo(show=moment.show, at=at, votes=moment.votes)


def _step(moment: Demo, by: int) -> Demo:
    """One on or back, in whatever is on the screen: the overview, a cover, a vote, a branch, the slides."""
    if moment.typed:
        return replace(moment, typed="")
    if moment.cover is SlideCover.OVERVIEW:
        return replace(moment, pointed=_other_card(moment, by))
    if moment.cover is not None:
        return replace(moment, cover=None)
    if moment.phase is not None:
        return _vote_step(moment, moment.phase, by)
    if moment.branch is not None:
        return _branch_step(moment, moment.branch, by)
    at = moment.at + by
    return _go(moment, at) if 0 <= at < len(moment.show.slides) else moment


def _branch_step(moment: Demo, branch: Aside, by: int) -> Demo:
    """Within the branch; beyond either end, back to the slide that it left."""
    at = branch.at + by
    is_inside = 0 <= at < len(branch.entries)
    return replace(moment, branch=replace(branch, at=at) if is_inside else None, zoom=Zoom.STORY, scroll=0)


def _other_card(moment: Demo, by: int) -> int:
    """The first slide of the card after the one that is pointed at, or of the one before."""
    starts = moment.show.card_starts
    return starts[min(max(moment.show.card_number(moment.pointed) + by, 0), len(starts) - 1)]


def _sign(moment: Demo, sign: str) -> Demo:
    if sign.isascii() and sign.isdigit():
        return _digit(moment, sign)
    command = command_for(moment.texts, sign)
    return _command(moment, command) if command else moment


def _digit(moment: Demo, digit: str) -> Demo:
    if moment.cover is SlideCover.WHAT_IF:
        chosen = dict(enumerate(ways_on(moment), 1)).get(int(digit))
        if chosen is None:
            return moment
        branch = Aside(label=chosen.label, login=chosen.play(), first=chosen.first)
        return replace(moment, cover=None, branch=branch, zoom=Zoom.STORY, scroll=0)
    return replace(moment, typed=(moment.typed + digit)[:_LONGEST])


def _command(moment: Demo, command: Command) -> Demo:
    match command:
        case Command.QUIT:
            return replace(moment, is_over=True)
        case Command.ZOOM:
            return replace(moment, zoom=moment.zoom.deeper, cover=None, scroll=0)
        case Command.DOWN:
            return replace(moment, scroll=moment.scroll + 1)
        case Command.UP:
            return replace(moment, scroll=max(moment.scroll - 1, 0))
        case Command.VOTE:
            can = moment.cover is None and moment.phase is None and votable(moment) is not None
            return replace(moment, phase=Phase.FIRST, typed="") if can else moment
        case Command.WHAT_IF:
            can = moment.phase is None and moment.branch is None and bool(ways_on(moment))
            return _covered(moment, SlideCover.WHAT_IF) if can else moment
        case Command.OVERVIEW | Command.KNOWLEDGE | Command.TEXT | Command.BLANK | Command.HELP:
            return _covered(moment, _COVERS[command])
        case _:
            assert_never(command)


def _covered(moment: Demo, cover: SlideCover) -> Demo:
    """The same key lays it over the slide and takes it away."""
    other = None if moment.cover is cover else cover
    return replace(moment, cover=other, typed=moment.typed if moment.phase else "", pointed=moment.at, scroll=0)


def _count(moment: Demo, press: Press) -> Demo:
    """Type the counts; Enter takes them. A step on without any goes on, so that a remote is never caught here."""
    match press:
        case Sign(sign=sign) if sign.isdigit() or sign == ",":
            return _typing(moment, moment.typed + sign)
        case Button.SPACE if moment.typed:
            return _typing(moment, moment.typed + " ")
        case Button.ERASE:
            return _typing(moment, moment.typed[:-1])
        case Button.NEXT | Button.SPACE if not moment.typed:
            return _uncounted(moment)
        case Button.ENTER | Button.NEXT | Button.SPACE:
            return _tallied(moment)
        case Button.PREVIOUS:
            assert moment.phase is not None, "only hands are counted here"
            return _vote_step(moment, moment.phase, -1)
        case Button.ESCAPE:
            return _typing(replace(moment, phase=None), "")
        case Sign(sign=sign):
            command = command_for(moment.texts, sign)
            may = command in (Command.BLANK, Command.HELP, Command.QUIT)
            return _command(moment, command) if command and may else moment
        case Button.FIRST | Button.LAST:
            return moment
        case _:
            assert_never(press)


def _uncounted(moment: Demo) -> Demo:
    """On with the tally that was there before; without one, out of the vote."""
    assert moment.phase is not None, "only hands are counted here"
    if moment.card.id in moment.votes:
        return _vote_step(moment, moment.phase, 1)
    return _typing(replace(moment, phase=None), "")


def _typing(moment: Demo, typed: str) -> Demo:
    return replace(moment, typed=typed[:_LONGEST], is_miscounted=False)


def _tallied(moment: Demo) -> Demo:
    """Keep the tally, or ask for it once more."""
    asked = votable(moment)
    assert asked is not None, "only where there can be a vote, there is one"
    assert moment.phase is not None, "only hands are counted here"
    card, question = asked
    tally = counted(moment.typed, [option.id for option in question.options])
    if tally is None:
        return replace(moment, is_miscounted=True)
    had = moment.votes.get(card.id, Vote()).tallies
    kept = Vote(tallies=(tally,) if moment.phase is Phase.FIRST else (*had[:1], tally))
    return _typing(replace(moment, phase=_beside(moment.phase, 1), votes={**moment.votes, card.id: kept}), "")


def _vote_step(moment: Demo, phase: Phase, by: int) -> Demo:
    """On through the vote and to the answer, or back."""
    other = _beside(phase, by)
    if other is None and by > 0:
        return _go(moment, moment.at + 1)
    return _typing(replace(moment, phase=other), "")


def _beside(phase: Phase, by: int) -> Phase | None:
    """The phase so many further; None before the first and when the vote is over."""
    phases = [*Phase]
    at = phases.index(phase) + by
    return phases[at] if 0 <= at < len(phases) else None
