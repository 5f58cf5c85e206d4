"""What has to be verified or vetted again, as Today's quiet column shows it; renews none."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.renewals_due import RenewalsDue
from hotline_desktop.errors import HotlineError
from hotline_desktop.models import renewal as models
from hotline_desktop.models.renewal import Due
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import second
from hotline_desktop.ui.wall import here

_MOST = 5


class Renewals(Card):
    """The soonest few, each leading to its card; hidden while there are none."""

    opened = Signal(object)

    def __init__(self) -> None:
        """Start with none."""
        super().__init__(self.tr("Renewals due"), icon="clock")
        self.list = RowList(self.tr("Renewals due"))
        self.list.setObjectName("renewals")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self.opened)
        self._more = second("", wrapped=True)
        self.body.addWidget(self.list)
        self.body.addWidget(self._more)
        self.hide()

    def has_rows(self) -> bool:
        """Say whether anything is due."""
        return bool(self.list.rows())

    def show_rows(self, rows: Sequence[RowWords], total: int) -> None:
        """Show these few, and how many there are."""
        self.list.show_rows(rows)
        shown = range(len(self.list.rows()))
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(n) for n in shown) + 2)
        self.head.quiet.setText(f"{total:,}")
        more = total - len(rows)
        self._more.setText(self.tr("and {n} more").format(n=f"{more:,}"))
        self._more.setVisible(more > 0)
        self.setVisible(bool(rows))


class RenewalsWork(QObject):
    """Asks on the lane: in a large directory it takes longer than a key may."""

    shown = Signal(object, int)
    said = Signal(str)

    def __init__(self, parent: QObject, desk: OpenOffice, jobs: Jobs) -> None:
        """Belong to the desk."""
        super().__init__(parent)
        self._due, self._jobs = RenewalsDue(desk), jobs
        self._asking: Job | None = None

    @Slot()
    def refresh(self) -> None:
        """Ask anew, unless an answer is on its way."""
        if self._asking is None:
            self._asking = self._jobs.run(lambda: self._due(_MOST), self._tell, self._fail)

    def _tell(self, due: models.Renewals) -> None:
        self._asking = None
        self.shown.emit([self._row(each) for each in due.found], due.total)

    def _fail(self, reason: HotlineError) -> None:
        self._asking = None
        self.said.emit(str(reason))

    def _row(self, due: Due) -> RowWords:
        day = f"{here(due.ends):%d %b %Y}"
        police = due.kind == "contact"
        ended, ends = self.tr("ended {day}"), self.tr("ends {day}")
        what = self.tr("verification") if police else self.tr("vetting")
        return RowWords(
            key=due.id,
            first=due.name,
            second=f"{what} {(ended if due.lapsed else ends).format(day=day)}",
            icon="shield" if police else "house",
        )
