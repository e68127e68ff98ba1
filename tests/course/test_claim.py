"""What a claim may be about is what the engine can confirm."""

from ehtutor.course.claim import FACTS
from ehtutor.protocol.knowledge import Fact


def test_a_claim_may_name_every_fact_that_the_engine_knows_and_no_other() -> None:
    assert set(FACTS) == {fact.value for fact in Fact}
