"""The right column of the intake page: four cards that follow what she types; takes no focus by itself."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hotline_desktop.models.around import Around
from hotline_desktop.models.consent import Release
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.layout import scroller
from hotline_desktop.ui.live_cards import DutyAnswer, HelpAnswer, ProtocolAnswer, ToldAnswer


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
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        stack = QVBoxLayout(inner)
        stack.setContentsMargins(14, 14, 14, 14)
        stack.setSpacing(10)
        answers = (self._protocol, self._duty, self._help, self._told)
        for card, answer in zip(self._cards.values(), answers, strict=True):
            card.body.addWidget(answer)
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            stack.addWidget(card)
        stack.addStretch(1)
        self.area: QScrollArea = scroller(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def keys(self) -> tuple[str, ...]:
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

    def show_release(self, release: Release, now: datetime) -> None:
        """Show what may be told."""
        self._told.show_release(release, now)

    def tell_time(self, now: datetime) -> None:
        """Bring local times up to the minute."""
        self._duty.show_duty(self._around.duty, now)
