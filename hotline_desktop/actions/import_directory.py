"""Import a directory file: preview every row in a child, then write all of it or nothing."""

import os
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import msgspec

from hotline_desktop import child
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.reader import Chunk
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.import_report import ImportReport, Outcome, ReadRow, Tally
from hotline_desktop.models.known_entry import renewed_contact, renewed_provider
from hotline_desktop.models.place import County, Place
from hotline_desktop.models.provider import Provider
from hotline_desktop.places import states
from hotline_desktop.places.distance import miles
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, trail
from hotline_desktop.vault.vault import Vault

FAR = "point left out, it is far from its county"
NO_COUNTY = "county not known, its words are kept"

_READER = "hotline_desktop.exchange.reader"
_ADDRESS_SPACE = 512 * 1024**2
_SECONDS = 120.0
_FARTHEST = 300.0
"""Miles from the middle of a county; the farthest true one of the national list is 260 (Alaska)."""
_NAMES = uuid.UUID("6f1d9a52-7d0c-5b0e-9f0b-0b7a3b0f6c11")
"""Ids are made from source and source id, so that importing again finds the same entries."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """What a file holds, before anything is written; ``chunks`` are its rows, packed."""

    name: str
    report: ImportReport
    chunks: tuple[bytes, ...] = field(default=())


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
        answers = child.run(
            _READER,
            os.fsencode(path.absolute()),
            address_space=_ADDRESS_SPACE,
            seconds=_SECONDS,
            progress=lambda told: progress(int(told)),
            cancelled=cancelled,
        )
        tally, kept = Tally(), []
        unused: tuple[str, ...] = ()
        placed = _Placing(self.gazetteer)
        with closing(self.desk.vault.second()) as vault:
            for answer in answers:
                chunk = msgspec.json.decode(answer, type=Chunk)
                unused = unused or chunk.unused_columns
                rows = tuple(placed(row) for row in chunk.rows)
                for row in rows:
                    tally.add(_compared(vault, row))
                kept.append(zlib.compress(msgspec.json.encode(Chunk(rows)), 1))
        report = tally.report(unused)
        if not report.rows:
            raise BadInputError("This file has columns and no rows: there is nothing to take in.")
        return Preview(path.name, report, tuple(kept))

    def commit(
        self,
        preview: Preview,
        progress: Progress = lambda rows: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Write every accepted and repaired row in one transaction, with one trail line.

        Each row is compared once more, inside the transaction: what somebody verified since the
        preview stays, and the report says what truly became of the row.

        Raises:
            CancelledError, DiskFullError: nothing was written.
        """
        world, tally, written = self.desk.world, Tally(), 0
        with closing(self.desk.vault.second()) as vault, vault.transaction() as connection:
            for number, row in enumerate(_unpacked(preview), 1):
                row = _compared(vault, row)
                tally.add(row)
                if row.outcome() in (Outcome.ACCEPTED, Outcome.REPAIRED):
                    written += 1
                    if row.contact is not None:
                        directory.keep_contact(connection, row.contact)
                    elif row.provider is not None:
                        directory.keep_provider(connection, row.provider)
                if number % 200 == 0:
                    progress(number)
                    if cancelled():
                        raise child.CancelledError
            detail = f"{written} of {preview.report.rows} rows"
            trail.add(connection, world.now(), self.desk.advocate.id, "import", "directory", detail)
        return tally.report(preview.report.unused_columns)


class _Placing:
    """Gives rows their ids and counties."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._place = lru_cache(maxsize=4096)(self._candidate)

    def __call__(self, row: ReadRow) -> ReadRow:
        entry = row.contact or row.provider
        if entry is None or row.rejected:
            return row
        if entry.state and entry.state not in states.NAMES:
            return msgspec.structs.replace(
                row, contact=None, provider=None, label=row.name(), rejected="state not known"
            )
        if row.contact is not None:
            contact, repairs = self._contact(row.contact, row.county_words, row.place_words)
            told = (*row.repairs, *repairs)
            return msgspec.structs.replace(row, contact=contact, repairs=told)
        if row.provider is not None:
            provider = self._provider(row.provider, row.place_words)
            return msgspec.structs.replace(row, provider=provider)
        return row

    def _contact(
        self, contact: Contact, county_words: str, code: str
    ) -> tuple[Contact, tuple[str, ...]]:
        repairs = []
        county = self._gazetteer.county_named(county_words, contact.state)
        if county is None and not county_words and (place := self._place(code)):
            county = self._gazetteer.county(place.county_fips)
        if county is None and county_words:
            repairs.append(NO_COUNTY)
        if county and _is_far(contact, county):
            contact = msgspec.structs.replace(contact, latitude=None, longitude=None)
            repairs.append(FAR)
        placed = msgspec.structs.replace(
            contact,
            id=_identity(contact),
            county_fips=county.fips if county else "",
            county=county.name if county else county_words.title(),
            timezone=county.timezone if county else "",
            # An agency's county says where its door is, not where its jurisdiction ends.
            jurisdiction=(county.fips,) if county else (),
            jurisdiction_words="" if county else county_words,
        )
        return placed, tuple(repairs)

    def _provider(self, provider: Provider, words: str) -> Provider:
        provider = msgspec.structs.replace(provider, id=_identity(provider))
        place = self._place(words)
        if place is None:
            return provider
        return msgspec.structs.replace(
            provider,
            county_fips=place.county_fips,
            county=place.county,
            timezone=place.timezone,
            latitude=place.latitude,
            longitude=place.longitude,
        )

    def _candidate(self, words: str) -> Place | None:
        found = self._gazetteer.candidates(words, 1) if words else ()
        return found[0] if found else None


def _identity(entry: Contact | Provider) -> str:
    return str(uuid.uuid5(_NAMES, f"{entry.source}\0{entry.source_id}"))


def _is_far(contact: Contact, county: County) -> bool:
    here, middle = (contact.latitude, contact.longitude), (county.latitude, county.longitude)
    if None in here or None in middle:
        return False
    return miles(*here, *middle) > _FARTHEST  # type: ignore[arg-type]


def _compared(vault: Vault, row: ReadRow) -> ReadRow:
    """Compare a row with what the office knows of it."""
    if row.rejected or row.duplicate_of:
        return row
    if row.contact is not None:
        known = directory.contact(vault, row.contact.id)
        return renewed_contact(known, row.contact, row) if known else row
    if row.provider is not None:
        helper = directory.provider(vault, row.provider.id)
        return renewed_provider(helper, row.provider, row) if helper else row
    return row


def _unpacked(preview: Preview) -> Iterator[ReadRow]:
    for packed in preview.chunks:
        yield from msgspec.json.decode(zlib.decompress(packed), type=Chunk).rows
