"""Who may open the office, by public key, and the office's secret; never holds a passphrase."""

import os
from datetime import datetime

from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import Connection, Vault


class Access(Noun, frozen=True):
    """One advocate's slot and the public key (32 bytes) of it."""

    advocate: str
    slot: str
    public: bytes


class SharesKept(Noun, frozen=True):
    """The shares in force: their public key (32 bytes), when made, when last rehearsed if ever."""

    public: bytes
    made_at: Moment
    rehearsed_at: Moment | None


def give(connection: Connection, access: Access, since: datetime) -> None:
    """Write an advocate's access, in place of an earlier one."""
    connection.execute(
        "INSERT INTO access VALUES(?,?,?,?) ON CONFLICT(advocate) DO UPDATE "
        "SET slot=excluded.slot, public=excluded.public, since=excluded.since",
        (access.advocate, access.slot, access.public, stamp(since)),
    )


def take(connection: Connection, advocate: str, at: datetime) -> None:
    """Take an advocate's access away; who was here stays known."""
    connection.execute("DELETE FROM access WHERE advocate=?", (advocate,))
    connection.execute("UPDATE advocate SET left_at=? WHERE id=?", (stamp(at), advocate))


def everybody(vault: Vault) -> tuple[Access, ...]:
    """Read who has access."""
    rows = vault.rows("SELECT advocate, slot, public FROM access ORDER BY since, advocate")
    return tuple(Access(*row) for row in rows)


def keep_shares(connection: Connection, public: bytes, made_at: datetime) -> None:
    """Write the shares in force, in place of earlier ones; nobody has rehearsed them yet."""
    connection.execute(
        "INSERT INTO shares VALUES(1,?,?,'') ON CONFLICT(id) DO UPDATE "
        "SET public=excluded.public, made_at=excluded.made_at, rehearsed_at=''",
        (public, stamp(made_at)),
    )


def keep_rehearsal(connection: Connection, at: datetime) -> None:
    """Write that two shares were tried and open the office."""
    connection.execute("UPDATE shares SET rehearsed_at=? WHERE id=1", (stamp(at),))


def shares(vault: Vault) -> SharesKept | None:
    """Read the shares in force; None when none were made yet."""
    row = vault.row("SELECT public, made_at, rehearsed_at FROM shares")
    if row is None:
        return None
    public, made_at, rehearsed = row
    when = datetime.fromisoformat(rehearsed) if rehearsed else None
    return SharesKept(public, datetime.fromisoformat(made_at), when)


def make_secret(connection: Connection) -> bytes:
    """Draw and write the office's secret (32 bytes)."""
    value = os.urandom(32)
    connection.execute("INSERT INTO secret VALUES(1,?)", (value,))
    return value


def secret(vault: Vault) -> bytes | None:
    """Read the office's secret; None in an office of the first format."""
    row = vault.row("SELECT value FROM secret")
    return row[0] if row else None
