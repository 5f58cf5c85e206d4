"""Everything before the desk: set-up, unlocking, recovery; hands up a key and shows no case."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from hotline_desktop.actions import keep_set_up, open_office
from hotline_desktop.actions.look_at_machine import Machine, look_at_machine
from hotline_desktop.actions.open_office import Key
from hotline_desktop.actions.recover_office import Recovered, RecoverOffice
from hotline_desktop.actions.set_up_office import NewOffice, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import header
from hotline_desktop.keys.tries import TooManyTriesError
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.main_window import NEUTRAL, TITLE
from hotline_desktop.ui.neutral_page import NeutralPage
from hotline_desktop.ui.recover_page import NewKey, RecoverPage
from hotline_desktop.ui.set_up_page import SetUp, SetUpPage
from hotline_desktop.ui.unlock_page import UnlockPage


class Gate(QObject):
    """The pages before the desk and their verbs; ``opened`` carries the Key to go in with.

    ``rehearsal`` are two shares typed back at set-up, to be tried once the office is open.
    """

    opened = Signal(object)
    named = Signal(str)

    def __init__(self, folder: Path, world: World, jobs: Jobs) -> None:
        """Show what the folder asks for: an office to be made, or one to be opened."""
        super().__init__()
        self._folder, self._world, self._jobs = folder, world, jobs
        self.pages = QStackedWidget()
        self.page: UnlockPage | SetUpPage
        self._recover: RecoverPage | None = None
        self._neutral: NeutralPage | None = None
        self._found: Recovered | None = None
        self._key: Key | None = None
        self.rehearsal: tuple[str, ...] = ()
        self.busy = False
        if header.exists(folder):
            self.page = self._make_unlock()
        else:
            self.page = self._make_set_up()
        self.pages.addWidget(self.page)

    def _make_unlock(self) -> UnlockPage:
        try:
            label, trouble = header.read(self._folder).label, ""
        except HotlineError as reason:
            label, trouble = "", str(reason)
        page = UnlockPage(label)
        if trouble:
            page.refuse(trouble)
        page.asked.connect(self._on_unlock)
        page.recover_asked.connect(self._on_recover)
        return page

    def _make_set_up(self) -> SetUpPage:
        page = SetUpPage(keep_set_up.last(self._folder))
        page.asked.connect(self._on_set_up)
        page.typed.connect(lambda plan: keep_set_up.keep(self._folder, plan))
        page.rehearsed.connect(self._on_rehearsed)
        page.finished.connect(self._on_finished)
        return page

    def begin(self, why: str) -> None:
        """Be shown; ``why`` is start, lock or crash."""
        if isinstance(self.page, UnlockPage):
            self.page.say_why(why)
        else:
            self._jobs.run(lambda: look_at_machine(self._folder), self._tell_machine, self.tell)
        self.page.begin()

    def hide(self) -> None:
        """Stand behind a calendar until any key."""
        if self._neutral is None:
            self._neutral = NeutralPage(self._world.now().astimezone().date())
            self._neutral.left.connect(self._on_back)
            self.pages.addWidget(self._neutral)
        self.pages.setCurrentWidget(self._neutral)
        self._neutral.setFocus()
        self.named.emit(NEUTRAL)

    @Slot()
    def _on_back(self) -> None:
        self.named.emit(TITLE)
        self._on_left()

    def holds_secret(self) -> bool:
        """Say whether shares or a key are here already: then a lock has something to hide."""
        return self._key is not None or self._found is not None

    def tell(self, reason: HotlineError) -> None:
        """Say why it did not go on, where the advocate is."""
        self.busy = False
        page = self.pages.currentWidget()
        if isinstance(reason, TooManyTriesError) and isinstance(self.page, UnlockPage):
            self.pages.setCurrentWidget(self.page)
            self.page.hold(max(1, round(reason.wait.total_seconds())))
        elif isinstance(page, UnlockPage | SetUpPage | RecoverPage):
            page.tell(str(reason))

    @Slot(str)
    def _on_unlock(self, passphrase: str) -> None:
        self.page.wait()
        folder, world = self._folder, self._world
        self._run(lambda: open_office.derive(folder, passphrase, world), self.opened.emit)

    @Slot(object)
    def _on_set_up(self, asked: SetUp) -> None:
        self.page.wait()
        folder, world = self._folder, self._world

        def work() -> tuple[NewOffice, Key]:
            made = SetUpOffice(world)(folder, asked.plan, asked.passphrase)
            keep_set_up.drop(folder)
            return made, open_office.derive(folder, asked.passphrase, world)

        self._run(work, self._show_shares)

    def _show_shares(self, made: tuple[NewOffice, Key]) -> None:
        office, self._key = made
        if isinstance(self.page, SetUpPage):
            self.page.show_shares(office.shares)

    def _tell_machine(self, found: Machine) -> None:
        if isinstance(self.page, SetUpPage):
            self.page.machine.tell(found.place, found.disk, found.keyring)

    @Slot(object)
    def _on_rehearsed(self, shares: tuple[str, str]) -> None:
        folder, key = self._folder, self._key

        def work() -> tuple[str, str]:
            RecoverOffice(folder, self._world).open(shares)
            return shares

        if key is not None:
            self._run(work, self._on_tried)

    def _on_tried(self, shares: tuple[str, str]) -> None:
        self.rehearsal = shares
        self._on_finished()

    @Slot()
    def _on_finished(self) -> None:
        if self._key is not None:
            self.opened.emit(self._key)

    @Slot()
    def _on_recover(self) -> None:
        if self._recover is None:
            self._recover = RecoverPage()
            self._recover.tried.connect(self._on_shares)
            self._recover.chosen.connect(self._on_new_key)
            self._recover.left.connect(self._on_left)
            self.pages.addWidget(self._recover)
        self.pages.setCurrentWidget(self._recover)
        self._recover.begin()

    @Slot()
    def _on_left(self) -> None:
        self.pages.setCurrentWidget(self.page)
        self.page.begin()

    @Slot(object)
    def _on_shares(self, shares: tuple[str, str]) -> None:
        if self._recover is not None:
            self._recover.wait()
            self._run(lambda: RecoverOffice(self._folder, self._world).open(shares), self._show)

    def _show(self, found: Recovered) -> None:
        self._found = found
        if self._recover is not None:
            self._recover.show_people(found.office.name, found.people)

    @Slot(object)
    def _on_new_key(self, chosen: NewKey) -> None:
        found = self._found
        if found is None or self._recover is None:
            return
        self._recover.wait()
        verb = RecoverOffice(self._folder, self._world)
        self._run(lambda: verb.give(found, chosen.advocate, chosen.passphrase), self.opened.emit)

    def _run(self, work: Any, done: Any) -> None:  # noqa: ANN401 - as Jobs.run has them
        self.busy = True

        def ended(value: Any) -> None:  # noqa: ANN401 - as above
            self.busy = False
            done(value)

        self._jobs.run(work, ended, self.tell)
