from datetime import UTC, datetime, timedelta

import pytest

from hotline_desktop.keys import tries
from hotline_desktop.keys.tries import Start, TooManyTriesError

NOW = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def start_at(at, name="one"):
    return Start(name, (at - NOW).total_seconds() + 10**9)


def fail(folder, times, at=NOW, name="one"):
    for _ in range(times):
        tries.note_failed(folder, at, start_at(at, name))


def ask(folder, at, name="one"):
    tries.refuse_hasty(folder, at, start_at(at, name))


def wait(folder, at, name="one"):
    return tries.wait(tries.read(folder), at, start_at(at, name))


def test_four_are_free_and_the_fifth_delays(tmp_path):
    fail(tmp_path, 4)
    ask(tmp_path, NOW)
    fail(tmp_path, 1)
    with pytest.raises(TooManyTriesError, match="30 s"):
        ask(tmp_path, NOW)
    with pytest.raises(TooManyTriesError, match="1 s"):
        ask(tmp_path, NOW + 29 * SECOND)
    ask(tmp_path, NOW + 30 * SECOND)


def test_each_further_one_doubles_the_wait_to_a_quarter_of_an_hour(tmp_path):
    waits = []
    for _ in range(12):
        fail(tmp_path, 1)
        waits.append(wait(tmp_path, NOW).total_seconds())
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_after_a_quarter_of_an_hour_it_is_forgotten(tmp_path):
    fail(tmp_path, 8)
    ask(tmp_path, NOW + timedelta(minutes=15))
    fail(tmp_path, 1, NOW + timedelta(minutes=16))
    assert wait(tmp_path, NOW + timedelta(minutes=16)) == timedelta()


def test_the_right_one_forgets_them_and_is_tried_first(tmp_path):
    fail(tmp_path, 4)
    tries.note_opened(tmp_path, "slot 2")
    assert tries.read(tmp_path) == tries.Tries(last="slot 2")


def test_a_clock_set_back_delays_no_longer_than_a_failure_just_now(tmp_path):
    fail(tmp_path, 5, NOW + timedelta(days=400))
    assert wait(tmp_path, NOW, "another") == 30 * SECOND
    with pytest.raises(TooManyTriesError):
        ask(tmp_path, NOW, "another")
    ask(tmp_path, NOW + 30 * SECOND, "another")


@pytest.mark.parametrize("turned", [timedelta(days=400), timedelta(days=-400), 20 * SECOND])
def test_turning_the_clock_neither_frees_nor_keeps(tmp_path, turned):
    fail(tmp_path, 5)
    later = Start("one", 10**9 + 29)
    with pytest.raises(TooManyTriesError, match="1 s"):
        tries.refuse_hasty(tmp_path, NOW + turned, later)
    tries.refuse_hasty(tmp_path, NOW + turned, Start("one", 10**9 + 30))
    tries.refuse_hasty(tmp_path, NOW, Start("one", 10**9 + 900))


def test_over_a_restart_the_wall_is_believed(tmp_path):
    fail(tmp_path, 5)
    with pytest.raises(TooManyTriesError):
        ask(tmp_path, NOW + 29 * SECOND, "another")
    ask(tmp_path, NOW + 30 * SECOND, "another")


def test_a_damaged_or_unwritable_note_keeps_nobody_out(tmp_path):
    (tmp_path / tries.FILE).write_bytes(b"\xff{")
    ask(tmp_path, NOW)
    (tmp_path / tries.FILE).unlink()
    (tmp_path / tries.FILE).mkdir()
    fail(tmp_path, 1)
    ask(tmp_path, NOW)


def test_it_is_kept_from_others_and_bounded(tmp_path):
    fail(tmp_path, 200)
    file = tmp_path / tries.FILE
    assert file.stat().st_mode & 0o077 == 0
    assert file.stat().st_size < 4096
