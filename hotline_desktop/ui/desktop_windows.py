"""Hears Windows lock and suspend through messages to a window of its own; it locks nothing.

Not run: nobody has tried this side yet.
"""

import ctypes
import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from hotline_desktop.ui.desktop_side import Desktop

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
LEFT = frozenset({0x2, 0x4, 0x7})
"""The console or a remote screen disconnected, or the session locked."""
_THIS_SESSION, _TO_A_WINDOW = 0, 0


class _Message(ctypes.Structure):
    """The head of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


class _Filter(QAbstractNativeEventFilter):
    """Sees every message of this thread's windows and keeps none back."""

    def __init__(self, desktop: "WindowsDesktop") -> None:
        super().__init__()
        self._desktop = desktop

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Hand the two kinds of message on."""
        if kind == b"windows_generic_MSG":
            told = _Message.from_address(int(message))
            self._desktop.take(told.message, told.wide)
        return False, 0


class WindowsDesktop(Desktop):
    """Windows waits up to two seconds for who is told of a suspend; the cover takes a moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make nothing yet."""
        super().__init__(parent)
        self._filter: _Filter | None = None
        self._window: QWindow | None = None
        self._power = 0

    def begin(self) -> None:
        """Make a window that is never shown, and ask for both kinds of message."""
        application = QCoreApplication.instance()
        if sys.platform != "win32" or application is None:
            return
        self._window = QWindow()
        self._filter = _Filter(self)
        application.installNativeEventFilter(self._filter)
        handle = ctypes.c_void_p(self._window.winId())
        register = ctypes.windll.wtsapi32.WTSRegisterSessionNotification
        if register(handle, _THIS_SESSION):
            self._offers |= {"session_lock"}
        ask = ctypes.windll.user32.RegisterSuspendResumeNotification
        ask.restype = ctypes.c_void_p
        self._power = ask(handle, _TO_A_WINDOW) or 0
        if self._power:
            self._offers |= {"suspend"}
        self.learned.emit()

    def take(self, message: int, wide: int) -> None:
        """Tell what a message says: its number, and what it carries as WPARAM."""
        if message == WM_WTSSESSION_CHANGE and wide in LEFT:
            self.locked.emit()
        elif message == WM_POWERBROADCAST and wide == PBT_APMSUSPEND:
            self.sleeping.emit()

    def close(self) -> None:
        """Take the window and the filter away."""
        application = QCoreApplication.instance()
        if sys.platform != "win32" or application is None or self._window is None:
            return
        ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(
            ctypes.c_void_p(self._window.winId())
        )
        if self._power:
            ctypes.windll.user32.UnregisterSuspendResumeNotification(ctypes.c_void_p(self._power))
        if self._filter is not None:
            application.removeNativeEventFilter(self._filter)
        self._window.destroy()
        self._window = self._filter = None
        self._offers = frozenset()


def moment() -> tuple[float, float]:
    """Read seconds awake and seconds since the start; time.monotonic() counts sleep there."""
    if sys.platform != "win32":
        raise NotImplementedError
    ticks = ctypes.windll.kernel32.GetTickCount64
    ticks.restype = ctypes.c_ulonglong
    since_boot: int = ticks()
    awake = ctypes.c_ulonglong()
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))
    return awake.value / 1e7, since_boot / 1e3
