"""Tells when nobody has touched the program for too long; it reads no wall clock and no text."""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from hotline_desktop.models.office import IDLE_MINUTES, LONGEST_IDLE
from hotline_desktop.ui.answer_keys import AnswerKeys
from hotline_desktop.ui.desktop import Moment, moment

NOTICE = 30
"""Seconds of countdown before a lock."""

_SLEPT = 2.0
"""Seconds by which the clock of sleep may run ahead before it was a suspend."""
_LOOK = 1000

_Type = QEvent.Type
_KEYS = frozenset({_Type.KeyPress, _Type.KeyRelease, _Type.ShortcutOverride})
_TOUCHES = frozenset(
    {
        _Type.MouseButtonPress,
        _Type.MouseMove,
        _Type.Wheel,
        _Type.TouchBegin,
        _Type.TouchUpdate,
        _Type.TabletPress,
        _Type.TabletMove,
    }
)
_INPUT = _KEYS | _TOUCHES | {_Type.InputMethod}


class _State(Enum):
    RESTING = auto()
    WATCHING = auto()
    COUNTING = auto()
    LOCKED = auto()


class Idle(QObject):
    """Watches keys, mouse and touch of the whole application from :meth:`start` on.

    In the last half minute any key or touch answers. Text still reaches a field that takes text;
    every other key only answers, whatever it does otherwise, except those that lock.
    """

    countdown = Signal(int)
    """Whole seconds left, 30 to 1, once each."""
    kept = Signal()
    """The countdown was answered, or has no reason any more."""
    locked = Signal()
    """Time is over, or the machine was suspended; comes once. Until :meth:`stop` no key goes on."""

    def __init__(
        self,
        parent: QObject,
        locking: Iterable[str] = (),
        clock: Callable[[], Moment] = moment,
    ) -> None:
        """Rest; ``locking`` are the keys that lock (like "Ctrl+L") and are never held back."""
        super().__init__(parent)
        self._clock = clock
        self._keys = AnswerKeys(locking)
        self._minutes, self._call_open = IDLE_MINUTES, False
        self._state = _State.RESTING
        self._touched = self._slept = 0.0
        self._told = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setObjectName("idle")
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int = IDLE_MINUTES) -> None:
        """Begin anew, as if something had just been touched."""
        self.stop()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._state = _State.WATCHING
        self._keys.forget()
        self._touched = self._clock().awake
        # The largest of three: being held up while reading the clocks makes it smaller.
        self._slept = max(_slept(self._clock()) for _ in range(3))
        self.set_minutes(minutes)
        self.look()

    @Slot()
    def stop(self) -> None:
        """Rest: nothing is watched and nothing will lock."""
        self._keep()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._state = _State.RESTING

    @Slot(int)
    def set_minutes(self, minutes: int) -> None:
        """Set the limit, 1 to 30 minutes; what is out of bounds becomes the nearest bound."""
        before, self._minutes = self.limit(), min(max(1, minutes), LONGEST_IDLE)
        self._on_limit(before)

    @Slot(bool)
    def set_call_open(self, is_open: bool) -> None:
        """While a call is open the longest limit, 30 minutes, holds instead."""
        before, self._call_open = self.limit(), is_open
        self._on_limit(before)

    def limit(self) -> int:
        """Give the limit in use, in seconds."""
        return 60 * (LONGEST_IDLE if self._call_open else self._minutes)

    @Slot()
    def look(self) -> None:
        """Look at the clocks, count or lock, and come back in time."""
        if not self._watching():
            return
        now = self._clock()
        left = self._touched + self.limit() - now.awake
        if left <= 0 or _slept(now) - self._slept > _SLEPT:
            self._timer.stop()
            self._state = _State.LOCKED
            self.locked.emit()
            return
        if left <= NOTICE:
            self._count(ceil(left))
        # Coarse timers may come 50 ms early: a little past the full second, so as to see it turn.
        wait = ceil(left % 1 * 1000) + 20 if left <= NOTICE + 1 else _LOOK
        if self._watching():  # whoever heard the count may have had enough
            self._timer.start(min(wait, _LOOK))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note every touch; in a countdown hold back what would do more than answer."""
        kind = event.type()
        if kind not in _INPUT:
            return False
        self.look()  # the first key after a suspend must not reach what it covers
        if not self._watching():
            event.accept()  # a key that is not taken here would be a shortcut next
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self._on_key(kind, event)
        if kind is _Type.InputMethod and isinstance(event, QInputMethodEvent):
            if event.commitString() or event.preeditString():
                self._touch()
        elif event.spontaneous():
            self._touch()
        return False

    def _watching(self) -> bool:
        return self._state in (_State.WATCHING, _State.COUNTING)

    def _on_key(self, kind: QEvent.Type, event: QKeyEvent) -> bool:
        told = self._keys.judge(kind, event, self._state is _State.COUNTING)
        if told.touches:
            self._touch()
        return told.held_back

    def _touch(self) -> None:
        self._touched = self._clock().awake
        self._keep()

    def _keep(self) -> None:
        if self._state is _State.COUNTING:
            self._state = _State.WATCHING
            self.kept.emit()

    def _count(self, seconds: int) -> None:
        if self._state is _State.WATCHING:
            self._state, self._told = _State.COUNTING, 0
        if seconds != self._told:
            self._told = seconds
            self.countdown.emit(seconds)

    def _on_limit(self, before: int) -> None:
        """Never lock for a new limit alone: at least the whole countdown comes first."""
        limit = self.limit()
        if not self._watching() or limit == before:
            return
        now = self._clock().awake
        self._touched = max(self._touched, now - limit + NOTICE)
        if self._touched + limit - now > NOTICE:
            self._keep()
        self.look()


def _slept(now: Moment) -> float:
    return now.since_boot - now.awake
