"""The teacher's own window beside a demonstration: notes, what comes next, the time, the key and what goes wrong."""

from collections.abc import Mapping, Sequence

from ehtutor.course.model import Ask, Goal, Predict
from ehtutor.course.texts import Texts
from ehtutor.session.demo.state import Demo
from ehtutor.session.demo.view import title
from ehtutor.session.lesson.goal_view import told_ways
from ehtutor.session.lesson.state import Walkthrough
from ehtutor.session.screen.blocks import Block, Heading, Notice, Prose, Screen, Table, Tone
from ehtutor.session.story.question_blocks import grade_of


def notes(
    moment: Demo,
    *,
    branch: str,
    hands: Sequence[str],
    seconds: float,
    section_seconds: Mapping[str, float],
) -> Screen:
    """Everything for the teacher at this moment, with the hands that were counted there; the times are in seconds."""
    texts, show = moment.texts, moment.show
    at = min(moment.at, len(show.slides) - 1)
    moment = Demo(show=show, at=at)
    is_over = moment.slide.moment.is_done
    blocks: tuple[Block, ...] = (
        Heading(
            lesson=texts.say("screen.lesson", number=show.stage.lesson.number, title=show.stage.lesson.title),
            title=title(moment),
            step=at + 1,
            steps=len(show.slides),
            step_label=texts.say("demo.slide", at=at + 1, total=len(show.slides)),
        ),
        _times(moment, seconds, section_seconds),
        *((Notice(tone=Tone.NOTE, label=texts.say("notes.branch"), text=branch),) if branch else ()),
        *((_hands(texts, hands),) if hands else ()),
        *(() if is_over else _about(texts, moment.slide.moment)),
        *(() if is_over else (Prose(text=moment.slide.moment.text),)),
        _next(moment),
    )
    return Screen(blocks=blocks, prompt=None)


def waiting(texts: Texts, code: str, **values: object) -> Screen:
    """What is the case when there is nothing to follow."""
    return Screen(blocks=(Notice(tone=Tone.NOTE, label="", text=texts.say(f"notes.{code}", **values)),), prompt=None)


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02}:{rest:02}"


def _times(moment: Demo, seconds: float, section_seconds: Mapping[str, float]) -> Table:
    """The time since the beginning, and in each section that was played."""
    texts, lesson = moment.texts, moment.show.stage.lesson
    here = min(moment.slide.moment.scene_index, len(lesson.scenes) - 1)
    sections = [
        f"{'▶ ' if index == here else ''}{index + 1}: {clock(section_seconds.get(scene.id, 0.0))}"
        for index, scene in enumerate(lesson.scenes)
    ]
    whole = texts.say("notes.of-minutes", time=clock(seconds), minutes=lesson.minutes)
    rows = ((texts.say("notes.time"), whole), (texts.say("notes.sections"), "   ".join(sections)))
    return Table(title="", header=(), rows=rows)


def _hands(texts: Texts, hands: Sequence[str]) -> Table:
    """Of each time that hands were raised, how many; the class sees the first only after the second."""
    rows = tuple(zip((texts.say("demo.first-vote"), texts.say("demo.second-vote")), hands, strict=False))
    return Table(title=texts.say("notes.hands"), header=(), rows=rows)


def _about(texts: Texts, here: Walkthrough) -> tuple[Block, ...]:
    """The notes of the card; of a question the key too, and what others may think; of a goal the shortest ways."""
    card = here.card
    blocks: tuple[Block, ...] = ()
    if card.notes:
        blocks += (Notice(tone=Tone.NOTE, label=texts.say("notes.notes"), text=""), Prose(text=card.notes))
    if isinstance(card, Predict | Ask):
        reasons = grade_of(card.question, card.question.right_answer).reasons
        key = ", ".join(reason.label for reason in reasons)
        why = reasons[0].why if len(reasons) == 1 else ""
        blocks += (Notice(tone=Tone.RIGHT, label=texts.say("notes.key", key=key), text=why),)
        blocks += _misconceptions(texts, card)
    if isinstance(card, Goal):
        listed = "\n".join(f"- {way}" for way in told_ways(here, card))
        blocks += (Notice(tone=Tone.NOTE, label=texts.say("goal.ways"), text=""), Prose(text=listed))
    return blocks


def _misconceptions(texts: Texts, card: Predict | Ask) -> tuple[Table, ...]:
    rows = tuple(
        (option.label, texts.say(f"misconception.{option.misconception}.says"))
        for option in card.question.wrong_options
        if option.misconception
    )
    return (Table(title=texts.say("notes.expect"), header=(), rows=rows),) if rows else ()


def _next(moment: Demo) -> Notice:
    """What comes after this slide."""
    texts, show, at = moment.texts, moment.show, moment.at + 1
    if at >= len(show.slides):
        return Notice(tone=Tone.NOTE, label=texts.say("notes.next", title=texts.say("notes.end")), text="")
    name = title(Demo(show=show, at=at))
    is_answer = show.slides[at].is_reveal
    said = texts.say("notes.answer", title=name) if is_answer else name
    return Notice(tone=Tone.NOTE, label=texts.say("notes.next", title=said), text="")
