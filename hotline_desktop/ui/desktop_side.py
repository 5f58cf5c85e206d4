"""The seam to the desktop around the window: what one platform tells; it locks nothing."""

from typing import Literal

from PySide6.QtCore import QObject, Signal

Offer = Literal["suspend", "session_lock", "screen_saver"]
"""``suspend``: it waits until the cover is painted; the other two: it tells when it locks."""


class Desktop(QObject):
    """This one offers nothing: it is for a desktop that nobody has written a side for."""

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
