"""Offices on which acts are done and cut off, and the process that does them; judges nothing.

Everything lies in memory where the machine can (a replayed disk needs no real one): below one
folder ``office``, the office, and ``state``, what the machine remembers of it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from hotline_desktop.actions import open_office
from hotline_desktop.keys import header, slots
from hotline_desktop.keys.passphrase import normal
from hotline_desktop.vault import vault
from tests.hands.passphrase import PASSPHRASE
from tests.house.tree import ROOT
from tests.kit import acts
from tests.kit.recording import Recording, record

OLD = ROOT / "tests" / "vault" / "old"
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Grounds:
    """One office and one act on it. ``start`` is the office as the act finds it at first."""

    act: str
    start: Path
    folder: Path
    work: Path
    stretched: dict[str, str]

    @property
    def office(self) -> Path:
        """The office's folder."""
        return self.folder / "office"

    def fresh(self) -> None:
        """Put the office there as it was at first; this machine has never seen it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.start, self.office)
        (self.folder / "state").mkdir()

    def command(self, *more: str) -> list[str]:
        """Give what does the act."""
        module = [sys.executable, "-m", "tests.kit.acts"]
        return [*module, self.act, str(self.office), str(self.work), *more]

    def given(self) -> bytes:
        """Give what it reads on its stdin."""
        return json.dumps(self.stretched).encode()

    def records(self, times: int, fault: str = "") -> Recording:
        """Record the act, so many times, on a fresh office."""
        self.fresh()
        more = ["--times", str(times), *(["--fault", fault] if fault else [])]
        return record(self.command(*more), self.folder, ROOT, dict(os.environ), self.given())

    def begins(self, first: int, fault: str = "") -> "subprocess.Popen[bytes]":
        """Begin the act, without an end, on the office as it is."""
        more = ["--first", str(first), *(["--fault", fault] if fault else [])]
        process = subprocess.Popen(
            self.command(*more), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, bufsize=0
        )
        assert process.stdin is not None
        process.stdin.write(self.given())
        process.stdin.close()
        return process


@contextmanager
def ground_for(act: str, bare: Path, place: Path, schema: int = 1) -> Iterator[Grounds]:
    """Give grounds for an act, on a copy of a bare office; a migration begins at a schema."""
    start = old_office(schema, place / f"schema {schema}") if act == "migration" else bare
    with grounds(act, start) as made:
        yield made


@contextmanager
def grounds(act: str, start: Path) -> Iterator[Grounds]:
    """Give grounds for an act, and take them away."""
    memory = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(dir=memory, prefix="hotline-") as place,
        known_keys(start) as stretched,
        pytest.MonkeyPatch.context() as patch,
    ):
        base = Path(place).resolve()
        made = Grounds(act, start, base / "disk", base / "work", stretched)
        made.work.mkdir()
        patch.setenv("XDG_STATE_HOME", str(made.folder / "state"))
        made.fresh()
        yield made


@contextmanager
def known_keys(office: Path) -> Iterator[dict[str, str]]:
    """Derive this office's keys once; meanwhile deriving costs nothing, see ``acts.know``."""
    stretched = {
        acts.about(slot.salt, normal(PASSPHRASE).encode()): _stretched(slot).hex()
        for slot in header.read(office).slots
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "Argon2id", slots.Argon2id)  # put back at the end
        acts.know(stretched)
        yield stretched


@cache
def _stretched(slot: slots.Slot) -> bytes:
    """Derive for real, once, what the passphrase gives for this slot."""
    return Argon2id(
        salt=slot.salt,
        length=slots.KEY_BYTES,
        iterations=slot.kdf.passes,
        lanes=slot.kdf.lanes,
        memory_cost=slot.kdf.memory,
    ).derive(normal(PASSPHRASE).encode())


def schemas() -> list[str]:
    """Give the present program's schema, oldest first."""
    return vault._schema()


def old_office(number: int, to: Path) -> Path:
    """Make the office that the program of schema ``number`` would have left; gives ``to``.

    It holds what the oldest kept office of at least that age holds, as far as its schema had a
    place for it.
    """
    kept = min(int(one.name) for one in OLD.iterdir() if int(one.name) >= number)
    shutil.copytree(OLD / str(kept), to)
    if kept == number:
        return to
    with known_keys(to):
        key = open_office.derive(to, PASSPHRASE).data_key
    (to / "tries.json").unlink(missing_ok=True)
    path = to / vault.FILE
    with closing(vault.connect(path, key)) as newer:
        copy = {
            table: (columns, newer.execute(f"SELECT {columns} FROM {table}").fetchall())
            for table, columns in _tables(number)
        }
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    with closing(vault.connect(path, key)) as older:
        older.execute("PRAGMA foreign_keys=OFF")  # tables come in any order
        older.executescript("\n".join(schemas()[:number]) + f"\nPRAGMA user_version={number};")
        for table, (columns, rows) in copy.items():
            places = ",".join("?" for _ in columns.split(","))
            older.executemany(f"INSERT INTO {table}({columns}) VALUES({places})", rows)
    return to


def _tables(number: int) -> list[tuple[str, str]]:
    """Give the tables of a schema with their columns; of the indexes of words only one's own."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "empty.db"
        with closing(vault.connect(path, bytes(32))) as empty:
            empty.executescript("\n".join(schemas()[:number]))
            found = [name for _, name, kind, *_ in empty.execute("PRAGMA table_list")
                     if kind == "table" and not name.startswith("sqlite_")]  # fmt: skip
            return [
                (name, ",".join(row[1] for row in empty.execute(f"PRAGMA table_info({name})")))
                for name in [*found, "situation_words"]
            ]
