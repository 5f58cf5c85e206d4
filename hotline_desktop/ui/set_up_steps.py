"""The steps of the assistant, one widget each; none knows what comes before or after it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from hotline_desktop.actions.set_up_office import Plan
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.office import CONSEQUENCE, Policy
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.layout import STRETCH, column
from hotline_desktop.ui.new_passphrase import NewPassphrase
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.shares import ShareField, ShareSheet
from hotline_desktop.ui.text import second, strong


class OfficeStep(QWidget):
    """What the office is called, where it is reached, and when it is."""

    changed = Signal()
    fields = ("name", "phone", "timezone")

    def __init__(self) -> None:
        """Lay the rows out."""
        super().__init__()
        self.name, self.phone, self.timezone = QLineEdit(), QLineEdit(), QLineEdit()
        self.form = Form()
        told = self.tr("Stands on the unlock page, where anybody can read it.")
        self.form.row("name", self.tr("Office"), self.name, told)
        told = self.tr("Printed in packets, for call-backs.")
        self.form.row("phone", self.tr("Desk phone"), self.phone, told)
        told = self.tr("Of the office's clock, as in America/New_York.")
        self.form.row("timezone", self.tr("Time zone"), self.timezone, told)
        self.setLayout(column(self.form, STRETCH))
        self.setFocusProxy(self.name)
        for field in (self.name, self.phone, self.timezone):
            field.textEdited.connect(self.changed)


class PolicyStep(QWidget):
    """Which releases suffice; nothing is preselected, each with what follows from it."""

    changed = Signal()
    fields = ("policy",)

    def __init__(self) -> None:
        """Lay the choice out."""
        super().__init__()
        names = {Policy.STRICT: self.tr("Strict"), Policy.HOTLINE: self.tr("Hotline")}
        self.policy = Segments([(key, words) for key, words in names.items()], self.tr("Policy"))
        self.form = Form()
        told = self.tr("A supervisor can change it later. The program gives no legal advice.")
        self.form.row("policy", self.tr("Policy"), self.policy, told)
        lines = [
            column(strong(words), second(CONSEQUENCE[key], wrapped=True), spacing=1)
            for key, words in names.items()
        ]
        always = self.tr(
            "Under both, a mandated report and imminent danger may be told, each with its reason."
        )
        self.setLayout(column(self.form, 8, *lines, second(always, wrapped=True), STRETCH))
        self.setFocusProxy(self.policy)
        self.policy.changed.connect(self.changed)


class PersonStep(QWidget):
    """The first administrator, and how they open the office."""

    changed = Signal()
    fields = ("advocate", "passphrase", "again")

    def __init__(self) -> None:
        """Lay the rows out."""
        super().__init__()
        self.advocate = QLineEdit()
        self.form = Form()
        told = self.tr("The office's first administrator; signs packets under this name.")
        self.form.row("advocate", self.tr("Your name"), self.advocate, told)
        self.passphrase = NewPassphrase(self.form)
        self.setLayout(column(self.form, STRETCH))
        self.setFocusProxy(self.advocate)
        self.advocate.textEdited.connect(self.changed)
        self.passphrase.changed.connect(self.changed)

    def problems(self) -> tuple[Problem, ...]:
        """Say what has to be mended of the passphrase."""
        return self.passphrase.problems()


class MachineStep(QWidget):
    """What this machine gives: an encrypted disk, a keyring, a fit place for the folder."""

    changed = Signal()
    fields = ("half",)

    def __init__(self) -> None:
        """Start not knowing."""
        super().__init__()
        self._place, self._disk = second("", wrapped=True), second("", wrapped=True)
        self._keyring = second(self.tr("Looking at this machine…"), wrapped=True)
        self.half = QCheckBox(self.tr("Keep a second half of my key in this machine's keyring"))
        self.half.setObjectName("half")
        self.half.setEnabled(False)
        self.form = Form()
        self.form.add(self.half)
        self.setLayout(
            column(
                strong(self.tr("The folder")), self._place, 8,
                strong(self.tr("The disk")), self._disk, 8,
                strong(self.tr("The keyring")), self._keyring, self.form, STRETCH,
                spacing=4,
            )
        )  # fmt: skip
        self.setFocusProxy(self.half)
        self.half.toggled.connect(self.changed)

    def tell(self, place: str, disk: str, keyring: str) -> None:
        """Say what was found; an empty ``keyring`` means that there is none to be trusted."""
        self._place.setText(place)
        self._disk.setText(disk)
        self.half.setEnabled(bool(keyring))
        if keyring:
            words = self.tr(
                "This machine has one ({name}). With a second half there, a copy of the folder "
                "opens on no other machine, except with two recovery shares."
            )
            self._keyring.setText(words.format(name=keyring))
        else:
            self.half.setChecked(False)
            words = self.tr(
                "This machine has none that can be trusted: the passphrase alone protects the "
                "office, which is enough with a good one."
            )
            self._keyring.setText(words)


class SharesStep(QWidget):
    """The three shares, one after the other, to be written down by hand."""

    changed = Signal()
    fields = ()

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self._shares: tuple[str, ...] = ()
        self._at = 0
        self._head, self.sheet = strong(""), ShareSheet()
        told = self.tr(
            "Write it on a sheet of its own and give it to somebody who keeps it elsewhere. "
            "Any two of the three open the office; one alone tells nothing. It is shown this once, "
            "and kept nowhere."
        )
        self.setLayout(column(self._head, second(told, wrapped=True), 4, self.sheet, STRETCH))

    def show_shares(self, shares: tuple[str, ...]) -> None:
        """Begin with the first."""
        self._shares, self._at = shares, 0
        self._show()

    def next(self) -> bool:
        """Go to the next one; False after the last."""
        self._at += 1
        if self._at >= len(self._shares):
            return False
        self._show()
        return True

    def back(self) -> bool:
        """Go to the one before; False at the first."""
        if self._at == 0 or not self._shares:
            return False
        self._at = min(self._at, len(self._shares)) - 1
        self._show()
        return True

    def _show(self) -> None:
        words = self.tr("Share {n} of {all}")
        words = words.format(n=self._at + 1, all=len(self._shares))
        self._head.setText(words)
        self.sheet.show_share(self._shares[self._at], words)


class RehearsalStep(QWidget):
    """Two shares typed back from paper, to see that they open the office."""

    changed = Signal()
    fields = ()

    def __init__(self) -> None:
        """Lay both fields out."""
        super().__init__()
        self.first = ShareField("share_1", self.tr("One share, from paper"))
        self.second = ShareField("share_2", self.tr("Another share, from paper"))
        told = self.tr(
            "Type two of them back, as after a loss. What is put off waits on the Keys page, and "
            "Today reminds of it."
        )
        self.setLayout(column(second(told, wrapped=True), 4, self.first, self.second, STRETCH))
        self.setFocusProxy(self.first)

    def shares(self) -> tuple[str, str]:
        """Give what was typed."""
        return self.first.words(), self.second.words()


def plan_of(
    office: OfficeStep, policy: PolicyStep, person: PersonStep, machine: MachineStep
) -> Plan:
    """Give what was answered so far."""
    chosen = policy.policy.value()
    return Plan(
        name=office.name.text(),
        policy=Policy(chosen) if chosen else None,
        advocate=person.advocate.text(),
        phone=office.phone.text().strip(),
        timezone=office.timezone.text().strip(),
        half=machine.half.isChecked(),
    )
