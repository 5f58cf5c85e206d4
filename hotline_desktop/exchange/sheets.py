"""Opens foreign tables within limits: files, folders and archives to rows of text; trusts no name."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hotline_desktop.errors import BadInputError

LARGEST = 64 * 1024 * 1024
MOST_ROWS = 500_000
LONGEST_CELL = 32 * 1024


class Sheet(NamedTuple):
    """A table: its name, its columns, its text, and whether the encoding had to be guessed."""

    name: str
    columns: tuple[str, ...]
    text: str
    guessed: bool

    def rows(self) -> Iterator[tuple[int, dict[str, str | None], str]]:
        """Give line number, cells by column, and what is wrong with the row ("" if nothing)."""
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=False)
        header = next(reader)
        for count, cells in enumerate(reader, 1):
            if count > MOST_ROWS:
                raise BadInputError(f"{self.name} has more than {MOST_ROWS:,} rows: split it.")
            if not any(cell.strip() for cell in cells):
                continue
            wrong = "" if len(cells) <= len(header) else "more cells than columns"
            if len(cells) < min(len(header), 3):
                wrong = "fewer cells than columns"
            named = dict(zip(self.columns, cells, strict=False))
            yield reader.line_num, dict.fromkeys(self.columns) | named, wrong


def read(path: Path, wanted: frozenset[str]) -> list[Sheet]:
    """Read a file, a folder's tables, or an archive's, by the names in ``wanted`` (small letters).

    A file of a wanted name brings its siblings along.

    Raises:
        BadInputError: too large, unreadable, no table, bytes that are no text.
    """
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if file.name.casefold() in wanted]
        if not files:
            raise BadInputError("This folder holds no directory file that is known.")
        return [_sheet(file.name, _bytes(file)) for file in files]
    if path.name.casefold() in wanted:
        siblings = [f for f in sorted(path.parent.iterdir()) if f.name.casefold() in wanted]
        return [_sheet(file.name, _bytes(file)) for file in siblings]
    data = _bytes(path)
    if data[:4] == b"PK\x03\x04":
        return _unpacked(data, wanted)
    return [_sheet(path.name, data)]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInputError(
                f"{path.name} is larger than {LARGEST // 1024**2} MB: no directory is; split it."
            )
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise BadInputError("The file cannot be read: check its name and permissions.") from None
    if len(data) > LARGEST:
        raise BadInputError(f"{path.name} is larger than {LARGEST // 1024**2} MB: split it.")
    return data


def _unpacked(data: bytes, wanted: frozenset[str]) -> list[Sheet]:
    """Take wanted tables out of an archive by their last name; paths in it mean nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [
                m for m in archive.infolist() if m.filename.rsplit("/", 1)[-1].casefold() in wanted
            ]
            if not members or len(members) > 20:
                raise BadInputError("This archive holds no directory file that is known.")
            if sum(m.file_size for m in members) > LARGEST:
                raise BadInputError("This archive holds too much: unpack it and split its files.")
            sheets = []
            for member in members:
                with archive.open(member) as file:
                    content = file.read(LARGEST + 1)
                if len(content) > LARGEST:
                    raise BadInputError("This archive holds more than it says: it was refused.")
                sheets.append(_sheet(member.filename.rsplit("/", 1)[-1], content))
            return sheets
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise BadInputError("This archive cannot be opened: it is damaged or locked.") from None


def _sheet(name: str, data: bytes) -> Sheet:
    if b"\0" in data:
        raise BadInputError(
            f"{name} holds NUL bytes: it is no plain table. Save it as CSV in UTF-8 and try again."
        )
    guessed = False
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, guessed = data.decode("cp1252", "replace"), True
    first = text.split("\n", 1)[0]
    if len(first) > LONGEST_CELL or not first.strip():
        raise BadInputError(f"{name} is empty or no table: its first line must name the columns.")
    csv.field_size_limit(LONGEST_CELL)
    try:
        header = next(csv.reader([first.rstrip("\r")]))
    except (csv.Error, StopIteration):
        raise BadInputError(f"{name} is no table: its first line must name the columns.") from None
    columns = tuple(" ".join(c.split()).casefold().replace(" ", "_") for c in header)
    return Sheet(name, columns, text, guessed)
