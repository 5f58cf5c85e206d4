"""Cards, banners, section heads and empty states: frames without words of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.keycap import KeyCap
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.text import Elided, head, meta, second, strong, title

_ICONS: dict[str, str] = {
    "danger": "alert",
    "soon": "alert",
    "accent": "message",
    "ok": "check",
    "neutral": "message",
    "plain": "message",
}


class SectionHead(QWidget):
    """What a section is, its key right after the word, and at the right one quiet fact."""

    def __init__(self, words: str, key: str = "", quiet: str = "", icon: str | None = None) -> None:
        """Show ``words``; the key is shown here and connected by the page."""
        super().__init__()
        self.words, self.quiet = head(words), meta(quiet)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        if icon:
            line.addWidget(Icon(icon))
        line.addWidget(self.words)
        if key:
            line.addWidget(KeyCap(key))
        line.addStretch(1)
        line.addWidget(self.quiet)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class Card(QFrame):
    """Answers one question and is named as the answer; put things into ``body``."""

    def __init__(self, title: str, quiet: str = "", key: str = "", icon: str | None = None) -> None:
        """Head it with ``title``, its key and a quiet fact."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.head = SectionHead(title, key, quiet, icon)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(8))
        self.setLayout(column(self.head, self.body, margins=(16, 13, 16, 14), spacing=6))


class Banner(QFrame):
    """One sentence that stays until its reason goes; only danger has an edge."""

    def __init__(
        self, tone: str, strong_words: str, second_words: str = "", icon: str | None = None
    ) -> None:
        """Say ``strong_words`` and under them ``second_words``."""
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", tone)
        self._strong, self._second = strong("", wrapped=True), second("", wrapped=True)
        sign = column(Icon(icon or _ICONS[tone], tone, 20), STRETCH)
        words = column(self._strong, self._second, spacing=1)
        self.line = row(sign, (words, 1), margins=(12, 9, 12, 9), spacing=12)
        self.setLayout(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.tell(strong_words, second_words)

    def tell(self, strong_words: str, second_words: str = "") -> None:
        """Say something else in the same tone."""
        self._strong.setText(strong_words)
        self._second.setText(second_words)
        self._second.setVisible(bool(second_words))


class EmptyState(QWidget):
    """Nothing is there yet, and what comes next; put its buttons into ``buttons``."""

    def __init__(self, icon: str, title_words: str, sentence: str) -> None:
        """Say it with an icon, a title and one sentence."""
        super().__init__()
        self.title, self.sentence = title(title_words, wrapped=True), second(sentence, wrapped=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        for words in (self.title, self.sentence):
            words.setAlignment(centre)
            words.setMaximumWidth(look.px(480))
            words.setMinimumWidth(look.px(240))
        self.buttons = row(spacing=10)
        inside = QVBoxLayout(self)
        inside.setSpacing(look.px(8))
        inside.addStretch(2)
        inside.addWidget(Icon(icon, "ink3", 40), alignment=centre)
        # Not by alignment: a label would be as narrow as it likes, in the height of one line.
        inside.addLayout(row(STRETCH, (self.title, 6), STRETCH))
        inside.addLayout(row(STRETCH, (self.sentence, 6), STRETCH))
        inside.addSpacing(look.px(8))
        inside.addLayout(row(STRETCH, self.buttons, STRETCH))
        inside.addStretch(3)


def two_lines(first: str, under: str, tone: str = "") -> QVBoxLayout:
    """Give the two lines of a row: what it is, and quietly the rest."""
    return column(Elided(first, "strong", tone), Elided(under, "second"), spacing=1)
