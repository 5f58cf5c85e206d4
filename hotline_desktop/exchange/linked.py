"""Puts linked tables of organizations, services and places together (HSDS 1.1 to 3.0, Ohana).

Every row of every table ends as one outcome: it leads an entry, is part of one, or is refused with
the reason. Nothing that a table says of another is guessed: a row without its owner is an orphan.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from hotline_desktop.exchange import clean, column_names, hiding, shared_places, withheld
from hotline_desktop.exchange.linked_row import Linked
from hotline_desktop.exchange.offers import Offers
from hotline_desktop.exchange.table import Table
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.import_report import ReadRow

ORPHAN = "its {owner} is not in these files"
NO_FIELD = "not taken in: the directory has no field for it"
NO_ID = "no identifier"

# Canonical name -> the names of files, sheets and JSON lists that hold it.
NAMES = {
    "organization": "organization organizations",
    "service": "service services",
    "location": "location locations",
    "service_at_location": "service_at_location service_at_locations services_at_location "
    "services_at_locations service_location",
    "phone": "phone phones",
    "contact": "contact contacts",
    "address": "address addresses physical_address physical_addresses",
    "postal_address": "postal_address postal_addresses mail_address mail_addresses",
    "schedule": "schedule schedules regular_schedule regular_schedules",
    "holiday_schedule": "holiday_schedule holiday_schedules",
    "language": "language languages",
    "service_area": "service_area service_areas",
    "eligibility": "eligibility eligibilities eligibilitys",
    "cost_option": "cost_option cost_options",
    "payment_accepted": "payment_accepted payments_accepted payment",
    "required_document": "required_document required_documents document",
    "accessibility": "accessibility accessibilities accessibility_for_disabilities",
    "taxonomy": "taxonomy taxonomies",
    "taxonomy_term": "taxonomy_term taxonomy_terms",
    "service_taxonomy": "service_taxonomy services_taxonomy service_taxonomies service_taxonomys",
    "attribute": "attribute attributes other_attributes",
    "program": "program programs",
    "funding": "funding fundings",
    "organization_identifier": "organization_identifier organization_identifiers",
    "metadata": "metadata",
    "meta_table_description": "meta_table_description meta_table_descriptions",
}
KNOWN = {each: name for name, several in NAMES.items() for each in several.split()}
_LED = ("organization", "service", "location")
# Which columns of a table may name its owner, the nearest first.
_OWNERS = {
    "service_at_location_id": "service_at_location", "contact_id": "contact",
    "location_id": "location", "service_id": "service", "organization_id": "organization",
    "phone_id": "phone", "link_id": "",
}  # fmt: skip
_LONG = frozenset({"description", "eligibility_description", "fees_description",
                   "application_process", "wait_time", "document"})  # fmt: skip
"""Columns that hold words of several lines."""
_MARKS: dict[Field | None, str] = {
    Field.CONFIDENTIAL: "confidential", Field.PRIVATE: "private",
    Field.DO_NOT_REFER: "do_not_refer",
}  # fmt: skip
_LOOKED_AT = 200
_REACHING = frozenset({"phone", "contact"})
_USELESS = ("funding", "metadata", "meta_table_description", "organization_identifier",
            "payment_accepted", "taxonomy")  # fmt: skip


def snake(name: str) -> str:
    """Give a name of several words with strokes between: "serviceAtLocations"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).casefold()


def kind_of(name: str) -> str:
    """Give the canonical name of a table by its file's, or "" for another."""
    stem = snake(name.replace("\\", "/").rsplit("/", 1)[-1])
    for ending in (".csv", ".tsv", ".txt", ".json", ".xlsx"):
        stem = stem.removesuffix(ending)
    return KNOWN.get(stem.replace("-", "_").replace(" ", "_"), "")


def are_linked(tables: Iterable[Table]) -> bool:
    """Say whether these are tables of one export: some leading table with identifiers."""
    for table in tables:
        columns = set(table.columns)
        if (
            kind_of(table.name) in _LED
            and "id" in columns
            and columns & {"name", "organization_id"}
        ):
            return True
    return False


def is_linked(table: Table) -> bool:
    """Say whether a table names its rows and whose they are, as only linked ones do."""
    columns = set(table.columns)
    owners = {f"{name}_id" for name in _LED} | {"location_id", "service_id", "contact_id"}
    led = kind_of(table.name) in _LED and "name" in columns
    return bool(kind_of(table.name)) and "id" in columns and (led or bool(columns & owners))


def read(tables: Iterable[Table], source: str, taken: set[str]) -> Iterator[ReadRow]:
    """Read every row of every table; those that lead entries carry them.

    ``taken`` is told every column that something was taken from.
    """
    rows = [row for table in tables for row in _rows(table, taken)]
    by_kind: dict[str, list[Linked]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    known = {kind: _by_id(of_kind) for kind, of_kind in by_kind.items()}
    for row in rows:
        row.wrong = row.wrong or _wrong(row, known)
    Offers(by_kind, known, source).make()
    shared_places.hide(rows)
    for row in rows:
        yield row.told()


def _rows(table: Table, taken: set[str]) -> Iterator[Linked]:
    kind = kind_of(table.name)
    marks = _Marks(table)
    for line in table.rows():
        cells, mended = clean.cells(line.cells, line.cells)
        for column in _LONG & line.cells.keys():
            cells[column], _ = clean.block(line.cells[column])
        marks.put(kind, cells, taken)
        row = Linked(kind, table.name, table.unit, line.number, cells, taken)
        row.wrong = line.wrong
        row.repairs += [*line.repairs, *mended]
        yield row


class _Marks:
    """Puts under our names what columns of a table hold back, whatever they are called."""

    def __init__(self, table: Table) -> None:
        """Look at the names of its columns, and at some of its cells."""
        some = [line.cells for line in islice(table.rows(), _LOOKED_AT)]
        names = {column: column_names.folded(column) for column in table.columns if column}
        self._held: dict[str, tuple[str, str]] = {}
        for column, words in names.items():
            said = [clean.text(cells.get(column, ""))[0] for cells in some]
            mark = _MARKS.get(hiding.field_of(words, said))
            if mark and column != "private_notes":
                self._held[column] = (mark, words)
        self._marking = withheld.marking(names)

    def put(self, kind: str, cells: dict[str, str], taken: set[str]) -> None:
        """Mark a row; ``taken`` is told which columns were read."""
        notes = [cells.get("private_notes", "")]
        found = set()
        for column, (mark, words) in self._held.items():
            held, is_plain = hiding.hides(cells.get(column, ""), words)
            taken.add(column)
            found |= {"private" if kind in _REACHING else mark} if held else set()
            notes += [] if is_plain else [f"{words}: {cells[column]}"]
        if kind not in _REACHING:
            told = (cells.get(column, "") for column in self._marking)
            lone = withheld.with_marks(withheld.NOTHING, told)
            found |= {"confidential"} if lone.confidential else set()
            if lone.refused or hiding.REFUSES.search(cells.get("status", "").casefold()):
                found.add("do_not_refer")
                notes.append(cells.get("status", ""))
        cells |= dict.fromkeys({mark for mark, _ in self._held.values()}, "")
        cells |= dict.fromkeys(found, "yes")
        if any(notes):
            cells["private_notes"] = "\n".join(filter(None, notes))


def _by_id(rows: list[Linked]) -> dict[str, Linked]:
    """Find rows by their identifier; the first one of it counts."""
    known: dict[str, Linked] = {}
    for row in rows:
        identity = row["id"] or row["taxonomy_id"] if row.kind == "taxonomy" else row["id"]
        if not identity or row.wrong:
            continue
        first = known.setdefault(identity, row)
        if first is not row:
            row.duplicate_of = f"{first.file}, {first.unit} {first.line}"
    return known


def _wrong(row: Linked, known: dict[str, dict[str, Linked]]) -> str:
    """Say why a row cannot be taken; "" when it can."""
    if row.kind in _USELESS or not row.kind:
        return "" if row.kind == "taxonomy" else NO_FIELD
    if row.kind in _LED:
        if not row["id"]:
            return NO_ID
        name = row["name"]
        if clean.is_formula(name):
            return "the name is a formula"
        if row.kind == "organization" and not name:
            return "no name"
    named = [(column, owner) for column, owner in _OWNERS.items() if row[column]]
    if row.kind == "service_at_location":
        ends = ("service", "location")
        lost = [owner for owner in ends if row[f"{owner}_id"] not in known.get(owner, {})]
        return ORPHAN.format(owner=lost[0]) if lost else ""
    owned = [
        owner
        for column, owner in named
        if not owner or owner in known and row[column] in known[owner]
    ]
    if named and not owned and row.kind not in ("taxonomy_term",):
        return ORPHAN.format(owner=named[0][1] or "owner")
    if not named and row.kind not in ("organization", "taxonomy_term", "program"):
        return ORPHAN.format(owner="owner") if row.kind != "location" else ""
    return ""
