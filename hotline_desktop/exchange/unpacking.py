"""Unpacks gzip and members of archives within limits; damage anywhere is one sentence.

It trusts no size that a list tells, and writes nothing.
"""

import struct
import zipfile
import zlib
from io import RawIOBase
from typing import IO, NoReturn

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.sheets import LARGEST

DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error,
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
"""What a damaged archive makes its reader raise."""
_LARGEST_LIST = 1024 * 1024
_PIECE = 64 * 1024
_OF_GZIP = zlib.MAX_WBITS | 16
_MOST_PIECES = 5_000
"""Programs that pack in blocks make some thousand of 64 MB."""


def refuse_long_list(file: IO[bytes], size: int) -> None:
    """Read the size of the archive's list before the list: a million names take seconds.

    ``size`` is the file's. Where a second record says it with more digits, the reader of archives
    believes that one.

    Raises:
        BadInputError: there are too many names.
    """
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at, more = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    said = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    wide = int.from_bytes(tail[more + 40 : more + 48], "little") if more >= 0 else 0
    file.seek(0)
    if max(said, wide) > _LARGEST_LIST:
        raise BadInputError("This archive holds too many files: unpack it and take the one wanted.")


class Member(RawIOBase):
    """Reads a member of an archive; damage anywhere in it is one sentence."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """Open it; the archive stays open as long as it is read."""
        super().__init__()
        self._below = archive.open(member)

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, into: "memoryview") -> int:  # type: ignore[override]
        """Read on."""
        try:
            data = self._below.read(len(into))
        except DAMAGED:
            raise BadInputError(SAID_DAMAGED) from None
        into[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the member too."""
        super().close()
        self._below.close()


SAID_DAMAGED = (
    "This archive cannot be opened: it is damaged, or packed in an unusual way. "
    "Unpack it and take the file in it."
)


class Unzipped(RawIOBase):
    """Unpacks gzip, and stops where no directory would go on; damage is one sentence.

    The library's own reader takes a byte at a time of a name without end, and every empty piece.
    """

    def __init__(self, name: str, file: IO[bytes]) -> None:
        """Unpack this file, which is called so in what is said of it."""
        super().__init__()
        self._said, self._below = name, file
        self._packed, self._left, self._pieces = b"", LARGEST, _MOST_PIECES
        self._unpack = zlib.decompressobj(_OF_GZIP)

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, into: "memoryview") -> int:  # type: ignore[override]
        """Read on."""
        data = b""
        while not data and self._more():
            try:
                data = self._unpack.decompress(self._packed, len(into))
            except zlib.error:
                self._refuse("cannot be unpacked: it is damaged.")
            self._packed = self._unpack.unconsumed_tail or self._unpack.unused_data
        self._left -= len(data)
        if self._left < 0:
            self._refuse(f"is larger than {LARGEST // 1024**2} MB: no directory is; split it.")
        into[: len(data)] = data
        return len(data)

    def _more(self) -> bool:
        """Say whether anything is left to unpack, and have it ready."""
        if not self._packed:
            self._packed = self._below.read(_PIECE)
        if self._unpack.eof:
            self._packed = self._packed.lstrip(b"\0")  # some fill the last block up
            if not self._packed:
                return False
            self._pieces -= 1
            if self._pieces < 0:
                self._refuse("is packed in an unusual way: unpack it.")
            self._unpack = zlib.decompressobj(_OF_GZIP)
        if not self._packed:
            self._refuse("cannot be unpacked: it is damaged.")
        return True

    def _refuse(self, why: str) -> NoReturn:
        raise BadInputError(f"{self._said} {why}")

    def close(self) -> None:
        """Close the file below too."""
        super().close()
        self._below.close()
