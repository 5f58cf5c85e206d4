"""The middle column of the intake page: log, notes, whether it is kept; keeps nothing itself."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hotline_desktop.models.noun import Problem
from hotline_desktop.models.situation import Draft, Status
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.exact_text import write, written
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.intake_log import RunningLog
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import row
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.text import Elided
from hotline_desktop.ui.wall import here

_NOTES = 64


class IntakeMiddle(QFrame):
    """Lines as they were said, and what else the advocate wants to remember."""

    changed = Signal()
    close_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Lay it out."""
        super().__init__()
        self.setProperty("kind", "pane")
        self.log = RunningLog(now)
        self._notes = Lines()
        self._notes.setObjectName("narrative")
        self._notes.setAccessibleName(self.tr("Notes"))
        self._notes.setFixedHeight(_NOTES)
        self._kept = Elided("", "meta")
        self._kept.setObjectName("kept")
        self._tick = Icon("check", "ok", 14)
        self._close = button(self.tr("Close situation"), kind="quiet", name="close")
        self._reopen = button(self.tr("Reopen"), kind="quiet", name="reopen")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 8)
        layout.setSpacing(6)
        layout.addWidget(self.log, 1)
        layout.addWidget(
            SectionHead(self.tr("Notes"), "Alt+N", self.tr("never leave unless released"))
        )
        layout.addWidget(self._notes)
        layout.addLayout(row(self._tick, (self._kept, 1), self._close, self._reopen))
        self.log.changed.connect(self.changed)
        self._notes.textChanged.connect(self.changed)
        self._close.clicked.connect(self.close_asked)
        self._reopen.clicked.connect(self.reopen_asked)

    def put(self, draft: Draft) -> None:
        """Show a draft's lines and notes."""
        self.log.put(draft)
        write(self._notes, draft.narrative)
        self._tell_kept("")

    def into(self, draft: Draft) -> Draft:
        """Give the draft with them."""
        return replace(self.log.into(draft), narrative=written(self._notes))

    def show_status(self, status: str) -> None:
        """Offer to close or to reopen; nothing for a signal that was never kept."""
        self._close.setVisible(status == Status.OPEN)
        self._reopen.setVisible(status == Status.CLOSED)
        if not status:
            self._tell_kept(self.tr("Not kept yet; a lock loses nothing"))
        elif status == Status.CLOSED:
            self._tell_kept(self.tr("Closed"))

    def said_kept(self, at: datetime) -> None:
        """Say when it was kept."""
        if self._reopen.isHidden():
            self._close.show()
        self._tell_kept(self.tr("kept {at}").format(at=f"{here(at):%H:%M:%S}"), done=True)

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show what to mend in the lines."""
        self.log.tell(problems)

    def unfold(self, field: str) -> None:
        """Put the line that a field belongs to into the entry."""
        self.log.unfold(field)

    def start_notes(self) -> None:
        """Put the focus into the notes."""
        self._notes.setFocus()

    def _tell_kept(self, words: str, done: bool = False) -> None:
        self._kept.setText(words)
        self._tick.setVisible(done)
