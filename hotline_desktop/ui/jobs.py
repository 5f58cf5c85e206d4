"""The one lane for slow work: values in, values out; only the main thread hears back."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hotline_desktop.child import CancelledError
from hotline_desktop.errors import HotlineError

T = TypeVar("T")


class Job:
    """One piece of work that can be asked to stop, by anybody on any thread.

    One that waits in the lane never begins; one that runs must look at :meth:`cancelled` itself,
    or hand it to :func:`hotline_desktop.child.run`.
    """

    def __init__(self) -> None:
        """Make one that nobody has stopped."""
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask it to stop."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Say whether somebody asked it to stop."""
        return self._stop.is_set()

    def rest(self, seconds: float) -> None:
        """Let the window have the interpreter for a moment, or until somebody asks to stop."""
        self._stop.wait(seconds)


@dataclass(frozen=True, slots=True, repr=False)
class _Delivery:
    hear: Callable[[Any], None]
    value: Any


class Jobs(QObject):
    """Runs one slow job at a time, in order, on one thread beside the main one."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        """Open the lane."""
        super().__init__()
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lane")
        self._unfinished: set[Job] = set()
        self._closed = False
        self._beside: list[Jobs] = []
        self._last: Callable[[], None] | None = None
        # Queued even from the main thread: nobody is called back before run() has returned.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def beside(self, last: Callable[[], None]) -> "Jobs":
        """Open another lane, which ends with this one; ``last`` is the last that runs on it."""
        lane = Jobs()
        lane._last = last
        self._beside.append(lane)
        return lane

    def lanes(self) -> "tuple[Jobs, ...]":
        """Give this lane and those beside it."""
        return (self, *self._beside)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[HotlineError], None],
        job: Job | None = None,
    ) -> Job:
        """Queue work; afterwards ``done`` or ``failed`` is called once, on the main thread.

        A cancelled job fails with CancelledError, or is done if it ended first. A bug in ``work``
        calls neither: it is raised again on the main thread, where the exception hook sees it.
        """
        job = job or Job()
        self._unfinished.add(job)

        def attempt() -> None:
            try:
                if job.cancelled():
                    raise CancelledError  # noqa: TRY301 - the same way as one raised by the work
                told = _Delivery(done, work())
            except HotlineError as reason:
                told = _Delivery(failed, reason)
            except BaseException as bug:  # noqa: BLE001 - raised again on the main thread
                told = _Delivery(_raise, bug)
            self._unfinished.discard(job)
            self._arrived.emit(told)
            # A reason holds this frame by its traceback: with all below it, a passphrase among it.
            del told

        self._lane.submit(attempt)
        return job

    def report(self, hear: Callable[[T], None], value: T) -> None:
        """Bring news from the running job to the main thread, such as progress; in order."""
        self._arrived.emit(_Delivery(hear, value))

    def stop(self) -> None:
        """Begin no more work and hear no more news, without waiting: the process is ending."""
        self._closed = True
        for job in tuple(self._unfinished):
            job.cancel()
        for lane in self._beside:
            lane.stop()

    def close(self) -> None:
        """Take no more work, hear no more news, cancel, and wait for the job that runs."""
        self.stop()
        for lane in self._beside:
            lane.close()
        if self._last is not None:
            self._lane.submit(self._last)
        self._lane.shutdown(wait=True)

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        if not self._closed:
            delivery.hear(delivery.value)


def _raise(bug: BaseException) -> NoReturn:
    if isinstance(bug, Exception):
        raise bug
    # A SystemExit raised in a slot would end the process past the exception hook.
    raise RuntimeError("a job asked for the end of the process") from bug
