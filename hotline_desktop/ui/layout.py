"""Puts widgets in columns, rows, frames and scrolling panes; decides no size of its own."""

from enum import Enum
from typing import Final, TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hotline_desktop.ui import look


class _Gap(Enum):
    STRETCH = "takes what is left"


STRETCH: Final = _Gap.STRETCH

Item: TypeAlias = QWidget | QLayout | int | _Gap | tuple[QWidget | QLayout, int]
"""A thing, pixels of space, STRETCH, or (thing, stretch)."""

Margins: TypeAlias = int | tuple[int, int, int, int]
"""Pixels on all sides, or left, top, right, bottom."""

_Box = TypeVar("_Box", bound=QBoxLayout)


def _filled(box: _Box, items: tuple[Item, ...], margins: Margins, spacing: int) -> _Box:
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(*(look.px(side) for side in sides))
    box.setSpacing(look.px(spacing))
    for item in items:
        thing, stretch = item if isinstance(item, tuple) else (item, 0)
        if isinstance(thing, _Gap):
            box.addStretch(1)
        elif isinstance(thing, int):
            box.addSpacing(look.px(thing))
        elif isinstance(thing, QLayout):
            box.addLayout(thing, stretch)
        else:
            box.addWidget(thing, stretch)
    return box


def column(*items: Item, margins: Margins = 0, spacing: int = 8) -> QVBoxLayout:
    """Lay things out under each other; lengths in pixels at 100 %."""
    return _filled(QVBoxLayout(), items, margins, spacing)


def row(*items: Item, margins: Margins = 0, spacing: int = 8) -> QHBoxLayout:
    """Lay things out beside each other; lengths in pixels at 100 %."""
    return _filled(QHBoxLayout(), items, margins, spacing)


def framed(kind: str, layout: QLayout, tone: str = "") -> QFrame:
    """Put a layout in a frame the sheet knows: card, well, pane, side, bar, rail, float, row."""
    frame = QFrame()
    frame.setProperty("kind", kind)
    frame.setProperty("tone", tone)
    frame.setLayout(layout)
    return frame


def line(kind: str = "line") -> QFrame:
    """Give a hairline, or with ``vline`` an upright one."""
    hair = QFrame()
    hair.setProperty("kind", kind)
    return hair


class Scroller(QScrollArea):
    """Scrolls up and down only. Asks for the width its content needs, so that nothing is cut."""

    def __init__(self, widget: QWidget) -> None:
        """Scroll ``widget``, which is as wide as the pane."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)  # setWidget turned it on

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the content's least width with the bar, and a hand's height."""
        content = self.widget()
        if content is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(content.minimumSizeHint().width() + bar, look.px(48))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask again when the content's needs change."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scroller(widget: QWidget) -> Scroller:
    """Let a widget scroll up and down."""
    return Scroller(widget)
