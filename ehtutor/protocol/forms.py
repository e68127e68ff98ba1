"""From what the gebruiker decides to what his browser sends."""

from collections.abc import Mapping

from ehtutor.protocol.choices import CancelLogin, Choice, Decision, GiveCredential, SignInChoice, UseMiddel
from ehtutor.protocol.credentials import BLANKS_BY_KIND, prove
from ehtutor.protocol.network import Gebruiker
from ehtutor.protocol.pages import Cancel, Challenge, Form, MiddelChoice, MiddelQuestion, SignIn
from ehtutor.protocol.scenario import Scenario
from ehtutor.protocol.world import World


def form_for(choice: Choice, decision: Decision, scenario: Scenario, world: World) -> tuple[Form, int]:
    """The form, and the step of the story that it belongs to; ValueError for a choice that is not on the page."""
    gebruiker = scenario.network.gebruiker(scenario.gebruiker)
    match decision.page, choice:
        case None, SignInChoice():
            service = scenario.network.service(scenario.service)
            return SignIn(service=service.id, service_name=service.name, name_id=gebruiker.name_id), 1
        case MiddelQuestion(offers=offers), UseMiddel(number=number) if number in {o.number for o in offers}:
            return MiddelChoice(number=number), 3
        case MiddelQuestion(), CancelLogin():
            return Cancel(), 3
        case Challenge() as page, GiveCredential(typed=typed) if _can_answer(gebruiker, page, typed):
            item = {item.number: item for item in gebruiker.wallet}[page.number]
            return prove(item, page.kind, typed, page.nonce, world), 7
        case Challenge(), CancelLogin():
            return Cancel(), 7
        case _:
            raise ValueError(f"{choice} does not answer {decision}")


def _can_answer(gebruiker: Gebruiker, page: Challenge, typed: Mapping[str, str]) -> bool:
    """Whether he holds the middel that is asked for, and filled in every blank of it."""
    return page.number in {item.number for item in gebruiker.wallet} and set(BLANKS_BY_KIND[page.kind]) <= set(typed)
