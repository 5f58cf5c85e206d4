"""Wires the recovery page to its verb, in two steps on the lane; keeps no share."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.recover_office import Recovered, RecoverOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.recover_page import NewKey, RecoverPage


class RecoverWork(QObject):
    """``opened`` carries the Key with the new passphrase, ``left`` goes back to unlocking."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, world: World, jobs: Jobs) -> None:
        """Make the page."""
        super().__init__()
        self._verb, self._jobs = RecoverOffice(folder, world), jobs
        self.found: Recovered | None = None
        self.page = RecoverPage()
        self.page.tried.connect(self._on_tried)
        self.page.chosen.connect(self._on_chosen)
        self.page.left.connect(self.left)

    def tell(self, reason: HotlineError) -> None:
        """Say why it did not go on."""
        self.page.tell(str(reason))

    @Slot(object)
    def _on_tried(self, shares: tuple[str, str]) -> None:
        self.page.wait()
        self._jobs.run(lambda: self._verb.open(shares), self._show, self.tell)

    def _show(self, found: Recovered) -> None:
        self.found = found
        self.page.show_people(found.office.name, found.people)

    @Slot(object)
    def _on_chosen(self, chosen: NewKey) -> None:
        found = self.found
        if found is None:
            return
        self.page.wait()
        self._jobs.run(
            lambda: self._verb.give(found, chosen.advocate, chosen.passphrase),
            self.opened.emit,
            self.tell,
        )
