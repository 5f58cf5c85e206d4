"""Records what a program does to the files below one folder, by strace; changes nothing there.

What it cannot record faithfully (a shared writable mapping, a vectored write, a renamed folder) it
refuses with :class:`NotRecordedError`: a replay of half of it would prove nothing. SQLite's ``-shm``
files are mapped memory, not state of the disk, and are left out.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

_TRACED = (
    "open,openat,creat,write,pwrite64,lseek,ftruncate,truncate,fsync,fdatasync,unlink,unlinkat,"
    "rename,renameat,renameat2,link,linkat,mkdir,mkdirat,rmdir"
)
_REFUSED = (
    "openat2,writev,pwritev,pwritev2,fallocate,copy_file_range,sendfile,splice,symlink,symlinkat,"
    "mmap,io_submit,io_uring_setup"
)
_LINE = re.compile(r"(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+)")
_DESCRIPTOR = re.compile(r"(-?\d+|AT_FDCWD)(?:<([^>]*)>)?(\(deleted\))?")
_TEXT = re.compile(r'"([^"]*)"')
_MEMORY = "-shm"


class NotRecordedError(Exception):
    """The program did something to the folder that cannot be replayed."""


class Does(StrEnum):
    """What one step does."""

    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    CREATE = "create"
    UNLINK = "unlink"
    RENAME = "rename"
    LINK = "link"
    SAY = "say"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the program did; paths are relative to the folder, ``""`` is the folder itself.

    ``at`` is an offset, for TRUNCATE the new size, in bytes; ``to`` the second name.
    """

    does: Does
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """The files below the folder before the program ran, and every step it did, in order."""

    folder: Path
    before: dict[str, bytes]
    steps: tuple[Step, ...]

    def count(self, *kinds: Does) -> int:
        """How many steps are of these kinds."""
        return sum(step.does in kinds for step in self.steps)


def refusal() -> str:
    """Say why nothing can be recorded on this machine; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fsync", "true"], capture_output=True
    )
    return "" if tried.returncode == 0 else "strace may not trace here"


def record(
    command: Sequence[str], folder: Path, cwd: Path, env: dict[str, str], given: bytes = b""
) -> Recording:
    """Run a program to its end; ``given`` is its stdin, each line of its stdout becomes a SAY.

    Raises:
        NotRecordedError: it failed, or did to the folder what cannot be replayed.
    """
    folder = folder.resolve()
    before = read_all(folder)
    with tempfile.TemporaryDirectory() as place:
        trace = Path(place) / "trace"
        strace = ["strace", "-ff", "--seccomp-bpf", "-qq", "-xx", "-y", "-s", str(1 << 28)]
        strace += ["--absolute-timestamps=format:unix,precision:ns"]
        strace += ["-e", f"trace={_TRACED},{_REFUSED}", "-e", "signal=none", "-o", str(trace)]
        ran = subprocess.run([*strace, *command], input=given, capture_output=True, cwd=cwd, env=env)
        if ran.returncode != 0:
            raise NotRecordedError(f"it ended with {ran.returncode}: {ran.stderr.decode()[-2000:]}")
        reader = _Reader(folder, cwd, set(before))
        steps = tuple(step for call in _calls(Path(place)) for step in reader(*call))
    said = b"".join(step.data + b"\n" for step in steps if step.does is Does.SAY)
    if said != ran.stdout:
        raise NotRecordedError("the trace does not hold what the program said")
    return Recording(folder, before, steps)


def read_all(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its relative path, but for mapped memory."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(_MEMORY)
    }


def _calls(place: Path) -> Iterator[tuple[bool, str, str, int]]:
    """Give the calls of all threads that did not fail, in the order in which they began.

    Each is whether the first thread did it, its name, its arguments, its result.
    """
    threads = [_LINE.findall(file.read_text("latin-1")) for file in place.iterdir()]
    threads = sorted((calls for calls in threads if calls), key=lambda calls: calls[0][0])
    merged = [(at, not n, *rest) for n, calls in enumerate(threads) for at, *rest in calls]
    merged.sort(key=lambda call: call[0])  # stable: a thread's own order stands
    for _, first, name, arguments, result in merged:
        if not result.startswith("-"):
            yield first, name, arguments, int(result)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class _Reader:
    """Turns calls into steps; knows which names there are and where each descriptor stands."""

    folder: Path
    cwd: Path
    names: set[str]
    ends: dict[str, int] = field(default_factory=dict)
    stands: dict[tuple[int, str], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ends = {name: (self.folder / name).stat().st_size for name in ()}

    def __call__(self, first: bool, name: str, arguments: str, result: int) -> Iterator[Step]:
        yield from ()
