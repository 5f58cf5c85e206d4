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
    command = [sys.executable, "-I", "-m", module, str(os.getpid()), str(address_space or 0)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    running.add(process)
    try:
        with _watched(process, seconds, cancelled) as late:
            yield from _answers(process, request, progress or (lambda _: None))
            return
        if cancelled():
            raise CancelledError
        raise _failure(process, seconds if late.is_set() else None)
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
