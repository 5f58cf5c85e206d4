"""A map of counties, painted by itself: where somebody holds, how far it is; asks no network."""

from functools import lru_cache
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotline_desktop.models.county_map import CountyMap, Ring
from hotline_desktop.ui import look

_HEIGHT = 240
_MILES_A_DEGREE = 69.0
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_ROOM = 0.9
"""Share of a county's width that its name may take."""
_FEW = 12
"""So many held counties are named although a name is wider than its county."""
_DOT = 5.0


class Map(QWidget):
    """The picture; what it shows stands in words beside it, and in its accessible description."""

    def __init__(self) -> None:
        """Start empty and hidden."""
        super().__init__()
        self.setAccessibleName(self.tr("Map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(_HEIGHT))
        self._map: CountyMap | None = None
        self.hide()

    def show_map(self, shown: CountyMap | None, words: str) -> None:
        """Show this map, ``words`` say the same; None takes the picture away."""
        self._map = shown
        self.setAccessibleDescription(words)
        self.setVisible(shown is not None)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a wide picture."""
        return QSize(look.px(420), look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint land, what is held over it, spots, names where there is room, and the scale."""
        if self._map is None:
            return
        colours, edge = look.current(), QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(edge)
        painter.fillPath(edge, QColor(colours.surface))
        for held in (False, True):
            pen = QPen(QColor(colours.accent if held else colours.map_line), 1.6 if held else 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(QColor(colours.chosen if held else colours.map_land))
            painter.setTransform(self._on_screen())
            for county in self._map.counties:
                if county.held is held:
                    painter.drawPath(_path(county.fips, county.rings))
            painter.resetTransform()
        self._words(painter)
        self._scale(painter)
        painter.setPen(QColor(colours.outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(edge)
        painter.end()

    def _on_screen(self) -> QTransform:
        """Give the way from degrees to points: flat, north is up."""
        west, south, east, north = self._map.frame if self._map else (-1, -1, 1, 1)
        shrink = cos(radians((south + north) / 2))
        size = self._pixels_a_mile() * _MILES_A_DEGREE
        made = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        made.scale(size * shrink, -size)
        return made.translate(-(west + east) / 2, -(south + north) / 2)

    def _pixels_a_mile(self) -> float:
        west, south, east, north = self._map.frame if self._map else (-1, -1, 1, 1)
        wide = (east - west) * cos(radians((south + north) / 2)) * _MILES_A_DEGREE
        tall = (north - south) * _MILES_A_DEGREE
        return min(self.width() / wide, self.height() / tall)

    def _words(self, painter: QPainter) -> None:
        """Write spots, then what is held, then the others, each where nothing stands yet."""
        if self._map is None:
            return
        colours, way = look.current(), self._on_screen()
        taken: list[QRectF] = []
        for spot in self._map.spots:
            at = way.map(QPointF(spot.longitude, spot.latitude))
            painter.setPen(QPen(QColor(colours.surface), 2))
            painter.setBrush(QColor(colours.ink))
            painter.drawEllipse(at, _DOT, _DOT)
            taken.append(QRectF(at.x() - _DOT, at.y() - _DOT, 2 * _DOT, 2 * _DOT))
            beside = self._room(spot.words).translated(at.x() + 2 * _DOT, at.y())
            self._write(painter, spot.words, beside, colours.ink, taken)
        few = len(self._map.held()) <= _FEW
        for county in sorted(self._map.counties, key=lambda county: not county.held):
            path = _path(county.fips, county.rings)
            where = way.mapRect(path.boundingRect())
            text = self._room(county.name)
            text.moveCenter(where.center())
            if (county.held and few) or text.width() < where.width() * _ROOM:
                colour = colours.on_chosen if county.held else colours.ink2
                self._write(painter, county.name, text, colour, taken)

    def _room(self, words: str) -> QRectF:
        metrics = QFontMetricsF(self.font())
        return QRectF(0, -metrics.height() / 2, metrics.horizontalAdvance(words), metrics.height())

    def _write(
        self, painter: QPainter, words: str, where: QRectF, colour: str, taken: list[QRectF]
    ) -> None:
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4).contains(where)
        if inside and not any(where.intersects(other) for other in taken):
            taken.append(where)
            painter.setPen(QColor(colour))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)

    def _scale(self, painter: QPainter) -> None:
        """Draw a bar of so many whole miles, at most a quarter of the picture."""
        size = self._pixels_a_mile()
        miles = max((n for n in _SCALES if n * size <= self.width() / 4), default=_SCALES[0])
        right, below = self.width() - 12.0, self.height() - 12.0
        left = right - miles * size
        painter.setPen(QPen(QColor(look.current().ink2), 2))
        painter.drawLine(QPointF(left, below), QPointF(right, below))
        words = self.tr("{miles} mi").format(miles=miles)
        metrics = QFontMetricsF(self.font())
        text = QRectF(right - 80, below - 4 - metrics.height(), 80, metrics.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignRight, words)


@lru_cache(maxsize=4096)
def _path(fips: str, rings: tuple[Ring, ...]) -> QPainterPath:
    """Give a county's lines in degrees, made once; they are the same on every map."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
    return path


def map_words(shown: CountyMap | None, most: int = 12) -> str:
    """Say what a map shows: "Mahoning, Trumbull (OH)"; counties beyond ``most`` are counted."""
    if shown is None:
        return ""
    by_state: dict[str, list[str]] = {}
    for county in shown.held():
        by_state.setdefault(county.state, []).append(county.name)
    return "; ".join(f"{_listed(names, most)} ({state})" for state, names in by_state.items())


def _listed(names: list[str], most: int) -> str:
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} + {len(names) - most}"
