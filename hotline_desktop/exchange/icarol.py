"""Turns iCarol-like JSON (agencies, programs, sites) into the linked tables; decides nothing.

What iCarol marks confidential stays so: a street becomes a confidential place, a private number a
private note.
"""

import re
from collections.abc import Iterator, Mapping

from hotline_desktop.exchange.table import LONGEST_NAME, Foreign, Line, Listed

KINDS = {"Agency": "organization", "Program": "service", "Site": "location",
          "ProgramAtSite": "service_at_location"}  # fmt: skip
STATUS = {"active": "active", "inactive": "inactive", "defunct": "defunct",
           "active but hidden": "inactive",
           "temporarily inactive": "temporarily closed"}  # fmt: skip
NO_REFERRALS = re.compile(r"do not refer", re.I)

Record = Mapping[str, Foreign]


def is_icarol(records: list[Foreign]) -> bool:
    """Say whether these are such records, by the first few."""
    some = records[:5]
    return bool(some) and all(
        isinstance(each, dict) and _text(each.get("type")) in KINDS and "related" in each
        for each in some
    )


def tables(file: str, records: list[Foreign]) -> list[Listed]:
    """Give the linked tables; the n-th record keeps its number."""
    lines: dict[str, list[Line]] = {}
    for number, record in enumerate(records, 1):
        for kind, cells, wrong in _rows(record):
            lines.setdefault(kind, []).append(Line(number, cells, wrong))
    made = []
    for kind, several in lines.items():
        columns = tuple(dict.fromkeys(column for line in several for column in line.cells))
        made.append(Listed(f"{file}/{kind}", columns, tuple(several)))
    return made


def _rows(record: Foreign) -> Iterator[tuple[str, dict[str, str], str]]:
    if not isinstance(record, dict) or _text(record.get("type")) not in KINDS:
        yield "organization", {}, "no agency, program or site"
        return
    kind, identity = KINDS[record["type"]], _text(record.get("id"))
    if len(identity) > LONGEST_NAME:
        yield kind, {}, "its identifier is a whole text"
        return
    cells = _cells(record, identity)
    hidden = [cells["private_notes"]]
    for sort, row, private in _details(record, kind, identity):
        if private and sort == "phone":
            hidden.append(f"private number: {row['number']}")
        elif sort in ("url", "email"):
            cells |= row
        else:
            if sort == "address":
                spot = {k: row.pop(k) for k in ("latitude", "longitude")}
                cells |= spot if row["address_type"] == "physical" else {}
                cells["confidential"] = "yes" if private else cells["confidential"]
            yield sort, row, ""
    cells["private_notes"] = "\n".join(part for part in hidden if part)
    hours = record.get("hours")
    if isinstance(hours, dict):
        yield from _hours(hours, kind, identity)
        if not _has_days(hours):
            cells["hours"] = _text(hours.get("note"))
    yield kind, cells, ""


def _cells(record: Record, identity: str) -> dict[str, str]:
    """Give what the record says of itself."""
    status = _text(record.get("status"))
    return {
        "id": identity,
        **_names(record),
        **_owners(record),
        "description": _text(record.get("descriptionText")) or _text(record.get("description")),
        "status": STATUS.get(status.casefold(), status),
        "do_not_refer": "yes" if NO_REFERRALS.search(status) else "",
        "languages": _text(record.get("languagesOffered")),
        "eligibility": _text(record.get("eligibility")),
        "fees": _text(record.get("fees")),
        "application_process": _text(record.get("applicationProcess")),
        "service_areas": _text(record.get("coverageNote")) or _coverage(record),
        "keywords": "; ".join(_texts(record.get("taxonomy"))),
        "accessibility": _within(record, "accessibility", "disabled"),
        "private_notes": _within(record, "notes", "editors"),
        "confidential": "yes" if record.get("isConfidential") else "",
    }


def _details(
    record: Record, kind: str, identity: str
) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Give addresses, numbers and people, each with whether it is private."""
    for at, detail in enumerate(_list(record.get("contactDetails"))):
        contact = detail.get("contact") if isinstance(detail, dict) else None
        if isinstance(contact, dict):
            private = bool(detail.get("isConfidential"))
            if row := _detail(contact, f"{identity}.{at}", kind, identity, private):
                yield *row, private


def _names(record: Record) -> dict[str, str]:
    names = {"name": "", "alternate_name": ""}
    for each in _list(record.get("names")):
        if isinstance(each, dict):
            purpose = _text(each.get("purpose")).casefold()
            field = "name" if purpose in ("primary", "") else "alternate_name"
            names[field] = names[field] or _text(each.get("value"))
    return names


def _owners(record: Record) -> dict[str, str]:
    owners: dict[str, str] = {}
    for each in _list(record.get("related")):
        if isinstance(each, dict) and (kind := KINDS.get(_text(each.get("type")))):
            owners.setdefault(f"{kind}_id", _text(each.get("id")))
    kind = KINDS[record["type"]]
    if kind == "organization":
        return {}
    if kind == "service_at_location":
        return {k: owners.get(k, "") for k in ("service_id", "location_id", "organization_id")}
    return {"organization_id": owners.get("organization_id", "")}


def _detail(
    contact: Record, part: str, kind: str, identity: str, private: bool
) -> tuple[str, dict[str, str]] | None:
    own = {"id": part, f"{kind}_id": identity}
    sort = _text(contact.get("type"))
    if sort in ("PhysicalLocation", "PostalAddress"):
        street = [_text(contact.get(f"line{n}")) for n in range(1, 5)]
        return "address", own | {
            "address_type": "physical" if sort == "PhysicalLocation" else "postal",
            "address_1": ", ".join(line for line in street if line),
            "city": _text(contact.get("city")).strip(),
            "county": _text(contact.get("county")),
            "state_province": _text(contact.get("stateProvince")),
            "postal_code": _text(contact.get("zipPostalCode")),
            "country": _text(contact.get("country")),
            "latitude": _text(contact.get("latitude")),
            "longitude": _text(contact.get("longitude")),
        }
    if sort == "PhoneNumber" and _text(contact.get("number")):
        purpose = _text(contact.get("purpose"))
        label = _text(contact.get("label"))
        told = [part for part in (label, _text(contact.get("description"))) if part]
        return "phone", own | {
            "number": _text(contact.get("number")),
            "type": "" if purpose.casefold() in ("unspecified", label.casefold()) else purpose,
            "department": ", ".join(told),
        }
    if sort == "Person" and not private and (name := _text(contact.get("name"))):
        title = _text(contact.get("title")) or _text(contact.get("label"))
        return "contact", own | {"name": name, "title": title, "email": _text(contact.get("email"))}
    if sort == "Website" and _text(contact.get("url")) and not private:
        return "url", {"url": _text(contact.get("url"))}
    if sort in ("EmailAddress", "Email") and not private:
        return "email", {"email": _text(contact.get("address")) or _text(contact.get("email"))}
    return None


def _hours(hours: Record, kind: str, identity: str) -> Iterator[tuple[str, dict[str, str], str]]:
    for at, day in enumerate(_list(hours.get("days"))):
        if not isinstance(day, dict):
            continue
        opens, closes = _text(day.get("opens")).strip(), _text(day.get("closes")).strip()
        if opens or closes:
            yield (
                "schedule",
                {
                    "id": f"{identity}.day{at}",
                    f"{kind}_id": identity,
                    "weekday": _text(day.get("dayOfWeek")),
                    "opens_at": opens,
                    "closes_at": closes,
                    "description": _text(hours.get("note")),
                },
                "",
            )


def _has_days(hours: Foreign) -> bool:
    days = _list(hours.get("days")) if isinstance(hours, dict) else []
    return any(isinstance(day, dict) and (day.get("opens") or day.get("closes")) for day in days)


def _coverage(record: Record) -> str:
    told = []
    for each in _list(record.get("coverage")):
        if isinstance(each, dict):
            parts = (_text(each.get(key)) for key in ("city", "county", "stateProvince"))
            told.append(", ".join(part for part in parts if part))
    return "; ".join(dict.fromkeys(part for part in told if part))


def _within(record: Record, outer: str, inner: str) -> str:
    value = record.get(outer)
    return _text(value.get(inner)) if isinstance(value, dict) else ""


def _list(value: Foreign) -> list[Foreign]:
    return value if isinstance(value, list) else []


def _texts(value: Foreign) -> list[str]:
    return [_text(each) for each in _list(value) if _text(each)]


def _text(value: Foreign) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""
