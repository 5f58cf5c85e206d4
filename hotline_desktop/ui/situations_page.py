"""All situations: find by words, filter by state, open, close, reopen; writes nothing itself."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from hotline_desktop.models.situation import Status
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import EmptyState
from hotline_desktop.ui.exact_text import entry
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.rows import RowList
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import meta, title
from hotline_desktop.ui.today_page import SituationWords, row_words

_PAUSE = 60  # ms: shorter than the gap between two keys of a fast typist
_ALL = "all"
_WHOLE = 1080


class SituationsPage(QWidget):
    """Search field, state and list; ``asked`` carries (words, state), "" for all states."""

    asked = Signal(object)
    opened = Signal(object)
    close_asked = Signal(object)
    reopen_asked = Signal(object)

    def __init__(self) -> None:
        """Lay the page out, empty."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._lines: dict[str, SituationWords] = {}
        self.text: QLineEdit = entry(self.tr("Number, place or words"))
        self.text.setObjectName("search")
        self.text.setAccessibleName(self.tr("Search situations"))
        self.text.setProperty("kind", "big")
        self.status = Segments(
            [
                (Status.OPEN, self.tr("Open")),
                (Status.CLOSED, self.tr("Closed")),
                (_ALL, self.tr("All")),
            ],
            self.tr("Which situations"),
        )
        self.status.setObjectName("status")
        self.status.set_value(Status.OPEN)
        self.list = RowList(self.tr("Situations"))
        self.list.setObjectName("situations")
        self._nothing = EmptyState(
            "situations",
            self.tr("No situation fits"),
            self.tr("Try fewer words, or look at all of them. Ctrl N takes a new signal."),
        )
        self._count = meta("")
        self._count.setObjectName("count")
        self._open = button(self.tr("Open"), key="Enter", name="open_situation")
        self._close = button(self.tr("Close"), key="Alt+C", name="close_situation")
        self._reopen = button(self.tr("Reopen"), key="Alt+O", name="reopen_situation")
        self._lay_out()
        self._wire()
        self._offer()

    def query(self) -> tuple[str, str]:
        """Give what is asked for now: words, and a state or ""."""
        status = self.status.value()
        return self.text.text(), "" if status == _ALL else str(status)

    def show(
        self, lines: Sequence[SituationWords] | None = None, now: datetime | None = None
    ) -> None:
        """Show what was found; without lines, show the page itself as any widget."""
        if lines is None or now is None:
            super().show()
            return
        self._lines = {line.id: line for line in lines}
        self.list.show_rows([row_words(line, now) for line in lines])
        if lines and self.list.key() is None:
            self.list.choose(lines[0].id)
        self._body.setCurrentWidget(self.list if lines else self._nothing)
        count = len(lines)
        self._count.setText(
            self.tr("1 situation") if count == 1 else self.tr("{n} situations").format(n=count)
        )
        self._offer()

    def start(self) -> None:
        """Put the focus into the search."""
        self.text.setFocus()

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        self._body.addWidget(self._nothing)
        self._body.addWidget(self.list)
        head = row(title(self.tr("Situations")), self._count, STRETCH, self.status, spacing=14)
        acts = row(STRETCH, self._close, self._reopen, self._open)
        whole = QWidget()
        whole.setMaximumWidth(look.px(_WHOLE))
        whole.setLayout(
            column(head, self.text, (self._body, 1), acts, margins=(20, 14, 20, 14), spacing=12)
        )
        self.setLayout(row(STRETCH, (whole, 100), STRETCH))

    def _wire(self) -> None:
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(self._ask)
        self.text.textEdited.connect(self._pause.touch)
        self.text.returnPressed.connect(self._on_return)
        self.status.changed.connect(self._ask)
        self.list.chosen.connect(self._offer)
        self.list.opened.connect(self.opened)
        self._open.clicked.connect(lambda: self._tell(self.opened))
        self._close.clicked.connect(lambda: self._tell(self.close_asked))
        self._reopen.clicked.connect(lambda: self._tell(self.reopen_asked))

    def _ask(self) -> None:
        self._pause.drop()
        self.asked.emit(self.query())

    def _on_return(self) -> None:
        """Enter in the search goes to what was found."""
        self._ask()
        if self.list.rows():
            self.list.setFocus()

    def _tell(self, signal: object) -> None:
        if (key := self.list.key()) is not None:
            signal.emit(key)  # type: ignore[attr-defined]

    def _offer(self) -> None:
        """Offer what can be done with the chosen one."""
        line = self._lines.get(str(self.list.key()))
        self._open.setEnabled(line is not None)
        self._close.setVisible(line is None or line.status == Status.OPEN)
        self._close.setEnabled(line is not None)
        self._reopen.setVisible(line is not None and line.status == Status.CLOSED)
