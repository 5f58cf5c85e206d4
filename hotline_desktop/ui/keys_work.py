"""Wires the Keys page to its verbs, which derive on the lane; keeps no passphrase and no share."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hotline_desktop.actions.change_keys import ChangeKeys
from hotline_desktop.actions.look_at_machine import Machine, look_at_machine
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_keys import ReadKeys
from hotline_desktop.actions.renew_key import STILL_HELD, RenewKey
from hotline_desktop.actions.set_idle import SetIdle
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.office import Role
from hotline_desktop.ui import keys_tasks as tasks
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.keys_page import KeysPage, KeysState
from hotline_desktop.ui.wall import here

T = TypeVar("T")

_TICK = 200


class KeysWork(QObject):
    """One task at a time. ``renewed`` asks for the lock: the office has another key now."""

    said = Signal(str)
    renewing = Signal(bool)
    renewed = Signal()
    idle_changed = Signal(int)
    trail_asked = Signal()

    def __init__(self, page: KeysPage, desk: OpenOffice, jobs: Jobs) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk, self._jobs = page, desk, jobs
        self._read, self._renew = ReadKeys(desk), RenewKey(desk)
        self._keyring = ""
        self._job: Job | None = None
        self._tick = QTimer(self, interval=_TICK)
        self._tick.setObjectName("renewal")
        page.change_asked.connect(self._on_change)
        page.add_asked.connect(self._on_add)
        page.revoke_asked.connect(self._on_revoke)
        page.renew_asked.connect(lambda: self._on_revoke(None))
        page.shares_asked.connect(self._on_shares)
        page.rehearse_asked.connect(self._on_rehearse)
        page.trail_asked.connect(self.trail_asked)
        page.idle_set.connect(self._on_idle)

    def refresh(self) -> None:
        """Show how things are; what the machine gives is looked up on the lane."""
        keys = self._read
        kept = keys.shares()
        made = self.tr("This office has none: without them a lost passphrase is the office lost.")
        if kept is not None:
            tried = kept.rehearsed_at
            told = f"{here(tried):%d %b %Y}" if tried else self.tr("never")
            made = self.tr("Made {made}, last tried: {tried}. Any two of the three open it.")
            made = made.format(made=f"{here(kept.made_at):%d %b %Y}", tried=told)
        self._page.show_state(
            KeysState(
                people=keys.people(),
                me=self._desk.advocate.id,
                administrator=self._desk.advocate.role is Role.ADMINISTRATOR,
                half=keys.has_half(),
                shares=made,
                rehearsed=keys.rehearsed() or kept is None,
                idle_minutes=keys.office().idle_minutes,
            )
        )
        folder = self._desk.folder
        self._jobs.run(lambda: look_at_machine(folder), self._tell_machine, self._tell)

    def _tell_machine(self, found: Machine) -> None:
        self._keyring = found.keyring
        words = self.tr("The keyring of this machine: {name}.").format(name=found.keyring)
        none = self.tr("This machine has no keyring that can be trusted.")
        self._page.tell_machine(found.place, found.disk, words if found.keyring else none)

    @Slot()
    def _on_change(self) -> None:
        office = self._desk.office.name
        known = (office, self._desk.advocate.name)
        task = tasks.ChangeTask(known, self._read.has_half(), self._keyring)

        def change(asked: tasks.Change) -> None:
            self._on_lane(
                task,
                lambda keys: keys.change_passphrase(asked.old, asked.new, asked.half),
                lambda _: self._end(self.tr("Your passphrase is changed.")),
            )

        self._show(task, change)

    @Slot()
    def _on_add(self) -> None:
        task = tasks.AddTask(self._desk.office.name)

        def add(asked: tasks.NewPerson) -> None:
            role = Role.ADMINISTRATOR if asked.administrator else Role.ADVOCATE
            words = self.tr("{name} may open the office.").format(name=asked.name)
            self._on_lane(
                task,
                lambda keys: keys.add_advocate(asked.name, asked.passphrase, role),
                lambda _: self._end(words),
            )

        self._show(task, add)

    @Slot(object)
    def _on_revoke(self, identity: str | None) -> None:
        person = next((one for one in self._read.people() if one.id == identity), None)
        task = tasks.RenewTask(person, STILL_HELD)
        self._show(task, lambda without: self._begin_renewal(task, without))

    def _begin_renewal(self, task: tasks.RenewTask, without: str) -> None:
        task.wait()
        self.renewing.emit(True)
        job = self._job = Job()

        def tell_progress() -> None:
            done, of = self._renew.progress()
            task.tell_progress(100 * done // max(1, of))

        def failed(reason: HotlineError) -> None:
            self._tick.stop()
            self._job = None
            self.renewing.emit(False)
            task.tell(str(reason))

        self._tick.timeout.connect(tell_progress)
        self._tick.start()

        def done(_: None) -> None:
            self._tick.stop()
            self.renewed.emit()

        self._jobs.run(lambda: self._renew(without, job.cancelled), done, failed, job)

    @Slot()
    def _on_shares(self) -> None:
        words = self.tr("New shares are made: try two of them when they are written down.")

        def show(shares: tuple[str, ...]) -> None:
            self._show(tasks.NewSharesTask(shares), lambda _: self._end(words))

        self._on_lane(None, ChangeKeys.make_shares, show)

    @Slot()
    def _on_rehearse(self) -> None:
        task = tasks.RehearseTask()

        def rehearse(shares: tuple[str, str]) -> None:
            words = self.tr("These two shares open the office.")
            self._on_lane(task, lambda keys: keys.rehearse(shares), lambda _: self._end(words))

        self._show(task, rehearse)

    @Slot(int)
    def _on_idle(self, minutes: int) -> None:
        SetIdle(self._desk)(minutes)
        self.idle_changed.emit(minutes)

    def _on_lane(
        self, task: tasks.Task | None, act: Callable[[ChangeKeys], T], done: Callable[[T], None]
    ) -> None:
        """Change keys on the lane, over a connection of its own: half a second a derivation."""

        def work() -> T:
            vault = self._desk.vault.second()
            try:
                return act(ChangeKeys(replace(self._desk, vault=vault)))
            finally:
                vault.close()

        def failed(reason: HotlineError) -> None:
            if task is not None:
                task.tell(str(reason))
            else:
                self._tell(reason)

        if task is not None:
            task.wait()
        self._jobs.run(work, done, failed)

    def _show(self, task: tasks.Task, act: Callable[[Any], None]) -> None:
        task.done.connect(act)
        task.left.connect(self._on_left)
        self._page.show_task(task)

    @Slot()
    def _on_left(self) -> None:
        if self._job is not None:
            self._job.cancel()  # it says so itself once it has stopped
        else:
            self._page.show_task(None)
            self._page.start()

    def _end(self, sentence: str) -> None:
        self._page.show_task(None)
        self.refresh()
        self.said.emit(sentence)

    def _tell(self, reason: HotlineError) -> None:
        self.said.emit(str(reason))
