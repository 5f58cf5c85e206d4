"""Prints what a packet costs in milliseconds: ``python -m tests.packet.measure``."""

import statistics
import time
from collections.abc import Callable

from hotline_desktop.models.noun import encode
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.statement import Statement
from hotline_desktop.packet.check import verify
from hotline_desktop.packet.finish import finish
from hotline_desktop.packet.layout import lay_out
from hotline_desktop.packet.press import press
from hotline_desktop.packet.preview import draw
from hotline_desktop.packet.seal import seal
from tests.bench.figures import memory
from tests.packet import story

ROUNDS = 15


def timed(work: Callable[[], object]) -> str:
    """First and median of the later runs."""
    passed = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        passed.append(1000 * (time.perf_counter() - began))
    return f"first {passed[0]:7.1f}   then {statistics.median(passed[1:]):7.1f}"


def measure(name: str, told: Referral) -> None:
    """Build, sign and check one packet, step by step and whole."""
    keys = story.signing()
    laid = lay_out(told)
    made = finish(laid, told.packet, told.made_at, story.NOW, encode(told))
    sealed = seal(made, keys.chain, keys.key)
    pages = len(laid.marks)
    print(f"{name}: {pages} pages, {len(sealed.pdf):,} bytes")

    def finished() -> bytes:
        # A tree takes its marks while it is drawn: each file needs a fresh one.
        return finish(lay_out(told), told.packet, told.made_at, story.NOW, encode(told))

    for what, work in {
        "lay out": lambda: lay_out(told),
        "lay out, finish": finished,
        "sign": lambda: seal(made, keys.chain, keys.key),
        "check": lambda: verify(sealed.pdf, exercise=True, now=story.NOW),
        "whole (press)": lambda: press(story.job(told, keys)),
        "preview, 900 px": lambda: draw(told, 900),
    }.items():
        print(f"  {what:16s} ms {timed(work)}")


def main() -> None:
    """Measure the sample call, six pages and the longest call."""
    measure("sample call", story.referral())
    some = tuple(Statement("what was said, in short " * 6, "The caller") for _ in range(70))
    measure("about six pages", story.referral(statements=some))
    many = tuple(Statement("what was said, in short " * 20, "The caller") for _ in range(200))
    measure("200 statements", story.referral(statements=many))
    print(f"peak memory {memory('VmHWM'):.0f} MB")


if __name__ == "__main__":
    main()
