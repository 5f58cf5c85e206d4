"""The intake page's way back: each pause of typing is a step, kept in the journal over a lock."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.situation import Draft
from hotline_desktop.ui.undo_keys import UndoKeys


class Steps(QObject):
    """Writes the journal; ``went`` carries the Bookmark to show after an undo or redo."""

    said = Signal(str)
    went = Signal(object)

    def __init__(self, page: QWidget, desk: OpenOffice, state: Callable[[], Bookmark]) -> None:
        """Take the keys of the page; ``state`` gives what stands on it."""
        super().__init__(page)
        self._desk, self._state = desk, state
        self._last: Bookmark | None = None
        self._undone: list[Bookmark] = []
        keys = UndoKeys(page)
        keys.undone.connect(self._on_undone)
        keys.redone.connect(self._on_redone)

    def keep(self, state: Bookmark | None = None) -> None:
        """Write what stands there; what stood there before becomes a step if the words differ."""
        state = state or self._state()
        before, self._last = self._last, state
        if before is None or before.situation != state.situation:
            self._undone.clear()
            before = None
        elif _typed(before) == _typed(state):
            before = None
        else:
            self._undone.clear()
        self._write(state, before)

    def forget(self, situation: str) -> None:
        """Forget the steps of a situation: what was a new signal is one with a number now."""
        self._desk.journal.forget_steps(self._desk.advocate.id, situation)
        self._last = None

    @Slot()
    def _on_undone(self) -> None:
        state = self._state()
        left = self._desk.journal.step_back(self._desk.advocate.id, state.situation)
        if left is None:
            self.said.emit(self.tr("There is nothing to undo."))
            return
        self._go(left, [*self._undone, state])

    @Slot()
    def _on_redone(self) -> None:
        if not self._undone:
            self.said.emit(self.tr("There is nothing to redo."))
            return
        *left, again = self._undone
        self._write(again, before=self._state())
        self._go(again, left)

    def _go(self, to: Bookmark, undone: list[Bookmark]) -> None:
        self._last = None  # going is no step of its own
        self.went.emit(to)
        self.keep()
        self._undone = undone

    def _write(self, state: Bookmark, before: Bookmark | None) -> None:
        desk = self._desk
        desk.journal.keep(desk.advocate.id, state, desk.world.now(), before)


def _typed(desk: Bookmark) -> tuple[Draft | None, dict[str, str]]:
    """Give what was typed, without where the focus was."""
    return desk.draft, desk.half_typed
