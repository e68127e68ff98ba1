"""`ehtutor demo --plain`: the slides as numbered lines, a key a line: for screen readers, pipes and small windows."""

from typing import Final

from ehtutor.cli.demo.votes import VotesFile
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure
from ehtutor.cli.frontend import shower
from ehtutor.cli.options import DemoOptions
from ehtutor.session.demo.slides import slideshow
from ehtutor.session.demo.state import Button, Demo, Press, Sign
from ehtutor.session.demo.update import update
from ehtutor.session.demo.view import view
from ehtutor.session.lesson.state import Stage
from ehtutor.value import replace

_BACK: Final = "-"


def demonstrate(stage: Stage, asked: DemoOptions, surroundings: Surroundings) -> Exit:
    """Enter goes on, `-` back, a number goes to that step, a letter does what it does in a window; by itself, all."""
    moment = Demo(show=slideshow(stage))
    paint = shower(surroundings)
    votes = VotesFile(file=asked.save_votes, texts=stage.texts)
    _keep(votes, moment, surroundings)
    if asked.auto is not None:
        for at in range(len(moment.show.slides)):
            paint(view(replace(moment, at=at)))
        return _done(votes)
    if surroundings.stdin is None:
        raise Failure(Exit.USAGE, stage.texts.say("cli.demo-no-terminal"))
    while True:
        paint(view(moment))
        try:
            line = surroundings.stdin.readline()
        except KeyboardInterrupt:
            return Exit.INTERRUPTED
        if not line:
            return Exit.INTERRUPTED
        had = moment.votes
        if line[:1].isdigit():
            # a line is a number of its own, whatever was wrong with the one before
            moment = replace(moment, typed="")
        for press in _presses(line.strip()):
            moment = update(moment, press)
        if moment.is_over:
            return _done(votes)
        if moment.votes != had:
            _keep(votes, moment, surroundings)


def _keep(votes: VotesFile, moment: Demo, surroundings: Surroundings) -> None:
    """Write the votes; what is in the way is said once."""
    before = votes.trouble
    votes.write(moment)
    if votes.trouble not in ("", before):
        surroundings.complain(votes.trouble)


def _done(votes: VotesFile) -> Exit:
    return Exit.REFUSED if votes.trouble else Exit.DONE


def _presses(line: str) -> tuple[Press, ...]:
    """What a line means: nothing is a step on, a number or counted hands are typed and entered, a letter is a key."""
    if not line:
        return (Button.NEXT,)
    if line == _BACK:
        return (Button.PREVIOUS,)
    if line[0].isdigit():
        typed = (Button.SPACE if sign.isspace() else Sign(sign=sign) for sign in line)
        return (*typed, Button.ENTER)
    return (Sign(sign=line[0]),)
