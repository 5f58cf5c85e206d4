"""Plays the intake page by keyboard alone, and counts every key that is not typed text."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hotline_desktop.models.situation import Draft
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.intake_page import IntakePage
from hotline_desktop.ui.segments import Segments

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

# What a hand knows by heart: the keys that stand beside the headings, and where they lead.
STARTS = {
    "1": "can_talk",
    "2": "mandated_notice_read",
    "3": "hazards.weapons",
    "4": "approach",
    "6": "release.approach",
}


def tab_stops(start: QWidget) -> Iterator[QWidget]:
    """What Tab reaches from a widget, in order, without it."""
    here = start.nextInFocusChain()
    while here is not start:
        tabbed = here.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and here.isVisible() and here.isEnabled() and here.focusProxy() is None:
            yield here
        here = here.nextInFocusChain()


def named(widget: QWidget | None) -> str:
    """The object name of a widget or of the nearest around it."""
    while widget is not None and not (
        widget.objectName() and not widget.objectName().startswith("qt_")
    ):
        widget = widget.parentWidget()
    return widget.objectName() if widget else ""


class IntakeHands:
    """Each step presses real keys and returns the hands, so that steps read as a sentence."""

    def __init__(
        self,
        qtbot,
        page: IntakePage,
        width: int = 1282,
        height: int = 716,
        inside: bool = False,
    ) -> None:
        self.page = page
        self.keys = 0
        if inside:  # a page of the whole desk: it is shown and has its size
            return
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)

    def focus(self) -> str:
        """The name of the field that has the focus."""
        return named(QApplication.focusWidget())

    def presses(self, key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier, times: int = 1):
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)
            self.keys += 1
        return self

    def writes(self, text: str):
        """Text is not counted."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(QApplication.focusWidget(), letter)
            else:  # QTest takes bytes
                pressed = QKeyEvent(QKeyEvent.Type.KeyPress, 0, NONE, letter)
                QApplication.sendEvent(QApplication.focusWidget(), pressed)
        return self

    def goes(self, field: str):
        """The shortest way a hand that knows the keys would take."""
        if self.focus() == field:
            return self
        here = QApplication.focusWidget() or self.page
        around = [named(stop) for stop in tab_stops(here)]
        assert field in around, f"no Tab leads to {field}"
        ways = [
            (around.index(field) + 1, "tab", ""),
            (around[::-1].index(field) + 1, "back", ""),
        ]
        for key, start in STARTS.items():
            widget = self.page.findChild(QWidget, start)
            proxy = widget
            while proxy.focusProxy() is not None:
                proxy = proxy.focusProxy()
            if start == field:
                ways.append((1, "section", key))
                continue
            stops = [named(stop) for stop in tab_stops(proxy)]
            if field in stops:
                ways.append((2 + stops.index(field), "section", key))
        count, way, key = min(ways)
        if way == "section":
            self.presses(getattr(Qt.Key, f"Key_{key}"), ALT)
            count -= 1
        for _ in range(count):
            self.presses(Qt.Key.Key_Backtab if way == "back" else Qt.Key.Key_Tab)
        assert self.focus() == field, f"wanted {field}, reached {self.focus()}"
        return self

    def types(self, field: str, text: str):
        return self.goes(field).writes(text)

    def chooses(self, field: str, value: str):
        """In a row of segments: arrows, the shorter way round."""
        self.goes(field)
        segments = self._around(Segments)
        values = list(segments._values)
        at = next(n for n, piece in enumerate(segments.pieces()) if piece.hasFocus())
        ahead = (values.index(value) - at) % len(values)
        if not ahead:
            self.presses(Qt.Key.Key_Space)
        elif ahead <= len(values) - ahead:
            self.presses(Qt.Key.Key_Right, times=ahead)
        else:
            self.presses(Qt.Key.Key_Left, times=len(values) - ahead)
        assert segments.value() == value, f"{field}: {segments.value()} instead of {value}"
        return self

    def takes(self, field: str, *words: str):
        """In a group of chips: arrows or first letters to each, Space on it."""
        self.goes(field)
        chips = self._around(Chips)
        for word in words:
            for _ in range(40):
                here = QApplication.focusWidget()
                assert isinstance(here, QPushButton)
                if here.text() == word:
                    break
                self.presses(word[0].lower())
            assert QApplication.focusWidget().text() == word
            self.presses(Qt.Key.Key_Space)
        assert chips.value()
        return self

    def ticks(self, field: str):
        return self.goes(field).presses(Qt.Key.Key_Space)

    def says(self, words: str, kind: str = ""):
        """Write a line of the log; ``kind`` is the letter of its Alt key."""
        if not self.focus().startswith("statements"):
            self.presses(Qt.Key.Key_L, ALT)
        if kind:
            self.presses(getattr(Qt.Key, f"Key_{kind}"), ALT)
        return self.writes(words).presses(Qt.Key.Key_Return)

    def adds_person(self, label: str):
        self.presses(Qt.Key.Key_P, ALT)
        return self.writes(label)

    def keeps(self):
        return self.presses(Qt.Key.Key_Return, CTRL)

    def draft(self) -> Draft:
        return self.page.draft()

    def _around(self, kind: type):
        here = QApplication.focusWidget()
        while not isinstance(here, kind):
            here = here.parentWidget()
        return here
