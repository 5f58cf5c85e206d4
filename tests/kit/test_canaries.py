"""The finder sees every leak that was planted, names it, and sees none where there is none."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.kit import outgoing
from tests.kit.canaries import Canaries, plant
from tests.kit.canary_look import MEMORY_ONLY, Look, look
from tests.kit.handed import NotSeenError
from tests.kit.leaks import LEAKS
from tests.kit.tally import Tally, note


@pytest.fixture(autouse=True, scope="module")
def able():
    if why := outgoing.refusal():
        pytest.skip(why)


def leaked(ways: dict[str, str], secrets: dict[str, str], folder: Path) -> Look:
    """Run the leaks and look for the secrets."""
    place, out = folder / "trace", folder / "out"
    out.mkdir()
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(out), "TMPDIR": str(out)}
    words = [sys.executable, "-m", "tests.kit.leaks", str(out)]
    code = outgoing.run(words, place, ROOT, env, json.dumps(ways).encode())
    assert code == 0, (place / "stderr").read_text()
    seen = outgoing.outgoing(place, ROOT, [out])
    return look(seen, Canaries(secrets), MEMORY_ONLY)


def test_every_kind_of_leak_is_caught_and_named(tmp_path):
    secrets = plant([*LEAKS, "never said"])
    ways = {way: secrets[way] for way in LEAKS}
    seen = leaked(ways, secrets, tmp_path)
    missed = set(LEAKS) - seen.caught()
    what = "leaks planted that the canary finder missed"
    note(
        Tally("T1", what, len(LEAKS), len(missed), seen.in_words(), len(LEAKS), len(seen.caught()))
    )
    assert not missed
    assert "never said" not in seen.caught()
    assert len(LEAKS) >= 25
    assert [Path(told).name for told in seen.unseen] == ["plain-WAL.db-shm"]


def test_where_nothing_leaks_nothing_is_found(tmp_path):
    seen = leaked({}, plant(LEAKS), tmp_path)
    assert not seen.hits
    assert seen.outside.calls


def test_a_trace_that_was_cut_short_is_refused(tmp_path):
    place = tmp_path / "trace"
    outgoing.run([sys.executable, "-c", "print()"], place, ROOT, dict(os.environ))
    assert outgoing.outgoing(place, ROOT).sent
    (trace,) = place.glob("trace.*")
    *lines, _end = trace.read_bytes().splitlines(keepends=True)
    for left in (lines, lines[:-1], [*lines, b"1795710807.008910029 write(3"], []):
        trace.write_bytes(b"".join(left))
        with pytest.raises(NotSeenError):
            outgoing.outgoing(place, ROOT)


def test_a_thread_that_was_killed_at_the_door_of_a_call_handed_nothing(tmp_path):
    trace = tmp_path / "trace.7"
    gone, end = (
        "1795983920.01 ???()              = ?\n",
        "1795983920.02 +++ killed by SIGKILL +++\n",
    )
    trace.write_text(gone + end)
    outgoing.outgoing(tmp_path, ROOT)
    trace.write_text(gone + '1795983920.02 write(1, "", 0) = 0\n' + end)
    with pytest.raises(NotSeenError):
        outgoing.outgoing(tmp_path, ROOT)
