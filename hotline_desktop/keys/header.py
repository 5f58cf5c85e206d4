"""The office's plain header: what must be known before unlocking; never a word of a case."""

import os
from pathlib import Path

from hotline_desktop.errors import HotlineError
from hotline_desktop.keys.slots import HeaderRefusedError, Slot, WrongPassphraseError, unseal
from hotline_desktop.models.noun import Noun, UnreadableRecordError, decode, encode

FILE = "office.json"
FORMAT = 1
_LARGEST = 256 * 1024


class NoOfficeError(HotlineError):
    """There is no office in this folder."""


class Header(Noun, frozen=True, omit_defaults=False):
    """Format, office id, the label on the unlock page, whether it is an exercise, the slots."""

    format: int
    office: str
    label: str
    exercise: bool
    slots: tuple[Slot, ...]


def exists(folder: Path) -> bool:
    """Say whether the folder holds an office, or what is left of one."""
    try:
        return (folder / FILE).exists()
    except OSError:
        return True  # it cannot be seen; reading it says why


def read(folder: Path) -> Header:
    """Read the header.

    Raises:
        NoOfficeError: nothing there.
        HeaderRefusedError: damaged, or written by a newer program. Nothing is changed.
    """
    path = folder / FILE
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise NoOfficeError(
            "There is no office in this folder: choose another folder, or set one up."
        ) from None
    except OSError:
        raise HeaderRefusedError(
            "The office's key file cannot be read: check the disk and the folder's permissions."
        ) from None
    try:
        header = decode(Header, text)
    except UnreadableRecordError:
        raise HeaderRefusedError(
            "The office's key file is damaged: restore office.json from a backup."
        ) from None
    if header.format > FORMAT:
        raise HeaderRefusedError(
            "This office was written by a newer version of the program: update this workstation."
        )
    return header


def write(folder: Path, header: Header) -> None:
    """Write the header so that a power cut leaves the old one or the new one, never half."""
    new = folder / f"{FILE}.new"
    descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, encode(header))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    new.replace(folder / FILE)
    if os.name == "posix":
        directory = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def unlock(header: Header, passphrase: str) -> tuple[str, bytes]:
    """Try each slot; give the advocate's id and the data key (32 bytes).

    Raises:
        WrongPassphraseError: no slot opens.
        HeaderRefusedError: a slot's parameters are refused.
    """
    for slot in header.slots:
        try:
            return slot.advocate, unseal(slot, header.office, passphrase)
        except WrongPassphraseError:
            continue
    raise WrongPassphraseError
