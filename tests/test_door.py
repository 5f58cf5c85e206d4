"""The door's rules, with real processes: one session on the screen, one spare, never neither."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline_desktop import door
from hotline_desktop.instance import OpenElsewhereError
from tests.hands.door_hands import PATIENCE, ROOT, Actor, DoorHands

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and scripted sessions")

PLACE = {"geometry": [10, 20, 1366, 768], "state": "maximized", "look": "dark"}
GRACE, KILL_AFTER = 0.4, 1.0  # promised; not read from the door
SENTENCE = "The program stopped by itself three times in a minute."


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[DoorHands]:
    with DoorHands(tmp_path / "office") as hands:
        yield hands


def order(heard: dict | None) -> dict:
    """An order without its time."""
    assert heard is not None, "the door said nothing"
    return {name: value for name, value in heard.items() if name != "at"}


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def locked(hands: DoorHands) -> tuple[Actor, Actor, dict]:
    """An unlocked session that has just locked, the spare, and what the spare was told."""
    old = hands.opens()
    new = hands.spare()
    old.says("locking", **PLACE)
    shown = new.hears()
    assert shown is not None
    return old, new, shown


class TestStart:
    def test_the_first_session_is_shown_once_it_is_ready(self, hands: DoorHands) -> None:
        first = hands.session()
        assert first.hears(0.2) is None
        first.says("ready")
        assert order(first.hears()) == {"do": "show", "why": "start"}

    def test_there_is_no_spare_before_unlock_and_one_after(self, hands: DoorHands) -> None:
        front = hands.session()
        front.says("ready")
        front.hears()
        front.says("exposed")
        assert hands.starts_no_session()
        front.says("unlocked")
        spare = hands.session()
        front.says("unlocked")
        spare.says("ready")
        assert hands.starts_no_session()
        assert spare.hears(0.2) is None, "the spare stays off the screen"

    def test_a_spare_cannot_ask_for_a_spare_or_for_the_lock(self, hands: DoorHands) -> None:
        front = hands.opens()
        spare = hands.spare()
        for word in ("unlocked", "locking", "exposed", "leaving"):
            spare.says(word)
        assert hands.starts_no_session()
        assert front.hears(0.1) is None
        front.says("locking", **PLACE)
        assert order(spare.hears())["why"] == "lock", "and the door still does its work"

    def test_its_own_command_is_isolated_and_names_the_office(self, tmp_path: Path) -> None:
        assert door.own_command(tmp_path) == [
            *[sys.executable, "-I", "-m", "hotline_desktop.app", "--office", str(tmp_path)]
        ]


class TestLock:
    def test_the_spare_stands_where_the_old_one_stood(self, hands: DoorHands) -> None:
        _, _, shown = locked(hands)
        assert order(shown) == {"do": "show", "why": "lock", **PLACE}

    def test_the_old_one_leaves_when_the_next_is_on_the_screen(self, hands: DoorHands) -> None:
        old, new, shown = locked(hands)
        assert old.hears(0.1) is None, "nobody else is on the screen yet"
        new.says("exposed")
        leave = old.hears()
        assert order(leave) == {"do": "leave"}
        assert leave["at"] - shown["at"] < GRACE
        assert old.is_gone()

    def test_it_leaves_after_400_ms_when_no_expose_comes(self, hands: DoorHands) -> None:
        old, _, shown = locked(hands)
        leave = old.hears()
        assert order(leave) == {"do": "leave"}
        assert GRACE - 0.05 < leave["at"] - shown["at"] < GRACE + 0.4

    def test_one_that_does_not_leave_is_killed_a_second_later(self, hands: DoorHands) -> None:
        front = hands.opens()
        spare = hands.spare()
        front.turns_stubborn()
        front.says("locking", **PLACE)
        spare.hears()
        spare.says("exposed")
        leave = front.hears()
        gone = front.is_gone()
        assert gone is not None
        assert leave is not None
        assert KILL_AFTER - 0.05 < gone - leave["at"] < KILL_AFTER + 0.7

    def test_without_a_ready_spare_the_old_one_stays_until_there_is_one(
        self, hands: DoorHands
    ) -> None:
        old = hands.opens()
        slow = hands.session()
        old.says("locking", **PLACE)
        old.says("exposed")  # as when its covered window is moved
        assert old.hears(GRACE + 0.4) is None
        assert slow.hears(0) is None, "not laid out"
        slow.says("ready")
        assert order(slow.hears())["why"] == "lock"
        assert old.hears(GRACE + 0.4) is None, "told to show is not yet on the screen"
        slow.says("exposed")
        assert order(old.hears()) == {"do": "leave"}

    def test_but_not_longer_than_the_longest_wait(self, tmp_path: Path) -> None:
        with DoorHands(tmp_path / "office", LONGEST_WAIT=0.8) as hands:
            old = hands.opens()
            hands.session()
            old.says("locking", **PLACE)
            assert old.hears(0.6) is None
            assert order(old.hears(1)) == {"do": "leave"}

    def test_a_spare_that_dies_while_it_comes_leaves_the_old_one_standing(
        self, hands: DoorHands
    ) -> None:
        old, new, _ = locked(hands)
        new.is_killed()
        third = hands.session()
        assert old.hears(GRACE + 0.4) is None
        third.says("ready")
        assert order(third.hears()) == {"do": "show", "why": "crash", **PLACE}
        third.says("exposed")
        assert order(old.hears()) == {"do": "leave"}

    def test_one_who_locks_twice_quickly_is_not_cut_short(self, hands: DoorHands) -> None:
        """The deadline of the first old session must not strike the second."""
        first, second, _ = locked(hands)
        first.turns_stubborn()
        second.says("exposed")
        first.hears()
        second.says("unlocked")
        hands.session()
        second.says("locking", **PLACE)
        assert first.is_gone()
        assert second.is_gone(KILL_AFTER + 0.5) is None

    def test_twenty_locks_and_the_screen_is_never_empty(self, hands: DoorHands) -> None:
        front, waits = hands.opens(), []
        for _ in range(20):
            spare = hands.spare()
            front.says("locking", **PLACE)
            shown = spare.hears()
            assert lives(front.pid)
            spare.says("exposed")
            leave = front.hears()
            assert front.is_gone()
            waits.append((leave["at"] - shown["at"]) * 1000)
            spare.says("unlocked")
            front = spare
        print(
            f"told to show until told to leave: mean {sum(waits) / 20:.1f} ms, max {max(waits):.1f}"
        )
        assert max(waits) < 1000 * GRACE


class TestCrash:
    def test_the_spare_comes_and_knows_why_and_where(self, hands: DoorHands) -> None:
        old, front, _ = locked(hands)
        front.says("exposed")
        assert old.is_gone()
        front.says("unlocked")
        spare = hands.spare()
        front.is_killed()
        assert order(spare.hears()) == {"do": "show", "why": "crash", **PLACE}

    @pytest.mark.parametrize("code", [0, 1, 70])
    def test_an_unannounced_end_is_a_crash_whatever_its_code(
        self, hands: DoorHands, code: int
    ) -> None:
        front = hands.opens()
        spare = hands.spare()
        front.ends(code)
        assert order(spare.hears())["why"] == "crash"

    def test_without_a_spare_a_new_one_is_made(self, hands: DoorHands) -> None:
        front = hands.session()
        front.says("ready")
        front.hears()
        front.is_killed()
        assert order(hands.spare().hears()) == {"do": "show", "why": "crash"}

    def test_three_in_a_minute_and_it_stops(self, hands: DoorHands) -> None:
        for _ in range(3):
            session = hands.session()
            session.says("ready")
            session.hears()
            session.is_killed()
        code, said = hands.ends()
        assert code == 70
        assert said.startswith(SENTENCE)
        assert said.count("\n") == 1
        assert hands.starts_no_session()

    def test_three_in_more_than_a_minute_and_it_goes_on(self, tmp_path: Path) -> None:
        with DoorHands(tmp_path / "office", WITHIN=0.0) as hands:
            for _ in range(5):
                hands.session().is_killed()
            hands.spare()
            assert hands.process.poll() is None

    def test_spares_that_crash_do_not_end_the_work_of_an_advocate(self, hands: DoorHands) -> None:
        front = hands.opens()
        for _ in range(3):
            hands.session().is_killed()
        assert hands.starts_no_session()
        assert front.is_gone(0.2) is None
        front.says("locking", **PLACE)
        spare = hands.spare()
        assert order(spare.hears())["why"] == "lock"
        spare.says("exposed")
        assert order(front.hears()) == {"do": "leave"}

    def test_a_command_that_cannot_be_started_is_three_crashes(self, tmp_path: Path) -> None:
        ran = opened(tmp_path / "office", "/nowhere/session")
        assert (ran.returncode, ran.stderr.startswith(SENTENCE)) == (70, True)


class TestEnd:
    def test_leaving_ends_the_spare_and_the_door(self, hands: DoorHands) -> None:
        front = hands.opens()
        spare = hands.spare()
        front.says("leaving")
        front.ends(0)
        assert hands.ends() == (0, "")
        assert spare.is_gone()

    def test_one_that_leaves_may_close_the_office_first(self, hands: DoorHands) -> None:
        front = hands.opens()
        front.says("leaving")
        front.ends(0, after=0.5)
        assert order(front.hears()) == {"do": "closed in order"}
        assert hands.ends() == (0, "")

    def test_one_that_only_says_so_is_ended(self, tmp_path: Path) -> None:
        with DoorHands(tmp_path / "office", LAST_WORK=0.3) as hands:
            front = hands.opens()
            front.turns_stubborn()
            front.says("leaving")
            assert hands.ends() == (0, "")
            assert front.is_gone()

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    def test_a_signal_lets_the_sessions_go_in_order(
        self, hands: DoorHands, number: signal.Signals
    ) -> None:
        front = hands.opens()
        spare = hands.spare()
        hands.process.send_signal(number)
        assert order(front.hears()) == {"do": "door is gone"}
        assert hands.ends() == (128 + number, "")
        assert front.is_gone()
        assert spare.is_gone()

    def test_a_killed_door_takes_its_sessions_with_it(self, hands: DoorHands) -> None:
        front = hands.opens()
        spare = hands.spare()
        hands.process.kill()
        assert order(front.hears()) == {"do": "door is gone"}
        assert front.is_gone()
        assert spare.is_gone()
        with DoorHands(hands.office) as again:
            again.spare()


class TestOneDoor:
    def test_a_second_door_is_refused_and_starts_nothing(self, hands: DoorHands) -> None:
        front = hands.opens()
        with DoorHands(hands.office) as second:
            assert second.ends() == (3, f"{OpenElsewhereError()}\n")
            assert second.starts_no_session()
        assert front.is_gone(0.1) is None

    def test_an_office_is_not_needed_yet_nor_its_folder(self, tmp_path: Path) -> None:
        with DoorHands(tmp_path / "not" / "there" / "yet") as hands:
            hands.opens()
        assert not (tmp_path / "not" / "there" / "yet").exists(), "set-up makes it"

    def test_a_place_that_cannot_be_written_is_one_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ran = opened(tmp_path / "file" / "office", sys.executable)
        assert ran.returncode == 3
        assert ran.stderr.startswith("The office's place cannot be written")
        assert ran.stderr.count("\n") == 1


class TestLine:
    @pytest.mark.parametrize(
        "nonsense",
        ["not json", "[1]", "3", '{"say": "end"}', '{"say": 3}', '{"say": ["ready"]}', "{}", "\0é"],
    )
    def test_nonsense_is_passed_over(self, hands: DoorHands, nonsense: str) -> None:
        first = hands.session()
        first.prints(nonsense + "\n")
        first.says("ready")
        assert order(first.hears())["do"] == "show"

    def test_a_line_in_pieces_and_two_in_one(self, hands: DoorHands) -> None:
        first = hands.session()
        first.prints('{"say": "re')
        assert first.hears(0.1) is None
        first.prints('ady"}\n{"say": "exposed"}\n{"say": "unlocked"}\n')
        assert order(first.hears())["do"] == "show"
        hands.spare()

    def test_a_line_without_end_is_not_kept(self) -> None:
        session = door.Session([sys.executable, "-c", "input()"])
        for _ in range(40):
            assert list(session.lines(b"x" * 65536)) == []
        assert len(session._half) <= 65536
        session.end()

    def test_what_is_passed_on_is_only_what_is_known(self, hands: DoorHands) -> None:
        front = hands.opens()
        spare = hands.spare()
        front.says("locking", **PLACE, narrative="x", do="leave", why="start")
        assert order(spare.hears()) == {"do": "show", "why": "lock", **PLACE}


def test_threads_in_place_of_a_selector_do_the_same(tmp_path: Path) -> None:
    """What Windows will use; run here, not there."""
    with DoorHands(tmp_path / "office", threaded=True) as hands:
        old, new, _ = locked(hands)
        new.says("exposed")
        assert order(old.hears()) == {"do": "leave"}
        assert old.is_gone()
        new.says("unlocked")
        spare = hands.spare()
        new.is_killed()
        assert order(spare.hears())["why"] == "crash"
        spare.says("leaving")
        spare.ends(0)
        assert hands.ends() == (0, "")


def test_the_door_is_small_and_knows_no_room(hands: DoorHands) -> None:
    hands.opens()
    hands.spare()
    status = Path(f"/proc/{hands.process.pid}/status").read_text()
    kib = int(status.split("VmRSS:")[1].split()[0])
    print(f"door with two sessions: {kib / 1024:.1f} MiB resident")
    assert kib < 20 * 1024
    listed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, json, hotline_desktop.door; print(json.dumps([*sys.modules]))",
        ],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    ours = {name for name in json.loads(listed.stdout) if name.startswith("hotline_desktop")}
    assert ours == {"hotline_desktop"} | {
        f"hotline_desktop.{m}" for m in ("door", "instance", "errors")
    }


def test_the_usual_place_of_an_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert door.default_folder() == tmp_path / "hotline-desktop" / "office"


def opened(office: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """A door that ends by itself."""
    script = "import sys, hotline_desktop.door as d; sys.exit(d.main(sys.argv[1:3], sys.argv[3:]))"
    return subprocess.run(
        [sys.executable, "-c", script, "--office", str(office), command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=PATIENCE,
    )
