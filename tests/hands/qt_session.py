"""The smallest real session: a Qt window that asks for the lock as soon as it is unlocked.

Shown at the start it unlocks, and locks once its spare can be ready; shown for another reason it
leaves. What happens, and when, goes to the file named by HAPPENED, one JSON object a line.
"""

import json
import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from hotline_desktop import hardening
from hotline_desktop.ui.door_line import DoorLine


def note(what: str, **more: object) -> None:
    line = {"what": what, "pid": os.getpid(), "at": time.monotonic(), **more}
    with open(os.environ["HAPPENED"], "a") as file:
        file.write(json.dumps(line) + "\n")


class Session(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.window = QLabel("locked")
        self.window.winId()
        self.window.windowHandle().installEventFilter(self)
        self.why = ""
        self.line = DoorLine()
        self.line.show_asked.connect(self.show)
        self.line.leave_asked.connect(self.leave)
        self.line.gone.connect(lambda: note("gone"))
        print("a library says something on stdout", flush=True)
        self.line.ready()
        note("ready")

    def show(self, order: dict) -> None:
        note("show", order=order)
        self.why = order["why"]
        if "geometry" in order:
            self.window.setGeometry(*order["geometry"])
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose and self.window.windowHandle().isExposed():
            note("exposed")
            self.line.exposed()
            QTimer.singleShot(0, self.go_on)
        return super().eventFilter(watched, event)

    def go_on(self) -> None:
        if self.why == "start":
            self.line.unlocked()
            QTimer.singleShot(int(os.environ["LOCK_AFTER"]), self.lock)
        elif self.why == "lock":
            self.line.leaving()
            QTimer.singleShot(0, QApplication.quit)

    def lock(self) -> None:
        note("locking")
        self.line.locking([30, 40, 500, 300], "normal", "dark", "")

    def leave(self) -> None:
        note("leave")
        hardening.end(0)


if __name__ == "__main__":
    application = QApplication([])
    session = Session()
    sys.exit(application.exec())
