"""States in a word with an icon and a tint, colour last; nothing here can be pressed."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from hotline_desktop.ui import look
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.text import meta

_GLYPHS: dict[str, tuple[str, str]] = {
    "open": ("open", "ok"),
    "closed": ("closed", "neutral"),
    "until": ("half", "ok"),
    "lapsed": ("minus", "soon"),
    "danger": ("alert", "danger"),
}


class Pill(QFrame):
    """A state, 24 pixels high.

    Tones: plain, neutral, accent, ok, soon, and danger, which is only for danger to a person.
    """

    def __init__(self, words: str, tone: str = "neutral", icon: str | None = None) -> None:
        """Say ``words``; ``icon`` is a name of ``icons.NAMES``."""
        super().__init__()
        self.setProperty("kind", "pill")
        self.setFixedHeight(look.px(look.TARGET))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon = Icon(icon or "open", size=14)
        self._words = meta("")
        inside = QHBoxLayout(self)
        inside.setSpacing(look.px(4))
        inside.addWidget(self._icon)
        inside.addWidget(self._words)
        self.tell(words, tone, icon)

    def tell(self, words: str, tone: str = "neutral", icon: str | None = None) -> None:
        """Say something else."""
        left = look.px(7 if icon else 9)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(left, 0, look.px(9), 0)
        self._icon.setVisible(icon is not None)
        if icon:
            self._icon.show_icon(icon, tone)
        self._words.setText(words)
        self._words.set_tone("ink2" if tone in ("neutral", "plain") else tone)
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            look.repolish(self)

    def words(self) -> str:
        """Give what it says."""
        return self._words.text()


class StatusGlyph(Pill):
    """A dot, ring, half dot, bar or triangle, always with its words, without a ground."""

    def __init__(self, state: str, words: str) -> None:
        """Show ``state``: open, closed, until, lapsed or danger.

        Raises:
            KeyError: there is no such state.
        """
        icon, tone = _GLYPHS[state]
        super().__init__(words, "plain", icon)
        self._icon.show_icon(icon, tone)
        self._words.set_tone("ink2" if tone == "neutral" else tone)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, look.px(9), 0)
