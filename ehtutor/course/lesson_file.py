"""`lesson.yaml` with the texts of one language: a lesson and its scenes.

The two files are read together, card by card, so that a mistake in either is reported in its own file.
"""

from typing import Final

from ehtutor.course.cards import Setting, card
from ehtutor.course.model import Lesson, Scene
from ehtutor.course.node import Node, Scalar, child, items, scalars_under
from ehtutor.course.reader import Fields, as_is, chosen, ids, list_of, record, report_doubles
from ehtutor.course.scalars import identifier, number, reference, text
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.network import Network
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.rules import RULES
from ehtutor.protocol.scenario import Broken, Interference, Replayed
from ehtutor.quiz.item import Topic
from ehtutor.saml.grammar import KINDS

MOST_MINUTES: Final = 240
_RULES: Final[dict[str, Interference]] = {rule.id: Broken(rule=rule.id) for rule in RULES}
_TOPICS: Final = {topic.value: topic for topic in Topic}
_RECEIVERS: Final = {role.value: role for role in BASIS.parties}
_REPLAYABLE: Final[dict[str, type]] = {message.__name__: message for message in KINDS}


def lesson(root: Node, words: Fields, *, sheet: Sheet, folder: str, place: int, network: Network) -> Lesson:
    """The lesson at `root` in its folder; `words` are the fields of its texts in one language."""
    scenes = child(root, "scenes")
    scene_ids = frozenset(ids(scenes, sheet))
    answers: dict[str, tuple[str, ...]] = {}
    report_doubles(sheet, [id for scene in items(scenes) for id in scalars_under(child(scene, "cards"), "id")])
    cards = Fields(words.need("cards", as_is), words.sheet)

    def scene(fields: Fields) -> Scene:
        found = fields.peek("id")
        others = scene_ids - {found.text} if isinstance(found, Scalar) else scene_ids
        return _scene(fields, cards, network, others=others, answers=answers)

    def build(fields: Fields) -> Lesson:
        fields.need("format", as_is)
        found = fields.need("id", identifier)
        if found not in {"", folder}:
            sheet.report(fields.peek("id"), "id-not-folder", found=found, folder=folder)
        return Lesson(
            id=folder,
            number=place,
            title=words.need("title", text),
            goals=words.need("goals", list_of(text, least=1)),
            summary=words.need("summary", text),
            minutes=fields.need("minutes", number(1, MOST_MINUTES)),
            scenes=fields.need("scenes", list_of(record(scene), least=1)),
            topic=fields.may("topic", chosen(_TOPICS), otherwise=Topic.SCHEME),
        )

    built = record(build)(root, sheet)
    cards.close("unknown-card")
    words.close()
    return built


def _scene(
    fields: Fields, cards: Fields, network: Network, *, others: frozenset[str], answers: dict[str, tuple[str, ...]]
) -> Scene:
    gebruikers = frozenset(each.id for each in network.gebruikers if each.id)
    services = frozenset(each.id for each in network.services if each.id)
    gebruiker = fields.need("gebruiker", reference(gebruikers, "unknown-gebruiker"))
    stage = Setting(network=network, gebruiker=gebruiker, others=others, answers=answers)
    return Scene(
        id=fields.need("id", identifier),
        gebruiker=gebruiker,
        service=fields.need("service", reference(services, "unknown-service")),
        cards=fields.need("cards", list_of(record(lambda each: card(each, cards, stage)), least=1)),
        interference=_interference(fields),
    )


def _interference(fields: Fields) -> Interference:
    broken: Interference = fields.may("broken", chosen(_RULES), otherwise=None)
    return fields.may("replayed", record(_replayed), otherwise=broken)


def _replayed(fields: Fields) -> Interference:
    return Replayed(receiver=fields.need("to", chosen(_RECEIVERS)), message=fields.need("message", chosen(_REPLAYABLE)))
