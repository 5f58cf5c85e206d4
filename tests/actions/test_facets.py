"""Filters and their counts: true against a slow count by hand, also with misspelt words."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.search_directory import SearchDirectory
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.letters import plain
from hotline_desktop.models.looking import MILES, Facets, Query
from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.models.standing import Standing
from hotline_desktop.places.distance import miles
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory
from hotline_desktop.vault.entry_words import told_of
from hotline_desktop.vault.words import split

COUNT = 400
AKRON = "Akron, Ohio"
GOOD = (VettingState.VETTED,)


@pytest.fixture(scope="module")
def entries():
    ground = Ground(7, datetime(2026, 11, 1, tzinfo=UTC))
    made = [m(ground, n) for m in (contact, provider) for n in range(COUNT)]
    return [replace(one, standing=Standing.PAUSED) for one in made[:20]] + made[20:]


@pytest.fixture
def verb(bare, entries):
    with bare.vault.transaction() as connection:
        for one in entries:
            directory.keep(connection, one)
    return SearchDirectory(bare, Gazetteer.load(), bare.vault)


def vetting(entry, now):
    if isinstance(entry, Provider):
        state = entry.vetting_state(now)
        return state if state is not VettingState.VETTED or entry.vetting else VettingState.NEVER
    if entry.verification is None:
        return VettingState.NEVER
    return VettingState.VETTED if entry.is_verified(now) else VettingState.LAPSED


def has_words(entry, words):
    texts = [plain(w) for _, text in told_of(entry) for w in split(text)]
    return all(any(text.startswith(plain(word)) for text in texts) for word in split(words))


def far(entry, place):
    if entry.latitude is None:
        return float("inf")
    return miles(place.latitude, place.longitude, entry.latitude, entry.longitude)


def holds(entry, place):
    areas = {place.county_fips, place.state, "US"}
    return isinstance(entry, Contact) and not areas.isdisjoint(entry.jurisdiction)


def missed(entry, facets, now, place):
    """By hand: what an entry misses."""
    services = {*getattr(entry, "services", ()), *getattr(entry, "finer", ())}
    languages = set(map(plain, entry.languages))
    least, most = getattr(entry, "min_age", None) or 0, getattr(entry, "max_age", None)
    off = entry.hours is None or not entry.hours.is_open(now)
    wrong = facets.age is not None and not (
        least <= facets.age and (most is None or facets.age <= most)
    )
    away = (
        place is not None
        and facets.miles is not None
        and far(entry, place) > facets.miles
        and not holds(entry, place)
    )
    return {
        name
        for name, misses in {
            "refused": entry.is_refused,
            "services": facets.services and services.isdisjoint(facets.services),
            "languages": facets.languages and languages.isdisjoint(facets.languages),
            "topics": facets.topics and set(getattr(entry, "topics", ())).isdisjoint(facets.topics),
            "vetting": facets.vetting and vetting(entry, now) not in facets.vetting,
            "age": wrong,
            "open": facets.open_now and off,
            "miles": away,
        }.items()
        if misses
    }


SOME = [
    Facets(),
    Facets(services=("housing",)),
    Facets(services=("housing", "legal"), languages=("spanish",)),
    Facets(open_now=True, age=17),
    Facets(vetting=GOOD, topics=("hotel",)),
    Facets(vetting=(VettingState.LAPSED, VettingState.NEVER), languages=("spanish", "korean")),
    Facets(age=40, open_now=True, services=("legal",)),
]


@pytest.mark.parametrize("words", ["", "county", "shelter", "legal spanish", "s", "330"])
@pytest.mark.parametrize("facets", SOME)
def test_counts_are_true(verb, entries, words, facets):
    check(verb, entries, Query(words, facets=facets), None)


@pytest.mark.parametrize("words", ["", "county", "s"])
@pytest.mark.parametrize("facets", [*SOME, *(Facets(miles=far, vetting=GOOD) for far in MILES)])
def test_counts_near_a_place_are_true(verb, entries, words, facets):
    (place, *_) = verb.gazetteer.candidates(AKRON)
    check(verb, entries, Query(words, near=AKRON, facets=facets), place)


def check(verb, entries, query, place):
    asked = verb.ask(query)
    looked, now, facets = verb.whole(asked, 500), asked.question.now, query.facets
    by_hand = {
        one.id: (one, missed(one, facets, now, place))
        for one in entries
        if has_words(one, query.text)
    }
    fit = [one for one, misses in by_hand.values() if not misses]
    told = looked.counted
    for kind, of in (("contact", Contact), ("provider", Provider)):
        assert told.kinds[kind] == sum(isinstance(one, of) for one in fit), kind
    assert {one.id for one in looked.found} == {one.id for one in fit}
    assert told.considered == sum(len(misses) == 1 for _, misses in by_hand.values())
    assert all(len(by_hand[one.id][1]) == 1 and one.warning for one in looked.considered)

    def but(facet):
        return [one for one, misses in by_hand.values() if misses <= {facet}]

    for service, count in told.services.items():
        has = [o for o in but("services") if service in (*getattr(o, "services", ()),)]
        assert count == len(has), service
    for language, count in told.languages.items():
        assert count == sum(language in map(plain, o.languages) for o in but("languages"))
    for topic, count in told.topics.items():
        assert count == sum(topic in getattr(o, "topics", ()) for o in but("topics")), topic
    for state, count in told.vetting.items():
        assert count == sum(vetting(o, now) == state for o in but("vetting")), state
    assert told.open_now == sum(bool(o.hours and o.hours.is_open(now)) for o in but("open"))
    for within, count in told.miles.items():
        near = [o for o in but("miles") if holds(o, place) or far(o, place) <= within]
        assert abs(count - len(near)) <= 1, within  # the sphere is flat for a search


@pytest.mark.parametrize("near", ["", AKRON])
def test_the_first_rows_fit_and_where_few_fit_they_are_the_true_ones(verb, near):
    for words in ("s", "county", "shelter", "legal aid", "spanish", "330"):
        for facets in SOME:
            asked = verb.ask(Query(words, near=near, facets=facets))
            first = verb.first(asked, 10)[0].found
            whole = verb.whole(asked, 500).found
            assert {one.id for one in first} <= {one.id for one in whole}
            true = verb.whole(asked, 10).found
            assert near or first == true


def test_whom_nobody_is_sent_to_is_found_last_and_says_so(bare):
    one = Provider("a", "Larkspur House", do_not_refer=True)
    other = Provider("b", "Larkspur Hall and Garden")
    gone = replace(one, id="c", do_not_refer=False, standing=Standing.DEFUNCT)
    closed = Contact("d", "Larkspur Police Department", standing=Standing.INACTIVE)
    with bare.vault.transaction() as connection:
        for each in (one, gone, closed, other):
            directory.keep(connection, each)
    found = SearchEverything(bare, Gazetteer.load()).look("larkspur", "", "", 10)
    assert found[0].id == "b"
    assert {(each.id, each.warning) for each in found[1:]} == {
        ("a", "do not refer"),
        ("c", "defunct"),
        ("d", "inactive"),
    }
    verb = SearchDirectory(bare, Gazetteer.load(), bare.vault)
    looked = verb.whole(verb.ask(Query("larkspur")), 10)
    assert [each.id for each in looked.found] == ["b"]
    assert {each.id for each in looked.considered} == {"a", "c", "d"}
    assert looked.counted.considered == 3


def test_misspelt_words_are_counted_too(verb):
    told = [
        verb.whole(verb.spelt(verb.ask(Query(words))), 5).counted for words in ("conuty", "county")
    ]
    assert told[0].kinds == told[1].kinds
    assert sum(told[0].kinds.values()) > 0


def test_a_place_about_to_be_named_is_no_word(verb):
    words = [
        verb.whole(verb.spelt(verb.ask(Query(words))), 5).found
        for words in ("legal", "legal near ")
    ]
    assert words[0] == words[1] != ()
