"""The session's end of the line, with a real Qt session in a process; once with a real door."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline_desktop.ui.door_line import DoorLine
from tests.hands.fake_door import FakeDoor

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the other side is not run yet")

ROOT = Path(__file__).parents[2]
SESSION = ROOT / "tests" / "hands" / "qt_session.py"


class Happened:
    """What the sessions noted, in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def lines(self, what: str = "") -> list[dict]:
        lines = [json.loads(line) for line in self.path.read_text().splitlines()]
        return [line for line in lines if what in ("", line["what"])]


@pytest.fixture
def happened(tmp_path: Path) -> Happened:
    return Happened(tmp_path / "happened")


def environment(happened: Happened, lock_after: int) -> dict[str, str]:
    more = {"HAPPENED": str(happened.path), "LOCK_AFTER": str(lock_after)}
    return os.environ | more | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def session(happened: Happened) -> Iterator["subprocess.Popen[bytes]"]:
    """A session whose door is this test."""
    with subprocess.Popen(
        [sys.executable, str(SESSION)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(happened, 0),
    ) as process:
        yield process
        process.kill()


def said(session: "subprocess.Popen[bytes]") -> dict:
    return json.loads(session.stdout.readline())


def asks(session: "subprocess.Popen[bytes]", text: str) -> None:
    session.stdin.write(text.encode())
    session.stdin.flush()


def test_every_word_in_its_form(session: "subprocess.Popen[bytes]", happened: Happened) -> None:
    assert said(session) == {"say": "ready"}, "and not what a library prints"
    asks(session, '{"do": "show", "why": "start"}\n')
    assert said(session) == {"say": "exposed"}
    assert said(session) == {"say": "unlocked"}
    assert said(session) == {
        "say": "locking",
        "geometry": [30, 40, 500, 300],
        "state": "normal",
        "look": "dark",
    }
    asks(session, '{"do": "leave"}\n')
    assert session.wait(5) == 0
    assert session.stdout.read() == b""
    assert b"a library says something" in session.stderr.read()
    assert [line["what"] for line in happened.lines()][-1] == "leave"


def test_orders_in_pieces_and_two_at_once(
    session: "subprocess.Popen[bytes]", happened: Happened
) -> None:
    said(session)
    asks(session, '{"do": "sh')
    asks(session, 'ow", "why": "crash", "geometry": [1, 2, 300, 200]}\n{"do": "leave"}\n')
    assert session.wait(5) == 0
    (shown,) = happened.lines("show")
    assert shown["order"] == {"do": "show", "why": "crash", "geometry": [1, 2, 300, 200]}
    assert len(happened.lines("leave")) == 1


def test_it_ends_with_its_door_after_a_last_moment(
    session: "subprocess.Popen[bytes]", happened: Happened
) -> None:
    said(session)
    session.stdin.close()
    assert session.wait(5) == 0
    assert happened.lines()[-1]["what"] == "gone"


def test_a_door_that_hears_no_more_does_not_break_it(session: "subprocess.Popen[bytes]") -> None:
    said(session)
    session.stdout.close()
    asks(session, '{"do": "show", "why": "start"}\n{"do": "leave"}\n')
    assert session.wait(5) == 0


STUCK = """
import ctypes, os, sys
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from hotline_desktop.ui.door_line import DoorLine
line = DoorLine()
line.ready()
ctypes.PyDLL(None).sleep(60)  # holds the interpreter's lock: nothing of ours runs any more
"""
DOOR = f"""
import subprocess, sys
session = subprocess.Popen([sys.executable, "-c", {STUCK!r}], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE)
print(session.stdout.readline().decode().strip(), session.pid, flush=True)
session.wait()
"""


def test_even_a_stuck_session_ends_with_its_door() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", DOOR], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as door:
        ready, pid = door.stdout.readline().rsplit(" ", 1)
        assert json.loads(ready) == {"say": "ready"}
        os.kill(int(pid), 0)
        door.send_signal(signal.SIGKILL)
        # stderr is the session's too: it ends when both are gone.
        assert door.communicate(timeout=5)[1] == ""


def test_a_whole_lock_with_a_real_door(tmp_path: Path, happened: Happened) -> None:
    """Unlock, a spare, lock; the spare shows, the old one leaves, the new one is closed."""
    script = "import sys, hotline_desktop.door as d; sys.exit(d.main(sys.argv[1:3], sys.argv[3:]))"
    ran = subprocess.run(
        [sys.executable, "-c", script, "--office", tmp_path / "office", sys.executable, SESSION],
        env=environment(happened, 3000),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""
    start, lock = (line["order"] for line in happened.lines("show"))
    assert start == {"do": "show", "why": "start"}
    assert lock == {
        "do": "show",
        "geometry": [30, 40, 500, 300],
        "state": "normal",
        "look": "dark",
        "why": "lock",
    }
    (locking,), (_, exposed), (leave,) = (
        happened.lines(what) for what in ("locking", "exposed", "leave")
    )
    assert exposed["pid"] != locking["pid"] == leave["pid"]
    assert exposed["at"] < leave["at"], "never neither"
    shown_after = (exposed["at"] - locking["at"]) * 1000
    left_after = (leave["at"] - locking["at"]) * 1000
    print(f"after the lock: next on the screen {shown_after:.0f} ms, old told {left_after:.0f} ms")
    assert left_after < 400


def test_the_fake_door_has_what_the_real_line_has() -> None:
    def public(kind: type) -> set[str]:
        return {name for name in vars(kind) if not name.startswith("_")}

    line = public(DoorLine) - {"staticMetaObject"}
    assert line <= public(FakeDoor)
    assert {"show_asked", "leave_asked", "gone", "ready", "unlocked", "locking"} <= line
