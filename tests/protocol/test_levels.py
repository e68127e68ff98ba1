"""The levels: what they are called, and which gives more certainty."""

import pytest

from ehtutor.protocol.levels import Loa

OFFERED = {
    "EH2": "urn:etoegang:core:assurance-class:loa2",
    "EH2+": "urn:etoegang:core:assurance-class:loa2plus",
    "EH3": "urn:etoegang:core:assurance-class:loa3",
    "EH4": "urn:etoegang:core:assurance-class:loa4",
}


def test_each_offered_level_has_its_name_and_urn_lowest_first():
    assert {loa.label: loa.value for loa in sorted(Loa) if loa.is_offered} == OFFERED
    assert [loa.label for loa in sorted(Loa) if loa.is_offered] == list(OFFERED)


@pytest.mark.parametrize(("label", "urn"), OFFERED.items())
def test_a_level_is_found_by_its_urn(label, urn):
    assert Loa.from_urn(urn).label == label


@pytest.mark.parametrize("word", ["", "EH3", OFFERED["EH3"].upper(), OFFERED["EH3"] + "+"])
def test_no_other_urn_is_a_level(word):
    assert Loa.from_urn(word) is None


def test_the_withdrawn_level_is_known_but_below_all_and_not_offered():
    withdrawn = Loa.from_urn("urn:etoegang:core:assurance-class:loa1")
    assert withdrawn is min(Loa)
    assert not withdrawn.is_offered
