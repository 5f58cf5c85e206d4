"""The list of situations asks while one types, and opens, closes and reopens by keyboard."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hotline_desktop.ui import look
from hotline_desktop.ui.situations_page import SituationsPage
from tests.hands.list_hands import LINES, NIGHT, ListHands

LOOKS = ["light"] + ["dark", "contrast"] * ("HOTLINE_ALL_LOOKS" in os.environ)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(params=LOOKS)
def worn(request, qapp: QApplication):
    look.apply(qapp, request.param)
    return request.param


@pytest.fixture
def hands(qtbot) -> ListHands:
    page = SituationsPage()
    page.show(LINES, NIGHT)
    return ListHands(qtbot, page)


def test_typing_asks_and_enter_goes_to_the_list(hands: ListHands, qtbot) -> None:
    with qtbot.waitSignal(hands.page.asked) as asked:
        hands.writes("hotel")
    assert asked.args == [("hotel", "open")]
    hands.presses(Qt.Key.Key_Return)
    assert hands.focus() == "situations"


def test_the_state_asks_again(hands: ListHands, qtbot) -> None:
    hands.presses(Qt.Key.Key_Backtab)
    assert hands.focus() == "status"
    with qtbot.waitSignal(hands.page.asked) as asked:
        hands.presses(Qt.Key.Key_Left)
    assert asked.args == [("", "")]


def test_open_close_and_reopen_by_key(hands: ListHands) -> None:
    told: list[tuple[str, object]] = []
    for name in ("opened", "close_asked", "reopen_asked"):
        getattr(hands.page, name).connect(lambda key, name=name: told.append((name, key)))
    hands.presses(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    hands.presses("c", modifier=ALT)
    hands.page.show((LINES[0], replace(LINES[1], status="closed")), NIGHT)
    hands.presses("c", modifier=ALT).presses("o", modifier=ALT)
    assert told == [("opened", "b"), ("close_asked", "b"), ("reopen_asked", "b")]


def test_nothing_found_says_so(hands: ListHands) -> None:
    hands.page.show((), NIGHT)
    assert hands.page._nothing.isVisible()


@pytest.mark.parametrize("width", [1282, 1196])
def test_pictures(qtbot, worn, shot, width: int) -> None:
    page = SituationsPage()
    hands = ListHands(qtbot, page, width, 716)
    shot(hands.page, f"situations-empty-{width}-{worn}", width)
    page.show((*LINES, replace(LINES[3], id="e", status="closed")), NIGHT)
    shot(hands.page, f"situations-{width}-{worn}", width)
