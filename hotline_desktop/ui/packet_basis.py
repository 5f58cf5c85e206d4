"""On which basis a packet goes, with its reason; judges neither."""

from PySide6.QtCore import QCoreApplication, Qt, Signal

from hotline_desktop.models.disclosure import Basis, BasisKind
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.exact_text import write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.segments import Segments

translate = QCoreApplication.translate


def bases() -> list[tuple[str, str]]:
    """The four bases, in one word each."""
    return [
        (BasisKind.RELEASE, translate("packet", "Release")),
        (BasisKind.IMMINENT_DANGER, translate("packet", "Danger")),
        (BasisKind.MANDATED_REPORT, translate("packet", "Report")),
        (BasisKind.COURT_ORDER, translate("packet", "Court")),
    ]


def about_basis(kind: BasisKind) -> str:
    """Say what a basis lets out."""
    return {
        BasisKind.RELEASE: translate("packet", "Her release: what she agreed to, to whom."),
        BasisKind.IMMINENT_DANGER: translate(
            "packet", "Imminent danger: the minimum. A supervisor reviews it within 24 hours."
        ),
        BasisKind.MANDATED_REPORT: translate(
            "packet", "Mandated report: the minimum. Tell her that it was made."
        ),
        BasisKind.COURT_ORDER: translate(
            "packet", "Court order: the minimum. A subpoena alone is not one."
        ),
    }[kind]


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
        self.choose(Basis())

    def choose(self, basis: Basis) -> None:
        """Choose a basis and its reason, without telling anybody."""
        self._kind.set_value(basis.kind)
        self._reason.blockSignals(True)
        write(self._reason, basis.reason)
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
