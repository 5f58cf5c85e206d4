"""The unlock page: takes a passphrase and nothing else; never shows a word of a case."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from hotline_desktop.ui.icons import Icon, tinted
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.text import meta, second, title

_WIDTH = 420


class UnlockPage(QWidget):
    """One field, one button; ``asked`` carries the passphrase to the window and nowhere else."""

    asked = Signal(str)
    recover_asked = Signal()

    def __init__(self, office: str) -> None:
        """Lay the card out for an office's label."""
        super().__init__()
        self._make_passphrase()
        self.unlock = button(self.tr("Unlock"), key="Enter", kind="primary", name="unlock")
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        label = second(self.tr("Passphrase"))
        label.setBuddy(self.passphrase)
        self._why = second("", wrapped=True)
        self._why.setObjectName("why")
        recover = button(self.tr("Open with recovery shares"), kind="quiet", name="recover")
        recover.clicked.connect(self.recover_asked)
        self._locked_for = 0
        self._second = QTimer(self, interval=1000)
        self._second.setObjectName("waiting")
        self._second.timeout.connect(self._on_second)
        card = framed(
            "card",
            column(
                row(Icon("shield", tone="accent", size=28), STRETCH),
                12,
                title(self.tr("Unlock the desk")),
                second(office),
                12,
                label,
                row(self.passphrase, self._eye),
                self._problem,
                4,
                self.unlock,
                row(STRETCH, recover, STRETCH),
                8,
                self._why,
                margins=32,
                spacing=4,
            ),
        )
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(STRETCH, row(STRETCH, card, STRETCH), STRETCH))
        self.unlock.clicked.connect(self._hand_up)
        self.passphrase.returnPressed.connect(self._hand_up)
        self.say_why("start")

    def _make_passphrase(self) -> None:
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.passphrase.installEventFilter(self)
        self._eye = QPushButton()
        self._eye.setObjectName("show_passphrase")
        self._eye.setProperty("kind", "quiet")
        self._eye.setCheckable(True)
        tinted(self._eye, "eye")
        self._eye.setAccessibleName(self.tr("Show the passphrase"))
        self._eye.setToolTip(self.tr("Show the passphrase"))
        self._eye.toggled.connect(self._on_shown)
        self._problem = meta("", wrapped=True)
        self._problem.setObjectName("passphrase_problem")
        self._problem.set_tone("soon")

    def say_why(self, why: str) -> None:
        """Say why the page is here: ``start``, ``lock`` or ``crash``."""
        sentences = {
            "lock": self.tr("Your page and what you were writing come back after unlocking."),
            "crash": self.tr(
                "The program stopped by itself and locked. What you typed was kept and comes back."
            ),
        }
        self._why.setText(sentences.get(why, ""))
        self._why.setVisible(why in sentences)

    def begin(self) -> None:
        """Put the focus where to type."""
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why nothing can be opened here; there is nothing to type."""
        self._problem.setText(sentence)
        self.unlock.setEnabled(False)
        self.passphrase.setEnabled(False)

    def wait(self) -> None:
        """Show that the key is being made."""
        self._problem.setText("")
        self.unlock.setEnabled(False)
        self.passphrase.setReadOnly(True)
        self._why.setText(self.tr("Opening…"))
        self._why.show()

    def tell(self, sentence: str) -> None:
        """Say why it did not open, and take the next try."""
        self._why.hide()
        self.unlock.setEnabled(True)
        self.passphrase.setReadOnly(False)
        self.passphrase.clear()
        self._problem.setText(sentence)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, seconds: int) -> None:
        """Take no try for so long, counting down; what is typed meanwhile stays in the field."""
        self.tell("")
        self.unlock.setEnabled(False)
        self._locked_for = seconds
        self._on_second()
        self._second.start()

    @Slot()
    def _on_second(self) -> None:
        if self._locked_for <= 0:
            self._second.stop()
            self.unlock.setEnabled(True)
            self._problem.setText("")
            return
        minutes, seconds = divmod(self._locked_for, 60)
        words = self.tr("Too many wrong passphrases: the next try in {m}:{s:02d}.")
        self._problem.setText(words.format(m=minutes, s=seconds))
        self._locked_for -= 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice Caps Lock from a capital that no Shift made."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter, shifted = event.text(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if letter.isalpha():
                caps = letter.isupper() != bool(shifted) and letter.lower() != letter.upper()
                self._problem.setText(self.tr("Caps Lock is on") if caps else "")
        return super().eventFilter(watched, event)

    @Slot()
    def _hand_up(self) -> None:
        if self.unlock.isEnabled() and self.passphrase.text():
            self.asked.emit(self.passphrase.text())

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
