"""The sample office: everything decodes, hangs together, and nobody in it is real."""

import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from hotline_desktop.actions.fill_sample import read_sample, sample_call
from hotline_desktop.models.area import Where
from hotline_desktop.models.consent import Item
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.disclosure import Basis, Disclosure, decide
from hotline_desktop.models.noun import Refusal
from hotline_desktop.models.office import Policy
from hotline_desktop.models.protocol import in_force, match
from hotline_desktop.models.provider import VettingState
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer

NOW = datetime(2026, 11, 24, 4, 40, tzinfo=UTC)  # 23:40 in Youngstown
MAHONING = Where(county_fips="39099", county="Mahoning", state="OH")
SAMPLE = read_sample(NOW)
FILES = sorted(
    f.name for f in files("hotline_desktop.resources").joinpath("sample").iterdir()
    if f.name.endswith(".json")
)  # fmt: skip


def text(name):
    return files("hotline_desktop.resources").joinpath("sample", name).read_text("utf-8")


def test_ids_are_unique():
    for nouns in (SAMPLE.contacts, SAMPLE.providers):
        ids = [noun.id for noun in nouns]
        assert len(ids) == len(set(ids)) > 25
    versions = [(p.id, p.version) for p in SAMPLE.protocols]
    assert len(versions) == len(set(versions)) > 12


@pytest.mark.parametrize("name", FILES)
def test_every_number_mail_and_page_is_fictional(name):
    content = text(name)
    numbers = re.findall(r"\+?1?[ (]*\d{3}[) .-]*\d{3}[ .-]*\d{4}\b", content)
    assert not [n for n in numbers if not re.search(r"55501\d\d$", re.sub(r"\D", "", n))]
    assert not re.findall(r"[\w.]+@(?!example\.org\b)[\w.-]+", content)
    assert not re.findall(r"https?://(?!(?:[\w-]+\.)?example\.org/)[^\"\s]+", content)
    if name in ("contacts.json", "providers.json"):
        assert len(numbers) > 30


def test_no_two_records_share_a_number():
    numbers = [phone.e164 for noun in SAMPLE.contacts for phone in noun.phones]
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", number) for number in numbers)
    assert len(numbers) == len(set(numbers))


def test_every_contact_of_a_step_exists():
    known = {contact.id for contact in SAMPLE.contacts}
    named = {whom for p in SAMPLE.protocols for step in p.steps for whom in step.whom}
    assert named
    assert named <= known


def test_every_step_says_whom_and_comes_in_order():
    for protocol in SAMPLE.protocols:
        orders = [step.order for step in protocol.steps]
        assert orders == sorted(orders)
        assert orders[0] == 1
        assert set(orders) == set(range(1, max(orders) + 1)), protocol.id
        assert all(step.who for step in protocol.steps), protocol.id
        assert protocol.legal_basis, protocol.id
        assert all(basis.text and basis.source for basis in protocol.legal_basis)
        assert len(set(protocol.approved_by)) == 2


def test_every_county_exists():
    gazetteer = Gazetteer.load()
    used = {
        (noun.county_fips, noun.county, noun.state)
        for noun in (*SAMPLE.contacts, *SAMPLE.providers)
    }
    used |= {
        (s.draft.place.county_fips, s.draft.place.county, s.draft.place.state)
        for s in SAMPLE.situations
    }
    for fips, name, state in sorted(used):
        county = gazetteer.county(fips)
        assert county is not None, fips
        assert county.state == state
        assert name in county.name
    areas = {fips for c in SAMPLE.contacts for fips in c.jurisdiction if fips.isdigit()}
    areas |= {fips for p in SAMPLE.protocols for fips in p.area.counties}
    assert all(gazetteer.county(fips) for fips in areas)


def test_a_county_area_names_its_state():
    counties = [p for p in SAMPLE.protocols if p.area.counties]
    assert counties
    assert all(p.area.states for p in counties)


def test_no_confidential_place_shows_its_street():
    hidden = [p for p in SAMPLE.providers if p.confidential]
    assert len(hidden) >= 5
    for provider in hidden:
        assert provider.address
        assert provider.area
        assert provider.gate_phone
        shown = f"{provider.whereabouts()} {provider.numbers()} {provider.description}"
        assert provider.address not in shown
        street = re.sub(r"^\d+ ", "", provider.address)
        assert street not in text("providers.json").replace(provider.address, "")


def test_the_doubtful_ones_are_there():
    by_answer = {c.enforces_immigration for c in SAMPLE.contacts if c.is_verified(NOW)}
    assert by_answer == {Tri.SAID, Tri.DENIED, Tri.NOT_ASKED}
    unverified = [c for c in SAMPLE.contacts if not c.is_verified(NOW)]
    assert [c.verification is None for c in unverified] == [False, True]
    states = [p.vetting_state(NOW) for p in SAMPLE.providers]
    assert states.count(VettingState.LAPSED) == 1
    assert states.count(VettingState.NEVER) == 1
    assert sum(p.do_not_refer for p in SAMPLE.providers) == 1


def test_verification_and_vetting_stay_fresh_whenever_the_sample_is_filled():
    later = datetime(2031, 2, 28, 23, 59, tzinfo=UTC)
    again = read_sample(later)
    assert [c.is_verified(later) for c in again.contacts] == [
        c.is_verified(NOW) for c in SAMPLE.contacts
    ]
    assert [p.vetting_state(later) for p in again.providers] == [
        p.vetting_state(NOW) for p in SAMPLE.providers
    ]


def test_somebody_who_may_get_a_packet_answers_in_mahoning_at_every_hour():
    for hour in range(24 * 7):
        at = NOW.fromtimestamp(NOW.timestamp() + hour * 3600, UTC)
        there = [
            c
            for c in SAMPLE.contacts
            if "39099" in c.jurisdiction
            and c.kind is AgencyKind.TASK_FORCE
            and c.hours
            and c.hours.is_open(at)
        ]
        assert there, at


def test_the_sample_call_can_be_kept_and_lets_out_what_she_said():
    call = sample_call(NOW)
    assert call.problems() == ()
    assert call.release.holds_at(NOW)
    assert call.release.until.isoformat() == "2026-11-24T06:00:00-05:00"
    night = next(c for c in SAMPLE.contacts if c.id == "valley-task-force-night")
    answer = decide(Policy.HOTLINE, Basis(), call.release, night, NOW)
    assert isinstance(answer, Disclosure)
    assert set(answer.items) == {
        Item.APPROACH,
        Item.PLACE,
        Item.HAZARDS,
        Item.PERSONS,
        Item.STATEMENTS,
    }
    assert isinstance(decide(Policy.STRICT, Basis(), call.release, night, NOW), Refusal)
    federal = next(c for c in SAMPLE.contacts if c.id == "lake-erie-immigration")
    refused = decide(Policy.HOTLINE, Basis(), call.release, federal, NOW)
    assert refused.sentence.startswith("She ruled out immigration")


def test_her_name_stands_in_no_item_that_goes_out():
    call = sample_call(NOW)
    held_back = {person.name for person in call.persons if person.name}
    held_back |= {call.signaler.name, call.signaler.phone, call.safe_contact.number}
    told = " ".join(
        [
            call.approach,
            call.place.words,
            call.place.detail,
            *(h.note for h in call.hazards),
            *(f"{p.label} {p.description}" for p in call.persons),
            *(s.words for s in call.statements),
        ]
    )
    assert len(held_back) == 2
    assert not [words for words in held_back if words in told]


def test_earlier_situations_can_be_kept():
    assert len(SAMPLE.situations) == 3
    assert all(s.draft.problems() == () for s in SAMPLE.situations)
    assert all(s.taken_at < NOW for s in SAMPLE.situations)


def test_the_sample_call_gets_the_hotel_protocol_in_its_newest_version():
    call = sample_call(NOW)
    matched = match(SAMPLE.protocols, MAHONING, call.topics, False, NOW)
    assert [(c.protocol.id, c.protocol.version) for c in matched.chosen] == [
        ("oh-mahoning-hotel", 2),
        ("us-across-state-lines", 1),
    ]
    assert matched.chosen[0].because == (
        "Because the place is in Mahoning County, Ohio, and it is about a hotel; "
        "“Ohio” covers a larger area."
    )
    before = datetime(2025, 6, 1, tzinfo=UTC)
    old = match(SAMPLE.protocols, MAHONING, call.topics, False, before)
    assert old.chosen[0].protocol.version == 1


def test_every_place_and_topic_has_an_answer():
    places = [Where(), Where(state="TX"), Where(state="OH"), MAHONING, Where("12086", "", "FL")]
    for where in places:
        for topic in Topic:
            for minor in (False, True):
                assert match(SAMPLE.protocols, where, [topic], minor, NOW).chosen
    assert len(in_force(SAMPLE.protocols, NOW)) == len({p.id for p in SAMPLE.protocols})
