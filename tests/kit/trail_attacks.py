"""What somebody who holds the key does to the trail, past the program; judges nothing.

Rows are ``[seq, at, who, act, subject, detail, hash]``, all but the number as bytes. ``PAST``
changes what was written before. ``END`` takes away or rewrites from some line up to the newest,
hashes and all, so that the chain is whole again: only a head kept elsewhere can tell.
"""

import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from random import Random

Row = list
Attack = Callable[[list[Row], Random], list[Row]]

NAMES = ("at", "who", "act", "subject", "detail", "hash")
START = b"\0" * 32


def read(vault) -> list[Row]:
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in NAMES)
    return [list(row) for row in vault.rows(f"SELECT seq, {columns} FROM trail ORDER BY seq")]


def write(vault, rows: list[Row]) -> None:
    """Put these rows in the place of all there are; whoever has the key drops triggers."""
    do = vault._connection.execute
    for trigger in ("trail_stands", "trail_stays"):
        do(f"DROP TRIGGER IF EXISTS {trigger}")
    do("DELETE FROM trail")
    texts = ", ".join("CAST(? AS TEXT)" for _ in NAMES[:-1])
    for row in rows:
        do(f"INSERT INTO trail VALUES(?, {texts}, ?)", row)


@contextmanager
def tried(vault, rows: list[Row]):
    """The vault as it would be with these rows; afterwards as it was."""
    vault._connection.execute("BEGIN IMMEDIATE")
    try:
        write(vault, rows)
        yield vault
    finally:
        vault._connection.execute("ROLLBACK")


def chained(before: bytes, row: Row) -> bytes:
    """The hash a line ought to have; written anew, lest the product be its own judge."""
    link = hashlib.sha256(before)
    for data in (str(row[0]).encode(), *row[1:6]):
        link.update(len(data).to_bytes(4, "big") + data)
    return link.digest()


def rehashed(rows: list[Row]) -> list[Row]:
    before = START
    for row in rows:
        row[6] = before = chained(before, row)
    return rows


def flip(rows: list[Row], random: Random) -> list[Row]:
    """One bit of one field."""
    row = random.choice(rows)
    at = random.choice([n for n in range(1, 7) if row[n]])
    field, where = bytearray(row[at]), random.randrange(len(row[at]))
    field[where] ^= 1 << random.randrange(8)
    row[at] = bytes(field)
    return rows


def reword(rows: list[Row], random: Random) -> list[Row]:
    """Another value of the kind that stands there, as an insider would choose it."""
    row, at = random.choice(rows), random.randrange(1, 6)
    others = sorted({other[at] for other in rows} - {row[at]}) or [row[at] + b"x"]
    row[at] = random.choice(others)
    return rows


def shift(rows: list[Row], random: Random) -> list[Row]:
    """A letter from the end of one field to the beginning of the next."""
    row = random.choice(rows)
    at = random.choice([n for n in range(1, 5) if row[n]])
    row[at], row[at + 1] = row[at][:-1], row[at][-1:] + row[at + 1]
    return rows


def drop(rows: list[Row], random: Random) -> list[Row]:
    """Some lines, never the newest."""
    first = random.randrange(len(rows) - 1)
    last = random.randrange(first + 1, len(rows))
    return rows[:first] + rows[last:]


def drop_and_close_up(rows: list[Row], random: Random) -> list[Row]:
    return _numbered(drop(rows, random))


def swap(rows: list[Row], random: Random) -> list[Row]:
    one, other = random.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return _numbered(rows)


def reorder(rows: list[Row], random: Random) -> list[Row]:
    """A stretch of lines in another order."""
    first = random.randrange(len(rows) - 1)
    last = random.randrange(first + 2, len(rows) + 1)
    part = rows[first:last]
    while part == rows[first:last]:
        random.shuffle(part)
    return _numbered(rows[:first] + part + rows[last:])


def insert(rows: list[Row], random: Random) -> list[Row]:
    """A line that never was, those after it moved up; its own hash is right."""
    at = random.randrange(len(rows))
    made = [0, *random.choice(rows)[1:5], b"made up", b""]
    made[0] = rows[at][0]
    made[6] = chained(rows[at - 1][6] if at else START, made)
    return _numbered([*rows[:at], made, *rows[at:]])


def repeat(rows: list[Row], random: Random) -> list[Row]:
    """An old line once more, somewhere before the end or at it."""
    at = random.randrange(len(rows) + 1)
    return _numbered([*rows[:at], list(random.choice(rows)), *rows[at:]])


def precede(rows: list[Row], random: Random) -> list[Row]:
    """A line before the first."""
    made = [-random.randrange(3), *random.choice(rows)[1:6], b""]
    made[6] = chained(START, made)
    return [made, *rows]


def rewrite_one(rows: list[Row], random: Random) -> list[Row]:
    """A line with its own hash made right again; the one after it gives it away."""
    at = random.randrange(len(rows) - 1)
    rows[at][5] += b" or not"
    rows[at][6] = chained(rows[at - 1][6] if at else START, rows[at])
    return rows


def exchange_hashes(rows: list[Row], random: Random) -> list[Row]:
    one, other = random.sample(range(len(rows)), 2)
    rows[one][6], rows[other][6] = rows[other][6], rows[one][6]
    return rows


def truncate(rows: list[Row], random: Random) -> list[Row]:
    """Some of the newest lines are gone."""
    return rows[: random.randrange(1, len(rows))]


def rewrite_all(rows: list[Row], random: Random) -> list[Row]:
    """A changed line, and every hash from there on computed anew."""
    random.choice(rows)[5] += b" or not"
    return rehashed(rows)


def drop_and_rewrite(rows: list[Row], random: Random) -> list[Row]:
    return rehashed(_numbered(drop(rows, random)))


def cut_and_fill_up(rows: list[Row], random: Random) -> list[Row]:
    """The newest lines replaced by as many harmless ones."""
    last = random.randrange(1, len(rows))
    return rehashed(rows[:last] + [[*row[:3], b"search", b"all", b"0", b""] for row in rows[last:]])


def _numbered(rows: list[Row]) -> list[Row]:
    for number, row in enumerate(rows, 1):
        row[0] = number
    return rows


PAST: tuple[Attack, ...] = (
    flip, reword, shift, drop, drop_and_close_up, swap, reorder, insert, repeat, precede,
    rewrite_one, exchange_hashes,
)  # fmt: skip
END: tuple[Attack, ...] = (truncate, rewrite_all, drop_and_rewrite, cut_and_fill_up)


def attack(kind: Attack, rows: list[Row], random: Random) -> list[Row]:
    """Let a kind loose on a copy until something differs."""
    while True:
        after = kind([list(row) for row in rows], random)
        if after != rows:
            return after
