"""The second lane: searches as one types, the newest key wins; the window never waits for it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import HotlineError
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.vault.vault import StoppedError, Vault

T = TypeVar("T")
Hear = Callable[[T], None]
Work = Callable[[Vault, Job, Hear[T]], T]
"""Looks, on the lane; may tell what it knows by then, and gives the whole answer in the end."""


class SearchLane:
    """One thread and one connection for all that is searched as one types."""

    def __init__(self, desk: OpenOffice, jobs: Jobs) -> None:
        """Lie beside ``jobs``, and end when they do."""
        self._desk, self._jobs = desk, jobs.beside(self._leave)
        self._vault: Vault | None = None

    def run(
        self, work: Work[T], hear: Hear[T], fail: Callable[[HotlineError], None], job: Job
    ) -> None:
        """Look, when whatever was asked before has ended; ``hear`` is called on the main thread."""

        def look() -> T:
            if self._vault is None:
                self._vault = self._desk.vault.second()
            self._vault.stop_when(job.cancelled)
            return work(self._vault, job, lambda told: self._jobs.report(hear, told))

        self._jobs.run(look, hear, fail, job)

    def _leave(self) -> None:
        if self._vault is not None:
            self._vault.close()
            self._vault = None


class Newest(QObject):
    """One place where is typed: only the newest question is answered, an older one is stopped."""

    def __init__(self, parent: QObject, lane: SearchLane) -> None:
        """Ask on this lane."""
        super().__init__(parent)
        self._lane, self._newest = lane, Job()

    def ask(self, work: Work[T], hear: Hear[T], fail: Callable[[HotlineError], None]) -> None:
        """Answer this, and stop whatever was asked here before."""
        self.drop()
        job = self._newest = Job()

        def told(answer: T) -> None:
            if job is self._newest:
                hear(answer)

        def failed(reason: HotlineError) -> None:
            if job is self._newest and not isinstance(reason, StoppedError | CancelledError):
                fail(reason)

        self._lane.run(work, told, failed, job)

    def drop(self) -> None:
        """Stop, and tell nothing more."""
        self._newest.cancel()
        self._newest = Job()
