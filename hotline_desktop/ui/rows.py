"""Lists of results in two or three lines, by keyboard and fast with thousands; knows no noun."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QListView

from hotline_desktop.ui.row_painting import RowPainter, RowWords

__all__ = ["RowList", "RowWords", "RowsTable"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsTable(QAbstractListModel):
    """The rows as Qt asks for them; a screen reader gets each in one sentence."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[RowWords, ...] = ()

    def fill(self, rows: Sequence[RowWords]) -> None:
        """Hold exactly these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let nobody stop at a heading."""
        if index.isValid() and self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Say how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row itself, or its words for those who hear it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        return None


class RowList(QListView):
    """Rows to walk with the arrows: ``chosen(key)`` at each step, ``opened(key)`` at Enter.

    Both carry the key of the row. Only a hand makes them speak; filling does not.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str) -> None:
        """Start empty under an accessible ``name``."""
        super().__init__()
        self._table = RowsTable()
        self._quiet = False
        self.setAccessibleName(name)
        self.setModel(self._table)
        self.setItemDelegate(RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)  # for hover
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._key_at(index)))

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show these; the chosen row stays chosen if its key is still there."""
        key = self.key()
        self._quiet = True
        self._table.fill(rows)
        self.executeDelayedItemsLayout()  # left to its timer it would be a second painting
        self._quiet = False
        # Nothing to walk is nothing to stop at: the ring would have no row to stand on.
        stop = Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus
        if not rows and self.hasFocus():
            self.focusNextChild()
        self.setFocusPolicy(stop)
        self.choose(key)

    def rows(self) -> tuple[RowWords, ...]:
        """Give the rows shown."""
        return self._table.rows

    def key(self) -> object:
        """Give the key of the chosen row; None when none is."""
        return self._key_at(self.currentIndex())

    def choose(self, key: object) -> None:
        """Choose the row of a key without telling anybody; an unknown key chooses none."""
        at = next((n for n, row in enumerate(self._table.rows) if row.key == key), None)
        self._quiet = True
        self.setCurrentIndex(_ROOT if key is None or at is None else self._table.index(at))
        self._quiet = False

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's name
        """Tell which row a hand chose."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.chosen.emit(self._key_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open at Enter; letters go on to the page, where a search may take them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.opened.emit(self.key())
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the first row when none is, so that the focus is seen."""
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            # The view's own would choose the first row before the one that is clicked.
            QAbstractScrollArea.focusInEvent(self, event)
            self.viewport().update()
            return
        first = next((n for n, row in enumerate(self._table.rows) if not row.heading), None)
        if not self.currentIndex().isValid() and first is not None:
            self.setCurrentIndex(self._table.index(first))
        super().focusInEvent(event)

    def _key_at(self, index: _Index) -> object:
        return self._table.rows[index.row()].key if index.isValid() else None
