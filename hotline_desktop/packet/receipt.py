"""The code a recipient reads back by phone; says nothing about the case and needs no network."""

import hashlib

_LIST = (
    "acorn amber anchor apple arrow aspen badger basket beacon birch bishop bramble canyon carbon "
    "cedar clover cobalt comet copper coral cotton cricket dahlia dolphin eagle ember falcon fern "
    "garnet ginger granite harbor hazel heron indigo island ivory jasper juniper kestrel lantern "
    "laurel lemon lily linen lotus magnet maple marble meadow nickel oyster pepper pigeon quartz "
    "ribbon saddle salmon silver sparrow thistle timber tulip velvet"
)
WORDS = tuple(_LIST.split())
"""64 words that are hard to confuse on a bad line."""


def receipt_code(content: bytes) -> str:
    """Derive two words and a number (10 to 99) from what goes out: the same packet, the same code.

    About 18 bits: enough to show that the caller holds this packet, no secret in itself.
    """
    digest = hashlib.sha256(b"hotline receipt 1\0" + content).digest()
    first, second = (WORDS[byte % len(WORDS)] for byte in digest[:2])
    return f"{first} {second} {10 + int.from_bytes(digest[2:6], 'big') % 90}".upper()
