"""A measured figure beside its aim, and a table of them; judges nothing."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured thing: with ``of`` situations, and the ``aim`` it should stay below."""

    what: str
    of: int
    value: float
    unit: str
    aim: float | None = None
    saw: str = ""


HEAD = f"{'measured':36} {'situations':>10} {'figure':>9}    {'aim':>6}"


def line(figure: Figure) -> str:
    """One line of the table."""
    aim = f"{figure.aim:6.2f}" if figure.aim is not None else " " * 6
    over = " over" if figure.aim is not None and figure.value > figure.aim else ""
    saw = f"  {figure.saw}" if figure.saw else ""
    return (
        f"{figure.what:36} {figure.of:10,} {figure.value:9.2f} {figure.unit:2} {aim}{over:5}{saw}"
    ).rstrip()


def tell(figures: Iterable[Figure]) -> None:
    """Print lines as they come."""
    for figure in figures:
        print(line(figure), flush=True)


def processor(work: Callable[[], object], times: int) -> float:
    """Milliseconds of processor a run takes: what other programs do does not count."""
    gc.collect()
    begun = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begun) * 1000 / times


def clocked(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds by the wall of each run, in order of length."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def p95(taken: list[float]) -> float:
    """What 95 of a hundred stay below."""
    return sorted(taken)[int(len(taken) * 0.95)]


def middle(taken: Iterable[float]) -> float:
    """The median."""
    return statistics.median(taken)


def memory(line: str) -> float:
    """MB that this process holds (``VmRSS``) or held at most (``VmHWM``), as the kernel says it.

    ``getrusage`` would not do for the most: it begins with what the process that started us held.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{line}:")[1].split()[0]) / 1024
