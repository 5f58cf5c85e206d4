"""Builds the session: first page, desk, lock, crash; decides nothing about a call."""

import argparse
import gc
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from hotline_desktop import child, hardening
from hotline_desktop.actions import open_office
from hotline_desktop.actions.change_keys import ChangeKeys
from hotline_desktop.actions.open_office import Key, OpenOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.desk import Desk
from hotline_desktop.ui.door_line import DoorLine
from hotline_desktop.ui.gate import Gate
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.main_window import TITLE, MainWindow
from hotline_desktop.ui.watch import Watch

_CRASHED = 70
_PATIENCE = 120_000
"""Milliseconds until a sentence goes away that nobody read."""


class Door(Protocol):
    """The session's end of the line to the door; a test hands in its own."""

    show_asked: Any
    leave_asked: Any
    gone: Any

    def ready(self) -> None: ...  # noqa: D102 - see ui/door_line.py
    def unlocked(self) -> None: ...  # noqa: D102
    def locking(self, geometry: list[int], state: str, look: str, page: str) -> None: ...  # noqa: D102
    def exposed(self) -> None: ...  # noqa: D102
    def leaving(self) -> None: ...  # noqa: D102


class Session(QObject):
    """One stay at the desk: from the unlock page to the lock that ends the process."""

    def __init__(self, folder: Path, door: Door, world: World, ask: Ask) -> None:
        """Lay the first page out; nothing is opened and nothing is shown yet."""
        super().__init__()
        self._folder, self._door, self._world, self._ask = folder, door, world, ask
        self.jobs = Jobs()
        self._lock_wished = False
        self.desk: Desk | None = None
        self._office: OpenOffice | None = None
        self.gate = Gate(folder, world, self.jobs)
        self.gate.opened.connect(self._enter)
        self.window = MainWindow(self.gate.pages)
        self.window.lock_asked.connect(self.lock)
        self.window.hide_asked.connect(self.hide)
        self.window.leave_asked.connect(self._on_leave)
        self.gate.named.connect(self.window.setWindowTitle)
        self.watch = Watch(self.window, self._holds_secret)
        self.watch.due.connect(self.lock)
        self.window.exposed.connect(door.exposed)
        door.show_asked.connect(self._on_show)
        door.leave_asked.connect(self._on_leave_asked)
        door.gone.connect(self._on_gone)

    def warm(self) -> None:
        """Read the tables of places on the lane, so that the first word typed waits for none."""
        self.jobs.run(Gazetteer.load().warm, lambda _: gc.freeze(), lambda _: None)

    @Slot(object)
    def _on_show(self, asked: dict[str, Any]) -> None:
        """Come on the screen where the session before was."""
        if asked.get("look") in look.LOOKS:
            look.apply(_application(), asked["look"])
        if geometry := asked.get("geometry"):
            self.window.setGeometry(*geometry)
        self.window.watch_expose()
        if asked.get("state") == "maximized":
            self.window.showMaximized()
        else:
            self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.watch.begin()
        self.gate.begin(asked.get("why", "start"))
        if asked.get("page") == "neutral":
            self.gate.hide()

    @Slot(object)
    def _enter(self, key: Key) -> None:
        try:
            self._office = open_office.enter(self._folder, key, self._world)
            if shares := self.gate.rehearsal():
                ChangeKeys(self._office).rehearse(shares)
        except HotlineError as reason:
            self.gate.tell(reason)
            return
        self.desk = Desk(self._office, Gazetteer.load(), self.jobs, self._ask)
        self.desk.lock_asked.connect(self.lock)
        self.window.enter(self.desk.frame)
        self._door.unlocked()
        self._set_watch(self.desk, self._office)
        self.desk.restore()
        # All of this stays until the process ends: the collector of cycles need not look through it
        # again and again, which would hold the window up for 60 ms each time.
        gc.freeze()
        if self._lock_wished:
            self.lock()

    def _set_watch(self, desk: Desk, office: OpenOffice) -> None:
        """Let the watch know how long this office waits, when a call is open, who hears it."""
        idle = self.watch.idle
        idle.set_minutes(office.office.idle_minutes)
        desk.intake_work.call_opened.connect(idle.set_call_open)
        desk.keys_work.idle_changed.connect(idle.set_minutes)
        desktop, tell = self.watch.desktop, desk.keys.tell_desktop
        desktop.learned.connect(lambda: tell(desktop.offers))
        tell(desktop.offers)

    @Slot()
    def hide(self) -> None:
        """Show a calendar at once, and lock behind it."""
        self.window.hide_behind()
        if not self._holds_secret():
            self.gate.hide()
        self.lock(page="neutral")

    @Slot()
    def lock(self, page: str = "") -> None:
        """Cover the content, keep what was typed, and ask the door for the next session."""
        if self.window.is_covered():
            return
        if not self._holds_secret():
            self._lock_wished = self.gate.busy  # the key is on its way: then the desk opens locked
            return
        self.window.cover()
        self.watch.end()
        # A full disk must not keep the desk open: what could not be written is lost, and only that.
        with suppress(HotlineError):
            self._keep()
        self.jobs.stop()
        child.kill_all()
        box = self.window.normalGeometry()
        state = "maximized" if self.window.isMaximized() else "normal"
        geometry = [box.x(), box.y(), box.width(), box.height()]
        self._door.locking(geometry, state, look.current().name, page)

    @Slot()
    def _on_leave_asked(self) -> None:
        """The next session is on the screen: end here, with everything in memory."""
        child.kill_all()
        hardening.end(0)

    @Slot()
    def _on_gone(self) -> None:
        """The door is gone and this process is about to end: keep what was typed."""
        if not self.window.is_covered():
            self._keep()

    @Slot()
    def _on_leave(self) -> None:
        """Leave, once what was typed is on the disk; else say why not, and stay."""
        try:
            if not self.window.is_covered():
                self._keep()
        except HotlineError as reason:
            self._say(reason)
            return
        self.watch.close()
        child.kill_all()
        self.jobs.close()
        self._door.leaving()
        QTimer.singleShot(0, lambda: QApplication.exit(0))

    def _holds_secret(self) -> bool:
        return self._office is not None or self.gate.holds_secret()

    def _keep(self) -> None:
        if self.desk is not None:
            self.desk.keep()

    def _say(self, reason: HotlineError) -> None:
        if self.desk is not None:
            self.desk.frame.say(str(reason))

    def on_bug(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        """Say what the world said; of a bug, where it broke without values, and lock by ending."""
        if isinstance(bug, HotlineError):
            self._say(bug)
            return
        try:
            self.window.cover()
            self.watch.end()
            places = " < ".join(
                f"{Path(f.filename).name}:{f.lineno}" for f in reversed(traceback.extract_tb(trace))
            )
            print(f"hotline: {kind.__name__} at {places}", file=sys.stderr)  # noqa: T201
            self._keep()
        finally:
            self.jobs.stop()
            child.kill_all()
            hardening.end(_CRASHED)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - made before any session
    return application


def build(folder: Path, door: Door, world: World | None = None, ask: Ask | None = None) -> Session:
    """Build a session that waits to be shown. Needs a QApplication."""
    return Session(folder, door, world or World(), ask or Ask())


def _say_alone(sentence: str) -> int:
    """Say why there is no window, to somebody who clicked an icon."""
    box = QMessageBox(QMessageBox.Icon.Information, TITLE, sentence)
    QTimer.singleShot(_PATIENCE, box.close)
    box.exec()
    return 0


def _raise(bug: BaseException | None) -> None:
    """Raise on the main thread what broke on another, so that the desk locks."""
    if bug is not None:
        raise bug


def keep_fluent() -> None:
    """Let the window have the interpreter soon, whatever runs beside it.

    For reportlab on a thread a keystroke's p99 was 13 ms at the default of 5 ms, 1 ms at this.
    """
    sys.setswitchinterval(0.0005)


def main(argv: list[str] | None = None) -> int:
    """Run one session as the door's child."""
    parser = argparse.ArgumentParser(prog="hotline session")
    parser.add_argument("--office", type=Path, required=True)
    parser.add_argument("--tell", help="only say this in a small window")
    arguments = parser.parse_args(argv)
    hardening.harden()
    keep_fluent()
    application = QApplication(["hotline-desktop"])
    # No display name: Qt would hang it behind the title of the calendar that hides the desk.
    look.apply(application, "light")
    if arguments.tell:
        return _say_alone(arguments.tell)
    door = DoorLine()
    session = build(arguments.office, door)
    sys.excepthook = session.on_bug
    # A thread's own hook, and the one for what cannot be raised, would print values.
    threading.excepthook = lambda told: session.jobs.report(_raise, told.exc_value)
    sys.unraisablehook = lambda told: sys.stderr.write(f"hotline: {told.exc_type.__name__}\n")
    door.ready()
    session.warm()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
