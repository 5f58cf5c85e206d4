"""What is typed wrong is found all the same, and each row says why it is there."""

import random
import statistics
import time
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.models.contact import Phone
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory
from hotline_desktop.vault.spelling import spelling
from tests.hands.finding import find

CONTACTS, PROVIDERS, QUERIES = 1681, 1200, 200


@pytest.fixture(scope="module")
def entries():
    ground = Ground(7, datetime(2026, 11, 1, tzinfo=UTC))
    return [
        *(contact(ground, n) for n in range(CONTACTS)),
        *(provider(ground, n) for n in range(PROVIDERS)),
    ]


@pytest.fixture
def search(bare, entries):
    with bare.vault.transaction() as connection:
        for one in entries:
            directory.keep(connection, one)
    return SearchEverything(bare, Gazetteer.load())


def misspelt(word, chance):
    """One letter too many, too few, wrong, or two in the wrong order; never the first."""
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def test_recall_on_two_hundred_misspelt_queries(search, entries):
    chance, found, first, took = random.Random(11), 0, 0, []
    spelling(search.desk.vault).meant("warmup")
    for _ in range(QUERIES):
        one = chance.choice(entries)
        name = getattr(one, "agency", "") or one.organisation
        words = [w for w in name.split() if w.isalpha()]
        at = max(range(len(words)), key=lambda n: len(words[n]))
        words[at] = misspelt(words[at].lower(), chance)
        began = time.perf_counter()
        hits = [hit.id for hit in search.look(" ".join(words), "", "", 20)]
        took.append((time.perf_counter() - began) * 1000)
        found += one.id in hits
        first += one.id in hits[:5]
    print(
        f"{QUERIES} misspelt queries: {found} found among 20, {first} among 5; "
        f"p50 {statistics.median(took):.1f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.1f} ms"
    )
    assert found >= 0.9 * QUERIES


def test_without_the_help_of_spelling_they_are_not_found(search, entries):
    """The recall could fail: the index alone finds none of a word that nothing begins with."""
    assert not find(search.desk.vault, "polcie departmnet")
    assert search.look("polcie", "contact", "", 5)


def test_each_row_says_why_it_is_there(sample):
    search = SearchEverything(sample, Gazetteer.load())
    (house,) = search.look("lantern", "provider", "", 5)
    assert house.because == ""
    by_language = search.look("lantern spanish", "provider", "", 5)
    assert by_language[0].because == "language Spanish"
    by_number = search.look("3305550124", "", "", 5)
    assert [hit.id for hit in by_number] == ["lantern-house"]
    assert by_number[0].because.startswith("number")
    alike = search.look("lantrn", "provider", "", 5)
    assert alike[0].because == "spelt like Lantern"
    assert [hit.id for hit in search.look("(330) 555-0124", "", "", 5)] == ["lantern-house"]
    assert [hit.id for hit in search.look("5550124", "", "", 5)] == ["lantern-house"]


def test_a_hidden_number_is_no_way_to_a_hidden_place(sample):
    house = directory.provider(sample.vault, "lantern-house")
    with sample.vault.transaction() as connection:
        directory.keep(connection, replace(house, phones=(Phone("330-555-0177", "+13305550177"),)))
    assert not SearchEverything(sample, Gazetteer.load()).look("3305550177", "", "", 5)


def test_new_words_are_known_at_once(bare):
    search = SearchEverything(bare, Gazetteer.load())
    assert not search.look("larkspr", "", "", 5)
    ground = Ground(7, datetime(2026, 11, 1, tzinfo=UTC))
    with bare.vault.transaction() as connection:
        directory.keep(connection, replace(provider(ground, 1), organisation="Larkspur House"))
    assert search.look("larkspr", "", "", 5)
