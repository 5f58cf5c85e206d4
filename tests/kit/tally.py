"""What a check of the kit tried, saw and found, kept for docs/assurance.md; judges nothing.

A check that saw nothing proves nothing: ``saw`` says what it looked at, ``planted`` and ``caught``
how many faults were put there on purpose and how many of them it found.
"""

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("HOTLINE_TALLY", ROOT / "build" / "assurance"))


@dataclass(frozen=True)
class Tally:
    """One line of the table; ``hits`` is what must be 0, ``saw`` like "41 MB in 9,212 writes"."""

    promise: str
    what: str
    trials: int
    hits: int
    saw: str = ""
    planted: int = 0
    caught: int = 0
    deep: bool = False


@lru_cache(maxsize=1)
def _commit() -> str:
    """Name the tree that was tried; a "+" says that it differs from that commit."""
    command = ["git", "describe", "--always", "--dirty=+", "--abbrev=7", "--exclude=*"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "no commit"


def note(line: Tally) -> Tally:
    """Keep a line, in place of an earlier one of the same promise, words and depth."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = "".join(c if c.isalnum() else "-" for c in line.what.casefold())
    depth = "deep" if line.deep else "quick"
    file = FOLDER / f"{line.promise}-{words}-{depth}.json"
    new = file.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(asdict(line) | {"commit": _commit()}) + "\n")
    new.replace(file)
    return line
