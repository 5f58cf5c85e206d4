"""Today: what must not be forgotten, danger first; shows numbers and places, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hotline_desktop.models.signal import Urgency
from hotline_desktop.models.situation import Status
from hotline_desktop.ui import intake_words, look
from hotline_desktop.ui.cards import Banner, Card, EmptyState
from hotline_desktop.ui.keycap import KeyCap, button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.renewals import Renewals
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.span import span
from hotline_desktop.ui.text import clock, second, title
from hotline_desktop.ui.wall import here

translate = QCoreApplication.translate

_QUIET, _WHOLE = 320, 1480


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
    at = translate("lists", "since {at}").format(at=f"{here(words.taken_at):%a %d %b, %H:%M}")
    danger = words.urgency == Urgency.DANGER_NOW
    shown = "" if danger else urgency.lower()  # danger has a pill of its own
    about = ", ".join(part for part in (kinds.get(words.kind, ""), shown, words.state) if part)
    closed = words.status == Status.CLOSED
    return RowWords(
        key=words.id,
        first=f"{words.number}: {place}",
        second=f"{about}, {at}" if about else at,
        icon="check" if closed else "call",
        pill=_pill(danger, closed),
        tone="danger" if danger and not closed else "neutral",
        pill_icon="alert" if danger and not closed else "",
        right=span(now - words.taken_at),
    )


def _pill(danger: bool, closed: bool) -> str:
    if closed:
        return translate("lists", "closed")
    return translate("lists", "danger now") if danger else ""


class Waiting(QWidget):
    """A heading and its rows, as high as they are; hidden while there are none."""

    opened = Signal(object)

    def __init__(self, words: str, icon: str, name: str, danger: bool = False) -> None:
        """Start with none."""
        super().__init__()
        self._card = Card(words, icon=icon)
        if danger:
            self._card.head.words.set_tone("danger")
        self.list = RowList(words)
        self.list.setObjectName(name)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self.opened)
        self._card.body.addWidget(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show these."""
        self.list.show_rows(rows)
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(n) for n in range(len(rows))) + 2)
        self._card.head.quiet.setText(str(len(rows)))
        self.setVisible(bool(rows))


class TodayPage(QWidget):
    """One reading column, danger first, and one quiet column; the button takes a new signal."""

    new_asked = Signal()
    shown = Signal()
    opened = Signal(object)

    def __init__(self) -> None:
        """Lay it out, with nothing waiting."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.renewals = Renewals()
        self._danger = Waiting(self.tr("Somebody may be in danger"), "alert", "in_danger", True)
        self._open = Waiting(self.tr("Open situations"), "situations", "open")
        self._danger.opened.connect(self.opened)
        self._open.opened.connect(self.opened)
        self._empty = EmptyState(
            "today",
            self.tr("Nothing is waiting"),
            self.tr("The next signal begins with Ctrl N."),
        )
        self.new = button(
            self.tr("New signal"),
            key="Ctrl+N",
            kind="primary",
            icon="plus",
            name="new_signal",
            shown_only=True,  # the frame takes the key, on every page
        )
        self.new.clicked.connect(self.new_asked)
        self._longest = Card(self.tr("Waiting longest"), icon="clock")
        self._since, self._which = clock(""), second("", wrapped=True)
        self._longest.body.addWidget(self._since)
        self._longest.body.addWidget(self._which)
        self._greeting = second("")
        self._lay_out()
        self.show((), datetime.now().astimezone())

    def show(
        self, lines: Sequence[SituationWords] | None = None, now: datetime | None = None
    ) -> None:
        """Show what is open at ``now``; without lines, show the page itself as any widget."""
        if lines is None or now is None:
            super().show()
            return
        danger = [line for line in lines if line.urgency == Urgency.DANGER_NOW]
        others = [line for line in lines if line.urgency != Urgency.DANGER_NOW]
        self._danger.show_rows([row_words(line, now) for line in danger])
        self._open.show_rows([row_words(line, now) for line in others])
        self._body.setCurrentWidget(self._pane if lines else self._empty)
        self._greeting.setText(self._sum_up(len(lines), len(danger)))
        self._longest.setVisible(bool(lines))
        self._quiet.setVisible(bool(lines) or self.renewals.has_rows())
        if lines:
            oldest = min(lines, key=lambda line: line.taken_at)
            self._since.setText(span(now - oldest.taken_at))
            self._which.setText(
                self.tr("{number}, since {at}").format(
                    number=oldest.number, at=f"{here(oldest.taken_at):%a %d %b, %H:%M}"
                )
            )

    def tell(self, notices: Sequence[tuple[str, str]]) -> None:
        """Show what has to be looked into, above everything: a sentence, and what to do."""
        while (old := self._notices.takeAt(0)) is not None:
            if (shown := old.widget()) is not None:
                shown.deleteLater()
        for strong_words, second_words in notices:
            self._notices.addWidget(Banner("soon", strong_words, second_words))

    def show_renewals(self, rows: Sequence[RowWords], total: int) -> None:
        """Show in the quiet column what has to be verified or vetted again, of so many."""
        self.renewals.show_rows(rows, total)
        self._quiet.setVisible(self._longest.isVisibleTo(self._quiet) or bool(rows))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that one looks at it."""
        super().showEvent(event)
        self.shown.emit()

    def start(self) -> None:
        """Put the focus where the work is: on danger first, else on what is open, else on new."""
        stops = [w.list for w in (self._danger, self._open) if w.list.rows()]
        (stops[0] if stops else self.new).setFocus()

    def _sum_up(self, waiting: int, danger: int) -> str:
        if not waiting:
            return self.tr("Nothing is open.")
        count = self.tr("1 open") if waiting == 1 else self.tr("{n} open").format(n=waiting)
        if not danger:
            return count
        return self.tr("{count}, {n} in danger now").format(count=count, n=danger)

    def _lay_out(self) -> None:
        self._work = QWidget()
        self._work.setProperty("kind", "canvas")
        self._work.setLayout(column(self._danger, self._open, STRETCH, spacing=14))
        self._body = QStackedWidget()
        self._pane = scroller(self._work)
        self._body.addWidget(self._empty)
        self._body.addWidget(self._pane)
        self._quiet = QWidget()
        cards = (self._longest, self.renewals, self._keys(), STRETCH)
        self._quiet.setLayout(column(*cards, spacing=14))
        self._quiet.setFixedWidth(look.px(_QUIET))
        head = row(title(self.tr("Today")), self._greeting, STRETCH, self.new, spacing=14)
        columns = row((self._body, 1), self._quiet, spacing=24)
        whole = QWidget()
        whole.setMaximumWidth(look.px(_WHOLE))
        self._notices = column()
        parts = (head, self._notices, (columns, 1))
        whole.setLayout(column(*parts, margins=(20, 14, 20, 14), spacing=14))
        self.setLayout(row(STRETCH, (whole, 100), STRETCH))

    def _keys(self) -> Card:
        keys = Card(self.tr("Keys"), icon="key")
        for key, words in (
            ("Ctrl+N", self.tr("take a new signal")),
            ("Enter", self.tr("open the chosen one")),
            ("Ctrl+K", self.tr("find or do anything")),
            ("Ctrl+L", self.tr("lock at once")),
        ):
            keys.body.addLayout(row(KeyCap(key), second(words), STRETCH))
        return keys
