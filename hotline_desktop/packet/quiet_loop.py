"""Runs pyHanko's coroutines to their end; never waits and, unlike asyncio, opens no socket."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class QuietLoop(asyncio.SelectorEventLoop):
    """An event loop without the socket pair by which threads and signals wake the usual one.

    Nothing wakes it: it must only run what never waits. The packet's process refuses sockets.
    """

    def _make_self_pipe(self) -> None:
        self._ssock = self._csock = None

    def _close_self_pipe(self) -> None:
        pass


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end and give its result."""
    loop = QuietLoop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
