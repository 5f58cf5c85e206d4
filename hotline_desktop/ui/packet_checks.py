"""On which basis a packet goes, and what must hold before it leaves; decides neither."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hotline_desktop.models.disclosure import Basis, BasisKind
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.exact_text import write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.packet_words import Check, about_basis, bases
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import second, strong

_ICONS = {
    "ok": ("check", "ok"),
    "no": ("cross", "soon"),
    "mind": ("alert", "soon"),
    "wait": ("pause", "ink3"),
}


class BasisCard(Card):
    """Exactly one basis; any but her release takes a reason."""

    changed = Signal()

    def __init__(self) -> None:
        """Start at her release."""
        super().__init__(self.tr("On which basis"), key="Alt B")
        self._kind = Segments(bases(), self.tr("Basis"), danger=BasisKind.IMMINENT_DANGER)
        self._reason = Lines(least=2, most=3)
        self._form = Form()
        self._form.wide("basis", "", self._kind)
        self._form.set_help("basis", about_basis(BasisKind.RELEASE))
        self._form.wide(
            "basis.reason",
            self.tr("Reason"),
            self._reason,
            self.tr("Printed in the packet; it stands in the ledger."),
        )
        self.body.addWidget(self._form)
        self._kind.changed.connect(self._on_kind)
        self._reason.textChanged.connect(self.changed)
        self.clear()

    def basis(self) -> Basis:
        """Give the basis chosen, with its reason."""
        kind = BasisKind(self._kind.value())
        return Basis(kind, "" if kind is BasisKind.RELEASE else written(self._reason))

    def clear(self) -> None:
        """Go back to her release, without telling anybody."""
        self._kind.set_value(BasisKind.RELEASE)
        self._reason.blockSignals(True)
        write(self._reason, "")
        self._reason.blockSignals(False)
        self._show_kind()

    def start(self) -> None:
        """Put the focus where one chooses."""
        self._kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_reason(self) -> None:
        """Go to the reason."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kind(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        kind = BasisKind(self._kind.value())
        self._form.set_help("basis", about_basis(kind))
        self._form.show_row("basis.reason", kind is not BasisKind.RELEASE)


class CheckLine(QWidget):
    """An icon, what is checked, and how it stands."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._icon = Icon("pause", "ink3")
        self._first, self._second = strong(""), second("", wrapped=True)
        words = column(self._first, self._second, spacing=0)
        self.setLayout(row(column(self._icon, STRETCH), (words, 1), spacing=10))

    def show_check(self, check: Check) -> None:
        """Show one."""
        self._icon.show_icon(*_ICONS[check.state])
        self._first.setText(check.first)
        self._second.setText(check.second)
        self._second.set_tone("soon" if check.state in ("no", "mind") else "")
        self.setAccessibleName(f"{check.first}: {check.second}")


class ChecksCard(Card):
    """The checks, in the order they are made."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__(self.tr("Before it leaves"))
        self._lines: list[CheckLine] = []

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these."""
        while len(self._lines) < len(checks):
            self._lines.append(CheckLine())
            self.body.addWidget(self._lines[-1])
        for line, check in zip(self._lines, checks, strict=False):
            line.show_check(check)
        for line in self._lines[len(checks) :]:
            line.hide()
        count = sum(check.state == "ok" for check in checks)
        words = self.tr("{n} of {all} hold") if checks else ""
        self.head.quiet.setText(words.format(n=count, all=len(checks)))
