"""What locks a desk nobody sits at, in a real session: idle hands, the desktop, a suspend."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard

from hotline_desktop.actions.set_idle import SetIdle
from hotline_desktop.ui.clipboard import Clipboard
from hotline_desktop.ui.countdown import Countdown
from hotline_desktop.ui.desktop import Moment
from tests.hands.desk_hands import CTRL, DeskHands


class Clock:
    """Two clocks in a test's hand."""

    def __init__(self) -> None:
        self.awake, self.slept = 9_000.0, 40.0

    def __call__(self) -> Moment:
        return Moment(self.awake, self.awake + self.slept)


@pytest.fixture
def hands(qtbot, sample_template, test_world, tmp_path):
    made = DeskHands(qtbot, sample_template.copy(tmp_path / "office"), test_world.world())
    made.clock = Clock()
    made.session.watch.idle._clock = made.clock
    made.session.watch.idle.start(10)
    yield made
    made.leaves()


def waits(hands, seconds: float) -> None:
    hands.clock.awake += seconds
    hands.session.watch.idle.look()


def bar(hands) -> Countdown:
    return hands.window.findChild(Countdown)


def test_an_idle_desk_counts_locks_and_keeps_what_was_typed(hands, shot):
    hands.enters().presses(Qt.Key.Key_N, CTRL)
    hands.field("narrative").setFocus()
    hands.types("blue door")
    hands.desk.intake_work.call_opened.emit(False)  # as if it were kept: the office's own limit
    waits(hands, 10 * 60 - 25)
    assert bar(hands).isVisible()
    assert not hands.window.is_covered()
    shot(hands.window, "countdown")
    hands.presses(Qt.Key.Key_Escape)
    assert bar(hands).isHidden()
    waits(hands, 10 * 60)
    assert hands.window.is_covered()
    assert bar(hands).isHidden()
    assert hands.door.words()[-1] == "locking"
    office = hands.session._office
    assert office.journal.last(office.advocate.id).draft.narrative == "blue door"


def test_an_open_call_has_the_longest_limit_until_it_is_kept(hands, qtbot):
    hands.enters().presses(Qt.Key.Key_N, CTRL)
    idle = hands.session.watch.idle
    assert idle.limit() == 600
    hands.field("narrative").setFocus()
    hands.types("half a thought")
    qtbot.waitUntil(lambda: idle.limit() == 1800)
    waits(hands, 29 * 60)
    assert not hands.window.is_covered()
    waits(hands, 61)
    assert hands.window.is_covered()


def test_the_offices_own_limit_holds_and_changes_at_once(hands):
    hands.enters()
    SetIdle(hands.session._office)(3)
    hands.desk.keys_work.idle_changed.emit(3)
    waits(hands, 179)
    assert not hands.window.is_covered()
    waits(hands, 2)
    assert hands.window.is_covered()


@pytest.mark.parametrize("told", ["locked", "sleeping"])
def test_the_desktop_locks_the_desk(hands, told):
    hands.enters()
    getattr(hands.session.watch.desktop, told).emit()
    assert hands.window.is_covered(), "covered before the desktop is answered"
    getattr(hands.session.watch.desktop, told).emit()
    assert hands.door.words().count("locking") == 1


def test_a_sleep_nobody_told_of_locks_at_waking(hands):
    hands.enters()
    hands.clock.slept += 3600
    hands.session.watch.idle.look()
    assert hands.window.is_covered()


def test_an_unlock_page_has_nothing_to_lock_and_takes_every_key(hands):
    waits(hands, 10 * 60 - 5)
    assert bar(hands).isHidden()
    waits(hands, 3600)
    assert "locking" not in hands.door.words()
    hands.enters()
    assert not hands.window.is_covered()


def test_a_half_typed_passphrase_is_locked_away(hands):
    hands.types("half of a passphrase")
    waits(hands, 3600)
    held = hands.session.gate.holds_secret()
    assert hands.window.is_covered() is held


def test_what_was_copied_is_taken_back_with_the_lock(hands, monkeypatch):
    """Offscreen nobody owns a clipboard: what clear() does is tried on a real X server."""
    cleared = []
    monkeypatch.setattr(Clipboard, "_clear", lambda _, mode: cleared.append(mode))
    hands.enters().presses(Qt.Key.Key_L, CTRL)
    assert hands.window.is_covered()
    assert QClipboard.Mode.Clipboard in cleared
