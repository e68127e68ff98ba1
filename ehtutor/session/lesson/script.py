"""The lesson's own right answers, for `--auto`, for the checker, and for every test that plays a lesson."""

from typing import assert_never

from ehtutor.course.model import Ask, Branch, Compare, Do, Explain, FreeMove, Goal, Predict, Scene, Show
from ehtutor.protocol.decisions import SIGN_IN, GiveCredential, SignInChoice
from ehtutor.protocol.login import Login
from ehtutor.session.lesson.gebruiker import action_for, can_be_made, right_choice
from ehtutor.session.lesson.goal import NOTHING, Way, choices, services, taken, ways
from ehtutor.session.lesson.state import Stage, Walkthrough
from ehtutor.session.lesson.update import begin, scene_login, update
from ehtutor.session.screen.action import Action, Chosen, Continued
from ehtutor.session.story import question_blocks


def right_action(moment: Walkthrough) -> Action:
    """The action with which the lesson goes on from here."""
    card = moment.card
    if moment.cover is not None or moment.on_detour or moment.answered is not None:
        return Continued()
    match card:
        case Explain() | Show() | Compare() | Branch():
            return Continued()
        case Predict(question=question) | Ask(question=question):
            return question_blocks.right_action(question)
        case Goal():
            return _toward(moment, card)
        case Do(right=right):
            return action_for(right_choice(right, moment.login), moment.login)
        case _:
            assert_never(card)


def _toward(moment: Walkthrough, goal: Goal) -> Action:
    """The next decision on the shortest way to a goal; of one that can't be reached, anything that ends the login."""
    login, found = moment.login, ways(moment.stage, moment.scene, goal)
    way = found[0] if found else Way(service=services(goal, moment.scene)[0], means=NOTHING, choices=(), messages=0)
    if login.awaiting is None:
        return Continued()
    if moment.means is None:
        return Chosen(id=way.means)
    if not login.entries:
        return Chosen(id=SIGN_IN if moment.is_plain_sign_in else way.service)
    made = [choice for choice in taken(login) if not isinstance(choice, SignInChoice)]
    if FreeMove.PROOF not in goal.moves:
        made = [choice for choice in made if not isinstance(choice, GiveCredential)]
    left = way.choices[len(made) :]
    possible = tuple(choices(login, goal))
    # who has left the way comes to an end by the last that can be done: to cancel, or to prove wrong
    return action_for(left[0] if left and left[0] in possible else possible[-1], login)


def at_card(stage: Stage, card: str) -> Walkthrough | None:
    """The moment at which this card is reached by right answers; None where the lesson has no such card."""
    moment = begin(stage)
    while not moment.is_done:
        if moment.card.id == card:
            return moment
        moment = update(moment, right_action(moment))
    return None


def right_login(stage: Stage, scene: str) -> Login:
    """The login of a scene, played to its end by the moves that its cards want."""
    index = [each.id for each in stage.lesson.scenes].index(scene)
    return moved_right(stage, scene_login(stage, index), stage.lesson.scenes[index])


def moved_right(stage: Stage, login: Login, scene: Scene) -> Login:
    """This login, played by the moves that the cards of the scene want, as far as they can be made."""
    for card in scene.cards:
        if isinstance(card, Do) and can_be_made(card.right, login):
            login = stage.decide(login, right_choice(card.right, login))
    return login
