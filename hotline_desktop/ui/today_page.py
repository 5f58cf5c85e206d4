"""Today: what must not be forgotten, danger first; shows numbers and places, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hotline_desktop.models.signal import Urgency
from hotline_desktop.models.situation import Status
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.cards import Card, EmptyState
from hotline_desktop.ui.keycap import KeyCap, button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.span import span
from hotline_desktop.ui.text import body, meta, second, title

translate = QCoreApplication.translate

_READING, _QUIET, _WHOLE = 860, 320, 1240


@dataclass(frozen=True)
class SituationWords:
    """What a list says of a situation; ``kind`` and ``urgency`` are codes, "" when not said."""

    id: str
    number: str
    status: str
    taken_at: datetime
    kind: str
    urgency: str
    place: str
    state: str

    def __repr__(self) -> str:
        """Say nothing: the place is case text."""
        return "SituationWords(...)"


def row_words(words: SituationWords, now: datetime) -> RowWords:
    """Put a situation into the words of a list row, with the time since its signal."""
    kinds = dict([*intake_words.kinds(), *intake_words.more_kinds()])
    urgency = dict(intake_words.urgencies()).get(words.urgency, "")
    place = words.place.strip() or translate("lists", "place not known")
    at = translate("lists", "since {at}").format(at=f"{words.taken_at.astimezone():%a %H:%M}")
    about = ", ".join(part for part in (kinds.get(words.kind, ""), urgency, words.state) if part)
    danger = words.urgency == Urgency.DANGER_NOW
    closed = words.status == Status.CLOSED
    return RowWords(
        key=words.id,
        first=f"{words.number}: {place}",
        second=f"{about}, {at}" if about else at,
        icon="alert" if danger else "check" if closed else "call",
        pill=translate("lists", "closed") if closed else "",
        tone="danger" if danger and not closed else "neutral",
        right=span(now - words.taken_at),
    )


class TodayPage(QWidget):
    """One reading column, danger first, and one quiet column; the button takes a new signal."""

    new_asked = Signal()
    opened = Signal(object)

    def __init__(self) -> None:
        """Lay it out, empty."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._danger = _Waiting(self.tr("Somebody may be in danger"), "alert")
        self._open = _Waiting(self.tr("Open situations"), "situations")
        for waiting in (self._danger, self._open):
            waiting.list.opened.connect(self.opened)
        self._empty = EmptyState(
            "today",
            self.tr("Nothing is waiting"),
            self.tr("A call, text or message starts with Ctrl+N. What is open then stands here."),
        )
        self._figures = Card(self.tr("Waiting"))
        self._count, self._longest = body(""), second("", wrapped=True)
        self._figures.body.addWidget(self._count)
        self._figures.body.addWidget(self._longest)
        self.new = button(
            self.tr("New signal"), key="Ctrl+N", kind="primary", icon="plus", name="new_signal"
        )
        self.new.clicked.connect(self.new_asked)
        self._lay_out()
        self.show_words((), None)
