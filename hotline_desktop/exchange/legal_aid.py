"""Organizations, services and locations as the Florida legal aid export writes them; vets nobody."""

import re

from hotline_desktop.exchange import clean
from hotline_desktop.exchange.sheets import Sheet
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.provider import Provider, ServiceKind

SOURCE = "florida-legal-aid"
FILES = {
    "organizations.csv": frozenset({"organization_uuid", "organization_name"}),
    "services.csv": frozenset({"service_uuid", "service_name", "organization_uuid"}),
    "locations.csv": frozenset({"location_uuid", "location_name", "organization_uuid"}),
}
USED = frozenset(
    {
        "organization_uuid", "organization_name", "organization_email", "organization_url",
        "organization_description", "service_uuid", "service_name", "service_description",
        "service_email", "service_url", "service_min_age", "service_max_age",
        "service_problem_codes", "service_immigration_status", "service_areas", "location_uuid",
        "location_name", "location_address", "location_url", "phones",
    }
)  # fmt: skip


def kind_of(sheet: Sheet) -> str:
    """Say which of the three tables this is, by its columns; "" for none."""
    for name, needed in FILES.items():
        if needed <= set(sheet.columns) and (
            name != "organizations.csv" or "service_uuid" not in sheet.columns
        ):
            if name == "organizations.csv" and "location_uuid" in sheet.columns:
                continue
            return name
    return ""


class Reader:
    """Reads the three tables together: a service gets its organization's number."""

    def __init__(self, sheets: list[Sheet]) -> None:
        """Note each organization's first number."""
        self._numbers: dict[str, tuple[Phone, ...]] = {}
        for sheet in sheets:
            if kind_of(sheet) != "locations.csv":
                continue
            for _, cells, _ in sheet.rows():
                numbers, _ = _phones(clean.text(cells.get("phones"))[0])
                if numbers:
                    self._numbers.setdefault(cells.get("organization_uuid") or "", numbers)

    def read(self, kind: str, name: str, line: int, cells: dict[str, str | None]) -> ReadRow:
        """Read one row of one of the three tables."""
        marked = False
        values: dict[str, str] = {}
        for column in USED:
            values[column], marks = clean.text(cells.get(column))
            marked = marked or marks
        repairs = ["invisible marks removed"] if marked else []
        if not values["organization_name"]:
            return ReadRow(name, line, rejected="no organization")
        make = {
            "organizations.csv": self._organization,
            "services.csv": self._service,
            "locations.csv": self._location,
        }[kind]
        provider, place, doubts = make(values)
        if not provider.source_id:
            return ReadRow(name, line, rejected="no identifier")
        return ReadRow(
            name,
            line,
            provider=provider,
            place_words=place,
            repairs=tuple(dict.fromkeys([*repairs, *doubts])),
        )

    def _organization(self, values: dict[str, str]) -> tuple[Provider, str, list[str]]:
        provider = Provider(
            id="",
            organisation=values["organization_name"],
            services=(ServiceKind.LEGAL,),
            description=values["organization_description"],
            phones=self._numbers.get(values["organization_uuid"], ()),
            email=values["organization_email"],
            url=values["organization_url"],
            state="FL",
            source=SOURCE,
            source_id=values["organization_uuid"],
        )
        return provider, "", []

    def _service(self, values: dict[str, str]) -> tuple[Provider, str, list[str]]:
        ages, doubts = _ages(values["service_min_age"], values["service_max_age"])
        areas = values["service_areas"]
        provider = Provider(
            id="",
            organisation=values["organization_name"],
            service=values["service_name"],
            services=(ServiceKind.LEGAL,),
            description="\n".join(
                part
                for part in (values["service_description"], values["service_problem_codes"])
                if part
            ),
            phones=self._numbers.get(values["organization_uuid"], ()),
            email=values["service_email"],
            url=values["service_url"],
            area=areas,
            state="FL",
            eligibility=values["service_immigration_status"],
            min_age=ages[0],
            max_age=ages[1],
            source=SOURCE,
            source_id=values["service_uuid"],
        )
        alone = areas and ";" not in areas
        return provider, f"{areas}, FL" if alone else "", doubts

    def _location(self, values: dict[str, str]) -> tuple[Provider, str, list[str]]:
        street, city, state, code = clean.address(values["location_address"])
        numbers, doubts = _phones(values["phones"])
        provider = Provider(
            id="",
            organisation=values["organization_name"],
            service=values["location_name"],
            services=(ServiceKind.LEGAL,),
            phones=numbers,
            url=values["location_url"],
            address=street and values["location_address"],
            city=city,
            state=state or "FL",
            source=SOURCE,
            source_id=values["location_uuid"],
        )
        if not values["location_address"]:
            doubts.append("no address")
        return provider, code or (f"{city}, {state}" if city else ""), doubts


def _phones(words: str) -> tuple[tuple[Phone, ...], list[str]]:
    """Read "tollfree: 800-625-2257, main: 813-634-6044"."""
    found, doubts = [], []
    for part in re.split(r",\s*(?=[a-z ]+:)", words):
        label, _, number = part.rpartition(":")
        phone, doubt = clean.phone(number.strip(), label.strip())
        if phone is not None:
            found.append(phone)
        if doubt:
            doubts.append(doubt)
    return tuple(found), doubts


def _ages(least: str, most: str) -> tuple[tuple[int | None, int | None], list[str]]:
    doubts, ages = [], []
    for words in (least, most):
        if words and not (words.isdigit() and int(words) <= 200):
            doubts.append("age left out, it is no number of years")
            words = ""
        ages.append(int(words) if words else None)
    # The export writes 0 to 200 for "any age".
    low = ages[0] or None
    high = None if ages[1] is not None and ages[1] >= 120 else ages[1]
    return (low, high), doubts
