"""Where the trail's head was, kept outside the office's folder; knows nothing of the trail itself.

A folder put back as it was yesterday is whole in itself. What lies elsewhere on the machine, or in
its keyring, remembers that there was more.
"""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from hotline_desktop.keys import sealing
from hotline_desktop.models.noun import Moment, Noun, UnreadableRecordError, decode, encode

_NONCE = 12
_LARGEST = 4096


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


def write(place: str, sealed: bytes) -> None:
    """Keep it under its name; a disk that takes no note keeps nobody out."""
    # Not synced: it would double the time of every commit. After a power cut it may be a little
    # behind, never ahead of the vault, which is synced before.
    with suppress(OSError):
        folder = home()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = folder / f"{place}.{os.getpid()}.new"
        descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, sealed)
        finally:
            os.close(descriptor)
        new.replace(folder / place)


def read(place: str) -> bytes | None:
    """Give what was kept; None when there is nothing, b"" when it cannot be read."""
    try:
        with (home() / place).open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        return None
    except OSError:
        return b""
