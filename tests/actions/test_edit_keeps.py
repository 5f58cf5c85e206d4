"""What an edit may not lose or open by the way: hidden places, districts, seasons, old figures."""

from datetime import date, time, timedelta

import pytest

from hotline_desktop.actions.edit_entry import EditEntry
from hotline_desktop.models.capacity import Capacity
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.hours import Hours, Shift
from hotline_desktop.models.provider import Provider
from hotline_desktop.places import districts, tables
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory


def put(desk, entry):
    with desk.vault.transaction() as connection:
        directory.keep(connection, entry)


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("confidential", "true", "yes or no"),
        ("do_not_refer", "maybe", "yes or no"),
        ("transfer", "maybe", "one of"),
        ("min_age", "0000000001234567", "whole number"),
        ("min_age", "9" * 5000, "whole number"),
        ("max_age", "٣", "whole number"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_falls_open(bare, name, words, sentence):
    house = Provider("h", "Harbor House", confidential=True, area="east side", state="OH")
    put(bare, house)
    (problem,) = EditEntry(bare, Gazetteer.load())(house, {name: words})
    assert (problem.field, sentence in problem.sentence) == (name, True)
    assert directory.provider(bare.vault, "h") == house


def test_what_was_hidden_is_shown_only_with_a_reason(bare):
    house = Provider("h", "Harbor House", confidential=True, area="east side", latitude=41.0,
                     longitude=-80.0)  # fmt: skip
    put(bare, house)
    edit = EditEntry(bare, Gazetteer.load())
    (problem,) = edit(house, {"confidential": ""})
    assert problem.field == "notes"
    told = edit(house, {"confidential": "", "notes": "moved to a public office"})
    assert not told.provider.confidential


def test_a_district_stays_while_all_of_it_is_held(bare):
    ohio = districts.districts()["Ohio Northern"].areas
    agent = Contact(
        "f", "Field office", state="OH", jurisdiction=ohio, districts=("Ohio Northern",)
    )
    put(bare, agent)
    edit = EditEntry(bare, Gazetteer.load())
    words = edit.words(agent)["jurisdiction"]
    wider = edit(agent, {"jurisdiction": f"{words}, Franklin"}).contact
    assert wider.districts == ("Ohio Northern",)
    assert set(wider.jurisdiction) == {*ohio, "39049"}
    (first, *rest) = words.split(", ")
    less = edit(wider, {"jurisdiction": ", ".join(rest)}).contact
    assert less.districts == ()


def test_hundreds_of_counties_are_read_too(bare):
    held = tuple(sorted(tables.counties()))[:420]
    agent = Contact("f", "Field office", state="AL", jurisdiction=held)
    put(bare, agent)
    edit = EditEntry(bare, Gazetteer.load())
    words = edit.words(agent)["jurisdiction"]
    assert set(edit(agent, {"jurisdiction": f"{words}, State of Ohio"}).contact.jurisdiction) == {
        *held, "OH",
    }  # fmt: skip


def test_seasons_and_special_days_are_not_lost_by_a_stroke(bare):
    summer = Shift(0, time(9), time(17), since=date(2026, 6, 1), until=date(2026, 8, 31))
    house = Provider("h", "Harbor House", hours=Hours("America/New_York", shifts=(summer,)))
    put(bare, house)
    edit = EditEntry(bare, Gazetteer.load())
    words = edit.words(house)["hours"]
    (problem,) = edit(house, {"hours": f"{words}; Sat 10:00-12:00"})
    assert problem.field == "hours"
    assert edit(house, {"hours": ""}).provider.hours is None


def test_how_many_there_are_in_all_says_nothing_of_today(bare):
    then = bare.world.now() - timedelta(days=90)
    house = Provider("h", "Harbor House", capacity=Capacity(then, 2, 8, "theo"))
    put(bare, house)
    edit = EditEntry(bare, Gazetteer.load())
    assert edit(house, {"of": "9"}).provider.capacity == Capacity(then, 2, 9, "theo")
