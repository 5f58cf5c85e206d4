"""Finds the tables in a file, folder or archive; follows no link and writes nothing."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import sheets
from hotline_desktop.exchange.sheets import LARGEST, Sheet

_MOST_MEMBERS = 20
_LARGEST_LIST = 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error,
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


@contextmanager
def tables(path: Path, wanted: frozenset[str]) -> Iterator[list[Sheet]]:
    """Look through a file, a folder's tables, or an archive's; they can be read in the block.

    ``wanted`` are names that belong together: a file of such a name brings its siblings along.

    Raises:
        BadInputError: not there, not a file, too large, damaged, no table.
    """
    if path.is_dir():
        yield _in_folder(path, wanted)
        return
    with _open(path, follow=True) as file:
        if file.read(4) == b"PK\x03\x04":
            yield _in_archive(file, wanted)
            return
    siblings: list[Path] = []
    if path.name.casefold() in wanted:
        siblings = [file for file in _members(path.parent, wanted) if file.name != path.name]
    yield [_plain(path, follow=True), *(_plain(file, follow=False) for file in siblings)]


def _in_folder(path: Path, wanted: frozenset[str]) -> list[Sheet]:
    found = _members(path, wanted)
    if not found:
        raise BadInputError(
            f"This folder holds no directory file: expected are {', '.join(sorted(wanted))}."
        )
    return [_plain(file, follow=False) for file in found]


def _members(folder: Path, wanted: frozenset[str]) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.name.casefold() in wanted)
    except OSError:
        raise BadInputError("The folder cannot be read: check its permissions.") from None


def _plain(path: Path, follow: bool) -> Sheet:
    return sheets.sheet(path.name, lambda: _open(path, follow))


def _open(path: Path, follow: bool) -> IO[bytes]:
    """Open an ordinary file of bearable size; never waits for a pipe or a device."""
    name = sheets.shown(path.name)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if not follow:
        if path.is_symlink():
            raise BadInputError(f"{name} is a link to somewhere else: put the file itself there.")
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        file = os.fdopen(os.open(path, flags), "rb")
    except (OSError, ValueError):
        raise BadInputError(f"{name} cannot be read: check its name and its permissions.") from None
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        file.close()
        raise BadInputError(f"{name} is not an ordinary file.")
    if status.st_size > LARGEST:
        file.close()
        raise BadInputError(
            f"{name} is larger than {LARGEST // 1024**2} MB: no directory is; split it."
        )
    return file


def _in_archive(file: IO[bytes], wanted: frozenset[str]) -> list[Sheet]:
    """Take the tables out of an archive by their last name; folders in it mean nothing."""
    _refuse_long_list(file)
    try:
        archive = zipfile.ZipFile(file)
        members = _tables_in(archive, wanted)
        return [sheets.sheet(_last(m), partial(archive.open, m)) for m in members]
    except _DAMAGED:
        raise BadInputError(
            "This archive cannot be opened: it is damaged, or packed in an unusual way. "
            "Unpack it and take the file in it."
        ) from None


def _refuse_long_list(file: IO[bytes]) -> None:
    """Read the size of the archive's list before the list: a million names take seconds."""
    end = max(0, os.fstat(file.fileno()).st_size - 66_000)
    file.seek(end)
    tail = file.read()
    size = int.from_bytes(tail[(at := tail.rfind(b"PK\x05\x06")) + 12 : at + 16], "little")
    if at >= 0 and size > _LARGEST_LIST:
        raise BadInputError("This archive holds too many files: unpack it and take the one wanted.")


def _tables_in(archive: zipfile.ZipFile, wanted: frozenset[str]) -> list[zipfile.ZipInfo]:
    everything = archive.infolist()
    if any(member.filename == "[Content_Types].xml" for member in everything):
        raise BadInputError("This is a workbook, not a table: save the sheet as CSV in UTF-8.")
    members = [member for member in everything if _last(member).casefold() in wanted]
    if not members:
        csvs = [m for m in everything if m.filename.casefold().endswith(".csv")]
        members = [m for m in csvs if not _last(m).startswith(".")]
    if not members or len(members) > _MOST_MEMBERS:
        raise BadInputError("This archive holds no directory file that is known.")
    if any(member.flag_bits & 1 for member in members):
        raise BadInputError("This archive is locked with a password: unpack it first.")
    plain = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(member.compress_type not in plain for member in members):
        raise NotImplementedError
    if sum(member.file_size for member in members) > LARGEST:
        raise BadInputError("This archive holds too much: unpack it and split its files.")
    return members


def _last(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").rsplit("/", 1)[-1]
