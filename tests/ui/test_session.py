"""One session in one process: unlock, lock, what comes back, what is told to the door."""

import gc

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from hotline_desktop.ui.ask import Ask
from hotline_desktop.vault import situations, trail
from tests.hands.desk_hands import CTRL, DeskHands


@pytest.fixture
def folder(sample_template, tmp_path):
    return sample_template.copy(tmp_path / "office")


@pytest.fixture
def opens(qtbot, test_world):
    opened = []

    def open_(folder, **_):
        opened.append(DeskHands(qtbot, folder, test_world.world()))
        return opened[-1]

    yield open_
    for hands in opened:
        hands.leaves()


def test_only_one_window_is_ever_shown(opens, folder, qapp):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802
            shows = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
            if shows and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    opens(folder).enters()
    qapp.removeEventFilter(watch)
    assert set(shown) == {"MainWindow"}


def test_what_stays_is_not_looked_through_for_cycles_again(opens, folder):
    """Doing so would hold the window up for 60 ms each time."""
    hands = opens(folder).enters()
    assert not any(one is hands.desk for one in gc.get_objects())


def test_a_wrong_passphrase_is_one_sentence_and_the_field_is_ready(opens, folder, shot, qtbot):
    hands = opens(folder).unlocks("wrong words altogether")
    page = hands.session.gate.page
    qtbot.waitUntil(
        lambda: page.passphrase.text() == "" and page.unlock.isEnabled(), timeout=20_000
    )
    assert "Caps Lock" in page._problem.text()
    assert QApplication.focusWidget() is page.passphrase
    shot(hands.window, "unlock-wrong")
    hands.enters()


def test_today_comes_first_and_every_page_has_its_key(opens, folder, shot, qtbot):
    hands = opens(folder).enters()
    assert hands.here() == "today"
    shot(hands.window, "desk-today")
    for key, page in (
        (Qt.Key.Key_F8, "intake"),
        (Qt.Key.Key_F9, "situations"),
        (Qt.Key.Key_F10, "directory"),
        (Qt.Key.Key_F11, "protocols"),
        (Qt.Key.Key_F12, "packet"),
        (Qt.Key.Key_F7, "today"),
    ):
        hands.presses(key)
        assert hands.here() == page
        shot(hands.window, f"desk-{page}")


def test_ctrl_l_covers_at_once_keeps_the_draft_and_tells_the_door(opens, folder):
    hands = opens(folder).enters()
    hands.presses(Qt.Key.Key_N, CTRL)
    assert hands.here() == "intake"
    hands.field("narrative").setFocus()
    hands.types("she said gre")
    hands.presses(Qt.Key.Key_L, CTRL)
    assert hands.window.is_covered()
    picture = hands.window.grab().toImage()
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    assert len(colours) == 1, "something can be seen through the cover"
    word, told = hands.door.said[-1]
    assert word == "locking"
    assert set(told) == {"geometry", "state", "look"}
    assert "gre" not in str(told)
    office = hands.session._office
    assert office.journal.last(office.advocate.id).draft.narrative == "she said gre"


def test_an_unsaved_signal_waits_while_another_situation_is_open(opens, folder):
    hands = opens(folder).enters()
    hands.presses(Qt.Key.Key_N, CTRL)
    hands.field("narrative").setFocus()
    hands.types("half a thought")
    line = situations.lines(hands.session._office.vault)[0]
    hands.desk._on_opened(line.id)
    assert hands.desk.intake.draft().narrative != "half a thought"
    hands.presses(Qt.Key.Key_N, CTRL)
    assert hands.desk.intake.draft().narrative == "half a thought"


def test_the_title_says_no_word_of_a_case(opens, folder):
    hands = opens(folder).enters()
    line = situations.lines(hands.session._office.vault)[0]
    hands.desk._on_opened(line.id)
    assert hands.window.windowTitle() == "Hotline"


def full(monkeypatch, hands):
    """From now on the journal's disk is full."""
    from hotline_desktop.vault.vault import DiskFullError

    def refuse(*_):
        raise DiskFullError("The disk is full: free some space, then try again.")

    monkeypatch.setattr(type(hands.session._office.journal), "keep", refuse)


def test_a_full_disk_is_said_and_the_window_stays(opens, folder, monkeypatch, qtbot):
    hands = opens(folder).enters()
    hands.presses(Qt.Key.Key_N, CTRL)
    with monkeypatch.context() as patched:
        full(patched, hands)
        hands.window.close()
        assert "leaving" not in hands.door.words()
        assert "disk is full" in hands.desk.frame._said.text()
        hands.session.on_bug(*_told("The disk is full: free some space."))
        assert not hands.window.is_covered(), "what the world says is no crash"


def _told(sentence):
    from hotline_desktop.errors import HotlineError

    reason = HotlineError(sentence)
    return HotlineError, reason, None


def test_a_full_disk_does_not_keep_the_desk_open(opens, folder, monkeypatch):
    hands = opens(folder).enters()
    with monkeypatch.context() as patched:
        full(patched, hands)
        hands.presses(Qt.Key.Key_L, CTRL)
        assert hands.window.is_covered()
        assert hands.door.words()[-1] == "locking"


def test_a_packet_is_not_made_of_what_was_not_kept(opens, folder):
    hands = opens(folder).enters()
    lines = situations.lines(hands.session._office.vault)
    line = next(line for line in lines if line.kind == "crisis")
    hands.desk._on_opened(line.id)
    hands.field("place.words").setFocus()
    hands.field("place.words").selectAll()
    hands.presses(Qt.Key.Key_Delete)
    hands.presses(Qt.Key.Key_F6)
    assert hands.here() == "intake"
    assert hands.field("place.words_problem").isVisible()


def test_the_lock_reaches_a_file_dialog(opens, folder, qtbot):
    hands = opens(folder).enters()
    dialogs = []

    def press():
        (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
        dialogs.append(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_L, CTRL)

    QTimer.singleShot(300, press)
    answer = Ask().file(hands.desk.directory, "Import", "CSV (*.csv)")
    assert answer is None
    assert dialogs
    assert hands.window.is_covered()


def test_one_key_shows_a_calendar_and_locks_behind_it(opens, folder, shot, qtbot):
    hands = opens(folder).enters()
    hands.presses(Qt.Key.Key_N, CTRL).types("room one one four")
    hands.presses(Qt.Key.Key_F4)
    assert hands.window.is_covered()
    assert hands.window.windowTitle() == "Calendar"
    _, how = next(said for said in hands.door.said if said[0] == "locking")
    assert how["page"] == "neutral"
    shot(hands.window, "hidden")
    names = {w.accessibleName() for w in hands.window.findChildren(QWidget) if w.isVisible()}
    assert not any("Situation" in name or "Unlock" in name for name in names)
    again = opens(folder)
    again.door.shows(why="lock", page="neutral")
    assert again.window.windowTitle() == "Calendar"
    assert not again.session.gate.page.isVisible()
    again.presses(Qt.Key.Key_X)
    assert again.session.gate.page.isVisible()
    assert again.session.gate.page.passphrase.text() == ""
    assert again.window.windowTitle() == "Hotline"


def test_the_unlock_page_hides_too(opens, folder):
    hands = opens(folder)
    hands.presses(Qt.Key.Key_F4)
    assert hands.window.windowTitle() == "Calendar"
    assert not hands.session.gate.page.isVisible()
    assert "locking" not in hands.door.words()


def test_undo_goes_on_after_a_lock_where_the_field_has_forgotten(opens, folder, qtbot):
    hands = opens(folder).enters()
    hands.presses(Qt.Key.Key_N, CTRL)
    notes = hands.desk.intake.middle

    def types(words):
        hands.desk.intake.middle.start_notes()
        hands.types(words)
        hands.desk.intake._pause.flush()

    for words in ("first. ", "second. ", "third. "):
        types(words)
    assert notes is not None
    assert hands.desk.intake.draft().narrative == "first. second. third. "
    hands.presses(Qt.Key.Key_L, CTRL)
    again = opens(folder).enters()
    draft = again.desk.intake.draft
    assert draft().narrative == "first. second. third. "
    again.presses(Qt.Key.Key_Z, CTRL)
    assert draft().narrative == "first. second. "
    again.presses(Qt.Key.Key_Z, CTRL)
    assert draft().narrative == "first. "
    again.presses(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert draft().narrative == "first. second. "
    for _ in range(5):
        again.presses(Qt.Key.Key_Z, CTRL)
    assert draft().narrative == ""
    assert "nothing to undo" in again.desk.frame._said.text()


def test_half_a_time_comes_back_after_a_lock(opens, folder):
    hands = opens(folder).enters()
    hands.presses(Qt.Key.Key_N, CTRL)
    field = hands.desk.intake.findChild(QWidget, "release.until")
    hands.desk.intake.restore("release.until", 0, {})
    hands.types("06:0")
    assert not field.is_readable()
    hands.presses(Qt.Key.Key_L, CTRL)
    again = opens(folder).enters()
    assert again.desk.intake.findChild(QWidget, "release.until").text() == "06:0"


def test_a_settled_search_is_in_the_trail_and_its_words_are_not(opens, folder, qtbot):
    hands = opens(folder).enters()
    vault = hands.session._office.vault

    def searches():
        return [line for line in trail.lines(vault) if line.act == "search"]

    hands.presses(Qt.Key.Key_F10).types("valley")
    qtbot.waitUntil(lambda: len(hands.desk.directory.findChild(QWidget, "found").rows()) > 0)
    hands.presses(Qt.Key.Key_K, CTRL).types("larkspur")
    hands.desk.palette._pause.flush()
    hands.settles()
    hands.desk.keep()  # as a lock does: what waits is written
    assert len(searches()) == 2
    assert not any("valley" in str(line.detail) + line.subject for line in searches())


def test_a_trail_that_does_not_hold_together_is_told_on_today(
    opens, folder, sample_template, shot, qtbot
):
    from hotline_desktop.vault.vault import Vault

    vault = Vault.open(folder, sample_template.key.data_key)
    with vault.transaction() as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='trail'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE trail SET who='somebody else' WHERE seq=1")
    vault.close()
    hands = opens(folder).enters()
    said = "does not hold together at line 1"
    qtbot.waitUntil(lambda: said in str([w.text() for w in hands.desk.today.findChildren(QLabel)]))
    shot(hands.window, "today-trail-broken")


def test_a_begun_packet_and_the_searches_come_back_after_a_lock(opens, folder, qtbot):
    hands = opens(folder).enters()
    lines = situations.lines(hands.session._office.vault)
    crisis = next(line for line in lines if line.kind == "crisis")
    hands.desk._on_opened(crisis.id)
    hands.presses(Qt.Key.Key_F6)
    page = hands.desk.packet
    assert hands.here() == "packet"
    page.basis._kind.pieces()[1].click()
    page.basis.start_reason()
    hands.types("she is being moved tonight")
    hands.desk.directory.text.setText("lantern")
    chosen = page.choices()
    assert chosen.basis.reason == "she is being moved tonight"
    hands.presses(Qt.Key.Key_L, CTRL)
    again = opens(folder).enters()
    assert again.here() == "packet"
    assert again.desk.packet.choices() == chosen
    assert again.desk.directory.text.text() == "lantern"
    qtbot.waitUntil(lambda: again.desk.packet.export.isEnabled(), timeout=20_000)


def test_a_packet_that_left_does_not_come_back(opens, folder, tmp_path, qtbot):
    hands = opens(folder).enters()
    lines = situations.lines(hands.session._office.vault)
    crisis = next(line for line in lines if line.kind == "crisis")
    hands.desk._on_opened(crisis.id)
    hands.presses(Qt.Key.Key_F6)
    page = hands.desk.packet
    page.basis._kind.pieces()[1].click()
    page.basis.start_reason()
    hands.types("she is being moved tonight")
    qtbot.waitUntil(lambda: page.export.isEnabled(), timeout=20_000)
    assert hands.desk.packet_work.begun() is not None
    hands.ask.answer = tmp_path / "left.pdf"
    hands.presses(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.has_left, timeout=20_000)
    assert hands.desk.packet_work.begun() is None
