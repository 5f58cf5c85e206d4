"""Hears logind and the screen savers on the two message buses; it says no word of a case there."""

from typing import Any, Final

from jeepney import DBusAddress, message_bus, new_method_call  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hotline_desktop.ui.bus import Bus, session_address, system_address
from hotline_desktop.ui.desktop_side import Desktop, Offer

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = DBusAddress("/org/freedesktop/login1", _LOGIND, f"{_LOGIND}.Manager")

SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""Name on the session bus, which is the interface too, and object."""

_PAINTED = 150
"""Milliseconds from a painted cover to a screen that shows it, compositor included."""


class _Side(QObject):
    """What one bus offers; ``heard`` comes once that is known, and at each change."""

    heard = Signal()
    locked = Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: frozenset[Offer] = frozenset()
        self.is_known = False
        self.bus = Bus(address, self)
        self.bus.answered.connect(self.on_answered)
        self.bus.ended.connect(self.on_ended)

    def on_answered(self) -> None:
        raise NotImplementedError

    def on_ended(self) -> None:
        self.offers = frozenset()
        self.know()

    def offer(self, what: Offer, there: bool) -> None:
        before = self.offers
        self.offers = before | {what} if there else before - {what}
        if self.is_known and before != self.offers:
            self.heard.emit()

    def know(self) -> None:
        self.is_known = True
        self.heard.emit()

    def close(self) -> None:
        self.is_known, self.offers = False, frozenset()
        self.bus.close()


class _Logind(_Side):
    """The lock of the session, and the suspend, which waits for the cover."""

    sleeping = Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(address, parent)
        self._hold: Any = None
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(_PAINTED)
        self._release.setObjectName("release of the suspend")
        self._release.timeout.connect(self._let_sleep)

    @Slot()
    def on_answered(self) -> None:
        told = f"{_MANAGER.interface}.PrepareForSleep"
        self.bus.hear(_LOGIND, _MANAGER.object_path, told, self._on_prepare)
        # "auto": the session of this process, or the user's on the screen.
        self.bus.call(new_method_call(_MANAGER, "GetSession", "s", ("auto",)), self._on_own_session)
        self._ask_to_be_waited_for()

    @Slot()
    def on_ended(self) -> None:
        self._release.stop()
        self._let_sleep()
        super().on_ended()

    def _ask_to_be_waited_for(self) -> None:
        words = ("sleep", "hotline-desktop", "Covers its window", "delay")
        self.bus.call(new_method_call(_MANAGER, "Inhibit", "ssss", words), self._on_hold)

    def _on_own_session(self, answer: tuple[Any, ...] | None) -> None:
        if answer:
            told = f"{_LOGIND}.Session.Lock"
            self.bus.hear(_LOGIND, answer[0], told, lambda _: self.locked.emit())
        self.offer("session_lock", bool(answer))

    def _on_hold(self, answer: tuple[Any, ...] | None) -> None:
        """Keep the descriptor: logind waits, at most its own five seconds, until it is closed."""
        self._let_sleep()
        self._hold = answer[0] if answer else None
        self.offer("suspend", bool(answer))
        if not self.is_known:
            self.know()

    def _on_prepare(self, body: tuple[Any, ...]) -> None:
        """Before a suspend tell, and let go once the cover is seen; after it be ready again."""
        if body == (True,):
            self.sleeping.emit()
            self._release.start()
        elif body == (False,):
            self._release.stop()
            self._ask_to_be_waited_for()

    @Slot()
    def _let_sleep(self) -> None:
        if self._hold is not None:
            self._hold.close()
            self._hold = None


class _Savers(_Side):
    """The screen savers of the session."""

    @Slot()
    def on_answered(self) -> None:
        for name, path in SAVERS:
            self.bus.hear(name, path, f"{name}.ActiveChanged", self._on_active)
        for name in dict(SAVERS):
            self.bus.call(message_bus.NameHasOwner(name), self._on_owner)
        # Answers come in the order of the questions: this one is the last.
        self.bus.call(message_bus.GetId(), lambda _: self.know())

    def _on_owner(self, answer: tuple[Any, ...] | None) -> None:
        if answer == (True,):
            self.offer("screen_saver", True)

    def _on_active(self, body: tuple[Any, ...]) -> None:
        if body == (True,):
            self.offer("screen_saver", True)
            self.locked.emit()


class LinuxDesktop(Desktop):
    """Whoever is not there is not waited for, and may come later."""

    def __init__(self, parent: QObject | None = None, system: str = "", session: str = "") -> None:
        """Take the addresses of the two buses; the machine's own by default."""
        super().__init__(parent)
        self._told = False
        self._logind = _Logind(system or system_address(), self)
        self._savers = _Savers(session or session_address(), self)
        self._logind.sleeping.connect(self.sleeping)
        for side in (self._logind, self._savers):
            side.locked.connect(self.locked)
            side.heard.connect(self._on_heard)

    def begin(self) -> None:
        """Knock at both buses; ``learned`` comes when both have answered, or will not."""
        self._logind.bus.begin()
        self._savers.bus.begin()

    @Slot()
    def close(self) -> None:
        """Hang up on both, and let the machine sleep."""
        self._told = True  # nobody is told of an end that was asked for
        self._offers = frozenset()
        self._logind.on_ended()
        self._logind.close()
        self._savers.close()

    @Slot()
    def _on_heard(self) -> None:
        known = self._logind.is_known and self._savers.is_known
        offers = self._logind.offers | self._savers.offers
        if known and (offers != self._offers or not self._told):
            self._offers, self._told = offers, True
            self.learned.emit()
