"""Recovery shares: a sheet to copy by hand, a field to type one back; keeps none of them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QWidget

from hotline_desktop.keys.recovery import WORDS, tidy, unknown_words
from hotline_desktop.ui import look
from hotline_desktop.ui.layout import column
from hotline_desktop.ui.text import meta, second, strong

_COLUMNS = 4


class ShareSheet(QFrame):
    """Twenty numbered words, read down the columns as one writes a list."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("kind", "well")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*(look.px(16),) * 4)
        self._grid.setHorizontalSpacing(look.px(18))
        self._grid.setVerticalSpacing(look.px(6))
        self._words = [strong("") for _ in range(WORDS)]
        rows = WORDS // _COLUMNS
        for number, word in enumerate(self._words):
            at = 2 * (number // rows)
            label = meta(f"{number + 1}.")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, number % rows, at)
            self._grid.addWidget(word, number % rows, at + 1)
            self._grid.setColumnStretch(at + 1, 1)

    def show_share(self, words: str, name: str) -> None:
        """Show one share; ``name`` is what a screen reader calls it."""
        for label, word in zip(self._words, words.split(), strict=True):
            label.setText(word)
        self.setAccessibleName(name)
        numbered = (f"{n} {word}" for n, word in enumerate(words.split(), 1))
        self.setAccessibleDescription(", ".join(numbered))


class ShareField(QWidget):
    """Takes one share as it was written down; counts the words and names one that is none."""

    changed = Signal()

    def __init__(self, name: str, label: str) -> None:
        """Make the field called ``name``."""
        super().__init__()
        self._field = QPlainTextEdit()
        self._field.setObjectName(name)
        self._field.setAccessibleName(label)
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(look.px(76))
        named = second(label)
        named.setBuddy(self._field)
        self._said = meta(self._counted(0), wrapped=True)
        self._field.textChanged.connect(self._on_changed)
        self.setLayout(column(named, self._field, self._said, spacing=4))
        self.setFocusProxy(self._field)

    def words(self) -> str:
        """Give what was typed."""
        return self._field.toPlainText()

    def clear(self) -> None:
        """Empty it."""
        self._field.clear()

    @Slot()
    def _on_changed(self) -> None:
        typed = self.words()
        ended = typed[-1:].isspace()
        words = tidy(typed).split()
        # The word that is still being typed is not judged yet.
        wrong = unknown_words(" ".join(words if ended else words[:-1]))
        if wrong:
            told = self.tr('"{word}" is not a word of the list: look at it again.')
            self._said.setText(told.format(word=wrong[0]))
        else:
            self._said.setText(self._counted(len(words)))
        self._said.set_tone("soon" if wrong else "")
        self.changed.emit()

    def _counted(self, count: int) -> str:
        return self.tr("{n} of {all} words; four letters of each are enough.").format(
            n=count, all=WORDS
        )
