"""Hears logind and the screen savers on the two message buses; it says no word of a case there."""

from typing import Any, Final

from jeepney import DBusAddress, message_bus, new_method_call  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, QTimer, Slot

from hotline_desktop.ui.bus import Bus, session_address, system_address
from hotline_desktop.ui.desktop import Desktop, Offer

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


class LinuxDesktop(Desktop):
    """Whoever is not there is not waited for, and may come later."""

    def __init__(self, parent: QObject | None = None, system: str = "", session: str = "") -> None:
        """Take the addresses of the two buses; the machine's own by default."""
        super().__init__(parent)
        self._system = Bus(system or system_address(), self)
        self._session = Bus(session or session_address(), self)
        self._awaited: set[Bus] = set()
        self._hold: Any = None
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(_PAINTED)
        self._release.setObjectName("release of the suspend")
        self._release.timeout.connect(self._let_sleep)
        self._system.answered.connect(self._on_system)
        self._system.ended.connect(self._on_system_ended)
        self._session.answered.connect(self._on_session)
        self._session.ended.connect(self._on_session_ended)

    def begin(self) -> None:
        """Knock at both buses; ``learned`` comes when both have answered, or will not."""
        self._awaited = {self._system, self._session}
        self._system.begin()
        self._session.begin()

    @Slot()
    def close(self) -> None:
        """Hang up on both, and let the machine sleep."""
        self._awaited, self._offers = set(), frozenset()
        self._system.close()
        self._session.close()

    @Slot()
    def _on_system(self) -> None:
        bus = self._system
        told = f"{_MANAGER.interface}.PrepareForSleep"
        bus.hear(_LOGIND, _MANAGER.object_path, told, self._on_prepare)
        # "auto": the session of this process, or the user's on the screen.
        bus.call(new_method_call(_MANAGER, "GetSession", "s", ("auto",)), self._on_own_session)
        self._ask_to_be_waited_for()

    def _ask_to_be_waited_for(self) -> None:
        words = ("sleep", "hotline-desktop", "Covers its window", "delay")
        self._system.call(new_method_call(_MANAGER, "Inhibit", "ssss", words), self._on_hold)

    def _on_own_session(self, answer: tuple[Any, ...] | None) -> None:
        if answer:
            self._system.hear(_LOGIND, answer[0], f"{_LOGIND}.Session.Lock", self._on_lock)
        self._offer("session_lock", bool(answer))

    def _on_hold(self, answer: tuple[Any, ...] | None) -> None:
        """Keep the descriptor: logind waits, at most its own five seconds, until it is closed."""
        self._let_sleep()
        self._hold = answer[0] if answer else None
        self._offer("suspend", bool(answer))
        self._heard_from(self._system)

    def _on_prepare(self, body: tuple[Any, ...]) -> None:
        """Before a suspend tell, and let go once the cover is seen; after it be ready again."""
        if body == (True,):
            self.sleeping.emit()
            self._release.start()
        elif body == (False,):
            self._release.stop()
            self._ask_to_be_waited_for()

    def _on_lock(self, body: tuple[Any, ...]) -> None:
        self.locked.emit()

    @Slot()
    def _on_system_ended(self) -> None:
        self._release.stop()
        self._let_sleep()
        self._offer("suspend", False)
        self._offer("session_lock", False)
        self._heard_from(self._system)

    @Slot()
    def _on_session(self) -> None:
        for name, path in SAVERS:
            self._session.hear(name, path, f"{name}.ActiveChanged", self._on_saver)
        for name in dict(SAVERS):
            self._session.call(message_bus.NameHasOwner(name), self._on_owner)
        self._session.call(message_bus.GetId(), lambda _: self._heard_from(self._session))

    def _on_owner(self, answer: tuple[Any, ...] | None) -> None:
        if answer == (True,):
            self._offer("screen_saver", True)

    def _on_saver(self, body: tuple[Any, ...]) -> None:
        if body == (True,):
            self._offer("screen_saver", True)
            self.locked.emit()

    @Slot()
    def _on_session_ended(self) -> None:
        self._offer("screen_saver", False)
        self._heard_from(self._session)

    @Slot()
    def _let_sleep(self) -> None:
        if self._hold is not None:
            self._hold.close()
            self._hold = None

    def _offer(self, what: Offer, there: bool) -> None:
        before = self._offers
        self._offers = before | {what} if there else before - {what}
        if not self._awaited and before != self._offers:
            self.learned.emit()

    def _heard_from(self, bus: Bus) -> None:
        """Tell once both have answered; answers come in the order of the questions."""
        if bus in self._awaited:
            self._awaited.remove(bus)
            if not self._awaited:
                self.learned.emit()
