"""Runs one of our modules in a child on values only: no network, limits; it never outlives us.

The parent writes one request to the child's stdin: four bytes of length (big-endian), content; the
pipe then stays open, its end means that the parent is gone. The child answers on its stdout with
frames: one kind byte (``p`` progress, ``r`` result, ``e`` error, ``.`` end), four bytes of length,
content. An error is ``{"kind": "bad_input" or "world", "sentence": ...}``.
"""

import json
import os
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn, cast

from hotline_desktop import hardening
from hotline_desktop.errors import BadInputError, HotlineError

Handler = Callable[[bytes, Callable[[bytes], None]], Iterable[bytes]]

_HEAD = struct.Struct(">cI")
_LENGTH = struct.Struct(">I")
_LARGEST = 64 * 1024 * 1024
_LONGEST_SENTENCE = 500
_TICK = 0.05
_BUG, _NO_MEMORY = 70, 71
_KINDS = {"bad_input": BadInputError, "world": HotlineError}
_FORBIDDEN = frozenset(
    [f"socket.{verb}" for verb in ("bind", "connect", "sendmsg", "sendto")]
    + [f"socket.get{what}" for what in ("addrinfo", "hostbyaddr", "hostbyname", "nameinfo")]
    + [f"os.{verb}" for verb in ("exec", "fork", "forkpty", "posix_spawn", "spawn", "startfile")]
    + ["os.system", "pty.spawn", "subprocess.Popen"]
)

running: "set[subprocess.Popen[bytes]]" = set()
"""The children at work now, of every thread."""


class ChildFailedError(HotlineError):
    """The child ended without an answer."""


class CancelledError(HotlineError):
    """Somebody asked the work to stop."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("Stopped. Nothing was written.")


def run(
    module: str,
    request: bytes,
    *,
    address_space: int | None,
    seconds: float,
    progress: Callable[[bytes], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[bytes]:
    """Yield what ``python -I -m module`` answers to the request, as it comes.

    The child starts with the first value asked for and ends with the iterator. On Linux it also
    ends with the thread that asked first. ``address_space`` in bytes bounds its memory, ``seconds``
    its whole life. ``progress`` is called on the asking thread, ``cancelled`` on another, often.

    Raises:
        HotlineError: what the child raised; BadInputError stays one.
        CancelledError: ``cancelled`` said so.
        ChildFailedError: a limit, a bug in the child, or :func:`kill_all`.
    """
    command = [*_own_python(module), str(os.getpid()), str(address_space or 0)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    running.add(process)
    try:
        with _watched(process, seconds, cancelled) as late:
            try:
                _ask(process, request)
                yield from _answers(process, progress, cancelled)
            except EOFError:
                if cancelled():
                    raise CancelledError from None
                raise _failure(process, late.is_set()) from None
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                cast(IO[bytes], pipe).close()
        running.discard(process)


def kill_all() -> None:
    """End every child now: the desk is locking."""
    for process in tuple(running):
        process.kill()


def serve(handler: Handler) -> NoReturn:
    """Answer the one request with what ``handler`` yields, then end; call it in the child's main.

    The handler gets the request and what reports progress, has no network and starts no process.
    A HotlineError of its own reaches the parent; of a bug only types and line numbers are told.
    """
    hardening.die_with_parent(int(sys.argv[1]))
    hardening.harden()
    answers, complaints = os.fdopen(os.dup(1), "wb"), os.dup(2)
    _mute()
    request = _hear(sys.stdin.buffer)
    _confine(int(sys.argv[2]))

    def send(kind: bytes, content: bytes) -> None:
        answers.write(_HEAD.pack(kind, len(content)))
        answers.write(content)
        answers.flush()

    try:
        for content in handler(request, lambda told: send(b"p", told)):
            send(b"r", content)
        send(b".", b"")
    except HotlineError as reason:
        kind = "bad_input" if isinstance(reason, BadInputError) else "world"
        send(b"e", json.dumps({"kind": kind, "sentence": str(reason)}).encode())
    except MemoryError:
        hardening.end(_NO_MEMORY)
    except BaseException as bug:  # noqa: BLE001 - the last door: told without values
        os.write(complaints, _without_values(bug).encode())
        hardening.end(_BUG)
    hardening.end(0)


def _own_python(module: str) -> list[str]:
    return [sys.executable, "-I", "-m", module]


def _ask(process: "subprocess.Popen[bytes]", request: bytes) -> None:
    ear = cast(IO[bytes], process.stdin)
    with suppress(BrokenPipeError):  # it ended early: its last frame, if any, says why
        ear.write(_LENGTH.pack(len(request)))
        ear.write(request)
        ear.flush()


def _answers(
    process: "subprocess.Popen[bytes]",
    progress: Callable[[bytes], None] | None,
    cancelled: Callable[[], bool],
) -> Iterator[bytes]:
    while True:
        kind, content = _frame(cast(IO[bytes], process.stdout))
        if cancelled():
            raise CancelledError
        if kind == b"r":
            yield content
        elif kind == b"p":
            if progress is not None:
                progress(content)
        elif kind == b"e":
            raise _told(content)
        elif kind == b".":
            return
        else:
            raise EOFError


def _frame(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one frame; what reads hostile files may be hostile itself, so its size is bounded."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    kind, size = _HEAD.unpack(head)
    content = pipe.read(size) if size <= _LARGEST else b""
    if len(content) < size:
        raise EOFError
    return kind, content


def _told(content: bytes) -> HotlineError:
    try:
        told = json.loads(content)
        return _KINDS[told["kind"]](str(told["sentence"])[:_LONGEST_SENTENCE])
    except (ValueError, KeyError, TypeError):
        raise EOFError from None


def _failure(process: "subprocess.Popen[bytes]", late: bool) -> ChildFailedError:
    with suppress(subprocess.TimeoutExpired):
        process.wait(_TICK)
    if late:
        why = "it took too long. Nothing was written; try again with less"
    elif process.returncode == _NO_MEMORY:
        why = "it needed too much memory. Nothing was written; try again with less"
    else:
        why = "it broke off. Nothing was written; try again, and tell the administrator"
    return ChildFailedError(f"The work was stopped: {why}.")


@contextmanager
def _watched(
    process: "subprocess.Popen[bytes]", seconds: float, cancelled: Callable[[], bool]
) -> Iterator[threading.Event]:
    """Kill the child when its time is over or somebody cancels; yields whether it was late."""
    over, late = threading.Event(), threading.Event()
    deadline = time.monotonic() + seconds

    def watch() -> None:
        while not over.wait(_TICK):
            if time.monotonic() > deadline:
                late.set()
            if late.is_set() or cancelled():
                process.kill()
                return

    thread = threading.Thread(target=watch, name="child watch", daemon=True)
    thread.start()
    try:
        yield late
    finally:
        over.set()
        thread.join()


def _mute() -> None:
    """Send what a library prints nowhere: it could be values, or look like a frame."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _hear(source: IO[bytes]) -> bytes:
    """Read the request, then end when the pipe does: the parent is gone, or wants us gone."""
    head = source.read(_LENGTH.size)
    size = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
    request = source.read(size)
    if len(head) < _LENGTH.size or len(request) < size:
        hardening.end(0)

    def wait() -> None:
        source.read()
        hardening.end(0)

    threading.Thread(target=wait, daemon=True).start()
    return request


def _confine(address_space: int) -> None:
    if address_space and sys.platform.startswith("linux"):
        import resource  # not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    def refuse(event: str, _arguments: tuple[object, ...]) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(f"a child may not {event}")

    sys.addaudithook(refuse)


def _without_values(bug: BaseException) -> str:
    frames = list(traceback.walk_tb(bug.__traceback__))[-6:]
    places = ", ".join(f"{Path(frame.f_code.co_filename).name}:{line}" for frame, line in frames)
    return f"hotline child: {type(bug).__name__} at {places}\n"
