"""Shows what a directory file holds before anything is written; the file itself it never reads."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from hotline_desktop.models.noun import Noun
from hotline_desktop.ui.cards import Banner, Card
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import second, title


class Shown(Noun, frozen=True):
    """Counts per outcome; they add up to ``rows``."""

    rows: int
    accepted: int
    repaired: int
    rejected: int
    duplicates: int


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
        self.list = RowList(self.tr("Rows to look at"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(10)
        heading = title(self.tr("Import a directory"))
        outer.addLayout(row(heading, STRETCH, self.cancel, self.accept, spacing=10))
        outer.addWidget(self._under)
        outer.addWidget(self._bar)
        outer.addWidget(self._trouble)
        outer.addLayout(row(counts, (column((self.list, 1)), 1), spacing=16), 1)

    def begin(self, name: str) -> None:
        """Show that a file is being read."""
        self._under.setText(self.tr("Reading {name}. Nothing is written yet.").format(name=name))
        self._bar.setRange(0, 0)
        self._bar.show()
        self._trouble.hide()
        self.list.show_rows(())
        self._facts.show_facts(())
        self.accept.setEnabled(False)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def tell_progress(self, rows: int) -> None:
        """Show how many rows were read."""
        self._under.setText(
            self.tr("{rows} rows read. Nothing is written yet.").format(rows=f"{rows:,}")
        )

    def show_preview(self, shown: Shown, rows: Sequence[RowWords]) -> None:
        """Show what would be written, and the rows that were repaired, rejected or duplicates."""
        self._bar.hide()
        self._show_counts(shown)
        self.list.show_rows(tuple(rows))
        self._under.setText(
            self.tr("Nothing is written yet. Imported agencies can be called, but get no packet.")
        )
        self.accept.setEnabled(shown.accepted + shown.repaired > 0)
        self.accept.setFocus()

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

    def _show_counts(self, shown: Shown) -> None:
        self._facts.show_facts(
            [
                (self.tr("Rows read"), f"{shown.rows:,}"),
                (self.tr("Accepted"), f"{shown.accepted:,}"),
                (self.tr("Repaired"), f"{shown.repaired:,}"),
                (self.tr("Rejected"), f"{shown.rejected:,}"),
                (self.tr("Duplicates"), f"{shown.duplicates:,}"),
            ]
        )
