"""The import's own process: recognises a directory file and reads its rows; writes nothing."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import agencies, files, legal_aid
from hotline_desktop.exchange.sheets import Sheet
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.noun import Noun

CHUNK = 400
_MOST_UNUSED = 60
_KNOWN = frozenset((*agencies.USED, *legal_aid.USED, "objectid", ""))


class Chunk(Noun, frozen=True):
    """Some rows, and what the parent should know of the whole file."""

    rows: tuple[ReadRow, ...] = ()
    unused_columns: tuple[str, ...] = ()


def read(path: Path) -> Iterator[ReadRow]:
    """Read every row of a known directory file.

    Raises:
        BadInputError: one sentence on what is wrong with the file and what was expected.
    """
    with files.tables(path, legal_aid.FILES) as sheets:
        _refuse_unknown(sheets)
        yield from _marked(_rows(sheets))


def answer(request: bytes, report: Callable[[bytes], None]) -> Iterable[bytes]:
    """Answer the parent: a path in (as the system writes it), chunks of rows out."""
    path = Path(os.fsdecode(request))
    with files.tables(path, legal_aid.FILES) as sheets:
        _refuse_unknown(sheets)
        yield msgspec.json.encode(Chunk(unused_columns=_unused(sheets)))
        waiting: list[ReadRow] = []
        for count, row in enumerate(_marked(_rows(sheets)), 1):
            waiting.append(row)
            if len(waiting) == CHUNK:
                yield msgspec.json.encode(Chunk(tuple(waiting)))
                report(str(count).encode())
                waiting = []
        yield msgspec.json.encode(Chunk(tuple(waiting)))


def _is_agencies(sheet: Sheet) -> bool:
    return set(sheet.columns) >= agencies.COLUMNS


def _refuse_unknown(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        if not _is_agencies(sheet) and not legal_aid.kind_of(sheet):
            raise BadInputError(
                f"The columns of {sheet.name} are not known: expected are those of the national "
                "agency list (ID, NAME, TELEPHONE, ADDRESS, CITY, STATE, COUNTY) or of "
                "organizations.csv, services.csv and locations.csv."
            )


def _unused(sheets: list[Sheet]) -> tuple[str, ...]:
    """Name the columns that no reader takes."""
    found = (c[:60] for sheet in sheets for c in sheet.columns if c not in _KNOWN)
    return tuple(dict.fromkeys(found))[:_MOST_UNUSED]


def _rows(sheets: list[Sheet]) -> Iterator[ReadRow]:
    aid = legal_aid.Reader(sheets)
    for sheet in sheets:
        kind = legal_aid.kind_of(sheet)
        for line in sheet.rows():
            if line.wrong:
                yield ReadRow(sheet.name, line.number, rejected=line.wrong)
            elif kind:
                yield aid.read(kind, sheet.name, line)
            else:
                yield agencies.read(sheet.name, line)


def _marked(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    """Mark rows that say again what an earlier row said. A name alone is no key."""
    seen: dict[bytes, tuple[str, int]] = {}
    for row in rows:
        # Short digests: half a million rows stay within the child's memory.
        keys = [blake2b("\0".join(key).encode(), digest_size=12).digest() for key in _keys(row)]
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is not None:
            file, line = earlier
            yield msgspec.structs.replace(row, duplicate_of=f"{file}, line {line}")
            continue
        seen.update(dict.fromkeys(keys, (row.file, row.line)))
        yield row


def _keys(row: ReadRow) -> list[tuple[str, ...]]:
    entry = row.contact or row.provider
    if entry is None:
        return []
    keys: list[tuple[str, ...]] = [("id", entry.source, entry.source_id)]
    if row.contact is not None and row.contact.phones:
        number = row.contact.phones[0]
        told = (row.contact.agency, row.contact.city, row.contact.state)
        keys.append((*map(_folded, told), number.e164 or number.as_written, number.extension))
    return keys


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).casefold()
    return re.sub(r"[^\w]+", "", plain)


def main() -> None:
    """Serve the session that started this process."""
    from hotline_desktop.child import serve  # only the process itself needs it

    serve(answer)


if __name__ == "__main__":
    main()
