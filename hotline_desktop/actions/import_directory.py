"""Import a directory file: preview every row in a child, then write all of it or nothing."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hotline_desktop import child
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.reader import Chunk
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.import_report import ImportReport, Outcome, ReadRow, RowReport
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, trail
from hotline_desktop.vault.vault import Vault

_READER = "hotline_desktop.exchange.reader"
_ADDRESS_SPACE = 1024**3
_SECONDS = 120.0
_SAMPLES = 200
_NAMES = uuid.UUID("6f1d9a52-7d0c-5b0e-9f0b-0b7a3b0f6c11")
"""Ids are made from source and source id, so that importing again finds the same entries."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """What a file holds, row by row, before anything is written."""

    name: str
    report: ImportReport
    chunks: tuple[bytes, ...] = field(default=())


class _Count:
    """Adds the rows up."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.reasons: Counter[str] = Counter()
        self.samples: dict[Outcome, list[RowReport]] = {outcome: [] for outcome in Outcome}
        self.unused: tuple[str, ...] = ()

    def add(self, row: ReadRow) -> None:
        outcome = row.outcome()
        said_before = "said before in this file"
        reasons = row.repairs if outcome is Outcome.REPAIRED else ()
        if outcome is Outcome.REJECTED:
            reasons = (row.rejected,)
        elif outcome is Outcome.DUPLICATE:
            known = row.duplicate_of == _KNOWN
            reasons = (_KNOWN if known else said_before,)
        self.outcomes[outcome] += 1
        self.reasons.update(f"{outcome}: {reason}" for reason in reasons)
        if len(self.samples[outcome]) < _SAMPLES:
            entry = row.contact or row.provider
            name = (
                entry.name() if isinstance(entry, Contact) else entry.organisation if entry else ""
            )
            told = row.duplicate_of if outcome is Outcome.DUPLICATE else ", ".join(reasons)
            self.samples[outcome].append(RowReport(row.file, row.line, outcome, name, told))

    def report(self) -> ImportReport:
        worth = (Outcome.REJECTED, Outcome.REPAIRED, Outcome.DUPLICATE, Outcome.ACCEPTED)
        return ImportReport(
            rows=self.outcomes.total(),
            accepted=self.outcomes[Outcome.ACCEPTED],
            repaired=self.outcomes[Outcome.REPAIRED],
            rejected=self.outcomes[Outcome.REJECTED],
            duplicates=self.outcomes[Outcome.DUPLICATE],
            reasons=dict(self.reasons.most_common()),
            samples=tuple(sample for outcome in worth for sample in self.samples[outcome]),
            unused_columns=self.unused,
        )


_KNOWN = "known already, unchanged"


@dataclass(frozen=True, slots=True)
class ImportDirectory:
    """The verb. Both halves are for any thread: they use a connection of their own."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def preview(
        self,
        path: Path,
        progress: Progress = lambda rows: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Preview:
        """Read the file in a child; nothing is written. ``progress`` hears rows read so far.

        Raises:
            BadInputError: the file is not there, too large, or not a directory that is known.
            CancelledError: somebody stopped it.
        """
        if not path.exists():
            raise BadInputError("There is no file of this name.")
        answers = child.run(
            _READER,
            msgspec.json.encode(str(path.absolute())),
            address_space=_ADDRESS_SPACE,
            seconds=_SECONDS,
            progress=lambda told: progress(int(told)),
            cancelled=cancelled,
        )
        count, kept = _Count(), []
        vault = self.desk.vault.second()
        try:
            for answer in answers:
                chunk = msgspec.json.decode(answer, type=Chunk)
                count.unused = count.unused or chunk.unused_columns
                rows = tuple(self._placed(vault, row) for row in chunk.rows)
                for row in rows:
                    count.add(row)
                kept.append(msgspec.json.encode(Chunk(rows)))
        finally:
            vault.close()
        if not count.outcomes:
            raise BadInputError("This file has columns and no rows: there is nothing to take in.")
        return Preview(path.name, count.report(), tuple(kept))

    def commit(self, preview: Preview, progress: Progress = lambda rows: None) -> ImportReport:
        """Write every accepted and repaired row in one transaction, with one trail line."""
        world, vault = self.desk.world, self.desk.vault.second()
        written = 0
        try:
            with vault.transaction() as connection:
                for row in _writable(preview):
                    if row.contact is not None:
                        directory.keep_contact(connection, row.contact)
                    elif row.provider is not None:
                        directory.keep_provider(connection, row.provider)
                    written += 1
                    if written % 500 == 0:
                        progress(written)
                detail = f"{written} of {preview.report.rows} rows"
                trail.add(
                    connection, world.now(), self.desk.advocate.id, "import", "directory", detail
                )
        finally:
            vault.close()
        return preview.report

    def _placed(self, vault: Vault, row: ReadRow) -> ReadRow:
        """Give a row its id and county, and compare it with what the office knows."""
        if row.outcome() in (Outcome.REJECTED, Outcome.DUPLICATE):
            return row
        if row.contact is not None:
            new, repairs = self._contact(row.contact, row.county_words)
            row = msgspec.structs.replace(row, contact=new, repairs=(*row.repairs, *repairs))
            return _against(directory.contact(vault, new.id), row)
        if row.provider is not None:
            helper = self._provider(row.provider, row.place_words)
            row = msgspec.structs.replace(row, provider=helper)
            if directory.provider(vault, helper.id) == helper:
                return msgspec.structs.replace(row, duplicate_of=_KNOWN)
        return row

    def _contact(self, contact: Contact, county_words: str) -> tuple[Contact, tuple[str, ...]]:
        county = self.gazetteer.county_named(county_words, contact.state)
        fields = {
            "id": str(uuid.uuid5(_NAMES, f"{contact.source}\0{contact.source_id}")),
            "county_fips": county.fips if county else "",
            "county": county.name if county else county_words.title(),
            "timezone": county.timezone if county else "",
            # An agency's county says where its door is, not where its jurisdiction ends.
            "jurisdiction": (county.fips,) if county else (),
            "jurisdiction_words": "" if county else county_words,
        }
        repairs = () if county or not county_words else ("county not known, its words are kept",)
        return msgspec.structs.replace(contact, **fields), repairs

    def _provider(self, provider: Provider, place_words: str) -> Provider:
        found = self.gazetteer.candidates(place_words) if place_words else ()
        place = found[0] if found else None
        fields: dict[str, object] = {
            "id": str(uuid.uuid5(_NAMES, f"{provider.source}\0{provider.source_id}"))
        }
        if place is not None:
            fields |= {
                "county_fips": place.county_fips,
                "county": place.county,
                "timezone": place.timezone,
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
        return msgspec.structs.replace(provider, **fields)


def _against(known: Contact | None, row: ReadRow) -> ReadRow:
    """Keep what the office learned about a contact; a changed number voids its verification."""
    new = row.contact
    if known is None or new is None:
        return row
    mine = {
        name: getattr(known, name)
        for name in (
            "verification", "enforces_immigration", "plain_clothes", "victim_specialist", "notes",
            "hours", "topics", "languages", "desk", "person", "kind",
        )
    }  # fmt: skip
    merged = msgspec.structs.replace(new, **mine)
    if merged == known:
        return msgspec.structs.replace(row, duplicate_of=_KNOWN)
    repairs = row.repairs
    if merged.phones != known.phones and known.verification is not None:
        merged = msgspec.structs.replace(merged, verification=None)
        repairs = (*repairs, "number changed: verify it again")
    return msgspec.structs.replace(row, contact=merged, repairs=repairs)


def _writable(preview: Preview) -> Iterator[ReadRow]:
    for packed in preview.chunks:
        for row in msgspec.json.decode(packed, type=Chunk).rows:
            if row.outcome() in (Outcome.ACCEPTED, Outcome.REPAIRED):
                yield row
