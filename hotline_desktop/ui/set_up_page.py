"""The assistant on a fresh machine, a step at a time; makes nothing and preselects no policy."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from hotline_desktop.actions.set_up_office import Plan
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.set_up_steps import (
    MachineStep,
    OfficeStep,
    PersonStep,
    PolicyStep,
    RehearsalStep,
    SharesStep,
    plan_of,
)
from hotline_desktop.ui.text import Words, body, second, title

_WIDTH, _STEPS_WIDTH, _HEIGHT = 860, 190, 400
_MACHINE, _SHARES, _REHEARSAL = 3, 4, 5


class SetUp(Noun, frozen=True):
    """What the page hands up: the plan, and the passphrase typed twice the same."""

    plan: Plan
    passphrase: str


class SetUpPage(QWidget):
    """Asks what a new office needs.

    ``asked`` carries a :class:`SetUp` once everything is answered, ``typed`` a Plan at each pause,
    ``rehearsed`` two shares as typed back; ``finished`` comes when they are to be tried later.
    """

    asked = Signal(object)
    typed = Signal(object)
    rehearsed = Signal(object)
    finished = Signal()

    def __init__(self, plan: Plan | None = None) -> None:
        """Lay the steps out, with what was answered before a crash."""
        super().__init__()
        self.office, self.policy = OfficeStep(), PolicyStep()
        self.person, self.machine = PersonStep(), MachineStep()
        self.shares, self.rehearsal = SharesStep(), RehearsalStep()
        self._made = False
        self._lay_out()
        self._fill(plan or Plan())
        self._pause = Pause(self)
        self._pause.due.connect(lambda: self.typed.emit(self.plan()))
        for step in (self.office, self.policy, self.person, self.machine):
            step.changed.connect(self._pause.touch)
        self._go(0)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._names: list[Words] = []
        for words, step in (
            (self.tr("The office"), self.office),
            (self.tr("What may leave"), self.policy),
            (self.tr("You"), self.person),
            (self.tr("This machine"), self.machine),
            (self.tr("Recovery shares"), self.shares),
            (self.tr("Rehearsal"), self.rehearsal),
        ):
            self._stack.addWidget(step)
            self._names.append(body(words))
        self._stack.setMinimumHeight(_HEIGHT)
        self._title, self._said = title(""), second("", wrapped=True)
        self._said.setObjectName("said")
        self._said.set_tone("soon")
        self.make = button(self.tr("Next"), key="Ctrl+Return", kind="primary", name="next")
        self.back = button(self.tr("Back"), kind="quiet", name="back")
        self.later = button(self.tr("Try them later"), kind="quiet", name="later")
        self.make.clicked.connect(self._on_next)
        self.back.clicked.connect(self._on_back)
        self.later.clicked.connect(self.finished)
        steps = QWidget()
        steps.setFixedWidth(_STEPS_WIDTH)
        heading = title(self.tr("Set up this desk"), wrapped=True)
        steps.setLayout(column(heading, 12, *self._names, STRETCH, spacing=10))
        buttons = row(self.back, STRETCH, self.later, self.make, spacing=10)
        right = column(self._title, 4, (self._stack, 1), self._said, buttons, spacing=8)
        card = framed("card", row(steps, (right, 1), margins=32, spacing=32))
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(STRETCH, row(STRETCH, card, STRETCH), STRETCH))

    def _fill(self, plan: Plan) -> None:
        self.office.name.setText(plan.name)
        self.office.phone.setText(plan.phone)
        self.office.timezone.setText(plan.timezone)
        if plan.policy is not None:
            self.policy.policy.set_value(plan.policy)
        self.person.advocate.setText(plan.advocate)
        self.machine.half.setChecked(plan.half)

    def plan(self) -> Plan:
        """Give what was answered so far."""
        return plan_of(self.office, self.policy, self.person, self.machine)

    def begin(self) -> None:
        """Put the focus where to start."""
        self.office.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """Show that the office is being made."""
        self.make.setEnabled(False)
        self.back.setEnabled(False)
        self._say(self.tr("Making the key and the vault…"))

    def tell(self, sentence: str) -> None:
        """Say why it did not go, and take the next try."""
        self.make.setEnabled(True)
        self.back.setEnabled(True)
        self._say(sentence)

    def show_shares(self, shares: tuple[str, ...]) -> None:
        """Go on with the shares: the office is made, and there is no way back to its questions."""
        self.tell("")
        self._made = True
        self.shares.show_shares(shares)
        self._go(_SHARES)

    def _go(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._title.setText(self._names[at].text())
        for number, name in enumerate(self._names):
            name.set_tone("accent" if number == at else "" if number < at else "ink3")
        self.back.setVisible(at > 0 and (not self._made or at >= _SHARES))
        self.later.setVisible(at == _REHEARSAL)
        words = {
            _MACHINE: self.tr("Set up"),
            _SHARES: self.tr("I have written it down"),
            _REHEARSAL: self.tr("Try these shares"),
        }
        self.make.setText(words.get(at, self.tr("Next")))
        self._say("")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._title.text()))
        if (step := self._stack.currentWidget()) is not None:
            step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)

    @Slot()
    def _on_back(self) -> None:
        at = self._stack.currentIndex()
        if at == _SHARES:
            self.shares.back()
        elif at == _REHEARSAL:
            self.shares.back()
            self._go(_SHARES)
        else:
            self._go(at - 1)

    @Slot()
    def _on_next(self) -> None:
        at = self._stack.currentIndex()
        if at == _SHARES:
            if not self.shares.next():
                self._go(_REHEARSAL)
        elif at == _REHEARSAL:
            self.rehearsed.emit(self.rehearsal.shares())
        elif not self._mend(at):
            self._next_question(at)

    def _next_question(self, at: int) -> None:
        if at == _MACHINE:
            self._pause.flush()
            self.asked.emit(SetUp(self.plan(), self.person.passphrase.words()))
        else:
            self._go(at + 1)

    def _mend(self, at: int) -> bool:
        """Show what is missing on this step; say whether anything is."""
        step = (self.office, self.policy, self.person, self.machine)[at]
        found: tuple[Problem, ...] = self.plan().problems()
        if isinstance(step, PersonStep):
            step.passphrase.know(self.office.name.text(), step.advocate.text())
            found += step.problems()
        mine = tuple(problem for problem in found if problem.field in step.fields)
        step.form.tell(mine)
        return bool(mine)
