"""Equal logins are decided once, and no two that differ are taken for one."""

from typing import Any

import pytest

from build import BRAM, CERTIFICATE, EH2, EH3, PAS, SIGN_IN, after, login, right, use, wrong
from ehtutor.authoring.plays import deciding_once
from ehtutor.protocol.interference import Broken


def test_an_equal_login_is_the_same_one() -> None:
    decide = deciding_once()
    assert decide(login(), SIGN_IN) is decide(login(), SIGN_IN)


@pytest.mark.parametrize(
    "changes",
    [{"service": EH2}, {"gebruiker": BRAM}, {"interference": Broken(rule="hm.response.audience")}, {"seed": "other"}],
    ids=str,
)
def test_another_scenario_or_seed_is_another_login(changes: dict[str, Any]) -> None:
    decide = deciding_once()
    decide(login(), SIGN_IN)
    other = decide(login(**changes), SIGN_IN)
    assert (other.scenario, other.world.seed) == (login(**changes).scenario, login(**changes).world.seed)
    assert other.entries == after(login(**changes), SIGN_IN).entries


def test_another_choice_is_another_login() -> None:
    decide = deciding_once()
    asked = after(login(EH3), SIGN_IN)
    assert decide(asked, use(PAS)) is not decide(asked, use(CERTIFICATE))


def test_the_same_choice_after_others_is_another_login() -> None:
    decide = deciding_once()
    challenged = after(login(EH3), SIGN_IN, use(PAS))
    once = decide(challenged, wrong(challenged))
    again = decide(once, wrong(challenged))
    assert again.trace != once.trace
    assert decide(challenged, right(challenged)).trace.outcome is not None
