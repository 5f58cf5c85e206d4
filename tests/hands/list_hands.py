"""Plays Today and the list of situations by keyboard alone."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hotline_desktop.ui.today_page import SituationWords
from tests.hands.intake_hands import named

NIGHT = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)

LINES = (
    SituationWords(
        "a", "S-26-1174", "open", NIGHT - timedelta(minutes=14), "crisis", "danger_now",
        "hotel off I-80, near Youngstown", "OH",
    ),
    SituationWords(
        "b", "S-26-1169", "open", NIGHT - timedelta(hours=2, minutes=38), "tip", "tonight",
        "truck stop at exit 12", "PA",
    ),
    SituationWords(
        "c", "S-26-1160", "open", NIGHT - timedelta(days=3), "referral", "", "", "",
    ),
    SituationWords(
        "d", "S-26-1142", "open", NIGHT - timedelta(days=9), "crisis", "days", "farm road 9", "FL",
    ),
)  # fmt: skip


class ListHands:
    """Shows a page and presses keys on whatever has the focus."""

    def __init__(self, qtbot, page: QWidget, width: int = 1282, height: int = 716) -> None:
        self.page = page
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        page.start()

    def focus(self) -> str:
        return named(QApplication.focusWidget())

    def presses(self, *keys: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)
        return self

    def writes(self, text: str):
        return self.presses(*text)
