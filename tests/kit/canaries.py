"""Finds planted texts in bytes in every shape they may have got there; keeps and sends nothing.

The canaries of one run begin alike: one look for the beginning in each shape finds where any of
them may be, and costs the same for three as for thirty.
"""

import base64
import os
import quopri
import secrets
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from tests.kit.unpacked import unpacked

SHORTEST = 12
_STEM = 6
_DEPTH = 4
_GAP = b"\n\0\n"
_LETTERS = "bcdfghjkmnpqrtvwxyz"


@dataclass(frozen=True, slots=True, order=True)
class Find:
    """Which canary, in which shape, at which place of the bytes looked through."""

    what: str
    form: str
    at: int


def plant(names: Iterable[str]) -> dict[str, str]:
    """Draw one canary for each name; all begin alike, none is in the other."""
    stem = "Zq" + _drawn(9)
    return {name: f"{stem}{_drawn(9)}" for name in names}


def _drawn(many: int) -> str:
    """Give letters only: in a file name, an address or a field they stand as they are."""
    return "".join(secrets.choice(_LETTERS) for _ in range(many))


def _loose(raw: bytes, text: str | None) -> Iterator[tuple[str, bytes]]:
    """Give the shapes in which upper and lower case count as the same."""
    yield "raw" if text is None else "utf-8", raw
    if text is not None:
        for code in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            yield code, text.encode(code)
        for name, quoted in (
            ("percent", quote(text).encode()),
            ("plus", quote_plus(text).encode()),
            ("quoted-printable", quopri.encodestring(raw).rstrip()),
        ):
            if quoted != raw:
                yield name, quoted
        # Qt's settings write an array of bytes so; a hex digit after a zero would be read as its.
        digits = {digit: f"\\x{ord(digit):x}" for digit in "0123456789abcdefABCDEF"}
        yield "settings", "\\0".join(digits.get(letter, letter) for letter in text).encode()
        yield "reversed utf-16", text[::-1].encode("utf-16-le")
    yield "reversed", raw[::-1]
    for name, between in (
        ("hex", ""), ("hex with spaces", " "), ("hex with colons", ":"), ("\\x", "\\x"),
        ("%", "%"), ("=", "="), ("0x", ", 0x"), ("\\u", "\\u00"),
    ):  # fmt: skip
        yield name, between.join(f"{byte:02x}" for byte in raw).encode()
    yield "decimal", ", ".join(map(str, raw)).encode()
    yield "decimal, close", ",".join(map(str, raw)).encode()


def _strict(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the shapes in which case counts; what stands before the secret may shift it."""
    for shift in range(3):
        coded = _aligned(base64.b64encode(b"\0" * shift + raw), shift, len(raw), 6)
        yield f"base64+{shift}", coded
        if (other := coded.translate(bytes.maketrans(b"+/", b"-_"))) != coded:
            yield f"base64url+{shift}", other
    for shift in range(5):
        yield f"base32+{shift}", _aligned(base64.b32encode(b"\0" * shift + raw), shift, len(raw), 5)
    for shift in range(4):
        whole = raw[shift : shift + (len(raw) - shift) // 4 * 4]
        yield f"ascii85+{shift}", base64.a85encode(whole)
        yield f"base85+{shift}", base64.b85encode(whole)


def _aligned(coded: bytes, shift: int, size: int, bits: int) -> bytes:
    """Leave out the first and last digits, which also depend on the bytes beside the secret."""
    return coded[-(-shift * 8 // bits) : (shift + size) * 8 // bits]


@dataclass(frozen=True, slots=True)
class _Look:
    """One shape: what is looked for, how far into each it stands, and the whole of each canary."""

    form: str
    common: bytes
    into: int
    whole: tuple[tuple[str, bytes], ...]

    def in_(self, data: bytes) -> Iterator[tuple[str, int]]:
        at = data.find(self.common)
        while at >= 0:
            for what, pattern in self.whole:
                start = at - self.into if self.into >= 0 else at + len(self.common) - len(pattern)
                if start >= 0 and data.startswith(pattern, start):
                    yield what, start
            at = data.find(self.common, at + 1)


def _looks(shapes: Mapping[str, Mapping[str, bytes]]) -> list[_Look]:
    """Look for what the canaries of one shape have in common, else for each by itself."""
    looks = []
    for form, found in shapes.items():
        patterns = list(found.values())
        first = os.path.commonprefix(patterns)
        last = os.path.commonprefix([pattern[::-1] for pattern in patterns])[::-1]
        whole = tuple(found.items())
        if len(first) >= _STEM:
            looks.append(_Look(form, first, 0, whole))
        elif len(last) >= _STEM:
            looks.append(_Look(form, last, -1, whole))
        else:
            looks += [_Look(form, pattern, 0, ((what, pattern),)) for what, pattern in whole]
    return looks


class Canaries:
    """Looks for some canaries."""

    def __init__(self, planted: Mapping[str, str | bytes]) -> None:
        """Prepare; those that begin alike are looked for together."""
        loose: dict[str, dict[str, bytes]] = {}
        strict: dict[str, dict[str, bytes]] = {}
        groups = _families(planted)
        for what, secret in planted.items():
            raw = secret.encode() if isinstance(secret, str) else secret
            if len(raw) < SHORTEST:
                raise ValueError(f"{what} is shorter than {SHORTEST} bytes: found by chance")
            for form, pattern in _loose(raw, secret if isinstance(secret, str) else None):
                loose.setdefault(f"{groups[what]}{form}", {})[what] = pattern.lower()
            for form, pattern in _strict(raw):
                strict.setdefault(f"{groups[what]}{form}", {})[what] = pattern
        self._loose, self._strict = _looks(loose), _looks(strict)
        shapes = [*loose.values(), *strict.values()]
        self.longest = max(len(pattern) for shape in shapes for pattern in shape.values())
        """What is cut must overlap by so many bytes, less one, to miss nothing."""
        self.shapes = len({form.partition(":")[2] for form in (*loose, *strict)})

    def find(self, data: bytes) -> list[Find]:
        """Give every canary in these bytes, also where it lies packed."""
        return sorted(set(self._deep(data, "", _DEPTH)))

    def _deep(self, data: bytes, packed: str, depth: int) -> Iterator[Find]:
        yield from self._flat(data, packed)
        bare = _unbroken(data)
        if len(bare) != len(data):
            for found in self._flat(bare, f"{packed}broken "):
                place = bisect_right(
                    range(len(data) + 1), found.at, key=lambda n: len(_unbroken(data[:n]))
                )
                yield Find(found.what, found.form, max(0, place - 1))
        if depth:
            yield from self._inside(data, packed, depth)

    def _flat(self, data: bytes, packed: str) -> Iterator[Find]:
        for look, place in ((self._loose, data.lower()), (self._strict, data)):
            for shape in look:
                for what, at in shape.in_(place):
                    yield Find(what, packed + shape.form.partition(":")[2], at)

    def _inside(self, data: bytes, packed: str, depth: int) -> Iterator[Find]:
        """Look through what is packed, all of one kind at once: most of it is a few bytes long."""
        kinds: dict[str, tuple[list[int], list[int], list[bytes]]] = {}
        for form, at, out in unpacked(data):
            if len(out) < SHORTEST:
                continue
            starts, places, outs = kinds.setdefault(form, ([], [], []))
            starts.append((starts[-1] + len(outs[-1]) + len(_GAP)) if starts else 0)
            places.append(at)
            outs.append(out)
        for form, (starts, places, outs) in kinds.items():
            for found in self._deep(_GAP.join(outs), f"{packed}{form} > ", depth - 1):
                at = places[max(0, bisect_right(starts, found.at) - 1)]
                yield Find(found.what, found.form, at)


def _families(planted: Mapping[str, str | bytes]) -> dict[str, str]:
    """Name the canaries that begin alike; one that begins like no other is alone."""
    starts = {what: secret[:_STEM] for what, secret in planted.items()}
    named = {start: f"{n}:" for n, start in enumerate(dict.fromkeys(starts.values()))}
    return {what: named[start] for what, start in starts.items()}


def _unbroken(data: bytes) -> bytes:
    """Take out what breaks lines and columns: mail, dumps and PDF cut what they write."""
    return data.replace(b"=\r\n", b"").replace(b"=\n", b"").translate(None, b"\r\n\t ")


class Joined:
    """Gives the seams of what comes piece by piece, so that a canary cut in two is found."""

    def __init__(self, longest: int) -> None:
        self._keep, self._tail = longest - 1, b""

    def seam(self, data: bytes) -> bytes:
        """Take a piece; give the end of what came before it with its beginning."""
        before, self._tail = self._tail, (self._tail + data[-self._keep :])[-self._keep :]
        return before + data[: self._keep] if before else b""
