"""Which entries' verification or vetting ends by a moment, or has ended; renews none."""

from collections.abc import Iterator
from datetime import datetime

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import UnreadableRecordError, decode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.vault import Vault

_ENDS = "FROM entry_facet f WHERE f.good_until BETWEEN 1 AND :by AND f.refused=0"
"""Whom nobody is sent to is not asked after; what was never verified or vetted does not end."""


def count(vault: Vault, by: datetime) -> int:
    """Say how many there are."""
    (found,) = vault.row(f"SELECT count(*) {_ENDS}", by=int(by.timestamp())) or (0,)
    return int(found)


def ending(vault: Vault, now: datetime, by: datetime, limit: int) -> Iterator[Contact | Provider]:
    """Give the first: what ends soonest, then what has ended, the latest before the oldest."""
    rows = vault.rows(
        f"SELECT e.kind, e.body FROM (SELECT f.rowid AS number, f.good_until AS ends {_ENDS} "  # noqa: S608 - literals of ours
        "ORDER BY ends<=:now, abs(ends-:now), number LIMIT :limit) "
        "JOIN entry e ON e.rowid=number ORDER BY ends<=:now, abs(ends-:now), number",
        now=int(now.timestamp()),
        by=int(by.timestamp()),
        limit=limit,
    )
    for kind, body in rows:
        try:
            yield decode(Contact, body) if kind == "contact" else decode(Provider, body)
        except UnreadableRecordError:  # the check tells of damage
            continue
