"""What a lesson can ask, compare and branch on, as values; and the shape of every claim."""

from pathlib import Path
from typing import TypeVar

import pytest
from course.breaking import break_file, mini_with_kinds, problems

from ehtutor.course.model import Ask, Asks, Branch, Card, Claim, Compare, Course, Selector, Show
from ehtutor.course.source import load
from ehtutor.quiz.questions import Cloze, Gap, Label, Match, Number, OneOf, Option, Order, SeveralOf, Text

AnyCard = TypeVar("AnyCard")


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Card]:
    course = load(mini_with_kinds(tmp_path_factory.mktemp("kinds") / "mini"), "nl")
    assert isinstance(course, Course), course
    return {card.id: card for scene in course.lesson("kinds").scenes for card in scene.cards}


def asked(cards: dict[str, Card], id: str) -> Ask:
    card = cards[id]
    assert isinstance(card, Ask)
    return card


def test_one_of_many_is_asked_where_no_type_is_named(cards: dict[str, Card]) -> None:
    next_one, rule = asked(cards, "what-next"), asked(cards, "which-rule")
    assert isinstance(next_one.question, OneOf)
    assert isinstance(rule.question, OneOf)
    assert next_one.question.key == "AuthnRequest"
    assert next_one.claim == Claim(asks=Asks.NEXT, entry=Selector(message="IssuerDetermined"))
    assert rule.claim == Claim(asks=Asks.FAILING_RULE)


def test_true_or_false_is_one_of_two(cards: dict[str, Card]) -> None:
    card = asked(cards, "is-it-so")
    assert card.question == OneOf(
        options=(
            Option(id="true", label="waar", why="Zoek het maar in het antwoord."),
            Option(id="false", label="niet waar", why="Het staat in geen bericht aan hem."),
        ),
        key="false",
    )
    assert card.claim == Claim(asks=Asks.KNOWS, role="DV", fact="middel", stated="yes")


def test_several_have_a_set_for_a_key(cards: dict[str, Card]) -> None:
    card = asked(cards, "who-know")
    assert isinstance(card.question, SeveralOf)
    assert card.question.key == {"GEBRUIKER", "HM", "AD"}
    assert [option.id for option in card.question.options] == ["DV", "GEBRUIKER", "AD", "HM"]
    assert card.claim == Claim(asks=Asks.KNOWERS, fact="middel")


def test_an_order_is_shown_as_the_options_stand(cards: dict[str, Card]) -> None:
    card = asked(cards, "in-what-order")
    assert isinstance(card.question, Order)
    assert [option.id for option in card.question.options] == ["answer", "question", "choice"]
    assert card.question.key == ("question", "choice", "answer")
    assert card.claim
    assert card.claim.entries["answer"] == Selector(message="Response", to="DV")


def test_a_match_has_whys_on_the_left_and_labels_on_the_right(cards: dict[str, Card]) -> None:
    card = asked(cards, "who-sent")
    assert isinstance(card.question, Match)
    assert card.question.left[0] == Option(id="first", label="de eerste vraag", why="De dienstverlener begint.")
    assert card.question.right[0] == Label(id="AD", label="de dienst")
    assert card.question.key == {"first": "DV", "last": "HM"}
    assert card.claim
    assert list(card.claim.entries) == ["first", "last"]


def test_what_is_typed_has_one_why(cards: dict[str, Card]) -> None:
    assert asked(cards, "how-many").question == Number(key=2, why="Drie, en één is op.")
    assert asked(cards, "how-many").claim == Claim(asks=Asks.TRIES_LEFT)
    assert asked(cards, "name-it").question == Text(
        accept=("de makelaar", "makelaar", "herkenningsmakelaar"), why="Hij bemiddelt."
    )
    assert asked(cards, "fill-it").question == Cloze(
        sentence="De {asker} vraagt, en de {answerer} antwoordt.",
        gaps=(Gap(id="asker", accept=("dienstverlener", "DV")), Gap(id="answerer", accept=("makelaar",))),
        why="Zo gaat het, in deze volgorde.",
    )


def test_the_gaps_stand_in_the_order_of_the_sentence(kinds: Path) -> None:
    break_file(kinds, "kinds/nl.yaml", '"De {asker} vraagt, en de {answerer} antwoordt."', '"{answerer} na {asker}"‸')
    course = load(kinds, "nl")
    assert isinstance(course, Course)
    cards = {card.id: card for scene in course.lesson("kinds").scenes for card in scene.cards}
    question = asked(cards, "fill-it").question
    assert isinstance(question, Cloze)
    assert [gap.id for gap in question.gaps] == ["answerer", "asker"]


def test_a_question_has_a_revision(cards: dict[str, Card]) -> None:
    assert (asked(cards, "who-know").revision, asked(cards, "who-sent").revision) == (2, 1)


def test_a_show_card_may_show_no_entry(cards: dict[str, Card]) -> None:
    card = cards["so-far"]
    assert isinstance(card, Show)
    assert card.table is None


def test_a_comparison_names_another_scene(cards: dict[str, Card]) -> None:
    card = cards["beside"]
    assert isinstance(card, Compare)
    assert (card.entry, card.other) == (Selector(message="Response", to="DV"), "asked")


def test_a_branch_has_a_text_for_each_case(cards: dict[str, Card]) -> None:
    guessed, moved = cards["guessed"], cards["moved"]
    assert isinstance(guessed, Branch)
    assert isinstance(moved, Branch)
    assert (guessed.on, set(guessed.cases)) == ("to-whom", {"HM", "AD"})
    assert moved.cases["else"] == "Je koos eerst iets anders."


def test_the_sentence_of_a_gap_mistake_shows_the_gap_as_it_is_written(kinds: Path) -> None:
    break_file(kinds, "kinds/nl.yaml", '"De {asker} vraagt', '"De {asker} en {askr} vraagt‸')
    (problem,) = problems(kinds)
    assert problem.values == {"found": "askr", "nearest": "asker"}
