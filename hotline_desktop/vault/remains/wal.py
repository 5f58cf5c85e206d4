"""The log beside an encrypted file: which versions of pages were committed to it; replays nothing.

SQLite takes a log up to the first frame that does not follow from the one before, and says nothing
of what comes after. Read ``past`` such a break, one damaged frame costs one version of one page.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

SIZE = 4096
LOST = -1
"""In place of an offset: the newest version of this page cannot be read."""

_HEAD, _FRAME = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)
_MASK = 0xFFFFFFFF

Sums = tuple[int, int]
Whole = Callable[[int, bytes], bool]
"""Says of a page's number and content whether its seal is whole."""


class Overlay(NamedTuple):
    """What the log lays over the file.

    ``newest`` gives by page number the offset of its newest committed version in the log, or LOST.
    ``pages`` is how many pages the file has after the last commit, 0 without one. ``damaged`` is
    how many frames are not as they were written, ``left_out`` how many commits were seen behind
    the end. The latter can be what a power cut left of an act that was never promised.
    """

    newest: dict[int, int]
    pages: int = 0
    damaged: int = 0
    left_out: int = 0


class _Frame(NamedTuple):
    """``sums`` as it says, ``reckoned`` as they follow from the frame before."""

    number: int
    commits: int
    salts: bytes
    sums: Sums
    before: Sums
    reckoned: Sums
    at: int
    page: bytes

    def linked(self) -> bool:
        return self.sums == self.reckoned


class Log:
    """A log, read once; ``data`` are its bytes."""

    def __init__(self, data: bytes) -> None:
        """Read every frame of it, good or not."""
        self.data = data
        self._is_headed = _head(data) is not None
        orders = _order(data) if self._is_headed else "<>"  # then what hangs together tells
        read = ((order, list(_frames(data, order))) for order in orders)
        self._order, self._frames = max(read, key=lambda one: sum(f.linked() for f in one[1]))

    @classmethod
    def beside(cls, path: Path) -> "Log":
        """Read the log of a file; one that is not there is empty.

        Raises:
            OSError: the disk does not give it.
        """
        try:
            return cls(path.with_name(f"{path.name}-wal").read_bytes())
        except FileNotFoundError:
            return cls(b"")

    def overlay(self, whole: Whole, past: bool = False) -> Overlay:
        """Lay it over the file as SQLite would, or ``past`` breaks that the frames bridge."""
        frames = self._frames
        if not frames or not (past or self._is_headed):
            left_out = _commits(frames, frames[0].salts) if frames else 0
            return Overlay({}, 0, int(bool(frames)), left_out)
        salts = self.data[16:24] if self._is_headed else frames[0].salts
        newest: dict[int, int] = {}
        begun: dict[int, int] = {}
        pages, damaged, done = 0, int(not self._is_headed), 0
        for index, frame in enumerate(frames):
            if frame.salts != salts:
                break
            linked = frame.linked() or (past and self._follows_truly(index))
            if linked:
                number, commits, sound = (
                    frame.number,
                    frame.commits,
                    whole(frame.number, frame.page),
                )
            elif past and (bridge := self._bridge(index, whole)):
                number, commits, sound = bridge
            else:
                break
            damaged += not (linked and sound)
            begun[number] = frame.at if sound else LOST
            if commits:
                newest |= begun
                begun, pages, done = {}, commits, index + 1
        return Overlay(newest, pages, damaged, _commits(frames[done:], salts))

    def pages(self, most: int) -> list[tuple[int, bytes]]:
        """Give number and content of the pages in the first frames."""
        return [(frame.number, frame.page) for frame in self._frames[:most]]

    def _follows_truly(self, index: int) -> bool:
        """Say whether a frame follows from the one before it with that one's sums mended."""
        frame = self._frames[index]
        before = self._frames[index - 1].reckoned if index else frame.before
        return frame.sums == self._reckoned(frame, before)

    def _bridge(self, index: int, whole: Whole) -> tuple[int, int, bool] | None:
        """Say what a frame was that does not follow: page number, commit, whether it is whole.

        None where it may as well be what an undone act left behind the end.
        """
        frame = self._frames[index]
        following = self._frames[index + 1] if index + 1 < len(self._frames) else None
        sound = whole(frame.number, frame.page)
        if following and following.salts == frame.salts:
            if sound and self._follows_truly(index + 1):
                return frame.number, frame.commits, True  # its sums were damaged
            if following.linked() and (not sound or (index == 0 and not self._is_headed)):
                other = self._number_of(frame, whole) if not sound else 0
                return other or frame.number, frame.commits, sound or bool(other)
        sizes = {0, *(one.commits for one in self._frames)}
        for size in sizes if sound else ():
            if self._reckoned(frame._replace(commits=size), frame.before) == frame.sums:
                return frame.number, size, True  # its commit was damaged
        return None

    def _number_of(self, frame: _Frame, whole: Whole) -> int:
        """Find the page a frame holds whose own word for it is wrong; 0 if none fits."""
        return next((n for n in range(1, 4 * len(self._frames)) if whole(n, frame.page)), 0)

    def _reckoned(self, frame: _Frame, before: Sums) -> Sums:
        return _sums(frame.number, frame.commits, frame.page, before, self._order)


def _order(log: bytes) -> str:
    """Give the byte order of its sums, as the head says it."""
    return ">" if log[3:4] == b"\x83" else "<"


def _frames(log: bytes, order: str) -> Iterator[_Frame]:
    """Give every frame with the sums that follow from the one before it, good or not."""
    before = _head(log) or (0, 0)
    for at in range(_HEAD, len(log) - _FRAME - SIZE + 1, _FRAME + SIZE):
        number, commits = struct.unpack_from(">2I", log, at)
        sums = struct.unpack_from(">2I", log, at + 16)
        page = log[at + _FRAME : at + _FRAME + SIZE]
        reckoned = _sums(number, commits, page, before, order)
        salts = log[at + 8 : at + 16]
        yield _Frame(number, commits, salts, sums, before, reckoned, at + _FRAME, page)
        before = sums


def _head(log: bytes) -> Sums | None:
    """Give the sums with which the first frame goes on; None when the head is not whole."""
    if len(log) < _HEAD:
        return None
    magic, _, size = struct.unpack_from(">3I", log)
    sums: Sums = struct.unpack_from(">2I", log, 24)
    if magic not in _MAGIC or size != SIZE or _added(log[:24], (0, 0), _order(log)) != sums:
        return None
    return sums


def _sums(number: int, commits: int, page: bytes, before: Sums, order: str) -> Sums:
    """Go on from the sums before, over a frame's number, commit and page."""
    sums = _added(struct.pack(">2I", number, commits), before, order)
    return _added(page, sums, order)


def _added(data: bytes, sums: Sums, order: str) -> Sums:
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two


def _commits(frames: list[_Frame], salts: bytes) -> int:
    return sum(1 for frame in frames if frame.commits and frame.salts == salts)
