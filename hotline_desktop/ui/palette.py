"""The command palette: one line that does, finds and goes; never modal, and decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget
from shiboken6 import isValid

from hotline_desktop.ui import look
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.keycap import KeyCap
from hotline_desktop.ui.layout import STRETCH, column, line, row, scroller
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import meta, second

WIDTH, TOP = 640, 118
"""Below the bar and the strip: what keeps her safe is never covered."""

_PAUSE = 60  # ms: shorter than the gap between two keys of a fast typist
_BELOW, _RAIL = 16, 84
_STILL_HERE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BELOW_IT = (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F6)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class Group(QWidget):
    """A heading and its rows, as high as they are; gone while there are none."""

    clicked = Signal(object)

    def __init__(self, words: str, name: str) -> None:
        """Start with none."""
        super().__init__()
        self.list = RowList(words)
        self.list.setObjectName(name)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_clicked)
        heading = row(second(words), margins=(12, 6, 12, 2))
        self.setLayout(column(heading, self.list, spacing=0))

    def _on_clicked(self) -> None:
        if (key := self.list.key()) is not None:
            self.clicked.emit(key)

    def show_rows(self, rows: Sequence[RowWords]) -> None:
        """Show these, none chosen."""
        self.list.choose(None)
        self.list.show_rows(rows)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the focus stays in the line
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(n) for n in range(len(rows))) + 2)
        self.setVisible(bool(rows))


class Palette(QFrame):
    """A child frame over the page, with a line to type in and three groups of rows.

    ``typed`` asks for rows for some words, ``picked`` carries the key of the row to be done. Rows
    are handed in by :meth:`show_rows`; those without a first line are not allowed now, and say why.
    """

    closed = Signal()
    typed = Signal(str)
    picked = Signal(object)

    def __init__(self, host: QWidget) -> None:
        """Lie hidden in ``host``, which has the bar at its top."""
        super().__init__(host)
        self._host = host
        self._before: QWidget | None = None
        self._ahead: list[QKeyEvent] | None = None
        """Keys pressed while rows are on their way; None when those shown are for what is typed."""
        self.first: object = None
        """The key of what will stand first whatever is found: Enter need not wait for the rest."""
        self.setProperty("kind", "float")
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Find or do anything"))
        self.field = QLineEdit()
        self.field.setObjectName("palette_line")
        self.field.setAccessibleName(self.tr("Find or do anything"))
        self.field.setPlaceholderText(self.tr("A name, a place, a number, or what to do"))
        self.field.setProperty("kind", "quiet")
        self.field.installEventFilter(self)
        self._groups = (
            Group(self.tr("Do"), "palette_do"),
            Group(self.tr("Find"), "palette_find"),
            Group(self.tr("Go"), "palette_go"),
        )
        for group in self._groups:
            group.clicked.connect(self.picked)
        self._nothing = second(self.tr("Nothing found: try fewer words."))
        self._count = meta("")
        self._lay_out()
        self._pause = Pause(self, _PAUSE)
        self._pause.due.connect(self._ask)
        self.field.textEdited.connect(self._pause.touch)
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up empty over the page; the focus goes back to where it was when it closes."""
        if self.isVisible():
            return
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._ask()
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Go away; the focus returns without selecting anything."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pause.drop()
        self._ahead = None
        self.hide()
        self.closed.emit()

    def show_rows(
        self,
        do: Sequence[RowWords],
        find: Sequence[RowWords],
        go: Sequence[RowWords],
        trouble: str = "",
    ) -> None:
        """Show these, the first chosen: Enter never does what stands further down.

        What was pressed since they were asked for is done now, on what it was meant for; not where
        the search failed, of which ``trouble`` is the reason.
        """
        for group, rows in zip(self._groups, (do, find, go), strict=True):
            group.show_rows(rows)
        rows = [*do, *find, *go]
        self._nothing.setText(trouble or self.tr("Nothing found: try fewer words."))
        self._nothing.setVisible(bool(trouble) or not rows)
        count = len(rows)
        words = self.tr("1 row") if count == 1 else self.tr("{n} rows").format(n=count)
        self._count.setText(words)
        self._choose(0, speak=False)
        self._place()
        ahead, self._ahead = self._ahead or (), None
        if trouble:
            self.say(trouble)
            return
        for event in ahead:
            to = self.field if self.isVisible() else QApplication.focusWidget()
            if to is not None:
                QApplication.sendEvent(to, event)

    def say(self, sentence: str) -> None:
        """Speak a sentence, such as why something is not allowed now."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, sentence))

    def chosen(self) -> object:
        """Give the key of the chosen row, None when there is none."""
        return next((g.list.key() for g in self._groups if g.list.key() is not None), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Walk the rows from the line, follow the host's size, go when the focus goes."""
        if watched is self._host:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Enter with Ctrl would sign a packet on the page below.
            # A key of a card below would act on what is not looked at.
            if event.key() in (*_ENTER, *_STEPS, *_BELOW_IT, Qt.Key.Key_Escape):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        elif (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in _STILL_HERE
            and self.isVisible()
        ):
            self._before = None  # whoever took the focus keeps it
            self.close_up()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in _ENTER or key in _STEPS or self._ahead:
            self._pause.flush()
            self._do(key, event)
        else:
            return False
        return True

    def _do(self, key: Qt.Key, event: QKeyEvent) -> None:
        """Do it, or keep it until the rows are there; and with it all that is pressed after it."""
        waits = self._ahead is not None
        chosen = self.first if waits and not self._ahead else self.chosen()
        if waits and (self._ahead or key not in _ENTER or chosen is None):
            self._ahead = [*(self._ahead or ()), event.clone()]
        elif key in _STEPS:
            self._move(_STEPS[key])
        elif chosen is not None:
            self.picked.emit(chosen)

    def _entries(self) -> list[tuple[Group, RowWords]]:
        return [(group, found) for group in self._groups for found in group.list.rows()]

    def _move(self, step: int) -> None:
        entries, chosen = self._entries(), self.chosen()
        if entries:
            at = next((n for n, (_, found) in enumerate(entries) if found.key == chosen), -1)
            to = at + step
            self._choose(to % len(entries) if abs(step) == 1 else min(max(to, 0), len(entries) - 1))

    def _choose(self, at: int, speak: bool = True) -> None:
        entries = self._entries()
        for group in self._groups:
            group.list.choose(None)
        if not entries:
            return
        group, found = entries[at]
        group.list.choose(found.key)
        if speak:
            self.say(found.spoken())
        box = group.list.visualRect(group.list.currentIndex())
        middle = group.list.mapTo(self._inner, box.center())
        self._scroll.ensureVisible(0, middle.y(), 0, box.height())

    def _ask(self) -> None:
        self._pause.drop()
        self._ahead, self.first = [], None
        self.typed.emit(self.field.text())

    def _place(self) -> None:
        """Lie in the middle of the page, as high as the rows, never past the lower edge."""
        wide = min(look.px(WIDTH), self._host.width() - 2 * _BELOW)
        least = look.px(48)
        self._scroll.setFixedHeight(least)
        around = self.sizeHint().height() - least
        room = self._host.height() - look.px(TOP) - _BELOW - around
        self._scroll.setFixedHeight(max(least, min(self._inner.sizeHint().height(), room)))
        left = (self._host.width() + look.px(_RAIL) - wide) // 2
        self.setGeometry(left, look.px(TOP), wide, self.sizeHint().height())

    def _lay_out(self) -> None:
        upper = row(Icon("search"), (self.field, 1), KeyCap("Esc"), margins=(16, 8, 16, 8))
        self._inner = QWidget()
        self._inner.setLayout(column(*self._groups, self._nothing, margins=(8, 0, 4, 6), spacing=0))
        self._scroll = scroller(self._inner)
        hints = row(
            KeyCap("Up"), KeyCap("Down"), meta(self.tr("choose")), 8,
            KeyCap("Enter"), meta(self.tr("do it")), STRETCH, self._count,
            margins=(16, 7, 16, 7), spacing=6,
        )  # fmt: skip
        self.setLayout(column(upper, line(), self._scroll, line(), hints, margins=2, spacing=0))
