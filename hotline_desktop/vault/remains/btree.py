"""The rows on the whole pages of a file; what cannot be a page of a tree is named, never used."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hotline_desktop.vault.remains.pages import USABLE, Pages

_INNER_INDEX, _INNER, _LEAF_INDEX, LEAF = 2, 5, 10, 13
_KINDS = (_INNER_INDEX, _INNER, _LEAF_INDEX, LEAF)
_DEEPEST = 20
_IN_LEAF, _IN_INDEX, _LEAST = (
    USABLE - 35,
    (USABLE - 12) * 64 // 255 - 23,
    (USABLE - 12) * 32 // 255 - 23,
)
"""Bytes of a row that stand on its own page: at most in a table, in an index, and at least."""
_ANY = (-(2**63), 2**63 - 1)

Value = int | float | str | bytes | None


class Leaf(NamedTuple):
    """One page by itself: its rows, every page they stand on, and whether it is of an index."""

    rows: list["Row"]
    pages: set[int]
    of_index: bool


class MalformedError(Exception):
    """A page with a whole seal whose content cannot stand there."""


class Row(NamedTuple):
    """A row or an index entry: its values, and whether all of them are there.

    Of a row that runs on over pages that are lost, ``values`` are those before the break.
    """

    rowid: int
    values: tuple[Value, ...]
    whole: bool = True


@dataclass(slots=True)
class Tree:
    """What was found below one root.

    ``lost`` are the pages of it that cannot be read: rows may have stood on or below them.
    """

    rows: list[Row] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)

    def is_whole(self) -> bool:
        """Say whether nothing of it is lost."""
        return not self.lost and all(row.whole for row in self.rows)


class Reader:
    """Reads trees; remembers which pages it came by, for a page has one place only."""

    def __init__(self, pages: Pages) -> None:
        """Read from these pages."""
        self._pages = pages
        self.seen: set[int] = set()

    def tree(self, root: int) -> Tree:
        """Read everything below a root, in the order of the keys."""
        found = Tree()
        self._below(root, _ANY, found, 0)
        return found

    def leaf(self, number: int) -> Leaf | None:
        """Read one page by itself; None when it is no leaf.

        Its pages count as come by only when the caller puts them into ``seen``.
        """
        page = self._pages[number]
        if page is None or _kind(page, number) not in (LEAF, _LEAF_INDEX):
            return None
        found, before = Tree(), self.seen
        self.seen = {number}
        try:
            self._rows(number, page, _ANY, found)
            of_index = _kind(page, number) == _LEAF_INDEX
            return None if self.seen & before else Leaf(found.rows, self.seen, of_index)
        except MalformedError:
            return None
        finally:
            self.seen = before

    def free(self) -> bool:
        """Go along the list of free pages; say whether it could be read to its end."""
        first = self._pages[1]
        if first is None:
            return False
        trunk, left = struct.unpack_from(">2I", first, 32)
        while trunk and left > 0:
            page = self._pages[trunk]
            if page is None or trunk in self.seen:
                return False
            following, many = struct.unpack_from(">2I", page)
            if many > USABLE // 4 - 2:
                return False
            self.seen.update((trunk, *struct.unpack_from(f">{many}I", page, 8)))
            trunk, left = following, left - many - 1
        return not trunk and not left

    def _below(self, number: int, within: tuple[int, int], found: Tree, depth: int) -> None:
        page = self._pages[number]
        if page is None or number in self.seen or depth > _DEEPEST:
            found.lost.add(number)
            self.seen.add(number)
            return
        self.seen.add(number)
        try:
            kind = _kind(page, number)
            if kind in (LEAF, _LEAF_INDEX):
                self._rows(number, page, within, found)
            elif kind == _INNER:
                for child, part in list(_children(page, number, within)):
                    self._below(child, part, found, depth + 1)
            else:
                for child, cell in list(_branches(page, number)):
                    self._below(child, within, found, depth + 1)
                    if cell:
                        found.rows.append(self._entry(page, cell))
        except MalformedError:
            found.lost.add(number)

    def _rows(self, number: int, page: bytes, within: tuple[int, int], found: Tree) -> None:
        """Take the rows of a leaf, all of them or, where one cannot stand there, none."""
        rows, low = [], within[0]
        for at in _cells(page, number):
            if page[_start(number)] == _LEAF_INDEX:
                rows.append(self._entry(page, at))
                continue
            size, at = _number(page, at)
            rowid, at = _number(page, at)
            if not low <= rowid <= within[1]:
                raise MalformedError
            low = rowid + 1
            rows.append(self._record(rowid, page, at, size, _IN_LEAF))
        found.rows += rows

    def _entry(self, page: bytes, at: int) -> Row:
        size, at = _number(page, at)
        row = self._record(0, page, at, size, _IN_INDEX)
        last = row.values[-1] if row.values and row.whole else 0
        return Row(last if isinstance(last, int) else 0, row.values, row.whole)

    def _record(self, rowid: int, page: bytes, at: int, size: int, most: int) -> Row:
        local = _local(size, most)
        if local == size:
            data, whole = page[at : at + size], True
        else:
            data, whole = self._running_on(page, at, size, local)
        if len(data) < local:
            raise MalformedError
        values = tuple(_values(data, whole))
        return Row(rowid, values, whole)

    def _running_on(self, page: bytes, at: int, size: int, local: int) -> tuple[bytes, bool]:
        """Follow a long row over its pages; what was gathered and whether that is all."""
        parts, left = [page[at : at + local]], size - local
        (following,) = _unpack(">I", page, at + local)
        while left > 0:
            more = self._pages[following] if following not in self.seen else None
            self.seen.add(following)
            if more is None:
                return b"".join(parts), False
            parts.append(more[4 : min(USABLE, 4 + left)])
            left -= len(parts[-1])
            (following,) = _unpack(">I", more, 0)
        return b"".join(parts), following == 0


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _kind(page: bytes, number: int) -> int:
    kind = page[_start(number)]
    return kind if kind in _KINDS else 0


def _cells(page: bytes, number: int) -> tuple[int, ...]:
    begin = _start(number)
    kind = _kind(page, number)
    (many,) = _unpack(">H", page, begin + 3)
    at = begin + (12 if kind in (_INNER, _INNER_INDEX) else 8)
    if not kind or at + 2 * many > USABLE:
        raise MalformedError
    found: tuple[int, ...] = _unpack(f">{many}H", page, at)
    if any(not at <= cell < USABLE for cell in found):
        raise MalformedError
    return found


def _children(
    page: bytes, number: int, within: tuple[int, int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Give the pages below, each with the lowest and highest rowid that can stand there."""
    low, high = within
    for at in _cells(page, number):
        (child,) = _unpack(">I", page, at)
        key, _ = _number(page, at + 4)
        if not low <= key <= high:
            raise MalformedError
        yield child, (low, key)
        low = key + 1
    yield _unpack(">I", page, _start(number) + 8)[0], (low, high)


def _branches(page: bytes, number: int) -> Iterator[tuple[int, int]]:
    """Give the pages below in an index, each with where the entry after it stands, or 0."""
    if _kind(page, number) != _INNER_INDEX:
        raise MalformedError
    for at in _cells(page, number):
        yield _unpack(">I", page, at)[0], at + 4
    yield _unpack(">I", page, _start(number) + 8)[0], 0


def _local(size: int, most: int) -> int:
    """Say how much of a row stands on its first page."""
    if size <= most:
        return size
    spare = _LEAST + (size - _LEAST) % (USABLE - 4)
    return spare if spare <= most else _LEAST


def _values(data: bytes, whole: bool) -> Iterator[Value]:
    """Read the values; of a row that breaks off, those before the break."""
    head, at = _number(data, 0)
    body = head
    while at < head:
        kind, at = _number(data, at)
        size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        if kind in (10, 11) or (whole and body + size > len(data)):
            raise MalformedError
        if body + size > len(data):
            return
        yield _value(kind, data[body : body + size])
        body += size


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    if kind < 7:
        return int.from_bytes(data, "big", signed=True)
    if kind in (8, 9):
        return kind - 8
    if kind % 2 == 0:
        return data
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise MalformedError from None


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read one of SQLite's numbers of 1 to 9 bytes; gives it and where it ends."""
    number = 0
    for index, byte in enumerate(data[at : at + 8]):
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + index + 1
    if at + 8 >= len(data):
        raise MalformedError
    number = number << 8 | data[at + 8]
    return (number - (1 << 64) if number >= 1 << 63 else number), at + 9


def _unpack(form: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error:
        raise MalformedError from None
