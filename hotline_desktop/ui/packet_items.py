"""What goes into a packet, what stays here and why, and which services it names; decides none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.packet_services import Services
from hotline_desktop.ui.rows import RowList, RowWords


class Named(QWidget):
    """A heading and its rows, as high as they are."""

    def __init__(self, words: str, name: str, quiet: str = "") -> None:
        """Start with none."""
        super().__init__()
        self.head = SectionHead(words, quiet=quiet)
        self.list = RowList(words)
        self.list.setObjectName(name)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = row(self.head, margins=(10, 0, 10, 0))
        self.setLayout(column(inside, self.list, spacing=0))

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show these."""
        self.list.show_rows(rows)
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(n) for n in range(len(rows))))
        self.list.setVisible(bool(rows))


class PacketItems(QWidget):
    """The left column."""

    def __init__(self) -> None:
        """Lay it out, with nothing in it."""
        super().__init__()
        self.told = Named(self.tr("In this packet"), "told")
        self.held = Named(self.tr("Held back"), "held", self.tr("nothing of it is in the file"))
        self.services = Services()
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        inner.setLayout(
            column(self.told, self.held, self.services, STRETCH, margins=(10, 12, 8, 8), spacing=8)
        )
        self.setLayout(column((scroller(inner), 1)))
        self.setFixedWidth(look.px(330))
        self.show_items((), ())

    def show_items(self, told: Sequence[RowWords], held: Sequence[RowWords]) -> None:
        """Show what goes and what stays."""
        count = len(told)
        words = self.tr("1 item") if count == 1 else self.tr("{n} items").format(n=count)
        self.told.head.quiet.setText(words if told else self.tr("nothing yet"))
        self.told.show_rows(told)
        self.held.show_rows(held)
