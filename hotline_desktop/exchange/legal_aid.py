"""Reads organizations, services, locations as the Florida legal aid export has them; vets none."""

import re
from collections import Counter
from collections.abc import Iterable

from hotline_desktop.exchange import clean
from hotline_desktop.exchange.phones import phones
from hotline_desktop.exchange.table import Line, Table
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.service_kind import ServiceKind

SOURCE = "florida-legal-aid"
_NEEDED = {
    "services.csv": {"service_uuid", "service_name", "organization_uuid", "organization_name"},
    "locations.csv": {"location_uuid", "location_name", "organization_uuid", "organization_name"},
    "organizations.csv": {"organization_uuid", "organization_name"},
}
FILES = frozenset(_NEEDED)
USED = (
    "organization_uuid", "organization_name", "organization_email", "organization_url",
    "organization_description", "service_uuid", "service_name", "service_description",
    "service_email", "service_url", "service_min_age", "service_max_age",
    "service_problem_codes", "service_immigration_status", "service_areas", "location_uuid",
    "location_name", "location_address", "location_url", "phones",
)  # fmt: skip
_MOST_NUMBERS = 40
"""Of one office: they are said with each of its services."""
NO_AGE = "age left out, it is no number of years"
NO_ADDRESS = "no address"

Made = tuple[Provider, str, tuple[str, ...]]
"""A provider, the words for its place, and what was mended."""


def kind_of(sheet: Table) -> str:
    """Say which of the three tables this is, by its columns; "" for none."""
    return next((name for name, needed in _NEEDED.items() if needed <= set(sheet.columns)), "")


class _Office(Noun, frozen=True):
    """What the locations tell about their organization."""

    state: str = ""
    numbers: tuple[Phone, ...] = ()


class Reader:
    """Reads the three tables together: an organization's state and numbers are its locations'."""

    def __init__(self, sheets: Iterable[Table]) -> None:
        """Look through the locations."""
        states: dict[str, Counter[str]] = {}
        numbers: dict[str, tuple[Phone, ...]] = {}
        for sheet in sheets:
            if kind_of(sheet) != "locations.csv":
                continue
            for line in sheet.rows():
                values, _ = clean.cells(line.cells, USED)
                organization = values["organization_uuid"]
                if state := clean.address(values["location_address"]).state:
                    states.setdefault(organization, Counter())[state] += 1
                if found := _labelled(values):
                    numbers.setdefault(organization, found)
        self._offices = {
            organization: _Office(
                next((s for s, _ in states.get(organization, Counter()).most_common(1)), ""),
                numbers.get(organization, ()),
            )
            for organization in states.keys() | numbers.keys()
        }

    def read(self, kind: str, sheet: str, line: Line) -> ReadRow:
        """Read one row of one of the three tables."""
        values, mended = clean.cells(line.cells, USED)
        wrong = _refusal(values)
        make = {
            "organizations.csv": self._organization,
            "services.csv": self._service,
            "locations.csv": self._location,
        }[kind]
        provider, place, doubts = make(values)
        if not provider.source_id:
            wrong = wrong or "no identifier"
        if wrong:
            label = values["organization_name"][:80]
            return ReadRow(sheet, line.number, label=label, rejected=wrong)
        return ReadRow(
            sheet,
            line.number,
            provider=provider,
            place_words=place,
            repairs=tuple(dict.fromkeys((*line.repairs, *mended, *doubts))),
        )

    def _office(self, values: dict[str, str]) -> _Office:
        return self._offices.get(values["organization_uuid"], _Office())

    def _organization(self, values: dict[str, str]) -> Made:
        office = self._office(values)
        provider = Provider(
            id="",
            organisation=values["organization_name"],
            services=(ServiceKind.LEGAL,),
            description=values["organization_description"],
            phones=office.numbers,
            email=values["organization_email"],
            url=values["organization_url"],
            state=office.state,
            source=SOURCE,
            source_id=values["organization_uuid"],
        )
        return provider, "", ()

    def _service(self, values: dict[str, str]) -> Made:
        office = self._office(values)
        low, high, doubts = _ages(values["service_min_age"], values["service_max_age"])
        areas = values["service_areas"]
        about = (values["service_description"], values["service_problem_codes"])
        provider = Provider(
            id="",
            organisation=values["organization_name"],
            service=values["service_name"],
            services=(ServiceKind.LEGAL,),
            description="\n".join(part for part in about if part),
            phones=office.numbers,
            email=values["service_email"],
            url=values["service_url"],
            area=areas,
            state=office.state,
            eligibility=values["service_immigration_status"],
            min_age=low,
            max_age=high,
            source=SOURCE,
            source_id=values["service_uuid"],
        )
        # Several counties are an area and no place: a point in one of them would be invented.
        one = areas and office.state and ";" not in areas
        return provider, f"{areas}, {office.state}" if one else "", doubts

    def _location(self, values: dict[str, str]) -> Made:
        where = clean.address(values["location_address"])
        code, zero = clean.zip_code(where.zip_code, where.state)
        numbers, doubts = phones(values["phones"])
        provider = Provider(
            id="",
            organisation=values["organization_name"],
            service=values["location_name"],
            services=(ServiceKind.LEGAL,),
            phones=numbers,
            url=values["location_url"],
            address=values["location_address"] if where.street else "",
            city=where.city,
            state=where.state or self._office(values).state,
            source=SOURCE,
            source_id=values["location_uuid"],
        )
        told = (*doubts, zero, "" if values["location_address"] else NO_ADDRESS)
        place = code or (f"{where.city}, {where.state}" if where.city else "")
        return provider, place, tuple(part for part in told if part)


def _refusal(values: dict[str, str]) -> str:
    if not values["organization_name"]:
        return "no organization"
    names = (values["organization_name"], values["service_name"], values["location_name"])
    return "the name is a formula" if any(map(clean.is_formula, names)) else ""


def _labelled(values: dict[str, str]) -> tuple[Phone, ...]:
    """Say where a number rings that stands for the whole organization."""
    at = values["location_name"]
    found, _ = phones(values["phones"])
    return tuple(
        Phone(p.as_written, p.e164, p.extension, f"{p.label} at {at}".strip()[:80])
        for p in found[:_MOST_NUMBERS]
    )


def _ages(least: str, most: str) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Read years; the export writes 0 to 200 (or 999) for "any age"."""
    ages = [int(words) if re.fullmatch(r"\d{1,3}", words) else None for words in (least, most)]
    doubtful = any(words and age is None for words, age in zip((least, most), ages, strict=True))
    high = None if ages[1] is None or ages[1] >= 120 else ages[1]
    return ages[0] or None, high, (NO_AGE,) if doubtful else ()
