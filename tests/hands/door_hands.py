"""Starts a real door over scripted sessions and moves them; every wait has an end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).parents[2]
SESSION = Path(__file__).with_name("scripted_session.py")
PATIENCE = 10.0
OPEN = """
import json, os, sys
from hotline_desktop import door
for name, value in json.loads(sys.argv[1]).items():
    setattr(door, name, value)
if os.environ.get("EARS"):
    door._Ears = door._ThreadedEars
sys.exit(door.main(["--office", sys.argv[2]], sys.argv[3:]))
"""


class Actor:
    """One scripted session, from the test's side."""

    def __init__(self, line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line = line
        self._text = b""
        self._orders: deque[dict] = deque()
        self.pid = self._read(PATIENCE)["pid"]

    def says(self, word: str, **more: object) -> None:
        """Say a word of the line to the door; returns when it is written."""
        self.prints(json.dumps({"say": word, **more}) + "\n")

    def prints(self, text: str) -> None:
        """Write raw text into the line to the door."""
        self._wish(print=text)

    def turns_stubborn(self) -> None:
        """Neither leave nor end with the door from now on."""
        self._wish(stubborn=True)

    def ends(self, code: int, after: float = 0.0) -> None:
        """End by itself, later if asked."""
        self._line.sendall(json.dumps({"ends_after": after, "code": code}).encode() + b"\n")

    def is_killed(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def hears(self, patience: float = PATIENCE) -> dict | None:
        """The next order from the door, with `at`; None when none comes in time."""
        try:
            while not self._orders:
                self._note(self._read(patience))
        except TimeoutError:
            return None
        return self._orders.popleft()

    def is_gone(self, patience: float = PATIENCE) -> float | None:
        """When its process ended (monotonic seconds); None when it lives on all that time."""
        end = time.monotonic() + patience
        try:
            while True:
                self._note(self._read(max(0.001, end - time.monotonic())))
        except TimeoutError:
            return None
        except EOFError:
            return time.monotonic()

    def _wish(self, **wish: object) -> None:
        self._line.sendall(json.dumps(wish).encode() + b"\n")
        while not (news := self._read(PATIENCE)).get("done"):
            self._note(news)

    def _note(self, news: dict) -> None:
        if "order" in news:
            self._orders.append(news["order"] | {"at": news["at"]})

    def _read(self, patience: float) -> dict:
        self._line.settimeout(max(patience, 0.001))
        while b"\n" not in self._text:
            try:
                data = self._line.recv(65536)
            except ConnectionResetError:
                data = b""
            if not data:
                raise EOFError
            self._text += data
        line, self._text = self._text.split(b"\n", 1)
        return json.loads(line)

    def hangs_up(self) -> None:
        self._line.close()


class DoorHands:
    """A real door process. Use as a context: nothing of it outlives the block."""

    def __init__(self, office: Path, *, threaded: bool = False, **settings: float) -> None:
        self.office = office
        self._settings = settings
        self._threaded = threaded
        self._stage = socket.create_server(("127.0.0.1", 0))
        self._actors: list[Actor] = []

    def __enter__(self) -> "DoorHands":
        command = [sys.executable, str(SESSION), str(self._stage.getsockname()[1])]
        self.process = subprocess.Popen(
            [sys.executable, "-c", OPEN, json.dumps(self._settings), str(self.office), *command],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"EARS": "threads" if self._threaded else ""},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        while self._comes(0):
            pass
        for actor in self._actors:
            actor.hangs_up()
        self._stage.close()
        self.process.communicate()  # after the sessions, which hold its stderr too

    def session(self, patience: float = PATIENCE) -> Actor:
        """The next session that the door starts."""
        actor = self._comes(patience)
        assert actor is not None, "the door started no session"
        return actor

    def starts_no_session(self, within: float = 0.3) -> bool:
        return self._comes(within) is None

    def opens(self) -> Actor:
        """The first session, on the screen and unlocked."""
        front = self.session()
        front.says("ready")
        shown = front.hears()
        assert shown is not None
        assert shown["do"] == "show"
        front.says("exposed")
        front.says("unlocked")
        return front

    def spare(self) -> Actor:
        """The next session, laid out."""
        spare = self.session()
        spare.says("ready")
        return spare

    def ends(self, patience: float = PATIENCE) -> tuple[int, str]:
        """Exit code and what stood on stderr."""
        _, text = self.process.communicate(timeout=patience)
        return self.process.returncode, text

    def _comes(self, patience: float) -> Actor | None:
        self._stage.settimeout(patience)
        try:
            line, _ = self._stage.accept()
        except (TimeoutError, BlockingIOError):
            return None
        actor = Actor(line)
        self._actors.append(actor)
        return actor
