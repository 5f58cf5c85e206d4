"""Paints one row of a list: icon, two or three lines, pill and figure; holds no rows."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from hotline_desktop.ui import look
from hotline_desktop.ui.icons import pixmap
from hotline_desktop.ui.text import tip

_DRAWN = 80
"""Rows that are kept as pictures, some 100 KB each: several windows full."""
_PAD_X, _PAD_Y, _ICON, _APART, _BETWEEN = 10, 7, 20, 12, 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, repr=False)
class RowWords:
    """What one row says; ``key`` is handed back, ``pill`` is a state in ``tone``.

    A ``heading`` stands over the rows that follow and is never chosen.
    """

    key: object
    first: str
    second: str
    third: str = ""
    icon: str = ""
    pill: str = ""
    tone: str = "neutral"
    right: str = ""
    pill_icon: str = ""
    heading: bool = False

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Words and role of each line there is."""
        first = "head" if self.heading else "strong"
        given = ((self.first, first), (self.second, "second"), (self.third, "meta"))
        return tuple((words.replace("\n", " "), role) for words, role in given if words)

    @cached_property
    def seen(self) -> tuple[object, ...]:
        """Give all that is drawn of it."""
        return (*self.lines, self.icon, self.pill, self.tone, self.right, self.pill_icon)

    def spoken(self) -> str:
        """Say the row in one sentence, state first after the name."""
        parts = (self.first, self.pill, self.second, self.third, self.right)
        return ", ".join(part for part in parts if part)


class RowPainter(QStyledItemDelegate):
    """Draws :class:`RowWords`; the right column is as wide as the widest in the whole list.

    A row that comes again as it was, which most do while one types, is not drawn anew.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Paint for ``view``."""
        super().__init__(view)
        self._view = view
        self._column: tuple[object, int] | None = None
        # Here and not in a cache of all lists: pictures must not outlive the application.
        self._drawn: dict[object, QPixmap] = {}
        view.model().modelReset.connect(self._forget)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give a height for the lines there are; never under a comfortable target."""
        row = index.data(Qt.ItemDataRole.UserRole)
        roles = tuple(role for _, role in row.lines)
        return _size(roles, row.heading, bool(row.pill and row.right), look.px(100))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, icon, lines and the right column."""
        row = index.data(Qt.ItemDataRole.UserRole)
        chosen = self._view.currentIndex() == index
        if not chosen and not option.state & QStyle.StateFlag.State_MouseOver:
            painter.drawPixmap(option.rect.topLeft(), self._picture(row, option.rect.size()))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, chosen)
        self._paint_row(painter, option.rect, row, chosen)
        painter.restore()

    def _picture(self, row: RowWords, size: QSize) -> QPixmap:
        """Give a row that is neither chosen nor under the mouse, as it was drawn before or anew."""
        ratio = self._view.devicePixelRatioF()
        known = (row.seen, size.width(), size.height(), self._side_width(), look.current().name,
                 look.px(100), ratio)  # fmt: skip
        drawn = self._drawn.pop(known, None)
        if drawn is None:
            drawn = QPixmap(size * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_row(painter, QRect(QPoint(), size), row, chosen=False)
            painter.end()
        self._drawn[known] = drawn  # the newest stands last
        if len(self._drawn) > _DRAWN:
            del self._drawn[next(iter(self._drawn))]
        return drawn

    def _paint_row(self, painter: QPainter, place: QRect, row: RowWords, chosen: bool) -> None:
        inner, words = self._places(place, row)
        if row.icon:
            tone = "accent" if chosen else "ink2"
            top = inner.top() + (inner.height() - look.px(_ICON)) // 2
            if len(row.lines) > 2:
                top = inner.top()
            painter.drawPixmap(inner.left(), top, pixmap(row.icon, tone, _ICON))
        self._paint_lines(painter, words, row)
        self._paint_side(painter, inner, row)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Offer the whole words where a line is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = index.data(Qt.ItemDataRole.UserRole)
        wide = self._places(option.rect, row)[1].width()
        cut = [w for w, role in row.lines if look.metrics(role).horizontalAdvance(w) > wide]
        QToolTip.showText(event.globalPos(), tip("\n".join(cut)), view)
        return True

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, chosen: bool) -> None:
        worn, radius, state = look.current(), look.px(look.RADIUS_FIELD), option.state
        ground, ring = QRectF(option.rect).adjusted(1, 1, -1, -1), ""
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            ring = worn.focus if self._view.hasFocus() else worn.accent if worn.high else ""
            painter.setBrush(QColor(worn.accent_soft))
            painter.drawRoundedRect(ground, radius, radius)
        elif state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled:
            painter.setBrush(QColor(worn.sunken))
            painter.drawRoundedRect(ground, radius, radius)
        if ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ring), look.RING))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_lines(self, painter: QPainter, place: QRect, row: RowWords) -> None:
        worn, lines = look.current(), row.lines
        text = sum(_height(role) for _, role in lines) + look.px(_BETWEEN) * (len(lines) - 1)
        top = place.top() + (place.height() - text) // 2
        for words, role in lines:
            line = QRect(place.left(), top, place.width(), _height(role))
            ink = {"strong": worn.ink, "head": worn.ink, "second": worn.ink2}.get(role, worn.ink3)
            painter.setPen(_colour(ink))
            painter.setFont(_font(role, look.px(100)))
            shown = _shown(words, role, line.width(), look.px(100))
            painter.drawText(line, int(_LEFT), shown)
            top += line.height() + look.px(_BETWEEN)

    def _paint_side(self, painter: QPainter, inner: QRect, row: RowWords) -> None:
        worn, pill, figure = look.current(), look.px(look.TARGET), _height("meta")
        both = bool(row.pill and row.right)
        high = pill * bool(row.pill) + figure * bool(row.right) + look.px(2) * both
        top = inner.top() + (inner.height() - high) // 2
        painter.setFont(_font("meta", look.px(100)))
        if row.pill:
            wide = min(_pill_width(row), self._side_width())
            box = QRect(inner.right() + 1 - wide, top, wide, pill)
            self._paint_pill(painter, box, row)
            top += pill + look.px(2)
        if row.right:
            painter.setPen(_colour(worn.ink2))
            wide = self._side_width()
            line = QRect(inner.right() + 1 - wide, top, wide, figure)
            painter.drawText(line, int(_RIGHT), _shown(row.right, "meta", wide, look.px(100)))

    @staticmethod
    def _paint_pill(painter: QPainter, box: QRect, row: RowWords) -> None:
        worn = look.current()
        ink = worn.colour(row.tone)
        painter.setBrush(_colour(worn.ground(row.tone)))
        painter.setPen(QPen(QColor(ink), 1) if worn.high else Qt.PenStyle.NoPen)
        half = box.height() / 2
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), half, half)
        inside = box.adjusted(look.px(9), 0, -look.px(8), 0)
        if row.pill_icon:
            inside.setLeft(box.left() + look.px(7))
            top = box.top() + (box.height() - look.px(14)) // 2
            painter.drawPixmap(inside.left(), top, pixmap(row.pill_icon, row.tone, 14))
            inside.setLeft(inside.left() + look.px(18))
        painter.setPen(_colour(ink))
        shown = _shown(row.pill, "meta", inside.width() + 1, look.px(100))
        painter.drawText(inside, int(_LEFT), shown)

    def _places(self, rect: QRect, row: RowWords) -> tuple[QRect, QRect]:
        """Give the inside of a row, and in it the place of the lines."""
        inner = rect.adjusted(look.px(_PAD_X), look.px(_PAD_Y), -look.px(_PAD_X), -look.px(_PAD_Y))
        words = QRect(inner)
        if row.icon:
            words.setLeft(inner.left() + look.px(_ICON) + look.px(_APART))
        side = self._side_width()
        if side:
            words.setRight(inner.right() - side - look.px(_APART))
        return inner, words

    def _side_width(self) -> int:
        """Give the width of the right column in pixels; at most 45 % of the row."""
        known = (look.current().name, look.px(100))
        if self._column is None or self._column[0] != known:
            self._column = (known, _widest(self._view.model()))
        return min(self._column[1], self._view.viewport().width() * 45 // 100)

    def _forget(self) -> None:
        self._column = None


def _height(role: str) -> int:
    return _high(role, look.px(100))


@cache
def _high(role: str, scale: int) -> int:
    """Give the height of a line; ``scale`` is what a hundred pixels are, here and below."""
    return look.metrics(role).height()


@cache
def _font(role: str, scale: int) -> QFont:
    return look.font(role)


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


@cache
def _size(roles: tuple[str, ...], heading: bool, sides: bool, scale: int) -> QSize:
    """Give a row's size."""
    text = sum(_height(role) for role in roles)
    gaps = look.px(_BETWEEN) * (len(roles) - 1) + 2 * look.px(_PAD_Y)
    both = look.px(look.TARGET) + _height("meta") + 2 * look.px(_PAD_Y)
    least = look.px(34) if heading else both if sides else look.px(44)
    return QSize(look.px(120), max(least, text + gaps))


@lru_cache(maxsize=2048)
def _shown(words: str, role: str, wide: int, scale: int) -> str:
    """Give words as far as there is room for them."""
    return look.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, wide)


@lru_cache(maxsize=2048)
def _wide(words: str, scale: int) -> int:
    return look.metrics("meta").horizontalAdvance(words)


def _pill_width(row: RowWords) -> int:
    icon = look.px(16) if row.pill_icon else 0
    return _wide(row.pill, look.px(100)) + look.px(18) + 2 + icon


def _widest(table: QAbstractItemModel) -> int:
    widest = 0
    for at in range(table.rowCount()):
        row = table.index(at, 0).data(Qt.ItemDataRole.UserRole)
        if row.pill:
            widest = max(widest, _pill_width(row))
        if row.right:
            widest = max(widest, _wide(row.right, look.px(100)) + 1)
    return widest
