"""The append-only record of who did what; its lines are chained, and hold no case text."""

import hashlib
from datetime import UTC, datetime

from hotline_desktop.models.trail import TrailLine
from hotline_desktop.vault.vault import Connection, Vault

_START = b"\0" * 32


def add(
    connection: Connection, at: datetime, who: str, act: str, subject: str, detail: str = ""
) -> None:
    """Add one line inside the act's own transaction. Times are UTC to 1/100 s."""
    last = connection.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
    seq, before = (last[0] + 1, last[1]) if last else (1, _START)
    when = stamp(at)
    connection.execute(
        "INSERT INTO trail(seq, at, who, act, subject, detail, hash) VALUES(?,?,?,?,?,?,?)",
        (
            seq,
            when,
            who,
            act,
            subject,
            detail,
            _chained(before, seq, when, who, act, subject, detail),
        ),
    )


def stamp(at: datetime) -> str:
    """Write a moment as UTC with hundredths, so that text order is time order."""
    at = at.astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 10_000:02d}Z"


def lines(vault: Vault, last: int = 100) -> tuple[TrailLine, ...]:
    """Read the newest lines, newest first."""
    rows = vault.rows(
        "SELECT seq, at, who, act, subject, detail, hash FROM trail ORDER BY seq DESC LIMIT ?", last
    )
    return tuple(
        TrailLine(seq, datetime.fromisoformat(at), who, act, subject, detail, digest.hex())
        for seq, at, who, act, subject, detail, digest in rows
    )


def first_break(vault: Vault) -> int | None:
    """Give the number of the first line that does not follow from the one before; None if whole."""
    before = _START
    rows = vault.rows("SELECT seq, at, who, act, subject, detail, hash FROM trail ORDER BY seq")
    for expected, (seq, *fields, digest) in enumerate(rows, 1):
        if seq != expected or _chained(before, seq, *fields) != digest:
            return expected
        before = digest
    return None


def _chained(before: bytes, seq: int, *fields: str) -> bytes:
    link = hashlib.sha256(before)
    for field in (str(seq), *fields):
        data = field.encode()
        link.update(len(data).to_bytes(4, "big") + data)
    return link.digest()
