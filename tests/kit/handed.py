"""Reads the calls of a trace into what was handed to the kernel; runs nothing.

What a mapped file held that is gone at the end, and what passed through io_uring or another
process's memory, is not seen: it is listed in ``unseen``, never passed over in silence.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_VECTORS = ("writev", "pwritev", "pwritev2", "sendmsg", "sendmmsg", "vmsplice")
_PLAIN = ("write", "pwrite64", "sendto", "mq_timedsend", "msgsnd")
_COPIES = {"sendfile": (1, 0), "splice": (0, 1), "tee": (0, 1), "copy_file_range": (0, 1)}
_NAMES = [
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "mkdir",
    "mkdirat",
    "mknod",
    "mknodat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "truncate",
    "setxattr",
    "lsetxattr",
    "fsetxattr",
    "memfd_create",
    "mq_open",
    "chdir",
    "fchdir",
    "prctl",
    "add_key",
    "sethostname",
    "inotify_add_watch",
    "mount",
]
_OPENS = ("open", "openat", "openat2", "creat")
_LINKS = ("socket", "connect", "bind", "accept", "accept4", "pipe", "pipe2", "socketpair")
_BLIND = ("io_uring_setup", "io_submit", "process_vm_writev", "shmat", "ptrace")
_OTHERS = ("execve", "execveat", "lseek", "mmap", "ioctl")
_MAKES = ("rename", "link", "symlink", "mkdir", "mknod", "truncate")

_ENDED = re.compile(r"(.*)\)\s+= (-?\d+|\?|0x[0-9a-f]+)([^)]*|.*\))", re.S)
TRACED = (
    *_VECTORS, *_PLAIN, *_COPIES, *_NAMES, *_OPENS, *_LINKS, *_BLIND, *_OTHERS,
)  # fmt: skip
"""The calls that must be traced."""

_DESCRIPTOR = re.compile(r"(AT_FDCWD|\d+)<([^>]*)>")
_TEXT = re.compile(r'"([^"]*)"')
_VECTOR = re.compile(r'iov_base="([^"]*)"')
_OFFSET = {"pwrite64": 1, "pwritev": 1, "pwritev2": 2}


class NotSeenError(Exception):
    """The trace cannot be read; nothing is known about what was not read."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing handed over: by which call (or "left"), to what, and where in it, if known."""

    how: str
    to: str
    data: bytes
    thread: int = 0
    at: int | None = None


@dataclass(slots=True)
class Outgoing:
    """Everything seen, in order; the paths written or made; the programs run; what was not seen."""

    sent: list[Sent] = field(default_factory=list)
    wrote: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    ran: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


def _plain(text: str) -> str:
    return os.fsdecode(_bytes(text))


class Reader:
    """Reads call after call; knows where each socket leads and whose each pipe is."""

    def __init__(self, cwd: str) -> None:
        self.found = Outgoing()
        self._cwd = cwd
        self._known: dict[str, str] = {}
        """What a pipe or socket is, by its name in the kernel."""
        self._stands: dict[tuple[str, str], int] = {}
        self._spliced: set[str] = set()

    def __call__(self, thread: int, name: str, rest: str) -> None:
        if '"...' in rest and name != "prctl":  # of a thread's name the kernel takes 15 letters
            raise NotSeenError(f"a text of {name} is cut off")
        ended = _ENDED.fullmatch(rest)
        arguments, result, tail = (ended[1], ended[2], ended[3]) if ended else (rest, "?", "")
        number = int(result) if re.fullmatch(r"-?\d+", result) else 0
        if name in _VECTORS or name in _PLAIN:
            self._wrote(thread, name, arguments, number)
        elif name in _COPIES or name == "ioctl":
            self._copied(thread, name, arguments, number)
        elif name in _BLIND and number >= 0:
            self.found.unseen.append(f"{name}({arguments[:60]})")
        else:
            self._named(thread, name, arguments)
            if number >= 0 and (read := _READ.get(name)) is not None:
                read(self, name, arguments, tail)

    def _wrote(self, thread: int, name: str, arguments: str, result: int) -> None:
        many = name in _VECTORS
        texts = _VECTOR.findall(arguments) if many else _TEXT.findall(arguments)[:1]
        data = b"".join(map(_bytes, texts))
        number, to = self._target(arguments)
        if result > 0 and not data:
            self.found.unseen.append(f"{name} of {result} bytes to {to}")
        others = _TEXT.findall(_VECTOR.sub("", arguments) if many else arguments)
        for text in others[0 if many else 1 :]:
            self.found.sent.append(Sent(name, "", _bytes(text), thread))
        if "sa_family" in arguments:
            to = _address(arguments) or to
        at = self._stands.get((number, to))
        if name in _OFFSET:
            last = arguments.split(", ")[-_OFFSET[name]]
            at = int(last) if last.isdecimal() else at
        elif at is not None:
            self._stands[number, to] = at + max(0, result)
        # What the kernel did not take comes again: it is looked at, but is no part of the stream.
        taken = max(0, result) if result < len(data) else len(data)
        self.found.sent.append(Sent(name, to, data[:taken], thread, at))
        if taken < len(data):
            self.found.sent.append(Sent(f"{name}, not taken", to, data, thread))

    def _copied(self, thread: int, name: str, arguments: str, result: int) -> None:
        both = [self._name(_plain(found[2])) for found in _DESCRIPTOR.finditer(arguments)]
        if name == "ioctl":
            self._named(thread, name, arguments)
            if "CLONE" not in arguments or len(both) < 2:
                return
        if result < 0 or len(both) < 2:
            return
        given, to = (both[n] for n in _COPIES.get(name, (1, 0)))
        if given.startswith("own "):
            self._spliced.add(given)
        elif os.path.isfile(given):
            self.found.sent.append(Sent(name, to, Path(given).read_bytes(), thread))
        elif given not in self.found.wrote:
            self.found.unseen.append(f"{name} of {given} to {to}")

    def _named(self, thread: int, name: str, arguments: str) -> None:
        if name.startswith("execve"):
            argv, _, environ = arguments.partition("], [")
            for to, part in (("argv", argv), ("environ", environ)):
                for text in _TEXT.findall(part):
                    self.found.sent.append(Sent(name, to, _bytes(text), thread))
            return
        for text in _TEXT.findall(arguments):
            self.found.sent.append(Sent(name, "", _bytes(text), thread))

    def _opened(self, name: str, arguments: str, tail: str) -> None:
        made = re.match(r"<([^>]*)>", tail)
        path = _plain(made[1]) if made else self._paths(arguments)[-1]
        self.found.opened.add(path)
        if name == "creat" or re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", arguments):
            self.found.wrote.add(path)
        for stand in [stand for stand in self._stands if stand[1] == path]:
            del self._stands[stand]

    def _sought(self, _name: str, arguments: str, _tail: str) -> None:
        number, path = self._target(arguments)
        offset, _, whence = arguments.rpartition(", ")
        if whence == "SEEK_SET":
            self._stands[number, path] = int(offset.rpartition(", ")[2])
        elif whence == "SEEK_END":
            self._stands.pop((number, path), None)

    def _made(self, name: str, arguments: str, _tail: str) -> None:
        if name == "chdir":
            self._cwd = self._paths(arguments)[-1]
        elif name == "fchdir":
            self._cwd = self._target(arguments)[1]
        elif name.startswith(_MAKES):
            self.found.wrote.update(self._paths(arguments)[-1:])

    def _ran(self, _name: str, arguments: str, _tail: str) -> None:
        self.found.ran.append(_plain(_TEXT.findall(arguments)[0]))

    def _mapped(self, _name: str, arguments: str, _tail: str) -> None:
        if "MAP_SHARED" not in arguments or "PROT_WRITE" not in arguments:
            return
        if (file := _DESCRIPTOR.search(arguments)) is not None:
            self.found.wrote.add(path := _plain(file[2]))
            self._known.setdefault(path, "mapped")

    def _linked(self, name: str, arguments: str, tail: str) -> None:
        ends = [_plain(found[2]) for found in _DESCRIPTOR.finditer(arguments)]
        if name in ("pipe", "pipe2", "socketpair"):
            self._known |= {end: f"own {end}" for end in ends}
        elif name.startswith("accept") and (new := _DESCRIPTOR.match(f"0{tail}")) is not None:
            self._known[_plain(new[2])] = self._name(ends[0])
        elif name in ("connect", "bind") and ends:
            self._known[ends[0]] = _address(arguments) or ends[0]

    def _target(self, arguments: str) -> tuple[str, str]:
        found = _DESCRIPTOR.match(arguments)
        if found is None:
            return "", arguments.partition(",")[0]
        return found[1], self._name(_plain(found[2]))

    def _name(self, kernels: str) -> str:
        name = self._known.get(kernels, kernels)
        return kernels if name == "mapped" else name

    def _paths(self, arguments: str) -> list[str]:
        """Give the names in a call, each from the folder before it."""
        found = re.findall(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)"', arguments) or [("", "")]
        return [
            os.path.normpath(os.path.join(_plain(at) if at else self._cwd, _plain(name)))
            for at, name in found
        ]

    def close(self, roots: Sequence[Path]) -> Outgoing:
        """Add the files left; a pipe that was spliced into something is no longer memory only."""
        found = self.found
        found.sent = [
            Sent(s.how, f"spliced {s.to}", s.data, s.thread) if s.to in self._spliced else s
            for s in found.sent
        ]
        left = {str(path) for root in roots for path in root.rglob("*")} | found.wrote
        for path in sorted(left):
            seen = not path.startswith(("/proc/", "/sys/")) and os.path.isfile(path)
            if seen:
                found.sent.append(Sent("left", path, Path(path).read_bytes()))
            elif self._known.get(path) == "mapped":
                found.unseen.append(f"mapped {path}")
        return found


def _address(arguments: str) -> str:
    """Give where a socket leads, if it says so."""
    if (path := re.search(r'sun_path=(@?)"([^"]*)"', arguments)) is not None:
        return f"socket {path[1]}{_plain(path[2])}"
    port = re.search(r"sin6?_port=htons\((\d+)\)", arguments)
    host = re.search(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]*)"', arguments)
    return f"inet {_plain(host[1])}:{port[1]}" if host and port else ""


_READ: dict[str, Callable[[Reader, str, str, str], None]] = {
    **dict.fromkeys(_OPENS, Reader._opened),
    **dict.fromkeys(_NAMES, Reader._made),
    **dict.fromkeys(_LINKS, Reader._linked),
    **dict.fromkeys(("execve", "execveat"), Reader._ran),
    "lseek": Reader._sought,
    "mmap": Reader._mapped,
}
