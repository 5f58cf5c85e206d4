"""The tables of a vault as rows by name, read from its whole pages; a row not whole is not given.

Where the way to a table's pages is lost, pages that no other table leads to are looked through for
rows of its shape.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hotline_desktop.vault.remains.btree import Leaf, Reader, Row, Tree
from hotline_desktop.vault.remains.pages import Pages

Named = dict[str, Any]
"""A row by column, and under "rowid" its number in the table."""

SHAPES = {
    "office": "id body",
    "advocate": "id name role left_at",
    "signing": "advocate chain key root_key root_sha256",
    "access": "advocate slot public* since",
    "shares": "#id public* made_at rehearsed_at",
    "secret": "#id value*",
    "situation": "id number status taken_at kept_at author revision+ kind urgency place state body",
    "situation_revision": "situation revision+ kept_at author status body",
    "packet": "id number situation recipient made_at made_by referral digest pdf*",
    "ledger": "#seq situation packet body",
    "trail": "#seq at who act subject detail hash*",
    "entry": "#rowid id kind name second city state county_fips latitude~ longitude~ good_until "
    "source source_id body",
    "jurisdiction": "area contact",
    "protocol": "id version+ title body",
}
"""Every table that is no mere help for finding: its columns, marked when they are not text.

``#`` is the row's own number, ``+`` an integer, ``*`` bytes, ``~`` a real number or silence.
"""

BESIDE = {
    "entry_change": "#seq entry revision+ at who act run before",
    "import_run": "#seq id at who name rows+ written+ undone_at",
    "entry_alias": "#seq old new run",
    "column_map": "#seq signature body",
    "not_alike": "#seq first second",
}
"""What is known of the directory's entries beside themselves: taken along as far as it is whole.

A row lost of these is not named one by one; that some may be is said of the whole kind.
"""

_WITHOUT_ROWID = {"jurisdiction", "protocol"}

INDEXES = {
    "sqlite_autoindex_situation_1": ("situation", "id"),
    "sqlite_autoindex_situation_2": ("situation", "number"),
    "situation_by_time": ("situation", "status taken_at"),
    "sqlite_autoindex_situation_revision_1": ("situation_revision", "situation revision"),
    "sqlite_autoindex_packet_1": ("packet", "id"),
    "sqlite_autoindex_packet_2": ("packet", "number"),
    "sqlite_autoindex_entry_1": ("entry", "id"),
    "entry_by_place": ("entry", "kind state county_fips"),
    "entry_by_source": ("entry", "source source_id"),
    "sqlite_autoindex_advocate_1": ("advocate", "id"),
    "sqlite_autoindex_signing_1": ("signing", "advocate"),
    "sqlite_autoindex_access_1": ("access", "advocate"),
    "trail_by_subject": ("trail", "subject seq"),
}
"""What an index says of its table's rows: it outlives them where it lies on other pages."""

ENTRY_ACTS = frozenset(
    {"import", "undo_import", "merge_entries", "undo_merge", "verify_contact", "edit_entry"}
)
"""Acts that change an entry of the directory."""

_ID = 36
_SINCE = {"advocate": {"role": "administrator", "left_at": ""}}
"""What a later schema says of columns that a row of an earlier day does not have."""

_BY_TWO = ("situation_revision", "protocol", "aside", "sqlite_schema")
"""Tables whose rows are told apart by the first two columns together."""

_SCHEMA = "type name tbl_name rootpage+"


@dataclass(slots=True)
class Table:
    """What could be read of a table or an index.

    ``broken`` are rows that run on over lost pages, with the columns before the break. ``whole``
    says that none is missing, as far as its own pages tell; ``there`` that the vault has it.
    """

    rows: list[Named] = field(default_factory=list)
    broken: list[Named] = field(default_factory=list)
    whole: bool = True
    there: bool = True


@dataclass(slots=True)
class Tables:
    """All tables and indexes by name. ``schema_whole`` says that none can have been missed."""

    tables: dict[str, Table]
    indexes: dict[str, Table]
    schema_whole: bool

    def rows(self, name: str) -> list[Named]:
        """Give a table's whole rows."""
        return self.tables[name].rows


def read_tables(
    pages: Pages,
    shapes: Mapping[str, str] = SHAPES | BESIDE,
    indexes: Mapping[str, tuple[str, str]] = INDEXES,
) -> Tables:
    """Read everything; what is lost makes a table not whole and stops nothing."""
    reader = Reader(pages)
    schema = Table()
    _take(reader.tree(1), _SCHEMA, {}, schema)
    if not schema.whole:
        _gather(reader, pages, {"sqlite_schema": (_SCHEMA, schema)})
    roots = {row["name"]: row["rootpage"] for row in schema.rows if row["rootpage"]}
    wanted = [name for name in roots if name in shapes or name in indexes]
    trees = {name: reader.tree(roots[name]) for name in wanted}
    tables = {name: Table() for name in shapes}
    for name, table in tables.items():
        table.whole = name in trees or schema.whole
        table.there = name in trees or not schema.whole
        if name in trees:
            _take(trees[name], shapes[name], _SINCE.get(name, {}), table)
    torn = {name: (shapes[name], one) for name, one in tables.items() if not one.whole}
    if torn:
        for name in roots.keys() - trees.keys():
            reader.tree(roots[name])  # its pages are no other table's
        reader.free()
        _gather(reader, pages, torn)
    found = {}
    for name, (_, columns) in indexes.items():
        found[name] = Table(whole=name in trees, there=name in trees)
        if name in trees:
            _take(trees[name], _typed(name, columns), {}, found[name])
    return Tables(tables, found, schema.whole)


def _take(tree: Tree, shape: str, since: Named, into: Table) -> None:
    into.whole = into.whole and tree.is_whole()
    for row in tree.rows:
        named = _named(row, shape, since)
        if row.whole and named is not None:
            into.rows.append(named)
        else:
            into.whole = False
            into.broken.append(_beginning(row, shape))


def _gather(reader: Reader, pages: Pages, torn: dict[str, tuple[str, Table]]) -> None:
    """Look through pages that nothing leads to, for rows of tables that are not whole."""
    known = {
        name: {_key(name, shape, row) for row in one.rows} for name, (shape, one) in torn.items()
    }
    for number in pages.numbers():
        if number in reader.seen or (leaf := reader.leaf(number)) is None:
            continue
        for name, (shape, table) in torn.items():
            found = _all_of(name, shape, leaf)
            if found:
                reader.seen |= leaf.pages
                # What the tree leads to is the newer one: a page beside it may be an earlier day's.
                table.rows += (row for row in found if _key(name, shape, row) not in known[name])
                known[name] |= {_key(name, shape, row) for row in found}
                table.broken += [_beginning(row, shape) for row in leaf.rows if not row.whole]
                break


def _all_of(name: str, shape: str, leaf: Leaf) -> list[Named]:
    """Give the whole rows of a page if all of them are such a table's, else none."""
    if leaf.of_index != (name in _WITHOUT_ROWID):
        return []
    found = []
    for row in leaf.rows:
        if row.whole:
            named = _named(row, shape, _SINCE.get(name, {}))
            if named is None or not _could_be(name, named):
                return []
            found.append(named)
    return found


def _key(name: str, shape: str, row: Named) -> tuple[Any, ...]:
    """Give what no two rows of a table share."""
    columns = shape.replace("+", "").replace("#", "").split()
    return tuple(row[column] for column in columns[: 2 if name in _BY_TWO else 1])


def _could_be(name: str, row: Named) -> bool:
    """Tell tables of like shapes apart."""
    match name:
        case "sqlite_schema":
            return row["type"] in ("table", "index", "trigger", "view")
        case "office":
            return '"policy"' in row["body"]
        case "advocate":
            return row["role"] in ("administrator", "advocate")
        case "signing":
            return bool(row["chain"].startswith("-----BEGIN CERTIFICATE-----"))
        case "shares" | "secret":
            return row["id"] == 1 and len(row.get("public") or row["value"]) == 32
        case "packet":
            return bool(row["pdf"].startswith(b"%PDF"))
        case "ledger":
            return bool(row["body"].startswith('{"id"'))
        case "entry":
            return row["kind"] in ("contact", "provider")
        case "jurisdiction":
            return False  # it follows from the contacts
        case "entry_change":
            return row["act"] in ENTRY_ACTS
        case "entry_alias":
            return len(row["run"]) == len(row["old"]) == _ID
        case "column_map" | "not_alike" | "import_run":
            return False  # too like others: what no tree leads to is not guessed at
    return True


def _typed(name: str, columns: str) -> str:
    """Give an index's columns with the marks they have in the table."""
    marks = {part.rstrip("+*~").lstrip("#"): part for part in SHAPES[INDEXES[name][0]].split()}
    return " ".join(marks[column].replace("#seq", "seq+") for column in columns.split())


def _named(row: Row, shape: str, since: Named) -> Named | None:
    """Give a row by column; None when it is not of this shape."""
    columns, values = shape.split(), list(row.values)
    if len(values) > len(columns) + 1:
        return None
    named: Named = {"rowid": row.rowid}
    for column, value in zip(columns, values, strict=False):
        name = column.strip("#+*~")
        if column[0] == "#":
            if value is not None:
                return None
            value = row.rowid
        elif column[-1] == "~" and isinstance(value, int):
            value = float(value)  # SQLite writes a whole number shorter
        if not _fits(column, value):
            return None
        named[name] = value
    missing = [column.strip("#+*~") for column in columns[len(values) :]]
    if any(name not in since for name in missing):
        return None
    return named | {name: since[name] for name in missing}


def _fits(column: str, value: object) -> bool:
    if column[0] == "#" or column[-1] == "+":
        return isinstance(value, int)
    if column[-1] == "*":
        return isinstance(value, bytes)
    if column[-1] == "~":
        return value is None or isinstance(value, float)
    return isinstance(value, str)


def _beginning(row: Row, shape: str) -> Named:
    """Give what there is of a row that breaks off, up to what is no such column's.

    An old page in the place of another table's has rows of that one's shape.
    """
    named: Named = {"rowid": row.rowid}
    for column, value in zip(shape.split(), row.values, strict=False):
        told = row.rowid if column[0] == "#" else value
        if not _fits(column, told):
            break
        named[column.strip("#+*~")] = told
    return named


def differing(table: Table, index: Table, columns: Iterable[str]) -> Iterator[int]:
    """Give the rowids of which table and index say different things; both have to be whole."""
    if not (table.whole and index.whole and index.there):
        return
    names = tuple(columns)
    told = {(*(row[name] for name in names), row["rowid"]) for row in index.rows}
    stands = {(*(row[name] for name in names), row["rowid"]) for row in table.rows}
    yield from {entry[-1] for entry in told ^ stands}
