"""Turns iCarol's flat export (a row for each agency, program and site) into linked tables.

As in the JSON of the same program, what it marks private stays so: a street becomes a confidential
place, a private number a private note. Decides nothing.
"""

import re
from collections.abc import Iterator, Mapping

from hotline_desktop.exchange import clean
from hotline_desktop.exchange.icarol import KINDS, NO_REFERRALS, STATUS
from hotline_desktop.exchange.table import Line, Listed, Table

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
_NOTES = ("internalnotes", "internalnotesforeditorsandviewers")

Cells = Mapping[str, str]
Row = tuple[str, dict[str, str]]


def is_one(table: Table) -> bool:
    """Say whether a table is such an export, by its columns."""
    return {_bare(column) for column in table.columns} >= _NEEDED


def tables(table: Table) -> list[Listed]:
    """Give the linked tables; the n-th row keeps its number.

    An agency that only its programs name is made of that name: exports of programs alone are usual.
    """
    lines = list(table.rows())
    names = {column: _bare(column) for column in table.columns}
    rows = [{names[name]: cell.strip() for name, cell in line.cells.items()} for line in lines]
    known = {(_kind(row), row["resourceagencynum"]) for row in rows if "resourceagencynum" in row}
    made: dict[str, list[Line]] = {}
    for line, row in zip(lines, rows, strict=True):
        if line.wrong or not _kind(row):
            refused = Line(line.number, {"id": ""}, line.wrong or _NO_KIND)
            made.setdefault("organization", []).append(refused)
            continue
        for kind, cells in (*_agency_of(row, known), *_parts(row, known)):
            made.setdefault(kind, []).append(Line(line.number, cells, "", line.repairs))
    return [_listed(table, kind, several) for kind, several in made.items()]


def _listed(table: Table, kind: str, lines: list[Line]) -> Listed:
    columns = tuple(dict.fromkeys(column for line in lines for column in line.cells))
    return Listed(f"{table.name}/{kind}", columns, tuple(lines), table.unit)


def _agency_of(row: Cells, known: set[tuple[str, str]]) -> Iterator[Row]:
    identity, name = row.get("parentagencynum", ""), row.get("parentagency", "")
    if _kind(row) != "organization" and name and ("organization", identity) not in known:
        known.add(("organization", identity))
        yield "organization", {"id": identity, "name": name}


def _parts(row: Cells, known: set[tuple[str, str]]) -> Iterator[Row]:
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


def _record(row: Cells) -> dict[str, str]:
    cells = {ours: _first(row, theirs.split()) for ours, theirs in _CELLS.items()}
    status = row.get("agencystatus", "")
    refused = NO_REFERRALS.search(status) or clean.no(row.get("availableforreferral", ""))
    hidden = [row.get(name, "") for name in _NOTES]
    hidden += [f"private number: {row[n]}" for n in _LINES if row.get(n) and _is_private(row, n)]
    return cells | {
        "status": STATUS.get(status.casefold(), status),
        "do_not_refer": "yes" if refused else "",
        "confidential": "yes" if clean.yes(row.get("physicaladdressisprivate", "")) else "",
        "private_notes": "\n".join(note for note in hidden if note),
    }


def _addresses(row: Cells, owner: dict[str, str]) -> Iterator[Row]:
    for theirs, sort in (("physical", "physical"), ("mailing", "postal")):
        told = {ours: row.get(f"{theirs}{name}", "") for ours, name in _ADDRESS.items()}
        private = sort == "postal" and clean.yes(row.get("mailingaddressisprivate", ""))
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
        if row.get(f"{who}name") and not clean.yes(row.get(f"{who}isprivate", "")):
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
    return clean.yes(row.get(f"{stem}isprivate", ""))


def _kind(row: Cells) -> str:
    return _KINDS.get(_bare(row.get("taxonomylevelname", "")), "")


def _first(row: Cells, names: list[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _bare(words: str) -> str:
    """Give letters and digits alone: the same names are written in several ways."""
    return re.sub(r"[^a-z0-9]", "", words.casefold())
