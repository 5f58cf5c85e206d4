"""Remembers how far panes are scrolled and brings them back, also before they are laid out."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea


class ScrollMemory(QObject):
    """Panes by name."""

    def __init__(self, panes: Mapping[str, QAbstractScrollArea], parent: QObject) -> None:
        """Watch these."""
        super().__init__(parent)
        self._panes = dict(panes)
        self._wanted: dict[str, int] = {}
        for name, pane in self._panes.items():
            pane.verticalScrollBar().rangeChanged.connect(lambda *_, n=name: self._go(n))
            pane.verticalScrollBar().actionTriggered.connect(lambda *_, n=name: self._drop(n))

    def places(self) -> dict[str, int]:
        """Give pixels from the top by name; a place not reached yet counts as reached."""
        here = {name: pane.verticalScrollBar().value() for name, pane in self._panes.items()}
        return here | self._wanted

    def restore(self, places: Mapping[str, int]) -> None:
        """Go to these places now, and again once the panes have been laid out."""
        self._wanted = {name: at for name, at in places.items() if name in self._panes}
        for name in tuple(self._wanted):
            self._go(name)
            # Once more after whatever else scrolls in this turn of the loop (focus, new rows).
            QTimer.singleShot(0, self, lambda n=name: self._go(n))

    def _go(self, name: str) -> None:
        if name not in self._wanted:
            return
        bar, wanted = self._panes[name].verticalScrollBar(), self._wanted[name]
        bar.setValue(wanted)
        if bar.value() == wanted and self._panes[name].isVisible():
            QTimer.singleShot(0, self, lambda: self._settle(name, wanted))

    def _settle(self, name: str, wanted: int) -> None:
        """Let go once it stays there."""
        if self._panes[name].verticalScrollBar().value() == wanted:
            self._drop(name)

    def _drop(self, name: str) -> None:
        self._wanted.pop(name, None)
