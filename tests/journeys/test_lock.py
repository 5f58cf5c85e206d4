"""Ctrl+L across real processes: covered at once, never an empty screen, the draft comes back."""

import os
import signal

import pytest

from tests.hands.office import PASSPHRASE, Template
from tests.hands.session_hands import House, wait_gone


@pytest.fixture
def house(sample_template: Template, tmp_path):
    (tmp_path / "line").mkdir()
    made = House(sample_template.copy(tmp_path / "office"), tmp_path / "line")
    yield made
    made.ends()


def unlocked(house, count):
    _, pid = house.waits("exposed", count)
    session = house.session(pid)
    session.does("type", field="passphrase", text=PASSPHRASE)
    session.does("press", key="Enter", field="passphrase")
    return session.waits(open=True)


def test_the_page_and_the_unsaved_draft_come_back(house):
    first = unlocked(house, 1)
    first.does("press", key="Ctrl+N")
    first.waits(page="intake")
    first.does("type", field="narrative", text="She said the car is gr")
    house.waits("built", 2)
    first.does("press", key="Ctrl+L")
    locking, _ = house.waits("locking", 1)
    covered, _ = house.waits("covered", 1)
    exposed, successor = house.waits("exposed", 2)
    gone = wait_gone(first.pid)
    print(
        f"covered after {(covered - locking) * 1000:.1f} ms, "
        f"unlock page exposed after {(exposed - locking) * 1000:.1f} ms, "
        f"old session gone after {(gone - locking) * 1000:.1f} ms"
    )
    assert successor != first.pid
    assert exposed <= gone, "for a moment there was neither"
    second = unlocked(house, 2)
    assert second.does("state")["page"] == "intake"
    assert second.does("state")["draft"] == "She said the car is gr"


def test_a_crash_brings_the_unlock_page_and_the_draft_back(house):
    first = unlocked(house, 1)
    first.does("press", key="Ctrl+N")
    first.does("type", field="narrative", text="kept although it fell")
    first.waits(kept="kept although it fell")
    house.waits("built", 2)
    os.kill(first.pid, signal.SIGKILL)
    wait_gone(first.pid)
    second = unlocked(house, 2)
    assert second.does("state")["draft"] == "kept although it fell"
