"""An edit changes what was typed and nothing else, says all that is wrong at once, and is kept."""

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.edit_entry import (
    IN_WORDS,
    ChangedMeanwhileError,
    EditEntry,
    NoEntryError,
)
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.capacity import Capacity
from hotline_desktop.models.contact import (
    Accepts,
    AgencyKind,
    Channel,
    ChannelKind,
    Contact,
    Phone,
    Psap,
    Verification,
    Worked,
)
from hotline_desktop.models.fit import About, Question
from hotline_desktop.models.known_entry import CHECK, VOID
from hotline_desktop.models.provider import Provider, Transfer, Vetting
from hotline_desktop.models.service_kind import Finer, ServiceKind
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, history, trail
from hotline_desktop.vault.agreement import at_odds
from tests.hands.office import NIGHT

NUMBER = Phone("330-555-0101", "+13305550101", label="desk", note="till 6")
POLICE = Contact(
    "c",
    "Salem PD",
    phones=(NUMBER, Phone("ask the clerk")),
    state="OH",
    timezone="America/New_York",
    jurisdiction=("39099", "42085", "PA"),
    jurisdiction_words="half of Stark",
    verification=Verification(NIGHT, "ines", "called back"),
)
HOUSE = Provider(
    "p",
    "Lantern House",
    phones=(Phone("330-555-0111", "+13305550111"),),
    address="1 Hidden St",
    state="OH",
    timezone="America/New_York",
    confidential=True,
    gate_phone="330-555-0112",
    vetting=Vetting(NIGHT.date(), "ines", "visited", NIGHT.date()),
)


@pytest.fixture
def edit(bare):
    with bare.vault.transaction() as connection:
        directory.keep(connection, POLICE)
        directory.keep(connection, HOUSE)
    return EditEntry(bare, Gazetteer.load())


def fields_of(problems):
    return [problem.field for problem in problems]


def test_words_read_back_are_the_entry(sample):
    edit = EditEntry(sample, Gazetteer.load())
    entries = (*directory.contacts(sample.vault), *directory.providers(sample.vault))
    assert entries
    for entry in (*entries, POLICE, HOUSE):
        assert edit.read(entry, edit.words(entry)) == (entry, ())


def test_areas_are_written_so_that_they_are_read(edit):
    words = edit.words(POLICE)["jurisdiction"]
    assert words == "Mahoning, Mercer PA, State of Pennsylvania; half of Stark"
    after, _ = edit.read(POLICE, {"jurisdiction": f"{words}; Trumbull"})
    assert after.jurisdiction == ("39099", "42085", "PA", "39155")
    assert after.jurisdiction_words == "half of Stark"


def test_every_field_of_a_contact(bare, edit):
    told = edit(
        POLICE,
        {
            "agency": "Salem Police",
            "desk": "night desk",
            "person": "Det. Okafor",
            "role": "detective",
            "kind": "sheriff",
            "standing": "inactive",
            "channels": "email: desk@example.org; names never",
            "hours": "Mon-Fri 22:00-06:00",
            "accepts": "packet\ncall",
            "topics": "hotel",
            "languages": "english, espanol",
            "enforces_immigration": "denied",
            "plain_clothes": "said",
            "victim_specialist": "said",
            "text_to_911": "said",
            "tested_at": "2026-11-02",
            "worked": "came in six minutes",
            "notes": "ask for Ruth",
        },
    )
    kept = directory.contact(bare.vault, "c")
    assert told.contact == kept
    assert (kept.agency, kept.desk, kept.person) == ("Salem Police", "night desk", "Det. Okafor")
    assert (kept.role, kept.kind) == ("detective", AgencyKind.SHERIFF)
    assert kept.standing is Standing.INACTIVE
    assert kept.channels == (Channel(ChannelKind.EMAIL, "desk@example.org", "names never"),)
    assert kept.hours.in_words() == "Mon-Fri 22:00-06:00"
    assert kept.accepts == (Accepts.PACKET, Accepts.CALL)
    assert (kept.topics, kept.languages) == ((Topic.HOTEL,), ("English", "Spanish"))
    answers = (kept.enforces_immigration, kept.plain_clothes, kept.victim_specialist)
    assert answers == (Tri.DENIED, Tri.SAID, Tri.SAID)
    assert isinstance(kept.psap, Psap)
    assert f"{kept.psap.tested_at:%d %b}" == "02 Nov"
    assert kept.worked == Worked(NIGHT, bare.advocate.id, "came in six minutes")
    assert (kept.notes, kept.verification, kept.phones) == (
        "ask for Ruth", POLICE.verification, POLICE.phones,
    )  # fmt: skip


def test_every_field_of_a_provider(bare, edit):
    told = edit(
        HOUSE,
        {
            "organisation": "Lantern",
            "service": "shelter",
            "standing": "temporarily closed",
            "services": "housing",
            "finer": "emergency_shelter",
            "gate_phone": "330-555-0113",
            "area": "north of town",
            "hours": "24/7",
            "eligibility": "women",
            "min_age": "18",
            "max_age": "60",
            "free": "2",
            "of": "9",
            "fees": "none",
            "how_to_apply": "call the gate",
            "transfer": "said",
            "transfer_words": "stay on the line",
            "questions": "Men along; 18 or over?; men; yes\nHas she papers?; no documents; no",
            "not_near": "Mahoning",
            "do_not_refer": "yes",
            "notes": "burnt in May",
        },
    )
    kept = directory.provider(bare.vault, "p")
    assert told.provider == kept
    assert (kept.standing, kept.services, kept.finer) == (
        Standing.PAUSED, (ServiceKind.HOUSING,), (Finer.EMERGENCY_SHELTER,),
    )  # fmt: skip
    assert (kept.gate_phone, kept.whereabouts(), kept.hours.always) == (
        "330-555-0113", "north of town", True,
    )  # fmt: skip
    assert (kept.min_age, kept.max_age, kept.fees) == (18, 60, "none")
    assert kept.capacity == Capacity(NIGHT, 2, 9, bare.advocate.id)
    assert kept.transfer == Transfer(Tri.SAID, "stay on the line")
    assert kept.questions == (
        Question("Men along; 18 or over?", About.MEN),
        Question("Has she papers?", About.NO_DOCUMENTS, Tri.DENIED),
    )
    assert (kept.not_near, kept.do_not_refer, kept.address) == (("39099",), True, "1 Hidden St")


def test_it_is_in_the_history_and_in_the_trail(bare, edit):
    edit(POLICE, {"desk": "night desk", "notes": "ask for Ruth"})
    (change,) = history.changes(bare.vault, "c", directory.entry(bare.vault, "c"))
    assert (change.act.act, change.act.who) == (history.EDIT, bare.advocate.id)
    assert [(f.field, f.was, f.became) for f in change.fields] == [
        ("desk", "", "night desk"),
        ("notes", "", "ask for Ruth"),
    ]
    line = trail.lines(bare.vault)[0]
    assert (line.act, line.subject, line.detail) == ("edit_entry", "c", "desk,notes")
    assert history.edited(bare.vault, "c") == {"desk", "notes"}


def test_what_changes_nothing_is_written_nowhere(bare, edit):
    before = trail.lines(bare.vault)
    assert edit(POLICE, edit.words(POLICE)).fields == ()
    assert (trail.lines(bare.vault), history.changes(bare.vault, "c", None)) == (before, ())


def test_a_changed_number_makes_the_verification_void_and_says_so(bare, edit):
    with bare.vault.transaction() as connection:
        trail.add(connection, NIGHT, "ines", "verify_contact", "c")
    told = edit(POLICE, {"phones": "330-555-0101; desk; till 7\nask the clerk"})
    assert (told.notices, told.contact.verification) == ((), POLICE.verification)
    assert at_odds(bare.vault) == ()
    told = edit(told.contact, {"phones": "330-555-0102; desk"})
    assert told.notices == (VOID,)
    assert told.contact.verification is None
    assert told.contact.phones == (Phone("330-555-0102", "+13305550102", label="desk"),)
    assert at_odds(bare.vault) == ()  # a call-back that is rightly gone is nothing to report
    told = edit(HOUSE, {"phones": "330-555-0119"})
    assert (told.notices, told.provider.vetting) == ((CHECK,), HOUSE.vetting)


def test_hours_that_cannot_be_read_stay_words_and_say_so(edit):
    told = edit(POLICE, {"hours": "by appointment"})
    assert (told.contact.hours, told.contact.hours_words) == (None, "by appointment")
    assert told.notices == (IN_WORDS,)


@pytest.mark.parametrize(
    ("seen", "fields", "wrong"),
    [
        (
            POLICE,
            {"agency": " ", "phones": "330-555", "channels": "bird: x", "tested_at": "2027-01-01"},
            ["agency", "phones", "channels", "tested_at"],
        ),
        (POLICE, {"channels": "email: nobody", "kind": "navy", "notes": "x" * 20_001},
         ["kind", "channels", "notes"]),
        (HOUSE, {"min_age": "20", "max_age": "18", "free": "9", "of": "2"},
         ["max_age", "free", "of"]),
        (HOUSE, {"questions": "men?", "not_near": "the river", "do_not_refer": "yes"},
         ["questions", "not_near", "notes"]),
        (HOUSE, {"confidential": "", "free": "-1"}, ["free", "notes"]),
        (replace(HOUSE, state=""), {"min_age": "many"}, ["min_age", "area"]),
    ],
)  # fmt: skip
def test_everything_wrong_is_told_at_once_and_writes_nothing(bare, edit, seen, fields, wrong):
    before = directory.entry(bare.vault, seen.id), trail.lines(bare.vault)
    problems = edit(seen, fields)
    assert sorted(fields_of(problems)) == sorted(wrong)
    assert all(problem.sentence.endswith(".") for problem in problems)
    assert (directory.entry(bare.vault, seen.id), trail.lines(bare.vault)) == before


def test_a_street_is_shown_again_only_with_a_reason(edit):
    told = edit(HOUSE, {"confidential": "", "notes": "an office now, nobody lives there"})
    assert told.provider.whereabouts() == "1 Hidden St"


def test_what_was_changed_meanwhile_is_not_written_over(bare, edit):
    edit(POLICE, {"desk": "day desk"})
    with pytest.raises(ChangedMeanwhileError, match=r"\(desk\)"):
        edit(POLICE, {"notes": "mine"})
    assert directory.contact(bare.vault, "c").notes == ""
    with pytest.raises(NoEntryError):
        edit(replace(POLICE, id="x"), {"notes": "mine"})
    with pytest.raises(BadInputError, match="no field called colour"):
        edit(POLICE, {"colour": "red"})
