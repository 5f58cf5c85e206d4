"""An office's day on a disk that is looked at afterwards, block by block; judges nothing.

Run as ``python -m tests.kit.disk_work OFFICE [--leak KIND]``; stdin is JSON: canary name ->
text, and the passphrase. It says on stdout, in hex, the data keys that the office had.
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hotline_desktop.actions import open_office
from hotline_desktop.actions.keep_set_up import keep
from hotline_desktop.actions.make_packet import MakePacket
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.renew_key import RenewKey
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.world import World
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.office import Policy
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.places.gazetteer import Gazetteer
from tests.packet import story


def a_day(office: Path, words: dict[str, str]) -> list[bytes]:
    """Set up, take calls, type, search, press, renew the key, open again; give the data keys."""
    plan = Plan(name="Desk", policy=Policy.HOTLINE, advocate="Ines")
    keep(office, plan)
    SetUpOffice(World())(office, plan, words["passphrase"])
    desk = opened(office, words)
    for n in range(60):  # so much that pages are freed, moved and used again
        draft = Draft(
            place=Observation(words=f"{words['place']} {n}"),
            narrative=f"{words['narrative']} " * 40,
        )
        kept = TakeSignal(desk)(draft)
        if not isinstance(kept, Situation):
            raise TypeError("a draft that cannot be kept")
        typed = Bookmark(draft=Draft(narrative=words["draft"] * n))
        desk.journal.keep(desk.advocate.id, typed, desk.world.now(), Bookmark(draft=draft))
    for _ in range(3):
        SearchEverything(desk, Gazetteer.load())(words["narrative"])
    press()
    first = desk.key.data_key
    RenewKey(desk)()
    desk.close()
    with suppress(WrongPassphraseError):
        open_office.derive(office, words["wrong"])
    again = opened(office, words)
    again.close()
    return [first, again.key.data_key]


def opened(office: Path, words: dict[str, str]) -> OpenOffice:
    """Open it as an advocate does."""
    return open_office.enter(office, open_office.derive(office, words["passphrase"]), World())


def press() -> None:
    """Lay a packet out in a child, as the window does; no file is made of it."""
    MakePacket.press(story.job(story.referral(), story.signing()))


def _plain(place: Path, text: str) -> None:
    (place / "notes.txt").write_text(text)


def _deleted(place: Path, text: str) -> None:
    _plain(place, text * 300)
    os.sync()
    (place / "notes.txt").unlink()


def _temporary(place: Path, text: str) -> None:
    with tempfile.TemporaryFile(dir=place) as file:
        file.write(text.encode("utf-16-le") * 300)
        file.flush()
        os.fsync(file.fileno())


def _named(place: Path, text: str) -> None:
    (place / f"call {text}").touch()


def _attribute(place: Path, text: str) -> None:
    (place / "empty").touch()
    os.setxattr(place / "empty", "user.note", text.encode())


def _database(place: Path, text: str) -> None:
    with sqlite3.connect(place / "index.db") as index:
        index.execute("CREATE TABLE words(word)")
        index.execute("INSERT INTO words VALUES(?)", (text,))


def _log_of_a_database(place: Path, text: str) -> None:
    index = sqlite3.connect(place / "index.db", isolation_level=None)
    index.execute("PRAGMA journal_mode=WAL").fetchall()
    index.execute("CREATE TABLE words(word)")
    index.execute("INSERT INTO words VALUES(?)", (text,))
    index.execute("DELETE FROM words")
    index.execute("VACUUM")
    index.close()


def _cut_off(place: Path, text: str) -> None:
    with (place / "list").open("w") as file:
        file.write(text * 300)
        file.flush()
        os.fsync(file.fileno())
        file.truncate(0)


def _linked(place: Path, text: str) -> None:
    (place / "last").symlink_to(f"/calls/{text}")


LEAKS: dict[str, Callable[[Path, str], None]] = {
    "a plain file": _plain,
    "a deleted file": _deleted,
    "a temporary file": _temporary,
    "a name": _named,
    "an attribute": _attribute,
    "a database without a key": _database,
    "the log of one": _log_of_a_database,
    "a file cut off": _cut_off,
    "a link": _linked,
}
"""What is left on the disk on purpose."""


def main() -> None:
    """Do a day's work, or leave something on the disk."""
    asked = argparse.ArgumentParser()
    asked.add_argument("office", type=Path)
    asked.add_argument("--leak", choices=LEAKS)
    given, words = asked.parse_args(), json.load(sys.stdin)
    if given.leak:
        LEAKS[given.leak](given.office.parent, words["narrative"])
        return
    for key in a_day(given.office, words):
        print(key.hex())


if __name__ == "__main__":
    main()
