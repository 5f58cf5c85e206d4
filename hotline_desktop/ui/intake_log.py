"""The running log: lines as they were said, newest above the writing field; loses none."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import Statement
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.log_edits import Asked, Deed, EditedLines
from hotline_desktop.ui.log_entry import LogEntry
from hotline_desktop.ui.log_lines import LogView
from hotline_desktop.ui.text import meta

_NUMBER = re.compile(r"statements\[(\d+)\]")


class RunningLog(QWidget):
    """Lines and the entry below them.

    What stands in the entry belongs to the draft at once, so that a lock between two keys loses
    nothing; Enter only makes room for the next line.
    """

    changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Start empty."""
        super().__init__()
        self._now = now
        self._edits = EditedLines()
        self._changing: int | None = None
        self._before = Statement()
        self.view = LogView(self.tr("Running log"))
        self.entry = LogEntry(now)
        self._head = SectionHead(self.tr("Running log"), "Alt+L")
        self._keys = meta("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._head)
        layout.addStretch(1)  # few lines stand next to the entry, not far above it
        layout.addWidget(self.view, 1000)
        layout.addWidget(self._keys)
        layout.addWidget(self.entry)
        self.entry.changed.connect(self.changed)
        self.entry.entered.connect(self._on_entered)
        self.entry.left.connect(self._on_left)
        self.view.asked.connect(self._on_asked)
        self.put(Draft())

    def put(self, draft: Draft) -> None:
        """Show a draft's statements."""
        self._edits, self._changing = EditedLines(draft.statements), None
        self.entry.show_line(0, Statement(), new=True)
        self._show()

    def into(self, draft: Draft) -> Draft:
        """Give the draft with every line, the one being written too."""
        return replace(draft, statements=tuple(self._all()))

    def settle(self) -> None:
        """Make what stands in the entry a line of its own."""
        if self._changing is not None or self.entry.is_pending():
            self._edits.lines = self._all()
            self._show()

    def change(self, number: int) -> None:
        """Put a line into the entry, counted from 0; one beyond the last is the new line."""
        if number == self._changing or (
            self._changing is None and number >= len(self._edits.lines)
        ):
            self.entry.start()
            return
        self.settle()
        if number >= len(self._edits.lines):
            self.entry.start()
            return
        self._changing, self._before = number, self._edits.lines[number]
        self.entry.show_line(number, self._before, new=False)
        self.view.setCurrentIndex(self.view.table.index(number, 0))
        self.entry.start()

    def unfold(self, field: str) -> None:
        """Put the line that a field named "statements[3].words" belongs to into the entry."""
        if found := _NUMBER.match(field):
            self.change(int(found[1]))

    def tell(self, problems: Sequence[Problem]) -> None:
        """Bring the first line to be mended into the entry, and say what to mend."""
        mine = [p for p in problems if p.field.startswith("statements")]
        if mine:
            self.unfold(mine[0].field)
        self.entry.tell(mine[0].sentence if mine else "")

    def _all(self) -> list[Statement]:
        if self._changing is not None:
            lines = list(self._edits.lines)
            lines[self._changing] = self.entry.statement()
            return lines
        return (
            [*self._edits.lines, self.entry.statement()]
            if self.entry.is_pending()
            else self._edits.lines
        )

    def _show(self) -> None:
        self.view.table.show_lines(self._edits.lines)
        self._begin_line()
        self.view.scrollToBottom()
        # Heights are laid out after this returns; the newest line must be in sight then too.
        QTimer.singleShot(0, self.view, self.view.scrollToBottom)

    def _begin_line(self) -> None:
        """Make the entry empty; how we know and who says it stay, the next line is often alike."""
        said = self.entry.statement() if self._changing is None else self._before
        self._changing = None
        self.entry.show_line(
            len(self._edits.lines), Statement(who=said.who, kind=said.kind), new=True
        )
        self._tell()

    def _tell(self) -> None:
        count = len(self._edits.lines)
        lines = self.tr("1 line") if count == 1 else self.tr("{count} lines").format(count=count)
        self._head.quiet.setText(lines if count else self.tr("nothing written yet"))
        keys = self.tr("Alt V: Enter changes, H holds back, Delete removes")
        self._keys.setText(
            self.tr("Removed. Ctrl+Z brings it back") if self._edits.can_bring_back() else keys
        )
        self._keys.setVisible(bool(count) or self._edits.can_bring_back())

    def _on_entered(self) -> None:
        if self._changing is not None:
            self.settle()
        elif self.entry.is_pending():
            line = replace(self.entry.statement(), heard_at=self._now())
            self._edits.add(line)
            self.view.table.add_line(line)
            self._begin_line()
            self.view.scrollToBottom()
        self.changed.emit()

    def _on_left(self) -> None:
        """Escape leaves a changed line as it was; what is new stays where it is."""
        if self._changing is not None:
            self._edits.lines[self._changing] = self._before
            self._show()
            self.changed.emit()

    def _on_asked(self, asked: Asked) -> None:
        if asked.deed is Deed.CHANGE:
            self.change(asked.line)
            return
        self.settle()
        look_at = self._edits.do(asked)
        if look_at is not None:
            self._show()
            self.view.setCurrentIndex(self.view.table.index(look_at, 0))
            self.changed.emit()
