"""The number to dial, large, and a button that copies it; calls nobody."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hotline_desktop.models.contact import Phone
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.text import clock


class NumberLine(QWidget):
    """The first number of an entry, with what can be done beside it."""

    def __init__(self, *deeds: QWidget) -> None:
        """Start without a number; ``deeds`` are the card's own buttons."""
        super().__init__()
        self._phone: Phone | None = None
        self._words = clock("")
        self._words.setObjectName("number")
        self.copy = button(self.tr("Copy"), key="Ctrl+C", icon="copy", name="copy")
        self.copy.clicked.connect(self._on_copy)
        under = row(self.copy, *deeds, STRETCH, spacing=10)
        self.setLayout(column(self._words, under, spacing=6))

    def show_numbers(self, phones: Sequence[Phone]) -> None:
        """Show the first number, or that none is known."""
        self._phone = next(iter(phones), None)
        self._words.setText(self._phone.as_written if self._phone else self.tr("no number known"))
        self.copy.setEnabled(self._phone is not None)

    @Slot()
    def _on_copy(self) -> None:
        """Copy what is dialled; the clipboard forgets it soon (ui/clipboard.py)."""
        if self._phone is not None:
            dialled = self._phone.e164 or self._phone.as_written
            QGuiApplication.clipboard().setText(dialled)
