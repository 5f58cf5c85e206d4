"""Processes of ordinary users, and what one of them gets of another's; run it as root.

`python -m tests.hands.other_users FOLDER OFFICE`; answers one JSON object. All that is needed is
imported before the change of user: the other one may not read our own Python.
"""

import ctypes
import importlib
import json
import os
import pkgutil
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil

import hotline_desktop
from hotline_desktop import app, child, hardening

KEPT: list[socket.socket] = []
OWNER, OTHER = 65_533, 65_534
_PTRACE_ATTACH, _PTRACE_DETACH = 16, 17
_PIDFD_OPEN, _PIDFD_GETFD = 434, 438
_C = ctypes.CDLL(None, use_errno=True)


def becomes(user: int) -> None:
    """Be this user; as dumpable as after an exec, which the change of user would take away."""
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    _C.prctl(4, 1, 0, 0, 0)


def forked(act: Callable[[], Any]) -> tuple[int, int]:
    """Run it in a process of its own; gives that, and where it answers."""
    read, write = os.pipe()
    if pid := os.fork():
        os.close(write)
        return pid, read
    os.close(read)
    try:
        os.write(write, json.dumps(act()).encode())
    finally:
        os._exit(0)


def answer(of: tuple[int, int]) -> Any:
    """Give what it answered."""
    with os.fdopen(of[1], "rb") as pipe:
        said = pipe.read()
    os.waitpid(of[0], 0)
    return json.loads(said)


# What one process tries with another of the same user.


def _system(name: str, *arguments: object) -> int:
    done = getattr(_C, name)(*arguments)
    if done < 0:
        raise OSError(ctypes.get_errno(), name)
    return int(done)


def _memory(pid: int) -> None:
    first = Path(f"/proc/{pid}/maps").read_text().splitlines()[0]
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(int(first.split("-")[0], 16))
        memory.read(16)


def _blindly(pid: int) -> None:
    """Open the memory where the maps need not be read: after a fork ours lies in the same place."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(id(_C))
        memory.read(16)


def _by_call(pid: int) -> None:
    class Piece(ctypes.Structure):
        _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))

    into = ctypes.create_string_buffer(16)
    here = Piece(ctypes.addressof(into), 16)
    there = Piece(id(_C), 16)
    _system("process_vm_readv", pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)


def _attach(pid: int) -> None:
    _system("ptrace", _PTRACE_ATTACH, pid, None, None)
    os.waitpid(pid, 0x40000000)  # __WALL
    _system("ptrace", _PTRACE_DETACH, pid, None, None)


def _take_file(pid: int) -> None:
    handle = _system("syscall", _PIDFD_OPEN, pid, 0)
    _system("syscall", _PIDFD_GETFD, handle, 0, 0)


def _lift_limit(pid: int) -> None:
    most = resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_CORE, (most, most))


ATTEMPTS: dict[str, Callable[[int], object]] = {
    "memory": _memory,
    "memory, blindly": _blindly,
    "memory, by a system call": _by_call,
    "debugger": _attach,
    "environment": lambda pid: Path(f"/proc/{pid}/environ").read_bytes()[0],
    "open files": lambda pid: os.listdir(f"/proc/{pid}/fd"),
    "an open file": _take_file,
    "its place": lambda pid: os.readlink(f"/proc/{pid}/cwd"),
    "auxiliary vector": lambda pid: Path(f"/proc/{pid}/auxv").read_bytes()[0],
}


def attempts(pid: int, user: int) -> dict[str, bool]:
    """Give which of them succeed for this user."""
    becomes(user)
    got = {}
    for name, attempt in ATTEMPTS.items():
        try:
            attempt(pid)
            got[name] = True
        except OSError:
            got[name] = False
    return got


def lifts(pid: int, user: int) -> bool:
    """Say whether this user can have it dump a core after all."""
    becomes(user)
    try:
        _lift_limit(pid)
    except (OSError, ValueError):
        return False
    return resource.prlimit(pid, resource.RLIMIT_CORE)[1] != 0


def listening(pid: int) -> list[Any]:
    """Give the doors it has open to other processes, asked as root."""
    stands = psutil.CONN_LISTEN
    found = [one for one in psutil.Process(pid).net_connections("inet") if one.status == stands]
    own = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since they were listed
            own.add(os.readlink(descriptor))
    for line in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]:
        flags, inode = (int(line.split()[at], base) for at, base in ((3, 16), (6, 10)))
        if flags & 0x10000 and f"socket:[{inode}]" in own:
            found.append(SimpleNamespace(laddr=line.split()[-1]))
    return found


# The processes that are tried.


def _as_session(office: str) -> None:
    app.main(["--office", office])


def _unhardened(office: str) -> None:
    hardening.harden = lambda: True
    for name in ("named", f"\0hotline-{os.getpid()}"):
        KEPT.append(socket.socket(socket.AF_UNIX))
        KEPT[-1].bind(name)
        KEPT[-1].listen()
    KEPT.append(socket.create_server(("127.0.0.1", 0)))
    _as_session(office)


def _as_child(_: str) -> None:
    def handler(_request: bytes, tell: Callable[[bytes], None]) -> list[bytes]:
        tell(b"")
        signal.pause()
        return []

    sys.argv = ["child", str(os.getppid()), "0"]
    child.serve(handler)


VICTIMS = {"session": _as_session, "child": _as_child, "unhardened": _unhardened}


def _starts(kind: str, office: str, place: Path) -> tuple[int, int]:
    """Start one of them as the owner; returns once it has said its first word."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
    (ear, orders), (said, mouth) = os.pipe(), os.pipe()
    os.set_inheritable(ear, True)
    if not (pid := os.fork()):
        try:
            os.chdir(place)
            os.dup2(ear, 0), os.dup2(mouth, 1)
            os.close(orders), os.close(said)
            os.environ["SECRET"] = "canary"
            becomes(OWNER)
            VICTIMS[kind](office)
        finally:
            os._exit(1)
    os.close(ear), os.close(mouth)
    os.write(orders, b"\0\0\0\0")
    assert os.read(said, 1), f"{kind} said nothing"
    os.close(said) if kind == "child" else None
    return pid, orders


def readers(folder: Path, office: str) -> dict[str, Any]:
    """Try everything on each process; then send it a signal that would leave a core."""
    told: dict[str, Any] = {}
    for kind in VICTIMS:
        for number in (signal.SIGSEGV, signal.SIGABRT):
            place = folder / f"{kind}-{number}"
            place.mkdir()
            os.chown(place, OWNER, OWNER)
            pid, orders = _starts(kind, office, place)
            try:
                if number is signal.SIGSEGV:
                    told[kind] = {
                        "same": answer(forked(lambda pid=pid: attempts(pid, OWNER))),
                        "other": answer(forked(lambda pid=pid: attempts(pid, OTHER))),
                        "lifted": answer(forked(lambda pid=pid: lifts(pid, OWNER))),
                        "heard": [str(one.laddr) for one in listening(pid)],
                        "cores": 0,
                    }
                os.kill(pid, number)
            finally:
                os.kill(pid, signal.SIGCONT)
                ended = _ends(pid)
                os.close(orders)
            assert os.WIFSIGNALED(ended), f"{kind} did not die of it"
            told[kind]["cores"] += sum(1 for one in place.iterdir() if one.is_file())
    return told


def _ends(pid: int) -> int:
    for _ in range(200):
        done, how = os.waitpid(pid, os.WNOHANG)
        if done:
            return how
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def load_everything() -> None:
    """Import every module there is, while that is still allowed."""
    for found in pkgutil.walk_packages(hotline_desktop.__path__, "hotline_desktop."):
        if not found.name.endswith(("__main__", "windows")):
            with suppress(ImportError):
                importlib.import_module(found.name)


if __name__ == "__main__":
    load_everything()
    print(json.dumps(readers(Path(sys.argv[1]), sys.argv[2])))
