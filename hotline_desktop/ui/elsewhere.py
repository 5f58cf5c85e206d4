"""What stands on the pages beside the intake page, to come back after a lock; it writes nothing."""

from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from hotline_desktop.actions.take_signal import NoSituationError
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.ui.entry_work import EntryWork
from hotline_desktop.ui.packet_work import PacketWork
from hotline_desktop.ui.pause import Pause


class Elsewhere(QObject):
    """The packet being made, directory entries being edited, and the words of the searches."""

    paused = Signal()
    """Somebody has stopped typing or choosing."""

    def __init__(
        self, packet: PacketWork, entry: EntryWork, searches: dict[str, QLineEdit]
    ) -> None:
        """Follow the pages; a search is known by its page and field, like "directory.near"."""
        super().__init__(packet)
        self._packet, self._entry, self._searches = packet, entry, searches
        pause = Pause(self)
        pause.due.connect(self.paused)
        packet.chose.connect(pause.touch)
        entry.typed.connect(pause.touch)
        for field in searches.values():
            field.textEdited.connect(pause.touch)

    def into(self, left: Bookmark) -> Bookmark:
        """Give a bookmark that holds these pages too."""
        words = {name: field.text() for name, field in self._searches.items() if field.text()}
        return msgspec.structs.replace(
            left, packet=self._packet.begun(), entries=self._entry.begun(), searches=words
        )

    def restore(self, left: Bookmark) -> None:
        """Bring the pages back as they were; a search is made anew."""
        for name, words in left.searches.items():
            if name in self._searches:
                self._searches[name].setText(words)
        self._entry.resume(left.entries)
        if left.packet is not None:
            with suppress(NoSituationError):
                self._packet.resume(left.packet)
