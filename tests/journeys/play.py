"""Plays the sample call by keyboard through the real windows, from the unlock page to the packet.

`python -m tests.journeys.play OFFICE OUT --passphrase-fd N`: pictures of every page it passes and
the packet go to OUT. Also run by tests/journeys/test_sample_call.py.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hotline_desktop.actions.world import World
from hotline_desktop.ui import look
from tests.hands import sample_call
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.intake_hands import IntakeHands
from tests.hands.packet_hands import PacketHands


class Patience:
    """Waits as pytest-qt's bot does, where there is no pytest."""

    def waitUntil(self, condition: Callable[[], bool], timeout: int = 20_000) -> None:  # noqa: N802
        end = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there in time")
            loop = QEventLoop()  # lets other threads run, which QTest.qWait does not
            QTimer.singleShot(5, loop.quit)
            loop.exec()

    def addWidget(self, widget) -> None:  # noqa: N802
        """The session keeps its window."""


@dataclass
class Play:
    """What came of it."""

    packet: Path
    keys: int = 0
    pictures: list[Path] = field(default_factory=list)


def play(
    bot, folder: Path, out: Path, world: World, passphrase: str, say: Callable[[str], None]
) -> tuple[Play, DeskHands]:
    """Play it; raises when anything does not come."""
    hands = DeskHands(bot, folder, world)
    result = Play(out / "packet.pdf")

    def picture(name: str) -> None:
        QApplication.processEvents()
        path = out / f"{len(result.pictures) + 1}-{name}.png"
        assert hands.window.width() == 1366, f"{name} made the window {hands.window.width()} wide"
        assert hands.window.grab().save(str(path))
        result.pictures.append(path)
        say(f"{path.name}")

    picture("unlock")
    hands.unlocks(passphrase)
    bot.waitUntil(lambda: hands.session.desk is not None)
    bot.waitUntil(lambda: "unlocked" in hands.door.words())
    picture("today")
    hands.presses(Qt.Key.Key_N, CTRL)
    picture("new-signal")
    call = IntakeHands(bot, hands.desk.intake, inside=True)
    sample_call.play(call, inside=True)
    bot.waitUntil(lambda: bool(hands.desk.intake_work.around.chosen))
    hands.presses(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    picture("call")
    call.goes("release.read_back")
    picture("release")
    hands.presses(Qt.Key.Key_Return, CTRL)
    bot.waitUntil(lambda: hands.desk.intake_work.state("intake").situation != "")
    picture("kept")
    hands.presses(Qt.Key.Key_F10)
    hands.types("night desk near Youngstown")
    bot.waitUntil(lambda: len(hands.desk.directory.list.rows()) > 0)
    hands.presses(Qt.Key.Key_Tab).presses(Qt.Key.Key_Tab).presses(Qt.Key.Key_Down)
    picture("directory")
    hands.presses(Qt.Key.Key_F11)
    picture("protocols")
    hands.presses(Qt.Key.Key_F8)
    hands.presses(Qt.Key.Key_F6)
    packet = PacketHands(bot, hands.desk.packet)
    packet.chooses_recipient("valley-task-force-night")
    packet.waits_for_pages()
    picture("packet")
    hands.ask.answer = result.packet
    hands.presses(Qt.Key.Key_Return, CTRL)
    bot.waitUntil(lambda: result.packet.exists())
    packet.waits_for_the_end()
    picture("exported")
    hands.presses(Qt.Key.Key_F9)
    picture("situations")
    result.keys = call.keys + 16  # the keys pressed above, text not counted
    return result, hands


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("office", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--passphrase-fd", type=int, required=True)
    arguments = parser.parse_args()
    passphrase = os.read(arguments.passphrase_fd, 4096).decode().strip()
    application = QApplication(["hotline-desktop"])
    look.apply(application, "light")

    def say(words: str) -> None:
        print(f"demo: {words}", flush=True)

    result, _ = play(Patience(), arguments.office, arguments.out, World(), passphrase, say)
    say(f"{result.keys} keys pressed beyond typed text")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
