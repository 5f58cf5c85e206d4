"""Reads and writes what somebody typed, to the character; never trims, folds or corrects it."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_ROOM = 1_000_000
_PARAGRAPH = "\u2029"


def entry(hint: str = "") -> QLineEdit:
    """Make a one-line field with room for whatever a record may hold (Qt cuts at 32,767)."""
    field = QLineEdit()
    field.setMaxLength(_ROOM)
    field.setPlaceholderText(hint)
    return field


def write(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Show a text and remember it, because Qt's own copy folds line ends and hard spaces."""
    field.setProperty("written", text)
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
        field.setModified(False)
    else:
        field.setPlainText(text)
        field.document().setModified(False)


def written(field: QLineEdit | QPlainTextEdit) -> str:
    """Give the text: what was written as long as nobody typed, else exactly what stands there."""
    if isinstance(field, QLineEdit):
        return field.text() if field.isModified() else str(field.property("written") or "")
    document = field.document()
    if not document.isModified():
        return str(field.property("written") or "")
    # toPlainText() turns hard spaces into spaces; the raw text keeps them.
    return document.toRawText().replace(_PARAGRAPH, "\n")


def caret(field: QLineEdit | QPlainTextEdit) -> int:
    """Give where the caret stands, in characters from the start."""
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position()


def set_caret(field: QLineEdit | QPlainTextEdit, at: int) -> None:
    """Put the caret back, as near as the text allows, selecting nothing."""
    if isinstance(field, QLineEdit):
        field.deselect()
        field.setCursorPosition(at)
        return
    cursor = field.textCursor()
    cursor.setPosition(max(0, min(at, field.document().characterCount() - 1)))
    field.setTextCursor(cursor)
