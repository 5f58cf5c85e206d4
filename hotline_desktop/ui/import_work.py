"""Wires the import page to its verb: preview, one decision, then all of it or nothing."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.import_directory import ImportDirectory, Preview
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.undo_import import UndoImport, Undone
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.column_map import ColumnMap
from hotline_desktop.models.entry_draft import EntryDraft
from hotline_desktop.models.import_report import ImportReport, Outcome, RowReport
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.import_columns import Corrected
from hotline_desktop.ui.import_page import ImportPage, Shown
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.rows import RowWords
from hotline_desktop.ui.wall import here

_REASONS = 6
_SHOWN = 80  # rows: a screenful several times over, laid out within a frame

_ICONS = {
    Outcome.ACCEPTED: "check",
    Outcome.REPAIRED: "pen",
    Outcome.REJECTED: "cross",
    Outcome.DUPLICATE: "copy",
}


class ImportWork(QObject):
    """Holds the one preview that may be accepted."""

    said = Signal(str)
    went = Signal(str)
    written = Signal()

    def __init__(
        self, page: ImportPage, desk: OpenOffice, gazetteer: Gazetteer, jobs: Jobs, ask: Ask
    ) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._jobs, self._ask = page, jobs, ask
        self._verb, self._undo = ImportDirectory(desk, gazetteer), UndoImport(desk)
        self._desk = desk
        self._preview: Preview | None = None
        self._path: Path | None = None
        self._stop = threading.Event()
        self.drafts: Callable[[], Sequence[EntryDraft]] = tuple
        """Gives what is being typed over entries: they stay when their import is undone."""
        page.accepted.connect(self._on_accepted)
        page.cancelled.connect(self._on_cancelled)
        page.columns.corrected.connect(self._on_corrected)
        page.runs.undo_asked.connect(self._on_undo)

    @Slot()
    def begin(self) -> None:
        """Ask for a file and read it."""
        title, kinds = (
            self.tr("Import a directory"),
            self.tr("Directory files (*.csv *.tsv *.txt *.json *.geojson *.xlsx *.zip *.gz)"),
        )
        path = self._ask.file(self._page, title, kinds)
        if path is not None:
            self.read(path)

    @Slot()
    def show_earlier(self) -> None:
        """Show the imports that were written; one of them can be undone."""
        self._preview = None
        self._show_runs()
        self.went.emit("import")
        self._page.show_earlier()

    def read(self, path: Path, maps: dict[str, ColumnMap] | None = None) -> None:
        """Read a file on the lane, with columns as somebody set them right; nothing is written."""
        self._preview, self._stop, self._path = None, threading.Event(), path
        stop = self._stop
        self._show_runs()
        self._page.begin(path.name)
        self.went.emit("import")

        def progress(rows: int) -> None:
            self._jobs.report(self._page.tell_progress, rows)

        self._jobs.run(
            lambda: self._verb.preview(path, progress, stop.is_set, maps), self._show, self._fail
        )

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        rows = [
            self._row(number, told) for number, told in enumerate(preview.report.samples[:_SHOWN])
        ]
        self._page.show_preview(_shown(preview.report), rows, preview.tables)

    def _row(self, number: int, told: RowReport) -> RowWords:
        words = {
            Outcome.ACCEPTED: self.tr("accepted"),
            Outcome.REPAIRED: self.tr("repaired"),
            Outcome.REJECTED: self.tr("rejected"),
            Outcome.DUPLICATE: self.tr("duplicate"),
        }
        where = told.place()
        return RowWords(
            key=str(number),
            first=told.name or where,
            second=told.reason or where,
            icon=_ICONS[told.outcome],
            pill=words[told.outcome],
            tone="ok" if told.outcome is Outcome.ACCEPTED else "soon",
            right=where if told.name and told.reason else "",
        )

    @Slot()
    def _on_accepted(self) -> None:
        preview = self._preview
        if preview is None:
            return
        self._preview = None
        self._page.begin_writing()
        stop = self._stop
        self._jobs.run(
            lambda: self._verb.commit(preview, cancelled=stop.is_set), self._done, self._fail
        )

    def _done(self, report: ImportReport) -> None:
        self._page.show_written(_shown(report))
        self.said.emit(self.tr("The directory was taken in. It can be undone here."))
        self._show_runs()
        self.written.emit()

    @Slot(object)
    def _on_corrected(self, told: Corrected) -> None:
        if self._path is not None:
            self.read(self._path, told.maps)

    @Slot(object)
    def _on_undo(self, identity: str) -> None:
        drafts = (draft for draft in self.drafts() if draft.is_typed)
        begun = frozenset(draft.seen.id for draft in drafts if draft.seen)
        self._jobs.run(lambda: self._undo(identity, begun), self._undone, self._fail)

    def _undone(self, done: Undone) -> None:
        self._show_runs()
        told = self.tr("{removed} entries removed, {back} as before.").format(
            removed=f"{done.removed:,}", back=f"{done.put_back:,}"
        )
        if done.stayed:
            told += " " + self.tr("{count} stay: changed or typed over since.").format(
                count=len(done.stayed)
            )
        self.said.emit(told)
        self.written.emit()

    def _show_runs(self) -> None:
        self._page.runs.show_runs(self._undo.runs(), here(self._desk.world.now()))

    @Slot()
    def _on_cancelled(self) -> None:
        self._stop.set()
        self._preview = None
        self.went.emit("directory")

    def _fail(self, reason: HotlineError) -> None:
        self._page.tell(str(reason))


def _shown(report: ImportReport) -> Shown:
    return Shown(
        rows=report.rows,
        accepted=report.accepted,
        repaired=report.repaired,
        rejected=report.rejected,
        duplicates=report.duplicates,
        reasons=tuple(report.reasons.items())[:_REASONS],
    )
