"""Keys as one sees them, and buttons that carry theirs; decides no key itself."""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcutEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from hotline_desktop.ui import look
from hotline_desktop.ui.icons import tinted
from hotline_desktop.ui.ring import Ring

Kind = Literal["plain", "primary", "quiet", "field", "outcome", "chip", "nav"]

_SHOWN_ONLY = {"Enter", "Return", "Space", "Tab", "Up", "Down", "Left", "Right"}
"""Keys that belong to whatever holds the focus; a button shows them, the page connects them."""

_CAP, _PAD, _APART, _EDGE = 20, 5, 14, 8


def key_words(key: str) -> str:
    """Say a key as it stands on a cap: ``Ctrl+Return`` -> ``Ctrl Enter``."""
    return key.replace("Return", "Enter").replace("+", " ").strip() if len(key) > 1 else key


class KeyCap(QLabel):
    """A key, quietly: visible when looked for."""

    def __init__(self, key: str) -> None:
        """Show a key such as ``Ctrl K`` or ``Ctrl+K``."""
        super().__init__(key_words(key))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Button(QPushButton):
    """A button with its key in it; the name a screen reader hears is its words alone."""

    def __init__(self, words: str, key: str, kind: Kind, shown_only: bool = False) -> None:
        """Show ``words``; ``key`` (``Ctrl+K``) becomes the shortcut, unless ``shown_only``."""
        super().__init__()
        self._key = key
        self._works = bool(key) and not shown_only and key not in _SHOWN_ONLY
        self.setProperty("kind", kind)
        self.setProperty("keyed", bool(key))
        self.setText(words)

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Change the words; the key stays."""
        super().setText(words)  # takes the shortcut away
        self.setAccessibleName(words.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        if self._works:
            self.setShortcut(QKeySequence(self._key.replace(" ", "+")))

    def event(self, event: QEvent) -> bool:
        """Click at once when the key is pressed; Qt's own button waits 100 ms to look pressed."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Make room for words and key."""
        size = super().sizeHint()
        if self._key:
            size.setWidth(size.width() + self._cap_width() + look.px(_APART - 4))
        return size

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut the words."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Ring a filled button; the sheet rings all others."""
        super().focusInEvent(event)
        if self.property("kind") == "primary":
            Ring(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the button, then its key at the right."""
        super().paintEvent(event)
        if not self._key:
            return
        worn = look.current()
        ink, border = worn.ink3, QColor(worn.outline)
        if self.property("kind") == "primary" and self.isEnabled() and not self.isDown():
            ink = worn.on_fill
            border = QColor(worn.on_fill)
            if not worn.high:
                border.setAlphaF(0.5)
        width, height = self._cap_width(), look.px(_CAP)
        left, top = self.width() - look.px(_EDGE) - width, (self.height() - height) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border, 1))
        radius = look.px(look.RADIUS_CAP)
        cap = QRectF(left + 0.5, top + 0.5, width - 1, height - 1)
        painter.drawRoundedRect(cap, radius, radius)
        painter.setPen(QColor(ink))
        painter.setFont(look.font("meta"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key_words(self._key))
        painter.end()

    def _cap_width(self) -> int:
        words = QFontMetrics(look.font("meta")).horizontalAdvance(key_words(self._key))
        return max(words + 2 * look.px(_PAD) + 2, look.px(_CAP))


def button(
    words: str,
    key: str = "",
    kind: Kind = "plain",
    icon: str | None = None,
    name: str = "",
    shown_only: bool = False,
) -> Button:
    """Make a button.

    ``words`` are a short verb. ``key`` (``Ctrl+K``, ``F2``) is shown and works while the button is
    visible; keys of the focus such as ``Enter`` are only shown. ``primary`` is a page's one
    filled button. ``icon`` is a name of ``icons.NAMES``; ``name`` becomes the objectName.
    ``shown_only`` is for a key that is connected elsewhere: two takers of one key get nothing.
    """
    made = Button(words, key, kind, shown_only)
    made.setObjectName(name)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if icon:
        tinted(made, icon, tone="on_fill" if kind == "primary" else "ink2")
    return made
