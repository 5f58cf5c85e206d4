"""Shows the pages of a packet as they will print; reads no file and knows no case."""

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.keycap import KeyCap
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.text import head, meta

ZOOMS = (0.75, 1.0, 1.25, 1.5, 2.0)
_AROUND, _APART, _OVERLAP = 18, 16, 48
_FEW = 2
"""Pixels by which a picture may differ from its place before it is drawn anew."""


class Sheet(QWidget):
    """One page of paper."""

    def __init__(self, image: QImage, name: str) -> None:
        """Show a picture of a page under an accessible ``name``."""
        super().__init__()
        self._image = image
        self.setAccessibleName(name)

    def fit(self, width: int) -> None:
        """Be so many pixels wide and as high as the page then is."""
        height = width * self._image.height() // max(1, self._image.width())
        self.setFixedSize(QSize(width, height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the paper, the print on it, and its edge."""
        worn = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(worn.paper))
        # In the dark the white of the page takes the dimmed colour of paper.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(self.rect(), self._image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor(worn.outline), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Paper(QWidget):
    """Pages under each other; Page Up and Down walk, Ctrl + and - make them larger and smaller.

    ``resized`` asks for pictures that fit :meth:`wanted`.
    """

    resized = Signal()

    def __init__(self) -> None:
        """Start without pages."""
        super().__init__()
        self._sheets: list[Sheet] = []
        self._zoom = ZOOMS.index(1.0)
        self._drawn = 0
        self._where = head("")
        self._where.setObjectName("page_number")
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setSpacing(look.px(_APART))
        sides = look.px(_AROUND)
        self._column.setContentsMargins(sides, look.px(4), sides, sides)
        self.area = QScrollArea()
        self.area.setObjectName("pages")
        self.area.setAccessibleName(self.tr("The packet as it prints"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._inner)
        self.area.viewport().installEventFilter(self)
        self.area.verticalScrollBar().valueChanged.connect(self._tell_where)
        plus = KeyCap("Ctrl")
        plus.setText("Ctrl +")  # a cap takes the sign for what joins two keys
        hints = row(
            self._where,
            STRETCH,
            meta(self.tr("as it prints")),
            6,
            KeyCap("PgDn"),
            meta(self.tr("next")),
            6,
            plus,
            meta(self.tr("larger")),
            margins=(_AROUND, 10, _AROUND, 8),
            spacing=6,
        )
        self.setLayout(column(hints, (self.area, 1), spacing=0))
        self._listen()

    def _listen(self) -> None:
        for key, act, way in (
            ("PgDown", self.turn, 1),
            ("PgUp", self.turn, -1),
            ("Ctrl++", self.zoom, 1),
            ("Ctrl+=", self.zoom, 1),
            ("Ctrl+-", self.zoom, -1),
        ):
            QShortcut(QKeySequence(key), self, partial(act, way))

    def wanted(self) -> int:
        """Give the width of a page in the pixels of the screen."""
        return round(self._width() * self.devicePixelRatioF())

    def show_pages(self, images: tuple[QImage, ...]) -> None:
        """Show these pages; where one was reading stays in sight."""
        bar = self.area.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self.clear()
        for number, image in enumerate(images, 1):
            words = self.tr("Page {n} of {all}").format(n=number, all=len(images))
            sheet = Sheet(image, words)
            self._sheets.append(sheet)
            self._column.addWidget(sheet, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._drawn = images[0].width() if images else 0
        self._fit()
        layout = self._inner.layout()
        if layout is not None:
            layout.activate()
        bar.setValue(round(place * bar.maximum()))
        self._tell_where()

    def clear(self) -> None:
        """Show no page."""
        for sheet in self._sheets:
            sheet.hide()
            sheet.deleteLater()
        self._sheets = []
        self._tell_where()

    def pages(self) -> int:
        """Give how many pages are shown."""
        return len(self._sheets)

    def zoom(self, steps: int) -> None:
        """Make the pages larger, or with a negative number smaller."""
        self._zoom = min(max(self._zoom + steps, 0), len(ZOOMS) - 1)
        self._fit()

    def turn(self, way: int) -> None:
        """Go on by 1, the rest of this page before the next, or back by -1."""
        bar, view = self.area.verticalScrollBar(), self.area.viewport().height()
        to = bar.value() + way * (view - look.px(_OVERLAP))
        tops = [max(0, sheet.y() - look.px(4)) for sheet in self._sheets]
        # Do not leap over the head of a page.
        between = [top for top in tops if min(bar.value(), to) < top < max(bar.value(), to)]
        bar.setValue(min(between, default=to) if way > 0 else max(between, default=to))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Follow the width of the pane."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _width(self) -> int:
        room = self.area.width() - 2 * look.px(_AROUND)
        room -= self.area.verticalScrollBar().sizeHint().width()
        return max(look.px(200), round(room * ZOOMS[self._zoom]))

    def _fit(self) -> None:
        for sheet in self._sheets:
            sheet.fit(self._width())
        if self._sheets and abs(self.wanted() - self._drawn) > _FEW:
            self.resized.emit()

    def _tell_where(self) -> None:
        if not self._sheets:
            self._where.setText("")
            return
        view = QRect(
            0, self.area.verticalScrollBar().value(), 1, max(1, self.area.viewport().height())
        )
        seen = [view.intersected(QRect(0, s.y(), 1, s.height())).height() for s in self._sheets]
        at = seen.index(max(seen)) + 1
        words = self.tr("Page {n} of {all}")
        self._where.setText(words.format(n=at, all=len(self._sheets)))
