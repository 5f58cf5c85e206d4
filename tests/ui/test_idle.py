"""The idle lock: in time, never before; nothing typed is lost, no key that answers does more."""

import random
from dataclasses import dataclass, field
from math import ceil

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from hotline_desktop.ui import idle as module
from hotline_desktop.ui import look
from hotline_desktop.ui.countdown import Countdown
from hotline_desktop.ui.desktop import Moment
from hotline_desktop.ui.idle import NOTICE, Idle
from hotline_desktop.ui.layout import column
from hotline_desktop.ui.main_window import HIDE, LOCK
from tests.kit.tally import Tally, note

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Clocks:
    """Three clocks in a test's hand; in quarters of a second, so that sums stay exact."""

    awake: float = 5_000.0
    slept: float = 700.0
    wall: float = 1_795_000_000.0

    def __call__(self) -> Moment:
        return Moment(self.awake, self.awake + self.slept)

    def goes(self, seconds: float) -> None:
        self.awake += seconds
        self.wall += seconds

    def sleeps(self, seconds: float) -> None:
        self.slept += seconds
        self.wall += seconds


class Desk:
    """A window with a field, a list, a button and shortcuts, watched by an Idle."""

    def __init__(self, qtbot, kind=Idle, clock=None) -> None:
        self.clocks = Clocks()
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.page = QWidget()
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        self.list, self.button = QComboBox(), QPushButton("Decide")
        self.list.addItems(["None", "Hotel", "Street"])
        self.page.setLayout(column(self.line, self.text, self.list, self.button))
        self.window.setCentralWidget(self.page)
        self.done: list[str] = []
        for key in (LOCK, HIDE, "F6", "Ctrl+S", "Return", "N"):
            act = QShortcut(QKeySequence(key), self.window)
            act.activated.connect(lambda key=key: self.done.append(key))
        self.button.clicked.connect(lambda: self.done.append("button"))
        self.watch = kind(self.window, (LOCK, HIDE), clock(self.clocks) if clock else self.clocks)
        self.counted: list[int] = []
        self.heard: list[str] = []
        self.watch.countdown.connect(self.counted.append)
        self.watch.kept.connect(lambda: self.heard.append("kept"))
        self.watch.locked.connect(lambda: self.heard.append("locked"))
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: self.window.isAncestorOf(QApplication.focusWidget()))
        self.line.setFocus()
        self.watch.start(10)

    def presses(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """As the window system does it: to the window, by way of the shortcuts."""
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    def moves(self) -> None:
        here = random.choice([(5, 5), (9, 7)])
        QTest.mouseMove(self.window.windowHandle(), QPoint(*here))
        QApplication.processEvents()

    def goes(self, seconds: float) -> None:
        self.clocks.goes(seconds)
        self.watch.look()

    def counts(self, left: int = 20) -> None:
        """Be in the countdown with so many seconds left."""
        self.goes(self.watch.limit() - left)
        assert self.counted[-1] == left


@pytest.fixture
def desk(qtbot):
    made = Desk(qtbot)
    yield made
    made.watch.stop()


def test_it_counts_each_second_once_and_locks_once(desk):
    desk.goes(600 - NOTICE - 0.25)
    assert desk.counted == []
    for _ in range(4 * NOTICE + 9):
        desk.goes(0.25)
    assert desk.counted == list(range(NOTICE, 0, -1))
    assert desk.heard == ["locked"]
    desk.presses(Qt.Key.Key_A)
    desk.goes(9999)
    assert desk.heard == ["locked"]


@pytest.mark.parametrize(
    ("key", "modifier", "act"),
    [
        (Qt.Key.Key_Return, None, "Return"),
        (Qt.Key.Key_Enter, None, None),
        (Qt.Key.Key_Escape, None, None),
        (Qt.Key.Key_Space, None, None),
        (Qt.Key.Key_F6, None, "F6"),
        (Qt.Key.Key_Tab, None, None),
        (Qt.Key.Key_Backspace, None, None),
        (Qt.Key.Key_S, CTRL, "Ctrl+S"),
        (Qt.Key.Key_D, ALT, None),
    ],
)
def test_a_key_that_is_no_text_only_answers(desk, key, modifier, act):
    desk.line.setText("umbrella")
    modifier = modifier or Qt.KeyboardModifier.NoModifier
    desk.counts()
    desk.presses(key, modifier)
    assert desk.heard == ["kept"]
    assert (desk.done, desk.line.text()) == ([], "umbrella")
    assert QApplication.focusWidget() is desk.line
    if act:  # and it works again right after
        desk.presses(key, modifier)
        assert desk.done == [act]


@pytest.mark.parametrize("where", ["line", "text"])
def test_text_answers_and_arrives(desk, where):
    field = getattr(desk, where)
    field.setFocus()
    for key, modifier in ((Qt.Key.Key_N, None), (Qt.Key.Key_B, SHIFT), (Qt.Key.Key_7, None)):
        desk.counts()
        desk.presses(key, modifier or Qt.KeyboardModifier.NoModifier)
    words = desk.line.text() + desk.text.toPlainText()
    assert words.casefold() == "nb7", "N is a shortcut of the page: here it is a letter"
    assert desk.done == []
    assert desk.heard == ["kept"] * 3


def test_a_letter_where_nothing_takes_text_only_answers(desk):
    for part in (desk.list, desk.button):
        part.setFocus()
        desk.counts()
        desk.presses(Qt.Key.Key_H)
    assert desk.list.currentText() == "None"
    desk.button.setFocus()
    desk.counts()
    desk.presses(Qt.Key.Key_Space)
    assert desk.done == []
    desk.presses(Qt.Key.Key_Space)
    assert desk.done == ["button"]


def test_a_read_only_field_takes_no_text_and_a_masked_one_does(desk):
    desk.line.setReadOnly(True)
    desk.counts()
    desk.presses(Qt.Key.Key_N)
    assert desk.done == []
    desk.line.setReadOnly(False)
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.counts()
    desk.presses(Qt.Key.Key_X)
    assert desk.line.text().casefold() == "x"


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_L, CTRL), (Qt.Key.Key_F4, None)])
def test_the_keys_that_lock_lock(desk, key, modifier):
    desk.counts()
    desk.presses(key, modifier or Qt.KeyboardModifier.NoModifier)
    assert desk.done == [LOCK if modifier else HIDE]


def test_a_held_key_answers_once_and_its_chords_do_nothing(desk):
    window = desk.window.windowHandle()
    desk.counts()
    QTest.keyPress(window, Qt.Key.Key_Control)
    assert desk.heard == ["kept"]
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert desk.done == []
    desk.presses(Qt.Key.Key_S, CTRL)
    assert desk.done == ["Ctrl+S"]


def test_a_key_that_a_shortcut_takes_is_a_touch(desk):
    desk.goes(600 - NOTICE - 1)
    desk.presses(Qt.Key.Key_F6)
    desk.goes(5)
    assert (desk.done, desk.counted) == (["F6"], [])


def test_a_key_whose_release_never_comes_does_not_deafen_the_desk(desk):
    desk.counts()
    QTest.keyPress(
        desk.window.windowHandle(), Qt.Key.Key_Alt
    )  # Alt+Tab: the release goes elsewhere
    desk.presses(Qt.Key.Key_F6)
    desk.presses(Qt.Key.Key_Return)
    assert desk.done == ["F6", "Return"]


def test_what_an_input_method_writes_answers_and_arrives(desk):
    desk.counts()
    written = QInputMethodEvent()
    QApplication.sendEvent(desk.line, QInputMethodEvent())
    assert desk.heard == []
    written.setCommitString("ñ")
    QApplication.sendEvent(desk.line, written)
    assert (desk.heard, desk.line.text()) == (["kept"], "ñ")


def test_only_what_a_hand_does_counts(desk):
    desk.counts()
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.Enter))
    desk.line.setText("set by the program")
    desk.window.resize(700, 500)
    QApplication.processEvents()
    assert desk.heard == []
    desk.moves()
    assert desk.heard == ["kept"]


def test_the_first_key_after_a_suspend_reaches_nothing(desk):
    desk.clocks.sleeps(60)
    desk.presses(Qt.Key.Key_N)
    assert (desk.heard, desk.line.text(), desk.done) == (["locked"], "", [])


def test_the_wall_clock_is_nobodys_business(desk):
    for turn in (-86_400, 10**9, -(10**9)):
        desk.clocks.wall += turn
        desk.goes(100)
    assert desk.heard == []
    desk.goes(300)
    assert desk.heard == ["locked"]


def test_an_open_call_has_half_an_hour_and_ends_with_a_whole_countdown(desk):
    desk.watch.set_call_open(True)
    desk.goes(25 * 60)
    assert desk.counted == []
    desk.watch.set_call_open(False)
    assert desk.counted == [NOTICE]
    desk.watch.set_call_open(False)  # said twice it gives no more time
    desk.goes(5)
    desk.watch.set_call_open(False)
    assert desk.counted[-1] == NOTICE - 5
    desk.watch.set_call_open(True)
    assert desk.heard == ["kept"]
    desk.goes(60)
    assert desk.heard == ["kept"]


def test_minutes_have_bounds(desk):
    for asked, seconds in ((0, 60), (-5, 60), (5, 300), (30, 1800), (600, 1800)):
        desk.watch.set_minutes(asked)
        assert desk.watch.limit() == seconds
    desk.watch.set_minutes(1)
    desk.goes(60)
    assert desk.heard == ["locked"]


def test_the_timer_alone_locks(qtbot):
    """Nobody calls look() at the end here: its own coarse timer does."""
    desk = Desk(qtbot)
    desk.clocks.goes(600 - 0.25)
    desk.watch.look()
    desk.clocks.goes(0.25)
    qtbot.waitUntil(lambda: desk.heard == ["locked"], timeout=3000)


# Random schedules against a second, simpler account of the same rules.


@dataclass
class Account:
    """What must be so, in as few words as possible."""

    touched: float
    slept: float
    minutes: int = 10
    call: bool = False
    counting: bool = False
    locked: bool = False
    kept: int = 0
    text: str = ""
    done: list[str] = field(default_factory=list)

    @property
    def limit(self) -> int:
        return 1800 if self.call else self.minutes * 60

    def looks(self, clocks: Clocks) -> None:
        left = self.touched + self.limit - clocks.awake
        if left <= 0 or clocks.slept - self.slept > 2:
            self.locked, self.counting = True, False
        else:
            self.counting = left <= NOTICE

    def touches(self, clocks: Clocks) -> None:
        self.kept += self.counting
        self.touched, self.counting = clocks.awake, False

    def limits(self, clocks: Clocks, minutes: int, call: bool) -> None:
        before, was = self.limit, self.counting
        self.minutes, self.call = minutes, call
        if self.limit != before:
            self.touched = max(self.touched, clocks.awake - self.limit + NOTICE)
            self.looks(clocks)
            self.kept += was and not self.counting


def schedule(desk: Desk, dice: random.Random) -> str | None:
    """Play one random quarter of a day; give the first difference, or None."""
    clocks, watch = desk.clocks, desk.watch
    desk.line.clear()
    desk.line.setFocus()
    desk.heard.clear(), desk.counted.clear(), desk.done.clear()
    watch.set_call_open(False)
    watch.start(10)
    desk.heard.clear()
    truth = Account(clocks.awake, clocks.slept)
    for step in range(dice.randint(8, 20)):
        act = dice.choice(STEPS)
        act(desk, truth, dice)
        heard = (desk.heard.count("locked"), desk.heard.count("kept"))
        must = (int(truth.locked), truth.kept)
        if heard != must:
            return f"step {step} {act.__name__}: locked, kept {heard}, must be {must}"
        if (desk.line.text(), desk.done) != (truth.text, truth.done):
            return f"step {step} {act.__name__}: a key was lost or did too much"
        left = ceil(truth.touched + truth.limit - clocks.awake)
        if truth.counting and desk.counted[-1:] != [left]:
            return f"step {step} {act.__name__}: {left} s are left, told {desk.counted[-1:]}"
        if truth.locked:
            return None
    return None


def time_goes(desk, truth, dice):
    """A little, or to somewhere around the next thing to happen."""
    left = truth.touched + truth.limit - desk.clocks.awake
    near = left - dice.choice([NOTICE + 1, NOTICE, 10, 1, 0.25, 0, -5])
    seconds = dice.choice([0.25, 1, 7.5, 40, near, near, near])
    desk.clocks.goes(max(0.25, round(seconds * 4) / 4))
    truth.looks(desk.clocks)
    desk.watch.look()


def machine_sleeps(desk, truth, dice):
    if dice.random() < 0.6:
        return
    desk.clocks.sleeps(dice.choice([0.25, 4, 3600]))
    truth.looks(desk.clocks)
    desk.watch.look()


def wall_is_set(desk, truth, dice):
    desk.clocks.wall += dice.choice([-86_400, -3600, -31, 31, 700, 3600, 10**8])
    desk.watch.look()


def text_is_typed(desk, truth, dice):
    truth.text += "u"
    truth.touches(desk.clocks)
    desk.presses(Qt.Key.Key_U)


def key_is_pressed(desk, truth, dice):
    key, modifier, act = dice.choice(
        [
            (Qt.Key.Key_F6, None, "F6"),
            (Qt.Key.Key_S, CTRL, "Ctrl+S"),
            (Qt.Key.Key_Return, None, "Return"),
        ]
    )
    if not truth.counting:
        truth.done.append(act)
    truth.touches(desk.clocks)
    desk.presses(key, modifier or Qt.KeyboardModifier.NoModifier)


def lock_is_pressed(desk, truth, dice):
    key, modifier, act = dice.choice([(Qt.Key.Key_L, CTRL, LOCK), (Qt.Key.Key_F4, None, HIDE)])
    truth.done.append(act)
    if modifier:  # held down first: a key as any other
        truth.touches(desk.clocks)
    desk.presses(key, modifier or Qt.KeyboardModifier.NoModifier)


def mouse_is_moved(desk, truth, dice):
    truth.touches(desk.clocks)
    QTest.mouseMove(desk.window.windowHandle(), QPoint(dice.randint(1, 90), dice.randint(1, 90)))
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def call_opens_or_closes(desk, truth, dice):
    truth.limits(desk.clocks, truth.minutes, not truth.call)
    desk.watch.set_call_open(truth.call)


def minutes_are_set(desk, truth, dice):
    truth.limits(desk.clocks, dice.choice([1, 5, 10, 30]), truth.call)
    desk.watch.set_minutes(truth.minutes)


STEPS = [
    *(time_goes,) * 8,
    machine_sleeps,
    wall_is_set,
    *(text_is_typed,) * 2,
    *(key_is_pressed,) * 2,
    lock_is_pressed,
    mouse_is_moved,
    call_opens_or_closes,
    minutes_are_set,
]


def play(desk: Desk, trials: int, first: int = 0) -> list[str]:
    """Play many schedules; give what differed."""
    found = []
    for seed in range(first, first + trials):
        if told := schedule(desk, random.Random(seed)):
            found.append(f"seed {seed}: {told}")
            if len(found) > 3:
                break
    desk.watch.stop()
    desk.window.close()
    return found


class DeafToCalls(Idle):
    def set_call_open(self, is_open: bool) -> None:
        """Never hears of one."""


class DoesMore(Idle):
    def _on_key(self, kind, event) -> bool:
        super()._on_key(kind, event)
        event.ignore()
        return False


class DeafToMice(Idle):
    def eventFilter(self, watched, event) -> bool:
        return event.type() in module._KEYS and super().eventFilter(watched, event)


class Mute(Idle):
    def _count(self, seconds: int) -> None:
        super()._count(30)


class Forgetful(Idle):
    def _touch(self) -> None:
        self._keep()


class EatsText(Idle):
    def _on_key(self, kind, event) -> bool:
        return super()._on_key(kind, event) or self._answered_by(kind, event)

    def _answered_by(self, kind, event) -> bool:
        return kind is QEvent.Type.KeyPress and event.text() == "u" and bool(self._told % 2)


PLANTED = {
    "on the wall clock": (Idle, lambda clocks: lambda: Moment(clocks.wall, clocks.wall)),
    "blind to a suspend": (Idle, lambda clocks: lambda: Moment(clocks.awake, clocks.awake)),
    "on boot time alone": (
        Idle,
        lambda clocks: lambda: Moment(clocks.awake + clocks.slept, clocks.awake + clocks.slept),
    ),
    "deaf to calls": (DeafToCalls, None),
    "deaf to mice": (DeafToMice, None),
    "does more than answer": (DoesMore, None),
    "eats text": (EatsText, None),
    "mute": (Mute, None),
    "forgets who was there": (Forgetful, None),
}


def test_600_random_schedules_and_each_planted_idle_is_caught(qtbot):
    missed = []
    for name, (kind, clock) in PLANTED.items():
        if not play(Desk(qtbot, kind, clock), 100):
            missed.append(name)
    found = play(Desk(qtbot), 600)
    note(
        Tally(
            "T9",
            "random schedules of the idle lock",
            trials=600,
            hits=len(found),
            saw="keys, text, mouse, calls, suspends, wall clocks set, on three clocks in hand",
            planted=len(PLANTED),
            caught=len(PLANTED) - len(missed),
        )
    )
    assert not found, found
    assert not missed, missed


# The bar that shows it.


@pytest.fixture
def spoken(monkeypatch):
    heard = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append(event.message())
    )
    return heard


def test_the_bar_speaks_twice_and_takes_no_focus(desk, spoken):
    bar = Countdown(desk.window)
    desk.watch.countdown.connect(bar.tell)
    desk.watch.kept.connect(bar.hide)
    assert bar.isHidden()
    desk.goes(600 - NOTICE)
    for _ in range(25):
        desk.goes(1)
    assert spoken == [f"Locking in {n} seconds: press any key to stay" for n in (30, 10)]
    assert bar.words() == "Locking in 5 s:"
    assert bar.isVisible()
    assert QApplication.focusWidget() is desk.line
    under = QApplication.widgetAt(bar.mapToGlobal(QPoint(40, 10)))
    assert under is not bar
    assert not bar.isAncestorOf(under)
    desk.window.resize(900, 500)
    assert bar.geometry().right() < 900
    desk.presses(Qt.Key.Key_Escape)
    assert bar.isHidden()
    desk.goes(600 - NOTICE)
    assert len(spoken) == 3


def test_its_picture(desk, shot, qapp):
    bar = Countdown(desk.window)
    for name in ("light", "dark", "contrast"):
        look.apply(qapp, name)
        bar.tell(23)
        shot(desk.window, f"countdown-{name}", 960)
    assert bar.mapFromGlobal(QPointF()) is not None
