"""Wires the page of duplicates to its verbs: look through, compare, merge, undo."""

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.find_duplicates import FindDuplicates, Pair
from hotline_desktop.actions.merge_entries import MergeEntries
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.change import side_by_side
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.provider import Provider
from hotline_desktop.ui.duplicates_page import Choice, DuplicatesPage
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.rows import RowWords


class DuplicatesWork(QObject):
    """Holds the pairs that were found last, and the merge that can be undone."""

    said = Signal(str)

    def __init__(self, page: DuplicatesPage, desk: OpenOffice, jobs: Jobs) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._jobs = page, jobs
        self._find, self._merge, self._read = (
            FindDuplicates(desk), MergeEntries(desk), ReadDirectory(desk),
        )  # fmt: skip
        self._pairs: tuple[Pair, ...] = ()
        self._merges: list[str] = []
        page.chosen.connect(self._on_chosen)
        page.decided.connect(self._on_decided)
        page.undo_asked.connect(self._on_undo)

    @Slot()
    def begin(self) -> Job:
        """Look through the directory on the lane."""
        self._page.wait()
        return self._jobs.run(self._find, self._show, self._fail)

    def _show(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs = pairs
        self._page.show_pairs([self._row(pair) for pair in pairs])

    def _row(self, pair: Pair) -> RowWords:
        first, second = (self._read(each) for each in (pair.first, pair.second))
        return RowWords(
            key=pair,
            first=_name(first),
            second=_name(second),
            third=", ".join(pair.reasons),
            icon="shield" if isinstance(first, Contact) else "house",
            right=f"{pair.score}",
        )

    @Slot(object)
    def _on_chosen(self, pair: Pair) -> None:
        first, second = (self._read(each) for each in (pair.first, pair.second))
        lines = side_by_side(first, second)
        self._page.show_pair((pair.first, pair.second), (_name(first), _name(second)), lines)

    @Slot(object)
    def _on_decided(self, choice: Choice) -> None:
        try:
            if choice.are_two:
                self._merge.say_two(choice.keep, choice.other)
                self.said.emit(self.tr("They are two and are not shown again."))
            else:
                self._merges.append(self._merge(choice.keep, choice.other))
                self.said.emit(self.tr("They are one entry now; it can be undone here."))
        except HotlineError as reason:
            self.said.emit(str(reason))
            return
        gone = {choice.keep, choice.other} if choice.are_two else {choice.other}
        left = [p for p in self._pairs if not self._is_settled(p, choice, gone)]
        self._show(tuple(left))
        self._page.undo.setEnabled(bool(self._merges))

    def _is_settled(self, pair: Pair, choice: Choice, gone: set[str]) -> bool:
        if choice.are_two:
            return {pair.first, pair.second} == gone
        return bool(gone & {pair.first, pair.second})

    @Slot()
    def _on_undo(self) -> None:
        try:
            self._merge.undo(self._merges.pop())
            self.said.emit(self.tr("They are two entries again, each as it was."))
        except HotlineError as reason:
            self.said.emit(str(reason))
        self._page.undo.setEnabled(bool(self._merges))
        self.begin()

    def _fail(self, reason: HotlineError) -> None:
        self.said.emit(str(reason))


def _name(entry: Contact | Provider | None) -> str:
    if isinstance(entry, Contact):
        return entry.name()
    if entry is None:
        return ""
    return ", ".join(part for part in (entry.organisation, entry.service) if part)
