"""Pairs that may be one, decided by keyboard: merged, taken apart, or said to be two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.ui import look
from hotline_desktop.vault import directory
from tests.hands.desk_hands import CTRL, DeskHands


class DuplicatesHands(DeskHands):
    @property
    def page(self):
        return self.desk.duplicates

    def goes(self):
        self.presses(Qt.Key.Key_K, CTRL).types("duplicates").presses(Qt.Key.Key_Return)
        self.settles()
        return self.settles()

    def ids(self):
        return sorted(contact.id for contact in directory.contacts(self.vault))


@pytest.fixture
def hands(qtbot, bare_template, tmp_path, test_world):
    office = bare_template.copy(tmp_path / "office")
    made = DuplicatesHands(qtbot, office, test_world.world()).enters()
    yield made
    made.leaves()


def police(identity, name="Salem Police Department", **more):
    given = {"city": "Salem", "state": "OH", "source": f"list {identity}", "source_id": "1"} | more
    phones = (Phone("330-555-0101", "+13305550101"),)
    return Contact(identity, name, phones=phones, **given)


TWINS = (police("a", address="1 Main St"), police("b", "SALEM PD", languages=("Spanish",)))


def test_a_pair_is_merged_and_taken_apart_by_keyboard(hands, shot):
    hands.has(*TWINS).goes()
    assert hands.here() == "duplicates"
    (row,) = hands.page.list.rows()
    assert (row.first, row.second) == ("Salem Police Department", "SALEM PD")
    assert row.third == "same name, same number, same town"
    shot(hands.window, "duplicates")
    hands.presses(Qt.Key.Key_F2).settles()
    assert hands.ids() == ["a"]
    assert directory.contact(hands.vault, "a").languages == ("Spanish",)
    assert not hands.page.list.rows()
    hands.presses(Qt.Key.Key_Z, CTRL).settles()
    assert hands.ids() == ["a", "b"]
    assert len(hands.page.list.rows()) == 1


def test_the_second_may_stay(hands):
    hands.has(*TWINS).goes()
    hands.presses(Qt.Key.Key_F3).settles()
    assert hands.ids() == ["b"]


def test_two_are_not_shown_again(hands):
    hands.has(*TWINS).goes()
    hands.presses(Qt.Key.Key_F6).settles()
    assert not hands.page.list.rows()
    assert hands.ids() == ["a", "b"]
    hands.presses(Qt.Key.Key_F10).goes()
    assert not hands.page.list.rows()


def test_an_empty_directory_says_so(hands, shot):
    hands.goes()
    assert not hands.page.list.rows()
    assert hands.page._empty.isVisible()
    shot(hands.window, "duplicates-none")


@pytest.mark.parametrize("name", ["dark", "contrast"])
def test_a_pair_in_every_look(hands, shot, name):
    look.apply(QApplication.instance(), name)
    hands.has(*TWINS).goes()
    shot(hands.window, f"duplicates-{name}")
    assert hands.page.list.rows()
