"""The session's end of the line to the door: short JSON lines, never a secret or a word of a case.

What is said and asked is written down in :mod:`hotline_desktop.door`.
"""

import json
import os
import sys
import threading
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from hotline_desktop import hardening


class DoorLine(QObject):
    """Speaks on stdout, hears on stdin; a session whose door is gone ends.

    ``show_asked`` carries the door's order as a dict: ``why`` (start, lock, crash), and where known
    ``geometry``, ``state``, ``look`` and ``page``. ``gone`` is the last moment to keep what was
    typed: the process ends when its slots return.
    """

    show_asked = Signal(object)
    leave_asked = Signal()
    gone = Signal()
    _heard = Signal(bytes)

    def __init__(self) -> None:
        """Take the line; from now on whatever a library prints goes to stderr."""
        super().__init__()
        # A session that hangs does not hear that its door is gone: the kernel ends it then.
        hardening.die_with_parent(os.getppid())
        self._mouth = os.dup(1)
        os.dup2(2, 1)
        self._half = b""
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

    def locking(self, geometry: list[int], state: str, look: str, page: str) -> None:
        """Say that the content is covered, and where and how the next one should stand.

        ``geometry`` is x, y, width, height in pixels; ``state`` is normal or maximized; ``page`` is
        neutral, or empty for the unlock page.
        """
        behind = {"page": page} if page else {}
        self._say("locking", geometry=geometry, state=state, look=look, **behind)

    def exposed(self) -> None:
        """Say that the window is on the screen."""
        self._say("exposed")

    def leaving(self) -> None:
        """Say that the advocate closes the program."""
        self._say("leaving")

    def _say(self, word: str, **more: object) -> None:
        # A door that is gone is heard of on stdin, once.
        with suppress(BrokenPipeError):
            os.write(self._mouth, json.dumps({"say": word, **more}).encode() + b"\n")

    @Slot()
    def _on_readable(self) -> None:
        self._on_heard(os.read(0, 65536))

    def _listen(self) -> None:
        while data := os.read(sys.stdin.fileno(), 65536):
            self._heard.emit(data)
        self._heard.emit(b"")

    @Slot(bytes)
    def _on_heard(self, data: bytes) -> None:
        if not data:
            self.gone.emit()
            hardening.end(0)
        *lines, self._half = (self._half + data).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if order["do"] == "show":
                self.show_asked.emit(order)
            elif order["do"] == "leave":
                self.leave_asked.emit()
