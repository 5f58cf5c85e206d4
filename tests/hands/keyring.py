"""A keyring that a test holds in its hand: what it keeps, and whether it answers."""

import time
from dataclasses import dataclass, field

import pytest

from hotline_desktop.actions import make_slot
from hotline_desktop.keys import os_keyring
from hotline_desktop.keys.os_keyring import OsKeyring


@dataclass
class Drawer:
    """Stands where a back end of the keyring library stands."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    lies: bool = False
    sleeps: float = 0.0

    def set_password(self, service: str, name: str, words: str) -> None:
        time.sleep(self.sleeps)
        if not self.lies:
            self.kept[service, name] = words

    def get_password(self, service: str, name: str) -> str | None:
        time.sleep(self.sleeps)
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def hold(monkeypatch: pytest.MonkeyPatch, drawer: Drawer | None) -> None:
    """Let the machine have this keyring, or none."""
    answer = None if drawer is None else OsKeyring(drawer, patience=2.0)
    for module in (make_slot, os_keyring):
        monkeypatch.setattr(module, "os_keyring", lambda *_: answer)
