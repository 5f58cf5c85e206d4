"""What an opening finds: wrong passphrases, a vault from yesterday, an altered record."""

import shutil

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.keys import anchor, spool, tries
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.keys.tries import TooManyTriesError
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft
from hotline_desktop.vault import trail
from tests.hands.passphrase import PASSPHRASE

DRAFT = Draft(place=Observation(words="unknown"))


@pytest.fixture
def folder(bare_template, tmp_path):
    return bare_template.copy(tmp_path / "office")


@pytest.fixture
def opened(folder, bare_template, test_world):
    return lambda: open_office.enter(folder, bare_template.key, test_world.world())


def acts(desk):
    return [(line.act, line.detail) for line in trail.lines(desk.vault)]


def place_of(desk):
    return anchor.home() / anchor.name(desk.office.id, desk.folder)


def safe_of(desk):
    return place_of(desk).with_name(f"{place_of(desk).name}.safe")


def test_wrong_passphrases_reach_the_trail_once_and_are_told(folder, opened, test_world):
    for second in (1, 2):
        test_world.clock.goes(seconds=second)
        with pytest.raises(WrongPassphraseError):
            open_office.derive(folder, "not this passphrase", test_world.world())
    left = (folder / spool.FILE).read_bytes()
    desk = opened()
    failed = [detail for act, detail in acts(desk) if act == "unlock_failed"]
    assert failed == ["2026-11-21T04:18:03.00Z", "2026-11-21T04:18:01.00Z"]
    assert desk.noticed == ("2 wrong passphrases were tried since the desk was last open.",)
    assert not (folder / spool.FILE).exists()
    desk.close()
    (folder / spool.FILE).write_bytes(left)  # killed before it was emptied
    desk = opened()
    assert len([act for act, _ in acts(desk) if act == "unlock_failed"]) == 2
    desk.close()


def test_a_smeared_spool_is_written_down(folder, opened):
    (folder / spool.FILE).write_bytes(b"rubbish\nmore rubbish\n")
    desk = opened()
    assert ("spool_damaged", "2") in acts(desk)
    desk.close()


def test_the_fifth_failure_delays_the_next_try_over_restarts(folder, test_world):
    for _ in range(tries.FREE):
        tries.note_failed(folder, test_world.clock())
    with pytest.raises(TooManyTriesError, match="30 s"):
        open_office.derive(folder, PASSPHRASE, test_world.world())
    test_world.clock.goes(seconds=30)
    assert open_office.derive(folder, PASSPHRASE, test_world.world()).advocate
    assert tries.read(folder).failed == ()


def test_a_folder_put_back_as_it_was_is_noticed_once_and_written_down(folder, opened, tmp_path):
    opened().close()
    shutil.copytree(folder, tmp_path / "yesterday")
    desk = opened()
    TakeSignal(desk)(DRAFT)
    desk.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "yesterday", folder)
    desk = opened()
    assert "older than this machine remembers" in desk.noticed[0]
    assert ("rolled_back", "") in acts(desk)
    desk.close()
    desk = opened()
    assert desk.noticed == ()
    assert [act for act, _ in acts(desk)].count("rolled_back") == 1
    desk.close()


def test_another_past_of_the_same_length_is_noticed(folder, opened, tmp_path):
    opened().close()
    shutil.copytree(folder, tmp_path / "fork")
    desk = opened()
    TakeSignal(desk)(DRAFT)
    safe_of(desk).unlink()
    remembered = place_of(desk).read_bytes()
    desk.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "fork", folder)
    desk = opened()
    for _ in range(5):
        TakeSignal(desk)(DRAFT)
    place_of(desk).write_bytes(remembered)
    desk.close()
    desk = opened()
    assert "is not what this machine remembers" in desk.noticed[0]
    desk.close()


def test_a_damaged_anchor_is_told_and_made_anew(opened):
    desk = opened()
    place_of(desk).write_bytes(b"\0" * 90)
    desk.close()
    desk = opened()
    assert desk.noticed == ()  # the safe one holds: a power cut is no alarm
    place_of(desk).write_bytes(b"\0" * 90)
    safe_of(desk).write_bytes(b"")
    desk.close()
    desk = opened()
    assert "cannot be read" in desk.noticed[0]
    desk.close()
    desk = opened()
    assert desk.noticed == ()
    desk.close()


def test_a_machine_that_never_saw_the_office_has_nothing_to_say(opened):
    desk = opened()
    place_of(desk).unlink()
    safe_of(desk).unlink()
    desk.close()
    desk = opened()
    assert desk.noticed == ()
    desk.close()


def test_every_commit_moves_the_anchor_also_that_of_the_lane(opened):
    desk = opened()
    first = place_of(desk).read_bytes()
    TakeSignal(desk)(DRAFT)
    second = place_of(desk).read_bytes()
    lane = desk.vault.second()
    with lane.transaction() as connection:
        trail.add(connection, desk.world.now(), desk.advocate.id, "import", "")
    lane.close()
    third = place_of(desk).read_bytes()
    assert len({first, second, third}) == 3
    assert place_of(desk).stat().st_mode & 0o077 == 0
    desk.close()
