"""Failed tries to unlock: when the next one may be made; it slows a person, never a copy.

Whoever copies the folder guesses without it; there the cost of each guess protects (slots.py).
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import whole
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


class Tries(Noun, frozen=True):
    """When the last tries failed, oldest first, and which slot opened last: it is tried first."""

    failed: tuple[Moment, ...] = ()
    last: str = ""


def read(folder: Path) -> Tries:
    """Read what is known; a file that is gone or damaged counts as none."""
    try:
        with (folder / FILE).open("rb") as file:
            return decode(Tries, file.read(64 * 1024))
    except (OSError, UnreadableRecordError):
        return Tries()


def wait(tries: Tries, now: datetime) -> timedelta:
    """Say how long the next try has to wait: 30 s after the fifth failure in 15 minutes, doubling.

    A clock that was set back makes it no longer than a try that failed just now.
    """
    failed = [min(at, now) for at in tries.failed if now - at < WITHIN]
    if len(failed) < FREE:
        return timedelta()
    asked = _FIRST
    for _ in range(len(failed) - FREE):
        asked = min(2 * asked, _LONGEST)
    return max(timedelta(), max(failed) + asked - now)


def refuse_hasty(folder: Path, now: datetime) -> None:
    """Refuse a try that comes too early, before any work is done for it.

    Raises:
        TooManyTriesError: with how long to wait.
    """
    if left := wait(read(folder), now):
        raise TooManyTriesError(left)


def note_failed(folder: Path, now: datetime) -> Tries:
    """Write down a failed try; gives what is known now."""
    known = read(folder)
    # A time from before the clock was set back would count as ahead for ever.
    failed = [min(at, now) for at in known.failed if now - at < WITHIN]
    tries = Tries((*failed, now.astimezone(UTC))[-_KEPT:], known.last)
    _write(folder, tries)
    return tries


def note_opened(folder: Path, slot: str) -> None:
    """Forget the failed tries; remember which slot opened."""
    if read(folder) != (tries := Tries(last=slot)):
        _write(folder, tries)


def _write(folder: Path, tries: Tries) -> None:
    # A disk that takes no note must not keep the right passphrase out.
    with suppress(OSError):
        whole.put(folder / FILE, encode(tries))
