"""The tasks of the Keys page: a form each, opened beside the cards; none of them does its task."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QWidget

from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.office import Advocate
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import Button, button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.new_passphrase import NewPassphrase
from hotline_desktop.ui.set_up_steps import RehearsalStep, SharesStep
from hotline_desktop.ui.text import head, second


class Change(Noun, frozen=True):
    """One's own passphrase: the old, the new, and whether a second half lies in the keyring."""

    old: str
    new: str
    half: bool


class NewPerson(Noun, frozen=True):
    """Somebody who gets access: name, their passphrase, whether they administer."""

    name: str
    passphrase: str
    administrator: bool


class Task(QWidget):
    """A heading, a body, what went wrong, and two buttons."""

    done = Signal(object)
    left = Signal()

    def __init__(self, words: str, told: str, act: str) -> None:
        """Head it; the body comes from the task itself."""
        super().__init__()
        self._heading, self._told = head(words), second(told, wrapped=True)
        self.problem = second("", wrapped=True)
        self.problem.setObjectName("task_problem")
        self.problem.set_tone("soon")
        self.act: Button = button(act, key="Ctrl+Return", kind="primary", name="task_act")
        self.leave = button(self.tr("Leave"), key="Esc", kind="quiet", name="task_leave")
        self.leave.clicked.connect(self.left)
        self.act.clicked.connect(self._on_act)

    def _fill(self, *inside: QWidget) -> None:
        buttons = row(self.leave, STRETCH, self.act, spacing=10)
        told = (self._heading, self._told)
        self.setLayout(column(*told, 4, *inside, self.problem, buttons, STRETCH, spacing=8))

    def tell(self, sentence: str) -> None:
        """Say why it was not done; take the next try."""
        self.setEnabled(True)
        self.problem.setText(sentence)

    def wait(self) -> None:
        """Show that it is being done."""
        self.setEnabled(False)
        self.problem.setText(self.tr("A moment…"))

    def _on_act(self) -> None:
        raise NotImplementedError


class ChangeTask(Task):
    """Another passphrase; ``done`` carries a :class:`Change`."""

    def __init__(self, known: tuple[str, ...], half: bool, keyring: str) -> None:
        """Ask for the old one, the new one, and where a keyring is, for the second half."""
        super().__init__(
            self.tr("Change my passphrase"),
            self.tr("Copies of the office that were made before still open with the old one."),
            self.tr("Change it"),
        )
        self._form, self._old = Form(), QLineEdit()
        self._old.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.row("old", self.tr("Old one"), self._old)
        self._new = NewPassphrase(self._form, known)
        self._half = QCheckBox(self.tr("A second half in this machine's keyring"))
        self._half.setObjectName("half")
        self._half.setChecked(half)
        self._half.setEnabled(bool(keyring) or half)
        self._form.add(self._half)
        self._fill(self._form)
        self.setFocusProxy(self._old)

    def _on_act(self) -> None:
        problems = self._new.problems()
        if not self._old.text():
            problems = (Problem("old", self.tr("Type the old passphrase.")), *problems)
        if problems:
            self._form.tell(problems)
        else:
            self._form.hush()
            change = Change(self._old.text(), self._new.words(), self._half.isChecked())
            self.done.emit(change)


class AddTask(Task):
    """Access for somebody; ``done`` carries a :class:`NewPerson`."""

    def __init__(self, office: str) -> None:
        """Ask for name and passphrase."""
        super().__init__(
            self.tr("Give somebody access"),
            self.tr("They type their own passphrase here, and nobody else looks."),
            self.tr("Give access"),
        )
        self._office, self._form, self._name = office, Form(), QLineEdit()
        self._form.row("name", self.tr("Name"), self._name, self.tr("As it stands in packets."))
        self._new = NewPassphrase(self._form, (office,))
        self._administers = QCheckBox(self.tr("Administrator: may change who has access"))
        self._administers.setObjectName("administrator")
        self._form.add(self._administers)
        self._fill(self._form)
        self.setFocusProxy(self._name)

    def _on_act(self) -> None:
        name = self._name.text().strip()
        self._new.know(self._office, name)
        problems = self._new.problems()
        if not name:
            problems = (Problem("name", self.tr("Say who it is.")), *problems)
        if problems:
            self._form.tell(problems)
        else:
            self._form.hush()
            self.done.emit(NewPerson(name, self._new.words(), self._administers.isChecked()))


class RenewTask(Task):
    """A new data key, with or without somebody; ``done`` carries the advocate's id or ""."""

    stopped = Signal()

    def __init__(self, person: Advocate | None, still_held: str) -> None:
        """Say what will happen, and with somebody, what it does not reach."""
        words = self.tr("Give the office a new key")
        told = self.tr("Every passphrase and the recovery shares stay as they are.")
        act = self.tr("Make the new key")
        if person is not None:
            words = self.tr("End the access of {name}").format(name=person.name)
            told, act = still_held, self.tr("End it")
        after = self.tr("The whole office is written anew, then the desk locks.")
        super().__init__(words, f"{told} {after}", act)
        self._person = person.id if person else ""
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How much is written"))
        self._bar.setTextVisible(False)
        self._bar.setMaximum(100)
        self._fill(self._bar)
        self.setFocusProxy(self.act)

    def wait(self) -> None:
        """Show that it runs; Leave stops it now."""
        self.act.setEnabled(False)
        self.problem.setText(self.tr("Writing the office anew. Nothing can be typed meanwhile…"))

    def tell(self, sentence: str) -> None:
        """Say why it was not done."""
        self.act.setEnabled(True)
        self._bar.setValue(0)
        super().tell(sentence)

    def tell_progress(self, share: int) -> None:
        """Show how far it is, in percent."""
        self._bar.setValue(min(99, share))

    def _on_act(self) -> None:
        self.done.emit(self._person)


class NewSharesTask(Task):
    """Shares made anew, shown one after the other; ``done`` comes after the last."""

    def __init__(self, shares: tuple[str, ...]) -> None:
        """Begin with the first."""
        super().__init__(
            self.tr("New recovery shares"),
            self.tr("The old sheets open nothing any more: burn or shred them."),
            self.tr("I have written it down"),
        )
        self._step = SharesStep()
        self._step.show_shares(shares)
        self.leave.hide()
        self._fill(self._step)
        self.setFocusProxy(self.act)

    def _on_act(self) -> None:
        if not self._step.next():
            self.done.emit(None)


class RehearseTask(Task):
    """Two shares typed back; ``done`` carries them."""

    def __init__(self) -> None:
        """Ask for two."""
        super().__init__(
            self.tr("Try the recovery shares"),
            self.tr("Ask two of those who keep one to read it to you, or to type it."),
            self.tr("Try them"),
        )
        self._step = RehearsalStep()
        self._fill(self._step)
        self.setFocusProxy(self._step)

    def _on_act(self) -> None:
        self.done.emit(self._step.shares())
