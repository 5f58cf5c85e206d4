"""Draws the focus ring around a filled button, with a gap; takes no click and moves nothing."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from hotline_desktop.ui import look

_OUTSIDE = 4
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
_ENDS = (QEvent.Type.FocusOut, QEvent.Type.Hide)


class Ring(QWidget):
    """A ring outside one widget, from the moment it gets the focus until it loses it.

    A sheet knows no outline offset, and a border of its own vanishes on a filled button. The ring
    lies in the nearest ancestor with room for it, so that it scrolls and clips with the button.
    """

    def __init__(self, target: QWidget) -> None:
        """Ring ``target``, which has just got the focus."""
        host = _host_of(target)
        super().__init__(host)
        self._target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        carrier: QWidget | None = target
        while carrier is not None and carrier is not host:
            carrier.installEventFilter(self)
            carrier = carrier.parentWidget()
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the target and whatever carries it; go with its focus."""
        if event.type() in _ENDS:
            self.hide()
            self.deleteLater()
        elif event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.current().focus), look.RING))
        half = look.RING / 2
        radius = look.px(look.RADIUS_FIELD) + _OUTSIDE - half
        ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ring, radius, radius)
        painter.end()

    def _place(self) -> None:
        host = self.parentWidget()
        if host is not None and isValid(self._target):
            self.setGeometry(_around(self._target, host))
            self.raise_()


def _around(target: QWidget, host: QWidget) -> QRect:
    ring = target.rect().adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
    return ring.translated(target.mapTo(host, QPoint(0, 0)))


def _host_of(target: QWidget) -> QWidget:
    """Give the nearest ancestor with room, inside the viewport so that the ring scrolls along."""
    host = target.parentWidget() or target
    while not host.rect().contains(_around(target, host)):
        above = host.parentWidget()
        if host.isWindow() or above is None or isinstance(above, QAbstractScrollArea):
            break
        host = above
    return host
