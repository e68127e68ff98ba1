"""`ehtutor glossary [TERM]`: what a word means, also with a typing error in it."""

from difflib import SequenceMatcher
from typing import Final

from ehtutor.cli.course import course_in
from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, nearest
from ehtutor.cli.frontend import conclude
from ehtutor.cli.options import GlossaryOptions
from ehtutor.course.markdown import marked
from ehtutor.course.model import Branch, Course, Lesson, Term
from ehtutor.course.texts import Texts
from ehtutor.session.screen.blocks import Block, Heading, Prose, Screen, Table

_ALIKE: Final = 0.75
"""From here on two words are one with a typing error."""


def glossary(surroundings: Surroundings, asked: GlossaryOptions) -> int:
    """What a word means, or all of them."""
    texts = surroundings.texts
    course = course_in(asked.course, texts)
    if not course.glossary:
        raise Failure(Exit.USAGE, texts.say("glossary.none"))
    if asked.term is None:
        screen = _everything(course, texts)
    else:
        screen = _explained(_found(asked.term, course, texts), course, texts)
    conclude(surroundings, texts, screen)
    return Exit.DONE


def _found(asked: str, course: Course, texts: Texts) -> tuple[Term, ...]:
    """The terms that `asked` may mean, best first; Failure that names what looks like it."""
    ranked = sorted(course.glossary.values(), key=lambda term: -_likeness(asked, term))
    best = _likeness(asked, ranked[0]) if ranked else 0.0
    if best < _ALIKE:
        names = tuple(term.name for term in course.glossary.values())
        listed = nearest(asked, names, texts)
        raise Failure(Exit.USAGE, texts.say("cli.unknown-term", found=asked, nearest=listed))
    return tuple(term for term in ranked if _likeness(asked, term) == best)


def _everything(course: Course, texts: Texts) -> Screen:
    """All terms with their definitions."""
    header = (texts.say("screen.term"), texts.say("screen.means"))
    rows = tuple((_named(term), term.definition) for term in course.glossary.values())
    return Screen(blocks=(_heading(course, texts), Table(title="", header=header, rows=rows)), prompt=None)


def _explained(terms: tuple[Term, ...], course: Course, texts: Texts) -> Screen:
    """These terms, with their synonyms and the lessons in which they are marked."""
    blocks: list[Block] = [_heading(course, texts)]
    for term in terms:
        blocks.append(Prose(text=f"**{_named(term)}**\n\n{term.definition}"))
        rows = [(texts.say("glossary.synonyms"), ", ".join(term.synonyms))] if term.synonyms else []
        if places := _occurrences(term, course):
            rows.append((texts.say("glossary.occurs"), ", ".join(places)))
        if rows:
            blocks.append(Table(title="", header=("", ""), rows=tuple(rows)))
    return Screen(blocks=tuple(blocks), prompt=None)


def _occurrences(term: Term, course: Course) -> tuple[str, ...]:
    """The titles of the lessons in which the term is marked."""
    return tuple(lesson.title for lesson in course.lessons if any(term.id in marked(text) for text in _texts(lesson)))


def _texts(lesson: Lesson) -> tuple[str, ...]:
    cards = [card for scene in lesson.scenes for card in scene.cards]
    return tuple("\n".join(card.cases.values()) if isinstance(card, Branch) else card.text for card in cards)


def _heading(course: Course, texts: Texts) -> Heading:
    return Heading(lesson=course.title, title=texts.say("glossary.title"))


def _named(term: Term) -> str:
    return f"{term.name} ({term.code})" if term.code else term.name


def _likeness(asked: str, term: Term) -> float:
    words = (term.id, term.name, term.code, *term.synonyms)
    return max(SequenceMatcher(None, asked.casefold(), word.casefold()).ratio() for word in words if word)
