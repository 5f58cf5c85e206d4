"""The packet as it will leave: what goes, the real pages, for whom; it never sees the vault."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QStackedWidget, QWidget

from hotline_desktop.models.bookmark import Choices
from hotline_desktop.models.noun import Problem
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import EmptyState
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import column, framed, row, scroller
from hotline_desktop.ui.packet_answers import Answers
from hotline_desktop.ui.packet_basis import BasisCard
from hotline_desktop.ui.packet_checks import ChecksCard
from hotline_desktop.ui.packet_items import PacketItems
from hotline_desktop.ui.packet_recipient import RecipientCard
from hotline_desktop.ui.packet_strip import PacketStrip
from hotline_desktop.ui.paper import Paper
from hotline_desktop.ui.text import meta

_SIDE = 346
"""Room for four bases side by side in a card, next to a scroll bar."""


class PacketPage(QWidget):
    """Left what goes and what is held back, middle the paper, right the choices and the checks.

    ``changed`` tells that a choice was made, ``shown`` that the page came on the screen.
    """

    changed = Signal()
    shown = Signal()
    search_asked = Signal(str)
    export_asked = Signal()
    fix_asked = Signal(str)
    situations_asked = Signal()

    def __init__(self) -> None:
        """Lay the page out, without a situation."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.has_left = False
        self.strip, self.answers, self.paper = PacketStrip(), Answers(), Paper()
        self.items = PacketItems()
        self.recipient, self.basis, self.checks = RecipientCard(), BasisCard(), ChecksCard()
        self.export = button(
            self.tr("Sign and export"),
            key="Ctrl+Return",
            kind="primary",
            icon="packet",
            name="export",
        )
        self._right = self._choices_column()
        self._lay_out()
        self._wire()
        self.close_situation()

    def choices(self) -> Choices:
        """Give what is chosen now."""
        return Choices(self.recipient.value(), self.basis.basis(), self.items.services.value())

    def open(self, situation: str) -> None:
        """Begin a packet of a situation, named by its number: nothing is chosen yet."""
        self.recipient.clear()
        self.basis.clear()
        self.items.services.clear()
        self.answers.hush()
        self.paper.clear()
        self.strip.show_situation(situation)
        self._whole.setCurrentWidget(self._desk)
        self.wait()

    def close_situation(self) -> None:
        """Show that there is no situation to make a packet of."""
        self.export.setEnabled(False)
        self._whole.setCurrentWidget(self._empty)

    def wait(self) -> None:
        """Show that something changed and the pages on the screen may be the ones before."""
        self.has_left = False
        self.export.setEnabled(False)
        self.strip.show_state(self.tr("drawing"), "neutral", "half")

    def refuse(self, sentence: str = "", problems: Sequence[Problem] = ()) -> None:
        """Show no page, and say why there is none: in one sentence, or line by line."""
        self.paper.clear()
        self.export.setEnabled(False)
        self._middle.setCurrentWidget(self._nothing)
        if problems:
            self.answers.show_problems(problems)
        else:
            self.answers.refuse(sentence)
        self.strip.show_number("")
        self.strip.show_state(self.tr("no packet"), "soon", "held")

    def show_pages(self, images: tuple[QImage, ...]) -> None:
        """Show the real pages; now it may be exported."""
        self.answers.hush()
        self._middle.setCurrentWidget(self.paper)
        self.paper.show_pages(images)
        self.export.setEnabled(True)
        self.strip.show_state(self.tr("ready"), "accent", "check")

    def sign(self) -> None:
        """Show that it is being signed; nothing can be chosen meanwhile."""
        self._allow(False)
        self.strip.show_state(self.tr("signing and checking"), "neutral", "half")

    def fail(self, sentence: str) -> None:
        """Say that it was not exported; the same may be tried again."""
        self._allow(True)
        self.answers.refuse(sentence)
        self.strip.show_state(self.tr("not exported"), "soon", "alert")

    def show_exported(self, file: str, recipient: str, digest: str) -> None:
        """Say that it left: the file's name, for whom, and the digest of the signed bytes (hex)."""
        self._allow(True)
        self.has_left = True
        self.export.setEnabled(False)  # the same packet is not exported twice by a heavy hand
        self.answers.show_exported(file, recipient, digest)
        self.strip.show_state(self.tr("exported"), "ok", "check")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that one looks at it again."""
        super().showEvent(event)
        self.shown.emit()

    def _allow(self, choosing: bool) -> None:
        self.export.setEnabled(choosing)
        self._right.setEnabled(choosing)
        self.items.services.setEnabled(choosing)
        here = QApplication.focusWidget()
        if choosing and self.isVisible() and (here is None or self.isAncestorOf(here)):
            self.recipient.start()  # what was switched off had lost the focus

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "packet",
            self.tr("No packet yet"),
            self.tr("Open a situation and press F6 there."),
        )
        self._go = button(self.tr("Situations"), key="F9", name="to_situations", shown_only=True)
        self._empty.buttons.addWidget(self._go)
        self._nothing = EmptyState(
            "held", self.tr("No page is drawn"), self.tr("A packet is whole, or it is not made.")
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self._nothing)
        self._middle.addWidget(self.paper)
        middle = framed("side", column(self.answers, (self._middle, 1), spacing=0))
        columns = row(self.items, (middle, 1), self._right, spacing=0)
        self._desk = QWidget()
        self._desk.setLayout(column(self.strip, (columns, 1), spacing=0))
        self._whole = QStackedWidget()
        self._whole.addWidget(self._empty)
        self._whole.addWidget(self._desk)
        self.setLayout(column(self._whole))

    def _choices_column(self) -> QFrame:
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        cards = ((self.recipient, 1), self.basis, self.checks)
        inner.setLayout(column(*cards, margins=(12, 12, 6, 6), spacing=10))
        plain = meta(self.tr("It leaves unsealed: who has the file can read it."), wrapped=True)
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.export.setProperty("tall", True)
        last = column(plain, self.export, margins=(14, 4, 14, 14), spacing=6)
        side = framed("canvas", column((scroller(inner), 1), last, spacing=0))
        side.setFixedWidth(look.px(_SIDE))
        return side

    def _wire(self) -> None:
        self.recipient.changed.connect(self.changed)
        self.recipient.search_asked.connect(self.search_asked)
        self.basis.changed.connect(self.changed)
        self.items.services.changed.connect(self.changed)
        self.export.clicked.connect(self.export_asked)
        self.answers.fix_asked.connect(self.fix_asked)
        self._go.clicked.connect(self.situations_asked)
        for key, act in (
            ("Alt+F", self.recipient.start),
            ("Alt+B", self.basis.start),
            ("Alt+H", self.items.services.start),
        ):
            QShortcut(QKeySequence(key), self._desk, act)
