"""A message bus of the test's own, and services on it in a process of their own."""

import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from jeepney import (
    DBusAddress,
    FileDescriptor,
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

ROOT = Path(__file__).parents[2]
PATIENCE = 20


class PrivateBus:
    """A real dbus-daemon that nothing else on the machine speaks to."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
            + [f"--address=unix:path={folder / 'bus'}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.address = self.process.stdout.readline().strip()
        assert self.address, "the bus did not start"

    def ends(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Service:
    """Owns names on a bus, answers as logind does, says what it is told to (see `_serve`)."""

    def __init__(self, bus: PrivateBus, *names: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.hands.bus_hands", bus.address, *names],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.heard: list[list[str]] = []
        self.waits("ready")

    def signals(self, path: str, member: str, signature: str = "", *body: object) -> None:
        """Emit a signal; ``member`` is interface.Name."""
        self.process.stdin.write(json.dumps([path, member, signature, body]) + "\n")
        self.process.stdin.flush()
        self.waits("sent")

    def waits(self, what: str) -> list[str]:
        """Wait until the service says that word; give the words that follow."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            line = self.process.stdout.readline()
            if not line:
                break
            self.heard.append(json.loads(line))
            if self.heard[-1][0] == what:
                return self.heard[-1][1:]
        raise AssertionError(f"the service never said {what}: {self.heard}")

    def ends(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def _say(*words: str) -> None:
    print(json.dumps(words), flush=True)


def _serve(address: str, names: list[str]) -> None:
    """Own names; note each call, each delay lock given and its release; emit what stdin asks."""
    line = open_dbus_connection(address, enable_fds=True)
    for name in names:
        line.send_and_get_reply(message_bus.RequestName(name))
    _say("ready")
    held: list[int] = []

    def answer(message) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        member = message.header.fields[HeaderFields.member]
        _say("called", member, *map(str, message.body))
        if member == "Inhibit":
            ours, theirs = os.pipe()
            held.append(ours)
            line.send(new_method_return(message, "h", (FileDescriptor(theirs),)))
        elif member == "GetSession":
            line.send(new_method_return(message, "o", ("/org/freedesktop/login1/session/_37",)))
        else:
            line.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    while True:
        readable, _, _ = select.select([line.sock, 0, *held], [], [])
        for each in [fd for fd in held if fd in readable]:
            held.remove(each)  # the other end was closed
            _say("released")
        if line.sock in readable:
            with suppress(TimeoutError):
                while True:
                    answer(line.receive(timeout=0))
        if 0 in readable:
            for asked in os.read(0, 65536).splitlines():
                path, member, signature, body = json.loads(asked)
                interface, _, name = member.rpartition(".")
                emitter = DBusAddress(path, interface=interface)
                line.send(new_signal(emitter, name, signature or None, tuple(body)))
                _say("sent")


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2:])
