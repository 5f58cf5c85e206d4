"""Asks the advocate for a file, and the desktop for a call; a test prepares the answer instead."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from hotline_desktop.ui.main_window import HIDE, LOCK, MainWindow


class Ask:
    """File dialogs that the lock's key reaches too, and the desktop's telephone program."""

    def file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file to read; ``kinds`` like "Directory files (*.csv *.zip)"."""
        dialog = QFileDialog(parent, title, "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _answer(dialog, parent)

    def place(self, parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
        """Ask where to put a file."""
        dialog = QFileDialog(parent, title, "", kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested)
        return _answer(dialog, parent)

    def call(self, uri: str) -> bool:
        """Ask the desktop for a call, which may ring or not; False where nothing can be asked."""
        if sys.platform != "linux":
            return QDesktopServices.openUrl(QUrl(uri))
        # Not openUrl: without a desktop it tries browsers, and our pipe to the door is inherited.
        opener = QProcess()
        opener.setProgram("xdg-open")
        opener.setArguments([uri])
        nothing = QProcess.nullDevice()
        opener.setStandardInputFile(nothing)
        opener.setStandardOutputFile(nothing)
        opener.setStandardErrorFile(nothing)
        started: Any = opener.startDetached()  # its stubs say bool, it gives a pair
        return bool(started[0] if isinstance(started, tuple) else started)


def _answer(dialog: QFileDialog, parent: QWidget) -> Path | None:
    window = parent.window()

    def leave(asked: str) -> None:
        # The window's own shortcuts sleep while a dialog is open.
        dialog.reject()
        if isinstance(window, MainWindow):
            getattr(window, asked).emit()

    QShortcut(QKeySequence(LOCK), dialog, lambda: leave("lock_asked"))
    QShortcut(QKeySequence(HIDE), dialog, lambda: leave("hide_asked"))
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
