"""Pairs of entries that may be one, side by side; a person decides, nothing merges by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from hotline_desktop.models.change import FieldChange
from hotline_desktop.models.noun import Noun
from hotline_desktop.ui.cards import EmptyState
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row, scroller
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import Words, body, meta, second, strong, title

_LABEL = 110
_MOST_LINES = 30


class Choice(Noun, frozen=True):
    """What was decided of a pair: which stays and which goes; or that they are two."""

    keep: str
    other: str
    are_two: bool = False


class Compared(QWidget):
    """Two entries line by line; what differs is strong."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        for side in (1, 2):
            self._grid.setColumnStretch(side, 1)
        self._lines: list[tuple[Words, Words, Words, Words, Words]] = []

    def show_lines(self, lines: Sequence[FieldChange]) -> None:
        """Show these: the field, what the first says, what the second says."""
        told = lines[:_MOST_LINES]
        while len(self._lines) < len(told):
            self._lines.append(self._made(len(self._lines)))
        for number, (label, *sides) in enumerate(self._lines):
            shown = number < len(told)
            line = told[number] if shown else FieldChange("", "", "")
            differs = line.was != line.became
            label.setText(line.field.capitalize())
            label.setVisible(shown)
            for side, words in ((0, line.was), (1, line.became)):
                plain, bold = sides[side * 2 : side * 2 + 2]
                (bold if differs else plain).setText(words or self.tr("nothing"))
                plain.setVisible(shown and not differs)
                bold.setVisible(shown and differs)

    def _made(self, line: int) -> tuple[Words, Words, Words, Words, Words]:
        top = Qt.AlignmentFlag.AlignTop
        label = second("")
        made = tuple(make("", wrapped=True) for make in (body, strong, body, strong))
        self._grid.addWidget(label, line, 0, alignment=top)
        for at, words in enumerate(made):
            self._grid.addWidget(words, line, 1 + at // 2, alignment=top)
        return (label, *made)  # type: ignore[return-value]


class DuplicatesPage(QWidget):
    """The list of pairs, the chosen one, and three decisions."""

    chosen = Signal(object)
    decided = Signal(object)
    undo_asked = Signal()

    def __init__(self) -> None:
        """Lay the page out."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._pair = ("", "")
        self.list = RowList(self.tr("Pairs"))
        self.list.setObjectName("pairs")
        self.list.setFixedWidth(430)
        self.list.chosen.connect(self.chosen)
        self._count, self._names = meta(""), (strong("", wrapped=True), strong("", wrapped=True))
        self.compared = Compared()
        self._empty = EmptyState(
            "copy",
            self.tr("No two entries look alike"),
            self.tr("After an import, look here again."),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        self.undo = button(self.tr("Undo the last merge"), key="Ctrl+Z", name="undo_merge")
        self.undo.clicked.connect(self.undo_asked)
        self.undo.setEnabled(False)
        outer.addLayout(row(title(self.tr("Duplicates")), STRETCH, self.undo))
        told = self.tr("Nothing merges by itself. The one that goes leads to the one that stays.")
        outer.addWidget(second(told, wrapped=True))
        pairs = column(self._count, (self.list, 1), spacing=4)
        outer.addLayout(row(pairs, (self._side(), 1), spacing=16), 1)

    def _side(self) -> QWidget:
        self.first = button(self.tr("Keep the first"), key="F2", name="keep_first")
        self.second = button(self.tr("Keep the second"), key="F3", name="keep_second")
        self.two = button(self.tr("They are two"), key="F6", name="are_two")
        self.first.clicked.connect(lambda: self._decide(0))
        self.second.clicked.connect(lambda: self._decide(1))
        self.two.clicked.connect(lambda: self._decide(0, are_two=True))
        heads: QLayout = row(_LABEL + 16, (self._names[0], 1), (self._names[1], 1), spacing=16)
        whole = column(
            row(self.first, self.second, self.two, STRETCH), heads, self.compared, self._empty,
            STRETCH, margins=16, spacing=12,
        )  # fmt: skip
        return scroller(framed("card", whole))

    def wait(self) -> None:
        """Show that the directory is being looked through."""
        self._count.setText(self.tr("Looking through the directory…"))

    def show_pairs(self, rows: Sequence[RowWords]) -> None:
        """Show these pairs; the first one is chosen."""
        self.list.show_rows(tuple(rows))
        self._count.setText(self.tr("Pairs: {count}").format(count=len(rows)))
        for part in (self.first, self.second, self.two, self.compared, *self._names):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows:
            self.list.choose(rows[0].key)
            self.list.setFocus()
            self.chosen.emit(rows[0].key)

    def show_pair(
        self, pair: tuple[str, str], names: tuple[str, str], lines: Sequence[FieldChange]
    ) -> None:
        """Show one pair side by side."""
        self._pair = pair
        for words, name in zip(self._names, names, strict=True):
            words.setText(name)
        self.compared.show_lines(lines)

    @Slot()
    def _decide(self, keep: int, are_two: bool = False) -> None:
        if self._pair[0] and self.list.rows():
            self.decided.emit(Choice(self._pair[keep], self._pair[1 - keep], are_two))
