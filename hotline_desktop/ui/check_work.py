"""Looks at the whole vault on the lane and says what it found; mends nothing."""

from PySide6.QtCore import QObject, Signal

from hotline_desktop.actions.check_office import CheckOffice, Finding
from hotline_desktop.actions.look_back import LookBack
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import HotlineError
from hotline_desktop.ui.jobs import Job, Jobs


class CheckWork(QObject):
    """One check at a time, told in one sentence."""

    said = Signal(str)
    noticed = Signal(object)
    """Sentences about the trail that somebody has to know."""

    def __init__(self, parent: QObject, office: OpenOffice, jobs: Jobs) -> None:
        """Belong to the desk."""
        super().__init__(parent)
        self._verb, self._back, self._jobs = CheckOffice(office), LookBack(office), jobs

    def begin(self) -> None:
        """Look at every page."""
        self.said.emit(self.tr("Looking at every page of the vault…"))
        self._jobs.run(self._verb, self._tell, self._fail)

    def look_back(self) -> None:
        """Follow the trail from its beginning, quietly: only what is wrong is told."""
        job = Job()
        self._jobs.run(
            lambda: self._back(job.cancelled), lambda told: self.noticed.emit(told), self._fail, job
        )

    def _tell(self, found: tuple[Finding, ...]) -> None:
        whole = self.tr("Vault and trail are whole.")
        self.said.emit(" ".join(finding.sentence for finding in found) or whole)

    def _fail(self, reason: HotlineError) -> None:
        if not isinstance(reason, CancelledError):
            self.said.emit(str(reason))
