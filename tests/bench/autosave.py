"""How long a pause of typing takes to reach the disk, alone and while a bulk import writes."""

import statistics
import threading
import time
from pathlib import Path

from hotline_desktop.actions import open_office
from hotline_desktop.actions.open_office import Key
from hotline_desktop.actions.world import World
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.situation import Draft
from tests.bench.vault import situation


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def report(folder: Path, key: Key) -> None:
    """Print p50 and p95 in milliseconds, beside a bare write and fsync of as many bytes."""
    import random

    desk = open_office.enter(folder, key, World())
    seed, words = random.Random(3), Draft(narrative="she said that " * 40)  # noqa: S311 - nothing secret
    body = Bookmark(draft=words)

    def saves(count: int) -> list[float]:
        taken = []
        for number in range(count):
            draft = Draft(narrative=f"{words.narrative}{number}")
            begun = time.perf_counter()
            desk.journal.keep(desk.advocate.id, Bookmark(draft=draft), desk.world.now(), body)
            taken.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.002)
        return taken

    def bare(count: int) -> list[float]:
        taken = []
        with (folder / "bare").open("wb", buffering=0) as file:
            import os

            for _ in range(count):
                begun = time.perf_counter()
                file.write(b"x" * 4096)
                os.fsync(file.fileno())
                taken.append((time.perf_counter() - begun) * 1000)
        (folder / "bare").unlink()
        return taken

    alone, floor = saves(400), bare(400)
    stop = threading.Event()

    def import_meanwhile() -> None:
        from hotline_desktop.vault import situations

        lane = desk.vault.second()
        number = 10**6
        while not stop.is_set():
            with lane.transaction() as connection:
                for _ in range(2000):
                    number += 1
                    situations.keep(connection, replace_id(number))
        lane.close()

    def replace_id(number: int):  # noqa: ANN202 - a Situation
        return situation(number, seed)

    lane = threading.Thread(target=import_meanwhile)
    lane.start()
    busy = saves(400)
    stop.set()
    lane.join()
    desk.close()
    for what, taken in (("alone", alone), ("during a bulk write", busy), ("bare fsync", floor)):
        print(
            f"autosave {what:20} p50 {statistics.median(taken):6.2f} ms  p95 {_p95(taken):6.2f} ms"
        )
