"""The door: holds the office's lock and shows one session at a time; never draws or sees a secret.

Session and door speak one short JSON object a line over the session's stdin and stdout.

Session to door, ``{"say": ...}``: ``ready`` laid out, not shown; ``unlocked`` time for a spare;
``locking`` covered, with ``geometry`` [x, y, width, height], ``state`` (normal or maximized),
``look``, ``page`` (neutral or empty); ``exposed`` on the screen; ``leaving`` the program is closed.
Door to session, ``{"do": ...}``: ``show`` with the same four, where known, and ``why`` (start,
lock or crash); ``leave`` end at once. The end of its stdin tells a session that the door is gone.
"""

import argparse
import json
import os
import queue
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any, NoReturn, cast

from hotline_desktop.errors import HotlineError
from hotline_desktop.instance import Instance

# In seconds: how long a covered session waits for the first expose of a spare that stood ready;
# for one that is still being made; to be killed after it was told to leave; and how long a session
# has to close the office when the advocate closes the program.
GRACE, LONGEST_WAIT, KILL_AFTER, LAST_WORK = 0.4, 10.0, 1.0, 5.0
CRASHES, WITHIN = 3, 60.0
_BUG, _WORLD = 70, 3
_LONGEST_LINE = 65536

Said = dict[str, Any]


class Session:
    """One session process and what it said."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it; raises OSError when that fails."""
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.mouth = cast(IO[bytes], self.process.stdout)
        self._ear = cast(IO[bytes], self.process.stdin)
        self.ready = False
        self.shown: Said = {}
        self._half = b""

    def tell(self, order: Said) -> None:
        """Give an order; one that is gone hears nothing."""
        with suppress(BrokenPipeError):
            self._ear.write(json.dumps(order).encode() + b"\n")

    def lines(self, data: bytes) -> Iterator[Said]:
        """Take what was read from it apart; what is not of the line's form is passed over."""
        *whole, half = (self._half + data).split(b"\n")
        self._half = half if len(half) <= _LONGEST_LINE else b""
        for text in whole:
            with suppress(ValueError):
                line = json.loads(text)
                if isinstance(line, dict):
                    yield line

    def hang_up(self) -> None:
        """Tell it that the door is gone."""
        self._ear.close()

    def end(self, within: float = 0.0) -> None:
        """Give it so many seconds to end by itself, then end it."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(within)
        self.process.kill()
        self.process.wait()
        self._ear.close()
        self.mouth.close()


class _Ears:
    """Hear several sessions at once; no bytes mean that one has ended."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()

    def follow(self, session: Session) -> None:
        self._selector.register(session.mouth, selectors.EVENT_READ, session)

    def hear(self, patience: float | None) -> list[tuple[Session, bytes]]:
        heard = []
        for key, _ in self._selector.select(patience):
            if not (data := os.read(key.fd, _LONGEST_LINE)):
                self._selector.unregister(key.fileobj)
            heard.append((key.data, data))
        return heard


class _ThreadedEars(_Ears):
    """The same for Windows, where a pipe cannot be selected. Not run there yet."""

    def __init__(self) -> None:
        self._heard: queue.SimpleQueue[tuple[Session, bytes]] = queue.SimpleQueue()

    def follow(self, session: Session) -> None:
        threading.Thread(target=self._read, args=(session,), daemon=True).start()

    def hear(self, patience: float | None) -> list[tuple[Session, bytes]]:
        with suppress(queue.Empty):
            return [self._heard.get(timeout=patience)]
        return []

    def _read(self, session: Session) -> None:
        while data := os.read(session.mouth.fileno(), _LONGEST_LINE):
            self._heard.put((session, data))
        self._heard.put((session, b""))


class Door:
    """Decides which session is on the screen.

    The *front* is on the screen, the *spare* waits, the *old* one is covered until the next shows.
    """

    def __init__(self, command: Sequence[str], ears: _Ears) -> None:
        """Prepare; ``command`` starts one session."""
        self._command, self._ears = command, ears
        self._front: Session | None = None
        self._spare: Session | None = None
        self._old: Session | None = None
        self._wanted: Said | None = {"why": "start"}
        self._deadlines: dict[Callable[[], None], float] = {}
        self._crashes: list[float] = []
        self._code: int | None = None

    def run(self) -> int:
        """Keep the door until the advocate leaves; give the exit code."""
        try:
            self._make_spare()
            while self._code is None:
                for session, data in self._ears.hear(self._patience()):
                    self._on_heard(session, data)
                self._meet_deadlines()
            return self._code
        finally:
            self._close()

    def _on_heard(self, session: Session, data: bytes) -> None:
        if not data:
            self._on_end(session)
        for line in session.lines(data):
            match line.get("say"):
                case "ready":
                    session.ready = True
                    self._bring_forward()
                case "unlocked":
                    self._make_spare()
                case "locking" if session is self._front:
                    self._on_locking(session, line)
                case "exposed" if session is self._front:
                    self._dismiss()
                case "leaving" if session in (self._front, self._old):
                    session.end(LAST_WORK)
                    self._code = 0

    def _on_locking(self, session: Session, line: Said) -> None:
        self._kill_old()  # if there is one, it was told to leave a lock ago
        self._deadlines.clear()
        self._old, self._front = session, None
        known = ("geometry", "state", "look", "page")
        self._wanted = {name: line[name] for name in known if name in line} | {"why": "lock"}
        stands_ready = self._spare is not None and self._spare.ready
        self._put_off(self._dismiss, GRACE if stands_ready else LONGEST_WAIT)
        self._make_spare()
        self._bring_forward()

    def _on_end(self, session: Session) -> None:
        session.end()
        if session is self._front:
            self._front = None
            self._wanted = session.shown | {"why": "crash"}
            if self._old is not None:  # covered, and again the only one on the screen
                self._put_off(self._dismiss, LONGEST_WAIT)
            self._count_crash()
        elif session is self._spare:
            self._spare = None
            self._count_crash()
        elif session is self._old:
            self._old = None
            self._deadlines.clear()

    def _count_crash(self) -> None:
        now = time.monotonic()
        self._crashes = [at for at in self._crashes if now - at < WITHIN] + [now]
        if len(self._crashes) < CRASHES:
            self._make_spare()
            self._bring_forward()
        elif self._front is None:
            sys.stderr.write(
                "The program stopped by itself three times in a minute. What was kept is safe: "
                "restart the computer, and if it happens again, tell the administrator.\n"
            )
            self._code = _BUG
        # Else somebody is working: no more tries until the lock, and the work goes on.

    def _make_spare(self) -> None:
        if self._spare is not None:
            return
        try:
            self._spare = Session(self._command)
        except OSError:
            self._count_crash()
        else:
            self._ears.follow(self._spare)

    def _bring_forward(self) -> None:
        """Show the spare if one is wanted and it is laid out."""
        spare = self._spare
        if self._wanted is None or spare is None or not spare.ready:
            return
        spare.tell({"do": "show"} | self._wanted)
        spare.shown = {name: told for name, told in self._wanted.items() if name != "why"}
        self._front, self._spare, self._wanted = spare, None, None

    def _dismiss(self) -> None:
        """Let the old session go: the next one is on the screen, or the wait was long enough."""
        self._deadlines.pop(self._dismiss, None)
        if self._old is not None:
            self._old.tell({"do": "leave"})
            self._put_off(self._kill_old, KILL_AFTER)

    def _kill_old(self) -> None:
        if self._old is not None:
            self._old.process.kill()

    def _put_off(self, act: Callable[[], None], seconds: float) -> None:
        self._deadlines[act] = time.monotonic() + seconds

    def _patience(self) -> float | None:
        next_at = min(self._deadlines.values(), default=None)
        return None if next_at is None else max(0.0, next_at - time.monotonic())

    def _meet_deadlines(self) -> None:
        now = time.monotonic()
        for act in [act for act, at in self._deadlines.items() if at <= now]:
            del self._deadlines[act]
            act()

    def _close(self) -> None:
        left = [one for one in (self._old, self._spare, self._front) if one is not None]
        for session in left:
            session.hang_up()
        for session in left:
            session.end(KILL_AFTER)


def default_folder() -> Path:
    """Give where an office lies when nobody says otherwise."""
    usual = {"win32": "~/AppData/Local", "darwin": "~/Library/Application Support"}
    data = os.environ.get("XDG_DATA_HOME") or usual.get(sys.platform, "~/.local/share")
    return Path(data).expanduser() / "hotline-desktop" / "office"


def own_command(folder: Path) -> list[str]:
    """Give what starts one session of the office in ``folder``."""
    return [sys.executable, "-I", "-m", "hotline_desktop.app", "--office", str(folder)]


def main(argv: Sequence[str] | None = None, command: Sequence[str] | None = None) -> int:
    """Open the door; ``command`` replaces the session's own, for tests.

    Exit codes: 0 the advocate left; 3 open elsewhere, or the place cannot be written; 70 crashes;
    128 + n ended by signal n.
    """
    parser = argparse.ArgumentParser(prog="hotline-desktop", description="The hotline desk.")
    parser.add_argument("--office", type=Path, metavar="DIR", help="the office's folder")
    folder: Path = (parser.parse_args(argv).office or default_folder()).absolute()
    try:
        held = Instance.hold(folder)
    except HotlineError as reason:
        sys.stderr.write(f"{reason}\n")
        if command is None and not sys.stderr.isatty():  # started by its icon: nobody reads that
            subprocess.run([*own_command(folder), "--tell", str(reason)], check=False)  # noqa: S603
        return _WORLD
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    try:
        ears = _ThreadedEars() if os.name == "nt" else _Ears()
        return Door(command or own_command(folder), ears).run()
    finally:
        held.release()


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
