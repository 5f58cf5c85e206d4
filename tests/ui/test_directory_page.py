"""The directory at the keyboard: why a row is there, filters and counts, who comes last."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.looking import Query
from hotline_desktop.models.provider import Provider
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.facet_group import Tick
from hotline_desktop.vault import directory, trail
from tests.hands.desk_hands import CTRL, DeskHands


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
        return self.settles()

    def narrows(self, name, value):
        tick = self.page.findChild(Tick, f"{name}_{value}")
        more = self.page.findChild(QPushButton, f"{name}_more")
        if tick.isHidden():
            more.click()
        tick.click()
        return self.settles()

    def leaves_by(self, name, value):
        """How many a facet's value says that it leaves."""
        words = self.page.findChild(Tick, f"{name}_{value}").accessibleName()
        return int(words.split(", ")[-1].split()[0].replace(",", ""))

    def rows(self):
        return [row for row in self.page.list.rows() if not row.heading]

    def found(self):
        return [row.first for row in self.rows() if not row.third.startswith("Not offered")]

    def headings(self):
        return {row.first: row.right for row in self.page.list.rows() if row.heading}

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
    row = next(r for r in hands.rows() if r.first == "Lantern House")
    assert row.third == "Here because: service shelter; language Spanish"
    shot(hands.window, "directory-why")
    hands.asks("lantrn")
    assert hands.rows()[0].third == "Here because: spelt like Lantern"


def test_filters_narrow_and_their_counts_are_what_they_leave(hands, shot):
    hands.asks("a")
    left = hands.leaves_by("service", "housing")
    hands.narrows("service", "housing")
    assert left == len(hands.found()) > 0
    assert hands.count().startswith(f"{left} found")
    left = hands.leaves_by("language", "spanish")
    hands.narrows("language", "spanish")
    shot(hands.window, "directory-narrowed")
    assert left == len(hands.found()) > 0
    for row in hands.rows():
        entry = directory.provider(hands.session._office.vault, row.key)
        if row.first in hands.found():
            assert "Spanish" in entry.languages
    hands.page.findChild(QPushButton, "clear").click()
    hands.settles()
    assert hands.page.query() == Query("a")


def test_before_anything_is_typed_it_says_what_there_is(hands, shot):
    hands.settles()
    vault = hands.session._office.vault
    (count,) = vault.row("SELECT count(*) FROM entry WHERE kind='contact'")
    assert hands.leaves_by("kind", "contact") == count
    assert hands.rows() == []
    shot(hands.window, "directory-empty")


def test_contacts_and_providers_stand_in_groups_with_their_counts(hands, shot):
    hands.asks("near Youngstown, Ohio")
    headings = hands.headings()
    assert list(headings)[:2] == ["Police contacts", "Providers"]
    assert headings["Providers"] == str(hands.leaves_by("kind", "provider"))
    here = [row for row in hands.rows() if row.right == "holds here"]
    assert here
    shot(hands.window, "directory-near")
    hands.narrows("miles", "10")
    shot(hands.window, "directory-within")
    for row in hands.rows():
        if row.first in hands.found():
            assert row.right == "holds here" or int(row.right.split()[0]) <= 10


def test_a_name_in_several_states_offers_each(hands):
    hands.asks("near Youngstown")
    chips = [chip.text() for chip in hands.page.places.findChildren(QPushButton) if chip.text()]
    assert chips[0] == "Youngstown, OH"
    other = next(chip for chip in chips if chip.startswith("Youngstown") and chip != chips[0])
    hands.page.places.findChildren(QPushButton)[chips.index(other)].click()
    hands.settles()
    assert hands.page.near.text() == other
    assert hands.page.near_place().name() == other


def test_what_nearly_fits_says_what_it_misses(hands, shot):
    hands.asks("near Youngstown, Ohio")
    hands.narrows("kind", "provider")
    field = hands.page.findChild(QLineEdit, "age")
    field.setFocus()
    hands.types("12").settles()
    hands.narrows("language", "spanish")
    out = {row.first: row.third for row in hands.rows() if row.first not in hands.found()}
    shot(hands.window, "directory-considered")
    assert set(out.values()) >= {"Not offered: no spanish known"}
    assert any(words.startswith("Not offered: takes 18") for words in out.values()), out


def test_whom_nobody_is_sent_to_is_not_offered_and_says_so(hands):
    with hands.session._office.vault.transaction() as connection:
        refused = Provider("z", "Lantern", "Emergency shelter", do_not_refer=True)
        directory.keep_provider(connection, refused)
    hands.asks("lantern")
    last = hands.rows()[-1]
    assert (last.key, last.third) == ("z", "Not offered: do not refer")
    assert "Lantern" not in hands.found()


def test_arrows_go_from_the_words_into_the_rows_and_past_headings(hands):
    hands.asks("near Youngstown, Ohio")
    hands.presses(Qt.Key.Key_Down)
    assert hands.page.list.hasFocus()
    keys = [row.key for row in hands.rows()]
    assert hands.page.list.key() == keys[0]
    seen = [keys[0]]
    for _ in keys[1:]:
        hands.presses(Qt.Key.Key_Down)
        seen.append(hands.page.list.key())
    assert seen == keys


def test_enter_right_after_the_last_key_goes_to_what_was_typed(hands):
    hands.asks("valley task force")
    hands.page.text.selectAll()
    hands.types("lantern")
    hands.presses(Qt.Key.Key_Return)
    assert hands.page.text.hasFocus(), "the rows below are those of other words"
    hands.settles()
    assert hands.page.list.hasFocus()
    (here,) = [row for row in hands.rows() if row.key == hands.page.list.key()]
    assert here.first.startswith("Lantern")


def test_the_card_before_is_not_called_while_rows_are_on_their_way(hands):
    hands.asks("valley task force").presses(Qt.Key.Key_Down)
    hands.page.text.setFocus()
    hands.page.text.selectAll()
    hands.types("lantern").presses(Qt.Key.Key_Return).presses(Qt.Key.Key_F5)
    assert calls(hands) == []
    hands.settles()
    hands.presses(Qt.Key.Key_F5)
    assert len(calls(hands)) == 1
    assert trail.lines(hands.vault, 1)[0].subject == hands.page.list.key()


def test_who_went_elsewhere_keeps_the_focus(hands):
    hands.asks("valley")
    hands.page.text.selectAll()
    hands.types("lantern").presses(Qt.Key.Key_Return).presses(Qt.Key.Key_F9)
    before = QApplication.focusWidget()
    hands.settles()
    assert QApplication.focusWidget() is before
    assert hands.here() == "situations"


def test_enter_into_nothing_does_not_come_true_later(hands):
    hands.asks("larkspur qqq")
    hands.page.text.selectAll()
    hands.types("larkspur zzz").presses(Qt.Key.Key_Return)
    hands.settles()
    hands.has(Contact("late", "Larkspur Zzz Police")).desk.directory_work.refresh()
    hands.settles()
    assert hands.rows()
    assert hands.page.text.hasFocus()


def test_distances_that_come_and_go_with_the_place_are_asked_for(hands):
    hands.asks("")
    hands.page.near.setFocus()
    hands.types("Youngstown, Ohio")
    hands.settles().narrows("miles", "25")
    hands.page.near.clear()
    hands.settles().settles()
    hands.page.text.setFocus()
    hands.types("valley")
    hands.settles().presses(Qt.Key.Key_Down)
    assert hands.page.list.hasFocus(), "Down is not dead"
    hands.page.near.setFocus()
    hands.types("Youngstown, Ohio")
    hands.settles().settles()
    assert hands.page._answered.facets.miles == 25, "what is ticked is what was asked"


def test_enter_and_then_another_letter_stays_in_the_field(hands):
    hands.asks("valley").presses(Qt.Key.Key_End)
    hands.types(" tas")
    hands.presses(Qt.Key.Key_Return).types("k")
    hands.settles()
    assert hands.page.text.text() == "valley task"
    assert hands.page.text.hasFocus()


def test_the_newest_key_wins(hands):
    hands.page.text.setFocus()
    hands.types("lantern")
    hands.settles()
    assert {row.first for row in hands.rows()} >= {"Lantern House"}
    assert hands.count().startswith(str(len(hands.found())))


def test_the_number_is_copied_as_it_is_dialled(hands):
    hands.asks("valley task force")
    hands.presses(Qt.Key.Key_Down)
    entry = directory.contact(hands.session._office.vault, hands.page.list.key())
    hands.presses(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == entry.phones[0].e164


def calls(hands):
    return [asked for asked in hands.ask.asked if asked.startswith("tel:")]


def said(hands):
    return hands.desk.frame.findChild(QLabel, "said").text()


def shown_number(hands):
    return hands.page.contact_card.findChild(QLabel, "number").text()


def test_a_call_is_handed_over_and_nothing_more_is_claimed(hands):
    hands.asks("valley task force").presses(Qt.Key.Key_Down)
    entry = directory.contact(hands.vault, hands.page.list.key())
    hands.presses(Qt.Key.Key_F5)
    assert calls(hands) == [entry.phones[0].uri()]
    assert "was asked to call" in said(hands)
    assert trail.lines(hands.vault, 1)[0].act == "place_call"
    hands.presses(Qt.Key.Key_F5)
    assert len(calls(hands)) == 1, "a key that is held asks once"


def test_where_nothing_calls_it_says_so(hands):
    hands.ask.calls = False
    hands.asks("valley task force").presses(Qt.Key.Key_Down)
    hands.presses(Qt.Key.Key_F5)
    assert said(hands).startswith("No program on this machine calls")


def test_which_number_is_called_is_chosen_by_keyboard(hands, shot):
    many = Contact(
        "many", "Larkspur Sheriff",
        phones=(
            Phone("330-555-0142", "+13305550142", label="front desk"),
            Phone("330-555-0143", "+13305550143", label="night", note="ring twice"),
            Phone("911", label="emergency"),
        ),
    )  # fmt: skip
    hands.has(many).asks("larkspur sheriff").presses(Qt.Key.Key_Down)
    which = hands.page.contact_card.findChild(Chips, "which_number")
    which.setFocus()
    assert shown_number(hands) == "330-555-0142"
    hands.presses(Qt.Key.Key_Right).presses(Qt.Key.Key_Space)
    assert shown_number(hands) == "330-555-0143"
    shot(hands.window, "directory-numbers")
    hands.presses(Qt.Key.Key_Space)
    assert shown_number(hands) == "330-555-0143", "one is always chosen"
    hands.presses(Qt.Key.Key_F5).presses(Qt.Key.Key_C, CTRL)
    assert calls(hands) == ["tel:+13305550143"]
    assert QApplication.clipboard().text() == "+13305550143"
    hands.presses(Qt.Key.Key_Right).presses(Qt.Key.Key_Space).presses(Qt.Key.Key_F5)
    assert shown_number(hands) == "911"
    assert calls(hands) == ["tel:+13305550143"], "911 from here reaches the wrong centre"
    assert "by hand" in said(hands)
