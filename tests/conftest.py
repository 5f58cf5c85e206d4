"""What every test gets: an offscreen Qt and a look behind it afterwards; it knows no office."""

import atexit
import gc
import logging
import os
import re
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What a machine remembers of its offices: not this one, and of each run anew.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="hotline-state-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

ROOT = Path(__file__).parent.parent
SHOTS = ROOT / "build" / "screenshots"

if (Path(__file__).parent / "hands" / "office.py").exists():
    pytest_plugins = ["tests.hands.office", "tests.hands.front_end", "tests.hands.derived"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest: two processes share the tests, and the last ones end together."""
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


class LogWatch(logging.Handler):
    """Keeps warnings and errors that nobody announced, and announcements that never came."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[str] = []
        self.awaited: dict[str, bool] = {}

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        heard = [pattern for pattern in self.awaited if re.search(pattern, line)]
        self.awaited.update(dict.fromkeys(heard, True))
        if not heard:
            self.unexpected.append(line)

    def complaints(self) -> list[str]:
        missing = [pattern for pattern, came in self.awaited.items() if not came]
        return [f"log line: {line}" for line in self.unexpected] + [
            f"awaited log line never came: {pattern}" for pattern in missing
        ]


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """A log record at WARNING or above fails the test, unless `expects_log` announced it."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expects_log(log_watch: LogWatch) -> Callable[[str], None]:
    """Announces one log line by a regular expression; it must come."""
    return lambda pattern: log_watch.awaited.__setitem__(pattern, False)


@pytest.fixture(autouse=True)
def nothing_left_behind(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Fails by name for every thread, top-level window and running QTimer that outlives its test.

    `QTimer.singleShot` and `QObject.startTimer` are not seen.
    """
    threads = set(threading.enumerate())
    if not {"qapp", "qtbot", "qapp_cls"} & set(request.fixturenames):
        yield
        _fail_for(_threads_beyond(threads))
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    started: list[weakref.ref[QTimer]] = []
    start = QTimer.start

    def noted_start(timer: QTimer, *interval: int) -> None:
        started.append(weakref.ref(timer))
        start(timer, *interval)

    monkeypatch.setattr(QTimer, "start", noted_start)
    windows = set(QApplication.topLevelWidgets())
    yield
    gc.unfreeze()  # a session's objects stay until its process ends; here only the session does
    # Objects given to deleteLater() go now; otherwise the next test would meet them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _windows_beyond(windows) + _running(started)
    if left:
        gc.collect()  # slow, so only when a cycle may be what still holds them
        left = _windows_beyond(windows) + _running(started)
    _wear_light(request)
    _fail_for(_threads_beyond(threads) + left)


def _wear_light(request: pytest.FixtureRequest) -> None:
    """Take off what the test put on: now that no window is open it costs nothing."""
    if find_spec("hotline_desktop.ui.look"):
        from hotline_desktop.ui import look

        look.apply(request.getfixturevalue("qapp"), "light")


def _fail_for(left: list[str]) -> None:
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def _threads_beyond(known: set[threading.Thread]) -> list[str]:
    new = [thread for thread in threading.enumerate() if thread not in known]
    for thread in new:
        if not isinstance(thread, threading._DummyThread):
            thread.join(0.5)  # one that is just ending is not a leak
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def _windows_beyond(known: set[object]) -> list[str]:
    from PySide6.QtWidgets import QApplication

    return [
        f"window {type(window).__name__} {window.objectName()!r}"
        for window in QApplication.topLevelWidgets()
        if window not in known
    ]


def _running(started: list) -> list[str]:
    from shiboken6 import isValid

    timers = {timer for timer in (ref() for ref in started) if timer is not None}
    running = [timer for timer in timers if isValid(timer) and timer.isActive()]
    return [f"timer {timer.objectName()!r} of {timer.parent()}" for timer in running]


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application, dressed once as the program dresses itself."""
    if find_spec("hotline_desktop.ui.look"):  # not yet there while the room is being built
        from hotline_desktop.ui import look

        look.apply(qapp, "light")
    return qapp


@pytest.fixture
def shot(qapp) -> Callable[..., Path]:
    """`shot(widget, name, width=None)` writes build/screenshots/<name>.png, returns its path.

    A widget whose contents push it wider than asked, or that draws nothing, fails.
    """

    def take(widget, name: str, width: int | None = None) -> Path:
        asked = width or widget.width()
        widget.resize(asked, widget.height())
        widget.ensurePolished()
        for _ in range(3):  # a layout that asks again is laid out again
            qapp.processEvents()
        wide = max(widget.width(), widget.minimumSizeHint().width())
        assert wide == asked, f"{name}: asked for {asked} px, the contents want {wide} px"
        picture = widget.grab()
        sample = picture.toImage().scaled(32, 32)
        colours = {sample.pixel(x, y) for x in range(32) for y in range(32)}
        assert len(colours) > 1, f"{name}: nothing was drawn"
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        assert picture.save(str(path)), f"{name}: the picture could not be written"
        return path

    return take
