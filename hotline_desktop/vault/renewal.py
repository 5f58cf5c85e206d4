"""Copies vault and journal under a new data key and puts the copies in place; keeps no key.

The copies wait beside the files as ``*.next`` until a header that holds the new key is written: at
that moment the office changes over. Before it the copies are rubbish, after it they are the office,
and :func:`settle` says which by trying the key.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from hotline_desktop import durable
from hotline_desktop.child import CancelledError
from hotline_desktop.vault import journal, vault
from hotline_desktop.vault.vault import (
    BusyVaultError,
    Connection,
    DamagedVaultError,
    Vault,
    connect,
    is_empty,
    told,
)

FILES = (vault.FILE, journal.Journal.FILE)
NEXT = ".next"
_ASIDE = ("-wal", "-shm", "-journal")
_STEPS = 20_000
"""How many steps of SQLite's machine pass between two looks at whether to stop: some 2 ms."""


@told()
def renew(
    folder: Path,
    key: bytes,
    new_key: bytes,
    change: Callable[[Connection], None],
    turn: Callable[[], None],
    stopped: Callable[[], bool],
) -> None:
    """Copy both files under a new key; originals stand still meanwhile and until ``turn`` is done.

    ``change`` is done in the new vault, in one transaction; ``turn`` writes the header. What fails
    before it leaves no copies; when ``turn`` fails they stay, for it may have come to pass.

    Raises:
        CancelledError: ``stopped()`` said so.
        DiskFullError, DiskError, DamagedVaultError, BusyVaultError: as any transaction.
    """
    discard(folder)
    held: list[Connection] = []
    try:
        try:
            held.extend(_held(folder / name, key) for name in FILES)
            for name in FILES:
                _copy(folder / name, key, new_key, stopped)
            new = Vault(folder / f"{vault.FILE}{NEXT}", new_key)
            try:
                with new.transaction() as connection:
                    change(connection)
            finally:
                new.close()
            for name in FILES:
                durable.sync(folder / f"{name}{NEXT}")
            durable.sync(folder)
            if stopped():
                raise CancelledError  # noqa: TRY301 - the last moment to stop
        except BaseException:
            discard(folder)
            raise
        turn()
    finally:
        for connection in held:
            connection.close()


def waiting(folder: Path) -> bool:
    """Say whether copies wait beside the files."""
    return any((folder / f"{name}{NEXT}").exists() for name in FILES)


def settle(folder: Path, key: bytes) -> None:
    """Put the copies in place if they are the office now, else take them away; at every opening.

    Raises:
        DamagedVaultError: neither a file nor its copy opens with the key. Nothing is changed.
        DiskFullError, DiskError: a copy's log could not be folded into it. Nothing is lost.
    """
    for name in FILES:
        path, new = folder / name, folder / f"{name}{NEXT}"
        if not new.exists():
            continue
        if _opens(new, key):
            _fold(new, key)
            # First the old file's log: replayed into the new one it would destroy it. A disk may
            # bring names down in any order, also those that SQLite took away when it closed.
            for ending in _ASIDE:
                Path(f"{path}{ending}").unlink(missing_ok=True)
            durable.sync(folder)
            new.replace(path)
            for ending in _ASIDE:
                Path(f"{new}{ending}").unlink(missing_ok=True)
            durable.sync(folder)
        elif _opens(path, key):
            _remove(new)
        else:
            raise DamagedVaultError(
                "The office was getting a new key when it stopped, and neither the old nor the new "
                "file can be read: the disk may be damaged. Nothing was changed; restore a backup."
            )


def discard(folder: Path) -> None:
    """Take copies away that are not the office yet."""
    for name in FILES:
        _remove(folder / f"{name}{NEXT}")


def size(folder: Path) -> tuple[int, int]:
    """Give how many bytes are copied, and of about how many."""
    done = sum(_bytes(folder / f"{name}{NEXT}") for name in FILES)
    return done, sum(_bytes(folder / name) for name in FILES)


def _held(path: Path, key: bytes) -> Connection:
    """Give a connection that keeps every other writer out until it is closed."""
    connection = connect(path, key)
    try:
        with told():
            connection.execute("BEGIN IMMEDIATE")
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(path: Path, key: bytes, new_key: bytes, stopped: Callable[[], bool]) -> None:
    new = Path(f"{path}{NEXT}")
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = connect(path, key)
    try:
        with told():
            connection.set_authorizer(None)  # which denies ATTACH to everybody else
            connection.execute("ATTACH ? AS next KEY ?", (str(new), f"x'{new_key.hex()}'"))
            connection.execute("PRAGMA next.journal_mode=OFF").fetchall()
            for setting in ("user_version", "application_id"):
                value = connection.execute(f"PRAGMA main.{setting}").fetchone()[0]
                connection.execute(f"PRAGMA next.{setting}={value}")
            connection.set_progress_handler(stopped, _STEPS)
            connection.execute("BEGIN")
            connection.execute("SELECT sqlcipher_export('next')").fetchall()
            connection.execute("COMMIT")
    except dbapi2.OperationalError:
        if stopped():
            raise CancelledError from None
        raise
    finally:
        connection.close()


def _opens(path: Path, key: bytes) -> bool:
    if is_empty(path):
        return False  # a power cut left the name and nothing else
    try:
        connect(path, key).close()
    except DamagedVaultError:
        return False
    return True


def _fold(path: Path, key: bytes) -> None:
    """Bring a file's log into it: only the file is put in place. Closing does so too, if it can."""
    connection = connect(path, key)
    try:
        with told():
            busy, left, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if busy or left > 0:
        raise BusyVaultError("Another program is working on the vault: try again in a moment.")


def _remove(path: Path) -> None:
    for ending in ("", *_ASIDE):
        with suppress(OSError):
            Path(f"{path}{ending}").unlink(missing_ok=True)


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
