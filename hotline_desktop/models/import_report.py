"""What became of each row of a foreign file: exactly one outcome a row, and they add up."""

from enum import StrEnum
from typing import Any

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Provider


class Outcome(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


class ReadRow(Noun, frozen=True):
    """One row as it was read: an entry with what was repaired, or why there is none.

    ``line`` counts lines of its file from 1, the header being one.
    """

    file: str
    line: int
    contact: Contact | None = None
    provider: Provider | None = None
    county_words: str = ""
    place_words: str = ""
    repairs: tuple[str, ...] = ()
    rejected: str = ""
    duplicate_of: str = ""

    def outcome(self) -> Outcome:
        """Say what became of it."""
        if self.rejected:
            return Outcome.REJECTED
        if self.duplicate_of:
            return Outcome.DUPLICATE
        return Outcome.REPAIRED if self.repairs else Outcome.ACCEPTED


class RowReport(Noun, frozen=True):
    """One row for the screen: where it stands, what it is called, and why."""

    file: str
    line: int
    outcome: Outcome
    name: str
    reason: str


class ImportReport(Noun, frozen=True):
    """Counts per outcome, counts per reason, and some rows of each kind to look at."""

    rows: int
    accepted: int
    repaired: int
    rejected: int
    duplicates: int
    reasons: dict[str, int] = {}
    samples: tuple[RowReport, ...] = ()
    unused_columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the front end's stable form."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "repaired": self.repaired,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "reasons": self.reasons,
            "unused_columns": list(self.unused_columns),
        }

    def in_words(self) -> str:
        """Give lines to read."""
        lines = [
            f"{self.rows:,} rows: {self.accepted:,} accepted, {self.repaired:,} repaired, "
            f"{self.rejected:,} rejected, {self.duplicates:,} duplicates."
        ]
        lines += [f"  {count:,} x {reason}" for reason, count in self.reasons.items()]
        if self.unused_columns:
            lines.append(f"Columns that were not used: {', '.join(self.unused_columns)}.")
        return "\n".join(lines)
