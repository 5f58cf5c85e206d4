"""Readers without limits, to be caught by the check that refuses hostile files."""

import time
from collections.abc import Callable, Iterator

import msgspec

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.reader import Chunk
from hotline_desktop.models.import_report import ReadRow


def takes_all(_request: bytes, _report: Callable) -> Iterator[bytes]:
    """Take whatever comes."""
    yield msgspec.json.encode(Chunk((ReadRow("hostile.csv", 2, rejected="no name"),)))


def holds_all(request: bytes, _report: Callable) -> Iterator[bytes]:
    """Hold the whole file and a copy of it in pieces before it is refused."""
    with open(request.partition(b"\n")[2], "rb") as file:
        pieces = file.read().split(b",", 20_000_000)
    yield from _refused(pieces)


def dawdles(_request: bytes, _report: Callable) -> Iterator[bytes]:
    """Refuse it, too late."""
    while time.process_time() < 2.1:
        pass
    yield from _refused()


def stumbles(_request: bytes, _report: Callable) -> Iterator[bytes]:
    """Stop at a bug."""
    raise ValueError("of the library")
    yield b""


def _refused(_held: object = None) -> Iterator[bytes]:
    raise BadInputError("hostile.csv has a row of more than can be.")
    yield b""
