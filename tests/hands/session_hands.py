"""A real door over real sessions, each driven by a hand over a socket; every wait has an end."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

PATIENCE = 20.0
SESSION = Path(__file__).with_name("driven_session.py")


class Driven:
    """One session process, from the test's side."""

    def __init__(self, folder: Path, pid: int) -> None:
        self.pid = pid
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(PATIENCE)
        self._line.connect(str(folder / str(pid)))
        self._file = self._line.makefile("rw")

    def does(self, what: str, **more: object) -> object:
        self._file.write(json.dumps({"do": what, **more}) + "\n")
        self._file.flush()
        return json.loads(self._file.readline())

    def waits(self, **wanted: object) -> "Driven":
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state = self.does("state")
            if all(state[name] == value for name, value in wanted.items()):
                return self
            time.sleep(0.01)
        raise AssertionError(f"never came: {wanted}, but {state}")

    def closes(self) -> None:
        with suppress(OSError):
            self._file.close()
        self._line.close()


class House:
    """The door's process and what is behind it."""

    def __init__(
        self, office: Path, folder: Path, variant: str = "plain", before: Sequence[str] = ()
    ) -> None:
        """Start it; ``before`` are words that run a program and watch it."""
        self.folder = folder
        self._driven: list[Driven] = []
        root = Path(__file__).parents[2]
        command = [sys.executable, str(SESSION), str(folder), variant, "--office", str(office)]
        start = (
            "import sys; from hotline_desktop import door; "
            f"sys.exit(door.main({['--office', str(office)]!r}, {command!r}))"
        )
        self.door = subprocess.Popen(
            [*before, sys.executable, "-c", start], env={**os.environ, "PYTHONPATH": str(root)}
        )
        self._watched = bool(before)

    def events(self, word: str) -> list[tuple[float, int]]:
        log = self.folder / "log"
        lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
        return [(float(at), int(pid)) for at, pid, event in lines if event == word]

    def waits(self, word: str, count: int) -> tuple[float, int]:
        """Wait until an event was written so many times; give the last."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if len(found := self.events(word)) >= count:
                return found[count - 1]
            time.sleep(0.005)
        raise AssertionError(f"{word} never came {count} times: {self.events(word)}")

    def session(self, pid: int) -> Driven:
        self._driven.append(Driven(self.folder, pid))
        return self._driven[-1]

    def processes(self) -> list[int]:
        """The door and everything below it that lives."""
        door = psutil.Process(self.door.pid)
        below = [c for c in door.children(recursive=True) if c.status() != psutil.STATUS_ZOMBIE]
        return [self.door.pid, *(child.pid for child in below)]

    def ends(self) -> None:
        for session in self._driven:
            session.closes()
        _, *below = self.processes()
        for pid in reversed(below):
            psutil.Process(pid).kill()
        if not self._watched:  # what watches ends by itself, when it has written what it saw
            self.door.kill()
        self.door.wait(PATIENCE)


def wait_gone(pid: int) -> float:
    """Wait until a process has ended; give when (monotonic)."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            gone = psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            gone = True
        if gone:
            return time.monotonic()
        time.sleep(0.002)
    raise AssertionError(f"process {pid} lives on")
