"""Records what a program does to the files below one folder, by strace; changes nothing there.

What it cannot record faithfully (a shared writable mapping, a vectored write, a renamed folder) it
refuses with :class:`NotRecordedError`: a replay of half of it would prove nothing. The ``-shm``
files of SQLite are mapped memory, not state of the disk, and are left out.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_TRACED = (
    "open,openat,creat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,unlink,unlinkat,"
    "rename,renameat,renameat2,link,linkat"
)
_REFUSED = (
    "openat2,truncate,writev,pwritev,pwritev2,fallocate,copy_file_range,sendfile,splice,symlink,"
    "symlinkat,mmap,msync,io_submit"
)
_LINE = re.compile(r"(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+)")
_DESCRIPTOR = re.compile(r"(-?\d+|AT_FDCWD)(?:<([^>]*)>)?(\(deleted\))?")
_TEXT = re.compile(r'"([^"]*)"')
_MEMORY = "-shm"
END = -1
"""The place of a write that appends."""


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

    ``at`` is an offset in bytes or END, for TRUNCATE the new size; ``to`` the second name.
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
        ran = subprocess.run(
            [*strace, *command], input=given, capture_output=True, cwd=cwd, env=env
        )
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


class _Reader:
    """Turns calls into steps; knows which names there are and where each descriptor stands."""

    def __init__(self, folder: Path, cwd: Path, names: set[str]) -> None:
        self._folder, self._cwd, self._names = str(folder), str(cwd), names
        self._said = b""
        self._stands: dict[tuple[str, str], int] = {}
        """Where the next write goes, by descriptor and file; END appends."""

    def __call__(self, first: bool, name: str, arguments: str, result: int) -> Iterator[Step]:
        """Give what a call did to the folder; most did nothing to it."""
        read = _CALLS.get(name)
        if name == "write" and first and arguments.startswith("1<"):
            self._said += _bytes(_TEXT.findall(arguments)[0])[:result]
            *lines, self._said = self._said.split(b"\n")
            yield from (Step(Does.SAY, data=line) for line in lines)
        elif read is not None:
            yield from read(self, arguments, result)
        elif name in _REFUSED.split(","):
            self._refuse(name, arguments)

    def _opened(self, arguments: str, result: int) -> Iterator[Step]:
        (path,) = self._paths(arguments, 1)
        if path is None or "O_DIRECTORY" in arguments or not path or _skipped(path):
            return
        if "O_CREAT" in arguments and path not in self._names:
            self._names.add(path)
            yield Step(Does.CREATE, path)
        elif "O_TRUNC" in arguments:
            yield Step(Does.TRUNCATE, path)
        # One that can be read too moves by reads, which are not recorded.
        known = "O_WRONLY" in arguments
        self._stands.pop((str(result), path), None)
        if known:
            self._stands[str(result), path] = END if "O_APPEND" in arguments else 0

    def _wrote(self, arguments: str, result: int) -> Iterator[Step]:
        number, path = self._open(arguments)
        if path is None:
            return
        if (at := self._stands.get((number, path))) is None:
            raise NotRecordedError(f"a write to {path} at a place that is not known")
        yield Step(Does.WRITE, path, at, _bytes(_TEXT.findall(arguments)[0])[:result])
        if at != END:
            self._stands[number, path] = at + result

    def _wrote_at(self, arguments: str, result: int) -> Iterator[Step]:
        _, path = self._open(arguments)
        if path is not None:
            at = int(arguments.rpartition(", ")[2])
            yield Step(Does.WRITE, path, at, _bytes(_TEXT.findall(arguments)[0])[:result])

    def _sought(self, arguments: str, result: int) -> Iterator[Step]:
        number, path = self._open(arguments)
        if path is not None and self._stands.get((number, path), END) != END:
            self._stands[number, path] = result
        return iter(())

    def _cut_off(self, arguments: str, result: int) -> Iterator[Step]:
        _, path = self._open(arguments)
        if path is not None:
            yield Step(Does.TRUNCATE, path, int(arguments.rpartition(", ")[2]))

    def _synced(self, arguments: str, result: int) -> Iterator[Step]:
        _, path = self._open(arguments)
        if path is not None:
            yield Step(Does.SYNC, path)

    def _unlinked(self, arguments: str, result: int) -> Iterator[Step]:
        (path,) = self._paths(arguments, 1)
        if path is not None and not _skipped(path) and "AT_REMOVEDIR" not in arguments:
            self._names.discard(path)
            yield Step(Does.UNLINK, path)

    def _named(self, does: Does, arguments: str) -> Iterator[Step]:
        path, to = self._paths(arguments, 2)
        if path is None and to is None:
            return
        if path is None or to is None or path not in self._names or "RENAME_" in arguments:
            raise NotRecordedError(f"{does} of a folder, out of the folder, or into it")
        if does is Does.RENAME:
            self._names.discard(path)
        self._names.add(to)
        yield Step(does, path, to=to)

    def _refuse(self, name: str, arguments: str) -> None:
        inside = [self._inside(_plain(path)) for path in re.findall(r"<([^>]*)>", arguments)]
        if name in ("symlink", "symlinkat", "truncate", "openat2"):
            inside += self._paths(arguments, arguments.count('"') // 2)
        if all(path is None or _skipped(path) for path in inside):
            return
        if name != "mmap" or ("PROT_WRITE" in arguments and "MAP_SHARED" in arguments):
            raise NotRecordedError(f"{name} of {inside}")

    def _open(self, arguments: str) -> tuple[str, str | None]:
        """Give descriptor and file of a call that works on one; None when it is not ours."""
        found = _DESCRIPTOR.match(arguments)
        if found is None or not found[2] or found[3]:  # a file without a name dies with the process
            return "", None
        path = self._inside(_plain(found[2]))
        return found[1], None if path is None or _skipped(path) else path

    def _paths(self, arguments: str, many: int) -> list[str | None]:
        """Give the names in a call, each beginning at the folder before it if one is given."""
        found = re.findall(r'(?:(?:-?\d+|AT_FDCWD)<([^>]*)>, )?"([^"]*)"', arguments)[:many]
        if len(found) < many:
            raise NotRecordedError(f"a call without its {many} names")
        start = [(_plain(at) if at else self._cwd, _plain(name)) for at, name in found]
        return [self._inside(os.path.normpath(os.path.join(at, name))) for at, name in start]

    def _inside(self, path: str) -> str | None:
        if path == self._folder:
            return ""
        return path[len(self._folder) + 1 :] if path.startswith(f"{self._folder}/") else None


def _plain(text: str) -> str:
    return os.fsdecode(_bytes(text)) if text.startswith("\\x") else text


def _skipped(path: str) -> bool:
    return path.endswith(_MEMORY)


_CALLS: dict[str, Callable[[_Reader, str, int], Iterator[Step]]] = {
    **dict.fromkeys(("open", "openat", "creat"), _Reader._opened),
    "ftruncate": _Reader._cut_off,
    **dict.fromkeys(("fsync", "fdatasync"), _Reader._synced),
    **dict.fromkeys(("unlink", "unlinkat"), _Reader._unlinked),
    **dict.fromkeys(("rename", "renameat", "renameat2"), lambda r, a, _: r._named(Does.RENAME, a)),
    **dict.fromkeys(("link", "linkat"), lambda r, a, _: r._named(Does.LINK, a)),
    "write": _Reader._wrote,
    "pwrite64": _Reader._wrote_at,
    "lseek": _Reader._sought,
}
