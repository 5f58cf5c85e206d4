"""Runs one of our modules in a child on values only: no vault, no network, limits, dies with us.

The parent writes one request to the child's stdin and reads frames from its stdout: one kind byte
(``p`` progress, ``r`` result, ``e`` error, ``.`` end), four bytes of length (big-endian), content.
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
from pathlib import Path
from typing import IO, Any

from hotline_desktop import hardening
from hotline_desktop.errors import BadInputError, HotlineError

Handler = Callable[[bytes, Callable[[bytes], None]], Iterable[bytes]]

_HEAD = struct.Struct(">cI")
_LARGEST = 512 * 1024 * 1024
_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)

_running: set["subprocess.Popen[bytes]"] = set()


class ChildFailedError(HotlineError):
    """The child ended without an answer."""


class CancelledError(HotlineError):
    """Somebody asked it to stop; nothing was written."""

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
    """Yield the result frames of ``python -I -m module``; for any thread.

    ``address_space`` in bytes bounds the child's memory, ``seconds`` its whole life.

    Raises:
        HotlineError: what the child raised (BadInputError stays one), a limit, or CancelledError.
    """
    command = [sys.executable, "-I", "-m", module, str(os.getpid()), str(address_space or 0)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    _running.add(process)
    clock = threading.Timer(seconds, process.kill)
    clock.daemon = True
    clock.start()
    try:
        yield from _answers(process, request, progress, cancelled)
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        _running.discard(process)


def kill_all() -> None:
    """End every child now: the desk is locking."""
    for process in tuple(_running):
        process.kill()


def _answers(
    process: "subprocess.Popen[bytes]",
    request: bytes,
    progress: Callable[[bytes], None] | None,
    cancelled: Callable[[], bool],
) -> Iterator[bytes]:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - pipes
    try:
        process.stdin.write(struct.pack(">I", len(request)) + request)
        process.stdin.flush()
    except BrokenPipeError:
        pass  # it ended early: its last frame, if any, says why
    while True:
        kind, content = _frame(process.stdout)
        if cancelled():
            raise CancelledError
        if kind == b"r":
            yield content
        elif kind == b"p" and progress is not None:
            progress(content)
        elif kind == b"e":
            told = json.loads(content)
            raise (BadInputError if told["bad_input"] else HotlineError)(told["sentence"])
        elif kind == b".":
            return
        elif kind == b"":
            raise ChildFailedError(
                "The work stopped before it was done: it needed too much time or memory, "
                "or the program is damaged. Nothing was written."
            )


def _frame(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return b"", b""
    kind, size = _HEAD.unpack(head)
    content = pipe.read(size) if size <= _LARGEST else b""
    return (kind, content) if len(content) == size else (b"", b"")


def _close(pipe: IO[Any]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        pass


def serve(handler: Handler) -> None:
    """Answer the one request on stdin with what ``handler`` yields; call it in the child's main."""
    hardening.die_with_parent(int(sys.argv[1]))
    hardening.harden()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like a frame
    source = sys.stdin.buffer
    (size,) = struct.unpack(">I", source.read(4))
    request = source.read(size)
    _watch_parent(source)
    _confine(int(sys.argv[2]))

    def send(kind: bytes, content: bytes) -> None:
        out.write(_HEAD.pack(kind, len(content)) + content)
        out.flush()

    try:
        for content in handler(request, lambda told: send(b"p", told)):
            send(b"r", content)
        send(b".", b"")
    except HotlineError as reason:
        bad_input = isinstance(reason, BadInputError)
        send(b"e", json.dumps({"bad_input": bad_input, "sentence": str(reason)}).encode())
    except BaseException as bug:  # noqa: BLE001 - the last door: told without values
        places = ", ".join(
            f"{Path(frame.filename).name}:{frame.lineno}"
            for frame in traceback.extract_tb(bug.__traceback__)[-6:]
        )
        sys.stderr.write(f"hotline child: {type(bug).__name__} at {places}\n")
        sys.stderr.flush()
        hardening.end(70)
    hardening.end(0)


def _watch_parent(source: IO[bytes]) -> None:
    """End when the parent closes the pipe: it is gone, or wants us gone."""

    def wait() -> None:
        while source.read(1):
            time.sleep(0)
        hardening.end(0)

    threading.Thread(target=wait, daemon=True).start()


def _confine(address_space: int) -> None:
    if address_space and sys.platform.startswith("linux"):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    def refuse(event: str, _arguments: tuple[object, ...]) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(f"a child may not {event}")

    sys.addaudithook(refuse)
