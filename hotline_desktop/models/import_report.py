"""What became of each row of a foreign file: exactly one outcome a row, and they add up."""

from collections import Counter
from enum import StrEnum
from typing import Any

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.provider import Provider

KNOWN = "known already, unchanged"
SAID_BEFORE = "said before in this file"
_SAMPLES = 200
_REJECTED_IN_WORDS = 20


class Outcome(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


class ReadRow(Noun, frozen=True):
    """One row as it was read: an entry with what was mended and what is new, or why there is none.

    ``line`` counts what ``unit`` says, from 1; of lines the header is one. ``part_of`` names the
    entry that a row without its own went into. ``duplicate_of`` is :data:`KNOWN` or says where in
    the file. ``label`` names a row that has no entry. ``county_hint`` may name the county, and may
    name something else.
    """

    file: str
    line: int
    unit: str = "line"
    part_of: str = ""
    contact: Contact | None = None
    provider: Provider | None = None
    label: str = ""
    county_words: str = ""
    county_hint: str = ""
    place_words: str = ""
    repairs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    rejected: str = ""
    duplicate_of: str = ""

    def outcome(self) -> Outcome:
        """Say what became of it."""
        if self.rejected:
            return Outcome.REJECTED
        if self.duplicate_of:
            return Outcome.DUPLICATE
        return Outcome.REPAIRED if self.repairs else Outcome.ACCEPTED

    def name(self) -> str:
        """Give what to call it in a list."""
        if self.contact is not None:
            return self.contact.name()
        if self.provider is not None:
            parts = (self.provider.organisation, self.provider.service)
            return ", ".join(part for part in parts if part)
        return self.label or self.part_of

    def reasons(self) -> tuple[str, ...]:
        """Give why it became that; nothing for a new entry that was taken as it stood."""
        if self.rejected:
            return (self.rejected,)
        if self.duplicate_of:
            return (KNOWN if self.duplicate_of == KNOWN else SAID_BEFORE,)
        return (*self.repairs, *self.changes)

    def place(self) -> str:
        """Say where it stands."""
        return f"{self.file}, {self.unit} {self.line}"


class ImportRun(Noun, frozen=True):
    """One import that was written: when, by whom, which file; and when it was undone, if it was."""

    id: str
    at: Moment
    who: str
    name: str
    rows: int
    written: int
    undone_at: Moment | None = None


class RowReport(Noun, frozen=True):
    """One row for the screen: where it stands, what it is called, and why."""

    file: str
    line: int
    outcome: Outcome
    name: str
    reason: str
    unit: str = "line"

    def place(self) -> str:
        """Say where it stands."""
        return f"{self.file}, {self.unit} {self.line}"


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
            "samples": [
                {"file": s.file, "line": s.line, "outcome": s.outcome.value, "name": s.name,
                 "reason": s.reason}
                for s in self.samples
            ],
        }  # fmt: skip

    def in_words(self) -> str:
        """Give lines to read."""
        lines = [
            f"{self.rows:,} rows: {self.accepted:,} accepted, {self.repaired:,} repaired, "
            f"{self.rejected:,} rejected, {self.duplicates:,} duplicates."
        ]
        lines += [f"  {count:,} x {reason}" for reason, count in self.reasons.items()]
        refused = [s for s in self.samples if s.outcome is Outcome.REJECTED][:_REJECTED_IN_WORDS]
        lines += [f"  {s.place()}: {s.reason}. {s.name}".rstrip() for s in refused]
        if self.unused_columns:
            lines.append(f"Columns that were not used: {', '.join(self.unused_columns)}.")
        return "\n".join(lines)


class Tally:
    """Adds rows up to a report."""

    def __init__(self) -> None:
        """Begin with none."""
        self._outcomes: Counter[Outcome] = Counter()
        self._reasons: Counter[str] = Counter()
        self._samples: dict[Outcome, list[RowReport]] = {outcome: [] for outcome in Outcome}

    def add(self, row: ReadRow) -> None:
        """Count one row."""
        outcome, reasons = row.outcome(), row.reasons()
        self._outcomes[outcome] += 1
        self._reasons.update(f"{outcome}: {reason}" for reason in reasons)
        if len(self._samples[outcome]) < _SAMPLES:
            told = row.duplicate_of or ", ".join(reasons)
            sample = RowReport(row.file, row.line, outcome, row.name(), told, row.unit)
            self._samples[outcome].append(sample)

    def report(self, unused_columns: tuple[str, ...] = ()) -> ImportReport:
        """Give the report, what needs a look first."""
        worth = (Outcome.REJECTED, Outcome.REPAIRED, Outcome.DUPLICATE, Outcome.ACCEPTED)
        return ImportReport(
            rows=self._outcomes.total(),
            accepted=self._outcomes[Outcome.ACCEPTED],
            repaired=self._outcomes[Outcome.REPAIRED],
            rejected=self._outcomes[Outcome.REJECTED],
            duplicates=self._outcomes[Outcome.DUPLICATE],
            reasons=dict(self._reasons.most_common()),
            samples=tuple(sample for outcome in worth for sample in self._samples[outcome]),
            unused_columns=unused_columns,
        )
