"""The whole session in one process: a real window on a real office, a door that only listens."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hotline_desktop import app
from hotline_desktop.ui.settled import Settled
from hotline_desktop.vault import directory
from tests.hands.fake_door import FakeDoor
from tests.hands.passphrase import PASSPHRASE

CTRL = Qt.KeyboardModifier.ControlModifier


class PreparedAsk:
    """Answers file dialogs with what the test prepared."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.asked: list[str] = []
        self.calls = True

    def file(self, _parent, title: str, _kinds: str) -> Path | None:
        self.asked.append(title)
        return self.answer

    def place(self, _parent, title: str, suggested: str, _kinds: str) -> Path | None:
        self.asked.append(suggested)
        return self.answer

    def call(self, uri: str) -> bool:
        self.asked.append(uri)
        return self.calls


class DeskHands:
    """Opens an office by keyboard, and goes from page to page."""

    def __init__(self, bot, folder: Path, world) -> None:
        self.bot, self.door, self.ask = bot, FakeDoor(), PreparedAsk()
        self.session = app.build(folder, self.door, world, self.ask)
        self.door.shows(geometry=[0, 0, 1366, 768])
        bot.waitUntil(lambda: "exposed" in self.door.words())

    @property
    def window(self):
        return self.session.window

    @property
    def desk(self):
        assert self.session.desk is not None
        return self.session.desk

    def unlocks(self, words: str = PASSPHRASE) -> "DeskHands":
        self.bot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.types(words).presses(Qt.Key.Key_Return)
        return self

    def enters(self) -> "DeskHands":
        self.unlocks()
        self.bot.waitUntil(lambda: self.session.desk is not None, timeout=20_000)
        self.bot.waitUntil(lambda: "unlocked" in self.door.words())
        return self

    def types(self, text: str) -> "DeskHands":
        for letter in text:
            QTest.keyClick(QApplication.focusWidget() or self.window, letter)
        return self

    def presses(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> "DeskHands":
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        return self

    def field(self, name: str) -> QWidget:
        """The field of this name on the page shown."""
        return self.desk.frame.stack.currentWidget().findChild(QWidget, name)

    def settles(self):
        """Wait until what the lanes had to do is done and told: a job of ours comes after all."""
        for lane in self.session.jobs.lanes():
            told: list[object] = []
            lane.run(lambda: None, told.append, told.append)
            self.bot.waitUntil(lambda told=told: bool(told), timeout=30_000)
        return self

    @property
    def vault(self):
        """The office's own connection."""
        return self.session._office.vault

    def has(self, *entries) -> "DeskHands":
        """Put contacts and providers into the directory."""
        with self.vault.transaction() as connection:
            for one in entries:
                directory.keep(connection, one)
        return self

    def here(self) -> str:
        return self.desk.frame.here()

    def leaves(self) -> None:
        """What the end of the process would do."""
        self.session.watch.close()
        self.session.jobs.close()
        if self.session.desk is not None:
            self.session.desk._clock.stop()
            for search in (*self.session.desk._searches, *self.session.findChildren(Settled)):
                search.settle()
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.session._office is not None:
            self.session._office.close()
