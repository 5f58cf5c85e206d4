"""Asks the advocate for a file or a place to put one; a test prepares the answer instead."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class Ask:
    """The desktop's own file dialogs."""

    def file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file to read; ``kinds`` like "Directory files (*.csv *.zip)"."""
        name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(name) if name else None

    def place(self, parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
        """Ask where to put a file."""
        name, _ = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
        return Path(name) if name else None
