"""Edges of a search: what nobody types, names of languages, the date line, far holders, damage."""

import gc
import weakref
from datetime import UTC, datetime

import pytest

from hotline_desktop.actions.search_directory import SearchDirectory
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.looking import Facets, Query
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import counting, directory, search
from hotline_desktop.vault.question import Question
from hotline_desktop.vault.spelling import spelling
from hotline_desktop.vault.vault import StoppedError, Vault
from tests.hands.finding import find

NOON = datetime(2026, 11, 2, 17, tzinfo=UTC)


def put(vault, *entries):
    with vault.transaction() as connection:
        for entry in entries:
            directory.keep(connection, entry)


@pytest.fixture
def verb(bare):
    return SearchDirectory(bare, Gazetteer.load(), bare.vault)


def ids(found):
    return [one.id for one in found]


def test_words_that_nobody_types_are_found_by_nobody(verb):
    put(verb.vault, Provider("a", "Larkspur House", languages=("Spanish",), state="OH"))
    for typed in ("z", "zz", "zz0", "zz0kind", "zz0languagespanish"):
        assert not find(verb.vault, typed), typed


@pytest.mark.parametrize(
    "language", ["K'iche'", "Q’anjob’al", "हिन्दी", "Haitian Creole", "中文", "X_0"]
)
def test_every_name_of_a_language_is_counted_and_narrows(verb, language):
    put(verb.vault, Provider("a", "A", languages=(language,)), Provider("b", "B"))
    counts = verb.counts(verb.ask(Query())).counted.languages
    ((value, count),) = counts.items()
    assert count == 1
    asked = verb.ask(Query(facets=Facets(languages=(value,))))
    assert ids(verb.whole(asked, 5).found) == ["a"]
    other = Facets(languages=(value,), age=3)
    put(verb.vault, Provider("a", "A", languages=(language,), min_age=18))
    (left,) = verb.whole(verb.ask(Query("a", facets=other)), 5).considered
    assert left.warning == "takes 18 and older"


def test_the_date_line_is_not_a_world_away(verb):
    put(
        verb.vault,
        Provider("adak", "Adak help", latitude=51.9, longitude=-176.6),
        Provider("shemya", "Shemya help", latitude=52.7, longitude=174.1),
    )
    hits = find(verb.vault, "help", near=(51.88, -176.65), now=NOON)
    assert ids(hits) == ["adak", "shemya"]
    assert hits[1].miles < 500
    put(verb.vault, Provider("near", "Help", latitude=51.9, longitude=179.9))
    across = Question(NOON, facets=Facets(miles=100), point=(51.88, -179.5))
    told, _ = counting.counted(verb.vault, across)
    assert told.kinds["provider"] == len(search.ranked(verb.vault, across, 5)) == 1


def test_who_holds_there_is_among_the_first_wherever_the_office_is(verb):
    reno = Contact("reno", "State police", jurisdiction=("NV",), latitude=39.5, longitude=-119.8)
    nation = Contact("nation", "Federal police", jurisdiction=("US",))
    boise = Contact(
        "boise", "City police", jurisdiction=("16001",), latitude=43.6, longitude=-116.2
    )
    put(verb.vault, reno, nation, boise)
    asked = verb.ask(Query("police near Elko, Nevada"))
    first, _ = verb.first(asked, 10)
    assert set(ids(first.found)) == {"reno", "nation"}
    whole = verb.whole(asked, 10)
    assert ids(whole.found)[-1] == "boise"
    assert [one.holds for one in whole.found] == [True, True, False]
    assert whole.counted.miles[10] == 2


def test_a_damaged_entry_ends_no_search(verb):
    put(verb.vault, Provider("a", "Larkspur House"), Provider("b", "Larkspur Hall"))
    with verb.vault.transaction() as connection:
        connection.execute("UPDATE entry SET body='{\"id\": 3}' WHERE id='a'")
    found = verb.whole(verb.ask(Query("larkspur")), 5).found
    assert {one.id: one.warning for one in found} == {"b": "", "a": "cannot be read"}


def test_a_closed_vault_is_held_by_nobody(tmp_path):
    vault = Vault.create(tmp_path, bytes(range(32)))
    put(vault, Provider("a", "Larkspur House"))
    spelling(vault).meant("larkspr")
    counting.counted(vault, Question(NOON))
    gone = weakref.ref(vault)
    vault.close()
    del vault
    gc.collect()
    assert gone() is None


def test_a_search_that_nobody_wants_any_more_stops(tmp_path):
    vault = Vault.create(tmp_path, bytes(range(32)))
    put(vault, *(Provider(str(n), f"Larkspur House {n}") for n in range(800)))
    question = Question(NOON, (("larkspur",),))
    assert len(search.ranked(vault, question, 5)) == 5
    vault.stop_when(lambda: True)
    with pytest.raises(StoppedError):
        search.ranked(vault, question, 5)
    vault.stop_when(lambda: False)
    assert len(search.ranked(vault, question, 5)) == 5
    vault.close()
