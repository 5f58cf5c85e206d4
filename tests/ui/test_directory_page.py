"""The directory at the keyboard: why a row is there, filters and counts, who comes last."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from hotline_desktop.models.provider import Provider
from hotline_desktop.vault import directory
from tests.hands.desk_hands import DeskHands


class DirectoryHands(DeskHands):
    @property
    def page(self):
        return self.desk.directory

    def goes(self):
        self.presses(Qt.Key.Key_F10)
        return self

    def asks(self, words):
        self.page.text.setFocus()
        self.page.text.clear()
        self.types(words)
        self.page._pause.flush()
        return self.settles()

    def narrows(self, name, value):
        combo = self.page.findChild(QComboBox, name)
        at = combo.findData(value)
        assert at > 0, [combo.itemText(n) for n in range(combo.count())]
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
        return self.settles()

    def found(self):
        return [row.first for row in self.page.list.rows()]

    def count(self):
        return self.page._count.text()


@pytest.fixture
def hands(qtbot, sample_template, tmp_path, test_world):
    office = sample_template.copy(tmp_path / "office")
    made = DirectoryHands(qtbot, office, test_world.world()).enters().goes()
    yield made
    made.leaves()


def test_a_row_says_why_it_is_there(hands, shot):
    hands.asks("shelter spanish")
    assert "Lantern House" in hands.found()
    row = next(r for r in hands.page.list.rows() if r.first == "Lantern House")
    assert row.third == "Here because: service shelter; language Spanish"
    shot(hands.window, "directory-why")
    hands.asks("lantrn")
    assert hands.page.list.rows()[0].third == "Here because: spelt like Lantern"


def test_filters_narrow_and_their_counts_are_what_they_leave(hands, shot):
    hands.asks("a")
    combo = hands.page.findChild(QComboBox, "service")
    text = combo.itemText(combo.findData("housing"))
    hands.narrows("service", "housing")
    assert text == f"safe housing ({len(hands.found())})"
    assert hands.count().startswith(f"{len(hands.found())} found")
    hands.narrows("language", "spanish")
    shot(hands.window, "directory-narrowed")
    assert hands.found()
    for row in hands.page.list.rows():
        assert "Spanish" in directory.provider(hands.session._office.vault, row.key).languages


def test_whom_nobody_is_sent_to_says_so_last(hands):
    with hands.session._office.vault.transaction() as connection:
        refused = Provider("z", "Lantern", "Emergency shelter", do_not_refer=True)
        directory.keep_provider(connection, refused)
    hands.asks("lantern")
    last = hands.page.list.rows()[-1]
    assert (last.key, last.pill, last.tone) == ("z", "do not refer", "soon")
