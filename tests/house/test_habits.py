"""What every test is held to is itself held: each planted mess fails, and by its name."""

import shutil
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

MESS = """
import logging, threading, warnings
from PySide6.QtCore import QObject, QTimer, qWarning
from PySide6.QtWidgets import QLabel, QWidget

KEPT = []

def test_clean(qtbot, expects_log, shot):
    expects_log("said")
    logging.getLogger("x").warning("said")
    label = QLabel("seen")
    qtbot.addWidget(label)
    timer = QTimer(label)
    timer.start(1000)
    label.resize(200, 40)
    label.show()
    KEPT.append(label)
    shot(label, "clean")

def test_next_is_not_blamed(qtbot): pass

def test_window(qtbot):
    KEPT.append(QWidget(objectName="stray"))

def test_timer(qtbot):
    KEPT.append(QTimer(objectName="ticking"))
    KEPT[-1].start(1000)

def test_thread():
    threading.Thread(target=threading.Event().wait, name="wanderer", daemon=True).start()

def test_log(): logging.getLogger("room").warning("unasked")

def test_silence(expects_log): expects_log("promised")

def test_qt(qtbot): qWarning("from Qt")

def test_warning(): warnings.warn("from Python")

def test_wide(qtbot, shot):
    label = QLabel("W" * 100)
    qtbot.addWidget(label)
    label.resize(20, 20)
    shot(label, "wide")
"""

CAUGHT = {
    "test_window": "left behind: window QWidget 'stray'",
    "test_timer": "left behind: timer 'ticking'",
    "test_thread": "left behind: thread wanderer",
    "test_log": "log line: WARNING room: unasked",
    "test_silence": "awaited log line never came: promised",
    "test_qt": "from Qt",
    "test_warning": "UserWarning: from Python",
    "test_wide": "the contents want",
}


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says about the planted messes under our own conftest and settings."""
    folder = tmp_path_factory.mktemp("mess") / "tests"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_mess.py").write_text(MESS, "utf-8")
    options = ["-c", ROOT / "pyproject.toml", "--rootdir", folder.parent, "-p", "no:cacheprovider"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-rA", folder],
        cwd=folder.parent,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    return ran.stdout


def summary(verdict: str, test: str) -> list[str]:
    """The lines of the short summary about one planted test, with its outcome first."""
    return [line for line in verdict.splitlines() if line.split("::")[-1].split(" ")[0] == test]


@pytest.mark.parametrize("test", CAUGHT)
def test_a_planted_mess_fails_by_name(verdict: str, test: str) -> None:
    outcomes = {line.split()[0] for line in summary(verdict, test)}
    assert outcomes & {"FAILED", "ERROR"}, verdict
    assert CAUGHT[test] in verdict


@pytest.mark.parametrize("test", ["test_clean", "test_next_is_not_blamed"])
def test_a_tidy_test_passes(verdict: str, test: str) -> None:
    assert {line.split()[0] for line in summary(verdict, test)} == {"PASSED"}, verdict
