"""The directory: lists contacts and providers as one types, and shows one; writes nothing."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.county_map import CountyMap
from hotline_desktop.models.looking import Looked, Query
from hotline_desktop.models.place import Place
from hotline_desktop.models.provider import Provider
from hotline_desktop.ui.cards import EmptyState
from hotline_desktop.ui.contact_card import ContactCard
from hotline_desktop.ui.found_rows import found_rows, found_words
from hotline_desktop.ui.keycap import KeyCap, button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.narrow import Narrow
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.place_choice import PlaceChoice
from hotline_desktop.ui.provider_card import ProviderCard
from hotline_desktop.ui.rows import RowList
from hotline_desktop.ui.text import meta, title

_FACETS, _LIST = 222, 384
_SOON = 40
"""Milliseconds that counts may be late before they are said to be on their way."""


class DirectoryPage(QWidget):
    """Search field, facets, list and card."""

    asked = Signal(object)
    chosen = Signal(object)
    edit_asked = Signal(str, bool)
    call_asked = Signal(object)
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        """Lay the page out."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._asked = self._answered = Query()
        self._ahead = False
        """Whether Enter or Down waits for the rows of what is typed."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(self._make_head())
        outer.addLayout(self._make_fields())
        outer.addLayout(self._make_found(), 1)

    def _make_head(self) -> QLayout:
        take_in = button(self.tr("Import"), key="Ctrl+I", icon="plus", name="import")
        take_in.clicked.connect(self.import_asked)
        out = button(self.tr("Export"), icon="file", name="export")
        out.clicked.connect(self.export_asked)
        return row(title(self.tr("Directory")), STRETCH, take_in, out)

    def _make_fields(self) -> QLayout:
        self.text, self.near = QLineEdit(), QLineEdit()
        for field, name, word in (
            (self.text, "search", self.tr("Search the directory")),
            (self.near, "near", self.tr("Near which place")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(word)
            field.setPlaceholderText(word)
            field.setProperty("kind", "big")
            field.textChanged.connect(self.ask)
            field.installEventFilter(self)
        self.near.setMaximumWidth(260)
        self.places = PlaceChoice()
        self.places.chosen.connect(self.near.setText)
        return column(row((self.text, 1), self.near, spacing=10), self.places, spacing=6)

    def _make_found(self) -> QLayout:
        self.narrow = Narrow()
        self._waiting = Pause(self, _SOON)
        self._waiting.due.connect(self.narrow.wait)
        self.narrow.changed.connect(self.ask)
        facets = scroller(self.narrow)
        facets.setFixedWidth(_FACETS)
        self.list = RowList(self.tr("Found"))
        self.list.setObjectName("found")
        self.list.setFixedWidth(_LIST)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.chosen)
        self._count = meta("")
        self._count.setObjectName("count")
        self.contact_card, self.provider_card = ContactCard(), ProviderCard()
        self.contact_card.edit_asked.connect(self.edit_asked)
        self.provider_card.edit_asked.connect(self.edit_asked)
        self.contact_card.call_asked.connect(self.call_asked)
        self.provider_card.call_asked.connect(self.call_asked)
        self._empty = EmptyState(
            "directory",
            self.tr("Type a name, a place or a service"),
            self.tr("For example: night desk near Youngstown. Arrow keys choose a row."),
        )
        self._cards = QStackedWidget()
        self._choose = EmptyState(
            "directory",
            self.tr("Choose a row"),
            self.tr("Down goes into the list, Enter too. Tick what it must have at the left."),
        )
        for card in (self._empty, self._choose, self.contact_card, self.provider_card):
            self._cards.addWidget(card)
        keys = row((self._count, 1), KeyCap("Down"), meta(self.tr("next")), spacing=6)
        found = column(keys, (self.list, 1), spacing=4)
        return row(facets, found, (scroller(self._cards), 1), spacing=14)

    def query(self) -> Query:
        """Give what is asked for now."""
        narrow = self.narrow
        return Query(self.text.text(), narrow.kind(), self.near.text(), narrow.facets())

    def show_looked(self, query: Query, looked: Looked, milliseconds: int) -> None:
        """Show an answer as far as it is known, and how long it took."""
        rows = found_rows(query, looked)
        self.list.show_rows(rows)
        self._count.setText(found_words(query, looked, milliseconds))
        self.places.show_places(looked.places, at_once=looked.counted is not None)
        if looked.counted is None:
            self._waiting.touch()
        else:
            self._waiting.drop()
            self.narrow.show_counts(looked.counted)
            if query == self._asked != self.query():  # distances came or went with the place
                self.ask()
        new, self._answered = query != self._answered, query
        beside = self._cards.currentWidget() in (self._empty, self._choose)
        if (new or beside) and self.list.key() is None:  # else what is open stays open
            self._cards.setCurrentWidget(self._choose if rows else self._empty)
        if query == self._asked and (rows or looked.counted is not None):
            self._end_waiting()

    def show_nothing(self, words: str) -> None:
        """Show that there is no answer, and why."""
        self._answered = self._asked
        self.list.show_rows(())
        self._count.setText(words)
        self.places.show_places(())
        self._cards.setCurrentWidget(self._empty)
        self._end_waiting()

    def near_place(self) -> Place | None:
        """Give the place as the search took it."""
        return self.places.taken()

    def show_contact(self, contact: Contact, now: datetime, shown: CountyMap | None = None) -> None:
        """Show a contact's card with its map."""
        self.contact_card.show_contact(contact, now, shown)
        self._cards.setCurrentWidget(self.contact_card)

    def show_provider(
        self, provider: Provider, now: datetime, shown: CountyMap | None = None
    ) -> None:
        """Show a provider's card with its map."""
        self.provider_card.show_provider(provider, now, shown)
        self._cards.setCurrentWidget(self.provider_card)

    def start(self) -> None:
        """Put the focus where to type."""
        self.text.setFocus()
        self.text.selectAll()
        self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go from what is typed into what was found: Down and Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if (
                down
                and not event.modifiers()
                and (self.list.rows() or self._answered != self._asked)
            ):
                self._go_down()
                return True
        return super().eventFilter(watched, event)

    def _go_down(self) -> None:
        """Go into the rows; into those of what is typed now, once they are there."""
        if self._answered != self._asked:
            self._ahead = True
            self._cards.setEnabled(False)  # what is pressed next is not meant for the card before
        else:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _end_waiting(self) -> None:
        """Do what waited, unless she is somewhere else by now."""
        ahead, self._ahead = self._ahead, False
        self._cards.setEnabled(True)
        if ahead and self.list.rows() and (self.text.hasFocus() or self.near.hasFocus()):
            self._go_down()

    @Slot()
    def ask(self) -> None:
        """Ask for what is typed and ticked now."""
        self._ahead, self._asked = False, self.query()
        self._cards.setEnabled(True)
        self.asked.emit(self._asked)
