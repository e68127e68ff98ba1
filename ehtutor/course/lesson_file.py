"""`lesson.yaml` with the texts of one language: a lesson and its scenes.

The two files are read together, card by card, so that a mistake in either is reported in its own file.
"""

from typing import Final

from ehtutor.course.cards import Stage, card
from ehtutor.course.model import Lesson, Scene
from ehtutor.course.node import Node, child, items, scalars_under
from ehtutor.course.reader import Fields, as_is, ids, list_of, record, report_doubles
from ehtutor.course.scalars import identifier, number, reference, text
from ehtutor.course.sheet import Sheet
from ehtutor.protocol.network import Network

MOST_MINUTES: Final = 240


def lesson(root: Node, words: Fields, *, sheet: Sheet, folder: str, place: int, network: Network) -> Lesson:
    """The lesson at `root` in its folder; `words` are the fields of its texts in one language."""
    scenes = child(root, "scenes")
    ids(scenes, sheet)
    report_doubles(sheet, [id for scene in items(scenes) for id in scalars_under(child(scene, "cards"), "id")])
    cards = Fields(words.need("cards", as_is), words.sheet)

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
            scenes=fields.need("scenes", list_of(record(lambda each: _scene(each, cards, network)), least=1)),
        )

    built = record(build)(root, sheet)
    cards.close("unknown-card")
    words.close()
    return built


def _scene(fields: Fields, cards: Fields, network: Network) -> Scene:
    gebruikers = frozenset(each.id for each in network.gebruikers if each.id)
    services = frozenset(each.id for each in network.services if each.id)
    gebruiker = fields.need("gebruiker", reference(gebruikers, "unknown-gebruiker"))
    stage = Stage(network=network, gebruiker=gebruiker)
    return Scene(
        id=fields.need("id", identifier),
        gebruiker=gebruiker,
        service=fields.need("service", reference(services, "unknown-service")),
        cards=fields.need("cards", list_of(record(lambda each: card(each, cards, stage)), least=1)),
    )
