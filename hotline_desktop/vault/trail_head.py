"""Single lines of the trail, for what compares it with something outside; adds none."""

from datetime import datetime

from hotline_desktop.vault.trail import as_text, moment
from hotline_desktop.vault.vault import Connection, Vault

_RECENT = 20_000
_LIKE_A_STAMP = "[12]###-[01]#-[0-3]#T[0-2]#:[0-5]#:[0-5]#.##Z".replace("#", "[0-9]")  # 23 letters


def head(vault: Vault) -> tuple[int, str] | None:
    """Give number and hash (hex) of the newest line."""
    row = vault.row("SELECT seq, CAST(hash AS BLOB) FROM trail ORDER BY seq DESC LIMIT 1")
    return (row[0], (row[1] or b"").hex()) if row else None


def digest_of(vault: Vault, seq: int) -> str | None:
    """Give the hash (hex) of a line; None when there is none."""
    row = vault.row("SELECT CAST(hash AS BLOB) FROM trail WHERE seq=?", seq)
    return (row[0] or b"").hex() if row else None


def latest(vault: Vault) -> datetime | None:
    """Give the latest moment of the last 20,000 lines: the time was at least this, once.

    Lines before an administrator's word that the clock is right now do not count, nor does a
    moment that is none: somebody was at that line, and the check of the chain names it.
    """
    row = vault.row(
        "WITH recent AS (SELECT seq, at, act FROM trail ORDER BY seq DESC LIMIT ?)"
        " SELECT CAST(max(at) AS BLOB) FROM recent WHERE at GLOB ?"
        " AND length(CAST(at AS BLOB))=23"  # GLOB looks no further than a NUL
        " AND date(at) IS substr(at, 1, 10)"  # a 31st of February looks like a day too
        " AND substr(at, 12, 2) < '24'"
        " AND seq >= (SELECT coalesce(max(seq), 0) FROM recent WHERE act='clock_right')",
        _RECENT,
        _LIKE_A_STAMP,
    )
    return moment(as_text(row[0])) if row else None


def has(connection: Connection, act: str, subject: str) -> bool:
    """Say whether something was written down already."""
    found = connection.execute("SELECT 1 FROM trail WHERE act=? AND subject=?", (act, subject))
    return found.fetchone() is not None
