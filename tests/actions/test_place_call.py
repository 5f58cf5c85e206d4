"""Who is called is in the trail before anything rings; a hand dials what cannot be handed over."""

import pytest

from hotline_desktop.actions.place_call import PlaceCall
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.models.contact import Phone
from hotline_desktop.vault import trail


def acts(desk):
    return [(line.act, line.subject, line.detail) for line in trail.lines(desk.vault, 3)]


@pytest.mark.parametrize(
    ("phone", "uri"),
    [
        (Phone("330-555-0101", "+13305550101"), "tel:+13305550101"),
        (Phone("330-555-0101 x22", "+13305550101", "22"), "tel:+13305550101;ext=22"),
        (Phone("(330) 555-0124"), "tel:+13305550124"),
        (Phone("330-555-0124 ext. 7"), "tel:+13305550124;ext=7"),
        (Phone("x", "+13305550101", "22 or 31"), "tel:+13305550101"),
        (Phone("x", "+13305550101", "2;phone-context=a"), "tel:+13305550101"),
    ],
)
def test_a_call_is_noted_and_is_an_address_of_rfc_3966(sample, phone, uri):
    assert PlaceCall(sample)("an entry", phone) == uri
    assert acts(sample)[0] == ("place_call", "an entry", "")


@pytest.mark.parametrize(
    ("written", "e164"),
    [("911", ""), ("988", ""), ("555-0124", ""), ("911", "+911"), ("ask at the desk", ""),
     ("x", "+1330555;x"), ("x", "13305550101"),
     ("x", "+1330555\u0660\u0660\u0660\u0660"), ("x", "+13305550101\n")],
)  # fmt: skip
def test_what_a_hand_must_dial_is_not_noted_as_called(sample, written, e164):
    before = acts(sample)
    with pytest.raises(BadInputError, match="by hand"):
        PlaceCall(sample)("an entry", Phone(written, e164))
    assert acts(sample) == before


def test_without_a_note_there_is_no_call(sample):
    with sample.vault.transaction() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON trail BEGIN "
            "SELECT raise(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(HotlineError):
        PlaceCall(sample)("an entry", Phone("330-555-0101", "+13305550101"))
