"""Two masked fields for a new passphrase, its strength, and drawn words; keeps none of them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from hotline_desktop.keys.passphrase import SHORTEST, generated, normal, strength
from hotline_desktop.models.noun import Problem
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.text import second

_PAUSE = 150


class NewPassphrase(QWidget):
    """``words()`` is what was typed twice the same; ``problems()`` say why it is not taken yet."""

    changed = Signal()

    def __init__(self, form: Form, known: tuple[str, ...] = ()) -> None:
        """Add its rows to a form; ``known`` are words that anybody would try first."""
        super().__init__()
        self._known = known
        self._first, self._again = QLineEdit(), QLineEdit()
        for field in (self._first, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textEdited.connect(self._on_edited)
        self._said = second("", wrapped=True)
        self._said.setObjectName("strength")
        self._said.hide()
        draw = button(self.tr("Draw six words"), kind="quiet", name="draw_words")
        draw.setToolTip(self.tr("Fill both fields with words drawn at random, and show them"))
        self._shown = button(self.tr("Show"), kind="quiet", icon="eye", name="show_words")
        self._shown.setCheckable(True)
        draw.clicked.connect(self._on_draw)
        self._shown.toggled.connect(self._on_shown)
        told = self.tr("{n} characters or more; four or five words that do not belong together.")
        form.row("passphrase", self.tr("Passphrase"), self._first, told.format(n=SHORTEST))
        form.row("again", self.tr("Once more"), self._again)
        self.setLayout(column(self._said, row(draw, self._shown, STRETCH), spacing=4))
        form.row("strength_row", "", self)
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(self._weigh)

    def know(self, *words: str) -> None:
        """Take other words that anybody would try first."""
        self._known = words

    def words(self) -> str:
        """Give what stands in the first field."""
        return self._first.text()

    def clear(self) -> None:
        """Empty both fields."""
        self._first.clear()
        self._again.clear()
        self._shown.setChecked(False)
        self._weigh()

    def problems(self) -> tuple[Problem, ...]:
        """Say what has to be mended."""
        found = strength(self.words(), self._known)
        if not self.words():
            return (Problem("passphrase", self.tr("Choose a passphrase.")),)
        if not found.enough:
            words = self.tr("It is too short or too easily guessed: {how}.")
            return (Problem("passphrase", words.format(how=found.words.casefold())),)
        if normal(self.words()) != normal(self._again.text()):
            return (Problem("again", self.tr("The two passphrases differ.")),)
        return ()

    @Slot()
    def _on_edited(self) -> None:
        self._pause.touch()
        self.changed.emit()

    @Slot()
    def _on_draw(self) -> None:
        words = generated()
        self._first.setText(words)
        self._again.setText(words)
        self._shown.setChecked(True)
        self._weigh()
        self.changed.emit()

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._first.setEchoMode(mode)
        self._again.setEchoMode(mode)

    def _weigh(self) -> None:
        found = strength(self.words(), self._known)
        self._said.setText(found.words and self.tr("Strength: {how}").format(how=found.words))
        self._said.set_tone("ok" if found.enough else "soon")
        self._said.setVisible(bool(found.words))
