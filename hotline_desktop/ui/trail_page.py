"""The trail: filtered, a page of lines, one line in full, and its check; reads nothing itself."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QProgressBar,
    QStackedWidget,
    QWidget,
)

from hotline_desktop.actions.read_trail import TrailLines
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.office import Advocate
from hotline_desktop.models.trail import ActGroup, TrailBreak
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Card, EmptyState
from hotline_desktop.ui.exact_text import entry
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.rows import RowList
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import body, meta, second, title
from hotline_desktop.ui.trail_words import facts, groups, row_words

_PAUSE = 120  # ms
_SIDE = 480
_WHO, _WHAT = 176, 190
_ENDLESS = 1_000


class TrailAsked(Noun, frozen=True):
    """What is asked for: an advocate's id, a group, the last so many days (0: all), a number."""

    who: str = ""
    group: ActGroup | None = None
    days: int = 0
    subject: str = ""


class TrailFilters(QWidget):
    """Who, what, when and which situation; ``changed`` tells what a hand did, typing settled."""

    changed = Signal()

    def __init__(self) -> None:
        """Ask for everything."""
        super().__init__()
        self.who, self.group = QComboBox(), QComboBox()
        for box, name, wide in ((self.who, "who", _WHO), (self.group, "group", _WHAT)):
            box.setObjectName(name)
            box.setFixedWidth(look.px(wide))
            box.activated.connect(self.changed)
        self.who.setAccessibleName(self.tr("Who"))
        self.group.setAccessibleName(self.tr("What was done"))
        for value, words in groups():
            self.group.addItem(words, value)
        days = [
            ("1", self.tr("Today")),
            ("7", self.tr("7 days")),
            ("30", self.tr("30 days")),
            ("0", self.tr("All")),
        ]
        self.days = Segments(days, self.tr("How far back"))
        self.days.setObjectName("days")
        self.days.changed.connect(self.changed)
        self.subject = entry(self.tr("Situation number"))
        self.subject.setObjectName("subject")
        self.subject.setAccessibleName(self.tr("Situation number"))
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(self.changed)
        self.subject.textEdited.connect(self._pause.touch)
        self.show_people(())
        self.clear()
        parts = row(self.who, self.group, self.days, (self.subject, 1), spacing=10)
        self.setLayout(parts)

    def show_people(self, people: Sequence[Advocate]) -> None:
        """Offer these; who was chosen stays chosen."""
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem(self.tr("Everybody"), "")
        for person in people:
            left = self.tr("{name} (has left)").format(name=person.name)
            self.who.addItem(left if person.left else person.name, person.id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))

    def clear(self) -> None:
        """Ask for everything, without telling anybody."""
        self._pause.drop()
        self.who.setCurrentIndex(0)
        self.group.setCurrentIndex(0)
        self.days.set_value("0")
        self.subject.clear()

    def asked(self) -> TrailAsked:
        """Give what is asked for now."""
        group = self.group.currentData()
        return TrailAsked(
            who=self.who.currentData(),
            group=ActGroup(group) if group else None,
            days=int(self.days.value()),
            subject=self.subject.text(),
        )


class CheckCard(QFrame):
    """The check of the whole chain: its button, how far it is, and what it found."""

    asked = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        """Lay it out; nothing was checked yet."""
        super().__init__()
        self._runs = False
        self._words = body("", wrapped=True)
        self._words.setObjectName("check_said")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How much is checked"))
        self._bar.setTextVisible(False)
        self._bar.setMaximum(_ENDLESS)
        keep = self._bar.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # nothing moves when it comes and goes
        self._bar.setSizePolicy(keep)
        self.act = button(self.tr("Check the chain"), "Alt+C", "primary", "shield", "check_chain")
        self.act.clicked.connect(self._on_act)
        card = Card(self.tr("Is it whole?"), icon="shield")
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing() + 2)
        card.body.addWidget(self._words)
        card.body.addWidget(self._bar)
        card.body.addLayout(row(self.act, STRETCH))
        self.setLayout(column(card))
        self.end(self.tr("Each line seals the one before. The check goes through all of them."))

    def begin(self) -> None:
        """Show that it runs; the button stops it."""
        self._runs = True
        self._words.set_tone("")
        self._words.setText(self.tr("Going through the lines…"))
        self._bar.setValue(0)
        self._bar.show()
        self.act.setText(self.tr("Stop"))

    def tell_progress(self, progress: tuple[int, int]) -> None:
        """Show how many lines are done, of how many."""
        done, of = progress
        if self._runs:
            self._bar.setValue(_ENDLESS * done // max(1, of))
            words = self.tr("{done} of {of} lines follow so far…")
            self._words.setText(words.format(done=f"{done:,}", of=f"{of:,}"))

    def end(self, sentence: str, tone: str = "") -> None:
        """Say what was found, or why nothing was."""
        self._runs = False
        self._words.set_tone(tone)
        self._words.setText(sentence)
        self._bar.hide()
        self.act.setText(self.tr("Check the chain"))

    @Slot()
    def _on_act(self) -> None:
        if self._runs:
            self.stopped.emit()
        else:
            self.asked.emit()


class TrailPage(QWidget):
    """Filters above, lines at the left, the chosen one and the check at the right."""

    asked = Signal()
    older_asked = Signal()
    newer_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Lay the page out, empty."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._shown: TrailLines | None = None
        self._broken: TrailBreak | None = None
        self._year = 0
        self.filters, self.check = TrailFilters(), CheckCard()
        self.filters.changed.connect(self.asked)
        self.list = RowList(self.tr("Lines of the trail"))
        self.list.setObjectName("lines")
        self.list.chosen.connect(self._tell_line)
        self._count = meta("")
        self._count.setObjectName("count")
        self.older = button(self.tr("Older"), key="Alt+O", icon="down_arrow", name="older")
        self.newer = button(self.tr("Newer"), key="Alt+N", icon="up_arrow", name="newer")
        self.back = button(self.tr("Back to keys"), key="Esc", kind="quiet", icon="back")
        self.back.setObjectName("back")
        self.older.clicked.connect(self.older_asked)
        self.newer.clicked.connect(self.newer_asked)
        self.back.clicked.connect(self.left)
        self._lay_out()
        self.wait()

    def _lay_out(self) -> None:
        self._nothing = EmptyState(
            "situations",
            self.tr("No line fits"),
            self.tr("Look further back, or at everybody."),
        )
        self._lines = QStackedWidget()
        for shown in (QWidget(), self._nothing, self.list):
            self._lines.addWidget(shown)
        self._line = Card("", icon="file")
        self._facts = Facts()
        self._line.body.addWidget(self._facts)
        inside = QWidget()
        inside.setProperty("kind", "canvas")
        inside.setLayout(column(self._line, STRETCH))
        side = QWidget()
        side.setFixedWidth(look.px(_SIDE))
        side.setLayout(column(self.check, (scroller(inside), 1), spacing=12))
        lines = column((self._lines, 1), row(self._count, STRETCH, self.newer, self.older))
        head = row(
            title(self.tr("Trail")),
            second(self.tr("Who did what, and when. Looking at it is a line of its own.")),
            STRETCH,
            self.back,
            spacing=14,
        )
        whole = (head, self.filters, (row((lines, 1), side, spacing=16), 1))
        self.setLayout(column(*whole, margins=(20, 14, 20, 14), spacing=12))

    def wait(self) -> None:
        """Show nothing until the lines come: they are read on the lane."""
        self._count.setText(self.tr("Reading…"))
        self.older.setEnabled(False)
        self.newer.setEnabled(False)

    def show_lines(self, found: TrailLines, now: datetime) -> None:
        """Show a page of lines; those of another year than ``now`` say which."""
        self._shown, self._year = found, now.year
        self._fill(found)
        if found.lines and self.list.key() is None:
            self.list.choose(found.lines[0].line.seq)
        self._lines.setCurrentWidget(self.list if found.lines else self._nothing)
        self.older.setEnabled(found.more)
        self.newer.setEnabled(found.newer)
        count = len(found.lines)
        words = self.tr("1 line") if count == 1 else self.tr("{n} lines").format(n=count)
        self._count.setText(
            words if not found.more else self.tr("{n}, and older ones").format(n=words)
        )
        self._tell_line()

    def mark(self, broken: TrailBreak | None) -> None:
        """Mark the line a check points at, in every page of lines from now on."""
        self._broken = broken
        if self._shown is not None:
            self._fill(self._shown)
            self._tell_line()

    def choose(self, seq: int) -> None:
        """Choose a line if it is among those shown, and bring it into sight."""
        self.list.choose(seq)
        middle = QAbstractItemView.ScrollHint.PositionAtCenter
        self.list.scrollTo(self.list.currentIndex(), middle)
        self._tell_line()

    def start(self) -> None:
        """Put the focus on the first filter: the lines may still be on their way."""
        self.filters.who.setFocus()

    def _fill(self, found: TrailLines) -> None:
        rows = [row_words(named, self._broken, self._year) for named in found.lines]
        self.list.show_rows(rows)

    @Slot()
    def _tell_line(self) -> None:
        """Show the chosen line in full."""
        key = self.list.key()
        lines = self._shown.lines if self._shown is not None else ()
        named = next((one for one in lines if one.line.seq == key), None)
        self._line.setVisible(named is not None)
        if named is not None:
            words = self.tr("Line {n}").format(n=f"{named.line.seq:,}")
            self._line.head.words.setText(words)
            self._line.setAccessibleName(words)
            self._facts.show_facts(facts(named, self._broken))
