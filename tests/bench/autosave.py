"""How long a pause of typing takes to reach the disk, alone and while a bulk import writes."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path

import msgspec

from hotline_desktop.actions.generate_office import AS_OF
from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.situation import Draft
from hotline_desktop.vault import directory, situations
from tests.bench.figures import Figure, middle, p95
from tests.bench.vault import made

AIM = 5.0
SAVES, PAUSE = 400, 0.002
WORDS = "she said that " * 40
REST = 0.15
"""Seconds between two transactions: SQLite asks for the lock every 0.1 s, and must find it free."""
ROWS = 2000
"""Rows of one transaction of the bulk write: longer than any of ours, which are 200 to 23,600."""


def figures(desk: OpenOffice, of: int) -> Iterator[Figure]:
    """Give p95 in milliseconds, beside a bare write and fsync of as many bytes."""
    sys.setswitchinterval(0.0005)  # as the session does
    alone, floor = saves(desk), bare(desk.folder)
    yield _figure("autosave, alone", of, alone, AIM)
    with bulk(desk):
        busy = saves(desk)
    yield _figure("autosave during a bulk import", of, busy, AIM)
    yield _figure("write and fsync of 4 KiB, bare", of, floor, None)
    with bulk(desk, REST):
        waited = commits(desk, of)
    yield _figure("keep a situation meanwhile", of, waited, None)


def _figure(what: str, of: int, taken: list[float], aim: float | None) -> Figure:
    told = f"p95; median {middle(taken):.2f}, longest {max(taken):.2f}"
    return Figure(what, of, p95(taken), "ms", aim, told)


def saves(desk: OpenOffice) -> list[float]:
    """Keep the desk again and again, each time with a little more typed."""
    taken, before = [], Bookmark(draft=Draft(narrative=WORDS))
    for number in range(SAVES):
        new = Bookmark(draft=Draft(narrative=f"{WORDS}{number}"))
        begun = time.perf_counter()
        desk.journal.keep(desk.advocate.id, new, desk.world.now(), before)
        taken.append((time.perf_counter() - begun) * 1000)
        time.sleep(PAUSE)
    return taken


def commits(desk: OpenOffice, of: int) -> list[float]:
    """Keep situations while a bulk import holds the lock most of the time."""
    taken = []
    coming = (record for record in made(0.01, seed=90 + of % 7) if hasattr(record, "draft"))
    for one in islice(coming, 12):
        begun = time.perf_counter()
        with desk.vault.transaction() as connection:
            number = situations.next_number(connection, desk.world.now())
            situations.keep(connection, msgspec.structs.replace(one, number=number))
        taken.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.05)
    return taken


def bare(folder: Path) -> list[float]:
    """What the disk itself takes."""
    taken = []
    with (folder / "bare").open("wb", buffering=0) as file:
        for _ in range(SAVES):
            begun = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - begun) * 1000)
    (folder / "bare").unlink()
    return taken


@contextmanager
def bulk(desk: OpenOffice, rest: float = 0.0) -> Iterator[None]:
    """Write a directory on the lane, as an import does, as long as the body takes."""
    stop, ground = threading.Event(), Ground(91, AS_OF)

    def write() -> None:
        lane, numbers = desk.vault.second(), count()
        while not stop.is_set():
            with lane.transaction() as connection:
                for number in islice(numbers, ROWS):
                    directory.keep_contact(connection, contact(ground, number))
                    if stop.is_set():
                        break
            stop.wait(rest)
        lane.close()

    lane = threading.Thread(target=write)
    lane.start()
    try:
        yield
    finally:
        stop.set()
        lane.join()
