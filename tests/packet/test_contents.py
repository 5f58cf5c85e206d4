import json

import msgspec
import pytest

from hotline_desktop.models.consent import Item
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.disclosure import Basis, BasisKind
from hotline_desktop.models.hazard import HazardKind
from hotline_desktop.models.noun import encode
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.statement import Statement
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.contents import gather
from tests.packet import story

SECTION = {
    Item.APPROACH: ("approach",),
    Item.PLACE: ("place", "services"),
    Item.HAZARDS: ("hazards", "hazards_not_asked"),
    Item.PERSONS: ("persons",),
    Item.STATEMENTS: ("statements",),
    Item.CALLBACK: ("safe_contact",),
    Item.SIGNALER: ("signaler",),
    Item.NARRATIVE: ("narrative",),
}


def test_the_sample_call_tells_what_she_agreed_to_and_nothing_more():
    told = json.loads(encode(story.referral()))
    assert {"safe_contact", "signaler", "narrative"}.isdisjoint(told)
    assert [person.get("name") for person in told["persons"]] == [None, None, None]
    assert [said["words"] for said in told["statements"]] == [
        "He has my ID.",
        "Came by car.",
        "May be younger than she says.",
    ]
    assert told["exercise"] is True
    text = json.dumps(told)
    for secret in ("Maribel", "0177", "bluebird", "Exampleton", "S-26-1174", "account", "0199"):
        assert secret not in text


@pytest.mark.parametrize("item", SECTION)
def test_one_released_item_brings_its_own_section_and_no_other(item):
    bystander = story.Signaler(story.SignalerRole.BYSTANDER, "Wendell Parrish", "330 555-0188")
    told = json.loads(encode(story.referral((item,), signaler=bystander)))
    for other, fields in SECTION.items():
        present = set(fields) & set(told)
        assert bool(present) is (other is item), (other, present)


def test_names_go_out_only_inside_persons_and_only_when_released():
    told = story.referral((Item.PERSONS, Item.NAMES), signaler=story.Signaler())
    assert [p.name for p in told.persons] == ["Maribel Quennell", "Tamsin Ostrowe", ""]
    # Names alone say nothing about anybody.
    assert [p.field for p in story.gathered(story.call((Item.NAMES,)))] == ["release"]
    # Who called is an item of its own, and so is whether her name may be said.
    (problem, _) = story.gathered(story.call((Item.SIGNALER,)))
    assert problem.field == "signaler.name"


def test_what_is_held_back_changes_nothing_else_in_the_packet():
    whole = story.call()
    less = msgspec.structs.replace(
        whole, statements=tuple(s for s in whole.statements if s.tell), narrative="", signaler=None
    )
    less = msgspec.structs.replace(
        less, signaler=story.Signaler(), safe_contact=story.SafeContact()
    )
    persons = tuple(msgspec.structs.replace(p, name="") for p in whole.persons)
    less = msgspec.structs.replace(less, persons=persons)
    assert encode(story.gathered(whole)) == encode(story.gathered(less))


def test_hazards_come_said_first_and_the_unasked_by_name_only():
    told = story.referral()
    assert [h.state for h in told.hazards] == [Tri.SAID, Tri.DENIED]
    assert HazardKind.DOGS in told.hazards_not_asked
    assert HazardKind.WEAPONS not in told.hazards_not_asked


def test_the_clock_of_the_page_does_not_tell_a_place_that_was_held_back():
    far = Observation(words="somewhere out west", timezone="America/Los_Angeles", at=story.NOW)
    held = story.referral((Item.STATEMENTS,), place=far)
    told = story.referral((Item.STATEMENTS, Item.PLACE), place=far)
    assert held.timezone == "America/New_York"
    assert told.timezone == "America/Los_Angeles"
    assert "-08:00" not in encode(held).decode()
    assert held.statements[0].heard_at == told.statements[0].heard_at


@pytest.mark.parametrize("zone", ["", "Nowhere/At_All", "../etc/passwd", "\0"])
def test_a_zone_that_does_not_exist_falls_back_to_the_offices(zone):
    told = story.referral(place=Observation(words="a hotel", timezone=zone))
    assert told.timezone == "America/New_York"


def test_services_are_vetted_nameable_and_a_shelter_keeps_its_street():
    shelter, clinic = story.referral().services
    assert shelter.organisation == "Lantern House"
    assert shelter.service == ""  # it repeated the street
    assert (shelter.whereabouts, shelter.phones) == ("Mahoning County", ("330 555-0112",))
    assert (clinic.whereabouts, clinic.open) == (
        "400 Example Avenue",
        "Closed now, opens Saturday 07:00",
    )


def test_an_unvetted_service_needs_a_reason_and_says_so_and_a_barred_one_never_goes():
    reasons = {"p3": "near", "p4": "only bed tonight", "p5": " "}
    told = story.gathered(story.call(), reasons=reasons)
    named = {s.organisation: (s.state, s.reason) for s in told.services}
    assert named["Lapsed Lodge"] == ("vetting has lapsed", "only bed tonight")
    assert {"Barred Barn", "Gone Grange", "Never Nook"}.isdisjoint(named)


def test_no_more_than_five_services():
    many = [
        Provider(f"p{n}", f"House {n}", phones=(Phone("330 555-0111"),), vetting=v.vetting)
        for n, v in enumerate([story.providers()[0]] * 9)
    ]
    draft = story.call()
    told = gather(
        story.situation(draft),
        story.disclosure(draft),
        story.RECIPIENT,
        many,
        story.OFFICE,
        story.ADVOCATE,
        "P-26-0414",
        story.NOW,
    )
    assert [s.organisation for s in told.services] == [f"House {n}" for n in range(5)]


def test_a_basis_other_than_her_release_gives_its_reason_in_one_sentence():
    draft = story.call(())
    basis = Basis(BasisKind.IMMINENT_DANGER, "she can be heard screaming")
    told = gather(
        story.situation(draft),
        story.disclosure(draft, basis),
        story.RECIPIENT,
        (),
        story.OFFICE,
        story.ADVOCATE,
        "P-26-0414",
        story.NOW,
    )
    assert told.basis == "This is told because of imminent danger: she can be heard screaming"
    assert story.referral().basis == (
        "The survivor agreed that this is told to you, by voice, noted by the advocate and read "
        "back; it holds until 21 November 2026, 06:17 EST."
    )


def test_the_receipt_code_belongs_to_this_content():
    once, again = story.referral(), story.referral()
    other = story.referral(approach="Come quietly.")
    assert once.receipt_code == again.receipt_code != other.receipt_code
    first, second, number = once.receipt_code.split()
    assert first.isalpha()
    assert second.isalpha()
    assert 10 <= int(number) <= 99


def test_nothing_written_down_is_a_problem_not_an_empty_packet():
    (problem,) = story.gathered(story.call((Item.NARRATIVE,), narrative=" "))
    assert problem.field == "release"


def test_a_broken_character_is_a_problem_not_a_crash():
    (problem,) = story.gathered(story.call(approach="half a \ud83d character"))
    assert problem.field == "situation"


def test_a_held_back_statement_may_say_anything():
    held = Statement("Maribel Quennell, 330 555-0177", tell=False)
    assert isinstance(story.gathered(story.call(statements=(held,))), Referral)
