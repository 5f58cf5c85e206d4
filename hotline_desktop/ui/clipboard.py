"""What this program puts on the clipboard is marked as secret and soon gone; others' is let be."""

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT = 10
"""Seconds until it is cleared."""

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_HINTS = {
    # Not run on Windows and macOS: nobody has tried these two yet.
    "win32": {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
        _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
        _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    },
    "darwin": {"org.nspasteboard.ConcealedType": b"1"},
}
HINTS = _HINTS.get(sys.platform, {"x-kde-passwordManagerHint": b"secret"})
"""Format -> value: what tells a clipboard manager to keep nothing. Only a request, to each."""

_Mode = QClipboard.Mode


class Clipboard(QObject):
    """Follows the clipboard and, where there is one, the selection that a middle click pastes.

    So it sees every copy from every field and label, and no page needs to know of it.
    """

    def __init__(self, parent: QObject, kept: float = KEPT) -> None:
        """Begin to follow; ``kept`` is in seconds."""
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._modes = [_Mode.Clipboard]
        if self._clipboard.supportsSelection():
            self._modes.append(_Mode.Selection)
        self._timers = {mode: self._timer(mode, kept) for mode in self._modes}
        self._clipboard.changed.connect(self._on_changed)

    @Slot()
    def clear(self) -> None:
        """Take away at once what is ours: at a lock, and before the program ends."""
        for mode in self._modes:
            self._clear(mode)

    def _timer(self, mode: QClipboard.Mode, kept: float) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(round(kept * 1000))
        timer.setObjectName(f"clipboard {mode.name}")
        timer.timeout.connect(lambda: self._clear(mode))
        return timer

    @Slot(QClipboard.Mode)
    def _on_changed(self, mode: QClipboard.Mode) -> None:
        """Put again, marked, what is ours; at once, before a manager can ask for it."""
        if mode not in self._timers:
            return
        there = self._clipboard.mimeData(mode)
        if not self._owns(mode) or there is None or not there.formats():
            self._timers[mode].stop()
            return
        if not HINTS.keys() <= set(there.formats()):
            self._clipboard.setMimeData(_marked(there), mode)  # comes back here, marked
            return
        self._timers[mode].start()

    def _clear(self, mode: QClipboard.Mode) -> None:
        self._timers[mode].stop()
        if self._owns(mode):
            self._clipboard.clear(mode)

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if mode is _Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()


def _marked(data: QMimeData) -> QMimeData:
    copy = QMimeData()
    if data.hasText():  # and only that: rich forms of the same words help nobody here
        copy.setText(data.text())
    else:
        for kind in data.formats():
            copy.setData(kind, data.data(kind))
    for kind, value in HINTS.items():
        copy.setData(kind, value)
    return copy
