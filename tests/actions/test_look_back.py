"""What is looked at after an opening: every link of the trail, and what the keyring remembers."""

import shutil

import pytest

from hotline_desktop.actions import look_back, open_office
from hotline_desktop.actions.look_back import LookBack
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.child import CancelledError
from hotline_desktop.keys import anchor
from hotline_desktop.keys.os_keyring import OsKeyring
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.vault import trail, trail_head
from hotline_desktop.vault.vault import DamagedVaultError
from tests.hands.keyring import Drawer
from tests.kit import trail_attacks

DRAFT = Draft(place=Observation(words="unknown"))


@pytest.fixture
def drawer(monkeypatch):
    held = Drawer()
    monkeypatch.setattr(look_back, "os_keyring", lambda *_: OsKeyring(held, patience=2.0))
    return held


@pytest.fixture
def folder(bare_template, tmp_path):
    return bare_template.copy(tmp_path / "office")


@pytest.fixture
def opened(folder, bare_template, test_world):
    return lambda: open_office.enter(folder, bare_template.key, test_world.world())


def looks(desk):
    told = LookBack(desk)()
    acts = [line.act for line in trail.lines(desk.vault)]
    desk.close()
    return told, acts


def test_a_whole_trail_is_quiet_and_the_keyring_remembers_it(opened, drawer):
    told, _ = looks(opened())
    assert told == ()
    assert len(drawer.kept) == 1
    assert looks(opened())[0] == ()


def test_the_keyring_remembers_when_folder_and_state_are_put_back(opened, folder, drawer, tmp_path):
    looks(opened())
    shutil.copytree(folder, tmp_path / "yesterday")
    shutil.copytree(anchor.home(), tmp_path / "state")
    desk = opened()
    TakeSignal(desk)(DRAFT)
    looks(desk)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "yesterday", folder)
    shutil.rmtree(anchor.home())
    shutil.copytree(tmp_path / "state", anchor.home())
    desk = opened()
    assert desk.noticed == (), "what lies in files was put back too"
    told, acts = looks(desk)
    assert "older than this machine remembers" in told[0]
    assert acts.count("rolled_back") == 1
    assert looks(opened())[0] == ()


def test_what_was_told_at_the_opening_is_not_told_twice(opened, folder, drawer, tmp_path):
    looks(opened())
    shutil.copytree(folder, tmp_path / "yesterday")
    looks(opened())
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "yesterday", folder)
    desk = opened()
    assert len(desk.noticed) == 1
    told, acts = looks(desk)
    assert acts.count("rolled_back") == 1
    assert len(set(told)) <= 1


def test_a_changed_line_in_the_past_is_named_and_written_down_once(opened, drawer):
    desk = opened()
    with desk.vault.transaction() as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='trail'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE trail SET who='somebody else' WHERE seq=2")
    told, acts = looks(desk)
    assert "line 2" in told[0]
    assert acts.count("trail_broken") == 1
    told, acts = looks(opened())
    assert "line 2" in told[0]
    assert acts.count("trail_broken") == 1


@pytest.mark.parametrize("keyring", [None, Drawer(lies=True)])
def test_without_a_keyring_that_keeps_the_trail_is_followed_all_the_same(
    opened, monkeypatch, keyring
):
    held = None if keyring is None else OsKeyring(keyring, patience=2.0)
    monkeypatch.setattr(look_back, "os_keyring", lambda *_: held)
    assert looks(opened())[0] == ()


def test_it_can_be_stopped(opened, drawer):
    desk = opened()
    with pytest.raises(CancelledError):
        LookBack(desk)(lambda: True)
    desk.close()


@pytest.mark.parametrize("which", [-1, -2])
@pytest.mark.parametrize("at", range(1, 7))
def test_a_line_that_is_no_text_any_more_is_named_and_locks_nobody_out(opened, drawer, at, which):
    """Whoever has the key can write bytes that no text has: every act and every opening goes on."""
    desk = opened()
    TakeSignal(desk)(DRAFT)
    rows = trail_attacks.read(desk.vault)
    rows[which][at] = b"\xff" + rows[which][at][1:]
    trail_attacks.write(desk.vault, rows)
    desk.close()
    desk = opened()
    assert isinstance(TakeSignal(desk)(DRAFT), Situation)
    told, _ = looks(desk)
    # A changed newest hash is told at the opening already: the anchor is of another line.
    assert any(f"ine {rows[which][0]}" in one for one in (*desk.noticed, *told))


NO_MOMENTS = (
    b"9999", b"\xb2026", b"2999-02-31T00:00:00.00Z", b"", b"2999-01-01T00:00:00.00Z\0\xff",
    b"2999-01-01T24:00:00.00Z", b"2999-01-01T00:00:00.00\xff",
)  # fmt: skip


def test_a_trail_that_no_line_can_follow_is_refused_in_a_sentence(opened, drawer):
    desk = opened()
    rows = trail_attacks.read(desk.vault)
    rows[-1][0] = 2**63 - 1
    trail_attacks.write(desk.vault, rows)
    desk.close()
    with pytest.raises(DamagedVaultError, match="hotline rescue"):
        opened()


def test_a_moment_that_is_none_does_not_count_for_the_clock(opened, drawer):
    desk = opened()
    for _ in NO_MOMENTS:
        TakeSignal(desk)(DRAFT)
    before = trail_head.latest(desk.vault)
    rows = trail_attacks.read(desk.vault)
    for row, at in zip(rows, NO_MOMENTS, strict=False):
        row[1] = at
    trail_attacks.write(desk.vault, rows)
    assert before is not None
    assert trail_head.latest(desk.vault) == before
    desk.close()
