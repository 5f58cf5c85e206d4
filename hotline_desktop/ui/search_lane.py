"""The second lane: searches as one types, the newest key wins; the window never waits for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.search_directory import SearchDirectory
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.looking import Looked, Query
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.vault.vault import StoppedError, Vault

FIRST, MOST = 10, 60
"""Rows of each kind that come at once, and in the end."""
_PAINT = 0.02
"""Seconds for the first rows to be painted: each row asks for the interpreter several times."""


class SearchLane(QObject):
    """Gives the first rows of a query soon, then the whole answer; of an older one no more."""

    came = Signal(object, object)
    """A query and what is known of its answer."""
    failed = Signal(str)

    def __init__(self, parent: QObject, desk: OpenOffice, gazetteer: Gazetteer, jobs: Jobs) -> None:
        """Search beside ``jobs``, and end when they do."""
        super().__init__(parent)
        self._desk, self._gazetteer = desk, gazetteer
        self._lane = jobs.beside(self._leave)
        self._vault: Vault | None = None
        self._newest = Job()

    def ask(self, query: Query) -> None:
        """Answer this, and stop whatever was asked before."""
        self.drop()
        job = self._newest = Job()

        def hear(looked: Looked) -> None:
            if job is self._newest:
                self.came.emit(query, looked)

        def fail(reason: HotlineError) -> None:
            if job is self._newest and not isinstance(reason, StoppedError | CancelledError):
                self.failed.emit(str(reason))

        self._lane.run(lambda: self._answer(query, job, hear), hear, fail, job)

    def drop(self) -> None:
        """Stop, and tell nothing more."""
        self._newest.cancel()
        self._newest = Job()

    def _answer(self, query: Query, job: Job, hear: Callable[[Looked], None]) -> Looked:
        """Run on the lane: its connection is its own."""
        if self._vault is None:
            self._vault = self._desk.vault.second()
        self._vault.stop_when(job.cancelled)
        verb = SearchDirectory(self._desk, self._gazetteer, self._vault)
        asked = verb.ask(query)
        if query.is_empty():
            return verb.counts(asked)
        first, asked = verb.first(asked, FIRST)
        self._lane.report(hear, first)
        job.rest(_PAINT)
        return verb.whole(asked, MOST)

    def _leave(self) -> None:
        if self._vault is not None:
            self._vault.close()
            self._vault = None
