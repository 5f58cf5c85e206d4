"""Wires the directory and the import page to their verbs; shows what they answer."""

import time

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.draw_map import DrawMap
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.search_everything import Found, SearchEverything
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.place import Place
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.contact_card import Verify
from hotline_desktop.ui.directory_page import DirectoryPage, Query
from hotline_desktop.ui.rows import RowWords
from hotline_desktop.ui.settled import Settled


class DirectoryWork(QObject):
    """Search as one types, look at one, verify one."""

    said = Signal(str)

    def __init__(self, page: DirectoryPage, desk: OpenOffice, gazetteer: Gazetteer) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk = page, desk
        self._gazetteer = gazetteer
        self._search, self._draw = SearchEverything(desk, gazetteer), DrawMap(gazetteer)
        self.settled = Settled(self, self._search)
        self._read, self._verify = ReadDirectory(desk), VerifyContact(desk)
        page.asked.connect(self._on_asked)
        page.chosen.connect(self._on_chosen)
        page.verify_asked.connect(self._on_verify)

    @Slot()
    def refresh(self) -> None:
        """Search again."""
        self._on_asked(self._page.query())

    @Slot(object)
    def _on_asked(self, query: Query) -> None:
        if not (query.text.strip() or query.near.strip()):
            self._page.show_found((), 0)
            return
        began = time.perf_counter()
        try:
            found = self._search.look(query.text, query.kind, query.near, query.limit)
        except HotlineError as reason:
            self.said.emit(str(reason))
            found = ()
        self.settled.looked(query.kind, len(found))
        took = round((time.perf_counter() - began) * 1000)
        rows = [self._row(f) for f in found if f.kind in ("contact", "provider")]
        self._page.show_found(tuple(rows), took)

    def _row(self, found: Found) -> RowWords:
        police = found.kind == "contact"
        good = self.tr("verified") if police else self.tr("vetted")
        bad = self.tr("not verified") if police else self.tr("not vetted")
        miles = found.miles
        return RowWords(
            key=found.id,
            first=found.first,
            second=", ".join(part for part in (found.second, found.place) if part),
            icon="shield" if police else "house",
            pill=good if found.good else bad,
            tone="ok" if found.good else "soon",
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

    @Slot(object)
    def _on_verify(self, asked: Verify) -> None:
        try:
            contact = self._verify(asked.contact, asked.how, asked.immigration, asked.seen)
        except HotlineError as reason:
            self.said.emit(str(reason))
            return
        self._page.show_contact(contact, self._desk.world.now(), self._draw(contact, self._near()))
        self.refresh()
        self.said.emit(self.tr("The call-back is recorded: this contact may get packets."))
