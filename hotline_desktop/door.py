"""The door: holds the office's lock, starts sessions, keeps one spare; draws nothing, sees no secret.

Session and door speak one short JSON object a line over the session's stdin and stdout.

Session to door: ``{"say": "ready"}`` laid out, not shown; ``unlocked``; ``locking`` with ``geometry``
[x, y, width, height], ``state`` (normal or maximized) and ``look``; ``exposed`` on the screen;
``leaving`` the advocate closes the program. Door to session: ``{"do": "show"}`` with the same three and
``why`` (start, lock or crash); ``{"do": "leave"}`` end at once.
"""

import argparse
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hotline_desktop.errors import HotlineError
from hotline_desktop.instance import Instance

GRACE = 0.4
"""Seconds an old session waits for the next one's first expose, once that one was told to show."""

LONGEST_WAIT = 10.0
"""Seconds a covered session waits for a spare that is still being made."""

KILL_AFTER = 1.0
CRASHES, WITHIN = 3, 60.0
_BUG = 70
_WORLD = 3


class Session:
    """One session process and what it said."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it."""
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.ready = False
        self.told: dict[str, Any] = {}
        self._text = b""

    def tell(self, **order: Any) -> None:
        """Send an order; one that is gone hears nothing."""
        if self.process.stdin is not None:
            try:
                self.process.stdin.write(json.dumps(order).encode() + b"\n")
                self.process.stdin.flush()
            except (BrokenPipeError, ValueError):
                return

    def hear(self) -> list[dict[str, Any]] | None:
        """Read what it says now; None when it has ended."""
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        data = os.read(self.process.stdout.fileno(), 65536)
        if not data:
            return None
        *lines, self._text = (self._text + data).split(b"\n")
        return [json.loads(line) for line in lines if line.strip()]

    def end(self) -> None:
        """End it now."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass


class Door:
    """Decides which session is on the screen."""

    def __init__(self, command: Sequence[str]) -> None:
        """Prepare; ``command`` starts one session."""
        self._command = command
        self._selector = selectors.DefaultSelector()
        self._front: Session | None = None
        self._spare: Session | None = None
        self._old: Session | None = None
        self._show: dict[str, Any] | None = {"why": "start"}
        self._timers: dict[str, float] = {}
        self._crashes: list[float] = []
        self._code: int | None = None

    def run(self) -> int:
        """Keep the door until the advocate leaves; give the exit code."""
        self._make_spare()
        try:
            while self._code is None:
                for key, _ in self._selector.select(self._patience()):
                    self._hear(key.data)
                self._look_at_clock()
        except KeyboardInterrupt:
            self._code = 130
        finally:
            for session in (self._front, self._spare, self._old):
                if session is not None:
                    session.end()
        return self._code if self._code is not None else _BUG

    def _make_spare(self) -> None:
        self._spare = Session(self._command)
        self._selector.register(self._spare.process.stdout, selectors.EVENT_READ, self._spare)  # type: ignore[arg-type]

    def _hear(self, session: Session) -> None:
        said = session.hear()
        if said is None:
            self._on_end(session)
            return
        for line in said:
            answer = getattr(self, f"_on_{line.get('say')}", None)
            if answer is not None:
                answer(session, line)

    def _on_ready(self, session: Session, _line: dict[str, Any]) -> None:
        session.ready = True
        self._bring_forward()

    def _on_unlocked(self, session: Session, _line: dict[str, Any]) -> None:
        if session is self._front and self._spare is None:
            self._make_spare()

    def _on_locking(self, session: Session, line: dict[str, Any]) -> None:
        if session is not self._front:
            return
        known = ("geometry", "state", "look")
        self._show = {name: line[name] for name in known if name in line} | {"why": "lock"}
        self._old, self._front = session, None
        self._timers["wait"] = time.monotonic() + LONGEST_WAIT
        if self._spare is None:
            self._make_spare()
        self._bring_forward()

    def _on_exposed(self, session: Session, _line: dict[str, Any]) -> None:
        if session is self._front:
            self._dismiss()

    def _on_leaving(self, session: Session, _line: dict[str, Any]) -> None:
        if session in (self._front, self._old):
            self._code = 0

    def _on_end(self, session: Session) -> None:
        self._selector.unregister(session.process.stdout)  # type: ignore[arg-type]
        session.end()
        if session is self._old:
            self._old = None
            self._timers.pop("kill", None)
            return
        if session is self._spare:
            self._spare = None
        if session is self._front:
            self._front = None
            self._show = {**session.told, "why": "crash"}
        self._count_crash()

    def _count_crash(self) -> None:
        now = time.monotonic()
        self._crashes = [at for at in self._crashes if now - at < WITHIN] + [now]
        if len(self._crashes) >= CRASHES:
            sys.stderr.write(
                "The program stopped by itself three times in a minute. What was typed is kept. "
                "Restart the workstation; if it happens again, tell the administrator.\n"
            )
            self._code = _BUG
            return
        if self._spare is None:
            self._make_spare()
        self._bring_forward()

    def _bring_forward(self) -> None:
        """Show the spare if somebody is waiting for it and it is laid out."""
        spare = self._spare
        if self._show is None or spare is None or not spare.ready:
            return
        self._front, self._spare = spare, None
        spare.told = {k: v for k, v in self._show.items() if k != "why"}
        spare.tell(do="show", **self._show)
        self._show = None
        if self._old is not None:
            self._timers["grace"] = time.monotonic() + GRACE

    def _dismiss(self) -> None:
        """Let the old session go: the next one is on the screen."""
        self._timers.pop("grace", None)
        self._timers.pop("wait", None)
        if self._old is not None:
            self._old.tell(do="leave")
            self._timers["kill"] = time.monotonic() + KILL_AFTER

    def _patience(self) -> float | None:
        if not self._timers:
            return None
        return max(0.0, min(self._timers.values()) - time.monotonic())

    def _look_at_clock(self) -> None:
        now = time.monotonic()
        for name in [name for name, at in self._timers.items() if at <= now]:
            del self._timers[name]
            if name in ("grace", "wait"):
                self._dismiss()
            elif self._old is not None:
                self._old.process.kill()


def default_folder() -> Path:
    """Give where an office lies when nobody says otherwise."""
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "hotline-desktop" / "office"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "hotline-desktop" / "office"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "hotline-desktop" / "office"


def main(argv: Sequence[str] | None = None, command: Sequence[str] | None = None) -> int:
    """Open the door; ``command`` replaces the session's own, for tests.

    Exit codes: 0 the advocate left; 3 the office is open elsewhere or cannot be written; 70 crashes.
    """
    parser = argparse.ArgumentParser(prog="hotline-desktop", description="The hotline desk.")
    parser.add_argument("--office", type=Path, metavar="DIR", default=None, help="the office's folder")
    folder: Path = (parser.parse_args(argv).office or default_folder()).absolute()
    own = [sys.executable, "-I", "-m", "hotline_desktop.app", "--office", str(folder)]
    try:
        # The lock lies beside the folder: set-up renames a finished folder into its place.
        folder.parent.mkdir(parents=True, exist_ok=True)
        held = Instance.hold(folder)
    except HotlineError as reason:
        sys.stderr.write(f"{reason}\n")
        return _WORLD
    except OSError:
        sys.stderr.write("The office folder cannot be made: choose another with --office DIR.\n")
        return _WORLD
    try:
        return Door(command or own).run()
    finally:
        held.release()


if __name__ == "__main__":
    sys.exit(main())
