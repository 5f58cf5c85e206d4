"""The import's own process: recognises a directory file and reads its rows; writes nothing."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import agencies, legal_aid, sheets
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.noun import Noun

CHUNK = 400


class Chunk(Noun, frozen=True):
    """Some rows, and what the parent should know of the whole file."""

    rows: tuple[ReadRow, ...] = ()
    unused_columns: tuple[str, ...] = ()


def read(path: Path) -> Iterator[ReadRow]:
    """Read every row of a known directory file.

    Raises:
        BadInputError: one sentence on what is wrong with the file and what was expected.
    """
    yield from _marked(_rows(_open(path)))


def unused(path: Path) -> tuple[str, ...]:
    """Name the columns that no reader takes."""
    known = agencies.USED | legal_aid.USED | {"objectid"}
    return tuple(
        dict.fromkeys(c for sheet in _open(path) for c in sheet.columns if c and c not in known)
    )


def _open(path: Path) -> list[sheets.Sheet]:
    found = sheets.read(path, frozenset(legal_aid.FILES))
    for sheet in found:
        if not agencies.COLUMNS <= set(sheet.columns) and not legal_aid.kind_of(sheet):
            raise BadInputError(
                f"The columns of {sheet.name} are not known. Expected are those of the national "
                "agency list (ID, NAME, TELEPHONE, ADDRESS, CITY, STATE, COUNTY) or of "
                "organizations.csv, services.csv and locations.csv."
            )
    return found


def _rows(found: list[sheets.Sheet]) -> Iterator[ReadRow]:
    aid = legal_aid.Reader(found)
    for sheet in found:
        kind = legal_aid.kind_of(sheet)
        try:
            for line, cells, wrong in sheet.rows():
                if wrong:
                    yield ReadRow(sheet.name, line, rejected=wrong)
                    continue
                row = (
                    aid.read(kind, sheet.name, line, cells)
                    if kind
                    else agencies.read(sheet.name, line, cells)
                )
                if sheet.guessed and not row.rejected:
                    told = (*row.repairs, "letters were not UTF-8 and were guessed")
                    row = msgspec.structs.replace(row, repairs=told)
                yield row
        except csv.Error:
            raise BadInputError(
                f"{sheet.name} cannot be read as a table: a cell is longer than "
                f"{sheets.LONGEST_CELL:,} characters, or a quote is not closed."
            ) from None


def _marked(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    """Mark rows that say again what an earlier row said. A name alone is no key."""
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        entry = row.contact or row.provider
        if entry is None:
            yield row
            continue
        keys: list[tuple[str, ...]] = [("id", entry.source, entry.source_id)]
        if row.contact is not None and row.contact.phones:
            told = (row.contact.agency, row.contact.city, row.contact.state)
            number = row.contact.phones[0]
            keys.append((*told, number.e164 or number.as_written))
        earlier = next((seen[key] for key in keys if key in seen), "")
        if earlier:
            yield msgspec.structs.replace(row, duplicate_of=earlier)
            continue
        for key in keys:
            seen[key] = f"{row.file}, line {row.line}"
        yield row


def answer(request: bytes, report: Callable[[bytes], None]) -> Iterable[bytes]:
    """Answer the parent: a path in, chunks of rows out."""
    path = Path(msgspec.json.decode(request, type=str))
    yield msgspec.json.encode(Chunk(unused_columns=unused(path)))
    waiting: list[ReadRow] = []
    count = 0
    for row in read(path):
        waiting.append(row)
        count += 1
        if len(waiting) == CHUNK:
            yield msgspec.json.encode(Chunk(tuple(waiting)))
            report(str(count).encode())
            waiting = []
    yield msgspec.json.encode(Chunk(tuple(waiting)))


def main() -> None:
    """Serve the session that started this process."""
    from hotline_desktop.child import serve  # only the process itself needs it

    serve(answer)


if __name__ == "__main__":
    main()
