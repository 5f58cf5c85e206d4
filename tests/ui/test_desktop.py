"""What the desktop tells, over a real message bus: told once, waited for, and never waited upon."""

import shutil
import socket
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QTimer

from hotline_desktop.ui.desktop import desktop, moment
from hotline_desktop.ui.desktop_linux import SAVERS, LinuxDesktop
from hotline_desktop.ui.desktop_side import Desktop
from hotline_desktop.ui.desktop_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WindowsDesktop,
)
from tests.hands.bus_hands import PrivateBus, Service

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
OWN, OTHER = f"{MANAGER}/session/_37", f"{MANAGER}/session/_38"
NOWHERE = "unix:path=/nonexistent/bus"

pytestmark = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus (packaging)")


@pytest.fixture
def bus(tmp_path):
    made = PrivateBus(tmp_path)
    yield made
    made.ends()


@pytest.fixture
def service(bus):
    """Starts services by name; they end with the test."""
    begun = []

    def start(*names):
        begun.append(Service(bus, *names))
        return begun[-1]

    yield start
    for each in begun:
        each.ends()


@pytest.fixture
def at_desk(qtbot, bus):
    """A desktop that has learned what there is."""
    made = []

    def sit(system=None, session=None):
        made.append(LinuxDesktop(None, system or bus.address, session or bus.address))
        with qtbot.waitSignal(made[-1].learned):
            made[-1].begin()
        return made[-1]

    yield sit
    for each in made:
        each.close()


class Spy:
    """Counts a desktop's signals in order."""

    def __init__(self, watched: Desktop) -> None:
        self.heard: list[str] = []
        watched.locked.connect(lambda: self.heard.append("locked"))
        watched.sleeping.connect(lambda: self.heard.append("sleeping"))


def test_all_three_are_there_and_said_once(at_desk, service):
    logind = service(LOGIND)
    service("org.gnome.ScreenSaver")
    here = at_desk()
    assert here.offers == {"suspend", "session_lock", "screen_saver"}
    assert logind.waits("called") == ["GetSession", "auto"]
    assert logind.waits("called") == ["Inhibit", "sleep", "hotline-desktop", *logind.heard[-1][4:]]
    assert logind.heard[-1][-1] == "delay"


def test_suspend_waits_for_the_cover_and_is_asked_for_again(at_desk, service, qtbot):
    logind = service(LOGIND)
    here = at_desk()
    order = []
    here.sleeping.connect(lambda: order.append(here._logind._hold is not None))
    with qtbot.waitSignal(here.sleeping):
        logind.signals(MANAGER, f"{LOGIND}.Manager.PrepareForSleep", "b", True)
    assert order == [True], "the machine could sleep before the cover was painted"
    qtbot.waitUntil(lambda: here._logind._hold is None)
    logind.waits("released")
    logind.signals(MANAGER, f"{LOGIND}.Manager.PrepareForSleep", "b", False)
    qtbot.waitUntil(lambda: here._logind._hold is not None)
    assert logind.waits("called")[0] == "Inhibit"
    here.close()
    logind.waits("released")


def test_only_our_own_sessions_lock_counts(at_desk, service, qtbot):
    logind = service(LOGIND)
    here = at_desk()
    spy = Spy(here)
    logind.signals(OTHER, f"{LOGIND}.Session.Lock")
    logind.signals(OWN, f"{LOGIND}.Session.Unlock")
    with qtbot.waitSignal(here.locked):
        logind.signals(OWN, f"{LOGIND}.Session.Lock")
    assert spy.heard == ["locked"]


@pytest.mark.parametrize(("name", "path"), SAVERS)
def test_a_screen_saver_that_comes_locks_and_one_that_goes_does_not(
    at_desk, service, qtbot, name, path
):
    here = at_desk(system=NOWHERE)
    assert here.offers == frozenset()
    saver = service(name)  # later than we: it is heard all the same
    spy = Spy(here)
    saver.signals(path, f"{name}.ActiveChanged", "b", False)
    saver.signals(path, f"{name}.ActiveChanged", "s", "true")
    with qtbot.waitSignal(here.locked):
        saver.signals(path, f"{name}.ActiveChanged", "b", True)
    assert spy.heard == ["locked"]
    assert here.offers == {"screen_saver"}


def test_a_stranger_cannot_lock_by_using_the_savers_name(at_desk, service, qtbot):
    saver, stranger = service("org.gnome.ScreenSaver"), service("org.example.Stranger")
    here = at_desk(system=NOWHERE)
    spy = Spy(here)
    said = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "b", True)
    stranger.signals(*said)
    with qtbot.waitSignal(here.locked):
        saver.signals(*said)
    assert spy.heard == ["locked"]


def test_without_a_bus_it_says_so_and_nothing_else(at_desk, monkeypatch):
    assert at_desk(system=NOWHERE, session="unix:path=").offers == frozenset()
    assert at_desk(system="tcp:host=127.0.0.1,port=1", session="rubbish").offers == frozenset()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert at_desk(system=NOWHERE, session=NOWHERE).offers == frozenset()


def test_a_bus_that_goes_takes_its_offers_along(at_desk, service, bus, qtbot):
    service(LOGIND)
    here = at_desk(session=NOWHERE)
    with qtbot.waitSignal(here.learned):
        bus.process.kill()
    assert here.offers == frozenset()
    assert here._logind._hold is None


@pytest.mark.parametrize("says", [b"", b"OK 1234\r\n", b"REJECTED KERBEROS\r\n", b"\xff" * 20_000])
def test_a_bus_that_does_not_answer_is_not_waited_upon(qtbot, tmp_path, says):
    """The planted fault is QtDBus itself: its connectToBus() never returns here."""
    silent = socket.socket(socket.AF_UNIX)
    silent.bind(str(tmp_path / "silent"))
    silent.listen(4)
    here = LinuxDesktop(None, f"unix:path={tmp_path / 'silent'}", NOWHERE)
    here._logind.bus._patience.setInterval(200)
    longest, beats = [time.monotonic()], QTimer()
    gaps = []

    def beat():
        gaps.append(time.monotonic() - longest[0])
        longest[0] = time.monotonic()

    beats.timeout.connect(beat)
    beats.start(1)
    began = time.perf_counter()
    with qtbot.waitSignal(here.learned):
        here.begin()
        assert time.perf_counter() - began < 0.016
        line, _ = silent.accept()
        if says:
            line.sendall(says)
    beats.stop()
    line.close()
    silent.close()
    assert here.offers == frozenset()
    assert max(gaps, default=0) < 0.1, "the window stood still"


FREEZES = """
import faulthandler, sys, threading, time
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection
app = QCoreApplication([])
faulthandler.dump_traceback_later(60, exit=True)
line = threading.Thread(
    target=lambda: QDBusConnection.connectToBus("unix:path=" + sys.argv[1], "x"), daemon=True
)
line.start()
print("alive", flush=True)
"""


def test_qtdbus_would_stand_still_here(tmp_path):
    """Why not QtDBus: when this fails, it no longer keeps Python's lock, and bus.py may go."""
    silent = socket.socket(socket.AF_UNIX)
    silent.bind(str(tmp_path / "silent"))
    silent.listen(4)
    child = subprocess.Popen(
        [sys.executable, "-c", FREEZES, str(tmp_path / "silent")], stdout=subprocess.PIPE
    )
    line, _ = silent.accept()
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            child.communicate(timeout=2)
    finally:
        child.kill()
        child.communicate()
        line.close()
        silent.close()


def test_each_side_imports_anywhere_and_reads_its_messages(qtbot):
    here = WindowsDesktop(None)
    spy = Spy(here)
    here.begin()
    for message, wide in (
        (WM_WTSSESSION_CHANGE, 0x8),
        (WM_POWERBROADCAST, 0x12),
        (WM_WTSSESSION_CHANGE, 0x7),
        (WM_POWERBROADCAST, PBT_APMSUSPEND),
    ):
        here.take(message, wide)
    here.close()
    assert spy.heard == ["locked", "sleeping"]
    assert here.offers == frozenset()


def test_the_right_side_for_the_platform(monkeypatch):
    if sys.platform == "linux":
        assert isinstance(desktop(), LinuxDesktop)
    monkeypatch.setattr(sys, "platform", "win32")
    assert isinstance(desktop(), WindowsDesktop)
    monkeypatch.setattr(sys, "platform", "plan9")
    silent = desktop()
    assert type(silent) is Desktop
    assert silent.offers == frozenset()


def test_both_clocks_go_on_and_neither_is_the_wall():
    first, second = moment(), moment()
    assert first.awake <= second.awake
    assert first.since_boot <= second.since_boot
    assert first.since_boot >= first.awake - 1
    assert abs(first.awake - time.time()) > 10**6
