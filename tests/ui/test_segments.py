"""A choice is one Tab stop, arrows choose, and only a hand makes it speak."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from hotline_desktop.ui.layout import column
from hotline_desktop.ui.segments import Segments, TriState

OPTIONS = [("now", "Danger now"), ("tonight", "Tonight"), ("days", "Days")]


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = QLineEdit(), QLineEdit()
        self.choice = Segments(OPTIONS, "Urgency", danger="now")
        self.changes: list[str] = []
        self.choice.changed.connect(lambda: self.changes.append(self.choice.value()))
        self.setLayout(column(self.before, self.choice, self.after))


@pytest.fixture
def page(qtbot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.before.setFocus()
    return made


def test_nothing_is_chosen_until_somebody_does(page: Page) -> None:
    assert page.choice.value() == ""
    assert not any(piece.isChecked() for piece in page.choice.pieces())


@pytest.mark.parametrize("chosen", ["", "now", "days"])
def test_it_is_one_tab_stop(page: Page, qtbot, chosen: str) -> None:
    page.choice.set_value(chosen)
    qtbot.keyClick(page.before, Qt.Key.Key_Tab)
    stop = page.focusWidget()
    assert stop in page.choice.pieces()
    assert stop is next((p for p in page.choice.pieces() if p.isChecked()), page.choice.pieces()[0])
    qtbot.keyClick(stop, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    qtbot.keyClick(page.after, Qt.Key.Key_Backtab)
    assert page.focusWidget() is stop


def test_arrows_choose_and_go_round(page: Page, qtbot) -> None:
    page.choice.set_value("now")
    page.choice.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(page.focusWidget(), key)
    assert page.changes == ["tonight", "days", "now", "days"]


def test_space_chooses_the_first_when_none_is(page: Page, qtbot) -> None:
    page.choice.setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert page.changes == ["now"]


def test_a_click_anywhere_on_a_piece_chooses_it_and_a_second_changes_nothing(
    page: Page, qtbot
) -> None:
    piece = page.choice.pieces()[1]
    for place in (piece.rect().topLeft(), piece.rect().bottomRight()):
        qtbot.mouseClick(piece, Qt.MouseButton.LeftButton, pos=place)
    assert page.changes == ["tonight"]
    assert piece.isChecked()


def test_setting_is_silent_and_an_unknown_value_chooses_none(page: Page) -> None:
    page.choice.set_value("days")
    assert page.choice.value() == "days"
    page.choice.set_value("never")
    assert page.choice.value() == ""
    assert not any(piece.isChecked() for piece in page.choice.pieces())
    page.choice.set_value("now")
    assert [piece.isChecked() for piece in page.choice.pieces()] == [True, False, False]
    assert page.changes == []


def test_choosing_moves_nothing(page: Page, qapp) -> None:
    qapp.processEvents()
    before = [piece.geometry() for piece in page.choice.pieces()]
    for value, _ in OPTIONS:
        page.choice.set_value(value)
        qapp.processEvents()
        assert [piece.geometry() for piece in page.choice.pieces()] == before


def test_three_states_start_not_asked(qtbot) -> None:
    state = TriState("Weapons", said="said yes")
    qtbot.addWidget(state)
    assert state.value() == "not_asked"
    assert [piece.text() for piece in state.pieces()] == ["said yes", "denied", "not asked"]
