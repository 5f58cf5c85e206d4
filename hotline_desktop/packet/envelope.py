"""Opens a signed file by its bytes alone, in the one form our writer gives; trusts nobody yet."""

import hashlib
import re
from datetime import datetime
from typing import NamedTuple

from hotline_desktop.packet.verdict import Verdict, Word, no

RESERVED = 24_000
"""Hex digits kept for the signature: room for a time stamp to be put in place later."""

LARGEST = 32 * 1024 * 1024
"""Bytes; the longest packet there can be has about a tenth."""

_BEFORE = re.compile(rb"/ByteRange \[ 0 (\d{1,10}) (\d{1,10}) (\d{1,10}) *\] /Contents \Z")
_AFTER = re.compile(
    rb" /Filter /Adobe\.PPKLite /M \(D:(\d{14}[+-]\d\d'\d\d')\)"
    rb" /Reason \(Referral packet ([ -'*-\[\]-~]{1,64})\)"
    rb" /Reference \[ << /TransformMethod /DocMDP"
    rb" /TransformParams << /P 1 /Type /TransformParams /V /1\.2 >> /Type /SigRef >> \]"
    rb" /SubFilter /ETSI\.CAdES\.detached /Type /Sig >>\nendobj\n"
)
_ENDING = re.compile(rb"\nstartxref\n\d{1,10}\n%%EOF\n\Z")
_ONCE = (b"/ByteRange", b"/Contents <", b"startxref", b"/TransformMethod", b"\ntrailer ")


class Envelope(NamedTuple):
    """What the signature covers and what it claims; true only if the container agrees."""

    digest: bytes
    container: bytes
    padding: bytes
    signed_at: datetime
    packet: str


def open_envelope(data: bytes) -> Envelope | Verdict:
    """Split a file into what is signed and what signs it.

    Everything but the signature's hex digits lies in the covered ranges: the first runs up to
    their ``<``, the second from behind their ``>`` to the end of the file.
    """
    if len(data) > LARGEST or not data.startswith(b"%PDF-1.7\n"):
        return no(Word.UNREADABLE)
    if b"/ByteRange" not in data:
        return no(Word.NOT_SIGNED)
    if any(data.count(mark) != 1 for mark in _ONCE) or not _ENDING.search(data[-64:]):
        return no(Word.ALTERED)
    start = data.index(b"/Contents <") + len(b"/Contents ")
    end = start + RESERVED + 2
    before = _BEFORE.search(data[max(0, start - 128) : start])
    after = _AFTER.match(data[end : end + 512])
    if before is None or after is None or data[end - 1 : end] != b">":
        return no(Word.ALTERED)
    if tuple(map(int, before.groups())) != (start, end, len(data) - end):
        return no(Word.ALTERED)
    digits = data[start + 1 : end - 1]
    if re.fullmatch(rb"[0-9a-f]+", digits) is None:
        return no(Word.ALTERED)
    raw = bytes.fromhex(digits.decode())
    length = _length(raw)
    return Envelope(
        digest=hashlib.sha256(data[:start] + data[end:]).digest(),
        container=raw[:length],
        padding=raw[length:],
        signed_at=datetime.strptime(after[1].decode().replace("'", ""), "%Y%m%d%H%M%S%z"),
        packet=after[2].decode(),
    )


def _length(raw: bytes) -> int:
    """Read how long the container says it is: a DER sequence with a two-byte length."""
    return 4 + int.from_bytes(raw[2:4], "big") if raw.startswith(b"\x30\x82") else len(raw)
