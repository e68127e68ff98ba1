"""The table: it is what it looks like, does what it says, and has no row too many."""

import pytest
from protocol.exploration import FEW, explore, is_stuck

import build
from ehtutor.protocol.events import Event, FormRefused
from ehtutor.protocol.profile import BASIS
from ehtutor.protocol.states import STATES_BY_ROLE
from ehtutor.protocol.transitions import TRANSITIONS, Row
from ehtutor.value import replace


def cell(row: Row) -> tuple:
    return row.role, row.state, row.event


def line(row: Row) -> str:
    return (
        f"{row.role.value:2}  {row.state.__name__:18}  {row.event.__name__:15}  {row.becomes.__name__:18}  "
        f"{row.sends.__name__:14}  {row.step:2}  {row.determines.__name__ if row.determines else '—':17}  "
        f"{row.move.__name__}"
    )


def test_the_table_on_one_page(golden):
    golden("transitions.txt", "".join(f"{line(row)}\n" for row in TRANSITIONS))


def test_no_cell_has_two_rows():
    assert len({cell(row) for row in TRANSITIONS}) == len(TRANSITIONS)


def test_every_event_means_something_to_somebody_but_a_form_that_does_not_fit():
    assert {row.event for row in TRANSITIONS} == set(Event.__args__) - {FormRefused}


def test_every_row_stays_within_the_states_of_its_role():
    assert [row for row in TRANSITIONS if not {row.state, row.becomes} <= set(STATES_BY_ROLE[row.role])] == []


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: "-".join(line(row).split()[:3]))
def test_without_any_one_row_somebody_is_left_in_silence(row):
    without = replace(BASIS, transitions=tuple(other for other in TRANSITIONS if other is not row))
    reached = explore(FEW, (build.EH2, build.EH2PLUS), profile=without)
    # one will do, so the search ends at the first
    assert any(is_stuck(login) for one in reached for login in one.onward)
