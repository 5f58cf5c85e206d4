"""Looks at the whole vault on the lane and says what it found; mends nothing."""

from PySide6.QtCore import QObject, Signal

from hotline_desktop.actions.check_office import CheckOffice, Finding
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import HotlineError
from hotline_desktop.ui.jobs import Jobs


class CheckWork(QObject):
    """One check at a time, told in one sentence."""

    said = Signal(str)

    def __init__(self, parent: QObject, office: OpenOffice, jobs: Jobs) -> None:
        """Belong to the desk."""
        super().__init__(parent)
        self._verb, self._jobs = CheckOffice(office), jobs

    def begin(self) -> None:
        """Look at every page."""
        self.said.emit(self.tr("Looking at every page of the vault…"))
        self._jobs.run(self._verb, self._tell, self._fail)

    def _tell(self, found: tuple[Finding, ...]) -> None:
        whole = self.tr("Vault and trail are whole.")
        self.said.emit(" ".join(finding.sentence for finding in found) or whole)

    def _fail(self, reason: HotlineError) -> None:
        self.said.emit(str(reason))
