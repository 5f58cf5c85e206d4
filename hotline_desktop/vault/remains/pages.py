"""An encrypted file page by page, its log laid over it; never opens it for SQLite, never writes.

SQLCipher ends each page of 4096 bytes with 16 bytes to begin the decryption and a seal of 64,
over the page and its number. A page moved, mixed with another, blanked or flipped in one bit has no
whole seal and is not given out. A page of an earlier day put back into its place has one: whether
it is the newest, only the rows on it can tell.
"""

import hashlib
import hmac
import os
import struct
from collections import OrderedDict
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from hotline_desktop.vault.remains.wal import LOST, SIZE, Log, Overlay

USABLE = SIZE - 80
SALT = 16
_SEAL = 64
_MAGIC = b"SQLite format 3\0"
_NEVER_USED = 0x4000_0000 // SIZE + 1
"""SQLite keeps off the page at 1 GiB, where file locks lie."""
_KEPT = 2048
"""Decrypted pages in memory: 8 MiB."""
_TRIED = 64
"""Pages on which a salt is tried."""


class Way(Enum):
    """How the log beside the file is taken."""

    PAST_BREAKS = "past breaks"
    AS_SQLITE = "as SQLite would"
    LEFT_OUT = "left out"


class Pages:
    """The pages of one file, by number from 1; a page whose seal is not whole is None.

    ``count`` is how many there should be, ``here`` how many the file is long enough for.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        way: Way = Way.AS_SQLITE,
        salt: bytes = b"",
        log: Log | None = None,
    ) -> None:
        """Open for reading; the salt (16 bytes) is given where the file's own is lost.

        ``log`` is the one beside the file, where it was read before.

        Raises:
            OSError: the disk does not give the bytes.
        """
        self._cipher_key, self._kept = key, OrderedDict[int, bytes]()
        log = Log(b"") if way is Way.LEFT_OUT else log or Log.beside(path)
        self._log = log.data
        self.overlay = Overlay({})
        self._file = path.open("rb", buffering=0)
        try:
            self.here = -(-os.fstat(self._file.fileno()).st_size // SIZE)
            self._seal_key = _seal_key(key, salt or self._file.read(SALT))
            self.overlay = log.overlay(self._is_whole, past=way is Way.PAST_BREAKS)
            self.count = self.overlay.pages or self._count()
        except BaseException:
            self._file.close()
            raise

    @property
    def has_log(self) -> bool:
        """Say whether anything lies in the log beside the file and is taken."""
        return bool(self._log)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __getitem__(self, number: int) -> bytes | None:
        """Give a page decrypted (4096 bytes, of which 4016 count), or None."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        sealed = self._sealed(number)
        if not self._is_whole(number, sealed):
            return None
        page = self._decrypted(number, sealed)
        self._kept[number] = page
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return page

    def numbers(self) -> Iterator[int]:
        """Give the number of every page there should be."""
        return (n for n in range(1, self.count + 1) if n != _NEVER_USED)

    def damaged(self) -> tuple[int, ...]:
        """Give the numbers of the pages whose seal is not whole; some 2 ms a megabyte."""
        return tuple(n for n in self.numbers() if not self._is_whole(n, self._sealed(n)))

    def _count(self) -> int:
        first = self[1]
        if first is None:
            return self.here
        changed, pages = struct.unpack_from(">2I", first, 24)
        said = pages if changed == struct.unpack_from(">I", first, 92)[0] else self.here
        return max(1, int(said))

    def _sealed(self, number: int) -> bytes:
        at = self.overlay.newest.get(number)
        if at is not None:
            return b"" if at == LOST else self._log[at : at + SIZE]
        try:
            self._file.seek((number - 1) * SIZE)
            return self._file.read(SIZE)
        except OSError:  # a sector that the disk cannot read any more
            return b""

    def _is_whole(self, number: int, sealed: bytes) -> bool:
        return _sealed(self._seal_key, number, sealed)

    def _decrypted(self, number: int, sealed: bytes) -> bytes:
        begin = SALT if number == 1 else 0
        opened = Cipher(AES256(self._cipher_key), CBC(sealed[USABLE : USABLE + 16])).decryptor()
        page = opened.update(sealed[begin:USABLE]) + opened.finalize()
        return (_MAGIC if number == 1 else b"") + page + bytes(SIZE - USABLE)


def salt_for(path: Path, key: bytes, kept: bytes) -> bytes | None:
    """Find the salt under which pages of a file, or of its log, are whole; None if none is.

    Tried are the file's own first 16 bytes, what was ``kept`` of them, and a first page in the log.
    """
    if not path.exists():
        return None
    log = Log.beside(path)
    with path.open("rb") as file:
        first = file.read(_TRIED * SIZE)
    pages = [(at // SIZE + 1, first[at : at + SIZE]) for at in range(0, len(first), SIZE)]
    pages += log.pages(_TRIED)
    salts = (first[:SALT], kept, *(page[:SALT] for number, page in pages if number == 1))
    for salt in dict.fromkeys(salts):
        if len(salt) == SALT:
            seal_key = _seal_key(key, salt)
            if any(_sealed(seal_key, number, page) for number, page in pages):
                return salt
    return None


def _sealed(seal_key: bytes, number: int, page: bytes) -> bool:
    if len(page) != SIZE or not 0 < number <= 0xFFFFFFFF:
        return False
    said = page[SALT if number == 1 else 0 : -_SEAL] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(seal_key, said, "sha512"), page[-_SEAL:])


def _seal_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
