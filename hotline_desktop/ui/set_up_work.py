"""Wires the assistant to its verbs: makes the office, shows the shares, tries them; keeps none."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions import keep_set_up, open_office
from hotline_desktop.actions.look_at_machine import Machine, look_at_machine
from hotline_desktop.actions.open_office import Key
from hotline_desktop.actions.recover_office import RecoverOffice
from hotline_desktop.actions.set_up_office import NewOffice, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.set_up_page import SetUp, SetUpPage


class SetUpWork(QObject):
    """``opened`` carries the Key of the office that was made.

    ``rehearsal`` are two shares that opened it, to be written down once it is entered.
    """

    opened = Signal(object)

    def __init__(self, folder: Path, world: World, jobs: Jobs) -> None:
        """Show what was answered before a crash."""
        super().__init__()
        self._folder, self._world, self._jobs = folder, world, jobs
        self.key: Key | None = None
        self.rehearsal: tuple[str, ...] = ()
        self.page = SetUpPage(keep_set_up.last(folder))
        self.page.asked.connect(self._on_asked)
        self.page.typed.connect(lambda plan: keep_set_up.keep(folder, plan))
        self.page.rehearsed.connect(self._on_rehearsed)
        self.page.finished.connect(self._on_finished)

    def begin(self) -> None:
        """Look at the machine, on the lane, and start with the questions."""
        self._jobs.run(lambda: look_at_machine(self._folder), self._tell_machine, self.tell)
        self.page.begin()

    def tell(self, reason: HotlineError) -> None:
        """Say why it did not go on."""
        self.page.tell(str(reason))

    def _tell_machine(self, found: Machine) -> None:
        self.page.machine.tell(found.place, found.disk, found.keyring)

    @Slot(object)
    def _on_asked(self, asked: SetUp) -> None:
        self.page.wait()
        folder, world = self._folder, self._world

        def work() -> tuple[NewOffice, Key]:
            made = SetUpOffice(world)(folder, asked.plan, asked.passphrase)
            keep_set_up.drop(folder)
            return made, open_office.derive(folder, asked.passphrase, world)

        self._jobs.run(work, self._show_shares, self.tell)

    def _show_shares(self, made: tuple[NewOffice, Key]) -> None:
        office, self.key = made
        self.page.show_shares(office.shares)

    @Slot(object)
    def _on_rehearsed(self, shares: tuple[str, str]) -> None:
        verb = RecoverOffice(self._folder, self._world)

        def tried(_: object) -> None:
            self.rehearsal = shares
            self._on_finished()

        self._jobs.run(lambda: verb.open(shares), tried, self.tell)

    @Slot()
    def _on_finished(self) -> None:
        if self.key is not None:
            self.opened.emit(self.key)
