"""What ends within thirty days is due, then what has ended; what never began is not."""

from datetime import timedelta

from hotline_desktop.actions.renewals_due import RenewalsDue
from hotline_desktop.models.contact import VERIFIED_FOR, Contact, Verification
from hotline_desktop.models.provider import Provider, Vetting
from hotline_desktop.vault import directory
from tests.hands.office import NIGHT


def police(identity, ends_in):
    at = NIGHT - VERIFIED_FOR + timedelta(days=ends_in)
    return Contact(identity, f"PD {identity}", verification=Verification(at, "ines", "called"))


def house(identity, ends_in, **more):
    until = NIGHT.date() + timedelta(days=ends_in)
    return Provider(identity, identity, vetting=Vetting(until, "ines", "visit", until), **more)


def test_soonest_first(bare):
    with bare.vault.transaction() as connection:
        for entry in (
            police("soon", 30),
            police("later", 31),
            police("lapsed", -3),
            Contact("never", "PD"),
            house("vetted", 12),
            house("over", -40),
            house("fine", 300),
            house("refused", 1, do_not_refer=True),
            Provider("unvetted", "x"),
        ):
            directory.keep(connection, entry)
    due = RenewalsDue(bare)()
    assert [(each.id, each.kind, each.lapsed) for each in due.found] == [
        ("vetted", "provider", False),
        ("soon", "contact", False),
        ("lapsed", "contact", True),
        ("over", "provider", True),
    ]
    assert due.found[2].name == "PD lapsed"
    assert due.found[2].ends == NIGHT - timedelta(days=3)
    few = RenewalsDue(bare)(1)
    assert ([each.id for each in few.found], few.total) == (["vetted"], 4)
