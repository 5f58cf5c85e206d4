"""The encrypted file: opens it, keeps all of a transaction or none; never derives a key."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2

from hotline_desktop.errors import HotlineError

FILE = "vault.db"
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether anybody still wants the answer: 1 ms."""

WAY_OUT = "or save what can still be read with: hotline rescue OFFICE NEW_OFFICE"

Connection: TypeAlias = Any
"""A connection of sqlcipher3, which ships no types."""


class VaultMissingError(HotlineError):
    """The header is there, the vault is not."""


class DamagedVaultError(HotlineError):
    """The right key does not read the file; its sentence names :data:`WAY_OUT`."""


class NewerVaultError(HotlineError):
    """A newer program wrote it."""


class DiskFullError(HotlineError):
    """No room; the transaction was undone."""


class BusyVaultError(HotlineError):
    """Another connection holds it."""


class DiskError(HotlineError):
    """The disk did not do as asked."""


class StoppedError(HotlineError):
    """Somebody ended the reading."""


class Vault:
    """One connection to one encrypted SQLite file."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Connect and check; use :meth:`create` or :meth:`open`."""
        self._path, self._key = path, key
        self.after_commit: Callable[[Vault], None] | None = None
        self._connection: Connection = connect(path, key)

    @classmethod
    def create(cls, folder: Path, key: bytes) -> "Vault":
        """Make a new vault in an office folder; refuses to touch one that is there.

        Raises:
            DiskError: a file of that name exists, or the folder cannot be written.
        """
        path = folder / FILE
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError:
            raise DiskError(
                "The vault cannot be made here: the folder holds one, or cannot be written."
            ) from None
        vault = cls(path, key)
        vault._migrate(oldest=0)
        return vault

    @classmethod
    def open(cls, folder: Path, key: bytes) -> "Vault":
        """Open the vault and bring its schema up to date.

        Raises:
            VaultMissingError, DamagedVaultError, NewerVaultError, DiskError: each one sentence;
                nothing is created or overwritten.
        """
        path = folder / FILE
        # The name only: opening and closing the file here would drop SQLite's POSIX locks.
        if not path.exists():
            raise VaultMissingError(
                "The vault file is missing from the office folder: restore it from a backup. "
                "Nothing was created in its place."
            )
        if is_empty(path):
            raise DamagedVaultError(_DAMAGED[1])
        vault = cls(path, key)
        try:
            vault._migrate(oldest=1)  # nothing is made where a vault was
        except BaseException:
            vault.close()
            raise
        return vault

    def second(self) -> "Vault":
        """Open another connection, for the lane's bulk work."""
        second = Vault(self._path, self._key)
        second.after_commit = self.after_commit
        return second

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Keep all of it or none of it; yields the connection.

        Raises:
            DiskFullError, DiskError, BusyVaultError, DamagedVaultError: it was undone.
        """
        with told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        if self.after_commit is not None:
            self.after_commit(self)

    def rows(self, query: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
        """Read every row; a query has values by place or by name."""
        with told():
            return list(self._connection.execute(query, named or values))

    def row(self, query: str, *values: object, **named: object) -> tuple[Any, ...] | None:
        """Read the first row, if any."""
        with told():
            asked = self._connection.execute(query, named or values)
            found: tuple[Any, ...] | None = asked.fetchone()
            return found

    def stop_when(self, unwanted: Callable[[], bool]) -> None:
        """End what is read here once ``unwanted`` says so, with a :class:`StoppedError`."""
        self._connection.set_progress_handler(unwanted, _STEPS)

    def salt(self) -> bytes:
        """Give the 16 bytes with which the file begins."""
        row = self.row("PRAGMA cipher_salt")
        return bytes.fromhex(row[0]) if row else b""

    def close(self) -> None:
        """Fold the write-ahead log into the file and close."""
        with told():
            self._connection.close()

    def _migrate(self, oldest: int) -> None:
        with told():
            row = self.row("PRAGMA user_version")
            known, present = _schema(), row[0] if row else 0
            if present < oldest:
                raise DamagedVaultError(_DAMAGED[1])
            if present > len(known):
                raise NewerVaultError(
                    "This vault was written by a newer version of the program: "
                    "update this workstation. Nothing was changed."
                )
            for number, sql in enumerate(known[present:], present + 1):
                script = f"BEGIN IMMEDIATE;\n{sql}\n;PRAGMA user_version={number};COMMIT;"
                try:
                    self._connection.executescript(script)
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise


def _schema() -> list[str]:
    """Give the numbered schema, oldest first; the numbers have no gaps."""
    folder = files("hotline_desktop.vault").joinpath("schema")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [f.read_text("utf-8") for f in found]


def is_empty(path: Path) -> bool:
    """Say whether nothing is in a file, nor in its log: such a one would open with every key."""
    found = (path, path.with_name(f"{path.name}-wal"))
    return not any(one.exists() and one.stat().st_size for one in found)


def connect(path: Path, key: bytes) -> Connection:
    """Open one encrypted file, pinned to write-ahead log, full sync and memory for temporaries."""
    if len(key) != 32:
        raise ValueError("a data key has 32 bytes")
    with told():
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=5.0)
        try:
            # Not "PRAGMA key": the statement would keep the key in memory and in traces.
            connection.set_key(f"x'{key.hex()}'")
            connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
            for setting in (
                "temp_store=2",  # 1 writes plain spill files
                "journal_mode=WAL",
                "synchronous=FULL",
                "cache_size=-64000",
                "foreign_keys=ON",
                "trusted_schema=OFF",
                "secure_delete=ON",
            ):
                connection.execute(f"PRAGMA {setting}").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.set_authorizer(_authorize)
        except BaseException:
            connection.close()
            raise
        return connection


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH):
        return int(dbapi2.SQLITE_DENY)
    pinned = first in ("temp_store", "temp_store_directory", "key", "rekey", "synchronous")
    if action == dbapi2.SQLITE_PRAGMA and pinned and second is not None:
        return int(dbapi2.SQLITE_DENY)
    return int(dbapi2.SQLITE_OK)


@contextmanager
def told() -> Iterator[None]:
    """Turn what the disk says into one sentence; the library's text can hold row data."""
    try:
        yield
    except dbapi2.DatabaseError as reason:
        words = str(reason)
        # What goes wrong within an SQL function (sqlcipher_export) has words, and no code but 1.
        code = (getattr(reason, "sqlite_errorcode", None) or 0) & 0xFF
        world = _WORLD.get(code) or _WORLD.get(_SAID.get(words, 0))
        if words.startswith("Could not decode"):  # it goes on with the text itself
            world = _DAMAGED
        if world is None:
            raise
        kind, sentence = world
        raise kind(sentence) from None
    except OSError as reason:
        full = reason.errno in (errno.ENOSPC, errno.EDQUOT)
        kind, sentence = _FULL if full else _DISK
        raise kind(sentence) from None


_BUSY = (BusyVaultError, "The vault is in use by another job: try again in a moment.")
_DAMAGED = (
    DamagedVaultError,
    "The vault cannot be read: the file or the disk is damaged. Nothing was changed; "
    f"restore it from a backup, {WAY_OUT}.",
)
_DISK = (
    DiskError,
    "The disk does not answer as it should: check it and the folder's permissions. "
    "What was kept before is whole.",
)
_FULL = (
    DiskFullError,
    "The disk is full: free some space, then try again. What was kept before is whole.",
)
_WORLD: dict[int, tuple[type[HotlineError], str]] = {  # SQLite's primary result codes
    5: _BUSY,
    6: _BUSY,
    8: _DISK,
    9: (StoppedError, "Stopped: something newer was asked."),
    10: _DISK,
    11: _DAMAGED,
    13: _FULL,
    14: _DISK,
    15: _DISK,
    26: _DAMAGED,
}
_SAID = {  # and what it calls them
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
