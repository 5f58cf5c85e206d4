"""What stands before the desk: set-up, or unlocking with recovery behind it; shows no case."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from hotline_desktop.actions import open_office
from hotline_desktop.actions.open_office import Key
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import header
from hotline_desktop.keys.tries import TooManyTriesError
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.main_window import NEUTRAL, TITLE
from hotline_desktop.ui.neutral_page import NeutralPage
from hotline_desktop.ui.recover_work import RecoverWork
from hotline_desktop.ui.set_up_work import SetUpWork
from hotline_desktop.ui.unlock_page import UnlockPage


class Gate(QObject):
    """``opened`` carries the Key to go in with, ``named`` the window's title."""

    opened = Signal(object)
    named = Signal(str)

    def __init__(self, folder: Path, world: World, jobs: Jobs) -> None:
        """Show what the folder asks for: an office to be made, or one to be opened."""
        super().__init__()
        self._folder, self._world, self._jobs = folder, world, jobs
        self.pages = QStackedWidget()
        self.busy = False
        self.set_up = None if header.exists(folder) else SetUpWork(folder, world, jobs)
        self.page = self.set_up.page if self.set_up else self._make_unlock()
        self._recover: RecoverWork | None = None
        self._neutral: NeutralPage | None = None
        self.pages.addWidget(self.page)
        if self.set_up is not None:
            self.set_up.opened.connect(self.opened)

    def begin(self, why: str) -> None:
        """Be shown; ``why`` is start, lock or crash."""
        if self.set_up is not None:
            self.set_up.begin()
        elif isinstance(self.page, UnlockPage):
            self.page.say_why(why)
            self.page.begin()

    def holds_secret(self) -> bool:
        """Say whether shares or a key are here already: then a lock has something to hide."""
        made = self.set_up is not None and self.set_up.key is not None
        return made or (self._recover is not None and self._recover.found is not None)

    def rehearsal(self) -> tuple[str, ...]:
        """Give two shares that were typed back at set-up."""
        return self.set_up.rehearsal if self.set_up is not None else ()

    def tell(self, reason: HotlineError) -> None:
        """Say why it did not go on, where the advocate is."""
        self.busy = False
        page = self.pages.currentWidget()
        if self.set_up is not None:
            self.set_up.tell(reason)
        elif self._recover is not None and page is self._recover.page:
            self._recover.tell(reason)
        elif isinstance(self.page, UnlockPage):
            if isinstance(reason, TooManyTriesError):
                self.page.hold(max(1, round(reason.wait.total_seconds())))
            else:
                self.page.tell(str(reason))

    def hide(self) -> None:
        """Stand behind a calendar until any key."""
        if self._neutral is None:
            self._neutral = NeutralPage(self._world.now().astimezone().date())
            self._neutral.left.connect(self._on_left)
            self.pages.addWidget(self._neutral)
        self.pages.setCurrentWidget(self._neutral)
        self._neutral.setFocus()
        self.named.emit(NEUTRAL)

    def _make_unlock(self) -> UnlockPage:
        label, trouble = "", ""
        try:
            label = header.read(self._folder).label
            open_office.refuse_missing(self._folder)
        except HotlineError as reason:
            trouble = str(reason)
        page = UnlockPage(label)
        if trouble:
            page.refuse(trouble)
        page.asked.connect(self._on_unlock)
        page.recover_asked.connect(self._on_recover)
        return page

    @Slot(str)
    def _on_unlock(self, passphrase: str) -> None:
        folder, world = self._folder, self._world
        if isinstance(self.page, UnlockPage):
            self.page.wait()
        self.busy = True

        def opened(key: Key) -> None:
            self.busy = False
            self.opened.emit(key)

        self._jobs.run(lambda: open_office.derive(folder, passphrase, world), opened, self.tell)

    @Slot()
    def _on_recover(self) -> None:
        if self._recover is None:
            self._recover = RecoverWork(self._folder, self._world, self._jobs)
            self._recover.opened.connect(self.opened)
            self._recover.left.connect(self._on_left)
            self.pages.addWidget(self._recover.page)
        self.pages.setCurrentWidget(self._recover.page)
        self._recover.page.begin()

    @Slot()
    def _on_left(self) -> None:
        self.named.emit(TITLE)
        self.pages.setCurrentWidget(self.page)
        self.page.begin()
