"""Whichever call the disk refuses to a set-up, there is a whole office, or room for one (T19)."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hotline_desktop.keys import slots
from tests.kit import acts, failing_act, faults
from tests.kit.faults import CALLS, ERRORS, SHORT, Bench, End, Fault, Ran
from tests.kit.forked import Forked
from tests.kit.tally import Tally, note
from tests.reliability.aftermath import Held, after
from tests.reliability.grounds import Grounds

QUICK = 6


@pytest.fixture(autouse=True, scope="module")
def able():
    if why := faults.refusal():
        pytest.skip(why)


@contextmanager
def empty(place: Path) -> Iterator[Grounds]:
    """Give an empty folder for an office; deriving keys costs nothing meanwhile."""
    start = place / "nothing"
    start.mkdir()
    with (
        tempfile.TemporaryDirectory(prefix="hotline-") as base,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(slots, "Argon2id", slots.Argon2id)  # put back at the end
        acts.know({})
        made = Grounds(failing_act.SET_UP, start, Path(base, "disk"), Path(base, "work"), {})
        made.work.mkdir()
        patch.setenv("XDG_STATE_HOME", str(made.folder / "state"))
        yield made


def wrong(on: Grounds, ran: Ran) -> list[str]:
    """Judge how it ended; where no office was made, one can be made there now."""
    found = [] if ran.end in (End.DONE, End.TOLD) else [f"it {ran.end}: {ran.words}"]
    made = failing_act.MADE.encode() in ran.said
    if ran.end is End.TOLD and not made and not (on.office / "office.json").exists():
        failing_act.set_up(on.office)
    found += after(on.office, [], Held({}, "")).wrong
    names = sorted(path.name for path in on.folder.iterdir())
    return found if names == ["office", "state"] else [*found, f"left behind: {names}"]


def refuse(on: Grounds, bench: Bench, every: Iterable[Fault], seen: Counter) -> Iterator[str]:
    """Refuse one call after another; give what was wrong and count what was seen."""
    for fault in every:
        ran = bench.run(fault)
        seen["faults"] += 1
        seen[ran.end] += 1
        told = [*wrong(on, ran), *([] if ran.hit else ["it was not hit"])]
        if told:
            yield f"{fault}, {''.join(ran.hit[:1])[:200]}: {'; '.join(sorted(set(told)))}"


def every_one(bench: Bench) -> list[Fault]:
    """Give every n of every call but locks: nobody else is there to be kept out."""
    calls = [call for kind in ("pages", "files", "names") for call in CALLS[kind]]
    once = [(call, n, error) for call in calls for n in bench.places(call) for error in ERRORS[:2]]
    short = [Fault("write", SHORT, n) for n in bench.places("write")]
    return short + [Fault(call, error, n, on) for call, n, error in once for on in (False, True)]


def caught(on: Grounds, bench: Bench) -> int:
    """Break what writes the header, and the disk with it; 1 if that is found."""
    (n,) = bench.places("write", "/office.json.new")
    return int(any(wrong(on, bench.run(Fault("write", SHORT, n), "unlooked"))))


@pytest.mark.parametrize("deep", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_a_refused_set_up_leaves_a_whole_office_or_room_for_one(tmp_path, deep):
    seen: Counter[str] = Counter()
    with empty(tmp_path) as on, Forked() as forked:
        bench = Bench(on, 1, 1, forked)
        every = every_one(bench)
        tried = every if deep else random.Random(19).sample(every, QUICK)
        told, found = [*refuse(on, bench, tried, seen)], caught(on, bench)
    saw = f"{seen[End.TOLD]:,} ended with a sentence, {seen[End.DONE]:,} could do without the call"
    what = "calls refused during set-up"
    note(Tally("T19", what, seen["faults"], len(told), saw, 1, found, deep))
    assert found == 1
    assert not told, f"{len(told)} wrong:\n" + "\n".join(told[:20])
