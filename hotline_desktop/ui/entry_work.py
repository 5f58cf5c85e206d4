"""Wires the page of one entry to edit, verify and vet; loses nothing that was typed."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.edit_entry import (
    ChangedMeanwhileError,
    EditEntry,
    MergedMeanwhileError,
)
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.read_history import ReadHistory
from hotline_desktop.actions.verify_contact import Call, VerifyContact
from hotline_desktop.actions.vet_provider import VetProvider, Vetted
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.contact import Contact, Method
from hotline_desktop.models.entry_draft import Edited, Entry, EntryDraft
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.entry_page import EntryPage
from hotline_desktop.ui.history_card import HistoryCard


class EntryWork(QObject):
    """Holds what is being typed over which entry, also of those that were left for a while."""

    said = Signal(str)
    went = Signal(str)
    kept = Signal(str)
    typed = Signal()

    def __init__(self, page: EntryPage, desk: OpenOffice, gazetteer: Gazetteer) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._gazetteer = page, gazetteer
        self._edit, self._read = EditEntry(desk, gazetteer), ReadDirectory(desk)
        self._verify, self._vet = VerifyContact(desk), VetProvider(desk)
        self._history = ReadHistory(desk)
        self._left: dict[str, EntryDraft] = {}
        page.changed.connect(self.typed)
        page.paused.connect(self._on_paused)
        page.kept.connect(self._on_kept)
        page.left.connect(self._on_left)
        page.dropped.connect(self._on_dropped)

    def tell_history_to(self, card: HistoryCard) -> None:
        """Answer a card that asks what was changed of its entry."""

        def answer(identity: str) -> None:
            card.show_changes(self._history(identity))

        card.asked.connect(answer)

    @Slot(str, bool)
    def open(self, identity: str, checking: bool) -> None:
        """Show an entry to be edited, or verified with the same stroke."""
        self._set_aside()
        entry = self._read(identity)
        if entry is None:
            self.said.emit(self.tr("There is no such entry in the directory any more."))
            return
        left = self._left.pop(_waiting(self._left, entry.id, self._read), None)
        if left is None or left.seen is None:
            self._show(EntryDraft.of(entry, {}, checking, {}))
        else:
            draft = EntryDraft.of(left.seen, left.fields, checking, left.check)
            self._show(draft)
            self.said.emit(self.tr("What you typed before is here again."))
            if left.seen.id != entry.id:
                self._take_newer(draft, MergedMeanwhileError())
        self.went.emit("entry")
        self._page.start()
        self.typed.emit()

    def begun(self) -> tuple[EntryDraft, ...]:
        """Give everything that is typed and not kept, the one on the page first."""
        here = self._page.draft()
        here_too = here.seen.id if here and here.seen else ""
        shown = (here,) if here and here.seen else ()
        return (*shown, *(left for key, left in self._left.items() if key != here_too))

    def resume(self, drafts: tuple[EntryDraft, ...]) -> None:
        """Bring everything back; the first stands on the page."""
        for draft in drafts[1:]:
            if draft.seen is not None:
                self._left[draft.seen.id] = draft
        if drafts:
            self._show(drafts[0])

    def _show(self, draft: EntryDraft) -> None:
        ground = self._edit.words(draft.seen) if draft.seen else {}
        self._page.open(draft, ground)

    def _set_aside(self) -> None:
        here = self._page.draft()
        if here and here.seen and here.is_typed:
            self._left[here.seen.id] = here

    @Slot()
    def _on_paused(self) -> None:
        """A number that is typed now may be the one that was called back."""
        here = self._page.draft()
        if here is not None and here.checking and here.seen is not None:
            told, _ = self._edit.read(here.seen, here.fields)
            self._page.check.offer([phone.as_written for phone in told.phones])

    @Slot()
    def _on_kept(self) -> None:
        draft = self._page.draft()
        if draft is None or draft.seen is None:
            return
        try:
            answer = self._done(draft.seen, draft)
        except ChangedMeanwhileError as reason:
            self._take_newer(draft, reason)
            return
        except HotlineError as reason:
            self._page.warn(str(reason))
            return
        if not isinstance(answer, Edited):
            self._page.tell(answer)
            self.said.emit(self.tr("Not kept yet: see the marked fields."))
            return
        self._forget(draft.seen)
        self.kept.emit(draft.seen.id)
        self.said.emit(self._told(draft, answer))

    def _done(self, seen: Entry, draft: EntryDraft) -> Edited | tuple[Problem, ...]:
        if not draft.checking:
            return self._edit(seen, draft.fields)
        check = draft.check
        if isinstance(seen, Contact):
            method = Method(check["method"]) if check.get("method") else None
            call = Call(method, check["number"], check["spoken_to"], check["words"])
            return self._verify.session(seen, draft.fields, call)
        looked = {name: said for name, said in check.items() if name != "evidence"}
        return self._vet(seen, draft.fields, Vetted(check.get("evidence", ""), looked))

    def _take_newer(self, draft: EntryDraft, reason: HotlineError) -> None:
        """Put what she typed over the entry as it is now, so that she sees both and keeps again."""
        seen = draft.seen
        now = self._read(seen.id) if seen else None
        if now is None or seen is None:
            self._page.warn(str(reason))
            return
        before, after = self._edit.words(seen), self._edit.words(now)
        changed = {name for name in after if after[name] != before[name]}
        # What was looked at is not what it says now.
        check = {name: said for name, said in draft.check.items() if name not in changed}
        self._show(EntryDraft.of(now, draft.fields, draft.checking, check))
        self._page.warn(str(reason))
        self._page.fields().form.tell(
            Problem(name, self.tr("It says now: {words}").format(words=after[name] or "nothing"))
            for name in sorted(changed, key=list(after).index)
            if after[name] != draft.fields.get(name)
        )

    def _told(self, draft: EntryDraft, answer: Edited) -> str:
        told = ". ".join(f"{notice[:1].upper()}{notice[1:]}" for notice in answer.notices)
        if not draft.checking:
            first = self.tr("The entry is kept.") if answer.fields else self.tr("Nothing changed.")
        elif isinstance(draft.seen, Provider):
            first = self.tr("The provider is vetted for a year.")
        else:
            first = self.tr("The call-back is recorded: this contact may get packets.")
        return f"{first} {told}." if told else first

    def _forget(self, seen: Entry) -> None:
        self._left.pop(seen.id, None)
        self._page.put_away()
        self.went.emit("directory")

    @Slot()
    def _on_left(self) -> None:
        self._set_aside()
        here = self._page.draft()
        self._page.put_away()
        self.went.emit("directory")
        if here is not None and here.seen is not None and here.seen.id in self._left:
            self.said.emit(self.tr("Not kept yet: what you typed waits under Edit."))

    @Slot()
    def _on_dropped(self) -> None:
        here = self._page.draft()
        if here is not None and here.seen is not None:
            self._forget(here.seen)
            self.said.emit(self.tr("The changes are dropped: the entry is as it was."))


def _waiting(left: Collection[str], identity: str, read: ReadDirectory) -> str:
    """Give under which id something waits that was typed over this or what was merged into it.

    What was typed over both comes up one after the other.
    """
    if identity in left:
        return identity
    merged = (key for key in left if (now := read(key)) and now.id == identity)
    return next(merged, "")
