"""T23: one holder of an office at a time, whatever starts at once and whatever died before."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.kit.tally import Tally, note

ROOT = Path(__file__).parents[2]
STARTER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from hotline_desktop.errors import HotlineError
from hotline_desktop.instance import Instance
sys.stdin.readline()
try:
    held = Instance.hold(Path(sys.argv[2]))
except HotlineError as reason:
    print("refused", reason, flush=True)
else:
    print("held", flush=True)
    sys.stdin.readline()
"""


class Starters:
    """Processes that all want one office at the same moment."""

    def __init__(self, folder: Path, count: int) -> None:
        command = [sys.executable, "-c", STARTER, str(ROOT), str(folder)]
        self.all = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(count)
        ]

    def start(self) -> list[str]:
        for one in self.all:
            one.stdin.write("\n")
            one.stdin.flush()
        return [one.stdout.readline().strip() for one in self.all]

    def ends(self) -> None:
        for one in self.all:
            one.kill()
            one.wait()
            one.stdin.close()
            one.stdout.close()


@pytest.mark.parametrize(
    "rounds", [3, pytest.param(60, marks=pytest.mark.deep)], ids=["quick", "deep"]
)
def test_of_those_who_start_at_once_one_holds_it(tmp_path, rounds):
    held = 0
    for number in range(rounds):
        folder = tmp_path / str(number % 2)  # the lock file of the round before lies there
        starters = Starters(folder, 8)
        try:
            told = starters.start()
            held += told.count("held")
            assert all("use that window" in words for words in told if words != "held")
            holder = starters.all[told.index("held")]
            os.kill(holder.pid, signal.SIGKILL)
            holder.wait()
            again = Starters(folder, 1)  # a lock that its holder did not let go is nobody's
            held += again.start().count("held")
            again.ends()
        finally:
            starters.ends()
    trials = rounds * 9
    told = f"{rounds} rounds of 8 at once, and 1 after a kill"
    # Planted: holders that do not ask each other are all holders, and would be counted.
    planted = 8 + 1 - 2
    deep = rounds > 3
    note(Tally("T23", "second holders", trials, held - 2 * rounds, told, planted, planted, deep))
    assert held == 2 * rounds


def test_the_front_end_is_refused_while_somebody_holds_the_office(bare_template, tmp_path):
    folder = bare_template.copy(tmp_path / "office")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    starters = Starters(folder, 1)
    try:
        assert starters.start() == ["held"]
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "hotline_desktop.cli", "--office", str(folder), "--json",
             "--passphrase-fd", "0", "check"],
            input="any words\n", capture_output=True, text=True, cwd=ROOT, timeout=30, check=False,
        )  # fmt: skip
    finally:
        starters.ends()
    assert done.returncode == 3
    assert "use that window" in json.loads(done.stdout)["error"]
    assert "Traceback" not in done.stderr
    assert time.monotonic() - begun < 30
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
