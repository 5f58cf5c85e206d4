"""Whom a packet is for: those on duty there first, then anybody found; verifies nobody."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hotline_desktop.models.around import OnDuty
from hotline_desktop.models.contact import Contact
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.layout import column, row
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.standing import standing_words
from hotline_desktop.ui.text import Elided, strong

translate = QCoreApplication.translate

_PAUSE = 60  # ms: shorter than the gap between two keys of a fast typist


def duty_row(duty: OnDuty, now: datetime) -> RowWords:
    """Put somebody who holds there into a row: who, until when."""
    state = translate("packet", "closed now")
    if duty.open:
        state = translate("packet", "there now")
        if duty.until:
            state = translate("packet", "until {hour}").format(hour=f"{duty.until:%H:%M}")
    return contact_row(duty.contact, now, state)


def contact_row(contact: Contact, now: datetime, state: str = "") -> RowWords:
    """Put a contact into a row; one that is closed or not verified says so first."""
    known = "" if contact.is_verified(now) else translate("packet", "not verified")
    known = standing_words(contact.standing) or known
    aside = (contact.desk or contact.person, known, state or contact.city)
    return RowWords(
        key=contact.id,
        first=contact.agency,
        second=", ".join(part for part in aside if part),
        icon="shield" if not known else "minus",
    )


class Candidates(RowList):
    """As high as there is room, so that the checks below stay in sight."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for little."""
        return QSize(look.px(200), look.px(76))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never give way below it."""
        return self.sizeHint()


class RecipientCard(Card):
    """The chosen one in full, a search over all contacts, and the candidates as a list."""

    changed = Signal()
    search_asked = Signal(str)

    def __init__(self) -> None:
        """Start with nobody."""
        super().__init__(self.tr("For"), key="Alt F")
        self._chosen = ""
        self._name, self._aside = strong("", wrapped=True), Elided("", "second")
        self._name.setObjectName("recipient_name")
        self._pill = Pill("", "neutral")
        self.search = QLineEdit()
        self.search.setObjectName("recipient_search")
        self.search.setAccessibleName(self.tr("Search all contacts"))
        self.search.setPlaceholderText(self.tr("Search all contacts"))
        self.search.installEventFilter(self)
        self.list = Candidates(self.tr("Who it can go to"))
        self.list.setObjectName("recipients")
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_chosen)
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(lambda: self.search_asked.emit(self.search.text()))
        self.search.textEdited.connect(self._pause.touch)
        under = row((self._aside, 1), self._pill)
        self._told = QWidget()
        self._told.setLayout(column(self._name, under, spacing=2))
        self.body.setSpacing(look.px(6))
        self.body.addWidget(self._told)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self._told.hide()

    def value(self) -> str:
        """Give the id of the chosen contact, "" when there is none."""
        return self._chosen

    def choose(self, identity: str) -> None:
        """Choose without telling anybody."""
        self._chosen = identity
        self.list.choose(identity)

    def clear(self) -> None:
        """Forget what was typed and chosen."""
        self._pause.drop()
        self.search.clear()
        self.choose("")

    def show_candidates(self, rows: Sequence[RowWords]) -> None:
        """Offer these; the chosen one stays chosen, in the list or not."""
        self.list.show_rows(rows)
        self.list.choose(self._chosen)

    def show_contact(self, contact: Contact | None, now: datetime) -> None:
        """Show the chosen one in full, as it stands now."""
        self._told.setVisible(contact is not None)
        if contact is None:
            return
        good = contact.is_verified(now)
        aside = ", ".join(part for part in (contact.desk, contact.person) if part)
        self._name.setText(contact.agency)
        self._aside.setText(aside or contact.city)
        words = self.tr("verified") if good else self.tr("not verified")
        good, words = good and not contact.is_refused, standing_words(contact.standing) or words
        self._pill.tell(words, "ok" if good else "soon", "check" if good else "alert")

    def start(self) -> None:
        """Put the focus where one chooses."""
        (self.list if self.list.rows() else self.search).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go from the search down to what was found."""
        if watched is self.search and isinstance(event, QKeyEvent):
            down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.KeyPress and down and not event.modifiers():
                self._pause.flush()
                if self.list.rows():
                    self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the letters that the list passes on into the search."""
        if self.list.hasFocus() and event.text().strip() and event.text().isprintable():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.clear()
            self.search.insert(event.text())
            self._pause.touch()
            return
        super().keyPressEvent(event)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, str) and key != self._chosen:
            self._chosen = key
            self.changed.emit()
