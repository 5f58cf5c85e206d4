"""How long the national list takes to come in, against the csv module alone on the same file."""

import csv
import os
import subprocess
import sys
import time
from pathlib import Path

from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.places.gazetteer import Gazetteer
from tests.bench.figures import Figure, middle, processor

_READ = """
import os, sys
from hotline_desktop.exchange.reader import answer
for _ in answer(b"{}\\n" + os.fsencode(sys.argv[1]), lambda told: None):
    pass
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


def figures(path: Path, desk: OpenOffice) -> list[Figure]:
    """Give seconds of processor, here and in the child, and what the child held at most."""
    alone = middle(processor(lambda: plain(path), 1) / 1000 for _ in range(5))
    verb = ImportDirectory(desk, Gazetteer.load())
    begun = spent()
    preview = verb.preview(path)
    read, rows = spent() - begun, preview.report.rows
    begun = spent()
    verb.commit(preview)
    wrote = spent() - begun
    seconds = "{:.2f} s of processor"
    return [
        Figure("the csv module alone", 0, alone, "s ", None, f"{rows:,} rows of {path.name}"),
        Figure("preview, times that", 0, read / alone, "x ", None, seconds.format(read)),
        Figure("write, times that", 0, wrote / alone, "x ", None, seconds.format(wrote)),
        Figure("rows previewed a second", 0, rows / read, "  ", None, "of processor"),
        Figure("most the reading child held", 0, held(path), "MB", 200),
    ]


def plain(path: Path) -> int:
    """Read the file with the csv module and nothing else."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def spent() -> float:
    """Seconds of processor of this process and of its children that have ended."""
    told = os.times()
    return time.process_time() + told.children_user + told.children_system


def held(path: Path) -> float:
    """MB that a process which only reads the file held at most, as it says itself.

    The kernel's figure for children begins with what this process holds, for they are forked off.
    """
    command = [sys.executable, "-I", "-c", _READ, str(path)]
    ran = subprocess.run(command, capture_output=True, check=True)
    return int(ran.stdout) / 1024
