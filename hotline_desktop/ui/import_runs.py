"""The imports that were written, newest first, and the way to undo one; writes nothing itself."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from hotline_desktop.models.import_report import ImportRun
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import second


class ImportRuns(QWidget):
    """One row an import; the chosen one can be undone once."""

    undo_asked = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._standing: frozenset[str] = frozenset()
        self.list = RowList(self.tr("Earlier imports"))
        self.list.setObjectName("runs")
        self.undo = button(self.tr("Undo this import"), name="undo_import")
        told = self.tr("What it made goes, what it changed is as before; later work stays.")
        self.setLayout(
            column((self.list, 1), row(second(told, wrapped=True), STRETCH, self.undo), spacing=10)
        )
        self.list.chosen.connect(self._on_chosen)
        self.undo.clicked.connect(self._on_undo)
        self.undo.setEnabled(False)

    def show_runs(self, runs: Sequence[ImportRun], here: datetime) -> None:
        """Show these, with times on the clock of ``here``."""
        self._standing = frozenset(run.id for run in runs if run.undone_at is None)
        self.list.show_rows(
            [
                RowWords(
                    key=run.id,
                    first=run.name,
                    second=self.tr("{written} of {rows} rows").format(
                        written=f"{run.written:,}", rows=f"{run.rows:,}"
                    ),
                    icon="directory",
                    pill=self.tr("undone") if run.undone_at else self.tr("stands"),
                    tone="soon" if run.undone_at else "ok",
                    right=f"{run.at.astimezone(here.tzinfo):%d %b %Y %H:%M}",
                )
                for run in runs
            ]
        )
        self._on_chosen(self.list.key())

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        self.undo.setEnabled(key in self._standing)

    @Slot()
    def _on_undo(self) -> None:
        if self.list.key() in self._standing:
            self.undo.setEnabled(False)
            self.undo_asked.emit(self.list.key())
