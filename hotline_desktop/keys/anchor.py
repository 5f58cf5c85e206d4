"""Where the trail's head was, kept outside the office's folder; knows nothing of the trail itself.

A folder put back as it was yesterday is whole in itself. What lies elsewhere on the machine, or in
its keyring, remembers that there was more.
"""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from hotline_desktop import durable
from hotline_desktop.keys import sealing
from hotline_desktop.models.noun import Moment, Noun, UnreadableRecordError, decode, encode

_NONCE = 12
_LARGEST = 4096
_SAFE = ".safe"


class Anchor(Noun, frozen=True, omit_defaults=False):
    """The head at a moment: number and hash (hex) of the newest line."""

    seq: int
    hash: str
    at: Moment


def name(office: str, folder: Path) -> str:
    """Name an office at its place: a copy elsewhere is another one."""
    return hashlib.sha256(f"{office} {folder.resolve()}".encode()).hexdigest()[:32]


def home() -> Path:
    """Give the folder for what a machine remembers of its offices."""
    usual = {"win32": "~/AppData/Local", "darwin": "~/Library/Application Support"}
    state = os.environ.get("XDG_STATE_HOME") or usual.get(sys.platform, "~/.local/state")
    return Path(state).expanduser() / "hotline-desktop"


def seal(anchor: Anchor, secret: bytes) -> bytes:
    """Lock it under the office's secret (32 bytes)."""
    nonce = os.urandom(_NONCE)
    return nonce + sealing.lock(encode(anchor), sealing.derived(secret, "anchor"), nonce, b"")


def unseal(sealed: bytes, secret: bytes) -> Anchor | None:
    """Open it; None when it is damaged, or of another office."""
    key = sealing.derived(secret, "anchor")
    text = sealing.unlock(sealed[_NONCE:], key, sealed[:_NONCE], b"")
    try:
        return None if text is None else decode(Anchor, text)
    except UnreadableRecordError:
        return None


def write(place: str, sealed: bytes, safely: bool) -> None:
    """Keep it under its name; a disk that takes no note keeps nobody out.

    ``safely`` brings it onto the disk, in a file of its own, which costs as much as a commit. The
    other one is as new as can be; a power cut may spoil it, and then the safe one is a little
    behind the vault, never ahead.
    """
    with suppress(OSError):
        folder = home()
        with suppress(FileExistsError):
            durable.make(folder)
        durable.put(folder / (place + _SAFE if safely else place), sealed, safely)
        if safely:
            durable.sync(folder)


def read(place: str) -> tuple[bytes, ...]:
    """Give what was kept, newest first; b"" for one that cannot be read, () for nothing at all."""
    found = []
    for path in (home() / place, home() / f"{place}{_SAFE}"):
        try:
            with path.open("rb") as file:
                found.append(file.read(_LARGEST))
        except FileNotFoundError:
            continue
        except OSError:
            found.append(b"")
    return tuple(found)
