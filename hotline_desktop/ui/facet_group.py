"""One facet: values to tick, each with how many it leaves, in one Tab stop; searches nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.text import Words, second

_STEP = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Tick(QCheckBox):
    """One value; hands the arrows to its group."""

    moved = Signal(int)

    def __init__(self, value: str, words: str, group: str) -> None:
        """Stand for ``value`` of the group, read as ``words``."""
        super().__init__(words.replace("&", "&&"))
        self.value, self.words = value, words
        self.setAccessibleDescription(group)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be no smaller than a comfortable target."""
        return super().sizeHint().expandedTo(QSize(0, look.px(look.TARGET)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick with Space; up and down move."""
        step = _STEP.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Count(Words):
    """A figure of one size: a new one moves nothing and lays nothing out."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("", "meta")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fix()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fix()

    def _fix(self) -> None:
        wide = look.metrics("meta").horizontalAdvance("000,000")
        self.setFixedSize(wide, look.px(look.TARGET))


class FacetGroup(QWidget):
    """Values under a heading, the first few in sight; ``single`` allows one at a time."""

    changed = Signal()

    def __init__(self, name: str, title: str, most: int = 6, single: bool = False) -> None:
        """Start without values; ``most`` stand there before "more" is asked for."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title, self._most, self._single = title, most, single
        self._ticks: dict[str, tuple[Tick, Count]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._more = button(self.tr("More"), kind="quiet", name=f"{name}_more")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more)
        self._more.hide()
        heading = second(title)
        self.setLayout(column(heading, self._grid, row(self._more, STRETCH), spacing=2))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer values with their words; those that are there stay where they are."""
        for value, words in options:
            if value in self._ticks:
                continue
            tick, count = Tick(value, words, self._title), Count()
            tick.setObjectName(f"{self.objectName()}_{value}")
            tick.clicked.connect(self._on_clicked)
            tick.moved.connect(self._on_moved)
            line = len(self._ticks)
            self._grid.addWidget(tick, line, 0)
            self._grid.addWidget(count, line, 1)
            self._ticks[value] = (tick, count)
        self._lay()

    def values(self) -> tuple[str, ...]:
        """Give what is ticked."""
        return tuple(value for value, (tick, _) in self._ticks.items() if tick.isChecked())

    def set_values(self, values: Sequence[str]) -> None:
        """Tick exactly these, without telling anybody."""
        for value, (tick, _) in self._ticks.items():
            tick.setChecked(value in values)
        self._lay()

    def tell(self, counts: Mapping[str, int]) -> None:
        """Show how many each value leaves."""
        for value, (tick, count) in self._ticks.items():
            number = counts.get(value, 0)
            count.setText(f"{number:,}")
            words = QCoreApplication.translate("FacetGroup", "{words}, {count} found")
            tick.setAccessibleName(words.format(words=tick.words, count=f"{number:,}"))

    def wait(self) -> None:
        """Say that the counts are on their way."""
        for _, count in self._ticks.values():
            count.setText("…")

    @Slot()
    def _on_clicked(self) -> None:
        clicked = self.sender()
        if self._single and isinstance(clicked, Tick) and clicked.isChecked():
            self.set_values([clicked.value])
        self._lay()
        self.changed.emit()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        shown = [tick for tick, _ in self._ticks.values() if not tick.isHidden()]
        at = next((n for n, tick in enumerate(shown) if tick is self.sender()), 0)
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        self._rove(shown[(at + step) % len(shown)])

    @Slot()
    def _on_more(self) -> None:
        self._more.setText(self.tr("Fewer") if self._more.isChecked() else self.tr("More"))
        self._lay()

    def _lay(self) -> None:
        """Show the first few, what is ticked, and with "more" all."""
        for line, (tick, count) in enumerate(self._ticks.values()):
            shown = line < self._most or tick.isChecked() or self._more.isChecked()
            tick.setVisible(shown)
            count.setVisible(shown)
        self._more.setVisible(len(self._ticks) > self._most)
        ticks = [tick for tick, _ in self._ticks.values()]
        self._rove(next((tick for tick in ticks if tick.hasFocus()), ticks[0] if ticks else None))

    def _rove(self, here: Tick | None) -> None:
        """Make one value the Tab stop of all."""
        for tick, _ in self._ticks.values():
            stop = tick is here
            tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
