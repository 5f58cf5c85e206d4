"""Draws the lines of the running log, wrapped, with time and provenance; changes none of them."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.ui import intake_words, look
from hotline_desktop.ui.icons import pixmap
from hotline_desktop.ui.log_edits import Asked, Deed
from hotline_desktop.ui.wall import here

Index = QModelIndex | QPersistentModelIndex

_TIME, _ICON, _GAP, _PAD, _LINE = 40, 16, 8, 5, 3
_STATEMENT = Qt.ItemDataRole.UserRole
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class LogTable(QAbstractListModel):
    """Statements as rows."""

    def __init__(self, parent: QObject) -> None:
        """Start empty."""
        super().__init__(parent)
        self._lines: list[Statement] = []

    def show_lines(self, lines: Sequence[Statement]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def add_line(self, line: Statement) -> None:
        """Show one more at the end, without laying the others out again."""
        end = len(self._lines)
        self.beginInsertRows(QModelIndex(), end, end)
        self._lines.append(line)
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's way
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line to the painter, or in one sentence to a screen reader."""
        line = self._lines[index.row()]
        if role == _STATEMENT:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (clock_of(line.heard_at), kind_of(line), line.words, aside_of(line))
            return ", ".join(part for part in parts if part)
        return None


def clock_of(at: datetime | None) -> str:
    """Give a time of day on this desk's clock."""
    return f"{here(at):%H:%M}" if at else ""


def kind_of(line: Statement) -> str:
    """Give how we know, in words."""
    return dict(intake_words.statement_kinds())[line.kind]


def aside_of(line: Statement) -> str:
    """Give what stands small under a line: who, when it happened, and whether it is held back."""
    held = "" if line.tell else intake_words.held_back()
    return ", ".join(part for part in (line.who, line.happened, held) if part)


class LogPainter(QStyledItemDelegate):
    """Time, provenance icon, words; under them who said it, quietly."""

    def __init__(self, view: QListView) -> None:
        """Draw for a view."""
        super().__init__(view)
        self._view = view
        self._measured: dict[tuple[object, ...], tuple[int, int, int]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give the height the wrapped words need at the view's width."""
        line, width = index.data(_STATEMENT), self._view.viewport().width()
        return QSize(width, self._heights(line, _words_width(width))[0])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        line, ink = index.data(_STATEMENT), look.current()
        painter.save()
        self._ground(painter, option, self._view.hasFocus())
        box = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.setFont(look.font("meta"))
        painter.setPen(QColor(ink.ink3))
        painter.drawText(box.adjusted(0, 2, 0, 0), _WRAP, clock_of(line.heard_at))
        icon, tone = _PROVENANCE[line.kind]
        painter.drawPixmap(box.x() + _TIME, box.y() + 1, pixmap(icon, tone, _ICON))
        width = _words_width(option.rect.width())
        _, words_height, aside_height = self._heights(line, width)
        words = QRect(box.x() + _TIME + _ICON + _GAP, box.y(), width, words_height)
        painter.setFont(_words_font(line))
        painter.setPen(QColor(ink.ink if line.tell else ink.ink2))
        painter.drawText(words, _WRAP, line.words)
        if aside_height:
            painter.setFont(look.font("meta"))
            painter.setPen(QColor(ink.ink3))
            below = QRect(words.x(), words.bottom() + _LINE, width, aside_height)
            if not line.tell:
                painter.drawPixmap(below.x(), below.y() + 1, pixmap("held", "ink3", 14))
                below.adjust(18, 0, 0, 0)
            painter.drawText(below, _WRAP, aside_of(line))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, focused: bool) -> None:
        state = QStyle.StateFlag
        if not (focused and option.state & state.State_Selected):
            return
        ink = look.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink.focus), 2))
        painter.setBrush(QColor(ink.accent_soft))
        painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 6, 6)

    def _heights(self, line: Statement, width: int) -> tuple[int, int, int]:
        """Give the whole height, the words' and the aside's, in pixels; measured once a width."""
        key = (line.words, line.kind, aside_of(line), width, look.px(100))
        if key not in self._measured:
            self._measured[key] = _measure(line, width)
        return self._measured[key]


_PROVENANCE = {
    StatementKind.VERBATIM: ("verbatim", "accent"),
    StatementKind.PARAPHRASE: ("paraphrase", "ink3"),
    StatementKind.INFERENCE: ("inference", "soon"),
}


def _words_width(width: int) -> int:
    return max(80, width - 2 * _PAD - _TIME - _ICON - _GAP)


def _measure(line: Statement, width: int) -> tuple[int, int, int]:
    room, said = QRect(0, 0, width, 10_000_000), aside_of(line)
    words = QFontMetrics(_words_font(line)).boundingRect(room, _WRAP, line.words).height()
    small = QFontMetrics(look.font("meta"))
    aside = small.boundingRect(room, _WRAP, said).height() if said else 0
    return words + (aside + _LINE if aside else 0) + 2 * _PAD, words, aside


def _words_font(line: Statement) -> QFont:
    words = look.font("body")
    words.setItalic(line.kind is StatementKind.INFERENCE)
    return words


_DEEDS = {
    Qt.Key.Key_Return: Deed.CHANGE,
    Qt.Key.Key_Enter: Deed.CHANGE,
    Qt.Key.Key_F2: Deed.CHANGE,
    Qt.Key.Key_Delete: Deed.REMOVE,
    Qt.Key.Key_H: Deed.HOLD,
    Qt.Key.Key_Z: Deed.BRING_BACK,
}


class LogView(QListView):
    """The log: Enter changes a line, Delete removes it, Ctrl+Z brings it back, H holds it back."""

    asked = Signal(object)

    def __init__(self, name: str) -> None:
        """Start empty."""
        super().__init__()
        self.table = LogTable(self)
        self.setModel(self.table)
        self.setItemDelegate(LogPainter(self))
        self.setObjectName("log")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "log")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(1)
        self.table.modelReset.connect(self.fit)
        self.table.rowsInserted.connect(self.fit)
        self.doubleClicked.connect(lambda i: self.asked.emit(Asked(Deed.CHANGE, i.row())))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn keys into what they ask for."""
        row, deed = self.currentIndex().row(), _DEEDS.get(Qt.Key(event.key()))
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if deed is None or control is not (deed is Deed.BRING_BACK):
            super().keyPressEvent(event)
        elif row >= 0 or deed is Deed.BRING_BACK:
            self.asked.emit(Asked(deed, row))

    def fit(self) -> None:
        """Be no higher than the lines are."""
        heights = (self.sizeHintForRow(row) for row in range(self.table.rowCount()))
        self.setMaximumHeight(max(1, sum(heights)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wrap anew, and keep the newest line in sight if it was."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.fit()
        if at_end:
            self.scrollToBottom()
