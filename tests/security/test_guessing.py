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


def test_every_lowered_or_absurd_header_is_refused_before_any_work(bare_template, tmp_path):
    taken = 0
    for number, kdf in enumerate([*LOWERED, *ABSURD]):
        front = _changed(bare_template.copy(tmp_path / str(number)), **kdf)
        try:
            header.unlock(front, PASSPHRASE, lambda _: None)
            taken += 1
        except HeaderRefusedError:
            pass
        except WrongPassphraseError:  # it was worked for: the guess was cheap
            taken += 1
    # Planted: the same header without the floor is worked for, so the check above can fail.
    front = _changed(bare_template.copy(tmp_path / "planted"), memory=1024)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "refuse_absurd", lambda _: None)
        patch.setattr(header, "refuse_absurd", lambda _: None)
        with pytest.raises(WrongPassphraseError):
            header.unlock(front, PASSPHRASE, lambda _: None)
    trials = len(LOWERED) + len(ABSURD)
    told = "headers of 1 slot, refused before any derivation"
    note(Tally("T6", "lowered or absurd headers taken", trials, taken, told, 1, 1))
    assert taken == 0


def test_a_guess_takes_the_memory_that_is_promised(bare_template):
    """Measured in a process of its own, against one that does everything but derive."""
    script = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from hotline_desktop.keys import header
front = header.read(Path(sys.argv[2]))
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
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), str(bare_template.folder)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    before, after = json.loads(done.stdout)
    taken = (after - before) / 1024
    note(Tally("T6", "guesses cheaper than 128 MiB", 1, int(taken < 120), f"{taken:.0f} MiB more"))
    assert taken > 120  # what was free before is used again


def test_the_cost_written_is_the_cost_promised(bare_template):
    (slot,) = header.read(bare_template.folder).slots
    assert slot.kdf == Kdf(memory=131_072, passes=6, lanes=1)


def test_a_hundred_tries_over_restarts_take_hours(tmp_path):
    """A person who restarts the program after each try and never waits less than she must."""

    def clock(now):
        return tries.Start("a start", (now - NOW).total_seconds())

    now, made = NOW, 0
    for _ in range(100):
        while True:
            try:
                tries.refuse_hasty(tmp_path, now, clock(now))
                break
            except TooManyTriesError as told:
                now += told.wait
        tries.note_failed(tmp_path, now, clock(now))
        made += 1
        now += timedelta(seconds=1)
    hours = (now - NOW).total_seconds() / 3600
    note(Tally("T6", "tries by hand that were not delayed", made, 0, f"{hours:.1f} h in all"))
    assert hours > 3
