"""Works in a real office while the wall clock is turned under it; it says what it saw, judges not.

`python -m tests.hands.turned_office TASK FOLDER`, in the environment of tests/kit/clocks.py. The
task `tries` needs no office; `by_the_wall` in its place is the planted fault.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec

from hotline_desktop.actions import open_office
from hotline_desktop.actions.confirm_clock import ConfirmClock
from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.make_packet import Gathered, MakePacket, Wish
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_trail import ReadTrail
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.actions.world import World
from hotline_desktop.keys import tries
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.disclosure import Basis, Disclosure, decide
from hotline_desktop.models.noun import Refusal
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.models.trail import TrailFilter
from hotline_desktop.vault import directory, situations
from tests.hands.passphrase import PASSPHRASE
from tests.kit.clocks import MOMENTS, moment, passes, turn

NIGHT = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
DESK = "valley-task-force-night"


def sittings(folder: Path) -> dict[str, Any]:
    """Open, keep, type and close at each moment; give what was different from any other day."""
    wrong, said, kept = [], [], []
    key, typed = None, ""
    for name, words in MOMENTS.items():
        turn(moment(words))
        key = key or open_office.derive(folder, PASSPHRASE)
        desk = open_office.enter(folder, key, World())
        said += [f"{name}: {sentence}" for sentence in desk.noticed]
        left = desk.journal.last(desk.advocate.id)
        if typed and (left is None or left.draft is None or left.draft.narrative != typed):
            wrong.append(f"{name}: the draft did not come back")
        typed = f"typed at {name}"
        desk.journal.keep(
            desk.advocate.id, Bookmark(draft=Draft(narrative=typed)), desk.world.now()
        )
        made = TakeSignal(desk)(Draft(place=Observation(words=name), narrative=name))
        if isinstance(made, Situation):
            kept.append(made.id)
        else:
            wrong.append(f"{name}: not kept: {made}")
        desk.close()
    desk = open_office.enter(folder, key, World()) if key else None
    assert desk is not None
    lost = [one for one in kept if situations.situation(desk.vault, one) is None]
    told = {"wrong": wrong, "said": said, "kept": len(kept), "lost": lost, **_trail(desk)}
    desk.close()
    return told


def _trail(desk: OpenOffice) -> dict[str, Any]:
    lines = ReadTrail(desk).look(TrailFilter(), limit=1000).lines[::-1]
    times = [line.line.at for line in lines]
    pairs = list(zip(times, times[1:], strict=False))
    return {
        "lines": len(lines),
        "in_order": [line.line.seq for line in lines] == list(range(1, len(lines) + 1)),
        "untimed": times.count(None),
        "backwards": sum(1 for a, b in pairs if a and b and b < a),
        "broken": str(ReadTrail(desk).check().broken),
    }


def rights(folder: Path) -> dict[str, bool]:
    """Ask for a packet at several hours; give at which ones it would have been made."""
    turn(NIGHT)
    desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
    taken = TakeSignal(desk)(sample_call(NIGHT))
    assert isinstance(taken, Situation)
    until = taken.draft.release.until
    contact = directory.contact(desk.vault, DESK)
    assert until is not None
    assert contact is not None
    assert contact.verification is not None

    def may(at: datetime) -> bool:
        turn(at)
        answer = MakePacket(desk).gather(Wish(taken.id, DESK))
        assert isinstance(answer, Gathered | Refusal), answer
        if isinstance(answer, Refusal):  # a line of that hour: the vault has seen it
            ReadTrail(desk).note(TrailFilter())
        return isinstance(answer, Gathered)

    second, day = timedelta(seconds=1), timedelta(days=1)
    told = {"now": may(NIGHT)}
    told["before it was given"] = may(taken.draft.release.given_at - day)
    told["before it was verified"] = may(contact.verification.at - day)
    told["two seconds before its end"] = may(until - 2 * second)
    told["at its end"] = may(until)
    told["past its end"] = may(until + 400 * day)
    told["past its end, clock set back"] = may(until - 60 * second)
    at, policy = desk.world.now(), desk.office.policy
    planted = decide(policy, Basis(), taken.draft.release, contact, at)
    told["planted: believes the clock"] = isinstance(planted, Disclosure)
    turn(until - 40 * second)
    release = msgspec.structs.replace(taken.draft.release, withdrawn_at=desk.world.now())
    TakeSignal(desk)(msgspec.structs.replace(taken.draft, release=release), taken.id)
    told["withdrawn"] = may(until - 30 * second)
    told["withdrawn, clock set back"] = may(until - 60 * second)
    told["all given anew, clock once ahead"] = _anew(desk, taken, may)
    desk.close()
    return told


def _anew(desk: OpenOffice, taken: Situation, may: Callable[[datetime], bool]) -> bool:
    """Call the contact back and have her release again, after the clock was set right."""
    ConfirmClock(desk)()
    now = desk.world.now()
    VerifyContact(desk)(DESK, "called back on its public number")
    release = taken.draft.release
    again = msgspec.structs.replace(release, given_at=now, until=now + timedelta(hours=6))
    TakeSignal(desk)(msgspec.structs.replace(taken.draft, release=again), taken.id)
    return may(now + timedelta(seconds=5))


def guesses(folder: Path, counter: Any) -> dict[str, Any]:  # noqa: ANN401 - a module's shape
    """Fail five times and turn the clock; give where nothing held, and whether it ever ends."""
    folder.mkdir()
    turn(NIGHT)
    for _ in range(tries.FREE):
        counter.note_failed(folder, datetime.now(UTC))
    begun, free = time.monotonic(), []
    hours = {"a minute on": 1 / 60, "a quarter on": 0.26, "a day on": 24, "a year on": 8766}
    hours |= {f"{name[:-2]}back": -many for name, many in hours.items()}
    for name, many in hours.items():
        turn(NIGHT + timedelta(hours=many))
        if not _is_held(counter, folder):
            free.append(name)
    assert time.monotonic() - begun < 20, "too slow to tell anything"
    return {"free": free, "turns": len(hours)}


def delayed(folder: Path, counter: Any) -> dict[str, Any]:  # noqa: ANN401 - a module's shape
    """Fail five times ahead of time, set the clock right, wait as long as was said."""
    folder.mkdir()
    tries._FIRST = timedelta(seconds=1)
    turn(NIGHT + timedelta(days=400))
    for _ in range(tries.FREE):
        counter.note_failed(folder, datetime.now(UTC))
    turn(NIGHT)
    held = _is_held(counter, folder)
    passes(1.3)
    return {"held": held, "still": _is_held(counter, folder)}


def _is_held(counter: Any, folder: Path) -> bool:  # noqa: ANN401 - a module's shape
    try:
        counter.refuse_hasty(folder, datetime.now(UTC))
    except tries.TooManyTriesError:
        return True
    return False


def by_the_wall() -> SimpleNamespace:
    """Give a counter that knows no clock but the wall's."""

    def refuse_hasty(folder: Path, now: datetime) -> None:
        failed = tries.read(folder).failed
        recent = [at for at in failed if now - at < tries.WITHIN]
        if len(recent) >= tries.FREE and now < max(recent) + tries._FIRST:
            raise tries.TooManyTriesError(max(recent) + tries._FIRST - now)

    def note_failed(folder: Path, now: datetime) -> None:
        tries._write(folder, tries.Tries((*tries.read(folder).failed, now)))

    return SimpleNamespace(refuse_hasty=refuse_hasty, note_failed=note_failed)


TASKS: dict[str, Callable[[Path], Any]] = {
    "sittings": sittings,
    "rights": rights,
    "tries": lambda at: [guesses(at / "on", tries), delayed(at / "back", tries)],
    "by_the_wall": lambda at: [
        guesses(at / "on", by_the_wall()),
        delayed(at / "back", by_the_wall()),
    ],
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](Path(sys.argv[2]))))
