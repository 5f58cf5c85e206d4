"""From the Return key on the unlock page to a window that can be worked in, on a full office."""

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hotline_desktop.actions import open_office
from hotline_desktop.actions.check_office import CheckOffice
from hotline_desktop.actions.make_slot import half_of
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.actions.world import World
from hotline_desktop.keys import header
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from tests.bench.figures import Figure, clocked, middle, p95
from tests.hands.desk_hands import DeskHands
from tests.hands.passphrase import PASSPHRASE
from tests.journeys.play import Patience

TYPED = ("kitchen", "police larkmoor", "motel interstate", "sheriff", "S-24-0007", "legal aid")


def figures(folder: Path, of: int) -> Iterator[Figure]:
    """Give seconds to the window, what of it is the key's and the vault's, and a few acts in it."""
    key = open_office.derive(folder, PASSPHRASE)
    looked = middle(clocked(lambda: open_office.look_over(folder, key.data_key), 3)) / 1000
    told = (
        f"passphrase to key {derivation(folder):.2f} s, every page looked at {looked:.2f} s, "
        f"both files opened {_enter(folder):.2f} s of it"
    )
    yield Figure("unlock to a usable window", of, _window(folder), "s ", None, told)
    yield from _inside(folder, key, of)


def derivation(folder: Path) -> float:
    """Give the seconds that a passphrase takes to become the data key."""
    front = header.read(folder)
    return middle(clocked(lambda: header.unlock(front, PASSPHRASE, half_of), 3)) / 1000


def _enter(folder: Path) -> float:
    taken = []
    for _ in range(3):
        key = open_office.derive(folder, PASSPHRASE)
        taken += clocked(lambda key=key: open_office.enter(folder, key, World()).close(), 1)
    return middle(taken) / 1000


def _window(folder: Path) -> float:
    """Type the passphrase, press Return, and wait until the desk is painted and listens."""
    application = QApplication.instance() or QApplication(["bench"])
    look.apply(application, "light")
    taken = []
    for _ in range(3):
        hands = DeskHands(Patience(), folder, World())
        hands.types(PASSPHRASE)
        # The tables of places are read meanwhile, which takes less time than a person types.
        hands.bot.waitUntil(lambda hands=hands: not hands.session.jobs._unfinished)
        begun = time.perf_counter()
        hands.presses(Qt.Key.Key_Return)
        hands.bot.waitUntil(lambda hands=hands: "unlocked" in hands.door.words(), timeout=60_000)
        hands.desk.frame.repaint()
        taken.append(time.perf_counter() - begun)
        hands.leaves()
    return middle(taken)


def _inside(folder: Path, key: open_office.Key, of: int) -> Iterator[Figure]:
    desk = open_office.enter(folder, key, World())
    look_for = SearchEverything(desk, Gazetteer.load())
    keys = [words[:end] for words in TYPED for end in range(1, len(words) + 1)]
    look_for.look("near Ohio", "", "", 20)
    taken = [clocked(lambda words=words: look_for.look(words, "", "", 20), 1)[0] for words in keys]
    told = f"p95 of {len(keys)} keys; median {middle(taken):.1f}, longest {max(taken):.0f}"
    yield Figure("search everything, each key", of, p95(taken), "ms", None, told)
    found = []
    took = clocked(lambda: found.extend(CheckOffice(desk)()), 1)[0] / 1000
    yield Figure("check the whole office", of, took, "s ", None, f"{len(found)} findings")
    desk.close()
