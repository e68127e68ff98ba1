"""The slides of a demonstration: the lesson as its script plays it, a paragraph, a question or a message at a time."""

from collections.abc import Iterable, Iterator

from ehtutor.course.model import Branch, Card, Explain
from ehtutor.session.lesson.script import right_action
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, update
from ehtutor.value import Value


class Slide(Value):
    """One step of a demonstration."""

    moment: Walkthrough
    """Where the lesson is; after an answer, the slide reveals what it is worth."""
    paragraph: str = ""
    """Of a card to read: the part that stands on this slide."""

    @property
    def is_reveal(self) -> bool:
        """Whether it shows the answer to the slide before."""
        return self.moment.answered is not None


class Slideshow(Value):
    """What stays the same during a demonstration."""

    stage: Stage
    slides: tuple[Slide, ...]

    def card(self, at: int) -> Card:
        """The card to which a slide belongs; the last one for the summary."""
        return self.slides[at].moment.card

    @property
    def card_starts(self) -> tuple[int, ...]:
        """The first slide of each card, and the summary."""
        places = [(slide.moment.scene_index, slide.moment.card_index) for slide in self.slides]
        return tuple(at for at, place in enumerate(places) if place not in places[:at])

    def card_number(self, at: int) -> int:
        """Index in `card_starts` of the card to which a slide belongs."""
        return max(index for index, start in enumerate(self.card_starts) if start <= at)


def slideshow(stage: Stage) -> Slideshow:
    """The whole lesson, with the right answers given."""
    return slideshow_of(stage, _played(stage))


def slideshow_of(stage: Stage, moments: Iterable[Walkthrough]) -> Slideshow:
    """A lesson that was played already: `moments` are all those with right answers, the last one after its end."""
    return Slideshow(stage=stage, slides=tuple(slide for moment in moments for slide in _slides(moment)))


def paragraphs(text: str) -> tuple[str, ...]:
    """The Markdown in pieces that can stand alone; a blank line inside a code block parts nothing."""
    pieces: list[list[str]] = [[]]
    is_code = False
    for line in text.splitlines():
        is_code ^= line.lstrip().startswith("```")
        if line.strip() or is_code:
            pieces[-1].append(line)
        elif pieces[-1]:
            pieces.append([])
    return tuple("\n".join(piece) for piece in pieces if piece)


def _played(stage: Stage) -> Iterator[Walkthrough]:
    moment = begin(stage)
    while not moment.is_done:
        yield moment
        moment = update(moment, right_action(moment))
    yield moment


def _slides(moment: Walkthrough) -> Iterator[Slide]:
    """Those of one moment: of a card to read, each paragraph."""
    card = None if moment.is_done else moment.card
    if isinstance(card, Explain | Branch):
        yield from (Slide(moment=moment, paragraph=each) for each in paragraphs(moment.text))
    else:
        yield Slide(moment=moment)
