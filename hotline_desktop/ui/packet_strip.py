"""The strip above a packet: its number, how far it is, when the release ends; no case text."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.text import meta, second, strong, title

_HEIGHT = 60


class PacketStrip(QFrame):
    """Sixty pixels that nothing covers."""

    def __init__(self) -> None:
        """Start without a packet."""
        super().__init__()
        self.setProperty("kind", "bar")
        self.setFixedHeight(look.px(_HEIGHT))
        self._number, self._situation = title(""), second("")
        self._number.setObjectName("packet_number")
        self._state = Pill("", "neutral")
        self._ends, self._ends_at, self._end = strong(""), meta(""), QWidget()
        ends = column(STRETCH, self._ends, self._ends_at, STRETCH, spacing=0)
        self._end.setLayout(row(Icon("clock"), ends, spacing=10))
        items = (self._number, self._situation, self._state, STRETCH, self._end)
        self.setLayout(row(*items, margins=(20, 0, 20, 0), spacing=10))
        self.show_number("")

    def show_number(self, number: str) -> None:
        """Show the packet's own number, "" while it has none."""
        words = self.tr("Packet {number}") if number else self.tr("Packet")
        self._number.setText(words.format(number=number))

    def show_situation(self, number: str) -> None:
        """Show of which situation it is."""
        self._situation.setText(number)

    def show_state(self, words: str, tone: str, icon: str) -> None:
        """Show how far it is."""
        self._state.tell(words, tone, icon)

    def show_ends(self, ends: Sequence[str]) -> None:
        """Show in two lines when the release ends, or nothing."""
        first, after = (*ends, "", "")[:2]
        self._ends.setText(first)
        self._ends_at.setText(after)
        self._end.setVisible(bool(first))
