"""T4: after a lock no point of the page stays on the screen, as seen from outside the program."""

import sys

import pytest

from tests.hands.screen_desk import ScreenDesk
from tests.kit.pixels import MISSING, Screen
from tests.kit.tally import Tally, note

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

WHAT = "pixels after lock"
LIMIT = 1.0
"""Seconds; what the promise says. A machine with nothing else to do needs some hundredths."""
KEYS = ("ctrl+l", "F4")

FAULTY = """
import sys
from PySide6.QtCore import QTimer
from hotline_desktop import app, door
from hotline_desktop.ui.main_window import MainWindow
fault, *arguments = sys.argv[1:]
cover = MainWindow.cover
if arguments[0] == "session":
    if fault == "leaves":  # it says that it locks, hides nothing, and waits for the door
        app.Session.lock = lambda self, page="": setattr(self.window, "_covered", True)
    if fault == "late":
        MainWindow.cover = lambda self: QTimer.singleShot(1500, lambda: cover(self))
        app.DoorLine.locking = lambda *_: None
    sys.exit(app.main(arguments[1:]))
command = [sys.executable, "-c", sys.orig_argv[2], fault, "session", *arguments]
sys.exit(door.main(arguments, command))
"""


def trials(office, folder, keys, command=None, call=True):
    """Lock by each key, first with a call on the page; give what was seen of each lock."""
    found = []
    with Screen(folder / "screen") as screen:
        desk = ScreenDesk(screen, office, *([command] if command else []))
        try:
            for number, key in enumerate(keys):
                before = desk.unlocks()
                if call and not number:
                    desk.takes_a_call("a grey van and two of them")
                found.append(desk.locks(key, before, 2.5))
                if key == "F4" and number + 1 < len(keys):
                    desk.comes_back()
        finally:
            desk.ends()
    return found


def tell(found, planted, caught, deep=False):
    late = [sight for sight, _ in found if sight.gone_after is None or sight.gone_after > LIMIT]
    gone = sorted((sight.gone_after or 99) * 1000 for sight, _ in found)
    looks, seen = sum(s.looks for s, _ in found), sum(s.seen for s, _ in found)
    saw = (
        f"{looks:,} looks, {seen:,} of them with the page, for {found[0][1]:,} pieces of letters; "
        f"gone after {gone[len(gone) // 2]:.0f} ms (median), {gone[-1]:.0f} ms (longest)"
    )
    note(Tally("T4", WHAT, len(found), len(late), saw, planted, caught, deep))
    return late


def plant(fault, template, folder):
    """Say whether this fault is seen, for itself and for how long."""
    command, office = (sys.executable, "-c", FAULTY, fault), template.copy(folder / fault)
    ((sight, _),) = trials(office, folder / f"{fault}-seen", KEYS[:1], command, call=False)
    assert sight.seen
    return sight.gone_after is None or sight.gone_after > LIMIT


def test_no_point_of_the_page_stays_on_the_screen(sample_template, tmp_path):
    caught = plant("leaves", sample_template, tmp_path)
    found = trials(sample_template.copy(tmp_path / "office"), tmp_path, KEYS)
    late = tell(found, 1, int(caught))
    assert all(sight.seen for sight, _ in found), "it never saw the page: it could not miss it"
    assert caught
    assert not late


@pytest.mark.deep
def test_a_hundred_locks(sample_template, tmp_path):
    caught = sum(plant(fault, sample_template, tmp_path) for fault in ("leaves", "late"))
    found = trials(sample_template.copy(tmp_path / "office"), tmp_path, KEYS * 50)
    late = tell(found, 2, caught, deep=True)
    assert all(sight.seen for sight, _ in found)
    assert caught == 2
    assert not late
