"""Unsaved text out of what is left of the journal, into a new one; never writes to the old one."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.remains.pages import Pages, Way
from hotline_desktop.vault.remains.tables import Named, read_tables
from hotline_desktop.vault.vault import connect, told

_SHAPES = {
    "desk": "author at body",
    "aside": "author situation at body",
    "step": "#n author situation body",
    "first": "#id salt*",
}


@dataclass(frozen=True, slots=True, repr=False)
class Drafts:
    """The rows that are whole, whether that is all, and the vault's salt (16 bytes) or b""."""

    rows: dict[str, list[Named]]
    whole: bool
    salt: bytes = b""


def drafts_left(path: Path, key: bytes) -> Drafts:
    """Read a journal; one that is not there is not whole."""
    if not path.exists():
        return Drafts({name: [] for name in _SHAPES}, whole=False)
    found = []
    for way in (Way.AS_SQLITE, Way.PAST_BREAKS, Way.LEFT_OUT):
        with closing(Pages(path, key, way)) as pages:
            tables = read_tables(pages, _SHAPES, {})
            whole = tables.schema_whole and all(one.whole for one in tables.tables.values())
            whole = whole and not pages.overlay.damaged and not pages.overlay.left_out
            newest = max((row["at"] for row in tables.rows("desk")), default="")
            found.append(((newest, whole), tables))
    (_, whole), best = max(found, key=lambda one: one[0])
    rows = {name: table.rows for name, table in best.tables.items()}
    salt = next((row["salt"] for row in rows["first"] if len(row["salt"]) == 16), b"")
    return Drafts(rows, whole, salt)


def put_drafts(folder: Path, key: bytes, drafts: Drafts) -> int:
    """Make the journal of a new office with what was left; gives how many texts that are."""
    Journal(folder, key).close()
    with closing(connect(folder / Journal.FILE, key)) as connection, told():
        connection.execute("BEGIN IMMEDIATE")
        for table in ("desk", "aside", "step"):
            columns = [column.lstrip("#") for column in _SHAPES[table].split()]
            names, marks = ",".join(columns), ",".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {table}({names}) VALUES({marks})",  # noqa: S608 - our own names
                [tuple(row[column] for column in columns) for row in drafts.rows[table]],
            )
        connection.execute("COMMIT")
    return len(drafts.rows["desk"]) + len(drafts.rows["aside"])
