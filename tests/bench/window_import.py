"""How long the real agencies take through the real window, and how long the window stops for."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hotline_desktop import app
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.models.office import Policy
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from tests.bench.figures import Figure, memory, tell
from tests.hands.desk_hands import DeskHands
from tests.hands.passphrase import PASSPHRASE
from tests.journeys.play import Patience


class Pauses:
    """The times between two turns of the window's loop, which should come each millisecond."""

    def __init__(self) -> None:
        self.clock = QTimer(interval=1)
        self.clock.timeout.connect(self._tick)
        self.clock.start()

    def until(self, done: Callable[[], object]) -> tuple[float, float]:
        """Let the window live until ``done``; give seconds taken and the longest pause in ms."""
        begun = self._last = time.perf_counter()
        self._longest = 0.0
        while not done():
            QApplication.processEvents()
        return time.perf_counter() - begun, self._longest * 1000

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now


def figures(folder: Path, path: Path) -> list[Figure]:
    """Preview the file and write it, as an advocate does."""
    application = QApplication.instance() or QApplication(["bench"])
    look.apply(application, "light")
    app.keep_fluent()
    Gazetteer.load().candidates("Ohio")
    SetUpOffice(World())(folder, Plan("Bench", Policy.HOTLINE, "Ines"), PASSPHRASE)
    hands = DeskHands(Patience(), folder, World()).enters()
    page, written, pauses = hands.desk.imports, [], Pauses()
    hands.desk.import_work.written.connect(lambda: written.append(True))
    hands.desk.import_work.read(path)
    read, reading = pauses.until(page.accept.isEnabled)
    page.accept.click()
    wrote, writing = pauses.until(lambda: written)
    pauses.clock.stop()
    peak = memory("VmHWM")
    hands.leaves()
    longest = "longest pause of the window {:.1f} ms"
    return [
        Figure("preview in the window", 0, read, "s ", None, longest.format(reading)),
        Figure("write in the window", 0, wrote, "s ", None, longest.format(writing)),
        Figure("most the window held", 0, peak, "MB", None, "key derivation 128 MB and Qt in it"),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        tell(figures(Path(made) / "office", Path(sys.argv[1])))
