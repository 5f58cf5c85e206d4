"""A choice of two to five, all of it in sight; chooses nothing by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QSizePolicy

from hotline_desktop.ui import look

_STEP = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Segment(QRadioButton):
    """One option: a radio button to a screen reader, a piece of the bar to the eye."""

    moved = Signal(int)

    def __init__(self, words: str, group: str, danger: bool) -> None:
        """Show ``words`` of the choice called ``group``."""
        super().__init__(words)
        self._danger = danger
        self.setAccessibleName(words.replace("&", ""))
        self.setAccessibleDescription(group)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Expanding)

    def let_go(self) -> None:
        """Stop being chosen, which Qt allows a radio button only while it stands alone."""
        self.setAutoExclusive(False)
        self.setChecked(False)
        self.setAutoExclusive(True)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere on the piece."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Make room for the words in their chosen weight, so that choosing moves nothing."""
        metrics = QFontMetrics(self._face(chosen=True))
        return QSize(metrics.horizontalAdvance(self.text()) + look.px(20), look.px(28))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut the words."""
        hint = self.sizeHint()
        return QSize(max(hint.width() - look.px(8), look.px(look.TARGET)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the arrows to the group."""
        step = _STEP.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.moved.emit(
                step if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -step
            )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, ring and words."""
        worn = look.current()
        ground, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, radius = QRectF(self.rect()), look.px(look.RADIUS_CAP)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(whole, radius, radius)
        if self.hasFocus():
            # On a filled piece the ring needs ground of the bar between itself and the fill.
            if worn.high and self.isChecked():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(worn.surface), look.RING))
                inner = whole.adjusted(3, 3, -3, -3)
                painter.drawRoundedRect(inner, radius - 1, radius - 1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(worn.focus), look.RING))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), radius, radius)
        painter.setPen(QColor(ink))
        painter.setFont(self._face(self.isChecked()))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic
        painter.drawText(self.rect(), int(flags), self.text())
        painter.end()

    def _colours(self) -> tuple[str, str]:
        worn = look.current()
        if not self.isEnabled():
            return (worn.line if self.isChecked() and not worn.high else "", worn.ink3)
        if self.isChecked():
            if self._danger:
                return worn.chosen_danger, worn.on_chosen_danger
            return worn.chosen, worn.on_chosen
        return (worn.sunken if self.underMouse() else "", worn.ink2)

    @staticmethod
    def _face(chosen: bool) -> QFont:
        face = look.font("body")
        face.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        return face


class Segments(QFrame):
    """Two to five options, one Tab stop; arrows choose; ``changed`` tells what a hand did."""

    changed = Signal()

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, danger: str | None = None
    ) -> None:
        """Offer (value, words) pairs under an accessible ``name``, none chosen.

        The option whose value is ``danger`` is red when chosen: only for danger to a person.
        """
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._values = [value for value, _ in options]
        self._pieces = [Segment(words, name, value == danger) for value, words in options]
        self._chosen: int | None = None
        bar = QHBoxLayout(self)
        bar.setContentsMargins(3, 3, 3, 3)
        bar.setSpacing(2)
        for at, piece in enumerate(self._pieces):
            bar.addWidget(piece, 1)
            piece.clicked.connect(lambda _, at=at: self._choose(at))
            piece.moved.connect(lambda step, at=at: self._move(at, step))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rove()

    def value(self) -> str:
        """Give the chosen value, "" when none is."""
        return "" if self._chosen is None else self._values[self._chosen]

    def set_value(self, value: str) -> None:
        """Choose without telling anybody; a value that is not offered chooses none."""
        self._chosen = self._values.index(value) if value in self._values else None
        self._tick()

    def pieces(self) -> tuple[Segment, ...]:
        """Give the options as they stand, for hands and checks."""
        return tuple(self._pieces)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Stand as high as a field."""
        return QSize(super().sizeHint().width(), look.px(look.FIELD - 2) + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Stand as high as a field, and never cut the words."""
        return QSize(super().minimumSizeHint().width(), look.px(look.FIELD - 2) + 2)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _choose(self, at: int) -> None:
        before, self._chosen = self._chosen, at
        self._tick()
        if at != before:
            self.changed.emit()

    def _move(self, at: int, step: int) -> None:
        to = (at + step) % len(self._pieces)
        self._choose(to)
        self._pieces[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _tick(self) -> None:
        for at, piece in enumerate(self._pieces):
            if at == self._chosen:
                piece.setChecked(True)
            elif piece.isChecked():
                piece.let_go()
        self._rove()

    def _rove(self) -> None:
        """Make the chosen piece, or the first, the Tab stop of all."""
        for at, piece in enumerate(self._pieces):
            here = at == (self._chosen or 0)
            piece.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            if here:
                self.setFocusProxy(piece)


class TriState(Segments):
    """Said, denied, not asked: never two-valued, and not asked until somebody asked."""

    def __init__(self, name: str, said: str = "", denied: str = "") -> None:
        """Ask about ``name``; the values are ``said``, ``denied``, ``not_asked``.

        ``said`` and ``denied`` are words that fit this question better, such as "said yes".
        """
        words = QCoreApplication.translate
        options = [
            ("said", said or words("TriState", "said")),
            ("denied", denied or words("TriState", "denied")),
            ("not_asked", words("TriState", "not asked")),
        ]
        super().__init__(options, name)
        self.set_value("not_asked")
