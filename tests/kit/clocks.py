"""Runs our modules under clocks that somebody turned (libfaketime); no machine's clock is touched.

Two ways: all clocks run faster, or the wall clock alone stands where a file says, while the clocks
that nobody can set go on. In the second one ``time.sleep`` may hang: use :func:`passes`.
"""

import json
import os
import select
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
NEEDS = "needs libfaketime (packaging/debian)"

_FILE = "FAKETIME_TIMESTAMP_FILE"
_OURS = ("FAKETIME", "LD_PRELOAD", "NO_FAKE_STAT", "TZ")

MOMENTS = {
    "the clock's first second": "1970-01-01 00:00:00",
    "before the leap day": "2024-02-28 23:59:58",
    "the leap day": "2024-02-29 23:59:58",
    "before the spring change": "2026-03-08 06:59:58",
    "after the spring change": "2026-03-08 07:00:02",
    "before the autumn change": "2026-11-01 05:59:58",
    "in the hour that comes twice": "2026-11-01 06:30:00",
    "the last second of 31 bits": "2038-01-19 03:14:06",
    "past 31 bits": "2038-01-19 03:14:10",
    "no leap day": "2100-02-28 23:59:58",
    "past 32 bits": "2106-02-07 06:28:18",
    "the year 2200": "2200-12-31 23:59:58",
    "a day before all the others": "1970-01-02 00:00:00",
}
"""UTC; the desk that sees them is in Ohio."""


def faster(factor: int) -> dict[str, str]:
    """Give the environment in which every clock runs so many times as fast."""
    return _without() | hurry(factor)


def hurry(factor: int) -> dict[str, str]:
    """Give what makes every clock run so many times as fast."""
    return {"LD_PRELOAD": str(LIBRARY), "FAKETIME": f"+0 x{factor}"}


def turned(file: Path, zone: str = "America/New_York") -> dict[str, str]:
    """Give the environment in which :func:`turn` sets the wall clock, and nothing else does."""
    file.write_text("+0\n")
    return _without() | {
        "LD_PRELOAD": str(LIBRARY),
        _FILE: str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
        "TZ": zone,
    }


def turn(to: datetime) -> None:
    """Set the wall clock of this process; asserts that it stands there."""
    file, to = Path(os.environ[_FILE]), to.astimezone(UTC)
    zone, os.environ["TZ"] = os.environ["TZ"], "UTC"  # what it reads is local time
    time.tzset()
    try:
        for _ in range(3):  # the first one is not always taken
            for words in ("+0", f"@{to:%Y-%m-%d %H:%M:%S}"):  # the same words again say nothing
                file.write_text(words + "\n")
                time.time()
            if abs(datetime.now(UTC) - to) < timedelta(seconds=1):
                return
        raise AssertionError(f"asked for {to}, the clock says {datetime.now(UTC)}")
    finally:
        os.environ["TZ"] = zone
        time.tzset()


def moment(words: str) -> datetime:
    """Read one of MOMENTS."""
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def passes(seconds: float) -> None:
    """Let so much of this process's time go by."""
    select.select([], [], [], seconds)


def start(module: str, *words: object, env: dict[str, str]) -> "subprocess.Popen[str]":
    """Start one of our modules, which answers with one JSON object on its last line."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, words)],
        env=env | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(process: "subprocess.Popen[str]", patience: float = 60) -> Any:
    """Wait for it and give what it answered; fails with its complaint."""
    try:
        said, complaint = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"no answer: {process.communicate()}") from None
    assert process.returncode == 0, complaint
    return json.loads(said.strip().splitlines()[-1])


def _without() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
