"""Wires the directory and the import page to their verbs; shows what they answer."""

import time

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.draw_map import DrawMap
from hotline_desktop.actions.export_directory import ExportDirectory, Exported, Form
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.search_everything import NO_FACETS, Found, SearchEverything
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.facets import Counted
from hotline_desktop.models.place import Place
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.directory_page import DirectoryPage, Query
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.rows import RowWords
from hotline_desktop.ui.settled import Settled


class DirectoryWork(QObject):
    """Search as one types, look at one."""

    said = Signal(str)

    def __init__(
        self, page: DirectoryPage, desk: OpenOffice, gazetteer: Gazetteer, jobs: Jobs, ask: Ask
    ) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk, self._jobs, self._ask = page, desk, jobs, ask
        self._gazetteer = gazetteer
        self._search, self._draw = SearchEverything(desk, gazetteer), DrawMap(gazetteer)
        self.settled = Settled(self, self._search)
        self._read = ReadDirectory(desk)
        self._counting: Job | None = None
        page.asked.connect(self._on_asked)
        page.chosen.connect(self._on_chosen)
        page.export_asked.connect(self.export)

    @Slot()
    def refresh(self) -> None:
        """Search again."""
        self._on_asked(self._page.query())

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
        narrowed = query.facets != NO_FACETS
        if not (query.text.strip() or query.near.strip() or narrowed):
            self._page.show_found((), 0)
            return
        began = time.perf_counter()
        try:
            found = self._search.look(query.text, query.kind, query.near, query.limit, query.facets)
        except HotlineError as reason:
            self.said.emit(str(reason))
            found = ()
        self.settled.looked(query.kind, len(found))
        took = round((time.perf_counter() - began) * 1000)
        rows = [self._row(f) for f in found if f.kind in ("contact", "provider")]
        self._page.show_found(tuple(rows), took)
        self._count(query)

    def _count(self, query: Query) -> None:
        """Count beside the window: with a large directory it takes longer than a key may."""
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        if query.near.strip() or query.facets.good:
            return  # the index knows neither distances nor the day: the list itself is all there is
        question = self._search.question(query.text, query.kind, query.near, query.facets)
        search, job = self._search, Job()
        self._counting = job

        def done(counted: Counted) -> None:
            if self._counting is job:
                self._counting = None
                self._page.show_counts(counted)

        self._jobs.run(lambda: search.count(question, query.kind), done, lambda _: None, job)

    def _row(self, found: Found) -> RowWords:
        police = found.kind == "contact"
        good = self.tr("verified") if police else self.tr("vetted")
        bad = self.tr("not verified") if police else self.tr("not vetted")
        miles = found.miles
        return RowWords(
            key=found.id,
            first=found.first,
            second=", ".join(part for part in (found.second, found.place) if part),
            third=self.tr("Here because: {why}").format(why=found.because) if found.because else "",
            icon="shield" if police else "house",
            pill=found.warning or (good if found.good else bad),
            tone="ok" if found.good and not found.warning else "soon",
            right="" if miles is None else self.tr("{miles} mi").format(miles=round(miles)),
        )

    @Slot(object)
    def _on_chosen(self, key: str) -> None:
        self.settled.settle()
        entry, now = self._read(key), self._desk.world.now()
        if isinstance(entry, Contact):
            self._page.show_contact(entry, now, self._draw(entry, self._near()))
        elif entry is not None:
            self._page.show_provider(entry, now, self._draw(entry, self._near()))

    def _near(self) -> Place | None:
        """Give the place that was asked for, as the search took it."""
        query = self._page.query()
        _, words = self._search.apart(query.text, query.near)
        return next(iter(self._gazetteer.candidates(words)), None)

    @Slot(str)
    def show_again(self, key: str) -> None:
        """Show an entry that was changed as it is now, in the list and on its card."""
        self.refresh()
        self._on_chosen(key)
