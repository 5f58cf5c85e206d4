"""Today shows danger first, and by keyboard one opens what waits or takes a new signal."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hotline_desktop.ui import look
from hotline_desktop.ui.today_page import TodayPage, row_words
from tests.hands.list_hands import LINES, NIGHT, ListHands

LOOKS = ["light"] + ["dark", "contrast"] * ("HOTLINE_ALL_LOOKS" in os.environ)


@pytest.fixture(params=LOOKS)
def worn(request, qapp: QApplication):
    look.apply(qapp, request.param)
    return request.param


def test_danger_stands_first_and_enter_opens_it(qtbot) -> None:
    page = TodayPage()
    page.show(LINES, NIGHT)
    hands = ListHands(qtbot, page)
    opened: list[object] = []
    page.opened.connect(opened.append)
    assert hands.focus() == "in_danger"
    hands.presses(Qt.Key.Key_Return)
    hands.presses(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert opened == ["a", "c"]


def test_the_button_takes_a_new_signal_and_leaves_its_key_to_the_frame(qtbot) -> None:
    page = TodayPage()
    hands = ListHands(qtbot, page)
    asked: list[bool] = []
    page.new_asked.connect(lambda: asked.append(True))
    hands.presses("n", modifier=Qt.KeyboardModifier.ControlModifier)
    assert asked == [], "two takers of one key get nothing: the frame takes it on every page"
    assert hands.focus() == "new_signal"
    hands.presses(Qt.Key.Key_Space)
    assert asked == [True]


def test_a_row_says_how_long_it_waits_and_silence_in_words() -> None:
    first, _, third, _ = (row_words(line, NIGHT) for line in LINES)
    assert first.right == "14 min"
    assert first.pill == "danger now"
    assert "place not known" in third.first
    assert third.right == "3 days"
    assert "hotel" not in repr(LINES[0])


@pytest.mark.parametrize("width", [1282, 1196])
def test_pictures(qtbot, worn, shot, width: int) -> None:
    page = TodayPage()
    hands = ListHands(qtbot, page, width, 716)
    shot(hands.page, f"today-empty-{width}-{worn}", width)
    page.show(LINES, NIGHT)
    page.start()
    shot(hands.page, f"today-{width}-{worn}", width)
