"""Remembers which field of a page had the focus, and its caret; moves it on asking only."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from hotline_desktop.ui.exact_text import caret, set_caret


class FocusMemory(QObject):
    """Follows the focus within ``page``. A lock hides the page before anybody can ask for it.

    ``moved`` carries the field that has it now, or None when the focus left the page.
    """

    moved = Signal(object)

    def __init__(self, page: QWidget) -> None:
        """Begin to follow."""
        super().__init__(page)
        self._page = page
        self._last: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a page needs one
        application.focusChanged.connect(self._on_focus)

    def forget(self) -> None:
        """Begin anew, for another situation."""
        self._last = None

    def place(self) -> tuple[str, int]:
        """Give the field's object name and the caret in characters; empty when none had it."""
        last = self._last
        if last is None or not isValid(last):
            return "", 0
        at = caret(last) if isinstance(last, QLineEdit | QPlainTextEdit) else 0
        return self._name(last), at

    def go(self, field: str, at: int) -> bool:
        """Give the focus to the field of that name, select nothing; say whether it is there."""
        found = self._page.findChild(QWidget, field) if field else None
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._last = found
        if isinstance(found, QLineEdit | QPlainTextEdit):
            set_caret(found, at)
        return True

    def _name(self, widget: QWidget) -> str:
        here: QWidget | None = widget
        while here is not None and here is not self._page:
            if here.objectName() and not here.objectName().startswith("qt_"):
                return here.objectName()
            here = here.parentWidget()
        return ""

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._page):
            return
        inside = new is not None and self._page.isAncestorOf(new)
        if inside:
            self._last = new
        if inside or (old is not None and isValid(old) and self._page.isAncestorOf(old)):
            self.moved.emit(new if inside else None)
