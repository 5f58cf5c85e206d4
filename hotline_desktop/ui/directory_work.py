"""Wires the directory and the import page to their verbs; shows what they answer."""

import time

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.draw_map import DrawMap
from hotline_desktop.actions.export_directory import ExportDirectory, Exported, Form
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.place_call import PlaceCall
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.search_directory import SearchDirectory
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.looking import Looked, Query
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.directory_page import DirectoryPage
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.number_line import Callee
from hotline_desktop.ui.search_lane import Hear, Newest, SearchLane
from hotline_desktop.ui.settled import Settled
from hotline_desktop.vault.vault import Vault

FIRST, MOST = 8, 60
"""Rows of each kind that come at once, as many as a window shows, and in the end."""
_AGAIN = 2.0
"""Seconds after which the same number is asked for a second time on purpose."""
_PAINT = 0.02
"""Seconds for the first rows to be painted: each row asks for the interpreter several times."""


class DirectoryWork(QObject):
    """Search as one types, look at one."""

    said = Signal(str)
    came = Signal(object, object)
    """A query, and what is known of its answer."""

    def __init__(
        self,
        page: DirectoryPage,
        desk: OpenOffice,
        gazetteer: Gazetteer,
        lane: SearchLane,
        jobs: Jobs,
        ask: Ask,
    ) -> None:
        """Connect the page; it searches on ``lane``, and writes files with ``jobs``."""
        super().__init__(page)
        self._page, self._desk, self._jobs, self._ask = page, desk, jobs, ask
        self._gazetteer = gazetteer
        self._draw = DrawMap(gazetteer)
        self.settled = Settled(self, SearchEverything(desk, gazetteer))
        self._read = ReadDirectory(desk)
        self._search, self._began = Newest(self, lane), 0.0
        self._called: tuple[Callee | None, float] = (None, 0.0)
        self.came.connect(self._on_came)
        page.asked.connect(self._on_asked)
        page.chosen.connect(self._on_chosen)
        page.export_asked.connect(self.export)
        page.call_asked.connect(self._on_call_asked)

    @Slot()
    def refresh(self) -> None:
        """Search again."""
        self._page.ask()

    @Slot()
    def export(self) -> None:
        """Ask for a place and write the directory there, in the form that its ending names."""
        kinds = self.tr("HSDS 3.0 (*.json);;Table (*.csv)")
        title, suggested = self.tr("Export the directory"), self.tr("directory.json")
        target = self._ask.place(self._page, title, suggested, kinds)
        if target is None:
            return
        form = Form.HSDS
        if target.suffix.casefold() == ".csv":
            form = Form.CONTACTS if self._page.query().kind == "contact" else Form.PROVIDERS
        verb = ExportDirectory(self._desk, self._gazetteer)

        def done(told: Exported) -> None:
            words = self.tr("{count} entries are in the file.").format(count=f"{told.written:,}")
            if told.left_out:
                words += " " + self.tr("{count} stayed home: do not refer.").format(
                    count=f"{told.left_out:,}"
                )
            self.said.emit(words)

        self._jobs.run(lambda: verb(target, form), done, lambda reason: self.said.emit(str(reason)))

    @Slot(object)
    def _on_asked(self, query: Query) -> None:
        self._began = time.perf_counter()

        def look(vault: Vault, job: Job, hear: Hear[Looked]) -> Looked:
            verb = SearchDirectory(self._desk, self._gazetteer, vault)
            asked = verb.ask(query)
            if query.is_empty():
                return verb.counts(asked)
            first, asked = verb.first(asked, FIRST)
            hear(first)
            job.rest(_PAINT)
            return verb.whole(asked, MOST)

        def fail(reason: HotlineError) -> None:
            self._page.show_nothing(str(reason))

        self._search.ask(look, lambda looked: self.came.emit(query, looked), fail)

    @Slot(object, object)
    def _on_came(self, query: Query, looked: Looked) -> None:
        took = round((time.perf_counter() - self._began) * 1000)
        if not query.is_empty():
            self.settled.looked(query.kind, len(looked.found))
        self._page.show_looked(query, looked, took)

    @Slot(object)
    def _on_chosen(self, key: str) -> None:
        self.settled.settle()
        entry, now = self._read(key), self._desk.world.now()
        if isinstance(entry, Contact):
            self._page.show_contact(entry, now, self._draw(entry, self._page.near_place()))
        elif entry is not None:
            self._page.show_provider(entry, now, self._draw(entry, self._page.near_place()))

    @Slot(object)
    def _on_call_asked(self, callee: Callee) -> None:
        """Ask for the call once the trail has it; a key that is held asks once."""
        now, (last, at) = time.monotonic(), self._called
        self._called = callee, now
        if callee == last and now - at < _AGAIN:
            return
        try:
            asked = self._ask.call(PlaceCall(self._desk)(callee.entry, callee.phone))
        except HotlineError as reason:
            self.said.emit(str(reason))
            return
        words = self.tr("This machine was asked to call {number}. Rings nothing? Dial by hand.")
        if not asked:
            words = self.tr("No program on this machine calls: dial {number} by hand.")
        self.said.emit(words.format(number=callee.phone.as_written))

    @Slot(str)
    def show_again(self, key: str) -> None:
        """Show an entry that was changed as it is now, in the list and on its card."""
        self.refresh()
        self._on_chosen(key)
