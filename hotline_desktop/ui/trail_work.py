"""Wires the trail page to its verb: it reads and checks on the lane; changes no line."""

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_trail import PAGE, ReadTrail, TrailLines
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.trail import ChainCheck, TrailFilter
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.trail_page import TrailPage
from hotline_desktop.ui.trail_words import since
from hotline_desktop.ui.wall import here

_SETTLED = 1500  # ms
_END = 2**63 - 1


class TrailWork(QObject):
    """One reading at a time, the newest wins; one check at a time."""

    said = Signal(str)
    left = Signal()

    def __init__(self, page: TrailPage, desk: OpenOffice, jobs: Jobs) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk, self._jobs = page, desk, jobs
        self._verb = ReadTrail(desk)
        self._filter = TrailFilter()
        self._starts: list[int | None] = [None]  # below which line each page so far begins
        self._reading: Job | None = None
        self._checking: Job | None = None
        self._pause = Pause(self, _SETTLED)
        self._pause.due.connect(lambda: self._verb.note(self._filter))
        page.asked.connect(self._on_asked)
        page.older_asked.connect(self._on_older)
        page.newer_asked.connect(self._on_newer)
        page.left.connect(self.left)
        page.check.asked.connect(self._on_check)
        page.check.stopped.connect(self._on_stop)

    @Slot()
    def refresh(self) -> None:
        """Note that the trail is looked at, and read its newest lines."""
        self._page.filters.show_people(self._verb.people())
        self._filter = self._asked()
        self._pause.drop()
        self._verb.note(self._filter)
        self._starts = [None]
        self._read(None)

    def settle(self) -> None:
        """Note what waits to be noted: the desk locks."""
        self._pause.flush()

    @Slot()
    def _on_asked(self) -> None:
        """Read by another filter; it is noted once the hand rests."""
        self._filter = self._asked()
        self._pause.touch()
        self._starts = [None]
        self._read(None)

    @Slot()
    def _on_older(self) -> None:
        rows = self._page.list.rows()
        if rows:
            self._starts.append(int(str(rows[-1].key)))
            self._read(None)

    @Slot()
    def _on_newer(self) -> None:
        if len(self._starts) > 1:
            self._starts.pop()
            self._read(None)

    def _asked(self) -> TrailFilter:
        asked = self._page.filters.asked()
        return TrailFilter(
            who=asked.who,
            group=asked.group,
            since=since(asked.days, self._desk.world.now()),
            subject=asked.subject,
        )

    def _read(self, choose: int | None) -> None:
        """Read the page that is asked for; what comes later for an older question is dropped."""
        if self._reading is not None:
            self._reading.cancel()
        verb, asked, start = self._verb, self._filter, self._starts[-1]
        job = self._reading = Job()
        self._page.wait()

        def done(found: TrailLines) -> None:
            if self._reading is job:
                self._page.show_lines(found, here(self._desk.world.now()))
                if choose is not None:
                    self._page.choose(choose)

        def failed(reason: HotlineError) -> None:
            if self._reading is job:
                self.said.emit(str(reason))

        self._jobs.run(lambda: verb.look(asked, start), done, failed, job)

    @Slot()
    def _on_check(self) -> None:
        verb, jobs, card = self._verb, self._jobs, self._page.check
        job = self._checking = Job()
        card.begin()

        def tell(done: int, of: int) -> None:
            jobs.report(card.tell_progress, (done, of))

        jobs.run(lambda: verb.check(tell, job.cancelled), self._tell, self._fail, job)

    @Slot()
    def _on_stop(self) -> None:
        if self._checking is not None:
            self._checking.cancel()

    def _tell(self, found: ChainCheck) -> None:
        """Say what was found; go to the broken line and mark it."""
        sentence, broken = found.sentence(here), found.broken
        self._page.check.end(sentence, "soon" if broken else "ok")
        self._page.mark(broken)
        if broken is not None:
            self._page.filters.clear()
            self._filter = self._asked()
            self._starts = [None]
            if broken.shown < _END - PAGE:
                self._starts.append(broken.shown + PAGE // 2)
            self._read(broken.shown)
        self.said.emit(sentence)

    def _fail(self, reason: HotlineError) -> None:
        self._page.check.end(str(reason))
