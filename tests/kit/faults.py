"""Fails one system call of an act on an office, by strace; of the office it judges nothing.

Only calls on files below the grounds' folder count: a Python that cannot start proves nothing. What
the act said and what was failed are written to one file, so that their order is known.
"""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from tests.house.tree import ROOT
from tests.kit import acts, clocks, failing_act
from tests.kit.forked import Forked
from tests.reliability.grounds import Grounds

CALLS = {
    "pages": ("pwrite64", "pwritev", "pwritev2", "writev"),
    "files": ("write", "fsync", "fdatasync", "ftruncate", "truncate", "fallocate", "sendfile"),
    "names": (
        "openat", "open", "creat", "rename", "renameat", "renameat2", "link", "linkat", "symlink",
        "symlinkat", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "chmod", "fchmod", "fchown",
        "utimensat",
    ),
    "locks": ("fcntl", "flock", "mmap", "msync"),
}  # fmt: skip
"""Every call that changes a file, or guards one that is changed."""

ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT")
LOCK_ERRORS = ("EIO", "ENOLCK")
"""A lock that somebody else holds (EAGAIN) is no fault of the disk."""
SHORT = "SHORT"
"""Not an error: half of the bytes are written, and the call gives that number."""

LONGEST = 60.0
HURRY = 40
"""SQLite waits ten seconds for a lock that it does not get; so much faster all clocks run then."""

_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += ")
_PATH = re.compile(r'[<"](/[^>"]*)[>"]')
_SAID = re.compile(r"(#|save|draft|aside|import|renewed) ")
_INJECTED = "(INJECTED)"
_NEEDED = re.compile(r"(\.db-wal|\.next(-wal)?|/office\.json\.new)$")
"""Files that must be on the disk before anything is promised; of the others the log knows all."""


def _reads(arguments: str) -> bool:
    return not any(flag in arguments for flag in ("O_CREAT", "O_WRONLY", "O_RDWR"))


_HARMLESS: dict[str, Callable[[str], bool]] = {
    "openat": _reads,
    "open": _reads,
    "fcntl": lambda arguments: "LK" not in arguments,
    "mmap": lambda arguments: "PROT_WRITE" not in arguments or "MAP_SHARED" not in arguments,
}
"""Which calls of these names change nothing and guard nothing, by their arguments."""


class End(StrEnum):
    """How an act ended: done, with a sentence, with a bare error, by a signal, or not at all."""

    DONE = "done"
    TOLD = "told"
    BARE = "bare"
    CRASHED = "crashed"
    HANGS = "hangs"


@dataclass(frozen=True, slots=True)
class Fault:
    """The n-th call of a name fails with an error; ``on`` means every one from then on."""

    call: str
    error: str
    n: int
    on: bool = False

    def __str__(self) -> str:
        return f"{self.call} {self.error} when={self.n}{'+' if self.on else ''}"


@dataclass(frozen=True, slots=True)
class Ran:
    """What an act said, which calls failed, how it ended and in which words.

    ``unsynced`` is a promise made after a sync had failed that it needs; empty is good.
    """

    said: tuple[bytes, ...]
    hit: tuple[str, ...]
    end: End
    words: str
    unsynced: str


def refusal() -> str:
    """Say why no call can be failed on this machine; empty when it can."""
    if clocks.LIBRARY is None:
        return clocks.NEEDS
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "inject=fsync:error=EIO", "true"]
    try:
        tried = subprocess.run(strace, capture_output=True)
    except OSError:
        return "strace is not installed"
    return "" if tried.returncode == 0 else "strace may not fail calls here"


class Bench:
    """Grounds on which one act is done, once without a fault, then with one after another.

    An act is forked from a process that has loaded the program; only where clocks hurry, which a
    library sees to that must be there from the start, a new one is started.
    """

    def __init__(self, on: Grounds, first: int, times: int, forked: Forked) -> None:
        """Do the act without a fault, to see on which files it works and by which calls."""
        self._on, self._paths, self._forked = on, (), forked
        self._command = on.command("--first", str(first), "--times", str(times))
        self._command[self._command.index(acts.__name__)] = failing_act.__name__
        every = ",".join(call for kind in CALLS.values() for call in kind)
        code, lines = self._does(f"trace={every}")
        if code != 0:
            raise RuntimeError(f"without a fault it ended with {code}: {lines[-1:]}")
        self._paths, self._made = self._inside(lines)

    def places(self, call: str, part: str = "") -> tuple[int, ...]:
        """Give each n of a call that changes something; ``part`` is in its arguments."""
        harmless = _HARMLESS.get(call, lambda _: False)
        made = enumerate(self._made.get(call, ()), 1)
        return tuple(n for n, told in made if part in told and not harmless(told))

    def locks(self) -> tuple[int, ...]:
        """Give the first n of each lock: file, kind and place."""
        first: dict[str, int] = {}
        for n in self.places("fcntl"):
            first.setdefault(self._made["fcntl"][n - 1].partition("<")[2], n)
        return tuple(first.values())

    def last(self, call: str) -> int:
        """Give how often a call is made, by which nothing is changed counted too."""
        return len(self._made.get(call, ()))

    def run(self, fault: Fault, planted: str = "") -> Ran:
        """Do the act on a fresh office, with a fault of the disk and one of the program."""
        more = ["--fault", planted] if planted else []
        if fault.error == SHORT:
            return _read(*self._does("trace=none", more, short=fault.n))
        when = f"{fault.n}{'+' if fault.on else ''}"
        inject = f"inject={fault.call}:error={fault.error}:when={when}"
        trace = "write,pwrite64,fsync,fdatasync" if "sync" in fault.call else fault.call
        hurry = clocks.hurry(HURRY).items() if fault.call in CALLS["locks"] else ()
        preset = [word for name, value in hurry for word in ("-E", f"{name}={value}")]
        return _read(*self._does(f"trace={trace}", more, "-e", inject, *preset))

    def _inside(self, lines: Iterable[str]) -> tuple[tuple[str, ...], dict[str, list[str]]]:
        """Give the files below the folder, and the arguments of every call on one of them."""
        paths: set[str] = set()
        made: dict[str, list[str]] = {}
        for call in filter(None, map(_CALL.match, lines)):
            named = {p for p in _PATH.findall(call[2]) if p.startswith(f"{self._on.folder}/")}
            paths |= named
            if named:
                made.setdefault(call[1], []).append(call[2])
        return tuple(sorted(paths)), made

    def _does(
        self, trace: str, planted: Sequence[str] = (), *more: str, short: int = 0
    ) -> tuple[int | None, list[str]]:
        """Give exit code (None when it hangs) and everything said and traced, in order."""
        self._on.fresh()
        log = self._on.work / "log"
        log.write_bytes(b"")
        strace = ["strace", "-A", "-o", str(log), "-f", "-y"]
        strace += ["-e", "signal=none", "-e", trace, *more]
        strace += [word for path in self._paths for word in ("-P", path)]
        extra = {failing_act.SHORT: str(short)} if short else {}
        if "-E" not in more:
            words = [*self._command[self._command.index(failing_act.__name__) + 1 :], *planted]
            env, given = {**os.environ, **extra}, self._on.given()
            code = self._forked.run(words, log, given, env, strace, LONGEST)
            return code, log.read_text("utf-8", "replace").splitlines()
        strace[1:1] = ["--seccomp-bpf", "-qq"]
        with log.open("ab") as out:
            process = subprocess.Popen(
                [*strace, *self._command, *planted], stdin=subprocess.PIPE, stdout=out,
                stderr=subprocess.STDOUT, cwd=ROOT, env={**os.environ, **extra},
                start_new_session=True,
            )  # fmt: skip
            code = None
            with suppress(subprocess.TimeoutExpired):
                process.communicate(self._on.given(), LONGEST)
                code = process.returncode
            with suppress(ProcessLookupError):  # strace alone would leave the act running
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return code, log.read_text("utf-8", "replace").splitlines()


def _read(code: int | None, lines: list[str]) -> Ran:
    said, hit, words, end = [], [], "", End.CRASHED
    for line in lines:
        if _INJECTED in line:
            hit.append(line)
        if line.startswith(failing_act.TOLD):
            end, words = End.TOLD, line.removeprefix(failing_act.TOLD)
        elif line.startswith(failing_act.BARE):
            end, words = End.BARE, line.removeprefix(failing_act.BARE)
        elif _SAID.match(line):
            said.append(line.encode())
    if code in (0, None):
        end = End.HANGS if code is None else End.DONE
    elif end is End.CRASHED:
        words = f"exit code {code}: {' '.join(lines[-3:])}"
    return Ran(tuple(said), tuple(hit), end, words, _unsynced(lines))


def _unsynced(lines: Iterable[str]) -> str:
    """Give a promise that was made while what it needs was written and its sync had failed.

    A log that was on the disk already may fail to be brought there once more; and a later sync that
    does not fail makes good for a file whose log still stands.
    """
    written: set[str] = set()
    broken: dict[str, str] = {}
    for line in lines:
        call = _CALL.match(line)
        if call is None:
            if broken and _SAID.match(line) and not line.startswith("#"):
                return f"{line} after {next(iter(broken.values()))}"
            continue
        file = (_PATH.findall(call[2]) or [""])[0]
        if not _NEEDED.search(file):
            continue
        if "sync" not in call[1]:
            written.add(file)
        elif _INJECTED not in line:
            written.discard(file)
            broken.pop(file, None)
        elif file in written:
            broken[file] = line
    return ""
