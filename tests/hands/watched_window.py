"""A real window with the program's own watch on it, for turned clocks; it opens no office.

`python -m tests.hands.watched_window PLAN` with PLAN as JSON: ``minutes``; ``limit`` in seconds
in their place; ``call`` open; ``wall``: the planted fault, an idle lock on the wall clock;
``touched``: seconds after which a key is pressed; ``turns``: [seconds, moment] of the wall clock;
``patience``: seconds after which it gives up. Answers when it was locked, and what was seen then.
"""

import json
import sys
import time
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hotline_desktop.ui.desktop import Moment, moment
from hotline_desktop.ui.desktop_side import Desktop
from hotline_desktop.ui.idle import Idle
from hotline_desktop.ui.main_window import MainWindow
from hotline_desktop.ui.watch import Watch
from tests.kit import clocks

PAGE = "#ff00a0"


def by_the_wall() -> Moment:
    """Read the wall clock twice, as if nobody could set it."""
    return Moment(time.time(), time.time())


class Watched:
    """The window, its watch, and what became of them."""

    def __init__(self, plan: dict[str, Any]) -> None:
        page = QLabel("a call")
        page.setStyleSheet(f"background: {PAGE}")
        self.window = MainWindow(page)
        self.window.resize(960, 600)
        self.window.show()
        self.told: dict[str, Any] = {"before": self.colour(), "locked": None, "looks": 0}
        clock = by_the_wall if plan.get("wall") else moment
        self.watch = Watch(self.window, lambda: True, Desktop(), clock)
        self.watch.due.connect(self.lock)
        self.begun = time.monotonic()
        self.watch.begin()
        self.watch.idle.set_minutes(plan.get("minutes", 10))
        self.watch.idle.set_call_open(plan.get("call", False))
        for seconds in plan.get("touched", ()):
            QTimer.singleShot(int(seconds * 1000), self.touch)
        for seconds, to in plan.get("turns", ()):
            at = clocks.moment(to)
            QTimer.singleShot(int(seconds * 1000), lambda at=at: clocks.turn(at))
        QTimer.singleShot(int(plan["patience"] * 1000), _leave)

    def colour(self) -> str:
        """Give what is drawn in the middle."""
        return self.window.grab().toImage().pixelColor(480, 300).name()

    def touch(self) -> None:
        self.told["touched"] = time.monotonic() - self.begun
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Shift)

    def lock(self) -> None:
        self.told["locked"] = time.monotonic() - self.begun
        self.window.cover()
        self.told["after"] = self.colour()
        QTimer.singleShot(0, _leave)


def _leave() -> None:
    QApplication.exit(0)  # quit() would ask the window, which says no


def main() -> None:
    """Wait for the lock, or until it is too late."""
    plan = json.loads(sys.argv[1])
    if limit := plan.get("limit"):
        Idle.limit = lambda _: limit  # type: ignore[method-assign]
    application = QApplication([])
    watched = Watched(plan)
    application.exec()
    watched.watch.close()
    print(json.dumps(watched.told))


if __name__ == "__main__":
    main()
