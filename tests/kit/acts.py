"""Acts of an advocate, done over and over in a process of its own so that it can be cut off.

Run as ``python -m tests.kit.acts ACT FOLDER WORK``; stdin is JSON: what :func:`know` takes. It says
on stdout, a line each, only what is promised then and for good:

    save <situation> <revision> <n>   draft <n>   aside <name> <n>
    import <n>   renewed <n>

and ``# ...`` where something begins that is promised later. ``--fault`` breaks a promise on
purpose. A new act is a function in STEPS, and what it promises is looked up in
tests/reliability/aftermath.py.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hotline_desktop.actions import open_office
from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.renew_key import RenewKey
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.world import World
from hotline_desktop.keys import slots
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import journal, vault
from tests.hands.passphrase import PASSPHRASE

ROWS = 150
"""Rows of one imported file; row r of file n has the source id ``n * ROWS + r``."""

DAWDLE = 0.03
"""Seconds between a promise made too early and its being kept."""


def text(n: int) -> str:
    """Give the n-th text: its own number, then up to 6,000 characters that follow from it."""
    length = n * 7919 % 6000
    return f"{n} " + hashlib.shake_128(str(n).encode()).hexdigest(3000)[:length]


def know(stretched: dict[str, str]) -> None:
    """Put known results of Argon2id in its place; others are cheap, and good for one's own slots.

    ``stretched`` maps :func:`about` to the derived bytes, both hex.
    """

    @dataclass(frozen=True, kw_only=True)
    class Known:
        salt: bytes
        length: int
        iterations: int
        lanes: int
        memory_cost: int

        def derive(self, words: bytes) -> bytes:
            asked = about(self.salt, words)
            return bytes.fromhex(stretched.get(asked, asked))[: self.length]

    slots.Argon2id = Known  # type: ignore[attr-defined]


def about(salt: bytes, words: bytes) -> str:
    """Name what is derived: hex, 32 bytes."""
    return hashlib.sha256(salt + words).hexdigest()


def say(line: str) -> None:
    """Say it at once: nothing is held back in a buffer."""
    os.write(1, f"{line}\n".encode())


@dataclass(slots=True)
class Turn:
    """One time of an act. ``early`` says that it promises before it has done."""

    desk: OpenOffice
    n: int
    work: Path
    early: bool = False
    last: Situation | None = None

    def promise(self, line: str, do: Callable[[], Any]) -> None:
        """Do it, then say that it is done; the other way round where that is the fault."""
        if self.early:
            say(line)
            time.sleep(DAWDLE)
        do()
        if not self.early:
            say(line)


def save(turn: Turn) -> None:
    """Keep a situation; each fourth time a revision of the one before."""
    draft = Draft(place=Observation(words=f"Room {turn.n}"), narrative=text(turn.n))
    desk, before = turn.desk, turn.last if turn.n % 4 == 3 else None
    if turn.early:

        def new_id() -> str:
            made = desk.world.new_id()
            say(f"save {made} 1 {turn.n}")
            time.sleep(DAWDLE)
            return made

        TakeSignal(replace(desk, world=World(new_id=new_id)))(draft)
        return
    kept = TakeSignal(desk)(draft, before.id if before else "")
    if not isinstance(kept, Situation):
        raise TypeError("a draft that cannot be kept")
    say(f"save {kept.id} {kept.revision} {turn.n}")
    turn.last = kept


def draft(turn: Turn) -> None:
    """Keep what is being typed; each fifth time also put it aside."""
    desk, n = turn.desk, turn.n
    typed = Bookmark(page="intake", draft=Draft(narrative=text(n)), caret=n)
    who, now = desk.advocate.id, desk.world.now()
    turn.promise(f"draft {n}", lambda: desk.journal.keep(who, typed, now))
    if n % 5 == 0:
        name = f"case-{n % 3}"
        aside = Bookmark(page="intake", situation=name, draft=typed.draft, caret=n)
        turn.promise(f"aside {name} {n}", lambda: desk.journal.set_aside(who, aside, now))


def take_in(turn: Turn) -> None:
    """Import a directory of ROWS agencies."""
    path = turn.work / f"agencies-{os.getpid()}.csv"
    rows = [
        f"{turn.n * ROWS + r},EXAMPLE POLICE DEPARTMENT {turn.n}-{r},330-555-01{r % 100:02d},"
        f"{r} MAIN STREET,WARREN,OH,TRUMBULL"
        for r in range(ROWS)
    ]
    head = "ID,NAME,TELEPHONE,ADDRESS,CITY,STATE,COUNTY"
    path.write_text("\n".join([head, *rows, ""]))
    verb = ImportDirectory(turn.desk, Gazetteer.load())
    preview = verb.preview(path)
    say("# writes")
    turn.promise(f"import {turn.n}", lambda: verb.commit(preview))


def rekey(turn: Turn) -> None:
    """Keep a situation and give the office a new data key; the desk is opened anew afterwards."""
    save(turn)
    say("# renews")
    turn.promise(f"renewed {turn.n}", RenewKey(turn.desk))


def migration(turn: Turn) -> None:
    """Bring an older office up to date; that was the opening, so keep a situation in it."""
    save(turn)


STEPS: dict[str, Callable[[Turn], None]] = {
    "save": save,
    "draft": draft,
    "import": take_in,
    "rekey": rekey,
    "migration": migration,
}
_SITTING = {"save": 45, "draft": 60, "import": 2, "rekey": 1, "migration": 1}
"""Times of an act between opening and closing the office."""


def _weakly(setting: str) -> Callable[[], None]:
    """Give what opens files with another setting than the program's own."""

    def plant() -> None:
        strong, (name, value) = vault.connect, setting.split("=")

        def connect(path: Path, key: bytes) -> vault.Connection:
            connection = strong(path, key)
            connection.set_authorizer(None)
            connection.execute(f"PRAGMA {name}={value}").fetchall()
            (now,) = connection.execute(f"PRAGMA {name}").fetchone()
            if str(now) not in (value.casefold(), {"NORMAL": "1"}.get(value)):
                raise RuntimeError(f"the fault {setting} was not planted")
            return connection

        vault.connect = journal.connect = connect

    return plant


def _unsynced() -> None:
    os.fsync = lambda descriptor: None


FAULTS: dict[str, Callable[[], None]] = {
    "early": lambda: None,
    "synchronous=NORMAL": _weakly("synchronous=NORMAL"),
    "journal_mode=MEMORY": _weakly("journal_mode=MEMORY"),
    "journal_mode=OFF": _weakly("journal_mode=OFF"),
    "fsync=nothing": _unsynced,
}


def main() -> None:
    """Do one act so many times, in as many sittings as that takes."""
    asked = argparse.ArgumentParser()
    asked.add_argument("act", choices=STEPS)
    asked.add_argument("folder", type=Path)
    asked.add_argument("work", type=Path)
    asked.add_argument("--first", type=int, default=1)
    asked.add_argument("--times", type=int, default=1_000_000)
    asked.add_argument("--fault", choices=FAULTS)
    given = asked.parse_args()
    know(json.load(sys.stdin))
    FAULTS.get(given.fault, lambda: None)()
    n, end, world = given.first, given.first + given.times, World()
    while n < end:
        say("# opens")
        desk = open_office.enter(given.folder, open_office.derive(given.folder, PASSPHRASE), world)
        turn = Turn(desk, n, given.work, early=given.fault == "early")
        for turn.n in range(n, min(end, n + _SITTING[given.act])):
            STEPS[given.act](turn)
        n = turn.n + 1
        desk.close()


if __name__ == "__main__":
    main()
