"""The match: total, deterministic, blind to order, and never kinder to the less specific."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline_desktop.models.area import Area, Level, Where
from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.protocol import Do, Protocol, Step, in_force, match, rank
from hotline_desktop.models.topic import Topic

NOW = datetime(2026, 11, 23, 23, 40, tzinfo=UTC)
STATE = {"39099": "OH", "39155": "OH", "12086": "FL"}
STEPS = (Step(order=1, do=Do.CALL, who="anybody"),)
NATION, OHIO = Area("the United States"), Area("Ohio", ("OH",))
MAHONING = Area("Mahoning County, Ohio", ("OH",), ("39099",))
HERE = Where(county_fips="39099", county="Mahoning", state="OH")


def protocol(name, area=NATION, topics=(), version=1, days=-100, until=None):
    return Protocol(
        id=name,
        title=name.title(),
        version=version,
        effective_from=NOW + timedelta(days=days),
        effective_until=None if until is None else NOW + timedelta(days=until),
        area=area,
        topics=tuple(topics),
        steps=STEPS,
    )


def chosen(*protocols, where=HERE, topics=(), minor=False):
    return [c.protocol.id for c in match(protocols, where, topics, minor, NOW).chosen]


def test_the_smaller_area_stands_and_says_why():
    matched = match(
        [
            protocol("nation"),
            protocol("ohio", OHIO),
            protocol("mahoning hotel", MAHONING, [Topic.HOTEL]),
        ],
        HERE,
        [Topic.HOTEL],
        False,
        NOW,
    )
    (only,) = matched.chosen
    assert only.because == (
        "Because the place is in Mahoning County, Ohio, and it is about a hotel; "
        "“Ohio” covers a larger area."
    )
    assert [(c.protocol.id, c.because) for c in matched.lost] == [
        ("ohio", "“Mahoning Hotel” covers a smaller area."),
        ("nation", "“Mahoning Hotel” covers a smaller area."),
    ]


def test_a_general_protocol_of_a_smaller_area_does_not_silence_a_topic_it_knows_nothing_of():
    found = chosen(
        protocol("nation"),
        protocol("minor", topics=[Topic.MINOR]),
        protocol("mahoning", MAHONING),
        minor=True,
    )
    assert found == ["mahoning", "minor"]


def test_a_topic_of_the_nation_does_not_silence_the_state():
    hotel = protocol("hotel", topics=[Topic.HOTEL])
    found = chosen(protocol("ohio", OHIO), hotel, topics=[Topic.HOTEL])
    assert found == ["ohio", "hotel"]


def test_in_one_area_the_protocol_with_more_topics_comes_first():
    found = chosen(
        protocol("a", topics=[Topic.ONLINE]),
        protocol("b", topics=[Topic.MINOR, Topic.HOTEL]),
        topics=[Topic.ONLINE, Topic.MINOR, Topic.HOTEL],
    )
    assert found == ["b", "a"]


def test_two_topics_stand_side_by_side_until_one_protocol_answers_to_both():
    apart = [
        protocol("minor", topics=[Topic.MINOR]),
        protocol("marriage", topics=[Topic.FORCED_MARRIAGE]),
    ]
    both = protocol("both", topics=[Topic.MINOR, Topic.FORCED_MARRIAGE])
    said = [Topic.MINOR, Topic.FORCED_MARRIAGE]
    assert chosen(*apart, topics=said) == ["marriage", "minor"]
    assert chosen(*apart, both, topics=said) == ["both"]


def test_minor_is_the_same_said_as_a_topic_or_as_an_answer():
    protocols = [protocol("nation"), protocol("minor", topics=[Topic.MINOR])]
    assert chosen(*protocols, minor=True) == ["minor"]
    assert chosen(*protocols, topics=[Topic.MINOR]) == ["minor"]


def test_an_unknown_place_still_gets_the_national_one():
    matched = match(
        [protocol("nation"), protocol("ohio", OHIO), protocol("mahoning", MAHONING)],
        Where(),
        [],
        False,
        NOW,
    )
    (only,) = matched.chosen
    assert only.protocol.id == "nation"
    assert only.because == "Because the place is not known yet."


def test_a_state_without_a_county_says_what_the_county_would_change():
    matched = match(
        [protocol("ohio", OHIO), protocol("mahoning", MAHONING)], Where(state="OH"), [], False, NOW
    )
    assert [c.protocol.id for c in matched.chosen] == ["ohio"]
    assert matched.lost[0].because == (
        "It is for Mahoning County, Ohio, and the county is not known yet."
    )


def test_a_county_known_without_its_state_is_enough_for_the_county():
    found = chosen(protocol("mahoning", MAHONING), where=Where(county_fips="39099"))
    assert found == ["mahoning"]


def test_one_missing_topic_is_named_and_two_are_not():
    matched = match(
        [
            protocol("nation"),
            protocol("one", topics=[Topic.MISSING_CHILD]),
            protocol("two", topics=[Topic.MISSING_CHILD, Topic.ONLINE]),
        ],
        HERE,
        [],
        False,
        NOW,
    )
    assert [(c.protocol.id, c.because) for c in matched.lost] == [
        ("one", "It is for a missing child, and that was not said.")
    ]


def test_on_tribal_land_the_county_stands_beside_the_tribe():
    protocols = [
        protocol("nation"),
        protocol("county", MAHONING),
        protocol("tribal", Area("tribal land", tribal=True)),
    ]
    assert chosen(*protocols, topics=[Topic.TRIBAL_LAND]) == ["tribal", "county"]
    assert chosen(*protocols) == ["county"]


def test_a_city_needs_its_name_and_its_county():
    city = protocol("city", Area("Youngstown", ("OH",), ("39099",), "Youngstown"))
    in_city = Where(county_fips="39099", state="OH", city="youngstown")
    assert chosen(city, protocol("nation"), where=in_city) == ["city"]
    assert chosen(city, protocol("nation"), where=HERE) == ["nation"]


def test_old_future_and_ended_versions_are_left_out():
    first = protocol("nation", version=1, days=-300)
    second = protocol("nation", version=2, days=-10)
    third = protocol("nation", version=3, days=+10)
    ended = protocol("ended", version=2, days=-5, until=0)
    older = protocol("ended", version=1, days=-50)
    assert in_force([third, first, second, ended, older], NOW) == (second,)
    assert in_force([second], second.effective_from) == (second,)
    assert in_force([second], second.effective_from - timedelta(microseconds=1)) == ()


def test_equals_are_told_apart_by_age_then_by_id():
    old, new = protocol("a", days=-20), protocol("b", days=-10)
    assert chosen(old, new) == ["b"]
    twin, other = protocol("a"), protocol("b")
    matched = match([other, twin], HERE, [], False, NOW)
    assert matched.chosen[0].protocol.id == "a"
    assert "one of the two should end" in matched.lost[0].because


def test_levels_have_names():
    areas = [NATION, OHIO, MAHONING, Area("t", tribal=True), Area("c", city="C")]
    assert [a.level for a in areas] == [
        Level.NATION,
        Level.STATE,
        Level.COUNTY,
        Level.TRIBAL,
        Level.CITY,
    ]


def test_a_protocol_survives_its_json():
    made = protocol("mahoning", MAHONING, [Topic.HOTEL], until=5)
    assert decode(Protocol, encode(made)) == made


COMMON = [
    NATION,
    OHIO,
    MAHONING,
    Area("Florida", ("FL",)),
    Area("two states", ("FL", "OH")),
    Area("two counties", ("OH",), ("39099", "39155")),
    Area("tribal land", tribal=True),
    Area("tribal land in Ohio", ("OH",), tribal=True),
]
topic_sets = st.frozensets(st.sampled_from(sorted(Topic)[:5]), max_size=3)


@st.composite
def areas(draw):
    counties = draw(st.frozensets(st.sampled_from(sorted(STATE)), max_size=2))
    states = {STATE[c] for c in counties} or draw(
        st.frozensets(st.sampled_from(["OH", "FL"]), max_size=2)
    )
    return Area(
        name="somewhere",
        states=tuple(sorted(states)),
        counties=tuple(sorted(counties)),
        city=draw(st.sampled_from(["", "", "", "Springfield"])),
        tribal=draw(st.booleans()),
    )


@st.composite
def protocol_lists(draw):
    found = [
        protocol(
            f"p{number}",
            draw(st.sampled_from(COMMON) | areas()),
            draw(topic_sets),
            draw(st.integers(1, 3)),
            draw(st.integers(-2, 1)),
        )
        for number in range(draw(st.integers(0, 7)))
    ]
    return [*found, protocol("nation")]


@st.composite
def wheres(draw):
    county = draw(st.sampled_from(["", *STATE]))
    state = STATE.get(county) or draw(st.sampled_from(["", "OH", "FL", "TX"]))
    return Where(county_fips=county, state=state, city=draw(st.sampled_from(["", "springfield"])))


questions = st.tuples(wheres(), st.frozensets(st.sampled_from(Topic), max_size=6), st.booleans())


@settings(max_examples=400)
@given(protocols=protocol_lists(), question=questions, data=st.data())
def test_every_question_has_one_answer_whatever_the_order(protocols, question, data):
    where, topics, minor = question
    matched = match(protocols, where, topics, minor, NOW)
    assert matched.chosen
    assert all(c.because.endswith(".") for c in (*matched.chosen, *matched.lost))
    shuffled = data.draw(st.permutations(protocols))
    again = match(shuffled, where, list(topics), minor, NOW.astimezone())
    assert encode(again) == encode(matched)


@settings(max_examples=400)
@given(protocols=protocol_lists(), question=questions)
def test_the_more_specific_never_loses_to_the_less_specific(protocols, question):
    """A slow, separate reading: the winners are those whom nobody outdoes in area and topics."""
    where, topics, minor = question
    said = set(topics) | ({Topic.MINOR} if minor else set())
    matched = match(protocols, where, topics, minor, NOW)
    winners = [c.protocol for c in matched.chosen]
    places = [
        Where(county_fips=county, state=state, city=city)
        for county, state in [*STATE.items(), ("", "OH"), ("", "FL"), ("", "TX"), ("", "")]
        for city in ("", "springfield")
    ]

    def reach(one):
        return {
            (place, tribal)
            for place in places
            for tribal in (False, True)
            if one.area.holds(place, frozenset({Topic.TRIBAL_LAND} if tribal else ()))
        }

    able = [
        p
        for p in protocols
        if p.effective_from <= NOW
        and p.area.holds(where, frozenset(said))
        and set(p.topics) <= said
    ]
    assert set(winners) <= set(able)
    assert winners == sorted(winners, key=rank)
    for one in able:
        outdone = [
            p for p in able if reach(p) < reach(one) and set(p.topics) >= set(one.topics)
        ] + [p for p in able if reach(p) <= reach(one) and set(p.topics) > set(one.topics)]
        assert not (one in winners and outdone)
        if one not in winners:
            assert any(reach(p) <= reach(one) and set(p.topics) >= set(one.topics) for p in winners)
