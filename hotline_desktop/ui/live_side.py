"""The right column of the intake page: four cards that follow her typing; takes no focus."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from hotline_desktop.models.around import Around
from hotline_desktop.models.consent import Release
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.layout import scroller
from hotline_desktop.ui.live_cards import Answer, DutyAnswer, HelpAnswer, ProtocolAnswer, ToldAnswer


class LiveSide(QWidget):
    """Protocol, on duty, help nearby, may be told."""

    def __init__(self) -> None:
        """Lay the cards out."""
        super().__init__()
        self._around = Around()
        self._protocol, self._duty = ProtocolAnswer(), DutyAnswer()
        self._help, self._told = HelpAnswer(), ToldAnswer()
        self._cards = {
            "Alt+R": Card(self.tr("Protocol"), key="Alt+R", icon="protocols"),
            "Alt+D": Card(self.tr("On duty there now"), key="Alt+D", icon="person"),
            "Alt+H": Card(self.tr("Help nearby"), key="Alt+H", icon="house"),
            "Alt+M": Card(self.tr("May be told"), key="Alt+M", icon="shield"),
        }
        self._inner = QWidget()
        self._inner.setProperty("kind", "canvas")
        stack = QVBoxLayout(self._inner)
        stack.setContentsMargins(14, 12, 14, 12)
        stack.setSpacing(10)
        self._answers: tuple[Answer, ...] = (self._protocol, self._duty, self._help, self._told)
        for card, answer in zip(self._cards.values(), self._answers, strict=True):
            card.body.addWidget(answer)
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            stack.addWidget(card)
        stack.addStretch(1)
        self.area: QScrollArea = scroller(self._inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def card_keys(self) -> tuple[str, ...]:
        """Give the keys the cards show."""
        return tuple(self._cards)

    def start_card(self, key: str) -> None:
        """Go to a card: bring it into sight and let a screen reader read it."""
        self.area.ensureWidgetVisible(self._cards[key], 0, 0)
        self._cards[key].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_around(self, around: Around, now: datetime) -> None:
        """Show what place and topics imply now."""
        self._around = around
        self._protocol.show_choices(around.chosen)
        self._duty.show_duty(around.duty, now)
        self._help.show_help(around.help)
        self._settle()

    def show_release(self, release: Release, now: datetime) -> None:
        """Show what may be told."""
        self._told.show_release(release, now)
        self._cards["Alt+M"].head.quiet.setText(self._told.audience(release))
        self._settle()

    def tell_time(self, now: datetime) -> None:
        """Bring local times up to the minute."""
        self._duty.show_duty(self._around.duty, now)
        self._settle()

    def _settle(self) -> None:
        """Lay out what is new before it is painted, or cards would be seen jumping."""
        fresh = [answer for answer in self._answers if answer.is_fresh()]
        for answer in fresh:
            here: QWidget | None = answer
            while here is not None and here is not self._inner:
                lay_out(here)
                here = here.parentWidget()
        if fresh:
            lay_out(self._inner)
            QApplication.sendEvent(self._inner, QEvent(QEvent.Type.LayoutRequest))


def lay_out(widget: QWidget) -> None:
    """Measure and place a widget's children now."""
    layout = widget.layout()
    if layout is not None:
        layout.invalidate()
        layout.activate()
