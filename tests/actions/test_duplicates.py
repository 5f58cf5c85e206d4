"""Entries that may be the same: found with reasons, merged without loss, taken apart again."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hotline_desktop.actions.find_duplicates import FindDuplicates
from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.merge_entries import MergeEntries
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact, Phone, Verification
from hotline_desktop.models.merge import merged
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.tri import Tri
from hotline_desktop.vault import check, directory, history, trail
from tests.hands.office import NIGHT

GROUND = Ground(7, datetime(2026, 11, 1, tzinfo=UTC))


def put(desk, *entries):
    with desk.vault.transaction() as connection:
        for one in entries:
            directory.keep(connection, one)


def police(identity, name="Salem Police Department", number="+13305550101", **more):
    given = {"city": "Salem", "state": "OH", "source": f"list {identity}", "source_id": "1"} | more
    phones = (Phone(number, number),) if number else ()
    return Contact(identity, name, phones=phones, **given)


def pairs(desk):
    return {(p.first, p.second): p.reasons for p in FindDuplicates(desk)()}


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (police("b"), ("same name", "same number", "same town")),
        (police("b", "SALEM PD"), ("same name", "same number", "same town")),
        (police("b", "Salem Polcie Department", ""), ("names alike (96 %)", "same town")),
        (police("b", "City of Salem Police"), ("names alike (65 %)", "same number", "same town")),
        (police("b", number="+13305550199"), ("same name", "same town")),
    ],
)
def test_what_looks_alike_says_why(bare, other, reasons):
    put(bare, police("a"), other)
    assert pairs(bare) == {("a", "b"): reasons}


@pytest.mark.parametrize(
    "other",
    [
        police("b", "Lisbon Fire Department", "+13305550101"),  # one number, two offices
        police("b", number="+13305550199", city="Lisbon"),  # one name in two towns
        police("b", number="+13305550199", state="OR"),
        police("b", "Salem Public Library", "+13305550199"),
        replace(police("b"), desk="night desk"),
    ],
)
def test_what_is_two_is_not_shown(bare, other):
    first = police("a")
    put(bare, replace(first, desk="day desk") if other.desk else first, other)
    assert pairs(bare) == {}


def test_eighteen_offices_with_one_number_are_no_duplicates(bare):
    rng = random.Random(3)
    names = [f"{rng.choice('BCDFGKLMNPRSTVZ')}{rng.randrange(10**6)} Office" for _ in range(18)]
    put(bare, *(police(f"o{n}", name) for n, name in enumerate(names)))
    assert len(pairs(bare)) < 10


def test_two_services_of_one_organisation_are_two(bare):
    first = Provider("a", "Harbor Aid", "Housing", email="a@example.org", source="x", source_id="1")
    put(bare, first, replace(first, id="b", service="Visas", source="y"))
    assert pairs(bare) == {}


def test_twins_of_a_generated_office_are_found(bare):
    """Every fourteenth entry stands there once more, written by somebody else."""
    entries = [contact(GROUND, n) for n in range(1681)] + [provider(GROUND, n) for n in range(1200)]
    put(bare, *entries)
    truth = set()
    for kind, make, count in (("contact", contact, 1681), ("provider", provider, 1200)):
        for number in range(1, count):
            chance = GROUND.chance(kind, number)
            if chance.is_so(0.07):
                first = chance.randrange(max(0, number - 400), number)
                ids = sorted((make(GROUND, first).id, make(GROUND, number).id))
                truth.add(tuple(ids))
    found = {(p.first, p.second) for p in FindDuplicates(bare)(5000)}
    hit = len(found & truth)
    print(f"{len(truth)} twins, {hit} found; {len(found)} pairs shown")
    assert hit >= 0.8 * len(truth)
    assert len(found) <= 3 * len(truth)


def test_who_was_merged_leads_back_when_the_next_merge_is_undone(bare):
    numbers = ("+13305550101", "+13305550102", "+13305550103")
    put(bare, *(police(each, number=number) for each, number in zip("abx", numbers, strict=True)))
    verb = MergeEntries(bare)
    verb("a", "b")
    second = verb("x", "a")
    assert directory.entry(bare.vault, "b").id == "x"
    verb.undo(second)
    assert directory.entry(bare.vault, "b").id == "a"


def test_two_merges_are_undone_the_last_one_first(bare):
    put(bare, police("a"), police("b", number="+13305550102"), police("c", number="+13305550103"))
    before = [directory.entry(bare.vault, each) for each in "abc"]
    verb = MergeEntries(bare)
    first, second = verb("a", "b"), verb("a", "c")
    with pytest.raises(BadInputError, match="changed since"):
        verb.undo(first)
    verb.undo(second)
    verb.undo(first)
    assert [directory.entry(bare.vault, each) for each in "abc"] == before


def test_a_merge_loses_nothing_and_is_undone(bare):
    one = replace(
        police("a"), languages=("English",), notes="ask for Ruth", jurisdiction=("39029",)
    )
    two = replace(
        police("b", number="+13305550199"), languages=("Spanish",), notes="night only",
        address="1 Main St", jurisdiction=("39099",), person="Det. Moss",
    )  # fmt: skip
    put(bare, one, two)
    verb = MergeEntries(bare)
    run = verb("a", "b")
    kept = directory.contact(bare.vault, "a")
    assert [p.e164 for p in kept.phones] == ["+13305550101", "+13305550199"]
    assert kept.languages == ("English", "Spanish")
    assert kept.jurisdiction == ("39029", "39099")
    assert (kept.address, kept.person) == ("1 Main St", "Det. Moss")
    assert kept.notes == "ask for Ruth\nnight only"
    assert directory.contact(bare.vault, "b") == kept, "whoever names it is led to the other"
    assert pairs(bare) == {}
    assert trail.lines(bare.vault)[0].act == "merge_entries"
    assert check.findings(bare.vault) == ()
    verb.undo(run)
    assert directory.contact(bare.vault, "a") == one
    assert directory.contact(bare.vault, "b") == two
    acts = [change.act.act for change in history.changes(bare.vault, "b", two)]
    assert acts == ["undo_merge", "merge_entries"]
    with pytest.raises(BadInputError, match="no merge"):
        verb.undo(run)


def test_a_merge_into_a_merged_one_leads_on(bare):
    put(bare, police("a"), police("b"), police("c"))
    verb = MergeEntries(bare)
    verb("b", "c")
    verb("a", "b")
    assert directory.contact(bare.vault, "c").id == "a"


def test_what_was_changed_since_is_not_taken_apart(bare):
    put(bare, police("a"), police("b"))
    verb = MergeEntries(bare)
    run = verb("a", "b")
    VerifyContact(bare)("a", "called back")
    with pytest.raises(BadInputError, match="changed since"):
        verb.undo(run)
    assert directory.contact(bare.vault, "b").id == "a"


def test_a_new_number_voids_a_verification_and_a_hidden_place_stays_hidden():
    check_ = Verification(NIGHT - timedelta(days=2), "i", "called back")
    one = replace(police("a"), verification=check_)
    assert merged(one, police("b")).verification == check_
    assert merged(one, police("b", number="+13305550199")).verification is None
    both = merged(one, replace(police("b", number="+13305550199"), verification=check_))
    assert both.verification == check_
    shown = Provider("a", "Larkspur")
    hidden = Provider("b", "Larkspur", confidential=True, do_not_refer=True, gate_phone="1")
    assert merged(shown, hidden).confidential
    assert merged(shown, hidden).do_not_refer


@pytest.mark.parametrize("one", [police("a"), Provider("a", "Larkspur")])
def test_what_is_closed_in_one_of_two_stays_closed(one):
    gone = replace(one, id="b", standing=Standing.DEFUNCT)
    paused = replace(one, id="c", standing=Standing.PAUSED)
    assert merged(one, gone).standing is merged(gone, one).standing is Standing.DEFUNCT
    assert merged(paused, gone).standing is Standing.PAUSED
    assert merged(one, replace(one, id="d")).standing is Standing.ACTIVE


@given(st.integers(0, 1000), st.integers(0, 1000), st.booleans())
def test_nothing_of_either_is_lost(first, second, police_):
    make = contact if police_ else provider
    one, two = make(GROUND, first), make(GROUND, second)
    whole = merged(one, two)
    dialled = {(p.e164 or p.as_written, p.extension) for p in whole.phones}
    for each in (one, two):
        assert {(p.e164 or p.as_written, p.extension) for p in each.phones} <= dialled
        assert set(each.languages) <= set(whole.languages)
        assert each.notes in whole.notes
    for field in one.__struct_fields__:
        if getattr(one, field) not in ("", None, (), False, {}, Tri.NOT_ASKED) and field not in (
            "phones", "languages", "topics", "notes", "verification", "jurisdiction", "services",
            "standing",
        ):  # fmt: skip
            assert getattr(whole, field) == getattr(one, field), field


def test_a_pair_that_is_two_is_not_shown_again(bare):
    put(bare, police("a"), police("b"))
    MergeEntries(bare).say_two("b", "a")
    assert pairs(bare) == {}


@pytest.mark.parametrize(("one", "other"), [("a", "a"), ("a", "z"), ("a", "p")])
def test_what_cannot_be_one_is_said(bare, one, other):
    put(bare, police("a"), Provider("p", "Harbor Aid"))
    with pytest.raises(BadInputError):
        MergeEntries(bare)(one, other)
