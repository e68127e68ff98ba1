"""What stands at the back of a handout: of each question what is right and why, and why the rest is not."""

from ehtutor.course.model import Ask, Do, Predict
from ehtutor.course.texts import Texts
from ehtutor.export.document import Listing, Piece, Section
from ehtutor.quiz.questions import Question
from ehtutor.session.screen.blocks import Notice, Table, Tone
from ehtutor.session.story.question_blocks import grade_of


def answer(title: str, card: Predict | Ask | Do, texts: Texts) -> Section:
    """The answer to one card; of a move only its hints, the last of which says what to do."""
    pieces: tuple[Piece, ...] = ()
    if card.hints:
        pieces += (Notice(tone=Tone.NOTE, label=texts.say("material.hints"), text=""), _listing(card.hints))
    if not isinstance(card, Do):
        pieces += _right(card.question, texts) + _others(card.question, texts)
    return Section(title=title, pieces=pieces)


def _listing(items: tuple[str, ...]) -> Listing:
    return Listing(items=items, is_numbered=True)


def _right(question: Question, texts: Texts) -> tuple[Piece, ...]:
    reasons = grade_of(question, question.right_answer).reasons
    if len(reasons) == 1:
        label = texts.say("material.right", label=reasons[0].label)
        why = Notice(tone=Tone.PLAIN, label="", text=reasons[0].why)
        return (Notice(tone=Tone.RIGHT, label=label, text=""), why)
    header = (texts.say("material.answer"), texts.say("material.why"))
    rows = tuple((reason.label, reason.why) for reason in reasons)
    return (Table(title=texts.say("screen.solution"), header=header, rows=rows),)


def _others(question: Question, texts: Texts) -> tuple[Piece, ...]:
    others = question.wrong_options
    if not others:
        return ()
    header = (texts.say("material.other"), texts.say("material.why-not"))
    rows = tuple((option.label, option.why) for option in others)
    return (Table(title=texts.say("material.others"), header=header, rows=rows),)
