"""T9, T20: idle hands lock in time, and nobody wins or loses anything by turning the clock."""

import json

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.set_idle import SetIdle
from tests.hands.office import TestWorld
from tests.hands.screen_desk import ScreenDesk
from tests.kit import clocks
from tests.kit.pixels import MISSING, Screen
from tests.kit.tally import Tally, note

pytestmark = pytest.mark.skipif(clocks.LIBRARY is None, reason=clocks.NEEDS)

FACTOR = 600
LATE = 900
"""Seconds of the fast clock: 1.5 real ones, for a machine with much else to do."""

FAST = (
    ({"minutes": 1}, 60),
    ({"minutes": 10}, 600),
    ({"minutes": 10, "touched": [300]}, 900),
    ({"minutes": 5, "call": True}, 1800),
)
TURNS = (
    [[0.4, "1970-01-01 00:00:01"]],
    [[0.3, "2100-02-28 23:59:58"], [0.7, "1970-01-01 00:00:05"]],
    [[0.2, "2038-01-19 03:14:10"], [0.6, "2026-11-01 06:30:00"], [0.9, "2026-11-01 05:30:00"]],
)
LIMIT = 1.5
ANEW = "all given anew, clock once ahead"


def window(env, **plan):
    return clocks.start("tests.hands.watched_window", json.dumps(plan), env=env)


def late(plan, due, found) -> float | None:
    """Give the seconds from when a lock was due; None when it came early, too late, or not."""
    # A key that came late puts the lock off by as much.
    due += found.get("touched", 0) - sum(plan.get("touched", ()))
    locked = found["locked"]
    if locked is None or not due <= locked <= due + LATE or found["after"] == "#ff00a0":
        return None
    return locked - due


def test_idle_hands_lock_a_real_window_at_its_limit_600_times_as_fast():
    plans = [*FAST, ({"minutes": 30}, 60)]  # the last is planted: half an hour too late
    running = [window(clocks.faster(FACTOR), patience=7200, **plan) for plan, _ in plans]
    told = [clocks.answer(one) for one in running]
    for found in told:
        assert found["before"] == "#ff00a0", "nothing was to be seen before the lock either"
    lates = [late(*plan, found) for plan, found in zip(plans, told, strict=True)]
    caught, in_time = int(lates.pop() is None), [at for at in lates if at is not None]
    saw = f"{len(FAST)} windows, limits 1 to 30 min; at most {max(in_time, default=0):.1f} s late"
    what = "idle windows not locked in time, all clocks x600"
    note(Tally("T9", what, len(FAST), lates.count(None), saw, 1, caught))
    assert None not in lates, told
    assert caught == 1


def test_a_turned_wall_clock_neither_hurries_nor_stops_the_idle_lock(tmp_path):
    running = []
    for number, turns in enumerate(TURNS):
        for wall in (False, True):
            env = clocks.turned(tmp_path / f"{number}{wall}")
            running.append(window(env, limit=LIMIT, turns=turns, wall=wall, patience=3))
    locked = [clocks.answer(one)["locked"] for one in running]
    in_time = [at is not None and LIMIT <= at < LIMIT + 1 for at in locked]
    wrong, caught = in_time[::2].count(False), in_time[1::2].count(False)
    saw = f"{sum(map(len, TURNS))} turns, 1970 to 2100, while windows waited"
    what = "idle locks hurried or put off by the wall clock"
    note(Tally("T9", what, len(TURNS), wrong, saw, planted=len(TURNS), caught=caught))
    assert caught == len(TURNS)
    assert not wrong, locked


@pytest.fixture(scope="module")
def told(bare_template, sample_template, tmp_path_factory):
    """What each task saw, at the same time in processes of their own."""
    running = {}
    for task in ("sittings", "rights", "tries", "by_the_wall"):
        folder, office = tmp_path_factory.mktemp(task), {"sittings": bare_template}
        office = office.get(task, sample_template).copy(folder / "office")
        env = clocks.turned(folder / "rc")
        running[task] = clocks.start("tests.hands.turned_office", task, office, env=env)
    return {task: clocks.answer(one) for task, one in running.items()}


def test_an_office_opens_and_keeps_at_every_hour_there_is(told):
    sittings = told["sittings"]
    assert sittings["backwards"] > 0, "the clock never went back: nothing was tried"
    hits = len(sittings["wrong"]) + len(sittings["lost"]) + sittings["untimed"]
    hits += (sittings["broken"] != "None") + (not sittings["in_order"])
    saw = (
        f"{sittings['kept']} situations and drafts from 1970 to 2200, {sittings['lines']} lines "
        f"of the trail, {sittings['backwards']} times earlier than the one before"
    )
    note(Tally("T20", "openings, saves, drafts, trail: wrong at some hour", 13, hits, saw))
    assert hits == 0, sittings


def test_a_clock_behind_the_trail_is_said(told):
    sittings = told["sittings"]
    assert any("clock" in sentence for sentence in sittings["said"])


def test_a_packet_is_made_only_within_its_hours_and_a_release_dies_once(told):
    rights = dict(told["rights"])
    caught, _ = rights.pop("planted: believes the clock"), rights.pop(ANEW)
    may = {name for name, made in rights.items() if made}
    wrong = may ^ {"now", "two seconds before its end"}
    saw = "before, within and after release and verification; run out or withdrawn, then set back"
    what = "packets at an hour outside release or verification"
    note(Tally("T20", what, len(rights), len(wrong), saw, 1, int(caught)))
    assert caught, "a release would not live again by the clock alone"
    assert not wrong


def test_an_office_whose_clock_was_ahead_once_can_make_packets_again(told):
    assert told["rights"][ANEW]


def test_turning_the_clock_forward_frees_no_try(told):
    on, _ = told["tries"]
    saw = "five failures, the clock turned by a minute to a year, both ways"
    planted, _ = told["by_the_wall"]
    caught, free = int(bool(planted["free"])), len(on["free"])
    note(Tally("T20", "turns that free a delayed try", on["turns"], free, saw, 1, caught))
    assert not on["free"]
    assert caught, "a count on the wall clock would be free"


def test_a_clock_set_right_again_keeps_nobody_out(told):
    _, back = told["tries"]
    assert back["held"]
    _, planted = told["by_the_wall"]
    what, caught = "waits that never end when the clock is set right", int(planted["still"])
    note(Tally("T20", what, 1, int(back["still"]), "after a year ahead", 1, caught))
    assert not back["still"]
    assert caught, "a count on the wall clock would keep her out"


@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
def test_the_real_program_locks_itself_at_its_limit(sample_template, tmp_path):
    """Slower than the others: opening an office takes seconds, which must not become minutes."""
    factor, due = 60, 300
    office = sample_template.copy(tmp_path / "office")
    opened = open_office.enter(office, sample_template.key, TestWorld().world())
    SetIdle(opened)(due // 60)
    opened.close()
    fast = {name: clocks.faster(factor)[name] for name in ("LD_PRELOAD", "FAKETIME")}
    with Screen(tmp_path / "screen") as screen:
        desk = ScreenDesk(screen, office, env=fast)
        try:
            before = desk.unlocks()
            first = desk.sessions()
            sight, known = desk.is_left_alone(before, 12)
            ended = first - desk.sessions()
        finally:
            desk.ends()
    at = -1.0 if sight.gone_after is None else sight.gone_after * factor
    in_time = due <= at <= due + 120
    saw = f"{sight.seen:,} looks at {known:,} pieces of letters; due at {due} s, gone at {at:.0f} s"
    what = f"the program, window and door, not locked in time, all clocks x{factor}"
    note(Tally("T9", what, 1, int(not in_time), saw))
    assert sight.seen, "the desk was never seen"
    assert in_time, sight
    assert ended, "the page is covered, and its process lives on"
