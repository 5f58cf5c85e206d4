"""The one lane for slow work: values in, values out; only the main thread hears back."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.errors import HotlineError

T = TypeVar("T")
_Delivery = tuple[Callable[[Any], None], Any]


class Jobs(QObject):
    """Runs one slow job at a time; a bug in one reaches the exception hook on the main thread."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        """Open the lane."""
        super().__init__()
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lane")
        self._closed = False
        self._arrived.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[HotlineError], None],
    ) -> None:
        """Queue work; exactly one of ``done`` and ``failed`` is called, on the main thread."""

        def finish(future: "Future[T]") -> None:
            reason = future.exception()
            if reason is None:
                self._arrived.emit((done, future.result()))
            elif isinstance(reason, HotlineError):
                self._arrived.emit((failed, reason))
            else:
                self._arrived.emit((_raise, reason))

        self._lane.submit(work).add_done_callback(finish)

    def report(self, hear: Callable[[T], None], value: T) -> None:
        """Bring news from the lane to the main thread, such as progress."""
        self._arrived.emit((hear, value))

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        hear, value = delivery
        if not self._closed:
            hear(value)

    def close(self) -> None:
        """Take no more work, hear no more news, and wait for the job that runs."""
        self._closed = True
        self._lane.shutdown(wait=True, cancel_futures=True)


def _raise(reason: BaseException) -> None:
    raise reason
