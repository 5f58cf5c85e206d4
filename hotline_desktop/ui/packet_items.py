"""What goes into the packet and what is held back, each with why; decides nothing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.noun import Noun
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.text import second, strong


class ItemLine(Noun, frozen=True):
    """One item: its words, and why it goes or stays."""

    words: str
    why: str
    goes: bool


class PacketItems(QWidget):
    """Two short lists."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._goes = SectionHead(self.tr("In this packet"))
        self._held = SectionHead(
            self.tr("Held back"), quiet=self.tr("nothing of it is in the file")
        )
        self._in, self._out = QVBoxLayout(), QVBoxLayout()
        inner = QWidget()
        inner.setLayout(
            column(
                self._goes, self._in, 8, self._held, self._out, STRETCH, margins=(20, 12, 14, 12)
            )
        )
        self.setLayout(column((scroller(inner), 1)))

    def show_items(self, items: Sequence[ItemLine]) -> None:
        """Show these."""
        for layout, goes in ((self._in, True), (self._out, False)):
            while layout.count():
                item = layout.takeAt(0)
                widget = item.widget() if item else None
                if widget is not None:
                    widget.deleteLater()
            for each in items:
                if each.goes is goes:
                    layout.addWidget(_Line(each))
        self._held.setVisible(any(not each.goes for each in items))


class _Line(QWidget):
    def __init__(self, item: ItemLine) -> None:
        super().__init__()
        icon = Icon("check", "ok") if item.goes else Icon("held", "ink3")
        words = column(strong(item.words), second(item.why, wrapped=True), spacing=0)
        self.setLayout(row(icon, (words, 1), spacing=12))
        self.setAccessibleName(f"{item.words}: {item.why}")
