"""A call-back is recorded with who, when and how; never for a number nobody called."""

import pytest

from hotline_desktop.actions.make_packet import NoContactError
from hotline_desktop.actions.verify_contact import Call, VerifyContact
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact, Method, Phone
from hotline_desktop.models.tri import Tri
from hotline_desktop.vault import directory, history, trail
from hotline_desktop.vault.agreement import at_odds
from tests.hands.office import NIGHT

OLD, NEW = Phone("330-555-0101", "+13305550101"), Phone("330-555-0199", "+13305550199")


@pytest.fixture
def put(bare):
    def keep(phones=(OLD,), **fields):
        with bare.vault.transaction() as connection:
            directory.keep_contact(connection, Contact("c", "Salem PD", phones=phones, **fields))

    keep()
    return keep


@pytest.fixture
def verify(bare, put):
    return VerifyContact(bare)


def test_it_is_recorded_who_when_and_how(bare, verify):
    after = verify("c", " called back ", Tri.DENIED)
    assert directory.contact(bare.vault, "c") == after
    assert after.is_verified(NIGHT)
    assert after.verification.how == "called back"
    assert after.verification.by == bare.advocate.id
    assert after.enforces_immigration is Tri.DENIED
    line = trail.lines(bare.vault)[0]
    assert (line.act, line.subject, line.who) == ("verify_contact", "c", bare.advocate.id)


def test_an_answer_there_was_stays_when_nobody_asked_again(put, verify):
    put(enforces_immigration=Tri.SAID)
    assert verify("c", "called back").enforces_immigration is Tri.SAID


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("nobody", "called back"), NoContactError),
        (("c", "  "), "Say how"),
        (("c", "called back", None, (NEW,)), "number changed"),
    ],
)
def test_what_is_refused_writes_nothing(bare, verify, asked, told):
    before = bare.vault.rows("SELECT * FROM entry"), trail.lines(bare.vault)
    refused = (told, None) if isinstance(told, type) else (BadInputError, told)
    with pytest.raises(refused[0], match=refused[1]):
        verify(*asked)
    assert (bare.vault.rows("SELECT * FROM entry"), trail.lines(bare.vault)) == before


def test_a_contact_without_a_number_cannot_be_verified(put, verify):
    put(phones=())
    with pytest.raises(BadInputError, match="no number to call back"):
        verify("c", "called back")


def test_an_import_between_reading_and_writing_is_not_undone(bare, put, verify):
    real, begun = bare.vault.transaction, []

    def late():
        if not begun:
            begun.append(True)
            put(phones=(NEW,))
        return real()

    bare.vault.transaction = late
    with pytest.raises(BadInputError, match="number changed"):
        verify("c", "called back", seen=(OLD,))
    assert directory.contact(bare.vault, "c").verification is None
    assert verify("c", "called back", seen=(NEW,)).phones == (NEW,)


def call(**more):
    told = {"method": Method.CALLED_BACK, "number": "330-555-0101", "spoken_to": "Sgt. Hale"}
    return Call(**(told | more))


def test_a_session_writes_what_was_set_right_and_who_answered(bare, verify):
    seen = directory.contact(bare.vault, "c")
    told = verify.session(
        seen,
        {"enforces_immigration": "denied", "plain_clothes": "said", "accepts": "packet"},
        call(words="night desk"),
    )
    kept = directory.contact(bare.vault, "c")
    assert (told.contact, told.fields) == (
        kept, ("enforces immigration", "plain clothes", "accepts"),
    )  # fmt: skip
    check = kept.verification
    assert (check.how, check.number, check.spoken_to) == (
        "called back on its public number; night desk", "330-555-0101", "Sgt. Hale",
    )  # fmt: skip
    acts = [change.act.act for change in history.changes(bare.vault, "c", kept)]
    assert acts == ["verify_contact", history.EDIT]


def test_a_new_number_that_was_called_back_is_verified(bare, verify):
    verify("c", "called back")
    seen = directory.contact(bare.vault, "c")
    told = verify.session(seen, {"phones": "330-555-0199"}, call(number="330-555-0199"))
    assert told.contact.phones == (NEW,)
    assert told.contact.is_verified(NIGHT)
    assert at_odds(bare.vault) == ()


@pytest.mark.parametrize(
    ("asked", "fields", "wrong"),
    [
        (Call(), {}, ["method", "number", "spoken_to"]),
        (call(number="330-555-0199"), {}, ["number"]),
        (call(), {"phones": ""}, ["phones"]),
        (call(method=None), {"kind": "navy"}, ["method", "kind"]),
    ],
)
def test_nothing_is_verified_without_number_method_and_whom(bare, verify, asked, fields, wrong):
    before = bare.vault.rows("SELECT * FROM entry"), trail.lines(bare.vault)
    problems = verify.session(directory.contact(bare.vault, "c"), fields, asked)
    assert [problem.field for problem in problems] == wrong
    assert (bare.vault.rows("SELECT * FROM entry"), trail.lines(bare.vault)) == before


def test_a_session_on_what_is_no_more_is_refused_whole(bare, put, verify):
    seen = directory.contact(bare.vault, "c")
    put(desk="night desk")
    with pytest.raises(BadInputError, match=r"changed meanwhile \(desk\)"):
        verify.session(seen, {}, call())
    assert directory.contact(bare.vault, "c").verification is None
