"""The append-only record of who did what; its lines are chained, and hold no case text."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from hotline_desktop.child import CancelledError
from hotline_desktop.models.trail import (
    NOBODYS,
    ActGroup,
    BreakKind,
    ChainCheck,
    TrailBreak,
    TrailFilter,
    TrailLine,
    acts_of,
)
from hotline_desktop.vault.vault import WAY_OUT, Connection, DamagedVaultError, Vault

_START = b"\0" * 32
_PAGE = 2000
_FIRST, _LAST = -(2**63), 2**63 - 1
_FAR = 1000
"""How many lines may be taken out before a break and renumbered away, and still be told apart."""

# As bytes: a line that somebody changed to what is no text must be named, not break the reading.
_FIELDS = ", ".join(f"CAST({name} AS BLOB)" for name in ("at", "who", "act", "subject", "detail"))
_LINE = f"SELECT seq, {_FIELDS}, CAST(hash AS BLOB) FROM trail "  # noqa: S608 - literals of ours


class _Link(NamedTuple):
    """A line as it stands in the file."""

    seq: int
    fields: tuple[bytes, ...]
    digest: bytes

    def follows(self, before: bytes, seq: int) -> bool:
        # Silence cannot be in the table as it was made; in one made anew it can.
        return None not in self.fields and chained(before, seq, self.fields) == self.digest


def add(
    connection: Connection, at: datetime, who: str, act: str, subject: str, detail: str = ""
) -> None:
    """Add one line inside the act's own transaction. Times are UTC to 1/100 s.

    Raises:
        DamagedVaultError: somebody gave a line the highest number there is.
    """
    last = connection.execute(
        "SELECT seq, CAST(hash AS BLOB) FROM trail ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    seq, before = (last[0] + 1, last[1] or b"") if last else (1, _START)
    if seq > _LAST:
        raise DamagedVaultError(
            "The trail was changed: no line can follow its last one. Restore the vault from a "
            f"backup, {WAY_OUT}."
        )
    fields = (stamp(at), who, act, subject, detail)
    digest = chained(before, seq, tuple(field.encode() for field in fields))
    connection.execute(
        "INSERT INTO trail(seq, at, who, act, subject, detail, hash) VALUES(?,?,?,?,?,?,?)",
        (seq, *fields, digest),
    )


def stamp(at: datetime) -> str:
    """Write a moment as UTC with hundredths, so that text order is time order."""
    at = at.astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 10_000:02d}Z"


def moment(text: str) -> datetime | None:
    """Read what :func:`stamp` wrote; None for anything else, for somebody may have been at it."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Years at the edge of the calendar leave it on the way to another zone.
    return at if at.tzinfo and at.year in range(1970, 9999) else None


def lines(vault: Vault, last: int = 100) -> tuple[TrailLine, ...]:
    """Read the newest lines, newest first."""
    return matching(vault, TrailFilter(), last)


def matching(
    vault: Vault,
    filter: TrailFilter,
    last: int,
    before: int | None = None,  # noqa: A002 - the word
) -> tuple[TrailLine, ...]:
    """Read the newest lines that fit, newest first, only those numbered below ``before``."""
    conditions, values = _conditions(filter)
    if before is not None:
        conditions.append("seq<?")
        values.append(before)
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    rows = vault.rows(f"{_LINE}{where}ORDER BY seq DESC LIMIT ?", *values, last)
    return tuple(_line(_Link(seq, tuple(fields), digest or b"")) for seq, *fields, digest in rows)


def names(vault: Vault, lines: Collection[TrailLine]) -> dict[str, str]:
    """Give what the ids of these lines are called, as far as the vault knows.

    A situation is called by its number, an entry of the directory and an advocate by name.
    """
    subjects = sorted({line.subject for line in lines})
    known = f"WHERE id IN ({_marks(subjects)})"
    rows = vault.rows(
        f"SELECT id, number FROM situation {known} UNION ALL "  # noqa: S608 - marks only
        f"SELECT id, name FROM entry {known} UNION ALL SELECT id, name FROM advocate",
        *subjects,
        *subjects,
    )
    return dict(rows)


def first_break(vault: Vault) -> int | None:
    """Give the number of the first line that does not follow from the one before; None if whole."""
    broken = check(vault).broken
    return broken.seq if broken else None


def check(
    vault: Vault,
    tell: Callable[[int, int], None] = lambda done, of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ChainCheck:
    """Go through the whole chain, a page at a time, and name the first broken link.

    ``tell`` hears after each page how many lines were checked, of how many. What was cut off at
    the new end leaves a whole chain, as does one that was computed anew from the change on: only
    the head that is kept outside the vault knows.

    Raises:
        CancelledError: ``stopped()`` said so.
    """
    row = vault.row("SELECT count(*) FROM trail")
    total, follow, before = (row[0] if row else 0), 0, _START
    for page in _pages(vault):
        if stopped():
            raise CancelledError
        for link in page:
            if link.seq != follow + 1 or not link.follows(before, link.seq):
                return ChainCheck(follow, total, _broken(vault, follow + 1, before, link))
            follow, before = link.seq, link.digest
        tell(follow, max(follow, total))
    return ChainCheck(follow, max(follow, total))


def _conditions(asked: TrailFilter) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []

    def must(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if asked.who:
        must("who=?", asked.who)
        must(f"act NOT IN ({_marks(NOBODYS)})", *sorted(NOBODYS))
    if asked.group is ActGroup.OTHER:
        known = [act for group in ActGroup for act in acts_of(group)]
        must(f"act NOT IN ({_marks(known)})", *known)
    elif asked.group is not None:
        acts = acts_of(asked.group)
        must(f"act IN ({_marks(acts)})", *acts)
    if asked.since is not None:
        must("at>=?", stamp(asked.since))
    if asked.until is not None:
        must("at<?", stamp(asked.until))
    if words := asked.subject.strip():
        # By rowid: the numbers are then read from their index, without the rows.
        found = "SELECT rowid FROM situation WHERE instr(number, upper(?))"
        must(f"subject IN (SELECT id FROM situation WHERE rowid IN ({found}))", words)  # noqa: S608
    return conditions, values


def _marks(values: Collection[str]) -> str:
    return ",".join("?" * len(values))


def _line(link: _Link) -> TrailLine:
    at, who, act, subject, detail = (as_text(field) for field in link.fields)
    return TrailLine(link.seq, moment(at), who, act, subject, detail, link.digest.hex())


def as_text(field: bytes | None) -> str:
    """Read a field that was asked for as bytes: a line that somebody was at may hold no text."""
    return (field or b"").decode(errors="replace")


def _pages(vault: Vault, first: int = _FIRST) -> Iterator[list[_Link]]:
    """Read the lines from a number on in order, never all of them at once."""
    while True:
        rows = vault.rows(f"{_LINE}WHERE seq>=? ORDER BY seq LIMIT ?", first, _PAGE)
        if not rows:
            return
        yield [_Link(seq, tuple(fields), digest or b"") for seq, *fields, digest in rows]
        if rows[-1][0] == _LAST:
            return
        first = rows[-1][0] + 1


def _broken(vault: Vault, expected: int, before: bytes, link: _Link) -> TrailBreak:
    """Say how ``link``, found where line ``expected`` should follow ``before``, fails to."""
    kind = _kind(vault, expected, before, link)
    seq = expected if kind is BreakKind.MISSING else link.seq
    return TrailBreak(seq, link.seq, kind, _line(link).at)


def _kind(vault: Vault, expected: int, before: bytes, link: _Link) -> BreakKind:
    if link.seq > expected:
        return BreakKind.MISSING
    if link.seq < expected:  # a line 0 or below
        return BreakKind.ADDED
    if _stood_elsewhere(vault, link):
        return BreakKind.OUT_OF_ORDER
    following = next((page[0] for page in _pages(vault, link.seq + 1)), None)
    if following is not None and following.seq == link.seq + 1:
        if following.follows(before, link.seq):
            return BreakKind.ADDED  # the next one is what stood here
        there = range(following.seq + 1, following.seq + 1 + _FAR)
        if any(following.follows(link.digest, seq) for seq in there):
            return BreakKind.MISSING  # both stood further on: the numbers were closed up
    return BreakKind.CHANGED


def _stood_elsewhere(vault: Vault, link: _Link) -> bool:
    """Say whether a line follows from another one than the one before it.

    That other one may have been moved by one itself: two neighbours changed places.
    """
    return link.follows(_START, 1) or any(
        link.follows(other.digest, other.seq + 1) or link.follows(other.digest, other.seq)
        for page in _pages(vault)
        for other in page
    )


def chained(before: bytes, seq: int, fields: tuple[bytes, ...]) -> bytes:
    """Give the hash of a line: over the hash before it, its number and its five texts."""
    parts = [before]
    for data in (str(seq).encode(), *fields):
        parts += (len(data).to_bytes(4, "big"), data)
    return hashlib.sha256(b"".join(parts)).digest()
