"""The trail out of what is left of its table: what is there, follows or is lost; adds no line."""

from collections.abc import Iterator
from dataclasses import dataclass

from hotline_desktop.models.loss import How, Loss
from hotline_desktop.vault.remains.tables import Named, Tables
from hotline_desktop.vault.trail import chained

Head = tuple[int, str]
"""Number and hash (hex) of a line of the trail."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is left of the trail, in order; ``whole`` says that it is all of it.

    ``follows`` says that every line is there and follows; ``behind`` that newer ones are known from
    elsewhere.
    """

    rows: list[Named]
    losses: list[Loss]
    whole: bool
    follows: bool
    behind: bool = False

    @property
    def last(self) -> int:
        """Give the number of the newest line that is there."""
        return int(self.rows[-1]["seq"]) if self.rows else 0

    def have(self, head: Head) -> bool:
        """Say whether a line known from elsewhere is among them, as it is known."""
        return any((row["seq"], row["hash"].hex()) == head for row in self.rows)


def lines_left(tables: Tables, remembered: Head | None) -> Lines:
    """Sort the lines, and name those that are not there or do not follow.

    ``remembered`` is the newest line that is known from elsewhere.
    """
    table, index = tables.tables["trail"], tables.indexes["trail_by_subject"]
    known = {row["seq"]: row for row in table.rows}
    told = {row["seq"] for row in index.rows} | {row["rowid"] for row in table.broken}
    last = max(*known, *told, remembered[0] if remembered else 0, 0)
    missing = [seq for seq in range(1, last + 1) if seq not in known]
    losses = [Loss("trail line", name) for name in _ranges(missing)]
    changed = [seq for seq, row in known.items() if seq < 1 or not _follows(known, row)]
    if remembered and (row := known.get(remembered[0])) and row["hash"].hex() != remembered[1]:
        changed.append(remembered[0])
    losses += [Loss("trail line", f"{seq:,}", How.DOUBTFUL) for seq in sorted({*changed})]
    rows = [known[seq] for seq in sorted(known)]
    behind = remembered is not None and remembered[0] > max(known, default=0)
    return Lines(rows, losses, not losses and table.whole, not missing and not changed, behind)


def _follows(known: dict[int, Named], row: Named) -> bool:
    """Say whether a line follows from the one before; where that is lost, nothing is against it."""
    before = bytes(32) if row["seq"] == 1 else known.get(row["seq"] - 1, {}).get("hash")
    fields = tuple(row[name].encode() for name in ("at", "who", "act", "subject", "detail"))
    return before is None or chained(before, row["seq"], fields) == row["hash"]


def _ranges(numbers: list[int]) -> Iterator[str]:
    """Write 3, 4, 5, 9 as "3 to 5", "9"."""
    begin = None
    for number, following in zip(numbers, [*numbers[1:], 0], strict=False):
        begin = number if begin is None else begin
        if following != number + 1:
            yield f"{number:,}" if begin == number else f"{begin:,} to {number:,}"
            begin = None
