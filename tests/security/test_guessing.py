"""T6: a guess is dear, a lowered header is refused, a person is slowed over restarts."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from hotline_desktop.keys import header, slots, tries
from hotline_desktop.keys.header import Header
from hotline_desktop.keys.slots import HeaderRefusedError, Kdf, WrongPassphraseError
from hotline_desktop.keys.tries import TooManyTriesError
from tests.hands.passphrase import PASSPHRASE
from tests.kit.tally import Tally, note

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)

LOWERED = [
    *({"memory": m} for m in (0, 1, 8, 1024, 19_456, 65_536, 131_071)),
    *({"passes": p} for p in (0, 1, 2, 3, 5)),
    *({"lanes": n} for n in (0,)),
]
ABSURD = [
    *({"memory": m} for m in (1_048_577, 2**31, 2**62)),
    *({"passes": p} for p in (33, 10**6, 2**62)),
    *({"lanes": n} for n in (9, 10**6, 2**62)),
]


def _changed(folder: Path, **kdf: int) -> Header:
    front = header.read(folder)
    (slot,) = front.slots
    cost = msgspec.structs.replace(slot.kdf, **kdf)
    changed = msgspec.structs.replace(front, slots=(msgspec.structs.replace(slot, kdf=cost),))
    header.write(folder, changed)
    return header.read(folder)


def _is_worked_for(front: Header) -> bool:
    """Say whether a guess was tried on it, right or wrong: then it was a cheap one."""
    try:
        header.unlock(front, PASSPHRASE, lambda _: None)
    except HeaderRefusedError:
        return False
    except WrongPassphraseError:
        return True
    return True


def test_every_lowered_or_absurd_header_is_refused_before_any_work(bare_template, tmp_path):
    taken = 0
    for number, kdf in enumerate([*LOWERED, *ABSURD]):
        front = _changed(bare_template.copy(tmp_path / str(number)), **kdf)
        taken += _is_worked_for(front)
    # Planted: the same header without the floor is worked for, so the check above can fail.
    front = _changed(bare_template.copy(tmp_path / "planted"), memory=1024)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "refuse_absurd", lambda _: None)
        patch.setattr(header, "refuse_absurd", lambda _: None)
        caught = int(_is_worked_for(front))
    trials = len(LOWERED) + len(ABSURD)
    told = "headers of 1 slot, refused before any derivation"
    note(Tally("T6", "lowered or absurd headers taken", trials, taken, told, 1, caught))
    assert (taken, caught) == (0, 1)


_GUESS = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from hotline_desktop.keys import header, slots
front = header.read(Path(sys.argv[2]))
if sys.argv[3:]:
    header.refuse_absurd = slots.refuse_absurd = lambda _: None
def peak():  # of this process alone, in KiB
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
before = peak()
try:
    header.unlock(front, "not this passphrase", lambda _: None)
except header.WrongPassphraseError:
    pass
print(json.dumps([before, peak()]))
"""


def _guess(folder: Path, *planted: str) -> float:
    """Give the MiB that one guess takes, in a process of its own, beside all but deriving."""
    done = subprocess.run(
        [sys.executable, "-c", _GUESS, str(ROOT), str(folder), *planted],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    before, after = json.loads(done.stdout)
    return float(after - before) / 1024


def test_a_guess_takes_the_memory_that_is_promised(bare_template, tmp_path):
    least = 120  # what was free before is used again
    taken, cheap = _guess(bare_template.folder), bare_template.copy(tmp_path / "cheap")
    _changed(cheap, memory=19_456)
    caught = int(_guess(cheap, "without the floor") < least)
    saw = f"{taken:.0f} MiB more"
    note(Tally("T6", "guesses cheaper than 128 MiB", 1, int(taken < least), saw, 1, caught))
    assert taken > least
    assert caught == 1


def test_the_cost_written_is_the_cost_promised(bare_template):
    (slot,) = header.read(bare_template.folder).slots
    assert slot.kdf == Kdf(memory=131_072, passes=6, lanes=1)


def _tries(folder: Path, many: int, counted: bool = True) -> tuple[float, int]:
    """Try so often, never waiting longer than one must; give the hours it took.

    And how many tries were not delayed though five had failed in the quarter of an hour before.
    """

    def clock(now):
        return tries.Start("a start", (now - NOW).total_seconds())

    now, failed, hasty = NOW, [], 0
    for _ in range(many):
        begun = now
        while True:
            try:
                tries.refuse_hasty(folder, now, clock(now))
                break
            except TooManyTriesError as told:
                now += told.wait
        recent = [at for at in failed if begun - at < timedelta(minutes=15)]
        hasty += len(recent) >= 5 and now == begun
        failed.append(now)
        if counted:
            tries.note_failed(folder, now, clock(now))
        now += timedelta(seconds=1)
    return (now - NOW).total_seconds() / 3600, hasty


def test_a_hundred_tries_over_restarts_take_hours(tmp_path):
    """A person who restarts the program after each try."""
    hours, hasty = _tries(tmp_path, 100)
    _, planted = _tries(tmp_path / "none", 100, counted=False)
    what, saw = "tries by hand that were not delayed", f"{hours:.1f} h in all"
    note(Tally("T6", what, 100, hasty, saw, 1, int(planted > 0)))
    assert (hasty, planted) == (0, 95)
    assert hours > 3
