"""Plays the sample call with a canary in everything that is typed, then hides, in real windows.

`python -m tests.journeys.canary_call OFFICE OUT` with {place: canary} as JSON on stdin, and the
passphrase under "passphrase". Run under strace by tests/security/test_canaries.py.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hotline_desktop import hardening
from hotline_desktop.actions.world import World
from hotline_desktop.ui import look
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.intake_hands import IntakeHands
from tests.journeys import play

TYPED = (
    "place.detail", "place.said_by", "hazards.weapons.note", "approach",
    "hazards.weapons.source", "persons[0].roles.survivor", "persons[1].roles.at_risk",
    "persons[2].roles.complicit", "release.words",
)  # fmt: skip
SAID = tuple(f"statement {n}" for n in range(6))
PERSONS = tuple(f"person {n}" for n in range(3))
LATER = ("wrong passphrase", "search directory", "search situations", "unkept approach")
PLACES = (*TYPED, *SAID, *PERSONS, *LATER)
SETTLED = 1.0
"""Seconds after which a search that nobody goes on typing is noted and done."""


class CanaryHands(IntakeHands):
    """Adds the canary of each field to what is typed there."""

    secrets: dict[str, str]

    def types(self, field: str, text: str) -> IntakeHands:
        return super().types(field, f"{text} {self.secrets.get(field, '')}".strip())

    def says(self, words: str, kind: str = "") -> IntakeHands:
        return super().says(f"{words} {self.secrets.pop(next(self._left(SAID)))}", kind)

    def adds_person(self, label: str) -> IntakeHands:
        return super().adds_person(f"{label} {self.secrets.pop(next(self._left(PERSONS)))}")

    def _left(self, names: tuple[str, ...]):
        return (name for name in names if name in self.secrets)


class CanaryDesk(DeskHands):
    """Types a wrong passphrase first."""

    def unlocks(self, words: str = "") -> DeskHands:
        super().unlocks(CanaryHands.secrets["wrong passphrase"])
        field = self.session.gate.page.passphrase
        self.bot.waitUntil(lambda: not field.isReadOnly() and not field.text())
        return super().unlocks(words)


def wait(bot: play.Patience) -> None:
    """Let the window be until its searches are settled."""
    end = time.monotonic() + SETTLED
    bot.waitUntil(lambda: time.monotonic() > end)


def main() -> None:
    """Play it, and end as a crash would: without a goodbye to anything."""
    hardening.harden()
    office, out, secrets = Path(sys.argv[1]), Path(sys.argv[2]), json.load(sys.stdin)
    CanaryHands.secrets = dict(secrets)
    play.IntakeHands, play.DeskHands = CanaryHands, CanaryDesk
    application = QApplication(["hotline-desktop"])
    look.apply(application, "light")
    bot = play.Patience()
    _, hands = play.play(bot, office, out, World(), secrets["passphrase"], lambda words: None)
    for key, place in ((Qt.Key.Key_F10, "search directory"), (Qt.Key.Key_F9, "search situations")):
        hands.presses(key).types(secrets[place].lower())
        wait(bot)
    hands.presses(Qt.Key.Key_N, CTRL)
    call = IntakeHands(bot, hands.desk.intake, inside=True)
    call.types("approach", secrets["unkept approach"])
    hands.presses(Qt.Key.Key_A, CTRL).presses(Qt.Key.Key_C, CTRL)
    office = hands.desk._office

    def is_kept() -> bool:
        left = office.journal.last(office.advocate.id)
        return bool(left and left.draft and secrets["unkept approach"] in left.draft.approach)

    bot.waitUntil(is_kept)
    os._exit(0)


if __name__ == "__main__":
    main()
