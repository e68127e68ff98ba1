"""What a press does in a demonstration; one that means nothing at the moment changes nothing.

So no key of a remote can do harm.
"""

from typing import Final, assert_never

from ehtutor.course.model import Zoom
from ehtutor.session.demo import vote
from ehtutor.session.demo.slides import Slideshow
from ehtutor.session.demo.state import (
    Aside,
    Button,
    Command,
    Demo,
    Press,
    Sign,
    SlideCover,
    ballot,
    card_starts,
    command_for,
    ways_on,
)
from ehtutor.session.demo.vote import Phase, Vote
from ehtutor.value import replace

_LONGEST: Final = 40
"""Of what is typed."""
_COVERS: Final = {Command(cover.value): cover for cover in SlideCover}


def update(show: Slideshow, demo: Demo, press: Press) -> Demo:
    """The moment after this press."""
    if demo.cover is SlideCover.BLANK:
        return replace(demo, cover=None)
    if demo.phase in (Phase.FIRST, Phase.SECOND):
        # nothing but the list of keys lies over the counting, and any press takes it away
        return _count(show, demo, press) if demo.cover is None else replace(demo, cover=None)
    match press:
        case Sign(sign=sign):
            return _sign(show, demo, sign)
        case Button.ERASE if demo.typed:
            return replace(demo, typed=demo.typed[:-1])
        case Button.ENTER if demo.typed:
            return _go(show, demo, int(demo.typed) - 1)
        case Button.ENTER if demo.cover is SlideCover.OVERVIEW:
            return _go(show, demo, demo.pointed)
        case Button.ESCAPE:
            return replace(demo, typed="", cover=None, phase=None, branch=None if demo.cover is None else demo.branch)
        case Button.NEXT | Button.SPACE | Button.ENTER:
            return _step(show, demo, 1)
        case Button.PREVIOUS | Button.ERASE:
            return _step(show, demo, -1)
        case Button.FIRST:
            return _go(show, demo, 0)
        case Button.LAST:
            return _go(show, demo, len(show.slides) - 1)
        case _:
            assert_never(press)


def _go(show: Slideshow, demo: Demo, at: int) -> Demo:
    """To a slide, with nothing over it; to the nearest where there is no such number."""
    at = min(max(at, 0), len(show.slides) - 1)
    return Demo(at=at, votes=demo.votes)


def _step(show: Slideshow, demo: Demo, by: int) -> Demo:
    """One on or back, in whatever is on the screen: the overview, a cover, a vote, a branch, the slides."""
    if demo.typed:
        return replace(demo, typed="")
    if demo.cover is SlideCover.OVERVIEW:
        return replace(demo, pointed=_other_card(show, demo.pointed, by))
    if demo.cover is not None:
        return replace(demo, cover=None)
    if demo.phase is not None:
        return _vote_step(show, demo, demo.phase, by)
    if demo.branch is not None:
        return _branch_step(demo, demo.branch, by)
    at = demo.at + by
    return _go(show, demo, at) if 0 <= at < len(show.slides) else demo


def _branch_step(demo: Demo, branch: Aside, by: int) -> Demo:
    """Within the branch; beyond either end, back to the slide that it left."""
    at = branch.at + by
    is_inside = 0 <= at < len(branch.entries)
    return replace(demo, branch=replace(branch, at=at) if is_inside else None, zoom=Zoom.STORY, scroll=0)


def _other_card(show: Slideshow, at: int, by: int) -> int:
    """The first slide of the next card, or of the one before."""
    starts = card_starts(show)
    here = max(index for index, start in enumerate(starts) if start <= at)
    return starts[min(max(here + by, 0), len(starts) - 1)]


def _sign(show: Slideshow, demo: Demo, sign: str) -> Demo:
    if sign.isascii() and sign.isdigit():
        return _digit(show, demo, sign)
    command = command_for(show.stage.texts, sign)
    return _command(show, demo, command) if command else demo


def _digit(show: Slideshow, demo: Demo, digit: str) -> Demo:
    if demo.cover is SlideCover.WHAT_IF:
        chosen = dict(enumerate(ways_on(show, demo), 1)).get(int(digit))
        if chosen is None:
            return demo
        branch = Aside(label=chosen.label, login=chosen.play(), first=chosen.first)
        return replace(demo, cover=None, branch=branch, zoom=Zoom.STORY, scroll=0)
    return replace(demo, typed=(demo.typed + digit)[:_LONGEST])


def _command(show: Slideshow, demo: Demo, command: Command) -> Demo:
    match command:
        case Command.QUIT:
            return replace(demo, is_over=True)
        case Command.ZOOM:
            return replace(demo, zoom=demo.zoom.deeper, cover=None, scroll=0)
        case Command.DOWN:
            return replace(demo, scroll=demo.scroll + 1)
        case Command.UP:
            return replace(demo, scroll=max(demo.scroll - 1, 0))
        case Command.VOTE:
            can = demo.cover is None and demo.phase is None and ballot(show, demo) is not None
            return replace(demo, phase=Phase.FIRST, typed="") if can else demo
        case Command.WHAT_IF:
            can = demo.phase is None and demo.branch is None and bool(ways_on(show, demo))
            return _covered(demo, SlideCover.WHAT_IF) if can else demo
        case Command.OVERVIEW | Command.KNOWLEDGE | Command.TEXT | Command.BLANK | Command.HELP:
            return _covered(demo, _COVERS[command])
        case _:
            assert_never(command)


def _covered(demo: Demo, cover: SlideCover) -> Demo:
    """The same key lays it over the slide and takes it away."""
    other = None if demo.cover is cover else cover
    return replace(demo, cover=other, typed=demo.typed if demo.phase else "", pointed=demo.at, scroll=0)


def _count(show: Slideshow, demo: Demo, press: Press) -> Demo:
    """Type the counts; Enter takes them. A step on without any goes on, so that a remote is never caught here."""
    match press:
        case Sign(sign=sign) if sign.isdigit() or sign == ",":
            return _typing(demo, demo.typed + sign)
        case Button.SPACE if demo.typed:
            return _typing(demo, demo.typed + " ")
        case Button.ERASE:
            return _typing(demo, demo.typed[:-1])
        case Button.NEXT | Button.SPACE if not demo.typed:
            return _uncounted(show, demo)
        case Button.ENTER | Button.NEXT | Button.SPACE:
            return _tallied(show, demo)
        case Button.PREVIOUS:
            assert demo.phase is not None, "only hands are counted here"
            return _vote_step(show, demo, demo.phase, -1)
        case Button.ESCAPE:
            return _typing(replace(demo, phase=None), "")
        case Sign(sign=sign):
            command = command_for(show.stage.texts, sign)
            may = command in (Command.BLANK, Command.HELP, Command.QUIT)
            return _command(show, demo, command) if command and may else demo
        case Button.FIRST | Button.LAST:
            return demo
        case _:
            assert_never(press)


def _uncounted(show: Slideshow, demo: Demo) -> Demo:
    """On with the tally that was there before; without one, out of the vote."""
    assert demo.phase is not None, "only hands are counted here"
    if show.card(demo.at).id in demo.votes:
        return _vote_step(show, demo, demo.phase, 1)
    return _typing(replace(demo, phase=None), "")


def _typing(demo: Demo, typed: str) -> Demo:
    return replace(demo, typed=typed[:_LONGEST], is_miscounted=False)


def _tallied(show: Slideshow, demo: Demo) -> Demo:
    """Keep the tally, or ask for it once more."""
    asked = ballot(show, demo)
    assert asked is not None, "only where there can be a vote, there is one"
    assert demo.phase is not None, "only hands are counted here"
    card, question = asked
    tally = vote.counted(demo.typed, [option.id for option in question.options])
    if tally is None:
        return replace(demo, is_miscounted=True)
    had = demo.votes.get(card.id, Vote()).tallies
    kept = Vote(tallies=(tally,) if demo.phase is Phase.FIRST else (*had[:1], tally))
    return _typing(replace(demo, phase=vote.after(demo.phase), votes={**demo.votes, card.id: kept}), "")


def _vote_step(show: Slideshow, demo: Demo, phase: Phase, by: int) -> Demo:
    """On through the vote and to the answer, or back."""
    other = vote.after(phase) if by > 0 else vote.before(phase)
    if other is None and by > 0:
        return _go(show, demo, demo.at + 1)
    return _typing(replace(demo, phase=other), "")
