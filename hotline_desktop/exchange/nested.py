"""Turns nested HSDS JSON (a service with its organization and places in it) into linked tables."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import clean, linked
from hotline_desktop.exchange.linked import KNOWN
from hotline_desktop.exchange.table import (
    LONGEST_CELL,
    LONGEST_NAME,
    MOST_COLUMNS,
    TOO_LONG,
    Foreign,
    Line,
    Listed,
)

_DEEPEST = 12
_BELOW = {"services": "service", "service": "service", "organizations": "organization",
          "taxonomy_detail": "taxonomy", "taxonomies": "taxonomy"}  # fmt: skip
# A nested one of these belongs to the row by a column of the row, not the other way round.
_ABOVE = frozenset({"organization", "location", "program", "taxonomy_term", "taxonomy"})
_TELLING = frozenset(
    {"service_at_locations", "organization", "services", "locations", "location", "phones",
     "schedules", "addresses", "service_areas", "organization_identifiers"}
)  # fmt: skip

_INNER = frozenset(
    {"id", "number", "address_1", "opens_at", "valid_from", "byday", "weekday", "service_area",
     "service", "location", "addresses", "identifier"}
)  # fmt: skip
"""What a record within an HSDS record has, one or another of these."""
_PLAIN_TELLING = frozenset(
    {"website", "legal_status", "year_incorporated", "tax_status", "application_process", "status",
     "interpretation_services", "location_type", "parent_organization_id", "assured_date"}
)  # fmt: skip
_PLAIN = _PLAIN_TELLING | frozenset(
    {"id", "name", "alternate_name", "description", "email", "url", "tax_id", "logo", "uri",
     "organization_id", "program_id", "fees_description", "wait_time", "fees", "accreditations",
     "eligibility_description", "minimum_age", "maximum_age", "assurer_email", "licenses", "alert",
     "last_modified", "transportation", "latitude", "longitude", "external_identifier",
     "external_identifier_type", "additional_websites", "service_id", "location_id"}
)  # fmt: skip


def is_nested(records: list[Foreign]) -> bool:
    """Say whether these are nested HSDS records, by the first few."""
    some = [_snaked(each) for each in records[:5] if isinstance(each, dict)]
    return bool(some) and all("id" in each and _tells(each) for each in some)


def has_inner(rows: list[Foreign]) -> bool:
    """Say whether rows hold other records, and not only their identifiers."""
    some = [_snaked(row) for row in rows[:5]]
    return any(isinstance(row.get(key), list | dict) for row in some for key in _TELLING)


def _snaked(record: Mapping[str, Foreign]) -> dict[str, Foreign]:
    return {linked.snake(key): value for key, value in record.items()}


def _tells(record: Mapping[str, Foreign]) -> bool:
    """Say whether a record has what only HSDS nests, or only what its lists have."""
    if any(_has_records(key, record.get(key)) for key in _TELLING):
        return True
    return record.keys() <= _PLAIN and len(record.keys() & _PLAIN_TELLING) > 1


def _has_records(key: str, value: Foreign) -> bool:
    """Say whether a key holds records as HSDS has them, and not words or figures of another."""
    some = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
    inner = [_snaked(each) for each in some[:5] if isinstance(each, dict)]
    if not inner:
        return isinstance(value, list) and not value
    return all(each.keys() & _INNER for each in inner)


def kind_of(record: Mapping[str, Foreign]) -> str:
    """Tell a service from an organization, a place, and a service at a place."""
    if "service_id" in record and "location_id" in record or "location" in record:
        return "service_at_location"
    if "location_type" in record or "addresses" in record and "services" not in record:
        return "location"
    if "service_at_locations" in record or "organization" in record or "status" in record:
        return "service"
    return "organization"


def tables(file: str, records: list[Foreign]) -> list[Listed]:
    """Give the linked tables; each row keeps the number of the record it was found in.

    Raises:
        BadInputError: nested more deeply than HSDS is.
    """
    found = _Found(file)
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            found.take(number, kind_of(_snaked(record)), record, "", "", 0)
        else:
            found.refuse(number)
    return list(found.listed())


class _Found:
    """Collects rows by kind and identifier; one that is said again adds what it lacks."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: dict[str, dict[str, tuple[int, dict[str, str]]]] = {}
        self._refused: list[Line] = []

    def refuse(self, number: int) -> None:
        """Note a record that is none."""
        self._refused.append(Line(number, {}, "no record"))

    def listed(self) -> Iterator[Listed]:
        """Give a table of each kind."""
        for kind, rows in self._rows.items():
            lines = tuple(Line(number, cells) for number, cells in rows.values())
            columns = tuple(dict.fromkeys(c for line in lines for c in line.cells))
            if len(columns) > MOST_COLUMNS:
                raise BadInputError(f"{self._file} has more than {MOST_COLUMNS} columns: split it.")
            yield Listed(f"{self._file}/{kind}", columns, lines)
        if self._refused:
            yield Listed(f"{self._file}/organization", ("id",), tuple(self._refused))

    def take(
        self, number: int, kind: str, record: Mapping[str, Foreign], owner: str, of: str, depth: int
    ) -> str:
        """Take a record and all below it; give its identifier."""
        if depth > _DEEPEST:
            raise BadInputError(f"{self._file} is nested too deeply to be a directory.")
        cells: dict[str, str] = {}
        below: list[tuple[str, Foreign]] = []
        above: list[tuple[str, Mapping[str, Foreign]]] = []
        for told, value in record.items():
            key = _column(told)
            child = _BELOW.get(key) or KNOWN.get(key, "")
            if isinstance(value, dict) and child:
                above.append((child, value))
            elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
                below += [(child, each) for each in value if child and isinstance(each, dict)]
                if not child:  # nobody reads it: as a cell it is at least named as not used
                    cells[key] = _all_words(value)[:LONGEST_CELL]
            else:
                cells[key] = _text(value)
                if len(cells[key]) > LONGEST_CELL:
                    raise BadInputError(TOO_LONG.format(name=self._file))
        if owner and owner != kind:
            cells["link_id" if kind == "attribute" else f"{owner}_id"] = of
        if kind == "taxonomy_term" and cells.get("taxonomy"):
            cells.setdefault("taxonomy_name", cells["taxonomy"])
        if len(cells.get("id", "")) > LONGEST_NAME:
            raise BadInputError(f"{self._file} has an identifier that is a whole text: correct it.")
        identity = cells.get("id") or f"{of}.{kind}{len(self._rows.get(kind, ()))}"
        cells["id"] = identity
        for child, value in above:
            if child in _ABOVE:
                cells[f"{child}_id"] = self.take(number, child, value, "", "", depth + 1)
            else:
                below.append((child, value))
        self._keep(number, kind, identity, cells)
        for child, value in below:
            self.take(number, child, value, kind, identity, depth + 1)
        return identity

    def _keep(self, number: int, kind: str, identity: str, cells: dict[str, str]) -> None:
        rows = self._rows.setdefault(kind, {})
        known = rows.get(identity)
        if known is None:
            rows[identity] = (number, cells)
            return
        said = known[1]
        if any(said.get(key) and value and said[key] != value for key, value in cells.items()):
            # The same number of two services, or an id that means two things: both stay.
            rows.setdefault(
                f"{identity}@{len(rows)}", (number, cells | {"id": f"{identity}@{number}"})
            )
            return
        said.update({key: value for key, value in cells.items() if value})


@lru_cache(maxsize=4096)
def _column(told: str) -> str:
    """Give a key as it may be shown and looked up."""
    return clean.text(linked.snake(told))[0][:LONGEST_NAME]


def _all_words(value: Foreign) -> str:
    if isinstance(value, dict):
        return ", ".join(word for each in value.values() if (word := _all_words(each)))
    if isinstance(value, list):
        return "; ".join(word for each in value if (word := _all_words(each)))
    return _text(value)


def _text(value: Foreign) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value if not isinstance(each, dict | list))
    return "" if value is None else str(value)
