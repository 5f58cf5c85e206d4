"""The session's end of the line to the door: short JSON lines, never a secret or a word of a case."""

import json
import os
import sys
import threading

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from hotline_desktop import hardening


class DoorLine(QObject):
    """Speaks on stdout, hears on stdin; a door that is gone ends the session."""

    show_asked = Signal(object)
    leave_asked = Signal()
    _heard = Signal(object)

    def __init__(self) -> None:
        """Take the line; from now on whatever a library prints goes to stderr."""
        super().__init__()
        self._out = os.dup(1)
        os.dup2(2, 1)
        self._text = b""
        self._heard.connect(self._on_heard)
        if os.name == "posix":
            self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
        else:  # not run: nobody has tried this side yet
            threading.Thread(target=self._listen, daemon=True).start()

    def ready(self) -> None:
        """Say that the first page is laid out."""
        self._say("ready")

    def unlocked(self) -> None:
        """Say that the office is open: time for a spare."""
        self._say("unlocked")

    def locking(self, geometry: list[int], state: str, look: str) -> None:
        """Say that the content is covered, and where the next one should stand."""
        self._say("locking", geometry=geometry, state=state, look=look)

    def exposed(self) -> None:
        """Say that the window is on the screen."""
        self._say("exposed")

    def leaving(self) -> None:
        """Say that the advocate closes the program."""
        self._say("leaving")

    def _say(self, word: str, **more: object) -> None:
        try:
            os.write(self._out, json.dumps({"say": word, **more}).encode() + b"\n")
        except BrokenPipeError:
            hardening.end(0)

    @Slot()
    def _on_readable(self) -> None:
        self._on_heard(os.read(0, 65536))

    def _listen(self) -> None:
        while True:
            self._heard.emit(sys.stdin.buffer.raw.read(65536) or b"")

    @Slot(object)
    def _on_heard(self, data: bytes) -> None:
        if not data:
            hardening.end(0)
        *lines, self._text = (self._text + data).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if order.get("do") == "show":
                self.show_asked.emit(order)
            elif order.get("do") == "leave":
                self.leave_asked.emit()
