"""Chooses this platform's side of the desktop, and reads its clocks; it locks nothing."""

import sys
import time
from typing import NamedTuple

from PySide6.QtCore import QObject

from hotline_desktop.ui.desktop_side import Desktop


class Moment(NamedTuple):
    """Seconds on two clocks that nobody can set: their difference grows by what was slept."""

    awake: float
    since_boot: float


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
    # Deferred: each side needs what only its own platform has.
    if sys.platform == "win32":
        from hotline_desktop.ui.desktop_windows import WindowsDesktop

        return WindowsDesktop(parent)
    if sys.platform == "linux":
        from hotline_desktop.ui.desktop_linux import LinuxDesktop

        return LinuxDesktop(parent)
    return Desktop(parent)
