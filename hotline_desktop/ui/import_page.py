"""Shows what a directory file holds before anything is written; the file itself it never reads."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from hotline_desktop.models.column_map import FoundTable
from hotline_desktop.models.noun import Noun
from hotline_desktop.ui.cards import Banner, Card
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.import_columns import ImportColumns
from hotline_desktop.ui.import_runs import ImportRuns
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import second, title


class Shown(Noun, frozen=True):
    """Counts per outcome; they add up to ``rows``. ``reasons`` are the commonest, with counts."""

    rows: int
    accepted: int
    repaired: int
    rejected: int
    duplicates: int
    reasons: tuple[tuple[str, int], ...] = ()


class ImportPage(QWidget):
    """Progress, then the counts and the rows that need a look, then one decision."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        """Lay the page out."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._under = second("", wrapped=True)
        self._under.setObjectName("import_state")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.accept = button(
            self.tr("Take it in"), key="Ctrl+Return", kind="primary", name="accept_import"
        )
        self.cancel = button(self.tr("Cancel"), key="Esc", name="cancel_import")
        self.accept.clicked.connect(self.accepted)
        self.cancel.clicked.connect(self.cancelled)
        self._facts = Facts()
        counts = Card(self.tr("What each row became"))
        counts.body.addWidget(self._facts)
        counts.body.addStretch(1)
        counts.setFixedWidth(360)
        self._trouble = Banner("soon", self.tr("Nothing was written"), "")
        self._trouble.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(10)
        heading = title(self.tr("Import a directory"))
        outer.addLayout(row(heading, STRETCH, self.cancel, self.accept, spacing=10))
        outer.addWidget(self._under)
        outer.addWidget(self._bar)
        outer.addWidget(self._trouble)
        outer.addLayout(row(counts, (self._sides(), 1), spacing=16), 1)

    def _sides(self) -> QLayout:
        """Lay out what can be looked at beside the counts: rows, columns, earlier imports."""
        self.list = RowList(self.tr("Rows to look at"))
        self.columns, self.runs = ImportColumns(), ImportRuns()
        self.columns.touched.connect(self._on_touched)
        self._stack = QStackedWidget()
        sides = {"rows": self.list, "columns": self.columns, "runs": self.runs}
        for widget in sides.values():
            self._stack.addWidget(widget)
        names = [("rows", self.tr("Rows to look at")), ("columns", self.tr("Columns")),
                 ("runs", self.tr("Earlier imports"))]  # fmt: skip
        self.side = Segments(names, self.tr("Look at"))
        self.side.changed.connect(lambda: self._stack.setCurrentWidget(sides[self.side.value()]))
        self.side.set_value("rows")
        return column(row(self.side, STRETCH), (self._stack, 1), spacing=10)

    def look_at(self, side: str) -> None:
        """Turn to ``rows``, ``columns`` or ``runs``."""
        self.side.set_value(side)
        at = ("rows", "columns", "runs").index(side)
        self._stack.setCurrentIndex(at)

    def begin(self, name: str) -> None:
        """Show that a file is being read."""
        self._under.setText(self.tr("Reading {name}. Nothing is written yet.").format(name=name))
        self._bar.setRange(0, 0)
        self._bar.show()
        self._trouble.hide()
        self.list.show_rows(())
        self.columns.show_tables(())
        self._facts.show_facts(())
        self.accept.setEnabled(False)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def tell_progress(self, rows: int) -> None:
        """Show how many rows were read."""
        self._under.setText(
            self.tr("{rows} rows read. Nothing is written yet.").format(rows=f"{rows:,}")
        )

    def show_preview(
        self, shown: Shown, rows: Sequence[RowWords], tables: tuple[FoundTable, ...] = ()
    ) -> None:
        """Show what would be written, and the rows that were repaired, rejected or duplicates."""
        self._bar.hide()
        self._show_counts(shown)
        self.list.show_rows(tuple(rows))
        self.columns.show_tables(tables)
        good = shown.accepted + shown.repaired > 0
        self._under.setText(
            self.tr("Nothing is written yet. Imported agencies can be called, but get no packet.")
            if good
            else self.tr("No row can be taken: say which column holds what, then read it again.")
        )
        self.accept.setEnabled(good)
        # Nothing can be taken: most likely a column was not known for what it is.
        self.look_at("rows" if good else "columns")
        (self.accept if good else self.columns.list).setFocus()

    @Slot()
    def _on_touched(self) -> None:
        """Let nobody take in what was read before the columns were set right."""
        self.accept.setEnabled(False)
        self._under.setText(self.tr("Columns were changed: read it again so, then take it in."))

    def begin_writing(self) -> None:
        """Show that the rows are being written."""
        self._under.setText(self.tr("Writing all of it, or nothing…"))
        self._bar.setRange(0, 0)
        self._bar.show()
        self.accept.setEnabled(False)

    def show_written(self, shown: Shown) -> None:
        """Show that it is done."""
        self._bar.hide()
        self._show_counts(shown)
        self._under.setText(self.tr("Written. The directory finds them now."))
        self.accept.setEnabled(False)

    def tell(self, sentence: str) -> None:
        """Say why nothing was written."""
        self._bar.hide()
        self._trouble.tell(self.tr("Nothing was written"), sentence)
        self._trouble.show()
        self._under.setText("")
        self.accept.setEnabled(False)

    def show_earlier(self) -> None:
        """Show the earlier imports and no file."""
        self._bar.hide()
        self._trouble.hide()
        self.list.show_rows(())
        self.columns.show_tables(())
        self._facts.show_facts(())
        self.accept.setEnabled(False)
        self._under.setText(self.tr("Choose an import to undo, or take a file in: Ctrl I."))
        self.look_at("runs")
        self.runs.list.setFocus()

    def _show_counts(self, shown: Shown) -> None:
        self._facts.show_facts(
            [
                (self.tr("Rows read"), f"{shown.rows:,}"),
                (self.tr("Accepted"), f"{shown.accepted:,}"),
                (self.tr("Repaired"), f"{shown.repaired:,}"),
                (self.tr("Rejected"), f"{shown.rejected:,}"),
                (self.tr("Duplicates"), f"{shown.duplicates:,}"),
                *((f"{count:,} ×", reason) for reason, count in shown.reasons),
            ]
        )
