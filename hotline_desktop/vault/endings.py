"""Which entries' verification or vetting ends by a moment, or has ended; renews none."""

from collections.abc import Iterator
from datetime import datetime

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import decode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import Vault


def ending(vault: Vault, by: datetime) -> Iterator[Contact | Provider]:
    """Give them, soonest first; what was never verified or vetted does not end."""
    rows = vault.rows(
        "SELECT kind, body FROM entry WHERE good_until<>'' AND good_until<=? "
        "ORDER BY good_until, name, id",
        stamp(by),
    )
    for kind, body in rows:
        yield decode(Contact, body) if kind == "contact" else decode(Provider, body)
