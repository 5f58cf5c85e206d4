"""A screen of our own (Xvfb) and what stands on it, read from outside the program; draws nothing.

The X server keeps its picture in a file that is mapped here: looking at it asks nobody, waits for
nobody, and shows what a camera in front of the screen would see.
"""

import mmap
import os
import random
import select
import shutil
import struct
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

NEEDED = ("Xvfb", "xdotool")
MISSING = [tool for tool in NEEDED if shutil.which(tool) is None]
WIDTH, HEIGHT = 1366, 768
PATIENCE = 30.0

_RUN = 64
"""Bytes of a witness: 16 points beside each other."""
_COLOURS = 4
"""So many different ones among them: edges of letters, which no empty page has by chance."""

_EACH = 4
"""Every so manieth row is enough: the smallest letters are nine high."""

_ENOUGH = 0.3
"""Seconds without any witness after which the page counts as gone."""


class Screen:
    """Use as a context: what runs on it has to be ended before. The folder holds its picture."""

    def __init__(self, folder: Path) -> None:
        """Start it; returns when it can be used."""
        folder.mkdir(parents=True, exist_ok=True)
        self._server, number = _started(folder)
        self.env = os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._map[:100])  # a picture as xwd writes it
        assert (head[4], head[5], head[11], head[12]) == (WIDTH, HEIGHT, 32, WIDTH * 4)
        self._from, self._size = head[0] + head[19] * 12, HEIGHT * head[12]
        self._hand = self._stands_ready()
        self.does(f"mousemove {WIDTH - 1} {HEIGHT - 1}")  # the arrow is no part of a page

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._hand, self._server):
            process.terminate()
            process.wait()
        _let_go(self._hand)
        self._map.close()

    def does(self, words: str) -> float:
        """Let a hand that stands ready do this (a line of xdotool); give when it was told.

        A window that ends while it is being touched takes the hand with it; then another does it.
        """
        try:
            self._tells(words)
        except BrokenPipeError:
            self._hand.wait()
            _let_go(self._hand)
            self._hand = self._stands_ready()
            self._tells(words)
        return time.monotonic()

    def _tells(self, words: str) -> None:
        assert self._hand.stdin is not None
        self._hand.stdin.write(words + "\n")

    def _stands_ready(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            ["xdotool", "-"], env=self.env, stdin=subprocess.PIPE, text=True, bufsize=1
        )

    def picture(self) -> bytes:
        """Give what stands on it now: four bytes a point, row after row."""
        return self._map[self._from : self._from + self._size]

    def look(self, offset: int) -> bytes:
        """Give what stands in the place of one witness."""
        return self._map[self._from + offset : self._from + offset + _RUN]

    def comes(self, until: Callable[[bytes], bool], patience: float) -> bool:
        """Say whether there was such a picture in time."""
        end = time.monotonic() + patience
        while not until(self.picture()):
            if time.monotonic() > end:
                return False
            time.sleep(0.04)
        return True

    def waits(self, until: Callable[[bytes], bool]) -> None:
        """Wait for a picture."""
        assert self.comes(until, PATIENCE), "the picture never came"


def _let_go(hand: "subprocess.Popen[str]") -> None:
    """Close the pipe to a hand that has ended; what it never read is lost with it."""
    assert hand.stdin is not None
    with suppress(BrokenPipeError):
        hand.stdin.close()


def _started(folder: Path) -> "tuple[subprocess.Popen[bytes], int]":
    size = f"{WIDTH}x{HEIGHT}x24"
    for _ in range(20):
        number = random.randrange(100, 30_000)  # another test may be starting one as well
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", f":{number}", "-displayfd", str(write), "-screen", "0", size, "-noreset",
             "-nolisten", "tcp", "-fbdir", str(folder)],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        said = b""
        # To the end of its line: it would die of a pipe that nobody reads.
        while not said.endswith(b"\n") and select.select([read], [], [], PATIENCE)[0]:
            if not (more := os.read(read, 16)):
                break
            said += more
        os.close(read)
        if said.strip() == str(number).encode():
            return server, number
        server.kill()
        server.wait()
    raise AssertionError("no screen ever started")


class Witness(NamedTuple):
    """Sixteen points that show a piece of a letter, and where they stand."""

    offset: int
    points: bytes


def witnesses(picture: bytes, other: bytes = b"") -> list[Witness]:
    """Give pieces of letters in a picture, but those that stand in the other one as well."""
    found = []
    row = WIDTH * 4
    starts = (
        r + x for r in range(0, len(picture), _EACH * row) for x in range(0, row - _RUN, _RUN)
    )
    for offset in starts:
        points = picture[offset : offset + _RUN]
        if points == points[:4] * (_RUN // 4) or points == other[offset : offset + _RUN]:
            continue
        if len({points[at : at + 4] for at in range(0, _RUN, 4)}) >= _COLOURS:
            found.append(Witness(offset, points))
    return found


@dataclass(frozen=True)
class Sight:
    """How long something stayed to be seen: looks with it, all looks, seconds; None: to the end."""

    seen: int
    looks: int
    gone_after: float | None


def watch(
    screen: Screen, known: list[Witness], begun: float, seconds: float, pause: float = 0.0
) -> Sight:
    """Look on and on until no witness was there for a while; at most so many seconds.

    ``gone_after`` is the time of the first look after which none was ever there again. A ``pause``
    between the looks leaves the processor to the others.
    """
    seen, looks, first_without = 0, 0, None
    while (now := time.monotonic()) < begun + seconds:
        looks += 1
        if pause:
            time.sleep(pause)
        if any(screen.look(one.offset) == one.points for one in known):
            seen, first_without = seen + 1, None
        elif first_without is None:
            first_without = time.monotonic()
        elif now - first_without > _ENOUGH:
            break
    gone = None if first_without is None else first_without - begun
    assert looks > 1, "nobody looked"
    return Sight(seen, looks, gone)
