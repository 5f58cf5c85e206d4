"""Reads another process's memory and counts what is in it; it changes nothing there."""

import base64
import re
from pathlib import Path
from typing import BinaryIO

CHUNK = 8 * 1024 * 1024
PAGE = 4096

# Content of a file on disk that nobody can have changed in memory: code, fonts, translations.
# What lives in memory only (memfd, deleted files, /dev/shm) is read like everything else.
_PLAIN_FILE = re.compile(r"^(?!/memfd:|/dev/shm/|/dev/zero)/(?!.* \(deleted\)$)")


def every_form(secret: str | bytes) -> dict[str, bytes]:
    """The shapes in which a secret may lie in memory, by name.

    UTF-8, -16 and -32; hex in both cases; base64 at the three alignments, where text before the
    secret may shift it. Give at least 12 bytes: of a short one too little is left in base64.
    """
    raw = secret.encode() if isinstance(secret, str) else secret
    if len(raw) < 12:
        raise ValueError("give at least 12 bytes: shorter ones are found by chance")
    forms = {"raw": raw, "hex": raw.hex().encode(), "HEX": raw.hex().upper().encode()}
    if isinstance(secret, str):
        forms["utf-16"] = secret.encode("utf-16-le")
        forms["utf-32"] = secret.encode("utf-32-le")
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        # The first and last digits also depend on the bytes beside the secret.
        first, last = -(-shift * 8 // 6), (shift + len(raw)) * 8 // 6
        forms[f"base64+{shift}"] = coded[first:last]
    return forms


def scan(pid: int, patterns: dict[str, bytes]) -> tuple[dict[str, int], int]:
    """Count each pattern in a process's memory; gives the hits and how many bytes were read.

    Reads everything readable but unchanged file content. Needs root, or the same user and a
    process that is dumpable; the process should stand still meanwhile.

    Raises:
        PermissionError: not allowed to read it.
        ProcessLookupError: it is gone. So a process that has ended is no process without hits.
    """
    hits = dict.fromkeys(patterns, 0)
    read = 0
    try:
        with (
            Path(f"/proc/{pid}/maps").open() as maps,
            Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
        ):
            for start, end in _regions(maps.read()):
                read += _count(memory, start, end, patterns, hits)
    except FileNotFoundError:
        raise ProcessLookupError(pid) from None
    if not read:
        raise ProcessLookupError(pid)
    return hits, read


def _regions(maps: str) -> list[tuple[int, int]]:
    found = []
    for line in maps.splitlines():
        span, rights, _, _, _, *name = line.split(None, 5)
        path = name[0] if name else ""
        kernels = path in ("[vvar]", "[vvar_vclock]", "[vsyscall]", "[vdso]")
        if "r" not in rights or kernels or ("w" not in rights and _PLAIN_FILE.match(path)):
            continue
        start, end = span.split("-")
        found.append((int(start, 16), int(end, 16)))
    return found


def _count(
    memory: BinaryIO, start: int, end: int, patterns: dict[str, bytes], hits: dict[str, int]
) -> int:
    """Count in one region, also where a pattern lies across two chunks."""
    read, tail = 0, b""
    keep = max(map(len, patterns.values()), default=1) - 1
    while start < end:
        data = _read(memory, start, min(CHUNK, end - start))
        if not data:
            start, tail = start + PAGE, b""  # a page that cannot be read
            continue
        for name, pattern in patterns.items():
            across = len(pattern) - 1
            seam = tail[-across:] + data[:across] if across else b""
            hits[name] += data.count(pattern) + seam.count(pattern)
        read, start = read + len(data), start + len(data)
        tail = (tail + data)[-keep:] if keep else b""
    return read


def _read(memory: BinaryIO, start: int, size: int) -> bytes:
    try:
        memory.seek(start)
        return memory.read(size)
    except (OSError, OverflowError):
        if size <= PAGE:
            return b""
        return _read(memory, start, max(PAGE, size // 2 // PAGE * PAGE))
