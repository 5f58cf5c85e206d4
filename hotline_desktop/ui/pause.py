"""Tells when typing pauses and when a minute is over; knows nothing of what was typed."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_PAUSE = 400
_MINUTE = 60_000
_LONGEST = 5


class Pause(QObject):
    """``due`` comes after the last :meth:`touch`, or at once on :meth:`flush`; once each."""

    due = Signal()

    def __init__(self, parent: QObject, length: int = _PAUSE) -> None:
        """Start at rest; ``length`` is in milliseconds."""
        super().__init__(parent)
        self._first = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(length)
        self._timer.setObjectName("pause")
        self._timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Begin to wait anew, but never longer than five times the length since the first touch."""
        if not self._timer.isActive():
            self._first.start()
        if self._first.elapsed() < _LONGEST * self._timer.interval():
            self._timer.start()

    def flush(self) -> None:
        """Do not wait, if anything is waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()

    def drop(self) -> None:
        """Forget that anything was touched."""
        self._timer.stop()


class Minute(QObject):
    """``struck`` comes when a page is shown and every minute while it is; at rest when hidden."""

    struck = Signal()

    def __init__(self, page: QWidget) -> None:
        """Watch a page come and go."""
        super().__init__(page)
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE)
        self._timer.setObjectName("minute")
        self._timer.timeout.connect(self.struck)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Run while it is shown."""
        if event.type() == QEvent.Type.Show:
            self.struck.emit()
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return super().eventFilter(watched, event)
