"""Takes a release back at once, after one question in place; never asks in a dialog."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, row
from hotline_desktop.ui.text import second
from hotline_desktop.ui.wall import here


class Withdrawal(QWidget):
    """A button, the question it asks, and what was answered."""

    withdrawn = Signal()
    agreed_again = Signal()

    def __init__(self) -> None:
        """Start with nothing withdrawn."""
        super().__init__()
        self._ask = button(self.tr("She takes it back"), name="release.withdraw")
        self._yes = button(self.tr("Yes, tell nobody more"), name="release.withdraw_yes")
        self._no = button(self.tr("No"), kind="quiet", name="release.withdraw_no")
        self._again = button(self.tr("She agrees again"), name="release.agree_again")
        self._said = second("", wrapped=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._said)
        layout.addLayout(row(self._ask, self._yes, self._no, self._again, STRETCH))
        self._ask.clicked.connect(self._on_asked)
        self._yes.clicked.connect(self.withdrawn)
        self._no.clicked.connect(self._on_declined)
        self._again.clicked.connect(self.agreed_again)
        self.show_moment(None)

    def show_moment(self, moment: datetime | None) -> None:
        """Say when it was taken back, if it was."""
        back = moment is not None
        self._said.setText(
            self.tr("Taken back {at}: nothing more may be told.").format(
                at=f"{here(moment):%a %d %b, %H:%M}"
            )
            if moment
            else ""
        )
        self._show(asked=False, back=back)

    def _on_asked(self) -> None:
        self._said.setText(self.tr("From now on nothing more may be told. Is that what she wants?"))
        self._show(asked=True, back=False)
        self._yes.setFocus()

    def _on_declined(self) -> None:
        self.show_moment(None)
        self._ask.setFocus()

    def _show(self, asked: bool, back: bool) -> None:
        focused = any(b.hasFocus() for b in (self._ask, self._yes, self._no, self._again))
        self._said.setVisible(asked or back)
        self._yes.setVisible(asked)
        self._no.setVisible(asked)
        self._ask.setVisible(not asked and not back)
        self._again.setVisible(back)
        if focused:
            (self._again if back else self._ask).setFocus()
