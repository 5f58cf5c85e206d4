"""Paints one row of a result list; knows words, icon, pill and looks, not what they are about."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hotline_desktop.ui.icons import pixmap
from hotline_desktop.ui.look import current
from hotline_desktop.ui.tokens import FIELD, HIGH, RING, TYPE

_Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_ICON = 20


def _font(base: QFont, role: str) -> QFont:
    size, weight = TYPE[role]
    font = QFont(base)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font


class RowPaint(QStyledItemDelegate):
    """First line strong, second quieter, third small; pill and figure in columns at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Ask for 26, 46 or 62 px, by the number of lines."""
        row = index.data(Qt.ItemDataRole.UserRole)
        lines = 1 + bool(row.second) + bool(row.third)
        return QSize(100, {1: 34, 2: 50, 3: 66}[lines])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        k = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(2, 1, -2, -1)
        self._ground(painter, option, area)
        inner = area.adjusted(_PAD, 6, -_PAD, -6)
        if row.icon:
            painter.drawPixmap(inner.left(), inner.top() + 1, pixmap(row.icon, "ink2", _ICON))
            inner.setLeft(inner.left() + _ICON + 10)
        right = self._right(painter, option.font, row, inner)
        lines = [(row.first, "strong", k.ink), (row.second, "second", k.ink2)]
        lines.append((row.third, "meta", k.ink3))
        top = inner.top()
        for words, role, colour in lines:
            if not words:
                continue
            font = _font(option.font, role)
            metrics = QFontMetrics(font)
            # The pill stands beside the first line; the lines below may run under it.
            edge = right if role == "strong" or (row.right and role == "second") else inner.right()
            width = max(20, edge - inner.left())
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            box = QRect(inner.left(), top, width, metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), shown)
            top += metrics.height() + 1
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        k, state = current(), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(k.accent), 1) if chosen and k is HIGH else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(k.accent_soft if chosen else k.sunken))
            painter.drawRoundedRect(area, FIELD, FIELD)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(k.focus), RING))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), FIELD, FIELD)

    @staticmethod
    def _right(painter: QPainter, base: QFont, row: object, inner: QRect) -> int:
        """Paint pill and figure; give the x where the words must end."""
        k, font = current(), _font(base, "meta")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        edge = inner.right()
        pill, right, tone = (getattr(row, name) for name in ("pill", "right", "tone"))
        if pill:
            width = metrics.horizontalAdvance(pill) + 20
            box = QRect(inner.right() - width, inner.top() - 1, width, 22)
            soft = getattr(k, f"{tone}_soft", k.sunken)
            painter.setPen(QPen(QColor(k.edge), 1) if k is HIGH else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(soft))
            painter.drawRoundedRect(box, 11, 11)
            painter.setPen(QColor(getattr(k, tone, k.ink2)))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), pill)
            edge = min(edge, box.left() - 8)
        if right:
            width = metrics.horizontalAdvance(right)
            top = inner.top() + (24 if pill else 2)
            painter.setPen(QColor(k.ink2))
            box = QRect(inner.right() - width, top, width + 1, metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), right)
            edge = min(edge, inner.right() - width - 8)
        return edge
