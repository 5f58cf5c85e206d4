"""What the desktop around the window tells it: a lock, a suspend, the clocks; it locks nothing."""

import sys
import time
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

Offer = Literal["suspend", "session_lock", "screen_saver"]
"""``suspend``: it waits until the cover is painted; the other two: it tells when it locks."""


class Moment(NamedTuple):
    """Seconds on two clocks that nobody can set: their difference grows by what was slept."""

    awake: float
    since_boot: float


class Desktop(QObject):
    """The seam. This one offers nothing: a desktop nobody has written a side for."""

    locked = Signal()
    """The desktop locked, or its screen saver came. May come more than once for one lock."""
    sleeping = Signal()
    """The machine is about to suspend; it waits for what is connected directly, where it can."""
    learned = Signal()
    """``offers`` is known, or has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hear nothing yet."""
        super().__init__(parent)
        self._offers: frozenset[Offer] = frozenset()

    @property
    def offers(self) -> frozenset[Offer]:
        """Give what there is here; empty until ``learned``, and where the desktop is silent."""
        return self._offers

    def begin(self) -> None:
        """Begin to hear. Returns at once; what there is comes by ``learned``."""
        self.learned.emit()

    def close(self) -> None:
        """Hear no more, and let the machine sleep without asking."""


def moment() -> Moment:
    """Read both clocks; a wall clock that is set back or forward changes neither.

    ``since_boot`` is read first: being held up in between can hide a sleep for a moment, but never
    make one up.
    """
    if sys.platform == "win32":
        from hotline_desktop.ui.desktop_windows import moment as read

        return Moment(*read())
    if sys.platform == "darwin":  # not run: nobody has tried this side yet
        since_boot = time.clock_gettime(time.CLOCK_MONOTONIC)
        return Moment(time.clock_gettime(time.CLOCK_UPTIME_RAW), since_boot)
    since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)
    return Moment(time.clock_gettime(time.CLOCK_MONOTONIC), since_boot)


def desktop(parent: QObject | None = None) -> Desktop:
    """Give the side for this platform; call ``begin`` once the signals are connected."""
    # Deferred: each side stands on this module, and needs what only its own platform has.
    if sys.platform == "win32":
        from hotline_desktop.ui.desktop_windows import WindowsDesktop

        return WindowsDesktop(parent)
    if sys.platform == "linux":
        from hotline_desktop.ui.desktop_linux import LinuxDesktop

        return LinuxDesktop(parent)
    return Desktop(parent)
