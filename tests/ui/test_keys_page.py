"""Keys and people, by hand on a real office."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from hotline_desktop.actions import open_office
from hotline_desktop.actions.change_keys import ChangeKeys
from hotline_desktop.actions.read_keys import ReadKeys
from hotline_desktop.keys import header
from hotline_desktop.models.office import Role
from hotline_desktop.vault import renewal, trail
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.passphrase import PASSPHRASE

OTHER = "copper window early harvest"


@pytest.fixture
def hands(qtbot, test_world, bare_template, tmp_path):
    made = DeskHands(qtbot, bare_template.copy(tmp_path / "office"), test_world.world())
    made.enters().presses(Qt.Key.Key_Comma, CTRL)
    assert made.here() == "keys"
    yield made
    made.leaves()


def task(hands) -> QWidget:
    return hands.desk.keys._tasks.currentWidget()


def types(hands, **fields):
    for name, words in fields.items():
        field = task(hands).findChild(QLineEdit, name)
        field.setFocus()
        hands.types(words)
    hands.presses(Qt.Key.Key_Return, CTRL)


def acts(hands):
    return [line.act for line in trail.lines(hands.session._office.vault)]


def test_ones_own_passphrase_is_changed(hands, qtbot, shot):
    hands.desk.keys.change_asked.emit()
    types(hands, old="not the old one", passphrase=OTHER, again=OTHER)
    qtbot.waitUntil(lambda: "Caps Lock" in task(hands).problem.text(), timeout=20_000)
    shot(hands.window, "keys-wrong-passphrase")
    hands.desk.keys.change_asked.emit()
    types(hands, old=PASSPHRASE, passphrase=OTHER, again=OTHER)
    qtbot.waitUntil(lambda: "change_passphrase" in acts(hands), timeout=20_000)
    qtbot.waitUntil(lambda: "is changed" in hands.desk.frame._said.text(), timeout=20_000)
    shot(hands.window, "keys")
    assert open_office.derive(hands.session._office.folder, OTHER).advocate


def test_somebody_gets_access_and_loses_it_with_a_new_key(hands, qtbot, shot):
    hands.desk.keys.add_asked.emit()
    types(hands, name="Theo", passphrase=OTHER, again=OTHER)
    office = hands.session._office
    qtbot.waitUntil(lambda: len(hands.desk.keys.list.rows()) == 2, timeout=20_000)
    theo = next(one for one in ReadKeys(office).people() if one.name == "Theo")
    hands.desk.keys.list.setFocus()
    hands.desk.keys.list.choose(theo.id)
    hands.desk.keys._offer()
    hands.desk.keys.revoke.click()
    shot(hands.window, "keys-revoke")
    hands.presses(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "locking" in hands.door.words(), timeout=20_000)
    assert hands.window.is_covered()
    assert renewal.waiting(office.folder)
    assert len(header.read(office.folder).slots) == 1


def test_nothing_moves_while_the_office_is_written_anew(hands, qtbot, monkeypatch):
    keys = hands.desk.keys_work
    keys.renewing.emit(True)
    before = hands.session._office.journal.last(hands.session._office.advocate.id)
    hands.presses(Qt.Key.Key_F7)
    assert hands.here() == "keys"
    hands.desk.keep()
    assert hands.session._office.journal.last(hands.session._office.advocate.id) == before
    keys.renewing.emit(False)
    hands.presses(Qt.Key.Key_F7)
    assert hands.here() == "today"


def test_new_shares_are_shown_once_and_tried(hands, qtbot, shot):
    hands.desk.keys.shares_asked.emit()
    qtbot.waitUntil(lambda: hands.desk.keys._tasks.count() == 2, timeout=20_000)
    step = task(hands)._step
    shares = []
    for _ in range(3):
        shares.append(" ".join(label.text() for label in step.sheet._words))
        hands.presses(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: hands.desk.keys._tasks.count() == 1)
    hands.desk.keys.rehearse_asked.emit()
    for name, words in (("share_1", shares[0]), ("share_2", shares[2])):
        task(hands).findChild(QPlainTextEdit, name).setPlainText(words)
    shot(hands.window, "keys-rehearsal")
    hands.presses(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: ReadKeys(hands.session._office).rehearsed(), timeout=20_000)


def test_an_advocate_changes_only_what_is_hers(qtbot, test_world, bare_template, tmp_path, shot):
    folder = bare_template.copy(tmp_path / "office")
    desk = open_office.enter(folder, bare_template.key, test_world.world())
    ChangeKeys(desk).add_advocate("Theo", OTHER, Role.ADVOCATE)
    desk.close()
    hands = DeskHands(qtbot, folder, test_world.world())
    hands.unlocks(OTHER)
    qtbot.waitUntil(lambda: hands.session.desk is not None, timeout=20_000)
    hands.presses(Qt.Key.Key_Comma, CTRL)
    page = hands.desk.keys
    assert not any(b.isVisible() for b in (page.add, page.revoke, page.renew, page.make))
    assert not page.idle.isEnabled()
    assert page.rehearse.isVisible()
    shot(hands.window, "keys-advocate")
    assert any("Theo" in row.first for row in page.list.rows())
    assert page.findChildren(QLabel)
    hands.leaves()


def test_the_desk_locks_after_what_is_set(hands):
    hands.desk.keys.idle.pieces()[1].click()
    assert ReadKeys(hands.session._office).office().idle_minutes == 5
    assert acts(hands)[0] == "set_idle"


def test_recovery_from_the_unlock_page(qtbot, test_world, tmp_path, shot):
    from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
    from hotline_desktop.models.office import Policy

    folder = tmp_path / "office"
    plan = Plan("Night desk", Policy.STRICT, "Ines")
    shares = SetUpOffice(test_world.world())(folder, plan, PASSPHRASE).shares
    hands = DeskHands(qtbot, folder, test_world.world())
    hands.session.gate.page.recover_asked.emit()
    page = hands.session.gate.pages.currentWidget()
    page.findChild(QPlainTextEdit, "share_1").setPlainText("not a share at all")
    hands.presses(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "not a word of the list" in page._said.text(), timeout=20_000)
    shot(hands.window, "recover-1")
    for name, words in (("share_1", shares[1]), ("share_2", shares[0])):
        page.findChild(QPlainTextEdit, name).setPlainText(words)
    hands.presses(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page._steps.currentIndex() == 1, timeout=20_000)
    for name in ("passphrase", "again"):
        page.findChild(QLineEdit, name).setFocus()
        hands.types(OTHER)
    shot(hands.window, "recover-2")
    page.make.click()
    qtbot.waitUntil(lambda: hands.session.desk is not None, timeout=20_000)
    assert "recover" in acts(hands)
    hands.leaves()


def test_the_fifth_wrong_passphrase_holds_the_page(
    qtbot, test_world, bare_template, tmp_path, shot
):
    from hotline_desktop.keys import tries

    folder = bare_template.copy(tmp_path / "office")
    for _ in range(5):
        tries.note_failed(folder, test_world.clock())
    hands = DeskHands(qtbot, folder, test_world.world())
    hands.unlocks()
    page = hands.session.gate.page
    qtbot.waitUntil(lambda: "next try in 0:30" in page._problem.text(), timeout=20_000)
    assert not page.unlock.isEnabled()
    shot(hands.window, "unlock-held")
    page._locked_for = 0
    page._on_second()
    test_world.clock.goes(seconds=31)
    hands.enters()
    hands.leaves()
