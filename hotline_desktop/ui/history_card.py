"""What was changed of the entry on a card: who, when, by what, each field; reads no vault."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hotline_desktop.actions.read_history import NamedChange
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.text import second, strong
from hotline_desktop.ui.wall import here

_MOST = 50
_LONGEST = 200


class HistoryCard(Card):
    """Asks for the changes of an entry when it is opened, and again for each that comes after."""

    asked = Signal(str)

    def __init__(self) -> None:
        """Start closed."""
        super().__init__(self.tr("History"))
        self._entry, self._open, self._fresh = "", False, False
        self._toggle = button(self.tr("Show"), key="Alt+H", kind="quiet", name="history")
        self._toggle.clicked.connect(self._on_toggled)
        self.head.layout().addWidget(self._toggle)  # type: ignore[union-attr]
        self._inner: QWidget | None = None
        self.body.setSpacing(0)

    def begin(self, entry: str) -> None:
        """Stand for another entry; what is open asks anew."""
        self._entry, self._fresh = entry, False
        self._ask()

    def show_changes(self, changes: Sequence[NamedChange]) -> None:
        """Show these, newest first; each is a stop for Tab, and read as one."""
        views: list[QWidget] = [_view(change) for change in changes[:_MOST]]
        if not views:
            told = self.tr("Nothing was changed since there is a history.")
            views = [second(told, wrapped=True)]
        elif len(changes) > _MOST:
            told = self.tr("and {n} older ones").format(n=len(changes) - _MOST)
            views.append(second(told))
        self._fill(column(*views, spacing=2))
        self.head.quiet.setText(self._count(len(changes)))

    def _count(self, many: int) -> str:
        return self.tr("1 change") if many == 1 else self.tr("{n} changes").format(n=many)

    def _fill(self, layout: QVBoxLayout | None) -> None:
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = None
        if layout is not None:
            self._inner = QWidget()
            self._inner.setLayout(layout)
            self.body.addWidget(self._inner)

    def _ask(self) -> None:
        self._fill(None)
        self.head.quiet.setText("")
        self._toggle.setText(self.tr("Hide") if self._open else self.tr("Show"))
        if self._open and self._entry:
            self.asked.emit(self._entry)

    @Slot()
    def _on_toggled(self) -> None:
        self._open = not self._open
        self._fresh = self._open
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Bring what was just opened into sight, once it has its place."""
        super().resizeEvent(event)
        if self._fresh:
            QTimer.singleShot(0, self, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        self._fresh = self._fresh and self.height() < self.sizeHint().height()
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self, 0, 0)
            above = above.parentWidget()


def _view(change: NamedChange) -> QFrame:
    """Give one change: when and who, then what; it can be focused, so that keys reach it."""
    when = f"{here(change.at):%d %b %Y %H:%M}"
    facts = Facts()
    nothing = QCoreApplication.translate("HistoryCard", "nothing")
    lines = [
        (
            each.field.capitalize(),
            f"{_short(each.was) or nothing} → {_short(each.became) or nothing}",
        )
        for each in change.fields
    ]
    facts.show_facts(lines)
    if not lines:  # to show them here would open a window: they have no parent yet
        facts.hide()
    heading = row(strong(change.what, wrapped=True), STRETCH, second(f"{change.who}, {when}"))
    frame = framed("row", column(heading, facts, margins=(8, 5, 8, 5), spacing=3))
    frame.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    told = "; ".join(f"{name}: {words}" for name, words in lines)
    spoken = ". ".join(part for part in (change.what, change.who, when, told) if part)
    frame.setAccessibleName(spoken)
    return frame


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
