"""The real program on a screen of its own, worked by its keys alone; it looks into no process."""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

from tests.hands.passphrase import PASSPHRASE
from tests.kit.pixels import PATIENCE, Screen, Sight, watch, witnesses

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "hotline_desktop")

_SOME, _MANY = 25, 400
"""Pieces of letters: on a first page, and on a desk or an intake page beyond those."""


class ScreenDesk:
    """Nothing of the program outlives :meth:`ends`."""

    def __init__(
        self,
        screen: Screen,
        office: Path,
        command: tuple[str, ...] = PROGRAM,
        env: dict[str, str] | None = None,
    ) -> None:
        """Start it; it shows its first page some time later."""
        self.screen = screen
        self._before: set[int] = set()
        self.process = subprocess.Popen(
            [*command, "--office", str(office)], env=screen.env | (env or {}), cwd=ROOT
        )

    def unlocks(self) -> bytes:
        """Go from the unlock page to the desk; give the picture before it."""
        self._waits_for_the_end()
        before = self._settled(_SOME)
        for _ in range(3):  # a key that came before the page had the focus went nowhere
            # Nobody manages windows here: the keys go where they are sent.
            self.screen.does("search --onlyvisible --name Hotline windowfocus --sync %@")
            time.sleep(0.1)
            self.screen.does("key ctrl+a")
            self.screen.does(f"type --delay 4 '{PASSPHRASE}'")
            self.screen.does("key Return")
            if self.screen.comes(lambda now: len(witnesses(now, before)) > _MANY, PATIENCE / 3):
                return before
        raise AssertionError("it never opened")

    def takes_a_call(self, words: str) -> None:
        """Have a new signal with these words on the page."""
        desk = self._settled(_MANY)
        self.screen.does("key ctrl+n")
        self.screen.waits(lambda now: len(witnesses(now, desk)) > _MANY)
        page = self._settled(_MANY)
        self.screen.does("key alt+n")
        self.screen.does(f"type --delay 4 '{words}'")
        self.screen.waits(lambda now: len(witnesses(now, page)) > len(words) // 3)

    def locks(self, key: str, before: bytes, seconds: float = 5.0) -> tuple[Sight, int]:
        """Press a key and look until the page is gone; give that, and how much was looked for."""
        known = witnesses(self._settled(_MANY), before)
        self._before = self.sessions()
        begun = self.screen.does(f"key {key}")
        return watch(self.screen, known, begun, seconds), len(known)

    def is_left_alone(self, before: bytes, seconds: float) -> tuple[Sight, int]:
        """Touch it once more, then look until the page is gone, and touch nothing."""
        known = witnesses(self.screen.picture(), before)
        begun = self.screen.does("key shift")
        return watch(self.screen, known, begun, seconds, pause=0.005), len(known)

    def comes_back(self) -> None:
        """Leave the calendar by any key."""
        self._waits_for_the_end()
        self.screen.does("search --onlyvisible --name Calendar windowfocus --sync %@")
        self.screen.does("key space")

    def sessions(self) -> set[int]:
        """Give the processes behind the door that live."""
        living = set()
        for one in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # it ended between being listed and being asked
                if one.status() != psutil.STATUS_ZOMBIE:
                    living.add(one.pid)
        return living

    def ends(self) -> None:
        """Close the door, and all behind it."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def _waits_for_the_end(self) -> None:
        """Let the session that was locked end: its window would take the keys of the next."""
        end = time.monotonic() + PATIENCE
        while self._before and not self._before - self.sessions():
            assert time.monotonic() < end, "the locked session lives on"
            time.sleep(0.02)
        self._before = set()

    def _settled(self, many: int) -> bytes:
        """Wait for so many pieces of letters, and until no more come."""
        self.screen.waits(lambda now: len(witnesses(now)) > many)
        last, now = -1, 0
        while now != last:
            time.sleep(0.12)
            last, now = now, len(witnesses(self.screen.picture())) // 10  # but the caret
        return self.screen.picture()
