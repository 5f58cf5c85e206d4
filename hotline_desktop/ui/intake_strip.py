"""What keeps her safe, always in sight: danger, clock, safe contact, approach; decides none."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from hotline_desktop.models.signal import ContactWay, SafeContact, Urgency
from hotline_desktop.models.situation import Draft
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import column, line, row
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.span import span
from hotline_desktop.ui.text import Elided, title
from hotline_desktop.ui.wall import here

_HEIGHT = 60


class Fact(QWidget):
    """An icon and two lines that give way to their neighbours."""

    def __init__(self, icon: str, least: int) -> None:
        """Start silent; ``least`` is the width in pixels below which it does not go."""
        super().__init__()
        self._first, self._second = Elided("", "strong"), Elided("", "meta")
        lines = column(self._first, self._second, spacing=0)
        self.setLayout(row(Icon(icon), (lines, 1), spacing=8))
        self.setMinimumWidth(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, first: str, second: str) -> None:
        """Show two lines."""
        self._first.setText(first)
        self._second.setText(second)
        self.setAccessibleName(f"{first}, {second}")


class Strip(QFrame):
    """The strip above the columns, with the buttons Keep and Packet."""

    keep_asked = Signal()
    packet_asked = Signal()

    def __init__(self) -> None:
        """Lay it out for a new signal."""
        super().__init__()
        self.setProperty("kind", "bar")
        self.setFixedHeight(_HEIGHT)
        self._taken_at: datetime | None = None
        self._number = title("")
        self._danger = Pill(self.tr("Danger now"), "danger", "alert")
        self._clock = Fact("clock", 120)
        self._safe = Fact("message", 150)
        self._approach = Fact("shield", 150)
        self.keep = button(self.tr("Keep"), key="Ctrl+Return", kind="primary", name="keep")
        self.packet = button(self.tr("Packet"), key="F6", name="packet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 14, 8)
        layout.setSpacing(12)
        for widget, stretch in (
            (self._number, 0),
            (self._danger, 0),
            (self._clock, 3),
            (line("vline"), 0),
            (self._safe, 4),
            (line("vline"), 0),
            (self._approach, 5),
            (self.packet, 0),
            (self.keep, 0),
        ):
            layout.addWidget(widget, stretch)
        self.keep.clicked.connect(self.keep_asked)
        self.packet.clicked.connect(self.packet_asked)

    def show_number(self, number: str, taken_at: datetime | None) -> None:
        """Say which situation it is; without a number it is a new signal and has no packet yet."""
        self._taken_at = taken_at
        self._number.setText(number or self.tr("New signal"))
        self.packet.setEnabled(bool(number))
        self.packet.setToolTip("" if number else self.tr("Keep it first"))

    def taken_at(self) -> datetime | None:
        """Give when the signal came."""
        return self._taken_at

    def show_draft(self, draft: Draft, now: datetime) -> None:
        """Sum up what keeps her safe."""
        self._danger.setVisible(draft.urgency is Urgency.DANGER_NOW)
        self._safe.say(*self._reach(draft.safe_contact))
        approach = " ".join(draft.approach.split())
        self._approach.say(approach or self.tr("Not asked yet"), self.tr("how to approach"))
        self.tell_time(now)

    def tell_time(self, now: datetime) -> None:
        """Say how long ago the signal came."""
        if self._taken_at is None:
            self._clock.say(self.tr("Not begun"), self.tr("since the signal"))
            return
        since = self.tr("since {at}").format(at=f"{here(self._taken_at):%H:%M}")
        self._clock.say(span(now - self._taken_at), since)

    def _reach(self, safe: SafeContact) -> tuple[str, str]:
        if safe.way is ContactWay.NOT_ASKED:
            return self.tr("Not asked yet"), self.tr("may we reach her")
        if safe.way is ContactWay.NOT_AT_ALL:
            return self.tr("Never call back"), self.tr("she said not at all")
        way = self.tr("{way} only").format(way=dict(intake_words.ways())[safe.way])
        first = [way] + [self.tr("until {hour}").format(hour=safe.until.strip())] * bool(
            safe.until.strip()
        )
        second = [self.tr("code word agreed")] * bool(safe.code_word.strip())
        if safe.not_before.strip():
            second.insert(0, self.tr("not before {hour}").format(hour=safe.not_before.strip()))
        return ", ".join(first), ", ".join(second) or self.tr("may we reach her")
