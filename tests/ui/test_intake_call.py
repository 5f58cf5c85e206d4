"""The sample call by keyboard alone, counted and photographed."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hotline_desktop.models.consent import Item
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import look
from hotline_desktop.ui.intake_page import IntakePage
from tests.hands.intake_hands import ALT, IntakeHands
from tests.hands.sample_call import NIGHT, TAKEN, play

LOOKS = ["light"] + ["dark", "contrast"] * ("HOTLINE_ALL_LOOKS" in os.environ)


@pytest.fixture(params=LOOKS)
def worn(request, qapp: QApplication):
    look.apply(qapp, request.param)
    return request.param


def begin(qtbot, width: int = 1282, height: int = 716) -> IntakeHands:
    hands = IntakeHands(qtbot, IntakePage(lambda: NIGHT), width, height)
    hands.page.open(Draft(), taken_at=TAKEN)
    return hands


def test_the_whole_call_by_keyboard(qtbot, worn, shot) -> None:
    hands = begin(qtbot)
    shot(hands.page, f"intake-empty-{worn}", 1282)
    kept: list[Draft] = []
    hands.page.kept.connect(kept.append)
    play(hands).keeps()
    print(f"\nsample call: {hands.keys} keys beyond the text")
    (draft,) = kept
    assert not draft.problems()
    assert draft.place.county == "Mahoning"
    assert [s.heard_at for s in draft.statements] == [NIGHT] * 6
    assert draft.release.items() == {
        Item.APPROACH,
        Item.PLACE,
        Item.HAZARDS,
        Item.PERSONS,
        Item.STATEMENTS,
    }
    assert draft.release.holds_at(NIGHT)
    assert draft.release.until.isoformat() == "2026-11-21T06:00:00-05:00"
    assert any(a.item is Item.NAMES and a.state is Tri.DENIED for a in draft.release.answers)
    hands.page.said_kept("S-26-0001", NIGHT)
    hands.presses("l", ALT)
    hands.page.restore("can_talk", 0, {"form": 0})
    shot(hands.page, f"intake-filled-{worn}", 1282)
    for key in "2356":
        hands.presses(key, ALT)
        shot(hands.page, f"intake-filled-section{key}-{worn}", 1282)
    assert hands.keys <= 150


def test_it_fits_a_screen_of_1280_by_720(qtbot, worn, shot) -> None:
    hands = begin(qtbot, 1196, 668)
    play(hands)
    hands.page.restore("can_talk", 0, {"form": 0})
    shot(hands.page, f"intake-filled-1196-{worn}", 1196)
    assert hands.page.middle.width() >= 350
    hands.goes("statements[6].words").writes("She thinks the car is a grey van, ")
    hands.presses(Qt.Key.Key_V, ALT).presses(Qt.Key.Key_Home)
    hands.presses(Qt.Key.Key_Down, times=2).presses("h")
    hands.page.restore("safe_contact.way", 0, {})
    shot(hands.page, f"intake-held-1196-{worn}", 1196)
