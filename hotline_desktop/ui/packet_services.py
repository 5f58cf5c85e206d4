"""Services near the place, to be named in a packet one by one; vets none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hotline_desktop.models.around import Nearby
from hotline_desktop.models.provider import VettingState
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.layout import column, row
from hotline_desktop.ui.text import Elided, second

translate = QCoreApplication.translate

MOST = 5
"""More services are a list to read, not help."""


@dataclass(frozen=True, repr=False)
class Help:
    """A service that may be named: ``refusal`` says why it cannot be."""

    id: str
    name: str
    aside: str
    refusal: str = ""


def helps(nearby: tuple[Nearby, ...], now: datetime) -> tuple[Help, ...]:
    """Say which services may be named, and why the others may not."""
    return tuple(_help(near, now) for near in nearby)


def _help(near: Nearby, now: datetime) -> Help:
    provider, refusal = near.provider, ""
    state = provider.vetting_state(now)
    if state is VettingState.LAPSED:
        refusal = translate("packet", "vetting lapsed")
    elif state is VettingState.NEVER:
        refusal = translate("packet", "not vetted")
    miles = ""
    if near.miles is not None:
        miles = translate("packet", "{n} mi").format(n=round(near.miles))
    area = translate("packet", "area only") if provider.confidential else ""
    closed = translate("packet", "closed now") if near.open is False else ""
    aside = ", ".join(part for part in (refusal or near.against or area or closed, miles) if part)
    return Help(provider.id, provider.organisation, aside, refusal)


class Services(QWidget):
    """Services near the place, to be named one by one; ``changed`` tells what a hand did."""

    changed = Signal()

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.setObjectName("services")
        self._helps: tuple[Help, ...] | None = None
        self._wished: set[str] = set()
        self._boxes: dict[str, QCheckBox] = {}
        self.head = SectionHead(self.tr("Help to name"), "Alt H")
        self._none = second("", wrapped=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.setLayout(
            column(self.head, self._none, self._lines, margins=(10, 0, 10, 0), spacing=2)
        )
        self.show_services(())

    def show_services(self, helps: Sequence[Help], place_stays: bool = False) -> None:
        """Offer these; without any, say why. What was ticked stays ticked."""
        near = self.tr("Nobody known yet near this place.")
        stays = self.tr("The place stays here, and what is near would tell it.")
        self._none.setText(stays if place_stays else near)
        self._none.setVisible(not helps)
        if tuple(helps) == self._helps:
            return  # the one that was just ticked keeps the focus
        ticked = set(self.value()) | self._wished
        self._helps = tuple(helps)
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
        self._bound()

    def value(self) -> tuple[str, ...]:
        """Give the ids of those to be named, nearest first."""
        return tuple(identity for identity, box in self._boxes.items() if box.isChecked())

    def choose(self, ids: tuple[str, ...]) -> None:
        """Tick these as soon as they are offered, without telling anybody."""
        self._wished = set(ids)
        self._helps = None

    def clear(self) -> None:
        """Name none, without telling anybody."""
        self._wished = set()
        self.show_services(())

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
        self._wished = set()
        self._bound()
        self.changed.emit()

    def _bound(self) -> None:
        count = len(self.value())
        words = self.tr("{n} of at most {most}") if count else self.tr("none yet")
        self.head.quiet.setText(words.format(n=count, most=MOST) if self._boxes else "")
