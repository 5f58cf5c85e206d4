"""Plays the packet page by keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hotline_desktop.ui.packet_page import PacketPage
from hotline_desktop.ui.segments import Segments
from tests.hands.intake_hands import named

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class PacketHands:
    """Each step presses real keys and returns the hands, so that steps read as a sentence."""

    def __init__(self, bot, page: PacketPage) -> None:
        self.bot, self.page, self.keys = bot, page, 0

    def focus(self) -> str:
        return named(QApplication.focusWidget())

    def presses(self, key, modifier=Qt.KeyboardModifier.NoModifier, times: int = 1):
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)
            self.keys += 1
        return self

    def writes(self, text: str):
        """Text is not counted."""
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)
        return self

    def chooses_recipient(self, identity: str):
        """One of those on offer: arrows."""
        self.presses(Qt.Key.Key_F, ALT)
        keys = [row.key for row in self.page.recipient.list.rows()]
        assert identity in keys, f"{identity} is not on offer: {keys}"
        here = self.page.recipient.list.key()
        steps = keys.index(identity) - (keys.index(here) if here in keys else 0)
        arrow = Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up
        self.presses(arrow, times=abs(steps))
        assert self.page.choices().recipient == identity
        return self

    def searches_recipient(self, words: str, identity: str):
        """Anybody: letters go from the list into the search, Down goes back."""
        self.presses(Qt.Key.Key_F, ALT).writes(words)
        assert self.focus() == "recipient_search"
        listed = self.page.recipient.list
        self.bot.waitUntil(lambda: identity in [row.key for row in listed.rows()])
        self.presses(Qt.Key.Key_Down)
        return self.chooses_recipient(identity)

    def chooses_basis(self, kind: str, reason: str = ""):
        self.presses(Qt.Key.Key_B, ALT)
        segments = self.page.findChild(Segments, "basis")
        while segments.value() != kind:
            self.presses(Qt.Key.Key_Right)
        if reason:
            self.presses(Qt.Key.Key_Tab)
            assert self.focus() == "basis.reason"
            self.writes(reason)
        return self

    def names_service(self, identity: str):
        self.presses(Qt.Key.Key_H, ALT)
        while self.focus() != f"service_{identity}":
            self.presses(Qt.Key.Key_Tab)
        return self.presses(Qt.Key.Key_Space)

    def exports(self):
        return self.presses(Qt.Key.Key_Return, CTRL)

    def fixes(self, number: int = 1):
        """Tab to the link of a problem, and follow it."""
        for _ in range(60):
            if self.focus() == f"fix_{number}":
                return self.presses(Qt.Key.Key_Space)
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError("no Tab leads to the link")

    def waits_for_pages(self):
        self.bot.waitUntil(self.page.export.isEnabled, timeout=20_000)
        assert self.page.paper.pages() > 0
        return self

    def waits_for_the_end(self):
        self.bot.waitUntil(lambda: self.banner("exported") is not None, timeout=20_000)
        return self

    def waits_for_refusal(self):
        self.bot.waitUntil(
            lambda: any(self.banner(name) for name in ("refusal", "problem_1")), timeout=20_000
        )
        return self

    def banner(self, name: str) -> QWidget | None:
        """What stands above the paper now."""
        found = [b for b in self.page.answers.findChildren(QWidget, name) if not b.isHidden()]
        return found[0] if found else None

    def reads(self, name: str) -> str:
        """All words of a banner."""
        return " ".join(label.text() for label in self.banner(name).findChildren(QWidget) if
                        hasattr(label, "text") and not isinstance(label, QPushButton))  # fmt: skip
