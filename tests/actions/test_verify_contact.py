"""A call-back is recorded with who, when and how; never for a number nobody called."""

import pytest

from hotline_desktop.actions.make_packet import NoContactError
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.tri import Tri
from hotline_desktop.vault import directory, trail
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
