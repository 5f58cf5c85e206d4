"""One line to a message bus that never makes the window wait; it knows no service by name.

Not QtDBus: its connectToBus() keeps Python's lock while it waits, so that on a bus which takes the
connection and never answers the whole process stands still, threads and all (measured).
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    FileDescriptor,
    HeaderFields,
    MatchRule,
    MessageFlag,
    MessageType,
    Parser,
    SizeLimitError,
    message_bus,
)
from jeepney.auth import BEGIN, AuthenticationError, Authenticator  # type: ignore[import-untyped]
from jeepney.bus import get_connectable_addresses  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

_PATIENCE = 5000
_CHUNK = 65536
_DESCRIPTORS = 16

Then = Callable[[tuple[Any, ...] | None], None]
"""Takes the body of an answer, or None for an error or a bus that ended."""


class Bus(QObject):
    """``answered`` when the bus has greeted us; ``ended`` when it is absent, silent or gone."""

    answered = Signal()
    ended = Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        """Take a D-Bus address ("" for no bus); nothing happens before :meth:`begin`."""
        super().__init__(parent)
        self._address = address
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._greeting = Authenticator(enable_fds=True)
        self._parser = Parser()
        self._serials = count(1)
        self._waiting: dict[int, Then] = {}
        self._heard: list[tuple[MatchRule, Callable[[tuple[Any, ...]], None]]] = []
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.setObjectName("bus patience")
        self._patience.timeout.connect(self.close)

    def begin(self) -> None:
        """Knock; ``answered`` or ``ended`` follows, ``ended`` even before this returns."""
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.setblocking(False)
        self._socket = line
        try:
            # A local socket is connected at once or not at all; a full backlog is an error too.
            line.connect(next(get_connectable_addresses(self._address)))
        except (OSError, RuntimeError, ValueError, IndexError):
            self.close()
            return
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._patience.start()
        self._send(self._greeting.data_to_send())

    def call(self, message: Any, then: Then) -> None:  # noqa: ANN401 - jeepney has no types
        """Send a message; ``then`` is called later, once. A message starts no service."""
        serial = next(self._serials)
        message.header.flags |= MessageFlag.no_auto_start
        if self._socket is None:
            then(None)
            return
        self._waiting[serial] = then
        self._send(message.serialise(serial=serial))

    def hear(self, sender: str, path: str, member: str, then: Callable[[Any], None]) -> None:
        """Call ``then`` with the body of every such signal; ``member`` is interface.Name."""
        interface, _, name = member.rpartition(".")
        about = {"type": "signal", "path": path, "interface": interface, "member": name}
        self._heard.append((MatchRule(**about), then))
        self.call(message_bus.AddMatch(MatchRule(sender=sender, **about)), lambda _: None)

    @Slot()
    def close(self) -> None:
        """Hang up; who still waits is told None."""
        if self._socket is None:
            return
        self._patience.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        self._socket.close()
        self._socket = None
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then(None)
        self.ended.emit()

    def _send(self, data: bytes) -> None:
        if self._socket is None:
            return
        try:
            self._socket.sendall(data)
        except OSError:  # full, too: what is said here fits a hundred times into a live line
            self.close()

    @Slot()
    def _on_readable(self) -> None:
        if self._socket is None:
            return
        try:
            data, descriptors, _, _ = socket.recv_fds(self._socket, _CHUNK, _DESCRIPTORS)
        except BlockingIOError:
            return
        except OSError:
            data, descriptors = b"", []
        try:
            self._take(data, [FileDescriptor(each) for each in descriptors])
        except (AuthenticationError, SizeLimitError, ValueError):
            data = b""
        if not data:
            self.close()

    def _take(self, data: bytes, descriptors: list[Any]) -> None:
        if self._greeting.authenticated:
            self._parser.add_data(data, descriptors)
            while self._socket is not None and (message := self._parser.get_next_message()):
                self._on_message(message)
            return
        self._greeting.feed(data)
        if self._greeting.authenticated:
            self._send(BEGIN)
            self.call(message_bus.Hello(), self._on_greeted)
        else:
            self._send(self._greeting.data_to_send())

    def _on_greeted(self, name: tuple[Any, ...] | None) -> None:
        if name is not None:
            self._patience.stop()
            self.answered.emit()

    def _on_message(self, message: Any) -> None:  # noqa: ANN401
        fields, kind = message.header.fields, message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            then = self._waiting.pop(fields.get(HeaderFields.reply_serial), None)
            if then is not None:
                then(message.body if kind is MessageType.method_return else None)
                return
        elif kind is MessageType.signal:
            for rule, heard in self._heard:
                if rule.matches(message):
                    heard(message.body)
        for part in message.body:  # nobody asked for it
            if isinstance(part, FileDescriptor):
                part.close()


def session_address() -> str:
    """Give where the session bus is, "" for nowhere; none is ever started."""
    with suppress(KeyError):
        return os.environ["DBUS_SESSION_BUS_ADDRESS"]
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), "bus")
    return f"unix:path={path}" if os.path.isabs(path) and os.path.exists(path) else ""


def system_address() -> str:
    """Give where the system bus is."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or "unix:path=/run/dbus/system_bus_socket"
