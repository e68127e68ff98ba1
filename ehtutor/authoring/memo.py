"""Deciding, once: equal logins of different lessons are played a single time while a course is checked."""

from collections.abc import Callable

from ehtutor.protocol.choices import Choice
from ehtutor.protocol.login import Login, decide
from ehtutor.protocol.trace import DecisionTaken


def remembering() -> Callable[[Login, Choice], Login]:
    """A `decide` that remembers; logins are equal when scenario, seed and choices so far are."""
    remembered: dict[str, Login] = {}

    def decide_once(login: Login, choice: Choice) -> Login:
        scenario = login.scenario
        taken = [entry.choice for entry in login.entries if isinstance(entry, DecisionTaken)]
        key = repr((scenario.gebruiker, scenario.service, scenario.interference, login.world.seed, taken, choice))
        if key not in remembered:
            remembered[key] = decide(login, choice)
        return remembered[key]

    return decide_once
