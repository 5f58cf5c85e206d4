"""Import a directory file: preview every row in a child, then write all of it or nothing."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from hotline_desktop import child
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.place_rows import PlaceRows
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.reader import Asked, Chunk
from hotline_desktop.models.change import Act
from hotline_desktop.models.column_map import ColumnMap, FoundTable
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.import_report import ImportReport, ImportRun, Outcome, ReadRow, Tally
from hotline_desktop.models.known_entry import renewed_contact, renewed_provider
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, history, trail
from hotline_desktop.vault.vault import Vault

OTHERS = "known from another list, which says otherwise: change it there, or merge the two"

_READER = "hotline_desktop.exchange.reader"
_ADDRESS_SPACE = 512 * 1024**2
_SECONDS = 120.0

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """What a file holds, before anything is written; ``chunks`` are its rows, packed."""

    name: str
    report: ImportReport
    tables: tuple[FoundTable, ...] = ()
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
        maps: Mapping[str, ColumnMap] | None = None,
        source: str = "",
    ) -> Preview:
        """Read the file in a child; nothing is written. ``progress`` hears rows read so far.

        ``maps`` are corrected column maps by the signature of their table; else those that the
        office keeps count. ``source`` names the list where no map does.

        Raises:
            BadInputError: the file is not there, too large, or not a directory that is known.
            CancelledError: somebody stopped it.
        """
        tally, kept = Tally(), []
        unused: tuple[str, ...] = ()
        tables: tuple[FoundTable, ...] = ()
        placed = PlaceRows(self.gazetteer)
        with closing(self.desk.vault.second()) as vault:
            today = self.desk.world.now().date()
            asked = Asked(history.maps(vault) | dict(maps or {}), source, today)
            answers = child.run(
                _READER,
                asked.request(path.absolute()),
                address_space=_ADDRESS_SPACE,
                seconds=_SECONDS,
                progress=lambda told: progress(int(told)),
                cancelled=cancelled,
            )
            for answer in answers:
                chunk = msgspec.json.decode(answer, type=Chunk)
                unused, tables = chunk.unused_columns or unused, chunk.tables or tables
                rows = tuple(_unless(cancelled, placed(row)) for row in chunk.rows)
                for row in rows:
                    tally.add(_compared(vault, row))
                kept.append(zlib.compress(msgspec.json.encode(Chunk(rows)), 1))
        report = tally.report(unused)
        if not report.rows:
            raise BadInputError("This file has columns and no rows: there is nothing to take in.")
        return Preview(path.name, report, tables, tuple(kept))

    def commit(
        self,
        preview: Preview,
        progress: Progress = lambda rows: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Write every accepted and repaired row in one transaction, with one trail line.

        Each row is compared once more, inside the transaction: what somebody verified since the
        preview stays, and the report says what truly became of the row. The column maps are kept.

        Raises:
            CancelledError, DiskFullError: nothing was written.
        """
        world, tally, written = self.desk.world, Tally(), 0
        now, who = world.now(), self.desk.advocate.id
        act = Act(now, who, "import", world.new_id())
        with closing(self.desk.vault.second()) as vault, vault.transaction() as connection:
            for number, row in enumerate(_unpacked(preview), 1):
                row = _compared(vault, row)
                tally.add(row)
                if row.outcome() in (Outcome.ACCEPTED, Outcome.REPAIRED):
                    entry = row.contact or row.provider
                    if entry is not None:
                        directory.keep(connection, entry, act)
                        written += 1
                if number % 200 == 0:
                    progress(number)
                    if cancelled():
                        raise child.CancelledError
            for table in preview.tables:
                if table.map is not None and table.map.fields:
                    history.keep_map(connection, table.signature(), table.map)
                    history.keep_map(connection, table.columns_alone(), table.map)
            rows = preview.report.rows
            run = ImportRun(act.run, now, who, preview.name, rows, written)
            history.keep_run(connection, run)
            detail = f"{written} of {rows} rows"
            trail.add(connection, now, who, "import", "directory", detail)
        return tally.report(preview.report.unused_columns)


def _unless(cancelled: Callable[[], bool], row: ReadRow) -> ReadRow:
    """Give the row, or stop: a chunk of long rows takes its time here too."""
    if cancelled():
        raise child.CancelledError
    return row


def _compared(vault: Vault, row: ReadRow) -> ReadRow:
    """Compare a row with what the office knows of it."""
    if row.rejected or row.duplicate_of:
        return row
    if row.contact is not None and (known := _known(vault, row.contact)):
        new = _as_from(known, row.contact)
        told = renewed_contact(known, new, row, history.edited(vault, known.id))
        return told if new is row.contact else _of_others(told)
    if row.provider is not None and (helper := _known(vault, row.provider)):
        offer = _as_from(helper, row.provider)
        told = renewed_provider(helper, offer, row, history.edited(vault, helper.id))
        return told if offer is row.provider else _of_others(told)
    return row


E = TypeVar("E", Contact, Provider)


def _known(vault: Vault, entry: E) -> E | None:
    """Give the entry of the office that a row speaks of; its own tables name its own ids."""
    found = directory.entry(vault, entry.id)
    if found is None and (own := directory.entry(vault, entry.source_id)):
        found = own if _called(own) == _called(entry) else None
    return found if isinstance(found, type(entry)) else None


def _called(entry: Contact | Provider) -> tuple[str, str]:
    if isinstance(entry, Contact):
        return entry.agency, entry.desk
    return entry.organisation, entry.service


def _as_from(known: E, entry: E) -> E:
    if entry.source == known.source and entry.id == known.id:
        return entry
    return msgspec.structs.replace(
        entry, id=known.id, source=known.source, source_id=known.source_id
    )


def _of_others(row: ReadRow) -> ReadRow:
    """Refuse to let one list write over what another one told; unchanged is no harm."""
    if row.duplicate_of:
        return row
    return msgspec.structs.replace(
        row, contact=None, provider=None, label=row.name(), rejected=OTHERS
    )


def _unpacked(preview: Preview) -> Iterator[ReadRow]:
    for packed in preview.chunks:
        yield from msgspec.json.decode(zlib.decompress(packed), type=Chunk).rows
