"""Finds the parts of a file, folder or archive that may hold tables; follows no link."""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import IO, NamedTuple

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.sheets import LARGEST, Opener
from hotline_desktop.exchange.table import shown
from hotline_desktop.exchange.unpacking import (
    DAMAGED,
    SAID_DAMAGED,
    Member,
    Unzipped,
    refuse_long_list,
)

ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".json", ".geojson", ".jsonl", ".xlsx", ".gz")
"""What is looked at in a folder or an archive."""

_MOST_MEMBERS = 60
_MOST_WORKBOOKS = 12
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_HEAD = 4096


class Part(NamedTuple):
    """One file, or one member of an archive: its last name, what opens it, how it begins."""

    name: str
    open: Opener
    head: bytes

    @property
    def is_workbook(self) -> bool:
        """Say whether it is packed as workbooks are."""
        return self.head.startswith(_ZIP)


@contextmanager
def parts(path: Path, wanted: frozenset[str]) -> Iterator[list[Part]]:
    """Look at a file, a folder's files, or an archive's; they can be read in the block.

    ``wanted`` are names that belong together: a file of such a name brings its siblings along, and
    where there are too many files only those are looked at.

    Raises:
        BadInputError: not there, not a file, too large, damaged, no table.
    """
    if os.path.isdir(path):  # noqa: PTH112 - of a name that is none the other way raises
        yield _in_folder(path, wanted)
        return
    with _open(path, follow=True) as file:
        if file.read(len(_ZIP)) == _ZIP and not _is_workbook(file):
            yield _in_archive(file, wanted)
            return
    siblings: list[Path] = []
    if path.name.casefold() in wanted:
        siblings = [file for file in _members(path.parent, wanted) if file.name != path.name]
    yield [_plain(path, follow=True), *(_plain(file, follow=False) for file in siblings)]


def _in_folder(path: Path, wanted: frozenset[str]) -> list[Part]:
    found = _members(path, frozenset())
    if len(found) > _MOST_MEMBERS:
        found = _members(path, wanted) or found
    if not found:
        raise BadInputError(
            "This folder holds no directory file: expected are tables, workbooks or JSON."
        )
    if len(found) > _MOST_MEMBERS:
        raise BadInputError("This folder holds too many files: take them one by one.")
    return [_plain(file, follow=False) for file in found]


def _members(folder: Path, wanted: frozenset[str]) -> list[Path]:
    """Give the files of these names, or else of the endings that may hold a table."""
    try:
        return sorted(
            file
            for file in folder.iterdir()
            if (file.name.casefold() in wanted if wanted else _may_hold(file.name))
        )
    except OSError:
        raise BadInputError("The folder cannot be read: check its permissions.") from None


def _may_hold(name: str) -> bool:
    return name.casefold().endswith(ENDINGS) and not name.startswith((".", "~$"))


def _plain(path: Path, follow: bool) -> Part:
    return _part(path.name, lambda: _open(path, follow))


def _part(name: str, opener: Opener) -> Part:
    head = _head(opener)
    if not head.startswith(_GZIP):
        return Part(name, opener, head)

    def unpacked() -> IO[bytes]:
        return BufferedReader(Unzipped(shown(name), opener()))

    head = _head(unpacked)
    if head.startswith(_GZIP):
        raise BadInputError(f"{shown(name)} is packed twice: unpack it.")
    return Part(name.removesuffix(".gz"), unpacked, head)


def _head(opener: Opener) -> bytes:
    with closing(opener()) as file:
        return file.read(_HEAD)


def _is_workbook(file: IO[bytes]) -> bool:
    file.seek(0)
    try:
        refuse_long_list(file, os.fstat(file.fileno()).st_size)
        with zipfile.ZipFile(file) as archive:
            return any(member.filename == "[Content_Types].xml" for member in archive.infolist())
    except DAMAGED:
        return False
    finally:
        file.seek(0)


def _open(path: Path, follow: bool) -> IO[bytes]:
    """Open an ordinary file of bearable size; never waits for a pipe or a device."""
    name = shown(path.name)
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


_OTHERS = {
    "content.xml": "an open document (.ods)", "doc.kml": "a map file (.kmz)",
    "document.xml": "a text document (.docx)", "presentation.xml": "a presentation (.pptx)",
    "index.zip": "a document of another office program", "document.iwa": "a Numbers document",
}  # fmt: skip
"""Programs' own files that are archives, by what lies in them."""


def _in_archive(file: IO[bytes], wanted: frozenset[str]) -> list[Part]:
    """Take the parts out of an archive by their last name; folders in it mean nothing."""
    refuse_long_list(file, os.fstat(file.fileno()).st_size)
    try:
        archive = zipfile.ZipFile(file)
        members = _parts_in(archive, wanted)
        found = [_part(_last(m), partial(_member, archive, m)) for m in members]
    except DAMAGED:
        raise BadInputError(SAID_DAMAGED) from None
    for part, member in zip(found, members, strict=True):
        packed = part.is_workbook and not part.name.casefold().endswith(".xlsx")
        if packed or member.filename.casefold().endswith(".gz"):
            raise BadInputError("This archive holds another archive: unpack it and take that one.")
    if sum(part.is_workbook for part in found) > _MOST_WORKBOOKS:
        raise BadInputError("This archive holds too many workbooks: take them one by one.")
    return found


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    return BufferedReader(Member(archive, member))


def _parts_in(archive: zipfile.ZipFile, wanted: frozenset[str]) -> list[zipfile.ZipInfo]:
    everything = [member for member in archive.infolist() if not member.filename.endswith("/")]
    members = [m for m in everything if _may_hold(_last(m)) and "__MACOSX" not in m.filename]
    if len(members) > _MOST_MEMBERS:
        members = [member for member in members if _last(member).casefold() in wanted]
    inside = {_last(member).casefold() for member in everything}
    if not members and (what := next((_OTHERS[n] for n in _OTHERS if n in inside), "")):
        raise BadInputError(
            f"This is {what}: save it as CSV, as a workbook (.xlsx) or as JSON in its own program."
        )
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
