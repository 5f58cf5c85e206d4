"""Single lines of the trail, for what compares it with something outside; adds none."""

from datetime import datetime

from hotline_desktop.vault.trail import moment
from hotline_desktop.vault.vault import Connection, Vault

_RECENT = 20_000


def head(vault: Vault) -> tuple[int, str] | None:
    """Give number and hash (hex) of the newest line."""
    row = vault.row("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1")
    return (row[0], row[1].hex()) if row else None


def digest_of(vault: Vault, seq: int) -> str | None:
    """Give the hash (hex) of a line; None when there is none."""
    row = vault.row("SELECT hash FROM trail WHERE seq=?", seq)
    return row[0].hex() if row else None


def latest(vault: Vault) -> datetime | None:
    """Give the latest moment of the last 20,000 lines: the time was at least this, once.

    Lines before an administrator's word that the clock is right now do not count.
    """
    row = vault.row(
        "WITH recent AS (SELECT seq, at, act FROM trail ORDER BY seq DESC LIMIT ?)"
        " SELECT max(at) FROM recent WHERE seq >="
        " (SELECT coalesce(max(seq), 0) FROM recent WHERE act='clock_right')",
        _RECENT,
    )
    return moment(row[0]) if row and row[0] else None


def has(connection: Connection, act: str, subject: str) -> bool:
    """Say whether something was written down already."""
    found = connection.execute("SELECT 1 FROM trail WHERE act=? AND subject=?", (act, subject))
    return found.fetchone() is not None
