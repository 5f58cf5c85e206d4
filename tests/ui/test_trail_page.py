"""The trail by hand on a real office: filtered, paged, checked; a broken line is shown."""

import os
import threading
import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.read_trail import ReadTrail
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.office import Advocate
from hotline_desktop.models.situation import Situation
from hotline_desktop.ui import look
from hotline_desktop.ui.trail_page import TrailPage
from hotline_desktop.vault import offices, situations, trail
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.intake_hands import named
from tests.hands.office import NIGHT

ALT = Qt.KeyboardModifier.AltModifier
LOOKS = ["light"] + ["dark", "contrast"] * ("HOTLINE_ALL_LOOKS" in os.environ)
THEO = Advocate("theo", "Theo")


class TrailHands(DeskHands):
    """The desk, by way of the Keys page to its trail."""

    def goes_to_trail(self) -> "TrailHands":
        self.presses(Qt.Key.Key_Comma, CTRL)
        self.field("go_trail").click()
        assert self.here() == "trail"
        return self.read()

    @property
    def office(self):
        return self.session._office

    @property
    def page(self) -> TrailPage:
        return self.desk.trail

    def read(self) -> "TrailHands":
        """Wait until what was asked for stands there."""
        self.bot.waitUntil(lambda: "Reading" not in self.page._count.text(), timeout=20_000)
        return self

    def firsts(self) -> list[str]:
        return [row.first for row in self.page.list.rows()]

    def focus(self) -> str:
        return named(QApplication.focusWidget())


def fill(office) -> Situation:
    """Two people's night, day and month."""
    kept = TakeSignal(office)(sample_call(NIGHT))
    assert isinstance(kept, Situation)
    acts = [
        (0, "ines", "read_situation", kept.id, kept.number),
        (2, "ines", "search", "all", "4"),
        (5, "theo", "make_packet", kept.id, "P-26-0001 release 00"),
        (9, "ines", "unlock_failed", "spooled", trail.stamp(NIGHT - timedelta(minutes=11))),
        (26, "theo", "read_situation", kept.id, kept.number),
        (26 * 4, "theo", "revise_situation", kept.id, kept.number),
        (26 * 20, "theo", "fly_to_the_moon", "x", ""),
        (26 * 40, "ines", "rolled_back", "x", ""),
    ]
    with office.vault.transaction() as connection:
        offices.keep_advocate(connection, THEO)
        for hours, who, act, subject, detail in reversed(acts):
            who = office.advocate.id if who == "ines" else who
            trail.add(connection, NIGHT - timedelta(hours=hours), who, act, subject, detail)
    return kept


def grow(office, lines: int) -> None:
    """Many lines of one colleague, a minute apart."""
    with office.vault.transaction() as connection:
        for number in range(lines):
            at = NIGHT - timedelta(minutes=lines - number)
            trail.add(connection, at, office.advocate.id, "search", "all", str(number))


def attack(office, statement: str) -> None:
    other = office.vault.second()
    for trigger in ("trail_stands", "trail_stays"):
        other._connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    other._connection.execute(statement)
    other.close()


@pytest.fixture
def hands(qtbot, test_world, bare_template, tmp_path):
    made = TrailHands(qtbot, bare_template.copy(tmp_path / "office"), test_world.world())
    made.enters()
    yield made
    made.leaves()


def test_who_did_what_stands_there_newest_first(hands):
    number = fill(hands.office).number
    hands.goes_to_trail()
    rows = hands.page.list.rows()
    assert hands.firsts()[:4] == ["Read the trail", "Read a situation", "Searched", "Made a packet"]
    assert rows[1].second == f"Ines, {number}"
    assert rows[1].right == "Fri 20 Nov 23:18:00"
    assert rows[3].second == f"Theo, {number}"
    failed = rows[4]
    assert (failed.pill, failed.second) == (
        "failed",
        "nobody knows who, tried Fri 20 Nov 23:07:00",
    )
    assert "fly_to_the_moon" in hands.firsts()


def test_the_chosen_line_is_told_in_full(hands):
    kept = fill(hands.office)
    hands.goes_to_trail()
    line = trail.lines(hands.office.vault)[1]
    hands.page.list.setFocus()
    hands.presses(Qt.Key.Key_Down)
    told = [value.text() for _, value in hands.page._facts._labels]
    assert hands.page._line.head.words.text() == f"Line {line.seq}"
    assert line.hash in "".join(told).replace(" ", "")
    assert {"Friday 20 November 2026, 23:18:00 EST", "2026-11-21 04:18:00.00"} <= set(told)
    assert {"Ines", kept.number, "read_situation", kept.id} <= set(told)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ([Qt.Key.Key_Down, Qt.Key.Key_Down], {"Theo"}),  # everybody, Ines, Theo
        ([Qt.Key.Key_Tab, Qt.Key.Key_Down], {"Read a situation", "Read the trail"}),
        ([Qt.Key.Key_Tab, *[Qt.Key.Key_Down] * 4], {"Made a packet"}),
        ([Qt.Key.Key_Tab, Qt.Key.Key_End], {"fly_to_the_moon"}),
    ],
)
def test_filters_by_keyboard_alone(hands, keys, found):
    fill(hands.office)
    hands.goes_to_trail()
    assert hands.focus() == "who"
    for key in keys:
        hands.presses(key)
    hands.read()
    rows = hands.page.list.rows()
    if found == {"Theo"}:
        assert {row.second.partition(",")[0] for row in rows} == found
    else:
        assert {row.first for row in rows} == found


def test_days_are_the_offices(hands):
    fill(hands.office)
    hands.goes_to_trail()
    everything = len(hands.page.list.rows())
    hands.presses(Qt.Key.Key_Tab).presses(Qt.Key.Key_Tab)
    assert hands.focus() == "days"
    counts = []
    for _ in range(3):  # from All: Today, 7 days, 30 days
        hands.presses(Qt.Key.Key_Right).read()
        counts.append(len(hands.page.list.rows()))
    office = hands.office
    times = [line.at for line in trail.lines(office.vault)]
    # 23:18 Eastern: today began at 05:00 UTC of the 20th.
    begins = [NIGHT.replace(day=20, hour=5, minute=0), None, None]
    begins[1], begins[2] = (begins[0] - timedelta(days=n) for n in (6, 29))
    begins[2] -= timedelta(hours=1)  # daylight saving time ended meanwhile
    assert counts == [sum(at >= begin for at in times) for begin in begins]
    assert counts[0] < counts[1] < counts[2] < everything


def test_a_piece_of_a_number_finds_its_situation_and_nothing_typed_is_noted(hands, qtbot):
    number = fill(hands.office).number
    hands.goes_to_trail()
    for _ in range(3):
        hands.presses(Qt.Key.Key_Tab)
    assert hands.focus() == "subject"
    hands.types(number.lower())
    qtbot.waitUntil(lambda: len(hands.read().page.list.rows()) == 5, timeout=20_000)
    assert {number in row.second for row in hands.page.list.rows()} == {True}
    hands.desk.trail_work.settle()
    noted = [line for line in trail.lines(hands.office.vault) if line.act == "read_trail"]
    assert [line.detail for line in noted] == ["all", "all"]  # the opening, and the search


def test_nothing_fits_is_said(hands, shot):
    hands.goes_to_trail()
    hands.presses(Qt.Key.Key_Tab).presses(Qt.Key.Key_End).read()
    assert hands.page._nothing.isVisible()
    assert not hands.page._line.isVisible()
    shot(hands.window, "trail-empty")


def test_pages_of_two_hundred_by_keyboard(hands):
    grow(hands.office, 450)
    hands.goes_to_trail()
    newest = hands.page.list.rows()[0].key
    assert len(hands.page.list.rows()) == 200
    assert not hands.page.newer.isEnabled()
    hands.presses(Qt.Key.Key_O, ALT).read()
    assert hands.page.list.rows()[0].key == newest - 200
    hands.presses(Qt.Key.Key_O, ALT).read()
    assert hands.page.list.rows()[-1].key == 1
    assert not hands.page.older.isEnabled()
    hands.presses(Qt.Key.Key_N, ALT).read()
    hands.presses(Qt.Key.Key_N, ALT).read()
    assert hands.page.list.rows()[0].key == newest


def test_a_whole_chain_is_said_in_one_sentence(hands, qtbot, shot):
    fill(hands.office)
    grow(hands.office, 12_000)
    hands.goes_to_trail()
    said = hands.page.check._words
    hands.presses(Qt.Key.Key_C, ALT)
    assert hands.page.check.act.text() == "Stop"
    qtbot.waitUntil(lambda: "follow from one another" in said.text(), timeout=20_000)
    total = trail.lines(hands.office.vault)[0].seq
    assert said.text() == f"All {total:,} lines follow from one another."
    assert hands.desk.frame._said.text() == said.text()
    assert hands.page.check.act.text() == "Check the chain"
    shot(hands.window, "trail")


def test_a_changed_line_is_named_marked_and_brought_into_sight(hands, qtbot, shot):
    fill(hands.office)
    grow(hands.office, 1_000)
    attack(hands.office, "UPDATE trail SET who='theo' WHERE seq=400")
    hands.goes_to_trail()
    hands.presses(Qt.Key.Key_C, ALT)
    said = hands.page.check._words
    qtbot.waitUntil(lambda: "was changed" in said.text(), timeout=20_000)
    hands.read()
    assert said.text() == "Line 400 of Fri 20 Nov 13:06 was changed: tell the administrator."
    marked = [row for row in hands.page.list.rows() if row.pill == "was changed"]
    assert [row.key for row in marked] == [400] == [hands.page.list.key()]
    assert "was changed" in marked[0].spoken()
    assert hands.page._line.head.words.text() == "Line 400"
    shot(hands.window, "trail-broken")
    hands.presses(Qt.Key.Key_N, ALT).read()  # and on to the newest
    assert hands.firsts()[0] == "Read the trail"


@pytest.mark.parametrize(
    ("statement", "sentence", "key"),
    [
        (
            "DELETE FROM trail WHERE seq BETWEEN 3 AND 5",
            "Lines 3 to 5 are missing before line 6",
            6,
        ),
        ("UPDATE trail SET at='never' WHERE seq=3", "Line 3 was changed", 3),
        (
            "INSERT INTO trail VALUES(9223372036854775807,'','','','','',x'00')",
            "are missing before",
            2**63 - 1,
        ),
    ],
)
def test_other_breaks_are_shown_too(hands, qtbot, statement, sentence, key):
    fill(hands.office)
    hands.goes_to_trail()
    attack(hands.office, statement)
    hands.presses(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: sentence in hands.page.check._words.text(), timeout=20_000)
    hands.read()
    assert hands.page.list.key() == key
    assert [row.key for row in hands.page.list.rows() if row.pill_icon] == [key]


def test_the_check_can_be_stopped(hands, qtbot):
    grow(hands.office, 30_000)
    hands.goes_to_trail()
    hands.presses(Qt.Key.Key_C, ALT).presses(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: "Stopped" in hands.page.check._words.text(), timeout=20_000)
    assert hands.page.check.act.text() == "Check the chain"


def test_a_page_of_a_hundred_thousand_lines_never_holds_the_window(hands, qtbot):
    """The lane reads; what is left for the main thread is to show one page, however many wait."""
    page, reading, shown = hands.page, [], []
    work, show = hands.desk.trail_work, hands.page.show_lines
    look_back = ReadTrail.look

    def read(*asked, **more):
        reading.append(threading.current_thread())
        return look_back(*asked, **more)

    def timed(found, now):
        start = time.perf_counter()
        show(found, now)
        shown.append((time.perf_counter() - start) * 1000)

    page.show_lines = timed
    best = []
    for lines in (1_000, 100_000):
        grow(hands.office, lines)
        hands.goes_to_trail()
        with patch.object(ReadTrail, "look", read):
            for _ in range(5):
                work._on_asked()
                hands.read()
        assert len(page.list.rows()) == 200
        best.append(min(shown))
        shown.clear()
        hands.presses(Qt.Key.Key_Escape)
    page.show_lines = show
    print("showing 200 lines of 1,000 and of 100,000: {:.1f} and {:.1f} ms".format(*best))
    assert len(reading) == 10
    assert threading.main_thread() not in reading
    assert best[1] < 3 * best[0]


def test_an_older_answer_does_not_come_over_a_newer_one(hands, qtbot):
    fill(hands.office)
    hands.goes_to_trail()
    group = hands.page.findChild(QComboBox, "group")
    for at in (1, 2, 4):
        group.setCurrentIndex(at)
        hands.page.asked.emit()
    hands.read()
    qtbot.waitUntil(lambda: set(hands.firsts()) == {"Made a packet"}, timeout=20_000)
    assert hands.page.list.rows()


def test_escape_goes_back_to_the_keys_and_the_palette_comes_here(hands):
    hands.goes_to_trail()
    hands.presses(Qt.Key.Key_Escape)
    assert hands.here() == "keys"
    hands.presses(Qt.Key.Key_K, CTRL)
    hands.types("audit").presses(Qt.Key.Key_Return)
    hands.settles()
    assert hands.here() == "trail"
    hands.read()
    assert hands.firsts()[:3] == ["Read the trail", "Searched", "Read the trail"]


def test_a_lock_writes_down_what_was_looked_for(hands):
    fill(hands.office)
    hands.goes_to_trail()
    hands.presses(Qt.Key.Key_Tab).presses(Qt.Key.Key_Down).read()
    hands.desk.keep()
    line = trail.lines(hands.office.vault)[0]
    assert (line.act, line.detail) == ("read_trail", "read")


def test_everything_can_be_reached_and_has_a_name(hands):
    fill(hands.office)
    hands.goes_to_trail()
    stops = []
    for _ in range(12):
        stops.append(hands.focus())
        hands.presses(Qt.Key.Key_Tab)
    wanted = {"back", "who", "group", "days", "subject", "lines", "check_chain"}
    assert wanted <= set(stops), stops
    for widget in hands.page.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            face = QAccessible.queryAccessibleInterface(widget)
            assert face.text(QAccessible.Text.Name), widget.objectName()
    assert not any(box.isEditable() for box in hands.page.findChildren(QComboBox))
    assert hands.page.findChildren(QLineEdit)


def test_no_word_of_a_case_stands_on_the_page(hands, qtbot):
    kept = fill(hands.office)
    ReadSituation(hands.office)(kept.id)
    hands.goes_to_trail()
    words = {w for w in _words(kept.draft) if len(w) > 5 and not w.islower()} | {
        kept.draft.place.words
    }
    shown = " ".join(
        [row.spoken() for row in hands.page.list.rows()]
        + [value.text() for _, value in hands.page._facts._labels]
    )
    assert len(words) > 5
    assert not [word for word in words if word in shown]
    assert situations.situation(hands.office.vault, kept.id) == kept


def _words(value: object) -> set[str]:
    """Every text in a noun."""
    if isinstance(value, Noun):
        return {w for name in value.__struct_fields__ for w in _words(getattr(value, name))}
    if isinstance(value, tuple):
        return {w for part in value for w in _words(part)}
    return {value} if isinstance(value, str) and " " in value else set()


@pytest.mark.parametrize("worn", LOOKS)
@pytest.mark.parametrize("width", [1280, 1366, 1920])
def test_pictures(hands, qtbot, shot, worn, width, qapp):
    look.apply(qapp, worn)
    fill(hands.office)
    attack(hands.office, "UPDATE trail SET act='search' WHERE seq=4")
    hands.window.resize(width, 720 if width == 1280 else 768)
    hands.goes_to_trail()
    shot(hands.window, f"trail-{width}-{worn}", width)
    hands.presses(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: "was changed" in hands.page.check._words.text(), timeout=20_000)
    hands.read()
    shot(hands.window, f"trail-broken-{width}-{worn}", width)
