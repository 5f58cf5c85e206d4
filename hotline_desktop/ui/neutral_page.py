"""A page that says nothing about this program: the month, as any calendar shows it."""

import calendar
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.text import body, meta, strong, title

_CELL = 56


class NeutralPage(QWidget):
    """Stands in front of everything until any key or click; ``left`` says so."""

    left = Signal()

    def __init__(self, today: date) -> None:
        """Show the month of a day."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{today:%B %Y}")
        grid = QGridLayout()
        grid.setSpacing(look.px(4))
        for at, name in enumerate(calendar.day_abbr):
            grid.addWidget(self._cell(meta(name)), 0, at)
        for line, week in enumerate(calendar.monthcalendar(today.year, today.month), 1):
            for at, day in enumerate(week):
                words = strong(str(day)) if day == today.day else body(str(day) if day else "")
                if day == today.day:
                    words.set_tone("accent")
                grid.addWidget(self._cell(words), line, at)
        month = framed("card", column(title(f"{today:%B %Y}"), 12, grid, margins=32))
        self.setLayout(column(STRETCH, row(STRETCH, month, STRETCH), STRETCH))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go, whatever key it was."""
        event.accept()
        self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go."""
        event.accept()
        self.left.emit()

    @staticmethod
    def _cell(words: QWidget) -> QWidget:
        words.setFixedSize(look.px(_CELL), look.px(_CELL * 3 // 4))
        if hasattr(words, "setAlignment"):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return words
