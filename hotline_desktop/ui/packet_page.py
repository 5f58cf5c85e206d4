"""Stand-in until the packet page is built."""

from PySide6.QtWidgets import QWidget


class PacketPage(QWidget):
    """Empty."""
