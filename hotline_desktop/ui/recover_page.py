"""Two recovery shares, then a new passphrase for one of the people; opens nothing itself."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.office import Advocate
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.new_passphrase import NewPassphrase
from hotline_desktop.ui.shares import ShareField
from hotline_desktop.ui.text import second, title

_WIDTH = 620


class NewKey(Noun, frozen=True):
    """Whose passphrase is made new, and the words."""

    advocate: str
    passphrase: str


class RecoverPage(QWidget):
    """``tried`` carries two shares as typed, ``chosen`` a :class:`NewKey`; ``left`` goes back."""

    tried = Signal(object)
    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        """Lay both steps out."""
        super().__init__()
        self._people: tuple[Advocate, ...] = ()
        self._first = ShareField("share_1", self.tr("One share"))
        self._second = ShareField("share_2", self.tr("Another share"))
        self._steps = QStackedWidget()
        self._steps.addWidget(self._make_shares())
        self._steps.addWidget(self._make_choice())
        self._said = second("", wrapped=True)
        self._said.setObjectName("recover_problem")
        self._said.set_tone("soon")
        card = framed(
            "card",
            column(
                row(Icon("key", tone="accent", size=28), STRETCH),
                8,
                title(self.tr("Open with two recovery shares")),
                second(
                    self.tr(
                        "For a lost passphrase, a lost keyring, or an office on a new machine. "
                        "Opening this way is written into the trail."
                    ),
                    wrapped=True,
                ),
                8,
                self._steps,
                self._said,
                margins=32,
                spacing=6,
            ),
        )
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(STRETCH, row(STRETCH, card, STRETCH), STRETCH))

    def _make_shares(self) -> QWidget:
        self.open = button(
            self.tr("Try these shares"), key="Ctrl+Return", kind="primary", name="try"
        )
        back = button(self.tr("Back"), key="Esc", kind="quiet", name="back")
        self.open.clicked.connect(self._on_try)
        back.clicked.connect(self.left)
        made = QWidget()
        made.setLayout(column(self._first, self._second, row(back, STRETCH, self.open), spacing=10))
        return made

    def _make_choice(self) -> QWidget:
        self._form = Form()
        self._who = QComboBox()
        self._form.row("advocate", self.tr("Who"), self._who)
        self._passphrase = NewPassphrase(self._form)
        self.make = button(self.tr("Set the passphrase"), kind="primary", name="set_passphrase")
        self.make.clicked.connect(self._on_choose)
        made = QWidget()
        made.setLayout(column(self._form, row(STRETCH, self.make), spacing=10))
        return made

    def begin(self) -> None:
        """Start with the shares, empty."""
        self._first.clear()
        self._second.clear()
        self._said.setText("")
        self._steps.setCurrentIndex(0)
        self._first.setFocus()

    def wait(self) -> None:
        """Show that something is being tried."""
        self._said.setText(self.tr("Opening…"))
        self.setEnabled(False)

    def tell(self, sentence: str) -> None:
        """Say why it did not go, and take the next try."""
        self.setEnabled(True)
        self._said.setText(sentence)

    def show_people(self, office: str, people: tuple[Advocate, ...]) -> None:
        """Ask whose passphrase is to be made new."""
        self.setEnabled(True)
        self._said.setText("")
        self._people = people
        self._who.clear()
        self._who.addItems([person.name for person in people])
        self._passphrase.know(office, *(person.name for person in people))
        self._steps.setCurrentIndex(1)
        self._who.setFocus()

    @Slot()
    def _on_try(self) -> None:
        self.tried.emit((self._first.words(), self._second.words()))

    @Slot()
    def _on_choose(self) -> None:
        problems: tuple[Problem, ...] = self._passphrase.problems()
        if problems:
            self._form.tell(problems)
        else:
            person = self._people[self._who.currentIndex()]
            self.chosen.emit(NewKey(person.id, self._passphrase.words()))
