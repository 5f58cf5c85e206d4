"""Takes records out of what other programs wrap around them in JSON; makes no table itself."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from hotline_desktop.exchange.table import Foreign

_ENVELOPES = ("contents", "content", "data", "results", "result", "items", "records", "entries",
              "rows", "value", "list", "edges", "docs", "hits", "response", "payload",
              "body")  # fmt: skip
"""Under these keys lie the records, or another envelope."""
_DESCRIBING = frozenset(
    {"fields", "columns", "headers", "links", "facets", "included", "errors", "warnings", "aliases",
     "schema", "filters", "aggregations", "pagination", "meta", "metadata", "features", "groups",
     "sort", "breadcrumbs", "contributors", "sources", "licenses", "resources", "tags"}
)  # fmt: skip
"""Lists of such names say something of the records, or of the answer that brought them."""
_INNER = ("fields", "attributes", "properties", "_source", "node")
_BESIDE_INNER = frozenset(
    {"id", "_id", "type", "_type", "_index", "_score", "createdtime", "updatedtime", "links",
     "relationships", "geometry", "geometry_name", "bbox", "cursor", "sort", "meta", "version"}
)  # fmt: skip
"""What programs put beside a record that they wrap; nothing of it is lost but how they keep it."""
_ADDRESS = {"address": "address", "city": "city", "state": "state", "zip": "zip"}


class _Column(NamedTuple):
    name: str
    sort: str


def is_rows(value: Foreign) -> bool:
    """Say whether it is a list of nothing but records."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def lists(value: Mapping[str, Foreign]) -> dict[str, Foreign]:
    """Give the lists of records that stand side by side, without those that describe others."""
    if "id" in value:
        return {}
    return {
        key: inner
        for key, inner in value.items()
        if is_rows(inner) and key.casefold() not in _DESCRIBING
    }


def inside(value: Foreign) -> Foreign:
    """Give what one envelope holds; the value itself when it is none."""
    if not isinstance(value, dict) or "id" in value:
        return value
    if (columns := _columns(value)) is not None:
        rows = next((value[k] for k in ("data", "records", "rows") if _is_cells(value.get(k))), ())
        return [_named(columns, cells) for cells in rows]
    for inner in value.values() if len(value) == 1 else map(value.get, _ENVELOPES):
        if is_rows(inner) or isinstance(inner, list) and _is_cells(inner) and _is_header(inner[0]):
            return inner
        if isinstance(inner, dict) and inside(inner) is not inner:
            return inner
    return value


def records(value: Foreign) -> Foreign:
    """Give plain records of a list of wrapped ones, or of rows under a row of names."""
    if not isinstance(value, list) or not value:
        return value
    if _is_cells(value) and _is_header(value[0]):
        names = _apart([_Column(str(name), "") for name in value[0]])
        return [_named(names, cells) for cells in value[1:]]
    some = [each for each in value[:5] if isinstance(each, dict)]
    if some and all(_inner(each) for each in some):
        return [_bare(each) if isinstance(each, dict) else each for each in value]
    return value


def features(value: Foreign) -> Foreign:
    """Give the records of a map's features, each with its point; one that says nothing is empty."""
    if not isinstance(value, list):
        return value
    return [_feature(each) if isinstance(each, dict) else each for each in value]


def _is_cells(value: Foreign) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, list) for each in value)


def _is_header(row: list[Foreign]) -> bool:
    return len(row) > 1 and all(isinstance(cell, str) and cell for cell in row)


def _columns(value: Mapping[str, Foreign]) -> list[_Column] | None:
    """Give the names of columns that stand apart from their rows; None where none do."""
    if not any(_is_cells(value.get(key)) for key in ("data", "records", "rows")):
        return None
    meta = value.get("meta")
    view = meta.get("view") if isinstance(meta, dict) else None
    told = view.get("columns") if isinstance(view, dict) else None
    told = told or value.get("columns") or value.get("fields") or value.get("headers")
    if not isinstance(told, list) or not told:
        return None
    return _apart([_column(each) for each in told])


def _column(told: Foreign) -> _Column:
    if isinstance(told, dict):
        name = next((str(told[k]) for k in ("name", "id", "label", "fieldName") if told.get(k)), "")
        return _Column(name, str(told.get("dataTypeName") or told.get("type") or ""))
    return _Column("" if told is None else str(told), "")


def _apart(columns: list[_Column]) -> list[_Column]:
    """Number the names that come again."""
    seen: Counter[str] = Counter()
    told = []
    for column in columns:
        seen[column.name] += 1
        again = seen[column.name] if column.name else 1
        told.append(column._replace(name=f"{column.name} {again}") if again > 1 else column)
    return told


def _named(columns: list[_Column], cells: Foreign) -> Foreign:
    """Give a row as a record; of a number with its sort the number, of a place all its parts."""
    if not isinstance(cells, list) or any(cells[len(columns) :]):
        return cells  # it is no record, or has slipped: whoever reads it on refuses it
    record: dict[str, Foreign] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column.sort == "meta_data" or not column.name:
            continue
        if isinstance(cell, list) and column.sort in ("phone", "url"):
            record[column.name] = cell[0] if cell else ""
        elif isinstance(cell, list) and column.sort == "location":
            record |= _place(column.name, cell)
        else:
            record[column.name] = cell
    return record


def _place(name: str, cell: list[Foreign]) -> dict[str, Foreign]:
    """Read what an open-data portal makes of a place: an address as JSON, latitude, longitude."""
    told: Foreign = {}
    if cell and isinstance(cell[0], str) and cell[0].startswith("{"):
        try:
            told = json.loads(cell[0])
        except (ValueError, RecursionError):
            told = {}
    parts = {k: told.get(key, "") for key, k in _ADDRESS.items()} if isinstance(told, dict) else {}
    if cell and isinstance(cell[0], str) and not told:
        parts["address"] = cell[0]
    spot = dict(zip(("latitude", "longitude"), cell[1:3], strict=False))
    return {f"{name} {key}": part for key, part in (parts | spot).items()}


def _inner(record: Mapping[str, Foreign]) -> str:
    """Give the key under which a program put the record itself; "" when it is bare."""
    key = next((key for key in _INNER if isinstance(record.get(key), dict)), "")
    beside = {k.casefold() for k in record} - {key}
    return key if key and beside <= _BESIDE_INNER else ""


def _bare(record: Mapping[str, Foreign]) -> dict[str, Foreign]:
    key = _inner(record)
    return _taken_out(record, record[key]) if key else dict(record)


def _feature(record: Mapping[str, Foreign]) -> dict[str, Foreign]:
    told = (record[key] for key in _INNER if isinstance(record.get(key), dict))
    return _taken_out(record, next(told, {}))


def _taken_out(record: Mapping[str, Foreign], inner: Mapping[str, Foreign]) -> dict[str, Foreign]:
    """Give the inner record with the point and the identifier that stand beside it."""
    row = dict(inner)
    shape = record.get("geometry")
    if isinstance(shape, dict) and not _has_point(row):
        row |= _spot(shape)
    identity = record.get("id", record.get("_id"))
    if identity is not None and not any(key.casefold() == "id" for key in row):
        row["id"] = identity
    return row


def _spot(shape: Mapping[str, Foreign]) -> dict[str, Foreign]:
    """Read a point as GeoJSON and as Esri write it; a line or an area is none."""
    told = shape.get("coordinates")
    if shape.get("type") == "Point" and isinstance(told, list) and len(told) > 1:
        return {"longitude": told[0], "latitude": told[1]}
    if shape.get("x") is not None and shape.get("y") is not None:
        return {"longitude": shape["x"], "latitude": shape["y"]}
    return {}


def _has_point(row: Mapping[str, Foreign]) -> bool:
    keys = {key.casefold() for key in row if row[key] not in (None, "")}
    return bool(keys & {"latitude", "lat"}) and bool(keys & {"longitude", "lon", "lng"})
