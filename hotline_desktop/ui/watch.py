"""Locks a desk nobody sits at: idle hands, the desktop's lock, a suspend; it keeps no text."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from hotline_desktop.ui.clipboard import Clipboard
from hotline_desktop.ui.countdown import Countdown
from hotline_desktop.ui.desktop import Moment, desktop, moment
from hotline_desktop.ui.desktop_side import Desktop
from hotline_desktop.ui.idle import Idle
from hotline_desktop.ui.main_window import HIDE, LOCK


class Watch(QObject):
    """From :meth:`begin` on it asks for the lock by ``due``; who locks calls :meth:`end`."""

    due = Signal()

    def __init__(
        self,
        window: QWidget,
        is_needed: Callable[[], bool],
        seam: Desktop | None = None,
        clock: Callable[[], Moment] = moment,
    ) -> None:
        """Rest. ``is_needed`` says whether there is anything to lock."""
        super().__init__(window)
        self._is_needed = is_needed
        self.desktop = seam or desktop(self)
        self.idle = Idle(self, (LOCK, HIDE), clock)
        self.clipboard = Clipboard(self)
        self._bar = Countdown(window)
        self.desktop.locked.connect(self.due)
        self.desktop.sleeping.connect(self.due)
        self.idle.countdown.connect(self._on_countdown)
        self.idle.kept.connect(self._bar.hide)
        self.idle.locked.connect(self._on_idle)

    def begin(self) -> None:
        """Hear the desktop and watch the hands."""
        self.desktop.begin()
        self.idle.start()

    @Slot()
    def end(self) -> None:
        """The desk is covered: take back what is on the clipboard, and count no more."""
        self.idle.stop()
        self.clipboard.clear()

    def close(self) -> None:
        """Hear nothing any more, and let the machine sleep unasked."""
        self.end()
        self.desktop.close()

    @Slot(int)
    def _on_countdown(self, seconds: int) -> None:
        if self._is_needed():
            self._bar.tell(seconds)

    @Slot()
    def _on_idle(self) -> None:
        if self._is_needed():
            self.due.emit()
        else:
            self.idle.start(self.idle.limit() // 60)
