"""Looks for canaries in everything a program handed over; what is exempt is counted, by name.

Nothing is left out in silence: what goes to an exempt target is looked through as well, its hits
stand under the name of the exemption.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.kit.canaries import Canaries, Find, Joined
from tests.kit.handed import Outgoing, Sent

_GAP = b"\n\0\n"
_LARGEST = 1 << 30

MEMORY_ONLY = {
    "pipes of our own": r"own pipe:",
    "sockets of our own": r"own socket:",
    "wake-ups": r"anon_inode:",
}
"""Between our own processes: it is in memory only, unless it is spliced into something."""
DISPLAY = {
    "the display": r"socket @?.*(\.X11-unix/X\d+|/wayland-\d+)$",
    "the accessibility bus": r"socket @?.*at-spi",
}


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A canary outside: which, in which shape, in what, by which call."""

    what: str
    form: str
    where: str
    how: str


@dataclass(slots=True)
class Seen:
    """What went to some targets."""

    calls: int = 0
    size: int = 0
    hits: set[Hit] = field(default_factory=set)


@dataclass(slots=True)
class Look:
    """What was seen outside the exempt, the exempt by name, and what could not be seen."""

    outside: Seen = field(default_factory=Seen)
    exempt: dict[str, Seen] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)

    @property
    def hits(self) -> list[Hit]:
        """Those that count."""
        return sorted(self.outside.hits)

    def caught(self) -> set[str]:
        """Name the canaries that got out."""
        return {hit.what for hit in self.outside.hits}

    def in_words(self) -> str:
        """Say what was seen, for the table."""
        told = f"{self.outside.size / 1e6:,.1f} MB in {self.outside.calls:,} calls"
        exempt = [
            f"{seen.calls:,} to {name} ({len(seen.hits)} shapes)"
            for name, seen in self.exempt.items()
            if seen.calls
        ]
        return "; ".join([told, *(["exempt: " + ", ".join(exempt)] if exempt else [])])


def look(seen: Outgoing, canaries: Canaries, exempt: Mapping[str, str]) -> Look:
    """Look through everything; ``exempt`` is name -> pattern of the targets it excuses."""
    result = Look(exempt={name: Seen() for name in exempt}, unseen=list(seen.unseen))
    patterns = {name: re.compile(pattern) for name, pattern in exempt.items()}

    def counted(to: str) -> Seen:
        for name, pattern in patterns.items():
            if to and pattern.match(to):
                return result.exempt[name]
        return result.outside

    for sent in seen.sent:
        into = counted(sent.to)
        into.calls += 1
        into.size += len(sent.data)
    for how, pieces in _gathered(seen.sent, canaries.longest).items():
        for to, found in _find(canaries, pieces, whole=how in ("stream", "left")):
            counted(to).hits.add(Hit(found.what, found.form, to, how))
    return result


def _gathered(sent: Iterable[Sent], longest: int) -> dict[str, list[tuple[str, bytes]]]:
    """Give what is to be looked through, by how it went out: the target and the bytes.

    The stream of each target is whole, in the order of time. Where the writes of several threads
    mix, or writes go to places of a file, what then stands side by side is looked at as well.
    """
    streams: dict[str, list[bytes]] = {}
    gathered: dict[str, list[tuple[str, bytes]]] = {"stream": [], "seam": []}
    threads: dict[tuple[int, str], Joined] = {}
    places: dict[str, _Place] = {}
    for one in sent:
        if one.how == "left" or not one.to or one.how.endswith("not taken"):
            gathered.setdefault(one.how, []).append((one.to or one.how, one.data))
        elif one.how.startswith("execve"):
            gathered.setdefault(one.how, []).append((one.to, one.data))
        else:
            streams.setdefault(one.to, []).append(one.data)
            joined = threads.setdefault((one.thread, one.to), Joined(longest))
            seams = [joined.seam(one.data)]
            if one.at is not None:
                seams += places.setdefault(one.to, _Place(longest)).seams(one.at, one.data)
            gathered["seam"] += [(one.to, seam) for seam in seams if seam]
    gathered["stream"] = [(to, b"".join(pieces)) for to, pieces in streams.items()]
    return gathered


class _Place:
    """A file as its writes made it, whatever became of it."""

    def __init__(self, longest: int) -> None:
        self._keep, self._image = longest - 1, bytearray()

    def seams(self, at: int, data: bytes) -> Iterator[bytes]:
        """Write, and give what stands across both ends of what was written."""
        end, keep = at + len(data), self._keep
        if end > _LARGEST:
            return
        if len(self._image) < end:
            self._image.extend(bytes(end - len(self._image)))
        self._image[at:end] = data
        yield bytes(self._image[max(0, at - keep) : at + keep])
        yield bytes(self._image[max(0, end - keep) : end + keep])


def _find(
    canaries: Canaries, pieces: list[tuple[str, bytes]], whole: bool
) -> Iterator[tuple[str, Find]]:
    """Look through files and streams each by itself, its start has a meaning; the rest together."""
    if whole:
        for to, data in pieces:
            yield from ((to, found) for found in canaries.find(data))
        return
    starts, size = [], 0
    for _, data in pieces:
        starts.append(size)
        size += len(data) + len(_GAP)
    for found in canaries.find(_GAP.join(data for _, data in pieces)):
        yield pieces[max(0, bisect_right(starts, found.at) - 1)][0], found
