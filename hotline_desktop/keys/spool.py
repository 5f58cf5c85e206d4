"""Wrong passphrases, sealed for the trail while the office is locked; it never reads the vault.

Anybody can write here, and take it away: it tells what was seen, not what did not happen.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from hotline_desktop.keys import sealing
from hotline_desktop.keys.sealing import SealBrokenError
from hotline_desktop.models.noun import Moment, Noun, UnreadableRecordError, decode, encode

FILE = "spool"
_LARGEST = 512 * 1024
"""Bytes, some thousand lines: whoever fills it up has told enough."""


class Spooled(Noun, frozen=True):
    """A wrong passphrase; the id keeps it from being taken into the trail twice."""

    id: str
    at: Moment


def add(folder: Path, office: str, public: bytes, at: datetime) -> None:
    """Write a line; what cannot be written is not told."""
    line = Spooled(str(uuid4()), at.astimezone(UTC))
    # A key that is none (ValueError) was put there by whoever wrote the header: the next opening
    # finds that out.
    with suppress(OSError, ValueError):
        sealed = sealing.seal(encode(line), public, _place(office)).hex().encode() + b"\n"
        descriptor = os.open(folder / FILE, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            if os.fstat(descriptor).st_size < _LARGEST:
                file.write(sealed)
                file.flush()
                os.fsync(descriptor)


def read(folder: Path, office: str, private: bytes) -> tuple[Spooled | None, ...]:
    """Give the lines, oldest first; None for one that cannot be read, which is told as well."""
    return tuple(_lines(folder, office, private))


def empty(folder: Path) -> None:
    """Take it away, once the trail has it."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _lines(folder: Path, office: str, private: bytes) -> Iterator[Spooled | None]:
    try:
        with (folder / FILE).open("rb") as file:
            data = file.read(2 * _LARGEST)
    except OSError:
        return
    for line in data.splitlines():
        try:
            text = sealing.unseal(bytes.fromhex(line.decode()), private, _place(office))
            yield decode(Spooled, text)
        except (ValueError, SealBrokenError, UnreadableRecordError):
            yield None


def _place(office: str) -> str:
    return f"spool of {office}"
