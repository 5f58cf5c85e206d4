"""The packet: what goes, the page as it prints, for whom and on which basis; signs nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from hotline_desktop.models.disclosure import Basis, BasisKind
from hotline_desktop.models.noun import Problem
from hotline_desktop.ui.cards import Banner, Card
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row, scroller
from hotline_desktop.ui.packet_items import ItemLine, PacketItems
from hotline_desktop.ui.paper import Paper
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import second, title

_LEFT, _RIGHT = 300, 380
_PAUSE = 200  # ms after the last choice until the page is drawn again


class PacketPage(QWidget):
    """Items at the left, paper in the middle, recipient, basis and the one button at the right."""

    changed = Signal()
    recipient_asked = Signal(str)
    export_asked = Signal()
    fix_asked = Signal(object)
    back_asked = Signal()

    def __init__(self) -> None:
        """Lay the page out, without a situation."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._fix_field = ""
        self._number, self._of = title(self.tr("Packet")), second("")
        self._exercise = Pill(self.tr("draft"), "neutral", "pen")
        self.items, self.paper = PacketItems(), Paper()
        self._make_right()
        strip = QFrame()
        strip.setProperty("kind", "bar")
        strip.setFixedHeight(60)
        back = button(self.tr("Back to the situation"), key="F8", kind="quiet", shown_only=True)
        back.clicked.connect(self.back_asked)
        strip.setLayout(
            row(self._number, self._of, self._exercise, STRETCH, back, margins=(20, 0, 16, 0))
        )
        self.items.setFixedWidth(_LEFT)
        outer = column(
            strip,
            (
                row(
                    self.items, (framed("pane", column((self.paper, 1))), 1), self._right, spacing=0
                ),
                1,
            ),
            spacing=0,
        )
        self.setLayout(outer)
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(self.changed)

    def _make_right(self) -> None:
        self.recipient = QLineEdit()
        self.recipient.setObjectName("recipient")
        self.recipient.setAccessibleName(self.tr("Search a recipient"))
        self.recipient.setPlaceholderText(self.tr("Search, or choose below"))
        self.recipient.textChanged.connect(self.recipient_asked)
        self.recipients = RowList(self.tr("Recipients"))
        self.recipients.setObjectName("recipients")
        self.recipients.setMinimumHeight(150)
        self.recipients.chosen.connect(self._on_choice)
        whom = Card(self.tr("For"), quiet=self.tr("verified contacts only"))
        whom.body.addWidget(self.recipient)
        whom.body.addWidget(self.recipients, 1)
        self.basis = Segments(
            [
                (BasisKind.RELEASE, self.tr("Her release")),
                (BasisKind.IMMINENT_DANGER, self.tr("Danger")),
                (BasisKind.MANDATED_REPORT, self.tr("Mandated")),
                (BasisKind.COURT_ORDER, self.tr("Court")),
            ],
            self.tr("Basis"),
        )
        self.basis.setObjectName("basis")
        self.basis.set_value(BasisKind.RELEASE)
        self.basis.changed.connect(self._on_choice)
        self.reason = QLineEdit()
        self.reason.setObjectName("basis.reason")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why, and who decided"))
        self.reason.textChanged.connect(self._on_choice)
        self.reason.hide()
        why = Card(self.tr("Basis"), quiet=self.tr("exactly one"))
        why.body.addWidget(self.basis)
        why.body.addWidget(self.reason)
        self.services = Chips(
            (), self.tr("Services to name"), empty=self.tr("none near this place")
        )
        self.services.setObjectName("services")
        self.services.changed.connect(self._on_choice)
        named = Card(self.tr("Help to name"), quiet=self.tr("vetted ones"))
        named.body.addWidget(self.services)
        self.checks = Facts()
        before = Card(self.tr("Before it leaves"))
        before.body.addWidget(self.checks)
        self.trouble = Banner("soon", "", "")
        self.trouble.setObjectName("refusal")
        self.trouble.hide()
        self.fix = button(self.tr("Go to the line"), kind="plain", name="fix")
        self.fix.clicked.connect(lambda: self.fix_asked.emit(self._fix_field))
        self.fix.hide()
        self.done = Banner("ok", "", "")
        self.done.setObjectName("exported")
        self.done.hide()
        self.export = button(
            self.tr("Sign and export"),
            key="Ctrl+Return",
            kind="primary",
            icon="packet",
            name="export",
        )
        self.export.clicked.connect(self.export_asked)
        self.export.setEnabled(False)
        inner = QWidget()
        inner.setLayout(
            column(whom, why, named, before, STRETCH, margins=(14, 12, 14, 8), spacing=10)
        )
        self._right = QFrame()
        self._right.setProperty("kind", "side")
        self._right.setFixedWidth(_RIGHT)
        foot = column(
            self.trouble,
            row(STRETCH, self.fix),
            self.done,
            row(STRETCH, self.export),
            margins=(14, 6, 14, 12),
        )
        side = QVBoxLayout(self._right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(scroller(inner), 1)
        side.addLayout(foot)

    def open(
        self, number: str, recipients: Sequence[RowWords], services: Sequence[tuple[str, str]]
    ) -> None:
        """Start a packet for a situation: whom it may go to, which services lie near."""
        self._of.setText(self.tr("of {number}").format(number=number))
        self.recipient.blockSignals(True)
        self.recipient.clear()
        self.recipient.blockSignals(False)
        self.show_recipients(recipients)
        self.services.set_options(list(services))
        self.services.set_value(())
        self.basis.set_value(BasisKind.RELEASE)
        self.reason.clear()
        self.reason.hide()
        self.done.hide()
        self.show_waiting(self.tr("Choose for whom it is: the page is drawn then."))
        self.recipients.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_recipients(self, rows: Sequence[RowWords]) -> None:
        """Offer these recipients."""
        self.recipients.show_rows(tuple(rows))

    def chosen_basis(self) -> Basis:
        """Give the basis and its reason."""
        return Basis(BasisKind(self.basis.value()), self.reason.text())

    def show_items(self, items: Sequence[ItemLine], checks: Sequence[tuple[str, str]]) -> None:
        """Show what goes and what is held back, and what was checked."""
        self.items.show_items(items)
        self.checks.show_facts(checks)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show the page as it will print: it may be signed."""
        self._hush()
        self.paper.show_pages(pages)
        self.export.setEnabled(True)

    def show_waiting(self, sentence: str) -> None:
        """Show that nothing can be signed yet."""
        self._hush()
        self.paper.show_instead(sentence)
        self.export.setEnabled(False)

    def refuse(self, sentence: str) -> None:
        """Say why no packet can be made."""
        self._hush()
        self.paper.show_instead("")
        self.trouble.tell(self.tr("No packet can be made yet"), sentence)
        self.trouble.show()
        self.export.setEnabled(False)

    def tell(self, problems: Sequence[Problem]) -> None:
        """Say what must be mended in the situation first."""
        self.refuse(" ".join(problem.sentence for problem in problems))
        self._fix_field = problems[0].field if problems else ""
        self.fix.setVisible(bool(problems))

    def wait(self) -> None:
        """Show that it is being signed."""
        self.export.setEnabled(False)
        self._exercise.tell(self.tr("signing…"), "neutral", "pen")

    def show_exported(self, number: str, where: str, digest: str) -> None:
        """Show that it was signed, checked, recorded and written."""
        self._exercise.tell(self.tr("signed"), "ok", "check")
        self.done.tell(
            self.tr("{number} is signed and checked: {where}").format(number=number, where=where),
            self.tr("Unchanged, whole document signed. In the ledger as {digest}…").format(
                digest=digest[:16]
            ),
        )
        self.done.show()
        self.export.setEnabled(True)

    def _hush(self) -> None:
        self.trouble.hide()
        self.fix.hide()
        self._exercise.tell(self.tr("draft"), "neutral", "pen")

    @Slot()
    def _on_choice(self) -> None:
        self.reason.setVisible(self.basis.value() != BasisKind.RELEASE)
        self.done.hide()
        self.export.setEnabled(False)
        self._pause.touch()
