"""The packet as it will leave: what goes, the real pages, whom it is for; it never sees the vault."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage, QKeySequence, QShortcut
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from hotline_desktop.models.disclosure import Basis
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import EmptyState
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row, scroller
from hotline_desktop.ui.packet_answers import Answers
from hotline_desktop.ui.packet_checks import BasisCard, ChecksCard
from hotline_desktop.ui.packet_items import PacketItems
from hotline_desktop.ui.packet_recipient import RecipientCard
from hotline_desktop.ui.paper import Paper
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.text import meta, second, strong, title

_SIDE, _STRIP = 330, 60


class Choices(Noun, frozen=True):
    """What the advocate chose: a contact's id or "", the basis, ids of services to name."""

    recipient: str = ""
    basis: Basis = Basis()
    services: tuple[str, ...] = ()


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
        self.items, self.paper, self.answers = PacketItems(), Paper(), Answers()
        self.recipient, self.basis, self.checks = RecipientCard(), BasisCard(), ChecksCard()
        self._number, self._situation = title(""), second("")
        self._number.setObjectName("packet_number")
        self._state = Pill("", "neutral")
        self._ends, self._ends_at = strong(""), meta("")
        self.export = button(
            self.tr("Sign and export"),
            key="Ctrl+Return",
            kind="primary",
            icon="packet",
            name="export",
        )
        self._lay_out()
        self._wire()
        self.close_situation()

    def choices(self) -> Choices:
        """Give what is chosen now."""
        return Choices(self.recipient.value(), self.basis.basis(), self.items.services.value())

    def open(self, situation: str, ends: Sequence[str]) -> None:
        """Begin a packet of a situation, named by its number; ``ends`` says when the release does."""
        self.recipient.clear()
        self.basis.clear()
        self._situation.setText(situation)
        self.show_ends(ends)
        self._whole.setCurrentWidget(self._desk)
        self.wait()

    def close_situation(self) -> None:
        """Show that there is no situation to make a packet of."""
        self.export.setEnabled(False)
        self._whole.setCurrentWidget(self._empty)

    def show_ends(self, ends: Sequence[str]) -> None:
        """Show in two lines when the release ends."""
        first, after = (*ends, "", "")[:2]
        self._ends.setText(first)
        self._ends_at.setText(after)
        self._end.setVisible(bool(first))

    def show_number(self, number: str) -> None:
        """Show the packet's own number."""
        self._number.setText(self.tr("Packet {number}").format(number=number))

    def wait(self) -> None:
        """Show that something changed and the page on the screen may be the one before."""
        self.export.setEnabled(False)
        self._say(self.tr("drawing"), "neutral", "half")

    def refuse(self, sentence: str) -> None:
        """Show no page, and say why there is none."""
        self._no_pages()
        self.answers.refuse(sentence)
        self._speak(sentence)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show no page, and what must be mended first, each with a way to it."""
        self._no_pages()
        self.answers.show_problems(problems)
        self._speak(" ".join(problem.sentence for problem in problems))

    def show_pages(self, images: tuple[QImage, ...]) -> None:
        """Show the real pages; now it may be exported."""
        self.answers.hush()
        self._middle.setCurrentWidget(self.paper)
        self.paper.show_pages(images)
        self.export.setEnabled(True)
        self._say(self.tr("ready"), "accent", "check")

    def sign(self) -> None:
        """Show that it is being signed; nothing can be chosen meanwhile."""
        self.export.setEnabled(False)
        self._right.setEnabled(False)
        self.items.services.setEnabled(False)
        self._say(self.tr("signing and checking"), "neutral", "half")

    def signed(self) -> None:
        """Let choices be made again."""
        self._right.setEnabled(True)
        self.items.services.setEnabled(True)

    def fail(self, sentence: str) -> None:
        """Say that it was not exported; the same may be tried again."""
        self.signed()
        self.export.setEnabled(self.paper.pages() > 0)
        self.answers.refuse(sentence)
        self._say(self.tr("not exported"), "soon", "alert")
        self._speak(sentence)

    def show_exported(self, file: str, recipient: str, digest: str) -> None:
        """Say that it left: the file's name, for whom, and the digest of the signed bytes (hex)."""
        self.signed()
        self.export.setEnabled(False)
        self.answers.show_exported(file, recipient, digest)
        self._say(self.tr("exported"), "ok", "check")
        self._speak(self.tr("Signed, checked and exported as {file}").format(file=file))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that one looks at it again."""
        super().showEvent(event)
        self.shown.emit()

    def _no_pages(self) -> None:
        self.paper.clear()
        self._number.setText(self.tr("Packet"))
        self.export.setEnabled(False)
        self._middle.setCurrentWidget(self._nothing)
        self._say(self.tr("no packet"), "soon", "held")

    def _say(self, words: str, tone: str, icon: str) -> None:
        self._state.tell(words, tone, icon)

    def _speak(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "packet",
            self.tr("No packet is being made"),
            self.tr("Open a situation and press F6 there."),
        )
        self._go = button(self.tr("Situations"), key="F9", name="to_situations", shown_only=True)
        self._empty.buttons.addWidget(self._go)
        self._nothing = EmptyState(
            "held",
            self.tr("No page is drawn"),
            self.tr("A packet is whole or it is not made."),
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self._nothing)
        self._middle.addWidget(self.paper)
        middle = column(self.answers, (self._middle, 1), spacing=0)
        self._right = self._choices_column()
        columns = row(self.items, framed("pane", middle), self._right, spacing=0)
        self._desk = QWidget()
        self._desk.setLayout(column(self._strip(), (columns, 1), spacing=0))
        self._whole = QStackedWidget()
        self._whole.addWidget(self._empty)
        self._whole.addWidget(self._desk)
        self.setLayout(column(self._whole))

    def _strip(self) -> QFrame:
        self._end = QWidget()
        self._end.setLayout(
            row(Icon("clock"), column(self._ends, self._ends_at, spacing=0), spacing=10)
        )
        items = row(
            self._number, self._situation, self._state, STRETCH, self._end,
            margins=(20, 0, 20, 0), spacing=10,
        )  # fmt: skip
        strip = framed("bar", items)
        strip.setFixedHeight(look.px(_STRIP))
        return strip

    def _choices_column(self) -> QFrame:
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        inner.setLayout(
            column((self.recipient, 1), self.basis, self.checks, margins=(12, 12, 8, 8), spacing=10)
        )
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
        self._go.clicked.connect(self.situations_asked)
        self.answers.fix_asked.connect(self._on_fix)
        for key, act in (
            ("Alt+F", self.recipient.start),
            ("Alt+B", self.basis.start),
            ("Alt+H", self.items.services.start),
        ):
            QShortcut(QKeySequence(key), self._desk, act)

    def _on_fix(self, field: str) -> None:
        if field.startswith("basis"):
            self.basis.start_reason()
        else:
            self.fix_asked.emit(field)
