"""The questions that are asked: enough of them, the same for the same seed, complete in both languages."""

import re

import pytest
from bank.items import everything, items, listed
from courses import shipped_course

from ehtutor.bank.catalogue import bank, made
from ehtutor.course.texts import Texts, interface
from ehtutor.quiz.item import Item, Topic
from ehtutor.quiz.questions import MISCONCEPTIONS, Cloze, Match, OneOf, QuestionForm, SeveralOf
from ehtutor.value import field, replace

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def words(item: Item) -> list[str]:
    shown = [text for exhibit in item.exhibits for line in exhibit.lines for text in (exhibit.title, *line)]
    return [item.stem, *item.hints, *shown, *item.question.words]


def options(item: Item):
    return item.question.options if isinstance(item.question, OneOf | SeveralOf) else ()


def test_more_than_three_hundred_questions_are_made_of_every_form_and_topic():
    assert len(items()) > 300
    assert {item.form for item in items().values()} == set(QuestionForm)
    assert {item.topic for item in items().values()} == set(Topic)


def test_no_two_questions_have_one_id_and_the_ids_are_those_of_before(golden):
    ids = [each.id for each in listed()]
    assert len(set(ids)) == len(ids)
    golden("ids.txt", "\n".join(ids) + "\n")


def test_no_two_questions_ask_the_same():
    asked = [(item.stem, item.exhibits, frozenset(item.question.words)) for item in items().values()]
    assert len(set(asked)) == len(asked)


def test_another_seed_makes_other_questions():
    other = items(seed="another")
    assert set(other) == set(items())
    assert sum(other[id] != item for id, item in items().items()) > len(other) / 2


def test_a_key_does_not_hang_on_the_seed():
    other = items(seed="another")
    for id, item in items().items():
        if not isinstance(item.question, Match):
            assert other[id].question.key == item.question.key, id


def test_dutch_and_english_ask_the_same_questions_with_the_same_keys():
    dutch, english = items(), items("en")
    assert list(dutch) == list(english)
    for id, item in dutch.items():
        assert english[id].question.key == item.question.key, id
        assert (english[id].form, len(english[id].hints)) == (item.form, len(item.hints)), id


@LANGUAGES
def test_the_right_answer_is_right_and_every_other_choice_is_wrong(language):
    for item in items(language).values():
        assert item.question.graded(item.question.right_answer).is_right, item.id
        if isinstance(item.question, OneOf):
            right = [option.id for option in item.question.options if item.question.graded(option.id).is_right]
            assert right == [item.question.key], item.id
            assert 2 <= len(item.question.options) <= 4, item.id


def test_no_two_parts_of_a_question_have_one_id():
    for item in everything().values():
        for parts in ("options", "left", "right", "gaps"):
            ids = [part.id for part in getattr(item.question, parts, ())]
            assert len(set(ids)) == len(ids), item.id


@LANGUAGES
def test_every_option_has_a_why_of_its_own_and_a_label_that_is_no_other_ones(language):
    for item in items(language).values():
        labels = [option.label for option in options(item)]
        assert len(set(labels)) == len(labels), item.id
        assert all(option.why.strip() and option.label.strip() for option in options(item)), item.id
        assert item.hints, item.id


@LANGUAGES
def test_no_text_has_a_hole_in_it_or_is_empty(language):
    for item in items(language).values():
        gaps = {f"{{{gap.id}}}" for gap in item.question.gaps} if isinstance(item.question, Cloze) else set()
        for text in words(item):
            assert text.strip(), item.id
            assert set(_PLACEHOLDER.findall(text)) <= gaps, (item.id, text)


@LANGUAGES
def test_who_is_asked_about_a_signature_is_never_told_that_there_was_none(language):
    named, none = interface(language).say("title.SignatureProof.made"), "SignatureProof.none"
    told = interface(language).say(f"told.{none}", receiver="").strip().split(".")[0]
    for item in items(language).values():
        about = [item.stem] * len(options(item)) or [each.label for each in getattr(item.question, "left", ())]
        whys = [each.why for each in options(item) or getattr(item.question, "left", ())]
        for asked, why in zip(about, whys, strict=True):
            assert not (re.search(rf"(^|\W){named}(\W|$)", asked) and told in why), item.id


@LANGUAGES
def test_what_only_this_story_does_with_a_refused_request_is_asked_of_this_story(language):
    texts = interface(language)
    error, story = texts.say("title.ErrorPage"), {"nl": "in dit verhaal", "en": "in this story"}[language]
    for id, item in items(language).items():
        if id.startswith(("notices.", "reaction.")) and error in right_label(item):
            assert story in item.stem, id
    for rule in ("hm.authn-request.level", "ad.authn-request.issue-instant"):
        right = next(each for each in options(items(language)[f"notices.{rule}"]) if each.id == "right")
        assert "Requester" in right.why


def right_label(item: Item) -> str:
    return next(each.label for each in options(item) if each.id == item.question.key)


def test_wrong_options_only_stand_for_misconceptions_that_have_words():
    for id, item in everything().items():
        keys = {item.question.key} if isinstance(item.question, OneOf) else getattr(item.question, "key", frozenset())
        for option, misconception in item.misconceptions.items():
            assert misconception in MISCONCEPTIONS, id
            assert option not in keys, id
    texts = interface("nl")
    assert set(texts.under("misconception")) == set(MISCONCEPTIONS)


def test_what_the_list_says_of_a_question_is_so():
    for each in bank(shipped_course(), interface("nl")).values():
        item = everything()[each.id]
        assert (each.id, each.revision, each.form, each.topic) == (item.id, item.revision, item.form, item.topic)
        assert set(item.misconceptions.values()) <= each.misconceptions, each.id


def test_each_family_is_explained_at_a_card_that_is_there():
    cards = {
        f"{lesson.id}/{card.id}"
        for lesson in shipped_course().lessons
        for scene in lesson.scenes
        for card in scene.cards
    }
    assert {item.taught for item in items().values()} <= cards
    assert {id.partition(".")[0] for id in items()} == set(interface("nl").under("taught"))


def test_a_course_without_those_lessons_links_to_none_of_them():
    alone = replace(shipped_course(), lessons=shipped_course().lessons[:1])
    found = bank(alone, interface("nl"))
    assert {each.lesson for each in found.values()} == {"", alone.lessons[0].id}
    assert found["fault.dv.response.audience"].make("").taught == ""


def test_the_questions_of_the_lessons_are_there_with_their_keys_and_revisions():
    asked = {id: item for id, item in everything().items() if "/" in id}
    assert len(asked) > 60
    assert all(item.taught == id for id, item in asked.items())
    assert asked["clean-login/dv-knows-middel"].form is QuestionForm.TRUE_FALSE


class Listening(Texts):
    """Texts that remember which were said."""

    said: set[str] = field(default_factory=set)

    def say(self, key: str, /, **values: object) -> str:
        self.said.add(key)
        return self.by_key[key].format(**values)


def test_the_same_seed_makes_the_same_questions_and_every_text_for_them_is_said_in_one():
    texts = interface("nl")
    listening = Listening(language=texts.language, by_key=texts.by_key, children=texts.children)
    assert {each.id: each.make("") for each in made(shipped_course(), listening)} == items()
    silent = {key for key in texts.by_key if key.startswith("made.")} - listening.said
    # an order of words that this network does not need
    assert silent <= {
        "made.ending.right.refused",
        "made.knowers.somebody",
        "made.run.broken",
        "made.sender.nothing",
        "made.short.AD2",
    }


def test_questions_are_made_of_any_order_of_gebruikers_also_where_a_pas_is_a_copy():
    network = shipped_course().network
    for gebruikers in (network.gebruikers[::-1], network.gebruikers[1:2]):
        other = replace(shipped_course(), network=replace(network, gebruikers=gebruikers))
        assert all(each.make("").hints for each in made(other, interface("nl")))


@LANGUAGES
def test_what_gives_a_fault_away_can_be_read(language):
    for id, item in items(language).items():
        assert all(exhibit.lines for exhibit in item.exhibits), id
    for rule in ("hm.response.assertion", "dv.response.assertion"):
        shown = dict(items(language)[f"fault.{rule}"].exhibits[0].lines)
        assert shown["Assertion"] == "—"
        assert shown["Status"] == "Success"
    assert "…" not in dict(items(language)["fault.dv.response.status"].exhibits[0].lines)["Status"]


def test_a_seed_puts_the_options_of_a_lesson_in_another_order_but_not_those_that_have_one():
    listed = bank(shipped_course(), interface("nl"))
    made = {seed: {id: each.make(seed).question for id, each in listed.items() if "/" in id} for seed in ("", "a", "b")}
    choices = {id: question for id, question in made[""].items() if isinstance(question, OneOf | SeveralOf)}
    moved = {id for id in choices if made["a"][id] != made["b"][id]}
    assert len(moved) > len(choices) / 3
    for id, question in choices.items():
        ids = [option.id for option in question.options]
        assert sorted(option.id for option in made["a"][id].options) == sorted(ids)
        assert made["a"][id].key == question.key
        if set(ids) & {"yes", "true"} or all(each.startswith("EH") for each in ids):
            assert id not in moved
