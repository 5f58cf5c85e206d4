"""What the desktop around the program tells it: locked, about to sleep; asks it for nothing else.

The one seam between program and desktop: a Linux side, and a Windows side that nobody has run.
"""

import sys
import time
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Desktop(QObject):
    """``locked``: somebody locked the whole desktop; ``sleeping``: the machine goes to sleep.

    ``offers`` names what it can hear here; an empty one is said to nobody but the Keys page: the
    idle lock works without.
    """

    locked = Signal()
    sleeping = Signal()

    def __init__(self, parent: QObject) -> None:
        """Hear nothing; a side of its own knows how to."""
        super().__init__(parent)
        self.offers: tuple[str, ...] = ()

    def covered(self) -> None:
        """Take note that the content is covered: the machine may sleep now."""


class Moment(NamedTuple):
    """Seconds on two clocks that nobody can set: ``awake`` without sleep, ``since_boot`` with it."""

    awake: float
    since_boot: float


def moment() -> Moment:
    """Read both clocks."""
    awake = time.monotonic()
    if sys.platform == "linux":
        return Moment(awake, time.clock_gettime(time.CLOCK_BOOTTIME))
    return Moment(awake, awake)


def desktop(parent: QObject) -> Desktop:
    """Give the side of this platform."""
    # Imported here, for each side exists on one platform only.
    if sys.platform == "linux":
        from hotline_desktop.ui.desktop_linux import LinuxDesktop

        return LinuxDesktop(parent)
    if sys.platform == "win32":
        from hotline_desktop.ui.desktop_windows import WindowsDesktop

        return WindowsDesktop(parent)
    return Desktop(parent)
