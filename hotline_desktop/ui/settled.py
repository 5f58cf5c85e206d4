"""Notes a search in the trail once typing has settled: each key is not a search of its own."""

from PySide6.QtCore import QObject

from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.ui.pause import Pause

_PAUSE = 1500


class Settled(QObject):
    """Told of every look; writes one line when nothing follows, or at :meth:`settle`."""

    def __init__(self, parent: QObject, search: SearchEverything) -> None:
        """Belong to a page's work."""
        super().__init__(parent)
        self._search, self._kind, self._found = search, "", 0
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(lambda: self._search.note(self._kind, self._found))

    def looked(self, kind: str, found: int) -> None:
        """Take the latest look: which kind ("" for all), and how many were found."""
        self._kind, self._found = kind, found
        self._pause.touch()

    def settle(self) -> None:
        """Write what waits: something was opened, or the desk locks."""
        self._pause.flush()
