"""The first page on a fresh machine: name, policy, advocate, passphrase; preselects no policy."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from hotline_desktop.actions.set_up_office import Plan
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.office import CONSEQUENCE, Policy
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import second, title

_WIDTH = 620


class SetUp(Noun, frozen=True):
    """What the page hands up: the plan, and the passphrase typed twice the same."""

    plan: Plan
    passphrase: str


class SetUpPage(QWidget):
    """Asks what a new office needs and emits ``asked`` with a :class:`SetUp`."""

    asked = Signal(object)

    def __init__(self) -> None:
        """Lay the rows out."""
        super().__init__()
        self._form = self._make_form()
        self.make = button(self.tr("Set up"), key="Ctrl+Return", kind="primary", name="set_up")
        self._said = second("", wrapped=True)
        card = framed(
            "card",
            column(
                title(self.tr("Set up this desk")),
                second(self.tr("Everything is kept encrypted in one folder on this machine.")),
                12,
                self._form,
                8,
                self._said,
                row(STRETCH, self.make),
                margins=32,
            ),
        )
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(STRETCH, row(STRETCH, card, STRETCH), STRETCH))
        self.make.clicked.connect(self._hand_up)

    def _make_form(self) -> Form:
        self._name, self._advocate, self._phone = QLineEdit(), QLineEdit(), QLineEdit()
        self._first, self._second = QLineEdit(), QLineEdit()
        for field in (self._first, self._second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        policies = [(Policy.STRICT, self.tr("Strict")), (Policy.HOTLINE, self.tr("Hotline"))]
        self._policy = Segments(policies, self.tr("Policy"))
        told = self.tr("Strict: {strict} Hotline: {hotline}").format(
            strict=CONSEQUENCE[Policy.STRICT], hotline=CONSEQUENCE[Policy.HOTLINE]
        )
        seen, printed = (
            self.tr("Stands on the unlock page."),
            self.tr("Printed in packets, for call-backs."),
        )
        long = self.tr("15 characters or more; four or five words do well. Nobody can recover it.")
        form = Form()
        form.row("name", self.tr("Office"), self._name, seen)
        form.row("advocate", self.tr("Your name"), self._advocate)
        form.row("phone", self.tr("Desk phone"), self._phone, printed)
        form.row("policy", self.tr("Policy"), self._policy, told)
        form.row("passphrase", self.tr("Passphrase"), self._first, long)
        form.row("again", self.tr("Once more"), self._second)
        return form

    def begin(self) -> None:
        """Put the focus where to start."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """Show that the office is being made."""
        self.make.setEnabled(False)
        self._said.setText(self.tr("Making the key and the vault…"))

    def tell(self, sentence: str) -> None:
        """Say why the office could not be made, and take the next try."""
        self.make.setEnabled(True)
        self._said.setText(sentence)

    def _mend(self, problems: tuple[Problem, ...]) -> None:
        self._said.setText("")
        self._form.tell(problems)

    @Slot()
    def _hand_up(self) -> None:
        self._form.hush()
        policy = self._policy.value()
        plan = Plan(
            name=self._name.text(),
            policy=Policy(policy) if policy else None,
            advocate=self._advocate.text(),
            phone=self._phone.text().strip(),
        )
        problems = plan.problems()
        if self._first.text() != self._second.text():
            problems += (Problem("again", self.tr("The two passphrases differ.")),)
        if problems:
            self._mend(problems)
        else:
            self.asked.emit(SetUp(plan, self._first.text()))
