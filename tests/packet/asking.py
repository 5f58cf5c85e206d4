"""Asking about a file as somebody does who would believe it if anybody did."""

import re
import time
from datetime import timedelta

from hotline_desktop.packet.check import verify
from hotline_desktop.packet.verdict import Verdict, Word
from tests.packet import story

LATER = story.NOW + timedelta(hours=1)


def asked(data: bytes, **settings: object) -> Verdict:
    """Accept exercises, unless told otherwise; an hour after it was signed."""
    return verify(data, now=LATER, **({"exercise": True} | settings))


def is_no(data: bytes, **settings: object) -> Word:
    """Take no for an answer, within two seconds."""
    began = time.perf_counter()
    verdict = asked(data, **settings)
    assert not verdict.ok, "accepted"
    assert verdict.word is not Word.UNCHANGED
    assert time.perf_counter() - began < 2
    return verdict.word


def contents(packet: bytes) -> tuple[int, int]:
    """Where the hex digits of the signature begin and end."""
    start = packet.index(b"/Contents <") + len(b"/Contents <")
    return start, packet.index(b">", start)


def unsealed(packet: bytes) -> bytes:
    """The same file as it was before it was signed."""
    start, end = contents(packet)
    blank = packet[:start] + b"0" * (end - start) + packet[end:]
    old = re.search(rb"/ByteRange \[[^\]]*\]", blank)[0]
    return blank.replace(old, b"/ByteRange [ 0 1111111111 2222222222 3333333333 ]")
