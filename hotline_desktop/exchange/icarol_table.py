"""Turns iCarol's flat export (a row for each agency, program and site) into linked tables.

As in the JSON of the same program, what it marks private stays so: a street becomes a confidential
place, a private number a private note. Decides nothing.
"""

import re
from collections.abc import Iterator, Mapping

from hotline_desktop.exchange import clean, column_names, hiding
from hotline_desktop.exchange.icarol import KINDS, NO_REFERRALS, STATUS
from hotline_desktop.exchange.table import Line, Listed, Table
from hotline_desktop.models.column_map import Field

_NEEDED = frozenset({"resourceagencynum", "taxonomylevelname", "publicname"})
_KINDS = {name.casefold(): kind for name, kind in KINDS.items()}
_NO_KIND = "no agency, program or site"
# Column of ours -> columns of theirs, the first that says anything counts.
_CELLS = {
    "id": "resourceagencynum",
    "name": "publicname officialname",
    "alternate_name": "alternatename",
    "description": "agencydescription",
    "languages": "languagesofferedlist languagesoffered",
    "eligibility": "eligibility",
    "fees": "feestructuresource",
    "application_process": "applicationprocess",
    "required_documents": "documentsrequired",
    "wait_time": "normalwaittime",
    "service_areas": "coverageareatext coverage coveragearea",
    "keywords": "taxonomyterms taxonomyterm categories",
    "accessibility": "disabilitiesaccess",
    "hours": "hoursofoperation hours",
    "email": "emailaddressmain",
    "url": "websiteaddress",
    "latitude": "latitude",
    "longitude": "longitude",
}
_ADDRESS = {"address_1": "address1", "address_2": "address2", "city": "city", "county": "county",
            "state_province": "stateprovince", "postal_code": "postalcode",
            "country": "country"}  # fmt: skip
_LINES = (*(f"phone{n}number" for n in range(1, 6)), "phonetollfree", "phonenumberhotline",
          "phonenumberbusinessline", "phonenumberoutofarea", "phonenumberafterhours",
          "phonetty", "phonefax")  # fmt: skip
_SORTS = {"phonetollfree": "toll free", "phonenumberhotline": "hotline", "phonetty": "tty",
          "phonenumberoutofarea": "out of area", "phonenumberafterhours": "after hours",
          "phonenumberbusinessline": "business", "phonefax": "fax"}  # fmt: skip
_KNOWN = frozenset(
    {f"{stem}isprivate" for stem in (*(f"phone{n}" for n in range(1, 6)), *_SORTS, "maincontact",
     "seniorworker", "mailingaddress")} | {"internalnotes", "internalnotesforeditorsandviewers"}
)  # fmt: skip
"""Columns that hide one part of a record and not its place."""
_NOTES = ("internalnotes", "internalnotesforeditorsandviewers")

Cells = Mapping[str, str]
Marks = Mapping[str, tuple[Field, str]]
"""Bare names of columns that hold a record back: as what, and the column's name in plain words."""


class _Row(Mapping[str, str]):
    """The cells of a row by their bare names; ``taken`` is told which are read."""

    def __init__(self, cells: dict[str, str], marks: Marks, taken: set[str]) -> None:
        self._cells, self.marks, self._taken = cells, marks, taken

    def __getitem__(self, name: str) -> str:
        self._taken.add(name)
        return self._cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


Row = tuple[str, dict[str, str]]


def is_one(table: Table) -> bool:
    """Say whether a table is such an export, by its columns."""
    return {_bare(column) for column in table.columns} >= _NEEDED


def tables(table: Table, unused: list[str]) -> list[Listed]:
    """Give the linked tables; the n-th row keeps its number.

    ``unused`` is told the columns that nothing is taken from.
    An agency that only its programs name is made of that name: exports of programs alone are usual.
    """
    lines = [line._replace(cells=_filled(line, {})) for line in table.rows()]
    names = {column: _bare(column) for column in table.columns}
    taken: set[str] = set()
    marks = _marks(names)
    rows = [_Row(_filled(line, names), marks, taken) for line in lines]
    known = {(_kind(row), row["resourceagencynum"]) for row in rows if "resourceagencynum" in row}
    made: dict[str, list[Line]] = {}
    for line, row in zip(lines, rows, strict=True):
        if line.wrong or not _kind(row):
            refused = Line(line.number, {"id": ""}, line.wrong or _NO_KIND)
            made.setdefault("organization", []).append(refused)
            continue
        for kind, cells in (*_agency_of(row, known), *_parts(row, known)):
            made.setdefault(kind, []).append(Line(line.number, cells, "", line.repairs))
    unused += [column for column, name in names.items() if column and name not in taken]
    return [_listed(table, kind, several) for kind, several in made.items()]


def _filled(line: Line, names: Mapping[str, str]) -> dict[str, str]:
    """Give the cells that hold anything, under their new names: most of such exports do not."""
    told = ((names.get(name, name), cell.strip()) for name, cell in line.cells.items())
    return {name: cell for name, cell in told if cell}


def _listed(table: Table, kind: str, lines: list[Line]) -> Listed:
    columns = tuple(dict.fromkeys(column for line in lines for column in line.cells))
    return Listed(f"{table.name}/{kind}", columns, tuple(lines), table.unit)


def _agency_of(row: Cells, known: set[tuple[str, str]]) -> Iterator[Row]:
    identity, name = row.get("parentagencynum", ""), row.get("parentagency", "")
    if _kind(row) != "organization" and name and ("organization", identity) not in known:
        known.add(("organization", identity))
        yield "organization", {"id": identity, "name": name}


def _parts(row: _Row, known: set[tuple[str, str]]) -> Iterator[Row]:
    """Give the record, and its addresses, numbers and people."""
    kind, cells = _kind(row), _record(row)
    identity = cells["id"]
    if kind != "organization":
        cells["organization_id"] = row.get("parentagencynum", "")
    if kind == "service_at_location":
        ends = {"service_id": row.get("connectstoprogramnum", ""),
                "location_id": row.get("connectstositenum", "")}  # fmt: skip
        if all((end.removesuffix("_id"), told) in known for end, told in ends.items()):
            cells |= ends
        else:  # its program or its site is not in the file: it is a service of its own
            kind = "service"
    yield kind, cells
    yield from _addresses(row, {f"{kind}_id": identity})
    yield from _numbers(row, {f"{kind}_id": identity})
    yield from _people(row, {f"{kind}_id": identity})


def _record(row: _Row) -> dict[str, str]:
    cells = {ours: _first(row, theirs.split()) for ours, theirs in _CELLS.items()}
    status = row.get("agencystatus", "")
    refused = NO_REFERRALS.search(status) or clean.no(row.get("availableforreferral", ""))
    marked = _marked(row)
    notes = [
        f"{words}: {row[name]}" for name, (_, words, is_plain) in marked.items() if not is_plain
    ]
    marks = {field for field, _, _ in marked.values()}
    hidden = [row.get(name, "") for name in _NOTES]
    hidden += [f"private number: {row[n]}" for n in _LINES if row.get(n) and _is_private(row, n)]
    return cells | {
        "status": STATUS.get(status.casefold(), status),
        "do_not_refer": "yes" if refused or Field.DO_NOT_REFER in marks else "",
        "confidential": "yes" if Field.CONFIDENTIAL in marks else "",
        "private_notes": "\n".join(note for note in (*hidden, *notes) if note),
    }


def _marked(row: _Row) -> dict[str, tuple[Field, str, bool]]:
    """Give the columns by which a row holds something back, also those that an office added."""
    found = {}
    for name, (field, words) in row.marks.items():
        held, is_plain = hiding.hides(row[name], words) if name in row else (False, True)
        if held:
            found[name] = (field, words, is_plain)
    return found


def _marks(names: Mapping[str, str]) -> Marks:
    """Find the columns that hold a whole record back, by their names."""
    found = {}
    for column, name in names.items():
        words = column_names.folded(column)
        field = hiding.field_of(words)
        if name == "physicaladdressisprivate":
            found[name] = (Field.CONFIDENTIAL, words)
        elif name not in _KNOWN and field in (Field.CONFIDENTIAL, Field.DO_NOT_REFER):
            found[name] = (field, words)
    return found


def _addresses(row: Cells, owner: dict[str, str]) -> Iterator[Row]:
    for theirs, sort in (("physical", "physical"), ("mailing", "postal")):
        told = {ours: row.get(f"{theirs}{name}", "") for ours, name in _ADDRESS.items()}
        mark = row.get("mailingaddressisprivate", "")
        private = sort == "postal" and hiding.hides(mark, "is private")[0]
        if not private and any(told[key] for key in ("address_1", "city", "postal_code")):
            identity = f"{row.get('resourceagencynum', '')}.{sort}"
            yield "address", owner | told | {"id": identity, "address_type": sort}


def _numbers(row: Cells, owner: dict[str, str]) -> Iterator[Row]:
    for name in _LINES:
        if not row.get(name) or _is_private(row, name):
            continue
        stem = name.removesuffix("number") if name[5].isdigit() else name
        told = (row.get(f"{stem}name", ""), row.get(f"{stem}description", ""))
        yield (
            "phone",
            owner
            | {
                "id": f"{row.get('resourceagencynum', '')}.{name}",
                "number": row[name],
                "type": _SORTS.get(name, row.get(f"{stem}type", "")),
                "department": ", ".join(dict.fromkeys(part for part in told if part)),
            },
        )


def _people(row: Cells, owner: dict[str, str]) -> Iterator[Row]:
    for who in ("maincontact", "seniorworker"):
        hidden = hiding.hides(row.get(f"{who}isprivate", ""), "is private")[0]
        if row.get(f"{who}name") and not hidden:
            yield (
                "contact",
                owner
                | {
                    "id": f"{row.get('resourceagencynum', '')}.{who}",
                    "name": row[f"{who}name"],
                    "title": row.get(f"{who}title", ""),
                    "email": row.get(f"{who}emailaddress", ""),
                },
            )


def _is_private(row: Cells, number: str) -> bool:
    stem = number.removesuffix("number") if number[5].isdigit() else number
    return hiding.hides(row.get(f"{stem}isprivate", ""), "is private")[0]


def _kind(row: Cells) -> str:
    return _KINDS.get(_bare(row.get("taxonomylevelname", "")), "")


def _first(row: Cells, names: list[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _bare(words: str) -> str:
    """Give letters and digits alone: the same names are written in several ways."""
    return re.sub(r"[^a-z0-9]", "", words.casefold())
