"""Gives what lies packed in bytes, at every mark of a packed stream; unpacks nothing to the disk.

A stream that is cut off or broken gives what came before the break: a leak need not be whole.
"""

import base64
import binascii
import bz2
import ctypes
import ctypes.util
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

LARGEST = 256 << 20
_IN, _OUT = 1 << 14, 1 << 10


class TooLargeError(Exception):
    """More came out of a stream than can be looked through."""


class _Machine(Protocol):
    eof: bool

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


def _headers() -> bytes:
    """Give every two bytes a zlib stream can begin with, but for those that want a dictionary."""
    pairs = [
        bytes((method, check))
        for method in range(0x08, 0x80, 0x10)
        for check in range(256)
        if (method << 8 | check) % 31 == 0 and not check & 0x20
    ]
    return b"|".join(re.escape(pair) for pair in pairs)


_ZLIB = re.compile(b"(?=" + _headers() + b")", re.S)
_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZIP = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.S)
_BZ2 = re.compile(rb"BZh[1-9]1AY&SY")
_XZ = re.compile(rb"\xfd7zXZ\x00|\x5d\x00\x00[\x00-\xff]{2}\xff{8}")
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd")
_A85 = re.compile(rb"(?:stream\r?\n|<~)([!-uz\s]{5,}?)~>")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){16,}")


def unpacked(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Give every stream found: how it was packed, where it begins, what came out.

    A raw deflate stream has no mark: it is tried at the beginning and in a ZIP.
    """
    for mark in _ZLIB.finditer(data):
        yield "zlib", mark.start(), _run(zlib.decompressobj(), data, mark.start())
    for mark in _GZIP.finditer(data):
        yield "gzip", mark.start(), _run(zlib.decompressobj(wbits=31), data, mark.start())
    yield "deflate", 0, _run(zlib.decompressobj(wbits=-15), data, 0)
    for mark in _ZIP.finditer(data):
        names = sum(int.from_bytes(mark[n], "little") for n in (1, 2))
        out = _run(zlib.decompressobj(wbits=-15), data, mark.end() + names)
        yield "zip", mark.start(), out
    for mark in _BZ2.finditer(data):
        yield "bzip2", mark.start(), _run(bz2.BZ2Decompressor(), data, mark.start())
    for mark in _XZ.finditer(data):
        yield "xz", mark.start(), _run(lzma.LZMADecompressor(), data, mark.start())
    for mark in _ZSTD.finditer(data):
        yield "zstd", mark.start(), _unzstd(data[mark.start() :])
    for form, written, read in _WRITTEN:
        for mark in written.finditer(data):
            yield form, mark.start(), read(mark[mark.lastindex or 0])


def _run(machine: _Machine, data: bytes, at: int) -> bytes:
    """Unpack in small steps: a break loses the step it is in and no more."""
    out, size = [], 0
    try:
        while not machine.eof and size < LARGEST:
            left = getattr(machine, "unconsumed_tail", b"")
            wants = getattr(machine, "needs_input", True)
            given = left or (data[at : at + _IN] if wants else b"")
            at += 0 if left or not wants else len(given)
            out.append(machine.decompress(given, _OUT))
            size += len(out[-1])
            if not given and not out[-1]:
                break
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
        pass
    if size >= LARGEST:
        raise TooLargeError(f"over {size} bytes")
    return b"".join(out)


def _from_a85(text: bytes) -> bytes:
    try:
        return base64.a85decode(text)
    except ValueError:
        return b""


def _from_base64(text: bytes) -> bytes:
    bare = text.translate(bytes.maketrans(b"-_", b"+/"), b"\r\n")
    try:
        return base64.b64decode(bare[: len(bare) // 4 * 4])
    except binascii.Error:
        return b""


def _from_hex(text: bytes) -> bytes:
    return bytes.fromhex(text.decode())


_WRITTEN: tuple[tuple[str, re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    ("ascii85", _A85, _from_a85),
    ("base64", _BASE64, _from_base64),
    ("hex", _HEX, _from_hex),
)


@cache
def zstd() -> ctypes.CDLL | None:
    """Give the machine's zstd library; None where there is none."""
    name = ctypes.util.find_library("zstd")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.ZSTD_decompressBound.restype = ctypes.c_ulonglong
    library.ZSTD_findFrameCompressedSize.restype = ctypes.c_size_t
    library.ZSTD_decompress.restype = library.ZSTD_compress.restype = ctypes.c_size_t
    return library


def _unzstd(data: bytes) -> bytes:
    library = zstd()
    if library is None:
        return b""
    size = library.ZSTD_findFrameCompressedSize(data, ctypes.c_size_t(len(data)))
    if size > len(data):  # an error is a number larger than any size
        return b""
    room = library.ZSTD_decompressBound(data, ctypes.c_size_t(size))
    if room > LARGEST:
        return b""
    out = ctypes.create_string_buffer(max(1, room))
    made = library.ZSTD_decompress(out, ctypes.c_size_t(room), data, ctypes.c_size_t(size))
    return out.raw[:made] if made <= room else b""
