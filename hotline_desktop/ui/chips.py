"""Words one can take or drop, all in one Tab stop; never chooses anything by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from hotline_desktop.ui.flow import Flow
from hotline_desktop.ui.text import meta

_AHEAD = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}


class Chip(QPushButton):
    """One word; hands arrows and letters to its group."""

    moved = Signal(object)

    def __init__(self, code: str, words: str, group: str) -> None:
        """Stand for ``code``, read as ``words``."""
        super().__init__(words)
        self.code = code
        self.setCheckable(True)
        self.setProperty("kind", "chip")
        self.setAccessibleName(words)
        self.setAccessibleDescription(group)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take or drop with Space; everything that moves goes to the group."""
        if event.key() in _AHEAD | _BACK or (event.text().strip() and not event.modifiers()):
            self.moved.emit(event)
            return
        super().keyPressEvent(event)


class Chips(QWidget):
    """Checkable words: arrows or a first letter move, Space takes or drops.

    ``value()`` keeps the order in which they were taken, and whatever it was given to hold
    although no chip stands for it. With ``single`` at most one is taken.
    """

    changed = Signal()

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, single: bool = False, empty: str = ""
    ) -> None:
        """Show (code, words) pairs; ``empty`` stands there when there are none."""
        super().__init__()
        self._name, self._single = name, single
        self._value: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._flow = Flow(self)
        self._empty = meta(empty)
        self._flow.addWidget(self._empty)
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(24)
        self.set_options(options)
        self._rove(None)

    def value(self) -> tuple[str, ...]:
        """Give the codes taken, in the order they were taken."""
        return self._value

    def set_value(self, value: Sequence[str]) -> None:
        """Take exactly these, without telling anybody."""
        self._value = tuple(value)
        self._tick()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these; keeps the focus on the same code, and changes nothing if they are the same."""
        if [(chip.code, chip.text()) for chip in self._chips] == list(options):
            return
        held = next((chip.code for chip in self._chips if chip.hasFocus()), None)
        here = self.hasFocus() or held is not None
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(code, words, self._name) for code, words in options]
        before: QWidget = self
        for chip in self._chips:
            chip.setParent(self)
            self._flow.addWidget(chip)
            chip.setVisible(self.isVisible() or not self.isHidden())  # what is hidden takes no focus
            chip.toggled.connect(self._on_toggled)
            chip.moved.connect(self._on_moved)
            QWidget.setTabOrder(before, chip)
            before = chip
        self._empty.setVisible(not self._chips)
        self._tick()
        self._rove(next((c for c in self._chips if c.code == held), None), take_focus=here)
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the focus although no chip is there to show it."""
        super().focusInEvent(event)
        self._empty.set_tone("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide it again."""
        super().focusOutEvent(event)
        self._empty.set_tone("")

    def _tick(self) -> None:
        for chip in self._chips:
            chip.blockSignals(True)  # only a hand tells
            chip.setChecked(chip.code in self._value)
            chip.blockSignals(False)
        if not self.isAncestorOf(self.focusWidget() or self):
            self._rove(next((c for c in self._chips if c.isChecked()), None))

    def _rove(self, to: Chip | None, take_focus: bool = False) -> None:
        """Make one chip the Tab stop of all."""
        stop = to or (self._chips[0] if self._chips else None)
        self.setFocusProxy(None)  # else Qt gives the proxy the policy that is meant for the group
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if stop else Qt.FocusPolicy.StrongFocus)
        for chip in self._chips:
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(stop)
        if take_focus and stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, event: QKeyEvent) -> None:
        at = next(n for n, chip in enumerate(self._chips) if chip is self.sender())
        if event.key() in _AHEAD | _BACK:
            step = 1 if event.key() in _AHEAD else -1
            self._rove(self._chips[(at + step) % len(self._chips)], take_focus=True)
            return
        letter = event.text().casefold()
        round_ = self._chips[at + 1 :] + self._chips[: at + 1]
        to = next((c for c in round_ if c.text().casefold().startswith(letter)), None)
        if to is not None:
            self._rove(to, take_focus=True)

    def _on_toggled(self, taken: bool) -> None:
        chip = self.sender()
        assert isinstance(chip, Chip)  # noqa: S101 - only chips are connected
        rest = () if self._single else tuple(c for c in self._value if c != chip.code)
        self._value = (*rest, chip.code) if taken else rest
        self._tick()
        self._rove(chip)
        self.changed.emit()
