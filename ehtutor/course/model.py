"""A course as values: what the files under `lessons/` mean once they are parsed.

A lesson is scenes; a scene is one login with the cards that go with it. Scenario, ids and keys stand once in
`lesson.yaml`; what people read stands per language beside it, and is already merged in here.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from ehtutor.protocol.interference import Interference
from ehtutor.protocol.network import Network
from ehtutor.quiz.item import Topic
from ehtutor.quiz.questions import OneOf, Question
from ehtutor.value import Value, field

FORMAT: Final = 1
"""The version of the lesson format that this program reads."""


class Zoom(Enum):
    """How deep a message is shown."""

    STORY = "story"
    PROTOCOL = "protocol"
    WIRE = "wire"

    @property
    def deeper(self) -> "Zoom":
        """One level down; from the last, to the first."""
        levels = tuple(Zoom)
        return levels[(levels.index(self) + 1) % len(levels)]


class Selector(Value):
    """One entry of the trace: the nth whose message has this type name and, where named, this receiver."""

    message: str
    """A class of `protocol`: AuthnRequest, Response, MiddelQuestion, IssuerDetermined …"""
    to: str | None = None
    """A role code."""
    nth: int = 1


class Asks(Enum):
    """What a claim is about; the engine answers in the shape of the key of the question."""

    SENDER = "sender"
    RECEIVER = "receiver"
    MESSAGE = "message"
    NEXT = "next"
    OUTCOME = "outcome"
    LEVEL_REACHED = "level-reached"
    KNOWS = "knows"
    KNOWERS = "knowers"
    FAILING_RULE = "failing-rule"
    NOTICED_BY = "noticed-by"
    TRIES_LEFT = "tries-left"
    ORDER = "order"


class Claim(Value):
    """What makes a key true, in a form that the engine confirms from the trace of the scene.

    At a card that asks it speaks of what has passed when the card is reached; at one that predicts, of what comes.
    """

    asks: Asks
    entry: Selector | None = None
    """For sender, receiver, message and next; for `knows`, `knowers` and `tries-left`, up to and including which."""
    entries: Mapping[str, Selector] = field(default_factory=dict)
    """For `order`, and for the sender or receiver of several."""
    role: str | None = None
    """For `knows`: whose knowledge, as a role code; the options are `yes` and `no`."""
    fact: str | None = None
    """For `knows` and `knowers`: the id of a fact, see `protocol.knowledge`."""
    stated: str | None = None
    """For true or false: what the statement says that the engine answers."""


class Explain(Value):
    """A card to read."""

    id: str
    title: str
    text: str
    notes: str = ""
    """For the teacher, here and at every other kind of card: Markdown; empty where there are none."""


class OnTable(Value):
    """The message that lies on the table with a card, how deep it is shown, and what of it the card is about."""

    entry: Selector
    zoom: Zoom = Zoom.STORY
    field: str = ""
    """The name of a field, or of a part of its signature, as `session.story.fields` has it; empty for all of it."""


class Predict(Value):
    """What will happen? Kept and shown, never scored."""

    id: str
    title: str
    text: str
    question: OneOf
    claim: Claim | None
    hints: tuple[str, ...]
    table: OnTable | None = None
    """A message that has been shown, to look at while one thinks; None for what the card itself is."""
    notes: str = ""


class Show(Value):
    """Reveal the trace up to and including one entry; without one, show what has been revealed so far."""

    id: str
    title: str
    text: str
    table: OnTable | None
    knowledge: bool
    """Show who knows what beside it."""
    notes: str = ""


class RightSignIn(Value):
    """Sign in for the scene's service."""


class RightMiddel(Value):
    """Choose this middel."""

    number: str


class RightCredential(Value):
    """Prove with what is in the wallet, or on purpose with something else."""

    is_right: bool


class RightCancel(Value):
    """Stop the login here."""


Right: TypeAlias = RightSignIn | RightMiddel | RightCredential | RightCancel


class Do(Value):
    """The learner's own move; any move is allowed, `right` is the one with which the lesson goes on."""

    id: str
    title: str
    text: str
    right: Right
    hints: tuple[str, ...]
    notes: str = ""


class Ask(Value):
    """A question that is asked until the answer is right, or nothing is left to try: then it is told."""

    id: str
    title: str
    text: str
    question: Question
    claim: Claim | None
    hints: tuple[str, ...]
    revision: int
    """Goes up when it becomes another question, so that old answers do not count for it."""
    table: OnTable | None = None
    """As with a prediction."""
    before_findings: bool = False
    """Whether the message on the table has just come in: what its receiver found is told with the answer."""
    notes: str = ""


class Compare(Value):
    """One message in this scene beside the same one in another, field by field."""

    id: str
    title: str
    text: str
    entry: Selector
    other: str
    """The id of a scene of the same lesson."""
    notes: str = ""


ELSE: Final = "else"
"""The case of a branch for every answer that has none of its own."""
RIGHT: Final = "right"
OTHERWISE: Final = "otherwise"
"""The two cases of what is answered or done with something else than one option."""


class Branch(Value):
    """A card to read whose text depends on what was answered or done first at an earlier card."""

    id: str
    title: str
    on: str
    """The id of that card."""
    cases: Mapping[str, str]
    """The text by answer; without one for `ELSE` every possible answer is there."""
    notes: str = ""


class Reach(Value):
    """The end that a goal is after: of the finished login all of this is so. What says nothing asks for nothing."""

    outcome: str = ""
    """A word of `protocol.trace.Outcome`."""
    level_asked: str = ""
    """By the name that people use, such as EH3; so is the next."""
    level_reached: str = ""
    failing_rule: str = ""
    """The whole id of a rule that has to fail, and no other."""
    noticed_by: str = ""
    """The code of the only role that turns a message down."""
    knows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By role code, the ids of facts that it has to know in the end; of `knows_not`, that it may not know."""
    knows_not: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    messages: int | None = None
    """At most so many."""


class FreeMove(Enum):
    """What the hand of a goal may hold beside the choice of a middel."""

    PROOF = "proof"
    """Type what is asked, right or wrong; without it the right thing is typed."""
    CANCEL = "cancel"


class Goal(Value):
    """An end to reach with a free hand, in a login of its own. Whatever reaches it is right."""

    id: str
    title: str
    text: str
    reach: Reach
    hints: tuple[str, ...]
    services: tuple[str, ...] = ()
    """To choose from; empty for the service of the scene."""
    means: Mapping[str, Interference] = field(default_factory=dict)
    """What somebody on the way can do, by id; empty where the learner is only the gebruiker."""
    means_labels: Mapping[str, str] = field(default_factory=dict)
    moves: frozenset[FreeMove] = frozenset(FreeMove)
    notes: str = ""


Card: TypeAlias = Explain | Predict | Show | Do | Ask | Compare | Branch | Goal


class Scene(Value):
    """One login, and the cards that go with it."""

    id: str
    gebruiker: str
    service: str
    cards: tuple[Card, ...]
    interference: Interference = None
    """What goes wrong on the way, if anything."""


class Term(Value):
    """A term of the glossary, in one language."""

    id: str
    code: str
    """The code of the interface specifications, such as HM; empty for most."""
    name: str
    definition: str
    """One sentence."""
    synonyms: tuple[str, ...]
    """Other words for it, also the older ones."""


class Certainty(Enum):
    """How sure a fact is."""

    VERIFIED = "verified"
    """Read in what the scheme, or somebody who takes part in it, publishes."""
    RECORDED = "recorded"
    """Seen in a message of a real login."""
    PRACTICE = "practice"
    """What public code does."""
    INFERRED = "inferred"
    """Follows from the others."""
    UNKNOWN = "unknown"
    """Could not be verified: noted, and not taught."""
    OWN = "own"
    """A choice of this tutor, where the scheme leaves one: noted, and not taught."""

    @property
    def is_taught(self) -> bool:
        """Whether a text may stand on it."""
        return self not in {Certainty.UNKNOWN, Certainty.OWN}


class Footnote(Value):
    """Something about the scheme of today that texts stand on, in one language."""

    id: str
    statement: str
    source: str
    """Where it can be read: a title and a section."""
    mark: Certainty


class Lesson(Value):
    """A lesson in one language."""

    id: str
    number: int
    """Its place in the course, from 1."""
    title: str
    goals: tuple[str, ...]
    summary: str
    minutes: int
    """About how long it takes, by what there is to read and to do."""
    scenes: tuple[Scene, ...]
    topic: Topic
    """What its questions are about."""
    is_for_teachers: bool = False
    """It stands in no list for who learns, and nothing is asked about it unless it is asked for."""


class Course(Value):
    """All lessons in one language (not always the one asked for), and the network in which they play."""

    id: str
    title: str
    language: str
    lessons: tuple[Lesson, ...]
    network: Network
    now: datetime
    """The time at which every login of the course plays."""
    keys: Mapping[str, bytes]
    """The PEM text of each demo key, by key name."""
    glossary: Mapping[str, Term]
    """By id, in the order of the file; empty where the course has none."""
    facts: Mapping[str, Footnote] = field(default_factory=dict)
    """By id: what texts say of the scheme of today; empty where the course keeps no account of it."""

    @property
    def for_learners(self) -> tuple[Lesson, ...]:
        """The lessons for who learns; all of them where a course has only others."""
        return tuple(lesson for lesson in self.lessons if not lesson.is_for_teachers) or self.lessons

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that a learner goes on with after this one."""
        return next((each for each in self.for_learners if each.number > lesson.number), None)

    def lesson(self, id: str) -> Lesson:
        """The lesson with this id; KeyError where there is none."""
        return {lesson.id: lesson for lesson in self.lessons}[id]
