"""The shipped lessons as documents, each made once, and one whose texts every format would take for something else."""

from functools import cache
from typing import Final

from courses import shipped_course
from long import in_languages

from ehtutor.authoring.plays import deciding_once
from ehtutor.course.model import Ask, Branch, Explain, Lesson, Predict, Zoom
from ehtutor.course.shipped import shipped
from ehtutor.course.source import lesson_ids
from ehtutor.course.texts import Texts, interface
from ehtutor.export.document import Document
from ehtutor.export.handout import handout
from ehtutor.export.rolecards import rolecards
from ehtutor.session.lesson.state import Stage
from ehtutor.value import replace

NASTY: Final = '<b onclick="x">&amp; end; #35; |`*_[a](http://kwaad)~ $x$ \\n </svg></style><!-- --> "q"'
_IN_EVERY_FORM: Final = f"# {NASTY}\n\n- {NASTY}\n  - {NASTY}\n\n1. x\n\n> {NASTY}\n\n```\n{NASTY}\n```"
_DECIDE: Final = deciding_once()


@cache
def texts(language: str) -> Texts:
    return interface(language)


@cache
def stage(lesson: str, language: str) -> Stage:
    whole = shipped_course(language)
    return Stage(course=whole, lesson=whole.lesson(lesson), texts=texts(language), decide=_DECIDE)


LESSONS: Final = in_languages(lesson_ids(shipped()))


@cache
def on_paper(lesson: str, language: str, zoom: Zoom = Zoom.WIRE) -> Document:
    return handout(stage(lesson, language), zoom)


@cache
def cards(lesson: str, language: str) -> Document:
    return rolecards(stage(lesson, language))


def nasty() -> Stage:
    """A lesson in which every name and text is nasty; its answers stay as they are."""
    whole = shipped_course("nl")
    network = whole.network
    changed = replace(
        network,
        parties=tuple(replace(each, name=NASTY) for each in network.parties),
        services=tuple(replace(each, name=NASTY) for each in network.services),
        gebruikers=tuple(replace(each, name=NASTY, company=NASTY) for each in network.gebruikers),
        middelen=tuple(replace(each, name=NASTY) for each in network.middelen),
    )
    lesson = _nasty(whole.lesson("who-knows-what"))
    return Stage(course=replace(whole, network=changed), lesson=lesson, texts=texts("nl"))


def _nasty(lesson: Lesson) -> Lesson:
    def card(each):
        changed = replace(each, title=NASTY)
        match changed:
            case Branch():
                return replace(changed, cases=dict.fromkeys(changed.cases, NASTY))
            case Predict() | Ask():
                return replace(changed, text=NASTY, hints=(NASTY,))
            case Explain():
                return replace(
                    changed, text=f"# {NASTY}\n\n- {NASTY}\n  - {NASTY}\n\n1. x\n\n> {NASTY}\n\n```\n{NASTY}\n```"
                )
            case _:
                return replace(changed, text=NASTY)

    scenes = tuple(replace(scene, cards=tuple(map(card, scene.cards))) for scene in lesson.scenes)
    return replace(lesson, title=NASTY, goals=(NASTY,), summary=NASTY, scenes=scenes)
