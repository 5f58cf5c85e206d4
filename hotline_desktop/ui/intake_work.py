"""Wires the intake page to its verbs and the journal; loses nothing that was typed."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.close_situation import CloseSituation
from hotline_desktop.actions.look_around import LookAround
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.models.around import Around
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.ui.intake_page import IntakePage
from hotline_desktop.ui.moment_field import half_typed, type_again
from hotline_desktop.ui.steps import Steps


class IntakeWork(QObject):
    """Holds which situation is on the page; every typing pause writes the journal."""

    said = Signal(str)
    went = Signal(str)
    packet_asked = Signal(str)
    changed = Signal()
    call_opened = Signal(bool)
    """Something on the page is not kept yet, or everything is: said at each typing pause."""

    def __init__(self, page: IntakePage, desk: OpenOffice, look_around: LookAround) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk, self._look = page, desk, look_around
        self._take, self._close = TakeSignal(desk), CloseSituation(desk)
        self._read = ReadSituation(desk)
        self._situation: Situation | None = None
        self._begun_at: datetime | None = None
        self.steps = Steps(page, desk, lambda: self.state("intake"))
        self.steps.said.connect(self.said)
        self.steps.went.connect(self.restore)
        self.around = Around()
        self.with_others: Callable[[Bookmark], Bookmark] = lambda left: left
        """What stands on other pages belongs into the same line of the journal."""
        page.kept.connect(self._on_kept)
        page.paused.connect(self._on_paused)
        page.packet_asked.connect(self._on_packet_asked)
        page.close_asked.connect(lambda: self.set_status(Status.CLOSED))
        page.reopen_asked.connect(lambda: self.set_status(Status.OPEN))

    def begin(self) -> None:
        """Take a new signal, unless one is being typed: then come back to it."""
        if self._situation is None and not self._page.draft().is_empty():
            return
        self._set_aside()
        left = self._desk.journal.aside(self._desk.advocate.id, "")
        draft, begun = (left.draft, left.begun_at) if left else (None, None)
        self._show(None, draft or Draft(), begun or self._desk.world.now())
        self._settle("")

    def open(self, identity: str) -> None:
        """Open a kept situation; what is unsaved on the page comes back when its turn comes."""
        if self._situation is not None and self._situation.id == identity:
            return
        situation = self._read(identity)
        self._set_aside()
        left = self._desk.journal.aside(self._desk.advocate.id, situation.id)
        self._show(situation, (left and left.draft) or situation.draft, situation.taken_at)
        self._settle(situation.id)
        if left is not None:
            self.said.emit(self.tr("Unsaved changes came back: keep them with Ctrl+Enter."))

    def _set_aside(self) -> None:
        left = self.state("intake")
        if left.draft is not None and not left.draft.is_empty():
            self._desk.journal.set_aside(self._desk.advocate.id, left, self._desk.world.now())

    def _settle(self, identity: str) -> None:
        """Write the desk's line, which now holds what was set aside, and only then forget that."""
        self.journal("intake")
        self._desk.journal.drop_aside(self._desk.advocate.id, identity)

    def state(self, page: str) -> Bookmark:
        """Give what must come back after a lock."""
        field, caret = self._page.place_of_focus()
        draft = self._page.draft()
        kept = self._situation.draft if self._situation else Draft()
        left = Bookmark(
            page=page,
            situation=self._identity(),
            draft=None if draft == kept else draft,
            begun_at=self._begun_at,
            field=field,
            caret=caret,
            scroll=self._page.scroll(),
            half_typed=half_typed(self._page),
        )
        return self.with_others(left)

    @Slot(object)
    def restore(self, left: Bookmark) -> None:
        """Bring back what was on the page, to the character."""
        situation = self._read(left.situation) if left.situation else None
        draft = left.draft or (situation.draft if situation else Draft())
        self._show(situation, draft, left.begun_at or self._desk.world.now())
        type_again(self._page, left.half_typed)
        self._page.restore(left.field, left.caret, left.scroll)

    def set_status(self, status: Status) -> None:
        """Close or reopen what is on the page."""
        if self._situation is None:
            return
        self._situation = self._close(self._situation.id, status)
        self._show(self._situation, self._page.draft(), self._situation.taken_at)
        self.changed.emit()

    def _show(self, situation: Situation | None, draft: Draft, begun_at: datetime) -> None:
        self._situation, self._begun_at = situation, begun_at
        number = situation.number if situation else ""
        status = situation.status if situation else ""
        self._page.open(draft, number, status, begun_at)
        self._look_around(draft)

    @Slot(object)
    def _on_kept(self, draft: Draft) -> None:
        identity = self._situation.id if self._situation else ""
        kept = self._take(draft, identity, self._begun_at)
        if not isinstance(kept, Situation):
            self._page.tell(kept)
            self.said.emit(self.tr("Not kept yet: see the marked fields."))
            return
        if not identity:
            self.steps.forget("")
        self._situation = kept
        self._page.said_kept(kept.number, kept.kept_at)
        self.call_opened.emit(False)
        self.said.emit(self.tr("{number} is kept.").format(number=kept.number))
        self.journal("intake")
        self.changed.emit()

    @Slot(object)
    def _on_paused(self, draft: Draft) -> None:
        self.steps.keep()
        self._look_around(draft)
        kept = self._situation
        if kept is not None and draft.release.withdrawn_at != kept.draft.release.withdrawn_at:
            # What she takes back holds at once, whatever else on the page is not ready to be kept.
            taken = self._take(msgspec.structs.replace(kept.draft, release=draft.release), kept.id)
            if isinstance(taken, Situation):
                self._situation = taken
                self.said.emit(self.tr("Recorded: she took her release back."))

    def _identity(self) -> str:
        return self._situation.id if self._situation else ""

    def _look_around(self, draft: Draft) -> None:
        self.around = self._look(draft)
        self._page.show_around(self.around)
        self.call_opened.emit(draft != (self._situation.draft if self._situation else Draft()))

    def journal(self, page: str) -> None:
        """Write the desk as it is now."""
        self.steps.keep(self.state(page))

    @Slot()
    def _on_packet_asked(self) -> None:
        if self._situation is None:
            self.said.emit(self.tr("Keep the situation first: Ctrl+Return."))
            return
        if self._page.draft() != self._situation.draft:
            self._page.keep()
        if self._page.draft() == self._situation.draft:
            self.packet_asked.emit(self._situation.id)
