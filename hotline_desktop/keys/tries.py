"""Failed tries to unlock: when the next one may be made; it slows a person, never a copy.

Whoever copies the folder guesses without it; there the cost of each guess protects (slots.py). How
long ago a try was is told by the clock since the machine's start, which nobody can set; only over a
restart the wall's clock has to be believed.
"""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from hotline_desktop import durable
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.noun import Moment, Noun, UnreadableRecordError, decode, encode

FILE = "tries.json"
FREE, WITHIN = 5, timedelta(minutes=15)
_FIRST, _LONGEST = timedelta(seconds=30), timedelta(minutes=15)
_KEPT = 50


class TooManyTriesError(HotlineError):
    """The next try has to wait."""

    def __init__(self, wait: timedelta) -> None:
        """Say how long."""
        self.wait = wait
        seconds = max(1, round(wait.total_seconds()))
        super().__init__(f"Too many wrong passphrases: the next try is possible in {seconds} s.")


class Start(Noun, frozen=True):
    """A start of the machine, "" where it has no name, and the seconds since then."""

    name: str
    seconds: float


class Tries(Noun, frozen=True):
    """When the last tries failed, oldest first, and which slot opened last: it is tried first.

    ``start`` is as it was at the newest of them; the others' ages follow from the times.
    """

    failed: tuple[Moment, ...] = ()
    last: str = ""
    start: Start | None = None


def since_start() -> Start:
    """Read the clock that nobody can set."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return Start(_name(), time.monotonic() if clock is None else time.clock_gettime(clock))


@cache
def _name() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def read(folder: Path) -> Tries:
    """Read what is known; a file that is gone or damaged counts as none."""
    try:
        with (folder / FILE).open("rb") as file:
            return decode(Tries, file.read(64 * 1024))
    except (OSError, UnreadableRecordError):
        return Tries()


def wait(tries: Tries, now: datetime, start: Start | None = None) -> timedelta:
    """Say how long the next try has to wait: 30 s after the fifth failure in 15 minutes, doubling.

    A clock that was set back makes it no longer than a try that failed just now.
    """
    failed = [at for at in _on_our_clock(tries, now, start or since_start()) if now - at < WITHIN]
    if len(failed) < FREE:
        return timedelta()
    asked = _FIRST
    for _ in range(len(failed) - FREE):
        asked = min(2 * asked, _LONGEST)
    return max(timedelta(), max(failed) + asked - now)


def refuse_hasty(folder: Path, now: datetime, start: Start | None = None) -> None:
    """Refuse a try that comes too early, before any work is done for it.

    Raises:
        TooManyTriesError: with how long to wait.
    """
    known, start = read(folder), start or since_start()
    if left := wait(known, now, start):
        if any(at > now for at in known.failed):
            # Written as of now, or it would seem to be of this moment for ever.
            _write(folder, _moved(known, now, start))
        raise TooManyTriesError(left)


def note_failed(folder: Path, now: datetime, start: Start | None = None) -> Tries:
    """Write down a failed try; gives what is known now."""
    known, start = read(folder), start or since_start()
    failed = [at for at in _on_our_clock(known, now, start) if now - at < WITHIN]
    tries = Tries((*failed, now.astimezone(UTC))[-_KEPT:], known.last, start)
    _write(folder, tries)
    return tries


def note_opened(folder: Path, slot: str) -> None:
    """Forget the failed tries; remember which slot opened."""
    if read(folder) != (tries := Tries(last=slot)):
        _write(folder, tries)


def _moved(known: Tries, now: datetime, start: Start) -> Tries:
    failed = _on_our_clock(known, now, start)
    ago = (now - failed[-1]).total_seconds() if failed else 0.0
    return Tries(failed, known.last, Start(start.name, start.seconds - ago))


def _on_our_clock(known: Tries, now: datetime, start: Start) -> tuple[datetime, ...]:
    """Give when the tries failed as the wall's clock would have told it, had nobody set it."""
    then, failed = known.start, known.failed
    if then is not None and failed and then.name == start.name and then.seconds <= start.seconds:
        newest = now - timedelta(seconds=start.seconds - then.seconds)
        failed = tuple(newest - (failed[-1] - at) for at in failed)
    return tuple(min(at, now) for at in failed)


def _write(folder: Path, tries: Tries) -> None:
    # A disk that takes no note must not keep the right passphrase out.
    with suppress(OSError):
        durable.put(folder / FILE, encode(tries))
