"""A fresh machine, by keyboard: the assistant, a crash in it, the shares, the first desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from hotline_desktop.actions import keep_set_up
from hotline_desktop.actions.read_keys import ReadKeys
from hotline_desktop.actions.set_up_office import Plan
from hotline_desktop.keys import header
from hotline_desktop.models.office import Policy
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.passphrase import PASSPHRASE


@pytest.fixture
def opens(qtbot, test_world):
    opened = []

    def open_(folder):
        opened.append(DeskHands(qtbot, folder, test_world.world()))
        return opened[-1]

    yield open_
    for hands in opened:
        hands.leaves()


class SetUpHands:
    """Goes through the assistant as an administrator does, without the mouse."""

    def __init__(self, hands: DeskHands) -> None:
        self.hands, self.page = hands, hands.session.gate.page

    def at(self) -> str:
        return self.page._title.text()

    def fills(self, name: str, words: str) -> "SetUpHands":
        field = self.page.findChild(object, name)
        field.setFocus()
        assert QApplication.focusWidget() is field
        self.hands.types(words)
        return self

    def goes_on(self) -> "SetUpHands":
        self.hands.presses(Qt.Key.Key_Return, CTRL)
        return self

    def chooses(self, policy: Policy) -> "SetUpHands":
        piece = [one for one in self.page.policy.policy.pieces() if one.text().lower() == policy]
        piece[0].setFocus()
        self.hands.presses(Qt.Key.Key_Space)
        return self

    def answers(self) -> "SetUpHands":
        self.fills("name", "Night desk").fills("phone", "330-555-0100").goes_on()
        self.chooses(Policy.STRICT).goes_on()
        self.fills("advocate", "Ines").fills("passphrase", PASSPHRASE).fills("again", PASSPHRASE)
        return self.goes_on()

    def makes(self) -> "SetUpHands":
        self.goes_on()
        self.hands.bot.waitUntil(lambda: self.at() == "Recovery shares", timeout=20_000)
        return self

    def copies_a_share(self) -> str:
        words = [label.text() for label in self.page.shares.sheet._words]
        self.goes_on()
        return " ".join(words)

    def sees(self, words: str) -> bool:
        return any(words in label.text() for label in self.page.findChildren(QLabel))


def test_from_a_bare_machine_to_a_rehearsed_office(opens, tmp_path, shot, qtbot):
    folder = tmp_path / "office"
    hands = opens(folder)
    sets = SetUpHands(hands)
    sets.goes_on()
    assert sets.at() == "The office"  # it has no name yet
    assert sets.sees("Give the office a name")
    shot(hands.window, "set-up-1-office")
    sets.fills("name", "Night desk").fills("phone", "330-555-0100").goes_on()
    assert sets.at() == "What may leave"
    sets.goes_on()
    assert sets.sees("Choose the policy")  # nothing was preselected
    shot(hands.window, "set-up-2-policy")
    sets.chooses(Policy.STRICT).goes_on()
    sets.fills("advocate", "Ines").fills("passphrase", "Night desk Ines").goes_on()
    assert sets.sees("easily guessed")
    sets.page.person.passphrase.clear()
    sets.fills("passphrase", PASSPHRASE).fills("again", PASSPHRASE + "s").goes_on()
    assert sets.sees("differ")
    shot(hands.window, "set-up-3-person")
    sets.page.person.passphrase.clear()
    sets.fills("passphrase", PASSPHRASE).fills("again", PASSPHRASE).goes_on()
    assert sets.at() == "This machine"
    qtbot.waitUntil(lambda: not sets.sees("Looking at this machine"), timeout=20_000)
    shot(hands.window, "set-up-4-machine")
    sets.makes()
    shot(hands.window, "set-up-5-shares")
    shares = [sets.copies_a_share() for _ in range(3)]
    assert len({*shares}) == 3
    assert sets.at() == "Rehearsal"
    for name, words in (("share_1", shares[2]), ("share_2", shares[0])):
        hands.session.gate.page.findChild(QPlainTextEdit, name).setPlainText(words)
    shot(hands.window, "set-up-6-rehearsal")
    sets.goes_on()
    qtbot.waitUntil(lambda: hands.session.desk is not None, timeout=20_000)
    assert ReadKeys(hands.session._office).rehearsed()
    assert not list(tmp_path.glob("*.set-up.json"))


def test_shares_put_off_are_on_today(opens, tmp_path, shot):
    hands = opens(tmp_path / "office")
    sets = SetUpHands(hands).answers().makes()
    for _ in range(3):
        sets.copies_a_share()
    sets.page.later.click()
    hands.bot.waitUntil(lambda: hands.session.desk is not None)
    assert not ReadKeys(hands.session._office).rehearsed()
    told = [label.text() for label in hands.desk.today.findChildren(QLabel)]
    assert any("recovery shares" in words for words in told)
    shot(hands.window, "today-shares-untried")


def test_a_mistyped_share_is_named_and_the_office_waits(opens, tmp_path):
    hands = opens(tmp_path / "office")
    sets = SetUpHands(hands).answers().makes()
    shares = [sets.copies_a_share() for _ in range(3)]
    first, second = (sets.page.findChild(QPlainTextEdit, name) for name in ("share_1", "share_2"))
    first.setPlainText(shares[0])
    second.setPlainText(shares[1].replace(shares[1].split()[4], "acid", 1))
    sets.goes_on()
    hands.bot.waitUntil(lambda: "Share 2" in sets.page._said.text(), timeout=20_000)
    assert hands.session.desk is None


def test_everything_typed_survives_a_crash_but_no_passphrase(opens, tmp_path, qtbot):
    folder = tmp_path / "office"
    sets = SetUpHands(opens(folder))
    sets.fills("name", "Night desk").fills("phone", "330-555-0100").goes_on()
    sets.chooses(Policy.HOTLINE).goes_on()
    sets.fills("advocate", "Ines").fills("passphrase", PASSPHRASE)
    wanted = Plan("Night desk", Policy.HOTLINE, "Ines", "330-555-0100")
    qtbot.waitUntil(lambda: keep_set_up.last(folder) == wanted)
    (file,) = tmp_path.glob("*.set-up.json")
    assert PASSPHRASE.split()[0] not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    again = SetUpHands(opens(folder))
    assert again.page.plan() == wanted
    assert not header.exists(folder)


def test_a_lock_while_the_shares_stand_there_hides_them(opens, tmp_path):
    hands = opens(tmp_path / "office")
    SetUpHands(hands).answers().makes()
    hands.presses(Qt.Key.Key_L, CTRL)
    assert hands.window.is_covered()
    assert "locking" in hands.door.words()
