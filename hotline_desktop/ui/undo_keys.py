"""Ctrl+Z on a page: first what the field itself can undo, then the page; holds no text."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_Key = QKeySequence.StandardKey


class UndoKeys(QObject):
    """``undone`` and ``redone`` come when the field with the focus has nothing left of its own.

    After an unlock no field remembers what was typed before: then they take up where it ended.
    """

    undone = Signal()
    redone = Signal()

    def __init__(self, page: QWidget) -> None:
        """Watch the keys of a page; Qt's fields swallow these two, whether they can or not."""
        super().__init__(page)
        self._page = page
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the two keys where nobody else has a use for them."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        back, forth = event.matches(_Key.Undo), event.matches(_Key.Redo)
        if not (back or forth) or not isinstance(watched, QWidget):
            return False
        inside = self._page.isVisible() and (
            watched is self._page or self._page.isAncestorOf(watched)
        )
        if not inside or _has_own(watched, back):
            return False
        (self.undone if back else self.redone).emit()
        return True


def _has_own(field: QWidget, back: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if back else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return document.isUndoAvailable() if back else document.isRedoAvailable()
    return False
