"""What goes into a packet, what stays here and why, and which services it names; decides none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.packet_words import Help
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import Elided, second

MOST = 5
"""More services are a list to read, not help."""


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


class Services(QWidget):
    """Services near the place, to be named one by one; ``changed`` tells what a hand did."""

    changed = Signal()

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.setObjectName("services")
        self._boxes: dict[str, QCheckBox] = {}
        self.head = SectionHead(self.tr("Help to name"), "Alt H")
        self._none = second("", wrapped=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.setLayout(
            column(self.head, self._none, self._lines, margins=(10, 0, 10, 0), spacing=2)
        )
        self.show_services((), "")

    def show_services(self, helps: Sequence[Help], why_none: str) -> None:
        """Offer these; without any, say why. What was ticked stays ticked."""
        ticked = set(self.value())
        self._empty()
        for help_ in helps:
            box = QCheckBox()
            box.setObjectName(f"service_{help_.id}")
            box.setAccessibleName(help_.name)
            box.setAccessibleDescription(help_.aside)
            box.setEnabled(not help_.refusal)
            box.setChecked(help_.id in ticked and not help_.refusal)
            box.toggled.connect(self._on_toggled)
            name, aside = Elided(help_.name), second(help_.aside)
            if help_.refusal:
                name.setProperty("tone", "ink3")
                aside.set_tone("soon")
            name.setBuddy(box)
            line = QWidget()
            line.setLayout(row(box, (name, 1), aside))
            self._lines.addWidget(line)
            self._boxes[help_.id] = box
        self._none.setText(why_none)
        self._none.setVisible(not helps)
        self._bound()

    def value(self) -> tuple[str, ...]:
        """Give the ids of those to be named, nearest first."""
        return tuple(identity for identity, box in self._boxes.items() if box.isChecked())

    def start(self) -> None:
        """Go to the first that can be ticked."""
        box = next((box for box in self._boxes.values() if box.isEnabled()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _empty(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        self._boxes = {}

    def _on_toggled(self) -> None:
        self._bound()
        self.changed.emit()

    def _bound(self) -> None:
        count = len(self.value())
        words = self.tr("{n} of at most {most}") if count else self.tr("none yet")
        self.head.quiet.setText(words.format(n=count, most=MOST) if self._boxes else "")


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
            column(
                self.told, self.held, self.services, STRETCH, margins=(10, 14, 8, 12), spacing=10
            )
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
