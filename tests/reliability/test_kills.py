"""Killed at any moment, the program loses nothing that it said was kept (T17)."""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from hotline_desktop.models.noun import encode
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft
from tests.hands.passphrase import PASSPHRASE
from tests.house.tree import ROOT
from tests.kit.acts import text
from tests.kit.tally import Tally, note
from tests.reliability.aftermath import Held, after
from tests.reliability.grounds import Grounds, ground_for, schemas

QUICK = {"save": 6, "draft": 5, "import": 4, "rekey": 6, "migration": 4}
DEEP = {"save": 250, "draft": 200, "import": 150, "rekey": 200, "migration": 140}
FRONT_END_QUICK, FRONT_END_DEEP = 3, 60
ON_ONE_OFFICE = 8
"""Kills that one office lives through, before a fresh one is taken."""
LONGEST = 20.0


class Heard:
    """What a process says on its stdout, line by line, for as long as one listens."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        self._pipe, self._rest = process.stdout, b""
        self.lines: list[bytes] = []

    def listen(self, until: float) -> bool:
        """Take what comes until that moment (monotonic); False when there is no more to come."""
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._pipe], [], [], left)[0]:
                break
            if not self.take():
                return False
        return True

    def take(self) -> bool:
        """Wait for some more and take it; False at the end."""
        more = os.read(self._pipe.fileno(), 65536)
        *whole, self._rest = (self._rest + more).split(b"\n")
        self.lines += whole
        return bool(more)


def killed(on: Grounds, first: int, dice: random.Random) -> tuple[list[bytes], bool]:
    """Begin the act and kill it, at any moment of its start or soon after it said something.

    Gives what it said, and whether it was running until then, as it must.
    """
    process = on.begins(first)
    heard = Heard(process)
    try:
        if dice.random() < 0.2:
            heard.listen(time.monotonic() + dice.uniform(0.1, 0.3))
        else:
            wanted, end = dice.randint(1, 4), time.monotonic() + LONGEST
            while len(heard.lines) < wanted and heard.take():
                assert time.monotonic() < end, "the act hangs"
            heard.listen(time.monotonic() + dice.uniform(0, 0.05))
    finally:
        end_now(process, heard)
    return heard.lines, process.returncode == -signal.SIGKILL


def killed_between(on: Grounds, fault: str) -> list[bytes]:
    """Begin the act, broken on purpose, and kill it as soon as it promises something."""
    process = on.begins(1, fault)
    heard = Heard(process)
    try:
        while all(line.startswith(b"#") for line in heard.lines) and heard.take():
            pass
    finally:
        end_now(process, heard)
    return heard.lines


def end_now(process: "subprocess.Popen[bytes]", heard: Heard) -> None:
    process.kill()
    while heard.take():
        pass
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def kill_through(on: Grounds, many: int, seen: Counter) -> list[str]:
    """Kill so many times; give what was wrong and count what was seen."""
    dice, wrong, said, lived = random.Random(many), [], [], 0
    before = Held.by(on.office)
    for number in range(many):
        if not lived:
            on.fresh()
            said = []
        more, ran = killed(on, 1 + number * 1000, dice)
        said += more
        seen["kills"] += 1
        logs = (on.office / f"{name}.db-wal" for name in ("vault", "journal"))
        seen["logs"] += any(log.exists() and log.stat().st_size for log in logs)
        found = after(on.office, said, before).wrong + (() if ran else ("the act failed",))
        wrong += [f"kill {number}: {'; '.join(sorted(set(found)))}"] if found else []
        seen["promises"] += sum(not line.startswith(b"#") for line in said)
        lived = 0 if found or on.act == "migration" else (lived + 1) % ON_ONE_OFFICE
    return wrong


def caught(on: Grounds) -> int:
    """Kill an act that promises too early between promise and deed; 1 if it is found."""
    on.fresh()
    before = Held.by(on.office)
    on.fresh()
    said = killed_between(on, "early")
    return int(any(one.startswith("lost") for one in after(on.office, said, before).wrong))


def judge(act: str, seen: Counter, wrong: list[str], planted: int, found: int, deep: bool) -> None:
    saw = f"{seen['promises']:,} promises looked up; {seen['logs']:,} kills left a log to fold in"
    note(Tally("T17", f"kills during {act}", seen["kills"], len(wrong), saw, planted, found, deep))
    assert found == planted
    assert seen["logs"] or not deep, saw  # a handful of kills may all fall after a checkpoint
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("act", QUICK)
def test_what_was_promised_outlives_a_kill(bare_template, tmp_path, act):
    seen: Counter[str] = Counter()
    with ground_for(act, bare_template.folder, tmp_path) as on:
        wrong, found = kill_through(on, QUICK[act], seen), caught(on)
    judge(act, seen, wrong, 1, found, deep=False)


@pytest.mark.deep
@pytest.mark.parametrize("act", DEEP)
def test_hundreds_of_kills(bare_template, tmp_path, act):
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    ages = range(1, len(schemas())) if act == "migration" else [1]
    for schema in ages:
        with ground_for(act, bare_template.folder, tmp_path, schema) as on:
            wrong += kill_through(on, DEEP[act] // len(ages), seen)
            found = caught(on)
    judge(act, seen, wrong, 1, found, deep=True)


class FrontEnd:
    """``hotline situation add`` on one office, cut off or not."""

    def __init__(self, on: Grounds, folder: Path) -> None:
        self.on, self.folder = on, folder
        self.took = {"started": LONGEST, "opened": LONGEST}
        """Seconds from start to end, and from opening the vault to closing it, as last seen.

        Kills are thrown over these: a fixed time strikes elsewhere on another machine.
        """

    def adds(self, n: int, stage: str, seconds: float) -> bytes | None:
        """Add situation n; kill it so many seconds after it started or opened the vault.

        Gives what exit code 0 promises; None when it was killed.
        """
        process, log = self._begins(n), self.on.office / "vault.db-wal"
        at = {"started": time.monotonic()}
        try:
            while process.poll() is None:
                now = time.monotonic()
                if log.exists():
                    at.setdefault("opened", now)
                elif "opened" in at:
                    at.setdefault("closed", now)
                assert now < at["started"] + LONGEST, "the front end hangs"
                if now >= at.get(stage, now) + seconds:
                    break
                time.sleep(0.0005)
        finally:
            process.kill()
            out, _ = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), (
            f"the front end ended with {process.returncode}"
        )
        if process.returncode:
            return None
        self.took["started"] = time.monotonic() - at["started"]
        if "closed" in at:
            self.took["opened"] = at["closed"] - at["opened"]
        return f"save {json.loads(out)['id']} 1 {n}".encode()

    def _begins(self, n: int) -> "subprocess.Popen[bytes]":
        call = self.folder / f"{n}.json"
        call.write_bytes(encode(Draft(place=Observation(words=f"Room {n}"), narrative=text(n))))
        read, write = os.pipe()
        os.write(write, f"{PASSPHRASE}\n".encode())
        os.close(write)
        words = ["--office", str(self.on.office), "--json", "--passphrase-fd", str(read)]
        front_end = [sys.executable, "-m", "hotline_desktop.cli", "situation", "add", str(call)]
        try:
            return subprocess.Popen(
                [*front_end, *words], pass_fds=[read], stdout=subprocess.PIPE, cwd=ROOT
            )
        finally:
            os.close(read)


def front_end_through(on: Grounds, folder: Path, many: int, seen: Counter) -> list[str]:
    """Add so many situations by the front end, the first in peace; give what was wrong."""
    dice, said, wrong, front_end = random.Random(many), [], [], FrontEnd(on, folder)
    before = Held.by(on.office)
    for n in range(1, many + 1):
        if n == 1:
            promise = front_end.adds(n, "started", LONGEST)
            assert promise is not None
        else:
            stage = dice.choice(("started", "opened", "opened"))
            promise = front_end.adds(n, stage, dice.uniform(0, front_end.took[stage]))
        said += [promise] if promise else []
        seen["kills"] += promise is None
        log = on.office / "vault.db-wal"
        seen["logs"] += log.exists() and log.stat().st_size > 0
        found = after(on.office, said, before)
        wrong += [f"adding {n}: {'; '.join(sorted(set(found.wrong)))}"] if found.wrong else []
        seen["promises"] += len(said)
    # Planted: a promise that nobody kept must be missed.
    seen["caught"] += bool(after(on.office, [*said, b"save nothing 1 1"], before).wrong)
    return wrong


@pytest.mark.parametrize(
    "many", [FRONT_END_QUICK, pytest.param(FRONT_END_DEEP, marks=pytest.mark.deep)]
)
def test_exit_code_0_of_the_front_end_is_a_promise(bare_template, tmp_path, many):
    seen: Counter[str] = Counter()
    with ground_for("save", bare_template.folder, tmp_path) as on:
        wrong = front_end_through(on, tmp_path, many, seen)
    found = seen["caught"]
    judge("hotline situation add", seen, wrong, 1, found, deep=many == FRONT_END_DEEP)
