"""Plays the packet page by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hotline_desktop.ui.packet_page import PacketPage


class PacketHands:
    def __init__(self, bot, page: PacketPage) -> None:
        self.bot, self.page, self.keys = bot, page, 0

    def chooses_recipient(self, key: str) -> "PacketHands":
        rows = self.page.recipients
        rows.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in rows.rows():
            if rows.key() == key:
                return self
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
            self.keys += 1
        assert rows.key() == key, f"{key} is not offered, but {[row.key for row in rows.rows()]}"
        return self

    def chooses_basis(self, kind: str, reason: str) -> "PacketHands":
        self.page.basis.setFocus()
        while self.page.basis.value() != kind:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
            self.keys += 1
        self.page.reason.setFocus()
        for letter in reason:
            QTest.keyClick(self.page.reason, letter)
        return self

    def waits_for_pages(self) -> "PacketHands":
        self.bot.waitUntil(lambda: self.page.export.isEnabled(), timeout=20_000)
        assert self.page.paper.pages() > 0
        return self

    def waits_for_refusal(self) -> str:
        self.bot.waitUntil(lambda: not self.page.trouble.isHidden(), timeout=20_000)
        assert not self.page.export.isEnabled()
        assert self.page.paper.pages() == 0
        return self.page.trouble.accessibleName()

    def waits_for_the_end(self) -> "PacketHands":
        self.bot.waitUntil(lambda: not self.page.done.isHidden(), timeout=20_000)
        return self
