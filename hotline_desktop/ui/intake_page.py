"""The intake page: questions, running log, what they imply, side by side; touches no vault."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hotline_desktop.models.around import Around
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import StatementKind
from hotline_desktop.ui import look
from hotline_desktop.ui.focus_memory import FocusMemory
from hotline_desktop.ui.intake_form import SECTIONS, IntakeForm
from hotline_desktop.ui.intake_middle import IntakeMiddle
from hotline_desktop.ui.intake_strip import Strip
from hotline_desktop.ui.live_side import LiveSide
from hotline_desktop.ui.pause import Minute, Pause
from hotline_desktop.ui.scroll_memory import ScrollMemory

_FORM, _MIDDLE, _LIVE = 452, 350, 390
_ROOM = 60


class IntakePage(QWidget):
    """Reads its fields into a Draft; ``paused`` carries it at each pause, ``kept`` on asking.

    A draft that is opened and not touched is given back exactly as it was.
    """

    kept = Signal(object)
    paused = Signal(object)
    packet_asked = Signal()
    close_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Lay the page out once; ``now`` is the clock (aware)."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._now = now
        self._opening = False
        self.strip, self.form = Strip(), IntakeForm(now)
        self.middle, self.live = IntakeMiddle(now), LiveSide()
        self._lay_out()
        self._pause, self._minute = Pause(self), Minute(self)
        self._focus = FocusMemory(self)
        self._scrolls = ScrollMemory(
            {"form": self.form.area, "log": self.middle.log.view, "live": self.live.area}, self
        )
        self._wire()
        self.open(Draft())

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        self.form.setFixedWidth(look.px(_FORM))
        self.middle.setMinimumWidth(look.px(_MIDDLE))
        self.live.setFixedWidth(look.px(_LIVE))
        for pane, stretch in ((self.form, 0), (self.middle, 1), (self.live, 0)):
            columns.addWidget(pane, stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addLayout(columns, 1)

    def _wire(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.middle.changed.connect(self._on_changed)
        self.middle.close_asked.connect(self.close_asked)
        self.middle.reopen_asked.connect(self.reopen_asked)
        self.strip.keep_asked.connect(self.keep)
        self.strip.packet_asked.connect(self.packet_asked)
        self._pause.due.connect(lambda: self.paused.emit(self.draft()))
        self._minute.struck.connect(self._sum_up)
        self._focus.moved.connect(self._on_focus_moved)
        add_keys(self)

    def open(
        self, draft: Draft, number: str = "", status: str = "", taken_at: datetime | None = None
    ) -> None:
        """Show a draft; without a number it is a new signal."""
        self._opening = True
        self._pause.drop()
        self._focus.forget()
        self.form.put(draft)
        self.middle.put(draft)
        self.strip.show_number(number, taken_at)
        self.middle.show_status(status if number else "")
        self._opening = False
        self._sum_up()
        self.show_around(Around())
        self.form.area.verticalScrollBar().setValue(0)
        if number:
            self.middle.log.entry.start()
        else:
            self.form.start_section(0)

    def draft(self) -> Draft:
        """Give what stands on the page, the line being written too."""
        return self.middle.into(self.form.into(Draft()))

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show everything to mend at its field, and go to the first."""
        self.form.hush()
        self.middle.tell(self.form.tell(problems))
        if problems:
            self.restore(problems[0].field, 0, {})

    def said_kept(self, number: str, at: datetime) -> None:
        """Say that it is kept, and since when."""
        self.form.hush()
        self.middle.tell(())
        self.strip.show_number(number, self.strip.taken_at() or at)
        self.middle.said_kept(at)

    def show_around(self, around: Around) -> None:
        """Show what place and topics imply."""
        self.form.show_around(around)
        self.live.show_around(around, self._now())

    def place_of_focus(self) -> tuple[str, int]:
        """Give the field that has or last had the focus, and its caret in characters."""
        return self._focus.place()

    def restore(self, field: str, caret: int, scroll: dict[str, int]) -> None:
        """Bring the focus, the caret and what was in sight back; unknown names are passed over."""
        self.form.unfold(field)
        self.middle.unfold(field)
        self._focus.go(field, caret)
        self._scrolls.restore(scroll)

    def scroll(self) -> dict[str, int]:  # type: ignore[override]  # nobody scrolls a page by pixels
        """Give how far each pane is scrolled, in pixels."""
        return self._scrolls.places()

    @Slot()
    def _on_changed(self) -> None:
        if not self._opening:
            self._pause.touch()
            self._sum_up()

    @Slot(object)
    def _on_focus_moved(self, field: QWidget | None) -> None:
        self._pause.flush()
        if field is not None and self.form.isAncestorOf(field):
            self.form.area.ensureWidgetVisible(field, 0, _ROOM)

    @Slot()
    def keep(self) -> None:
        """Hand the draft up to be kept, unless something on the page cannot be read."""
        self.middle.log.settle()
        self._pause.flush()
        draft = self.draft()
        if unreadable := self.form.unreadable():
            self.tell((*draft.problems(), *unreadable))
        else:
            self.kept.emit(draft)

    @Slot()
    def _sum_up(self) -> None:
        now, draft = self._now(), self.draft()
        self.strip.show_draft(draft, now)
        self.live.show_release(draft.release, now)
        self.live.tell_time(now)


def add_keys(page: IntakePage) -> None:
    """Give every section its key; they work while the page is on the screen."""
    form, middle, live = page.form, page.middle, page.live
    keys: dict[str, Callable[[], object]] = {
        key: partial(form.start_section, number) for number, key in enumerate(SECTIONS)
    }
    keys |= {key: partial(live.start_card, key) for key in live.card_keys()}
    keys |= {
        "Alt+L": middle.log.entry.start,
        "Alt+V": middle.log.view.setFocus,
        "Alt+N": middle.start_notes,
        "Alt+W": partial(middle.log.entry.choose_kind, StatementKind.VERBATIM),
        "Alt+S": partial(middle.log.entry.choose_kind, StatementKind.PARAPHRASE),
        "Alt+I": partial(middle.log.entry.choose_kind, StatementKind.INFERENCE),
    }
    for key, go in keys.items():
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(go)
