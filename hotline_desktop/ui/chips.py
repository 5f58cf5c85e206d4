"""Words one can take or drop, all in one Tab stop; never chooses anything by itself."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from hotline_desktop.ui.flow import Flow
from hotline_desktop.ui.text import meta, tip

_AHEAD = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}


_NOBODY = cast(QWidget, None)  # Qt takes None here; its stubs do not say so

_LONGEST = 36
"""Characters of a chip; the whole stands in its tool tip and name, and the pane keeps its width."""


class Chip(QPushButton):
    """One word; hands arrows and letters to its group."""

    moved = Signal(object)

    def __init__(self, group: str) -> None:
        """Belong to a group of that name."""
        super().__init__()
        self.code = ""
        self.setCheckable(True)
        self.setProperty("kind", "chip")
        self.setAccessibleDescription(group)

    def stand_for(self, code: str, words: str) -> None:
        """Stand for ``code``, read as ``words``."""
        self.code = code
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        self.setText(short.replace("&", "&&"))
        self.setToolTip(tip(words) if short != words else "")
        self.setAccessibleName(words)

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
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        single: bool = False,
        empty: str = "",
        room: int = 0,
    ) -> None:
        """Show (code, words) pairs; ``empty`` stands there when there are none.

        ``room`` is how many may be offered later.
        """
        super().__init__()
        self._name, self._single = name, single
        self._value: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._pool: list[Chip] = []
        self._flow = Flow(self)
        self._empty = meta(empty)
        self._flow.addWidget(self._empty)
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(24)
        for _ in range(max(room, len(options))):
            self._grow()
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
        """Offer these; the focus stays on its code, and the same ones change nothing."""
        if [(chip.code, chip.accessibleName()) for chip in self._chips] == list(options):
            return
        held = next((chip.code for chip in self._chips if chip.hasFocus()), None)
        here = self.hasFocus() or held is not None
        # Chips are kept and given other words: new ones would come last in the Tab order.
        while len(self._pool) < len(options):
            self._grow()
        self._chips = self._pool[: len(options)]
        for chip, (code, words) in zip(self._chips, options, strict=True):
            chip.stand_for(code, words)
            chip.show()  # a layout would do it too late for the focus below
        for chip in self._pool[len(options) :]:
            chip.hide()
        self._empty.setVisible(not self._chips)
        self._tick()
        self._rove(next((c for c in self._chips if c.code == held), None), take_focus=here)
        self.updateGeometry()

    def explain(self, reasons: Mapping[str, str]) -> None:
        """Say by code why each is offered: as a tip, and as its accessible description."""
        for chip in self._chips:
            if why := reasons.get(chip.code, ""):
                chip.setToolTip(tip(why))
            chip.setAccessibleDescription(", ".join(part for part in (self._name, why) if part))

    def _grow(self) -> None:
        chip = Chip(self._name)
        chip.toggled.connect(self._on_toggled)
        chip.moved.connect(self._on_moved)
        chip.hide()
        self._flow.addWidget(chip)
        self._pool.append(chip)

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
        self.setFocusProxy(_NOBODY)  # else Qt gives the proxy the policy meant for the group
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if stop else Qt.FocusPolicy.StrongFocus)
        for chip in self._chips:
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(stop or _NOBODY)
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
        to = next((c for c in round_ if c.accessibleName().casefold().startswith(letter)), None)
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
