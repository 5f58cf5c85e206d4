"""The front end's word for an exercise office full of invented records; a real one is refused."""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from hotline_desktop import cli_verbs as verbs
from hotline_desktop.actions.generate_office import AS_OF, GenerateOffice, counts
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.cli_verbs import Answer
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.keys import header, recovery
from hotline_desktop.models.office import Policy

_EVERY = 1.0
"""Seconds between two words of progress."""

_New = Callable[[str, str], argparse.ArgumentParser]
_Ask = Callable[..., str]


def add(new: _New, ask: _Ask) -> None:
    """Add the word and what it takes to the grammar."""
    made = new("generate", "make an exercise office full of invented records")
    told = "an empty exercise office, or a folder that does not exist: then one is made there"
    made.add_argument("folder", nargs="?", type=Path, metavar="OFFICE", help=told)
    told = "1 is 1,681 contacts, 282 protocols, 1,200 providers and 14,000 situations"
    made.add_argument("--scale", type=float, default=1.0, metavar="N", help=told)
    told = "the same number makes the same records"
    made.add_argument("--seed", type=int, default=1, metavar="N", help=told)
    told = f"the day the records are of (default {AS_OF:%Y-%m-%d})"
    made.add_argument("--as-of", default="", metavar="DAY", help=told)
    told = "situations with hardly a word, for archives of a million"
    made.add_argument("--lean", action="store_true", help=told)
    made.set_defaults(verb=lambda arguments: generate(arguments, ask))


def generate(arguments: argparse.Namespace, ask: _Ask) -> Answer:
    """Set the office up where there is none, and fill it."""
    folder = arguments.folder or getattr(arguments, "office", None)
    if folder is None:
        raise BadInputError("Say which office: hotline generate DIR.")
    counts(arguments.scale)  # before a passphrase is asked for
    as_of = _day(arguments.as_of)
    arguments.office, shares = folder, ""
    is_new = not (folder / header.FILE).exists()
    words = ask(arguments, twice=is_new)
    if is_new:
        shares = _set_up(folder, words)
    answer = verbs.inside(arguments, lambda: words, lambda a, desk: _fill(a, desk, as_of))
    return Answer(answer.code, answer.value, f"{shares}{answer.words}")


def _set_up(folder: Path, words: str) -> str:
    plan = Plan(name=folder.name, policy=Policy.HOTLINE, advocate="Advocate", exercise=True)
    made = SetUpOffice(World())(folder, plan, words)
    return f"{recovery.in_words(made.shares)}\n\n"


def _fill(arguments: argparse.Namespace, desk: OpenOffice, as_of: datetime) -> Answer:
    begun = time.monotonic()
    try:
        made = GenerateOffice(desk)(
            arguments.scale, arguments.seed, as_of, arguments.lean, _Progress()
        )
    except KeyboardInterrupt:
        raise HotlineError(
            "Stopped: the records so far stay in it, so throw the folder away and make another."
        ) from None
    took = time.monotonic() - begun
    value = {name: getattr(made, name) for name in made.__struct_fields__}
    words = (
        f"{made.contacts:,} contacts, {made.protocols:,} protocols, {made.providers:,} providers "
        f"and {made.situations:,} situations in {made.revisions:,} revisions, all invented, "
        f"in {took:.0f} s.\nTheir digest: {made.digest}"
    )
    return Answer(0, value | {"seconds": round(took, 1)}, words)


class _Progress:
    """Says on the error stream how far it is, once a second."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            print(f"{done:,} of {of:,} records", file=sys.stderr, flush=True)


def _day(words: str) -> datetime:
    if not words:
        return AS_OF
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise BadInputError("Write the day like 2026-11-20.") from None
    if day.year < 2021:
        raise BadInputError("The day the records are of lies in 2021 or later.")
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
