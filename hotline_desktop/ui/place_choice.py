"""What the words for a place may mean, the one that was taken first; takes another at a click."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from hotline_desktop.models.place import Place
from hotline_desktop.ui.keycap import Button, button
from hotline_desktop.ui.layout import STRETCH, row
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.text import meta, tip

_MOST = 5
_SOON = 25
"""Milliseconds: rows are painted in fewer."""


class PlaceChoice(QWidget):
    """A chip for each candidate; hidden while no place is asked for."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._places: tuple[Place, ...] = ()
        self._chips: list[Button] = []
        for at in range(_MOST):
            chip = button("", kind="chip", name=f"place_{at}")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _, at=at: self._on_clicked(at))
            self._chips.append(chip)
        self.setLayout(row(meta(self.tr("Near")), *self._chips, STRETCH, spacing=6))
        # It keeps its room: rows that are being read must not move when a place is understood.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._soon = Pause(self, _SOON)
        self._soon.due.connect(self._draw)
        self.hide()

    def taken(self) -> Place | None:
        """Give the candidate that was taken."""
        return next(iter(self._places), None)

    def show_places(self, places: Sequence[Place], at_once: bool = True) -> None:
        """Take these, each name once; unless ``at_once`` they are drawn after the first rows."""
        named = {place.name(): place for place in reversed(places)}
        shown = tuple(dict.fromkeys(named[place.name()] for place in places))[:_MOST]
        if shown != self._places or not self._chips[0].isChecked():
            self._places = shown
            self._soon.touch()
        if at_once:
            self._soon.flush()

    @Slot()
    def _draw(self) -> None:
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(self._places))
            chip.setChecked(at == 0)
            if at < len(self._places):
                chip.setText(self._places[at].name())
                chip.setToolTip(tip(self._places[at].because))
        self.setVisible(bool(self._places))

    def _on_clicked(self, at: int) -> None:
        self._chips[at].setChecked(at == 0)
        if at:
            self.chosen.emit(self._places[at].name())
