"""From a key in the search field to rows on the screen, and to every count, in a real window."""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hotline_desktop import app
from hotline_desktop.actions import open_office
from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.models.office import Policy
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from hotline_desktop.vault import directory
from tests.bench.figures import Figure, memory, middle, tell
from tests.hands.desk_hands import DeskHands
from tests.hands.passphrase import PASSPHRASE
from tests.journeys.play import Patience

CONTACTS, PROVIDERS, AT_ONCE = 1681, 1200, 5000
TYPED = (
    "police department",
    "sheriff spanish",
    "housing spanish",
    "legal aid near youngstown",
    "emergency shelter for women",
    "polcie departmnt",
    "330 555 01",
    "county sheriff night desk",
    "shelter near los angeles",
    "safe housing in ohio",
    "st. mary",
    "trafficking near 44503",
)
_GAP = 0.12
"""Seconds between two keys of a fast typist."""
_PATIENCE = 20.0


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.Paint
        return False


def fill(folder: Path, scale: float) -> int:
    """Make an office with so many times the seed's entries and no situation; give how many."""
    plan = Plan(name="Bench", policy=Policy.HOTLINE, advocate="Ines", exercise=True)
    SetUpOffice(World())(folder, plan, PASSPHRASE)
    desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
    ground = Ground(7, datetime(2026, 11, 1, tzinfo=UTC))
    todo = [(contact, n) for n in range(int(CONTACTS * scale))]
    todo += [(provider, n) for n in range(int(PROVIDERS * scale))]
    for begin in range(0, len(todo), AT_ONCE):
        with desk.vault.transaction() as connection:
            for make, number in todo[begin : begin + AT_ONCE]:
                directory.keep(connection, make(ground, number))
    desk.close()
    return len(todo)


def figures(folder: Path, of: int) -> Iterator[Figure]:
    """Type each query letter by letter; give the latencies, and what the window takes of memory."""
    application = QApplication.instance() or QApplication(["bench"])
    look.apply(application, "light")
    app.keep_fluent()
    Gazetteer.load().warm()
    hands = DeskHands(Patience(), folder, World()).enters()
    before = memory("VmRSS")
    page = hands.desk.directory
    came: list[tuple[object, bool]] = []
    hands.desk.directory_work.came.connect(
        lambda query, looked: came.append((query, looked.counted is not None))
    )
    hands.presses(Qt.Key.Key_F10)
    _wait(lambda: bool(came))
    painted = Painted(page.list.viewport())
    first, whole = [], []
    for words in TYPED:
        if page.text.text():
            came.clear()
            page.text.clear()
            _wait(lambda: bool(came))
        for letter in words:
            came.clear()
            begun, before_it = time.perf_counter(), painted.times
            hands.types(letter)
            _wait(lambda before_it=before_it: bool(came) and painted.times > before_it)
            first.append((time.perf_counter() - begun) * 1000)
            _wait(lambda: any(counted for _, counted in came))
            QApplication.processEvents()
            whole.append((time.perf_counter() - begun) * 1000)
            _wait(lambda begun=begun: time.perf_counter() - begun > _GAP)
    yield _figure("key to first rows painted", of, first, 16.0 if of > 100_000 else 10.0)
    yield _figure("key to ranks and every count", of, whole, 150.0)
    told = f"{before:.0f} MB before the first search"
    yield Figure("memory of the window", of, memory("VmRSS"), "MB", None, told)
    hands.leaves()


def _figure(what: str, of: int, taken: list[float], aim: float) -> Figure:
    taken = sorted(taken)
    p95, p99 = (taken[int(len(taken) * share)] for share in (0.95, 0.99))
    told = (
        f"p95 of {len(taken)} keys; p50 {middle(taken):.1f}, p99 {p99:.1f}, longest {taken[-1]:.0f}"
    )
    return Figure(what, of, p95, "ms", aim, told)


def _wait(until) -> None:
    """Let the window live as it does, asleep between events, until something is so."""
    begun = time.perf_counter()
    tick = QTimer(interval=20)
    tick.start()
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - begun > _PATIENCE:
            raise TimeoutError
    tick.stop()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        office = Path(made) / "office"
        tell(figures(office, fill(office, float(sys.argv[1]))))
