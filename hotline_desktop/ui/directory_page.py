"""The directory: lists contacts and providers as one types, and shows one; writes nothing."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.county_map import CountyMap
from hotline_desktop.models.facets import Counted, Facets
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Provider
from hotline_desktop.ui.cards import EmptyState
from hotline_desktop.ui.contact_card import ContactCard
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.narrow import Narrow
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.provider_card import ProviderCard
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import meta, title

_PAUSE = 60  # ms: shorter than the gap between two keys of a fast typist, so each pause is answered


class Query(Noun, frozen=True):
    """What is looked for: words, one kind or "" for all, near which place, and with what."""

    text: str = ""
    kind: str = ""
    near: str = ""
    limit: int = 60
    facets: Facets = Facets()


class DirectoryPage(QWidget):
    """Search field, list and card."""

    asked = Signal(object)
    chosen = Signal(object)
    edit_asked = Signal(str, bool)
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        """Lay the page out."""
        super().__init__()
        self.setProperty("kind", "canvas")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(self._make_head())
        outer.addLayout(self._make_fields())
        outer.addLayout(self._make_found(), 1)
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(self._ask)

    def _make_head(self) -> QLayout:
        kinds = [
            ("", self.tr("All")),
            ("contact", self.tr("Police")),
            ("provider", self.tr("Providers")),
        ]
        self.kind = Segments(kinds, self.tr("Kind"))
        self.kind.set_value("")
        self.kind.changed.connect(self._ask)
        take_in = button(self.tr("Import"), key="Ctrl+I", icon="plus", name="import")
        take_in.clicked.connect(self.import_asked)
        out = button(self.tr("Export"), icon="file", name="export")
        out.clicked.connect(self.export_asked)
        return row(title(self.tr("Directory")), STRETCH, self.kind, 8, take_in, out)

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
            field.textChanged.connect(self._on_typed)
        self.near.setMaximumWidth(260)
        self.narrow = Narrow()
        self.narrow.changed.connect(self._ask)
        fields = row((self.text, 1), self.near, spacing=10)
        return column(fields, self.narrow, spacing=8)

    def _make_found(self) -> QLayout:
        self.list = RowList(self.tr("Found"))
        self.list.setObjectName("found")
        self.list.setFixedWidth(430)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.chosen)
        self._count = meta("")
        self._count.setObjectName("count")
        self.contact_card, self.provider_card = ContactCard(), ProviderCard()
        self.contact_card.edit_asked.connect(self.edit_asked)
        self.provider_card.edit_asked.connect(self.edit_asked)
        self._empty = EmptyState(
            "directory",
            self.tr("Type a name, a place or a service"),
            self.tr("For example: night desk near Youngstown. Arrow keys choose a row."),
        )
        self._cards = QStackedWidget()
        for card in (self._empty, self.contact_card, self.provider_card):
            self._cards.addWidget(card)
        found = column(self._count, (self.list, 1), spacing=4)
        return row(found, (scroller(self._cards), 1), spacing=16)

    def query(self) -> Query:
        """Give what is asked for now."""
        facets = self.narrow.facets()
        return Query(self.text.text(), self.kind.value(), self.near.text(), facets=facets)

    def show_found(self, rows: tuple[RowWords, ...], milliseconds: int) -> None:
        """Show what was found and how long it took; how many there are in all comes later."""
        self.list.show_rows(rows)
        more = "+" if len(rows) >= self.query().limit else ""
        self._count.setText(
            self.tr("{count}{more} found in {ms} ms").format(
                count=len(rows), more=more, ms=milliseconds
            )
        )
        if not rows:
            self._cards.setCurrentWidget(self._empty)

    def show_counts(self, counted: Counted) -> None:
        """Show how many there are in all, and how many each filter would leave."""
        shown = len(self.list.rows())
        if counted.total > shown:
            self._count.setText(
                self.tr("the first {shown} of {total} found").format(
                    shown=shown, total=f"{counted.total:,}"
                )
            )
        self.narrow.show_counts(counted)

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

    @Slot()
    def _on_typed(self) -> None:
        self._pause.touch()

    @Slot()
    def _ask(self) -> None:
        self._pause.drop()
        self.asked.emit(self.query())
