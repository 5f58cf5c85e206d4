"""Stand-in until the packet page is built."""

from PySide6.QtCore import QObject, Signal


class PacketWork(QObject):
    """Empty."""

    said = Signal(str)
    went = Signal(str)

    def __init__(self, *_: object) -> None:
        """Do nothing."""
        super().__init__()

    def open(self, situation: str) -> None:
        """Do nothing."""
