"""A list of label and value, as cards show it; silence is said in words, never as an empty cell."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hotline_desktop.ui.text import Words, body, second

_LABEL = 110


class Facts(QWidget):
    """Rows of label and value, filled anew at each :meth:`show_facts`."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Words, Words]] = []

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these; a fact without a value is left out."""
        told = [(label, value) for label, value in facts if value]
        while len(self._labels) < len(told):
            label, value = second(""), body("", wrapped=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = len(self._labels)
            self._grid.addWidget(label, line, 0, alignment=Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, line, 1)
            self._labels.append((label, value))
        here = not self.isHidden()
        if any(label.isHidden() for label, _ in self._labels[: len(told)]):
            self.hide()  # else Qt lays the whole page out anew for each label that comes
        for number, (label, value) in enumerate(self._labels):
            shown = number < len(told)
            label.setText(told[number][0] if shown else "")
            value.setText(told[number][1] if shown else "")
            label.setVisible(shown)
            value.setVisible(shown)
        self.setVisible(here)
