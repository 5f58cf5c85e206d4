"""Labels by what they are for; words are always shown as they are, never read as markup."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from hotline_desktop.ui import look


def tip(words: str) -> str:
    """Give words as a tool tip that wraps; escaped, because Qt reads tool tips as rich text."""
    return f"<span>{escape(words)}</span>" if words else ""


class Words(QLabel):
    """Plain words in one role; with ``wrapped`` they break into lines and may get narrow."""

    def __init__(self, words: str, role: str, wrapped: bool = False, tone: str = "") -> None:
        """Show ``words`` in the type of ``role`` (a key of ``look.TYPE``)."""
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrapped)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrapped)
        self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Change the colour to a token's, "" for the role's own."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            look.repolish(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Let wrapped words give way: a long sentence must not widen the window."""
        least = super().minimumSizeHint()
        if self.wordWrap():
            longest = max(self.text().split(), key=len, default="")
            least.setWidth(min(least.width(), self.fontMetrics().horizontalAdvance(longest) + 2))
        return least


def title(words: str, wrapped: bool = False) -> Words:
    """Give the one title of a page."""
    return Words(words, "title", wrapped)


def head(words: str, wrapped: bool = False) -> Words:
    """Give the heading of a section or card."""
    return Words(words, "head", wrapped)


def strong(words: str, wrapped: bool = False) -> Words:
    """Give the first line of something."""
    return Words(words, "strong", wrapped)


def body(words: str, wrapped: bool = False) -> Words:
    """Give what is read."""
    return Words(words, "body", wrapped)


def second(words: str, wrapped: bool = False) -> Words:
    """Give a label or an explanation."""
    return Words(words, "second", wrapped)


def meta(words: str, wrapped: bool = False) -> Words:
    """Give a time, a hint, a caption."""
    return Words(words, "meta", wrapped)


def lead(words: str, wrapped: bool = True) -> Words:
    """Give words to be said aloud; at most 720 pixels wide, so that the eye finds the next line."""
    label = Words(words, "lead", wrapped)
    label.setMaximumWidth(look.px(720))
    return label


def clock(words: str, wrapped: bool = False) -> Words:
    """Give a running time or a number to dial."""
    return Words(words, "clock", wrapped)


class Elided(QLabel):
    """One line that ends in an ellipsis instead of pushing others out; the tip has it all."""

    def __init__(self, words: str, role: str = "body", tone: str = "") -> None:
        """Show ``words`` in the type of ``role``."""
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a few letters."""
        return QSize(look.px(40), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Offer the whole line as a tool tip while it is cut."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(tip(self.text()) if self._shown() != self.text() else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        painter.drawText(self.rect(), int(side | Qt.AlignmentFlag.AlignVCenter), self._shown())
        painter.end()

    def _shown(self) -> str:
        line = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
