"""A field for several lines that grows with its words; Tab leaves it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from hotline_desktop.ui import look


class Lines(QPlainTextEdit):
    """Plain text from ``least`` to ``most`` lines high; above that it scrolls."""

    def __init__(self, least: int = 2, most: int = 12) -> None:
        """Start empty and ``least`` lines high."""
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the height of the words."""
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        around = 2 * (self.document().documentMargin() + look.px(4) + 1)
        return QSize(look.px(240), round(lines * self.fontMetrics().lineSpacing() + around) + 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way sideways only."""
        return QSize(look.px(80), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
