"""Reads JSON of many shapes into tables, within limits; trusts no size, number or name."""

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import closing
from typing import NoReturn

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import column_names, hiding, icarol, linked, nested, wrapped
from hotline_desktop.exchange.sheets import Opener
from hotline_desktop.exchange.table import (
    LONGEST_CELL,
    LONGEST_NAME,
    TOO_LONG,
    Foreign,
    Line,
    Listed,
    Rower,
    Table,
    columns_of,
    shown,
)
from hotline_desktop.models.column_map import Field

_LONGEST_NUMBER = 60
LARGEST_JSON = 32 * 1024 * 1024
MOST_VALUES = 1_500_000
MOST_CONTAINERS = 400_000

_MOST_CELLS = 5_000_000
"""Rows times columns: every row gets a cell of each."""
TOO_DEEP = "{name} is nested too deeply to be a directory."

_NOUNS = ("organizations", "services", "agencies", "providers", "locations")
_FEATURES = "FeatureCollection"
_DEEPEST = 4
"""Envelopes in envelopes; more is no directory."""


def is_json(head: bytes) -> bool:
    """Say whether the first bytes look like JSON."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "ignore").encode()
    begins = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return begins[:1] == b"{" or (
        begins[:1] == b"[" and begins[1:].lstrip()[:1] in (b"{", b"[", b"]", b"")
    )


def tables(name: str, opener: Opener) -> list[Table]:
    """Read everything and give it as tables.

    Raises:
        BadInputError: one sentence on what is wrong with it.
    """
    name = shown(name)
    value = _parsed(name, _read(name, opener))
    try:
        return list(_shaped(name, value))
    except RecursionError:
        raise BadInputError(TOO_DEEP.format(name=name)) from None


def _read(name: str, opener: Opener) -> str:
    with closing(opener()) as source:
        data = source.read(LARGEST_JSON + 1)
    if len(data) > LARGEST_JSON:
        raise BadInputError(
            f"{name} is larger than {LARGEST_JSON // 1024**2} MB: split it, or export it as tables."
        )
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    containers = data.count(b"{") + data.count(b"[")
    if containers > MOST_CONTAINERS or data.count(b",") > MOST_VALUES:
        raise BadInputError(f"{name} holds more values than a directory has: split it.")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(f"The letters of {name} cannot be read: save it in UTF-8.") from None


def _parsed(name: str, text: str) -> Foreign:
    def no_number(told: str) -> NoReturn:
        raise BadInputError(f"{name} holds {told[:20]}, which is no number: correct it.")

    def pairs(found: list[tuple[str, Foreign]]) -> dict[str, Foreign]:
        made = dict(found)
        if len(made) < len(found):
            raise BadInputError(f"{name} says one key twice in a record: correct it.")
        for key, value in found:
            if len(key) > LONGEST_NAME or isinstance(value, str) and len(value) > LONGEST_CELL:
                raise BadInputError(TOO_LONG.format(name=name))
        return made

    decode = json.JSONDecoder(
        object_pairs_hook=pairs, parse_constant=no_number, parse_int=str, parse_float=str
    ).decode
    try:
        try:
            return decode(text)
        except json.JSONDecodeError as reason:
            if reason.msg == "Extra data":
                return [decode(line) for line in text.split("\n") if line.strip()]
            raise
    except json.JSONDecodeError as reason:
        raise BadInputError(
            f"{name} is damaged at line {reason.lineno:,}: it begins like JSON and is none."
        ) from None
    except RecursionError:
        raise BadInputError(TOO_DEEP.format(name=name)) from None


def _shaped(name: str, value: Foreign, depth: int = 0) -> Iterator[Table]:
    if isinstance(value, dict):
        if value.get("type") == _FEATURES or {"features", "geometryType"} <= value.keys():
            yield _features(name, value.get("features"))
            return
        sheets = {k: v for k, v in value.items() if linked.kind_of(k) and wrapped.is_rows(v)}
        if "id" not in value and any(map(nested.has_inner, sheets.values())):
            yield from nested.tables(name, [each for rows in sheets.values() for each in rows])
            return
        if len(sheets) > 1 and not nested.is_nested([value]):
            for key, rows in sheets.items():
                yield _flat(f"{name}/{linked.kind_of(key)}", rows)
            return
        lists = wrapped.lists(value)
        if len(lists) > 1 and not nested.is_nested([value]):
            for key, rows in lists.items():
                yield from _shaped(f"{name}/{shown(key)}", rows, depth + 1)
            return
        inner = wrapped.inside(value)
        if inner is not value and depth < _DEEPEST:
            yield from _shaped(name, inner, depth + 1)
            return
        for key in _NOUNS:
            if wrapped.is_rows(value.get(key)) and "id" not in value:
                value = value[key]
                break
        else:
            value = _keyed(value) if not nested.is_nested([value]) else [value]
    value = wrapped.records(value)
    if not isinstance(value, list) or not any(isinstance(each, dict) for each in value):
        raise BadInputError(f"{name} holds no list of records: nothing in it is a directory.")
    if icarol.is_icarol(value):
        yield from icarol.tables(name, value)
    elif nested.is_nested(value):
        yield from nested.tables(name, value)
    else:
        yield _flat(name, value)


def _keyed(value: dict[str, Foreign], above: tuple[str, ...] = ()) -> list[Foreign]:
    """Give the records of "key: record" and "key: key: record" with their keys, else the one."""
    inner = list(value.values())
    if inner and all(isinstance(each, dict) for each in inner):
        if all(isinstance(deep, dict) for each in inner for deep in each.values()):
            return [r for key, each in value.items() for r in _keyed(each, (*above, key)) if each]
        if len(above) < 3 and len(inner) > 1 or above:
            keys = {f"key_{at}" if at else "group": key for at, key in enumerate(above)}
            return [keys | {"key": key} | each for key, each in value.items()]
    return [dict(zip(("group",), above, strict=False)) | value]


def _features(name: str, features: Foreign) -> Table:
    rows = wrapped.features(features)
    if not isinstance(rows, list) or not rows:
        raise BadInputError(f"{name} holds no features: nothing in it is a directory.")
    return _flat(name, rows)


def _flat(name: str, records: list[Foreign]) -> Table:
    """Make one table of records: nested objects become columns, lists become words."""
    flat = [_flattened(each) if isinstance(each, dict) else None for each in records]
    keys = tuple(dict.fromkeys(key for each in flat if each for key in each))
    columns = columns_of(keys, name)
    if len(columns) * len(flat) > _MOST_CELLS:
        raise BadInputError(f"{name} holds more values than a directory has: split it.")
    make = Rower(name, columns)
    lines: list[Line] = []
    for number, each in enumerate(flat, 1):
        if each is None:
            lines.append(Line(number, {}, "no record"))
            continue
        cells = [each.get(key, "") for key in keys]
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise BadInputError(TOO_LONG.format(name=name))
        if line := make(number, cells):
            lines.append(line)
    return Listed(name, columns, tuple(lines))


def _flattened(record: dict[str, Foreign], before: str = "", depth: int = 0) -> dict[str, str]:
    told: dict[str, str] = {}
    for key, value in record.items():
        column = f"{before}{key}"
        if isinstance(value, dict) and depth < 2:
            told |= _flattened(value, f"{column}_", depth + 1)
        elif isinstance(value, list) and (pairs := _pairs(value)):
            told |= {f"{column}_{name}": _word(each) for name, each in pairs.items()}
        elif isinstance(value, list):
            marked = [(each, _is_private(each)) for each in value]
            if hidden := _words([each for each, private in marked if private]):
                told[f"{column}_private_notes"] = hidden
            told[column] = _words([each for each, private in marked if not private])
        else:
            told[column] = _word(value)
    return told


def _numbered(value: dict[str, Foreign]) -> str:
    """Give "label: number" of a record that holds a telephone number."""
    number = next(
        (str(value[k]) for k in ("number", "phone_number", "phone", "value") if value.get(k)), ""
    )
    if not hiding.is_number(number) or len(number) > _LONGEST_NUMBER:
        return ""
    said = [str(value[k]) for k in ("name", "label", "type", "note", "description") if value.get(k)]
    label = re.sub(r"[^\w .&/'-]+", " ", " - ".join(said))[:40].strip(" -")
    return f"{label}: {number}" if label[:1].isalnum() else number


def _pairs(values: list[Foreign]) -> dict[str, Foreign]:
    """Give "name: value" of a list of such, as offices' own fields are written; {} for another."""
    if not values or not all(isinstance(e, dict) and "value" in e and len(e) <= 4 for e in values):
        return {}
    named = ((next((e[k] for k in ("name", "key", "field") if e.get(k)), ""), e) for e in values)
    return {str(name): each["value"] for name, each in named if name}


def _words(values: list[Foreign]) -> str:
    return "; ".join(word for each in values if (word := _word(each)))


def _is_private(value: Foreign) -> bool:
    """Say whether a record in a list says of itself that it is not for others."""
    if not isinstance(value, dict):
        return False
    marks = ((key, column_names.folded(str(key))) for key in value)
    return any(
        hiding.field_of(words, [_word(value[key])]) in (Field.PRIVATE, Field.CONFIDENTIAL)
        and hiding.hides(_word(value[key]), words)[0]
        for key, words in marks
    )


def _word(value: Foreign) -> str:
    if isinstance(value, dict):
        return _numbered(value) or next(
            (str(value[k]) for k in ("name", "value", "number", "label") if value.get(k)), ""
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, list) else str(value)
