"""What ends within thirty days or has lapsed is due, soonest first; what never began is not."""

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
    found = RenewalsDue(bare)()
    assert [(due.id, due.kind, due.lapsed) for due in found] == [
        ("over", "provider", True),
        ("lapsed", "contact", True),
        ("vetted", "provider", False),
        ("soon", "contact", False),
    ]
    assert found[1].name == "PD lapsed"
    assert found[1].ends == NIGHT - timedelta(days=3)
