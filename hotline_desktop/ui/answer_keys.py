"""Judges a key in a countdown: text goes on, what locks goes on, all else only answers."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_Type = QEvent.Type
_Modifier = Qt.KeyboardModifier
_NONE, _META = _Modifier.NoModifier, _Modifier.MetaModifier
_CHORDS = _Modifier.ControlModifier | _Modifier.AltModifier
_HELD: dict[int, Qt.KeyboardModifier] = {
    Qt.Key.Key_Control: _Modifier.ControlModifier,
    Qt.Key.Key_Alt: _Modifier.AltModifier,
    Qt.Key.Key_Shift: _Modifier.ShiftModifier,
    Qt.Key.Key_Meta: _Modifier.MetaModifier,
}


class Judgement(NamedTuple):
    """What a key is: a touch or not, and whether it must go no further."""

    touches: bool
    held_back: bool


class AnswerKeys:
    """Remembers the key that answered, until it is let go: a held key does no more than answer."""

    def __init__(self, locking: Iterable[str]) -> None:
        """Take the keys that lock, like "Ctrl+L"; they are never held back."""
        self._locking = frozenset(QKeySequence(key).toString() for key in locking)
        self._answer: int | None = None

    def forget(self) -> None:
        """Begin anew: no key has answered."""
        self._answer = None

    def judge(self, kind: QEvent.Type, event: QKeyEvent, counting: bool) -> Judgement:
        """Judge a press, a release or a shortcut's claim; what is held back is marked as taken."""
        if QKeySequence(event.keyCombination()).toString() in self._locking:
            return Judgement(False, False)
        if kind is _Type.KeyRelease:
            return Judgement(False, self._is_let_go(event))
        only_answers = (counting or self._goes_with_answer(event)) and not _is_text(event)
        if kind is _Type.ShortcutOverride:
            held_back = counting or only_answers
            if held_back:
                event.accept()  # else it would be a shortcut before it is a key
            # If a shortcut takes it, it never comes as a key: it counts here.
            return Judgement(not held_back, held_back)
        if not event.spontaneous():
            return Judgement(False, False)  # the program's own: nobody touched anything
        if not only_answers:
            self._answer = None
        elif counting:
            self._answer = event.key()
        return Judgement(True, only_answers)

    def _is_let_go(self, event: QKeyEvent) -> bool:
        if event.key() != self._answer:
            return False
        if not event.isAutoRepeat():
            self._answer = None
        return True

    def _goes_with_answer(self, event: QKeyEvent) -> bool:
        """Say whether this is a repeat of the key that answered, or a chord with it."""
        if self._answer is None:
            return False
        if event.key() == self._answer:
            return event.isAutoRepeat() or event.key() in _HELD
        return bool(event.modifiers() & _HELD.get(self._answer, _NONE))


def _is_text(event: QKeyEvent) -> bool:
    """Say whether this key types a letter into the field with the focus; a space only answers."""
    words, chord = event.text(), event.modifiers() & _CHORDS
    if not words.isprintable() or not words.strip() or event.modifiers() & _META:
        return False
    if chord not in (_NONE, _CHORDS):  # both: AltGr on Windows
        return False
    field = QApplication.focusWidget()
    return field is not None and _takes_text(field)


def _takes_text(field: QWidget) -> bool:
    return bool(field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)) and not bool(
        field.inputMethodQuery(Qt.InputMethodQuery.ImReadOnly)
    )
