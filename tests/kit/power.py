"""Cuts the power in a recording: what a disk may hold at any step; knows nothing of the program.

What was synced is there. Of what was not, a random part is: none, all, the first so many, any of
them in any order, or single sectors of them (a torn write). Names obey the same, by their folder:
a created, renamed or removed file is as it was before until its folder is synced. That is what
POSIX promises and no more; a kind file system keeps more.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from tests.kit.recording import END, Does, Recording, Step

SECTOR = 512
T = TypeVar("T")


class Mode(Enum):
    """Which part of what was not synced is on the disk."""

    NOTHING = auto()
    EVERYTHING = auto()
    THE_FIRST = auto()
    ANY = auto()
    TORN = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """The disk after a cut, and what the program had said by then.

    ``writing`` are the files, ``naming`` the folders with something done and not yet synced.
    """

    step: int
    mode: Mode
    said: tuple[bytes, ...]
    files: dict[str, bytes]
    writing: frozenset[str]
    naming: frozenset[str]

    def put(self, folder: Path) -> None:
        """Make a folder hold this and nothing else."""
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def cuts(recording: Recording, many: int, dice: random.Random) -> Iterator[Cut]:
    """Cut so many times, in the order of the steps; half of them close to where order matters."""
    disk = _Disk(recording.before)
    points = Counter(_points(recording.steps, many, dice))
    for number, step in enumerate(recording.steps):
        disk.does(step)
        for _ in range(points[number]):
            yield disk.cut(number, dice)


def lost_names(recording: Recording) -> Iterator[Cut]:
    """Cut after every change of names and sync, once for each change that is on its way.

    That one alone does not come to the disk, all others and every byte do: what is drawn by lot
    meets such an order once in thousands of cuts.
    """
    disk, said, known = _Disk(recording.before), -1, set[int]()
    for number, step in enumerate(recording.steps):
        disk.does(step)
        if step.does in (Does.WRITE, Does.TRUNCATE):
            continue
        if said != len(disk.said):  # the same disk with another promise is another case
            said, known = len(disk.said), set()
        for cut in disk.lost_names(number):
            content = hash(tuple(sorted(cut.files.items())))
            if content not in known:
                known.add(content)
                yield cut


def unnamed(recording: Recording) -> Recording:
    """Give it as if no folder had ever been synced, whoever should have done it."""
    files = {step.path for step in recording.steps if step.does is not Does.SYNC}
    files |= {step.to for step in recording.steps} | set(recording.before)
    files -= {""}  # the folder itself, and no second name
    steps = tuple(
        step for step in recording.steps if step.does is not Does.SYNC or step.path in files
    )
    return replace(recording, steps=steps)


def seen(recording: Recording) -> dict[str, bytes]:
    """Give the files as readers see them at the end: they must be those that truly lie there."""
    disk = _Disk(recording.before)
    for step in recording.steps:
        disk.does(step)
    return disk.seen()


def _points(steps: tuple[Step, ...], many: int, dice: random.Random) -> list[int]:
    """Draw places: half anywhere, half within two steps of a sync or a change of names."""
    plain = (Does.WRITE, Does.SAY)
    turns = [number for number, step in enumerate(steps) if step.does not in plain]
    drawn = [dice.randrange(len(steps)) for _ in range(many)]
    for place in range(0, many if turns else 0, 2):
        near = dice.choice(turns) + dice.randint(-2, 2)
        drawn[place] = min(max(near, 0), len(steps) - 1)
    return drawn


@dataclass(slots=True, eq=False)
class _File:
    """What of a file is on the disk, what is on its way there, and how long it is for readers."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)
    size: int = 0


@dataclass(slots=True, eq=False)
class _Naming:
    """A change of names on its way: ``file`` leaves ``gone`` and comes to ``new``, if given."""

    file: _File
    gone: str = ""
    new: str = ""

    def apply(self, names: dict[str, _File]) -> None:
        if self.gone and names.get(self.gone) is self.file:
            del names[self.gone]
        if self.new:
            names[self.new] = self.file


class _Disk:
    """What readers see, and what would survive."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self.said: list[bytes] = []
        self._seen = {
            name: _File(bytearray(content), size=len(content)) for name, content in before.items()
        }
        self._names = dict(self._seen)
        self._pending: dict[str, list[_Naming]] = {}  # by folder

    def does(self, step: Step) -> None:
        """Take one step."""
        if step.does is Does.SAY:
            self.said.append(step.data)
        elif step.does in (Does.WRITE, Does.TRUNCATE):
            self._changes(self._seen[step.path], step)
        elif step.does is Does.SYNC:
            self._syncs(step.path)
        elif step.does is Does.CREATE:
            self._named(_Naming(_File(), new=step.path))
        elif step.does is Does.UNLINK:
            self._named(_Naming(self._seen[step.path], gone=step.path))
        elif step.does is Does.LINK:
            self._named(_Naming(self._seen[step.path], new=step.to))
        elif step.does is Does.RENAME:
            self._named(_Naming(self._seen[step.path], gone=step.path, new=step.to))

    def seen(self) -> dict[str, bytes]:
        """Give what readers see."""
        dice = random.Random(0)
        return {name: _survived(file, Mode.EVERYTHING, dice) for name, file in self._seen.items()}

    def cut(self, step: int, dice: random.Random) -> Cut:
        """Cut the power here."""
        mode = dice.choice(list(Mode))
        namings = [
            naming
            for pending in self._pending.values()
            for naming in _part(pending, dice.choice(list(Mode)), dice)
        ]
        return self._cut(step, mode, namings, dice)

    def lost_names(self, step: int) -> Iterator[Cut]:
        """Cut the power here, once for each change of names on its way: it alone is lost."""
        namings = [naming for pending in self._pending.values() for naming in pending]
        for lost in namings:
            others = [naming for naming in namings if naming is not lost]
            yield self._cut(step, Mode.EVERYTHING, others, random.Random(0))

    def _cut(self, step: int, mode: Mode, namings: list[_Naming], dice: random.Random) -> Cut:
        names = dict(self._names)
        for naming in namings:
            naming.apply(names)
        files = {name: _survived(file, mode, dice) for name, file in names.items()}
        writing = frozenset(name for name, file in self._seen.items() if file.pending)
        return Cut(step, mode, tuple(self.said), files, writing, frozenset(self._pending))

    def _changes(self, file: _File, step: Step) -> None:
        if step.does is Does.TRUNCATE:
            file.size = step.at
        else:
            at = file.size if step.at == END else step.at
            step = Step(Does.WRITE, step.path, at, step.data)
            file.size = max(file.size, at + len(step.data))
        file.pending.append(step)

    def _syncs(self, path: str) -> None:
        if path in self._seen:
            file = self._seen[path]
            for step in file.pending:
                _apply(file.synced, step)
            file.pending.clear()
        else:
            for naming in self._pending.pop(path, ()):
                naming.apply(self._names)

    def _named(self, naming: _Naming) -> None:
        folders = {str(Path(name).parent) for name in (naming.gone, naming.new) if name}
        if len(folders) > 1:
            raise ValueError("a file that moves between folders is not modelled")
        folder = folders.pop()
        naming.apply(self._seen)
        self._pending.setdefault("" if folder == "." else folder, []).append(naming)


def _part(pending: list[T], mode: Mode, dice: random.Random) -> list[T]:
    if mode is Mode.NOTHING:
        return []
    if mode is Mode.THE_FIRST:
        return pending[: dice.randint(0, len(pending))]
    if mode is Mode.ANY:
        return [one for one in pending if dice.random() < 0.5]
    return pending


def _survived(file: _File, mode: Mode, dice: random.Random) -> bytes:
    content = bytearray(file.synced)
    for step in _part(file.pending, mode, dice):
        for piece in _torn(step, dice) if mode is Mode.TORN else (step,):
            _apply(content, piece)
    return bytes(content)


def _torn(step: Step, dice: random.Random) -> Iterator[Step]:
    """Give the sectors of a write that came through; a truncation comes through or not."""
    if step.does is Does.TRUNCATE:
        if dice.random() < 0.5:
            yield step
        return
    at, end = step.at, step.at + len(step.data)
    whole = dice.random() < 0.5
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        if whole or dice.random() < 0.5:
            data = step.data[at - step.at : upto - step.at]
            yield Step(Does.WRITE, step.path, at, data)
        at = upto


def _apply(content: bytearray, step: Step) -> None:
    size = step.at if step.does is Does.TRUNCATE else step.at + len(step.data)
    if len(content) < size:
        content.extend(bytes(size - len(content)))
    if step.does is Does.TRUNCATE:
        del content[size:]
    else:
        content[step.at : size] = step.data
