"""The scanner sees a secret in every form and place, and none where there is none."""

import base64
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.kit import memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc of Linux")

# The secret comes by stdin, in hex, turned around: neither the program text nor the pipe holds it.
HOLDER = """
import base64, ctypes, mmap, os, sys
def memfd(content):
    file = os.memfd_create("x")
    os.truncate(file, 99)
    shared = mmap.mmap(file, 99)
    shared.write(content)
    return shared
secret = bytes.fromhex(sys.stdin.readline().strip())[::-1]
word = secret.decode()
keep = {plant}
del secret, word
print("planted", flush=True)
sys.stdin.readline()
"""
PLANTS = {
    "raw": "bytearray(secret)",
    "hex": "secret.hex()",
    "HEX": "secret.hex().upper()",
    "utf-16": "word.encode('utf-16-le')",
    "utf-32": "word.encode('utf-32-le')",
    "base64+0": "base64.b64encode(secret)",
    "base64+1": "base64.b64encode(b'k' + secret + b'!')",
    "base64+2": "base64.b64encode(b'ke' + secret + b'!?')",
}


def new_secret() -> str:
    return f"canary-{uuid4().hex}"


@contextmanager
def holder(plant: str, secret: str) -> Iterator[int]:
    """A process that was handed the secret and holds what `plant` makes of it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(plant=plant)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        process.stdin.write(secret.encode()[::-1].hex().encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"planted\n"
        yield process.pid
        process.kill()


def scan(pid: int, patterns: dict[str, bytes]) -> dict[str, int]:
    try:
        hits, read = memory.scan(pid, patterns)
    except PermissionError:
        pytest.skip("this user may not read another process's memory")
    assert read > 1024 * 1024
    return hits


@pytest.mark.parametrize("form", PLANTS)
def test_it_sees_a_planted_secret_in_each_form(form: str) -> None:
    secret = new_secret()
    with holder(PLANTS[form], secret) as pid:
        assert scan(pid, memory.every_form(secret))[form] >= 1


@pytest.mark.parametrize(
    "plant",
    [
        "mmap.mmap(-1, 8192); keep.write(secret)",
        "memfd(secret)",
        "ctypes.create_string_buffer(secret)",
        "(lambda: (yield secret))(); next(keep)",
        "[mmap.mmap(-1, 40 << 20)]; keep[0].seek((8 << 20) - 9); keep[0].write(secret)",
    ],
)
def test_it_sees_it_wherever_it_lies(plant: str) -> None:
    secret = new_secret()
    with holder(plant, secret) as pid:
        assert scan(pid, {"raw": secret.encode()})["raw"] >= 1


def test_it_sees_none_in_a_process_that_never_had_it() -> None:
    secret = new_secret()
    with holder("None", new_secret()) as pid:
        assert set(scan(pid, memory.every_form(secret)).values()) == {0}


def test_one_across_every_seam_is_seen_once(tmp_path: Path) -> None:
    """The same counting, on a file in place of a memory."""
    secret = b"0123456789abcdef"
    for offset in range(len(secret) + 1):
        start = memory.CHUNK - offset
        path = tmp_path / "memory"
        with path.open("wb") as file:
            file.seek(start)
            file.write(secret)
            file.truncate(memory.CHUNK + memory.PAGE)
        hits = {"raw": 0, "one": 0}
        with path.open("rb", buffering=0) as file:
            read = memory._count(
                file, 0, memory.CHUNK + memory.PAGE, {"raw": secret, "one": b"7"}, hits
            )
        assert hits == {"raw": 1, "one": 1}
        assert read == memory.CHUNK + memory.PAGE


def test_one_across_many_small_reads_is_seen_once() -> None:
    class Dribble:
        """Gives three bytes at a time."""

        def __init__(self, data: bytes) -> None:
            self.data, self.at = data, 0

        def seek(self, at: int) -> None:
            self.at = at

        def read(self, size: int) -> bytes:
            return self.data[self.at : self.at + min(3, size)]

    data = b"xx0123456789abcdefxx0123456789abcdefx"
    hits = {"raw": 0}
    memory._count(Dribble(data), 0, len(data), {"raw": b"0123456789abcdef"}, hits)
    assert hits == {"raw": 2}


@pytest.mark.parametrize("shift", range(3))
@pytest.mark.parametrize("size", range(12, 18))
def test_base64_is_found_at_every_alignment_and_length(shift: int, size: int) -> None:
    secret = os.urandom(size)
    form = memory.every_form(secret)[f"base64+{shift}"]
    assert len(form) >= size * 8 // 6 - 2
    for _ in range(50):
        coded = base64.b64encode(os.urandom(shift + 3) + secret + os.urandom(5))
        assert form in coded


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 12"):
        memory.every_form("short")


def test_a_process_that_is_gone_is_not_a_clean_one() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        while Path(f"/proc/{process.pid}/maps").read_text():
            time.sleep(0.01)
        with pytest.raises(ProcessLookupError):  # ended, not yet waited for
            memory.scan(process.pid, {"raw": b"x"})
    with pytest.raises(ProcessLookupError):
        memory.scan(process.pid, {"raw": b"x"})


def test_how_fast_it_is() -> None:
    secret = new_secret()
    with holder("bytearray(os.urandom(64 << 20))", new_secret()) as pid:
        began = time.perf_counter()
        hits, read = memory.scan(pid, memory.every_form(secret))
        seconds = time.perf_counter() - began
    print(f"{len(hits)} patterns, {read >> 20} MiB in {seconds:.2f} s")
    assert read > 64 << 20
