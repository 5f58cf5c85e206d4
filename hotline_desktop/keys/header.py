"""The office's plain header: what must be known before unlocking; never a word of a case."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from hotline_desktop import durable
from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import format_1
from hotline_desktop.keys.recovery import Recovery
from hotline_desktop.keys.slots import (
    HeaderRefusedError,
    Opened,
    Slot,
    WrongPassphraseError,
    open_slot,
    refuse_absurd,
)
from hotline_desktop.models.noun import Noun, UnreadableRecordError, decode, encode

FILE = "office.json"
COPY = "office.copy.json"
"""The same a second time, for a rescue: without it no passphrase opens anything."""

FORMAT = 2
MOST_SLOTS = 50
"""Every slot costs a wrong passphrase half a second: more are no office but a way to hang it."""

_LARGEST = 256 * 1024
_BESIDE = "vault.db"
_DAMAGED = (
    "The office's key file is damaged: restore office.json from a backup, or save the office with: "
    "hotline rescue OFFICE NEW_OFFICE."
)
_MISSING = _DAMAGED.replace("damaged", "missing")


Half = Callable[[str], bytes | None]
"""Gives the second half of a slot's key, by the slot's id; None where this machine has none."""


class NoOfficeError(HotlineError):
    """There is no office in this folder."""


class HalfMissingError(WrongPassphraseError):
    """A slot needs a second half that this machine's keyring does not give."""

    def __init__(self) -> None:
        """Say what to do."""
        HotlineError.__init__(
            self,
            "The office does not open: either the passphrase is wrong, or the second half of the "
            "key is not in this machine's keyring. Unlock the keyring, or use two recovery shares.",
        )


class Header(Noun, frozen=True, omit_defaults=False):
    """Format, office id, the label on the unlock page, whether it is an exercise, the slots.

    ``recovery`` is the data key sealed to the shares; ``spool`` the public key (32 bytes) to which
    failed tries are sealed for the trail. Format 1 had neither.
    """

    format: int
    office: str
    label: str
    exercise: bool
    slots: tuple[Slot, ...]
    recovery: Recovery | None = None
    spool: bytes = b""


class _Format(msgspec.Struct):
    """The one field that every format has, so that a newer one is told from a damaged one."""

    format: int


def exists(folder: Path) -> bool:
    """Say whether the folder holds an office, or what is left of one."""
    try:
        return any((folder / name).exists() for name in (FILE, COPY, _BESIDE))
    except OSError:
        return True  # it cannot be seen; reading it says why


def read(folder: Path) -> Header:
    """Read the header.

    Raises:
        NoOfficeError: nothing there.
        HeaderRefusedError: damaged, or written by a newer program. Nothing is changed.
    """
    return read_file(folder / FILE)


def read_file(path: Path) -> Header:
    """Read a header, or a copy of one that lies elsewhere; raises as :func:`read`."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError:
        if exists(path.parent):
            raise HeaderRefusedError(_MISSING) from None
        raise NoOfficeError(
            "There is no office in this folder: choose another folder, or set one up."
        ) from None
    except OSError:
        raise HeaderRefusedError(
            "The office's key file cannot be read: check the disk and the folder's permissions."
        ) from None
    try:
        newer = msgspec.json.decode(text, type=_Format).format > FORMAT
        header = None if newer else decode(Header, text)
    except (msgspec.MsgspecError, UnicodeDecodeError, UnreadableRecordError):
        header, newer = None, False
    if newer:
        raise HeaderRefusedError(
            "This office was written by a newer version of the program: update this workstation."
        )
    if header is None or not 0 < len(header.slots) <= MOST_SLOTS:
        raise HeaderRefusedError(_DAMAGED)
    return header


def refuse_damaged(folder: Path, header: Header, words: str, half: Half) -> None:
    """Look, after a wrong passphrase, whether it was the key file that is wrong: the copy opens.

    Raises:
        HeaderRefusedError: so it is.
    """
    try:
        copy = read_file(folder / COPY)
        if copy == header:
            return
        unlock(copy, words, half)
    except HotlineError:
        return
    raise HeaderRefusedError(_DAMAGED)


def mirror(folder: Path) -> None:
    """Bring the copy up to date with the header that has just opened the office."""
    with suppress(OSError):
        text, copy = (folder / FILE).read_bytes(), folder / COPY
        if not copy.exists() or copy.read_bytes() != text:
            _put(copy, text)


def write(folder: Path, header: Header) -> None:
    """Write the header so that a power cut leaves the old one or the new one, never half.

    Raises:
        OSError: the disk said no. That its copy cannot be written keeps nobody from anything.
    """
    _put(folder / FILE, encode(header))
    mirror(folder)


def _put(path: Path, text: bytes) -> None:
    durable.put(path, text)
    durable.sync(path.parent)


def unlock(header: Header, words: str, half: Half, first: str = "") -> Opened:
    """Try each slot; ``half`` gives the second half of a slot's key, ``first`` is tried first.

    A header of format 1 gives no private key: it has none.

    Raises:
        WrongPassphraseError: no slot opens.
        HalfMissingError: neither, and a slot could not be tried for want of its second half.
        HeaderRefusedError: a slot's parameters are refused.
    """
    for slot in header.slots:
        refuse_absurd(slot)
    missing = False
    for slot in sorted(header.slots, key=lambda slot: slot.id != first):
        second = half(slot.id) if slot.half else b""
        if second is None:
            missing = True
            continue
        try:
            if header.format == 1:
                data_key = format_1.open_slot(slot, header.office, words)
                return Opened(slot.id, slot.advocate, b"", data_key)
            return open_slot(slot, header.office, words, second)
        except WrongPassphraseError:
            continue
    raise HalfMissingError if missing else WrongPassphraseError
