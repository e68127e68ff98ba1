"""The role cards: who plays, what each may know, and an answer sheet that the trace confirms."""

import pytest
from export.lessons import LESSONS, cards, stage, texts
from long import LONG

from ehtutor.export.document import Listing, Section
from ehtutor.export.rolecards import NEW
from ehtutor.protocol.compose import BROWSER
from ehtutor.protocol.facts import Fact
from ehtutor.protocol.knowledge import knowledge
from ehtutor.protocol.trace import DecisionTaken
from ehtutor.session.lesson.script import right_login
from ehtutor.session.screen.blocks import Table
from ehtutor.session.story.telling import codes

pytestmark = LONG
EVERY = pytest.mark.parametrize(("lesson", "language"), LESSONS)


def trace_of(lesson: str, language: str):
    played = stage(lesson, language)
    return right_login(played, played.lesson.scenes[0].id).trace


def first_cards(lesson: str, language: str) -> list[Section]:
    """Of each role the card with which it begins."""
    title = texts(language).say("material.you-know")
    return [card for card in cards(lesson, language).sections if card.is_card and card.sections[0].title == title]


def sheet(lesson: str, language: str) -> Table:
    steps, _ = (piece for piece in cards(lesson, language).sections[-1].pieces if isinstance(piece, Table))
    return steps


@EVERY
def test_everybody_who_takes_part_has_cards(lesson, language):
    assert len(first_cards(lesson, language)) == len(codes(trace_of(lesson, language)))


@EVERY
def test_a_role_never_hears_what_it_does_not_know_at_the_end(lesson, language):
    known = knowledge(trace_of(lesson, language))
    for card, id in zip(first_cards(lesson, language), codes(trace_of(lesson, language)), strict=True):
        (never,) = card.sections[1].pieces
        told = set(never.items) if isinstance(never, Listing) else set()
        lacking = {fact for fact in Fact if fact not in known[id]}
        assert told == {texts(language).say(f"fact.{fact.value}") for fact in lacking}


def test_the_dienstverlener_never_hears_which_middel_it_was():
    (_, dv, *_) = first_cards("clean-login", "nl")
    assert texts("nl").say("fact.middel") in dv.sections[1].pieces[0].items


@EVERY
def test_every_message_stands_on_the_card_of_its_sender_and_on_that_of_its_receiver(lesson, language):
    say = texts(language).say
    titles = [part.title for card in cards(lesson, language).sections if card.is_card for part in card.sections]
    messages = [entry for entry in trace_of(lesson, language).entries if hasattr(entry, "sender")]
    assert titles.count(say("material.you-send")) == len(messages)
    assert titles.count(say("material.you-receive")) == len(messages)


@EVERY
def test_the_answer_sheet_has_the_steps_in_order_and_ends_with_what_everybody_knows(lesson, language):
    trace, steps = trace_of(lesson, language), sheet(lesson, language)
    numbers = [int(row[0]) for row in steps.rows]
    entered = [entry.step for entry in trace.entries if not isinstance(entry, DecisionTaken)]
    assert numbers == [step for at, step in enumerate(entered) if at == 0 or step != entered[at - 1]]
    for cell, id in zip(steps.rows[-1][2:], codes(trace), strict=True):
        told = {fact.removeprefix(NEW) for fact in cell.split(", ")}
        assert told == {texts(language).say(f"fact.{fact.value}") for fact in knowledge(trace)[id]}


def test_a_clean_login_has_ten_steps():
    assert [row[0] for row in sheet("clean-login", "nl").rows] == [str(step) for step in range(1, 11)]


def test_a_fact_is_new_once_on_each_column_of_the_sheet():
    for column in zip(*(row[2:] for row in sheet("clean-login", "nl").rows), strict=True):
        new = [fact for cell in column for fact in cell.split(", ") if fact.startswith(NEW)]
        assert len(new) == len(set(new)) > 0


def test_the_rules_on_a_card_are_those_of_its_receiver():
    title = texts("nl").say("material.you-check")
    lists = [
        part.pieces[0].items
        for card in cards("clean-login", "nl").sections
        for part in card.sections
        if part.title == title
    ]
    assert [len(items) for items in lists] == [23, 10, 23, 10]


def test_the_wallet_shows_what_the_gebruiker_has_to_hand_over():
    login = right_login(stage("clean-login", "nl"), "login")
    gebruiker = first_cards("clean-login", "nl")[0]
    assert next(iter(codes(login.trace))) == BROWSER
    assert any("4711" in item for item in gebruiker.sections[0].pieces[1].items)
