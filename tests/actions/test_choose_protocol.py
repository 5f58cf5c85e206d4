"""Choosing in a real vault of the sample office: where, who is on duty, whom she ruled out."""

from datetime import UTC, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.choose_protocol import ChooseProtocol, holds, on_duty
from hotline_desktop.actions.fill_sample import NotASampleError, fill_sample, sample_call
from hotline_desktop.actions.open_office import Key, OpenOffice
from hotline_desktop.actions.world import World
from hotline_desktop.keys.slots import Opened
from hotline_desktop.models.area import Where
from hotline_desktop.models.consent import Audience, Exclusion, Release
from hotline_desktop.models.contact import AgencyKind, Contact, Verification
from hotline_desktop.models.hours import Hours, Shift
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.office import Advocate, Office, Policy
from hotline_desktop.models.protocol import Do, Step
from hotline_desktop.models.situation import Status
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, offices, protocols, situations, trail
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.vault import Vault

NOW = datetime(2026, 11, 24, 4, 40, tzinfo=UTC)  # 23:40 in Youngstown
KEY = bytes(range(32))
HERE = Where(county_fips="39099", county="Mahoning", state="OH")
NO_IMMIGRATION = Release(audience=Audience(any_police=True, exclusions=(Exclusion.IMMIGRATION,)))


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


OPENED = Key("advocate", KEY, Opened("slot", "advocate", b"", KEY))


def opened(folder, exercise=True):
    office = Office("office", "Youngstown sample office", Policy.HOTLINE, exercise=exercise)
    advocate = Advocate("advocate", "Maya Lindqvist")
    vault = Vault.create(folder, KEY)
    with vault.transaction() as connection:
        offices.keep(connection, office)
        offices.keep_advocate(connection, advocate)
    numbers = iter(range(1000))
    world = World(now=lambda: NOW, new_id=lambda: f"id-{next(numbers)}")
    return OpenOffice(folder, vault, Journal(folder, KEY), office, advocate, world, OPENED)


@pytest.fixture
def desk(tmp_path):
    desk = opened(tmp_path)
    fill_sample(desk, NOW)
    yield desk
    desk.close()


@pytest.fixture
def choose(desk, gazetteer):
    return ChooseProtocol(desk.vault, gazetteer)


def test_the_sample_call_finds_its_protocol_by_words(choose):
    call = sample_call(NOW)
    for place in (call.place, call.place.words, "Youngstown, Ohio"):
        matched = choose(place, call.topics, False, NOW)
        assert matched.chosen[0].protocol.id == "oh-mahoning-hotel"
        assert matched.where.county_fips == "39099"


def test_an_unknown_place_gets_the_national_one(choose):
    for place in ("", "unknown", "somewhere by a river, xyzzy", Observation()):
        matched = choose(place, [], False, NOW)
        assert [c.protocol.id for c in matched.chosen] == ["us-general"]


def test_a_chosen_county_is_taken_over_the_words(choose):
    place = Observation(words="Miami", county_fips="39099", county="Mahoning", state="OH")
    assert choose.where(place) == HERE


def test_the_night_desk_is_first_with_its_local_time(choose):
    step = choose(sample_call(NOW).place, [Topic.HOTEL], False, NOW).chosen[0].protocol.steps[0]
    duty = choose.contacts_for(step, HERE, NOW, sample_call(NOW).release)
    assert [(d.contact.id, d.open) for d in duty] == [
        ("valley-task-force-night", True),
        ("valley-task-force-day", False),
        ("valley-task-force-whitlock", False),
    ]
    assert duty[0].local_time.strftime("%H:%M %Z") == "23:40 EST"
    assert duty[0].until == datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
    morning = choose.contacts_for(step, HERE, NOW + timedelta(hours=7))
    assert morning[0].contact.id == "valley-task-force-day"


def test_kinds_find_who_has_the_place_in_its_jurisdiction(choose):
    step = Step(order=1, do=Do.CALL, kinds=(AgencyKind.CHILD_WELFARE,))
    found = {d.contact.id for d in choose.contacts_for(step, HERE, NOW)}
    assert found == {"valley-children-services", "ohio-child-line"}
    assert choose.contacts_for(step, Where(), NOW) == ()


def test_a_named_contact_that_is_gone_is_left_out(choose):
    step = Step(order=1, do=Do.CALL, whom=("nobody", "valley-emergency-centre"))
    assert [d.contact.id for d in choose.contacts_for(step, HERE, NOW)] == [
        "valley-emergency-centre"
    ]


def test_a_closed_agency_is_offered_to_nobody(choose, desk):
    (first, *_) = directory.holding(desk.vault, HERE)
    step = Step(order=1, do=Do.CALL, whom=(first.id,), kinds=(first.kind,))
    assert first in [duty.contact for duty in choose.contacts_for(step, HERE, NOW)]
    with desk.vault.transaction() as connection:
        directory.keep(connection, replace(first, standing=Standing.INACTIVE))
    assert first.id not in [duty.contact.id for duty in choose.contacts_for(step, HERE, NOW)]


def test_every_step_of_the_sample_finds_somebody_or_says_who(choose, desk):
    for protocol in protocols.protocols(desk.vault):
        for step in protocol.steps:
            assert step.who or choose.contacts_for(step, HERE, NOW)


def test_she_is_never_sent_whom_she_ruled_out(choose, desk):
    everybody = [
        c.contact
        for c in choose.contacts_for(Step(order=1, do=Do.CALL, kinds=tuple(AgencyKind)), HERE, NOW)
    ]
    assert "lake-erie-immigration" in {c.id for c in everybody}
    left = {d.contact.id for d in on_duty(everybody, HERE, NOW, NO_IMMIGRATION)}
    assert {c.id for c in everybody} - left == {"lake-erie-immigration"}
    named = Release(audience=Audience(excluded_contacts=("valley-task-force-night",)))
    assert "valley-task-force-night" not in {
        d.contact.id for d in on_duty(everybody, HERE, NOW, named)
    }


def contact(name, jurisdiction=("39099",), verified=True, shift=None, immigration=Tri.DENIED):
    return Contact(
        id=name,
        agency=name,
        timezone="America/New_York",
        jurisdiction=jurisdiction,
        hours=Hours("America/New_York", always=shift is None, shifts=(shift,) if shift else ()),
        enforces_immigration=immigration,
        verification=Verification(NOW - timedelta(days=1), "somebody", "called")
        if verified
        else None,
    )


def test_the_order_is_here_then_there_now_then_asked_then_verified():
    asleep = Shift(day=0, opens=time(8), closes=time(9))
    given = [
        contact("elsewhere", jurisdiction=("12086",)),
        contact("asleep", shift=asleep),
        contact("not asked", immigration=Tri.NOT_ASKED),
        contact("unverified", verified=False),
        contact("best"),
        contact("also good"),
    ]
    assert [d.contact.id for d in on_duty(given, HERE, NOW, NO_IMMIGRATION)] == [
        "best",
        "also good",
        "unverified",
        "not asked",
        "asleep",
        "elsewhere",
    ]


def test_a_contact_without_hours_is_not_said_to_be_there():
    unknown = Contact(id="x", agency="x", jurisdiction=("OH",))
    (line,) = on_duty([unknown], HERE, NOW)
    assert (line.open, line.until, line.local_time) == (False, None, NOW)
    assert holds(unknown, HERE)
    assert not holds(unknown, Where())
    assert holds(Contact(id="y", agency="y", jurisdiction=("US",)), Where())


def test_filling_keeps_everything_and_says_so_once(desk):
    assert directory.contact(desk.vault, "valley-task-force-night").is_verified(NOW)
    assert directory.provider(desk.vault, "lantern-house").confidential
    lines = situations.lines(desk.vault)
    assert [line.status for line in lines] == [Status.OPEN, Status.OPEN, Status.CLOSED]
    assert [line.act for line in trail.lines(desk.vault)].count("fill_sample") == 1
    assert trail.first_break(desk.vault) is None
    with pytest.raises(NotASampleError):
        fill_sample(desk, NOW)


def test_a_place_is_held_by_contacts_under_older_and_newer_codes(desk, gazetteer):
    choose = ChooseProtocol(desk.vault, gazetteer)
    newer = Contact(id="western", agency="Example Task Force", jurisdiction=("09190",))
    farther = Contact(id="capitol", agency="Example Task Force", jurisdiction=("09110",))
    for place in ("Stamford, CT", Observation("motel in Stamford", "09001", "Fairfield", "CT")):
        where = choose.where(place)
        assert (where.county_fips, where.also) == ("09001", ("09190",))
        assert holds(newer, where)
        assert not holds(farther, where)
    assert choose.where("Youngstown, Ohio").also == ()


def test_a_real_office_is_never_filled(tmp_path):
    real = opened(tmp_path, exercise=False)
    with pytest.raises(NotASampleError):
        fill_sample(real, NOW)
    assert protocols.protocols(real.vault) == ()
    real.close()


def test_versions_are_kept_found_and_never_changed(desk):
    newest = protocols.protocol(desk.vault, "oh-mahoning-hotel")
    first = protocols.protocol(desk.vault, "oh-mahoning-hotel", 1)
    assert (newest.version, first.version) == (2, 1)
    assert protocols.protocol(desk.vault, "nothing") is None
    assert protocols.find(desk.vault, "mahoning hot")[0] == newest
    assert len(protocols.find(desk.vault, "")) == len(protocols.protocols(desk.vault)) - 1
    for statement in ("UPDATE protocol SET title=''", "DELETE FROM protocol"):
        with pytest.raises(Exception, match="append only"), desk.vault.transaction() as connection:
            connection.execute(statement)
    with pytest.raises(Exception, match="UNIQUE"), desk.vault.transaction() as connection:
        protocols.keep_protocol(connection, first)
