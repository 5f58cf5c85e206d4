"""Help nearby: who would not take her comes last and says why, by what she released to it only."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.look_around import LookAround
from hotline_desktop.models.consent import Answer, Audience, Item, Release, ReleaseForm
from hotline_desktop.models.fit import About, Question
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory
from tests.hands.office import NIGHT


def house(identity, *questions, **more):
    given = {"state": "OH", "latitude": 41.1, "longitude": -80.65} | more
    return Provider(identity, identity, questions=tuple(questions), **given)


MINORS = Question("Is she under 18?", About.MINOR)
GIRL = Person("girl", roles=(RoleClaim(Role.SURVIVOR, "herself"),), minor=Tri.SAID)
ITEMS = tuple(Answer(item, Tri.SAID) for item in (Item.PERSONS, Item.PLACE, Item.NARRATIVE))
RELEASE = Release(
    answers=ITEMS,
    audience=Audience(contacts=("a",)),
    form=ReleaseForm.VERBAL_RECORDED,
    read_back=True,
    given_at=NIGHT,
    until=NIGHT + timedelta(hours=6),
)
CALL = Draft(place=Observation(words="hotel near Youngstown, OH"), persons=(GIRL,), release=RELEASE)


@pytest.fixture
def look(bare):
    def around(draft, *providers):
        with bare.vault.transaction() as connection:
            for one in providers:
                directory.keep(connection, one)
        found = LookAround(bare, Gazetteer.load())(draft).help
        return [(near.provider.id, near.against) for near in found]

    return around


def test_who_would_turn_her_away_comes_last_and_says_why(look):
    nearer = house("a", MINORS)
    farther = house("b", latitude=41.3)
    assert look(CALL, nearer, farther) == [("b", ""), ("a", "turns away on: Is she under 18?")]


@pytest.mark.parametrize(
    "release",
    [
        Release(),
        replace(RELEASE, audience=Audience(any_police=True)),
        replace(RELEASE, audience=Audience(contacts=("a",), excluded_contacts=("a",))),
        replace(RELEASE, answers=ITEMS[1:]),
        replace(RELEASE, withdrawn_at=NIGHT),
        replace(RELEASE, until=NIGHT),
        replace(RELEASE, given_at=NIGHT + timedelta(hours=1)),
        replace(RELEASE, form=None),
        replace(RELEASE, read_back=False),
    ],
)
def test_what_was_not_released_to_it_answers_nothing(look, release):
    assert look(replace(CALL, release=release), house("a", MINORS)) == [("a", "")]


@pytest.mark.parametrize(
    ("question", "draft", "against"),
    [
        (MINORS, replace(CALL, persons=(replace(GIRL, minor=Tri.NOT_ASKED),)), False),
        (replace(MINORS, refuses_on=Tri.DENIED), CALL, False),
        (replace(MINORS, refuses_on=Tri.DENIED),
         replace(CALL, persons=(replace(GIRL, minor=Tri.DENIED),)), True),
        # Whoever holds her is not whom it takes.
        (MINORS, replace(CALL, persons=(replace(GIRL, roles=(RoleClaim(Role.CONTROLLER),)),)),
         False),
        (Question("Labor?", About.LABOR_TRAFFICKING), CALL, False),
        (Question("Labor?", About.LABOR_TRAFFICKING),
         replace(CALL, topics=(Topic.LABOR_TRAFFICKING,)), True),
        (Question("Pets?", About.PETS), CALL, False),
    ],
)  # fmt: skip
def test_only_what_is_known_answers(look, question, draft, against):
    ((_, told),) = look(draft, house("a", question))
    assert bool(told) is against


def test_somebody_from_another_state(look):
    ((_, told),) = look(CALL, house("a", Question("Out of state?", About.OUT_OF_STATE), state="PA"))
    assert told == "turns away on: Out of state?"


@pytest.mark.parametrize("area", ["39099", "OH"])
def test_where_nobody_may_be_sent_from_comes_last(look, area):
    chosen = Observation(words="Youngstown, OH", county="Mahoning", county_fips="39099", state="OH")
    draft = Draft(place=chosen)
    told = look(draft, house("a", not_near=(area,)), house("b", latitude=41.3))
    place = "Mahoning" if area.isdigit() else "OH"
    assert told == [("b", ""), ("a", f"nobody from {place} is to be there")]
