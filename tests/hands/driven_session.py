"""A real session that a hand drives over a socket: for what can only be shown across processes.

`driven_session.py SOCKETS VARIANT --office DIR`: listens on SOCKETS/<pid>; one JSON order a line,
one JSON answer a line. Writes `<monotonic seconds> <pid> <event>` lines to SOCKETS/log. The
variant "hides" is the planted fault: it locks by hiding the page in the same process.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hotline_desktop import app

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Ctrl+L": (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    "Ctrl+N": (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
}


class Hand:
    """Types, presses and looks, in the session's own process."""

    def __init__(self, session: app.Session, folder: Path, variant: str) -> None:
        self.session, self.folder, self.variant = session, folder, variant
        self.server = QLocalServer()
        self.server.listen(str(folder / str(os.getpid())))
        self.server.newConnection.connect(self._meet)
        session.window.exposed.connect(lambda: self.log("exposed"))
        cover = session.window.cover
        session.window.cover = lambda: (self.log("locking"), cover(), self.log("covered"))
        if variant == "hides":
            session.window.lock_asked.disconnect(session.lock)
            session.window.lock_asked.connect(self._only_hide)
        self.log("built")

    def log(self, event: str) -> None:
        with (self.folder / "log").open("a") as log:
            log.write(f"{time.monotonic():.6f} {os.getpid()} {event}\n")

    def _only_hide(self) -> None:
        self.session.window.cover()

    def _meet(self) -> None:
        line = self.server.nextPendingConnection()

        def hear() -> None:
            while line.canReadLine():
                order = json.loads(bytes(line.readLine().data()))
                answer = getattr(self, "do_" + order.pop("do"))(**order)
                line.write(json.dumps(answer).encode() + b"\n")
                line.flush()

        line.readyRead.connect(hear)

    def _widget(self, name: str) -> QWidget:
        found = self.session.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def do_type(self, field: str, text: str) -> bool:
        widget = self._widget(field)
        widget.setFocus()
        for letter in text:
            QTest.keyClick(widget, letter)
        return True

    def do_press(self, key: str, field: str = "") -> bool:
        code = KEYS[key]
        code, modifier = code if isinstance(code, tuple) else (code, Qt.KeyboardModifier.NoModifier)
        target = self._widget(field) if field else self.session.window
        QTest.keyClick(target, code, modifier)
        return True

    def do_state(self) -> dict:
        desk = self.session.desk
        office = desk._office if desk else None
        left = office.journal.last(office.advocate.id) if office else None
        return {
            "kept": left.draft.narrative if left and left.draft else "",
            "open": desk is not None,
            "waiting": self.session.gate.busy,
            "visible": self.session.window.isVisible(),
            "page": desk.frame.here() if desk else "",
            "draft": desk.intake.draft().narrative if desk else "",
        }


def main() -> int:
    folder, variant = Path(sys.argv[1]), sys.argv[2]
    build = app.build
    kept = []

    def built(*args, **named):
        session = build(*args, **named)
        kept.append(Hand(session, folder, variant))
        return session

    app.build = built
    return app.main(sys.argv[3:])


if __name__ == "__main__":
    assert QApplication.instance() is None
    sys.exit(main())
