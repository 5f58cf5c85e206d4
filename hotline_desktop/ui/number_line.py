"""The number to dial, large, with its choice, a button that calls it and one that copies it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hotline_desktop.models.contact import Phone
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.text import clock, second


@dataclass(frozen=True, slots=True, repr=False)
class Callee:
    """Who is to be called: an entry by its id, and which number of it."""

    entry: str
    phone: Phone


class NumberLine(QWidget):
    """One number of an entry, at first its first, with what can be done beside it."""

    call_asked = Signal(object)
    """A :class:`Callee`; the line itself calls nobody."""

    def __init__(self, *deeds: QWidget) -> None:
        """Start without a number; ``deeds`` are the card's own buttons."""
        super().__init__()
        self._entry, self._phones = "", tuple[Phone, ...]()
        self._phone: Phone | None = None
        self._words, self._about = clock(""), second("", wrapped=True)
        self._words.setObjectName("number")
        self._choice = Chips((), self.tr("Which number"), single=True)
        self._choice.setObjectName("which_number")
        self._choice.changed.connect(self._on_chosen)
        self.call = button(self.tr("Call"), key="F5", icon="call", name="call")
        self.call.clicked.connect(self._on_call)
        self.copy = button(self.tr("Copy"), key="Ctrl+C", icon="copy", name="copy")
        self.copy.clicked.connect(self._on_copy)
        under = row(self.call, self.copy, *deeds, STRETCH, spacing=10)
        self.setLayout(column(self._words, self._about, self._choice, under, spacing=6))

    def show_numbers(self, entry: str, phones: Sequence[Phone]) -> None:
        """Show the first number of an entry and a choice of all, or that none is known."""
        self._entry, self._phones = entry, tuple(phones)
        words = [_told(phone) for phone in self._phones]
        with QSignalBlocker(self._choice):
            self._choice.set_options([(str(at), each) for at, each in enumerate(words)])
        self._choice.setVisible(len(self._phones) > 1)
        self._show(0)

    def _show(self, at: int) -> None:
        phone = self._phone = self._phones[at] if at < len(self._phones) else None
        self._words.setText(phone.as_written if phone else self.tr("no number known"))
        about = ", ".join(part for part in (phone.label, phone.note) if part) if phone else ""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._choice.set_value((str(at),))
        self.copy.setEnabled(phone is not None)
        self.call.setEnabled(phone is not None)  # what cannot be called is told when it is asked

    @Slot()
    def _on_chosen(self) -> None:
        """Show the one that was taken; one is always taken."""
        taken = self._choice.value()
        at = int(taken[0]) if taken else self._phones.index(self._phone) if self._phone else 0
        self._show(at)

    @Slot()
    def _on_call(self) -> None:
        if self._phone is not None:
            self.call_asked.emit(Callee(self._entry, self._phone))

    @Slot()
    def _on_copy(self) -> None:
        """Copy what is dialled; the clipboard forgets it soon (ui/clipboard.py)."""
        if self._phone is not None:
            dialled = self._phone.e164 or self._phone.as_written
            QGuiApplication.clipboard().setText(dialled)


def _told(phone: Phone) -> str:
    return f"{phone.as_written} ({phone.label})" if phone.label else phone.as_written
