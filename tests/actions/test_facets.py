"""Filters and their counts: true against a slow count by hand, also with misspelt words."""

from datetime import UTC, datetime

import pytest

from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.models.facets import Facets
from hotline_desktop.models.provider import Provider, Standing
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory
from hotline_desktop.vault.entry_words import told_of
from hotline_desktop.vault.spelling import folded
from hotline_desktop.vault.words import split

COUNT = 400


@pytest.fixture(scope="module")
def entries():
    ground = Ground(7, datetime(2026, 11, 1, tzinfo=UTC))
    return [m(ground, n) for m in (contact, provider) for n in range(COUNT)]


@pytest.fixture
def search(bare, entries):
    with bare.vault.transaction() as connection:
        for one in entries:
            directory.keep(connection, one)
    return SearchEverything(bare, Gazetteer.load())


def counted(search, words, facets):
    return search.count(search.question(words, "", "", facets), "")


def fits(entry, words, facets):
    texts = [folded(w) for _, text in told_of(entry) for w in split(text)]
    return (
        all(any(text.startswith(folded(word)) for text in texts) for word in split(words))
        and (not facets.service or facets.service in getattr(entry, "services", ()))
        and (not facets.language or facets.language in map(folded, entry.languages))
    )


@pytest.mark.parametrize("words", ["", "county", "shelter", "legal spanish", "s", "330"])
@pytest.mark.parametrize(
    "facets", [Facets(), Facets(service="housing"), Facets(language="spanish"),
               Facets(service="legal", language="spanish")],
)  # fmt: skip
def test_counts_are_true(search, entries, words, facets):
    told_all = counted(search, words, facets)
    by_hand = [one for one in entries if fits(one, words, facets)]
    assert told_all.total == len(by_hand)
    for service, count in told_all.services.items():
        told = sum(service in getattr(one, "services", ()) for one in by_hand)
        assert count == told, service
    for language, count in told_all.languages.items():
        assert count == sum(language in map(folded, one.languages) for one in by_hand), language
    found = search.look(words, "", "", 500, facets) if words or facets != Facets() else ()
    told = [one for one in found if one.kind in ("contact", "provider")]
    assert len(told) in (0, min(500, len(by_hand)))


def test_a_filter_leaves_only_what_has_it(search):
    found = search.look("", "provider", "", 100, Facets(service="housing", good=True))
    assert found
    for one in found:
        assert "housing" in directory.provider(search.desk.vault, one.id).services
        assert one.good


def test_misspelt_words_are_counted_too(search):
    told = [counted(search, words, Facets()).total for words in ("conuty", "county")]
    assert told[0] == told[1] > 0


def test_what_nobody_is_referred_to_comes_last_and_says_why(bare):
    offers = [
        Provider("a", "Larkspur One", do_not_refer=True),
        Provider("b", "Larkspur Two Is A Longer Name"),
        Provider("c", "Larkspur Three", standing=Standing.PAUSED),
    ]
    with bare.vault.transaction() as connection:
        for one in offers:
            directory.keep(connection, one)
    found = SearchEverything(bare, Gazetteer.load()).look("larkspur", "", "", 10)
    assert [(one.id, one.warning) for one in found] == [
        ("b", ""), ("a", "do not refer"), ("c", "temporarily closed"),
    ]  # fmt: skip
