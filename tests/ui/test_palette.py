"""The palette over a real desk, by keyboard: it finds, goes, does, and gives the focus back."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.ui import look
from hotline_desktop.ui.jobs import Job
from hotline_desktop.ui.palette import TOP
from hotline_desktop.ui.palette_work import Target, deeds, pages
from hotline_desktop.vault import trail
from hotline_desktop.vault.vault import BusyVaultError
from tests.hands.desk_hands import CTRL, DeskHands

NOTHING_OPEN = "no situation is on the page"


class PaletteHands(DeskHands):
    """A desk whose palette tells what was picked, and nothing comes of it."""

    def begins(self):
        self.enters()
        self.palette, self.work = self.desk.palette, self.desk.palette_work
        self.refused = {"keep": NOTHING_OPEN}
        self.work._refused = lambda: self.refused
        self.did, self.went, self.opened = [], [], []
        for signal, told in (
            (self.work.did, self.did),
            (self.work.went, self.went),
            (self.work.opened, self.opened),
        ):
            signal.disconnect()
            signal.connect(told.append)
        return self

    def asks(self, words: str = ""):
        self.presses(Qt.Key.Key_K, CTRL)
        assert QApplication.focusWidget() is self.palette.field
        self.types(words)
        self.palette._pause.flush()
        return self.settles()

    def rows(self, group: int | None = None):
        groups = self.palette._groups
        return [r for g in (groups if group is None else [groups[group]]) for r in g.list.rows()]


@pytest.fixture
def hands(qtbot, sample_template, tmp_path, test_world):
    folder = sample_template.copy(tmp_path / "office")
    made = PaletteHands(qtbot, folder, test_world.world())
    yield made.begins()
    made.leaves()


def test_ctrl_k_offers_everything_there_is(hands, shot):
    hands.asks()
    do, find, go = (hands.rows(n) for n in range(3))
    assert [row.key.id for row in do] == [deed.code for deed in deeds()]
    assert not find
    assert [row.key.id for row in go] == [page.code for page in pages()]
    assert hands.palette.chosen() == Target("do", "new")
    shot(hands.window, "palette-open")


def test_escape_gives_the_focus_back_and_selects_nothing(hands):
    hands.presses(Qt.Key.Key_F10)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    hands.types("night desk")
    field.setCursorPosition(5)
    hands.asks("something else")
    hands.presses(Qt.Key.Key_Escape)
    assert hands.palette.isHidden()
    assert QApplication.focusWidget() is field
    assert (field.text(), field.cursorPosition(), field.selectedText()) == ("night desk", 5, "")


def test_enter_goes_to_a_page(hands):
    hands.asks("dir").presses(Qt.Key.Key_Down)
    while hands.palette.chosen() != Target("go", "directory"):
        hands.presses(Qt.Key.Key_Down)
    hands.presses(Qt.Key.Key_Return)
    assert hands.went == ["directory"]
    assert hands.palette.isHidden()


def test_enter_right_after_the_last_key_does_what_was_typed(hands):
    hands.presses(Qt.Key.Key_K, CTRL).types("high contr").presses(Qt.Key.Key_Return)
    assert hands.did == ["look_contrast"], "what stands first whatever is found waits for nothing"


def test_what_is_typed_after_enter_goes_where_enter_led(hands):
    hands.work.opened.connect(lambda _: hands.desk.frame.go("directory"))
    hands.work.opened.connect(lambda _: hands.desk.directory.text.setFocus())
    hands.presses(Qt.Key.Key_K, CTRL).types("night desk near Youngstown")
    hands.presses(Qt.Key.Key_Return).types("hotel 6")
    assert not hands.opened
    hands.settles()
    assert len(hands.opened) == 1
    assert hands.desk.directory.text.text() == "hotel 6"


def test_keys_of_the_card_below_are_not_the_palettes(hands):
    hands.presses(Qt.Key.Key_F10)
    hands.desk.directory.text.setFocus()
    hands.types("valley task force")
    hands.settles()
    hands.presses(Qt.Key.Key_Down)
    hands.asks("lantern")
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F2, Qt.Key.Key_F3):
        hands.presses(key)
    assert not [asked for asked in hands.ask.asked if asked.startswith("tel:")]
    assert hands.here() == "directory"


def test_a_search_that_fails_says_why_and_does_nothing(hands, monkeypatch):
    def fails(*_, **__):
        raise BusyVaultError("The vault is in use: try again.")

    monkeypatch.setattr(SearchEverything, "look", fails)
    hands.presses(Qt.Key.Key_K, CTRL).types("today")
    hands.presses(Qt.Key.Key_Down).presses(Qt.Key.Key_Return).settles()
    assert hands.went == []
    assert hands.palette._nothing.text() == "The vault is in use: try again."
    assert not hands.palette._nothing.isHidden()


def test_keys_ahead_of_the_search_mean_what_it_finds(hands):
    hands.asks("look light")
    hands.palette.field.selectAll()
    hands.types("night desk near Youngstown")
    hands.presses(Qt.Key.Key_Down).presses(Qt.Key.Key_Up).presses(Qt.Key.Key_Return)
    assert [hands.did, hands.opened] == [[], []], "not what stood there for the words before"
    hands.settles()
    assert [hands.did, hands.opened] == [[], [Target("contact", "valley-task-force-night")]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F10])
def test_who_left_before_the_search_ended_did_nothing(hands, key):
    before = len(trail.lines(hands.vault))
    hands.presses(Qt.Key.Key_K, CTRL).types("mill").presses(Qt.Key.Key_Return).presses(key)
    assert hands.palette.isHidden()
    hands.presses(Qt.Key.Key_K, CTRL).settles()
    assert [hands.did, hands.opened] == [[], []]
    assert not hands.rows(1), "and is shown nothing of it later"
    hands.work._find.settled.settle()
    assert len(trail.lines(hands.vault)) == before, "nobody saw what was found"


def test_it_finds_people_places_and_situations(hands, shot):
    hands.asks("night desk near Youngstown")
    found = hands.rows(1)
    assert Target("contact", "valley-task-force-night") in [row.key for row in found]
    for _ in range(len(hands.rows())):
        if hands.palette.chosen() == Target("contact", "valley-task-force-night"):
            break
        hands.presses(Qt.Key.Key_Down)
    shot(hands.window, "palette")
    hands.presses(Qt.Key.Key_Return)
    assert hands.opened == [Target("contact", "valley-task-force-night")]
    hands.asks("S-26-0001")
    assert Target("situation", "S-26-0001") in [row.key for row in hands.rows(1)]


def test_what_is_not_allowed_says_why_and_is_not_done(hands, shot):
    hands.asks("keep")
    (row,) = hands.rows(0)
    assert row.spoken() == f"Keep the situation, {NOTHING_OPEN}"
    assert not row.first, "grey: no strong line"
    shot(hands.window, "palette-refused")
    assert hands.palette.chosen() == Target("do", "keep"), "never what stands further down"
    hands.presses(Qt.Key.Key_Return)
    assert [hands.did, hands.opened] == [[], []]
    assert hands.palette.isVisible()
    hands.refused = {}
    hands.presses(Qt.Key.Key_Return)
    assert hands.did == ["keep"]


def test_enter_with_ctrl_is_for_the_palette_and_not_for_the_page_below(hands):
    signed = []
    hands.presses(Qt.Key.Key_F12)
    hands.desk.packet.export_asked.connect(lambda: signed.append(True))
    hands.desk.packet._whole.setCurrentWidget(hands.desk.packet._desk)
    hands.desk.packet.export.setEnabled(True)
    hands.asks("light").presses(Qt.Key.Key_Return, CTRL)
    assert not signed
    assert hands.did == ["look_light"]
    hands.presses(Qt.Key.Key_Return, CTRL)
    assert signed, "without the palette the key is the page's"


def test_going_to_another_page_by_its_key_closes_it(hands):
    hands.asks("x").presses(Qt.Key.Key_F10)
    assert hands.here() == "directory"
    assert hands.palette.isHidden()
    assert QApplication.focusWidget() is hands.desk.directory.text


def test_nothing_found_says_so_and_enter_does_nothing(hands):
    hands.asks("qqqqq").presses(Qt.Key.Key_Return)
    assert not hands.palette._nothing.isHidden()
    assert [hands.did, hands.went, hands.opened] == [[], [], []]


def test_it_covers_neither_bar_nor_strip_and_stays_inside(hands, qapp):
    for size in ((1366, 768), (1280, 720), (960, 600)):
        hands.window.resize(*size)
        qapp.processEvents()
        hands.asks()
        box = hands.palette.geometry()
        assert box.top() >= TOP
        assert hands.desk.frame.rect().contains(box), size
        for _ in range(len(hands.rows()) - 1):
            hands.presses(Qt.Key.Key_Down)
        group = hands.palette._groups[2].list
        seen = group.visualRect(group.currentIndex()).center()
        pane = hands.palette._scroll.viewport()
        assert pane.rect().contains(group.mapTo(pane, seen)), "the last row is scrolled into sight"
        hands.presses(Qt.Key.Key_Escape)


def test_a_click_does_what_enter_does_and_leaves_the_focus_in_the_line(hands, qapp):
    hands.asks("protocols")
    qapp.processEvents()
    group = hands.palette._groups[2].list
    QTest.mouseClick(
        group.viewport(), Qt.MouseButton.LeftButton,
        pos=group.visualRect(group.model().index(0, 0)).center(),
    )  # fmt: skip
    assert hands.went == ["protocols"]


def test_the_window_does_not_wait_for_the_search(hands, monkeypatch):
    """It goes on while the lane is busy, and then shows the newest only."""
    hands.asks("mill")
    held = threading.Event()
    hands.work._find._newest._lane.run(lambda *_: held.wait(10), id, id, Job())
    for letter in " night":
        hands.types(letter)
        hands.palette._pause.flush()
    assert hands.palette.field.text() == "mill night"
    shown = []
    monkeypatch.setattr(hands.palette, "show_rows", lambda *rows: shown.append(rows))
    held.set()
    hands.settles()
    assert len(shown) == 1


@pytest.mark.parametrize("worn", ["dark", "contrast"])
def test_it_wears_every_look(hands, qapp, shot, worn):
    look.apply(qapp, worn)
    hands.asks("mill")
    shot(hands.window, f"palette-{worn}")


def test_every_part_has_a_name(hands):
    hands.asks("mill")
    assert hands.palette.accessibleName()
    assert hands.palette.field.accessibleName()
    assert all(group.list.accessibleName() for group in hands.palette._groups)
