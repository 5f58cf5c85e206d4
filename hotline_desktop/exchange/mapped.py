"""Reads the rows of a table whose columns are known into contacts or providers; verifies none."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from hotline_desktop.exchange import abroad, agencies, clean, column_names, makes
from hotline_desktop.exchange.said import Said
from hotline_desktop.exchange.services import kinds_in
from hotline_desktop.exchange.table import Line
from hotline_desktop.models.column_map import ColumnMap, Field, Makes
from hotline_desktop.models.contact import AgencyKind, Contact, Psap
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.provider import Provider, Standing
from hotline_desktop.models.tri import Tri

NO_NUMBER = "no number: it cannot be called until one is found"
NO_NAME = "no name"
FORMULA = "the name is a formula"
ONLY_A_NAME = "only a name stands in this row: a heading, a note, or nothing to call"
UNCLEAR_TEXTS = "whether it takes text messages is not clear, the words are kept"

_STANDING = {
    "closed": Standing.DEFUNCT, "defunct": Standing.DEFUNCT, "inactive": Standing.INACTIVE,
    "no": Standing.INACTIVE, "false": Standing.INACTIVE, "temporarily closed": Standing.PAUSED,
    "paused": Standing.PAUSED, "suspended": Standing.PAUSED,
}  # fmt: skip
_FEW = 2
_COVERS = re.compile(r"(counties covered|covers|serves|jurisdiction)\b", re.I)
_TEXTS = re.compile(r"\b(sms|ready|live|deployed|accepts?|direct ip|web|tty|gem911|tcc)\b", re.I)
_NOT = re.compile(r"\b(no|not|none|never|without)\b", re.I)
_PLANNED = re.compile(r"\b(pending|plan(ned|s)?|soon|testing|tbd)\b|\?", re.I)
_DO_NOT_REFER = re.compile(r"do not (refer|use|list)|no refer", re.I)


class Reader:
    """Reads one table's rows by its map."""

    def __init__(self, told: ColumnMap, unit: str) -> None:
        """Look up which columns hold what."""
        self._map, self._unit = told, unit
        self._columns = {field: told.columns(field) for field in Field}
        self._used = tuple(told.fields)
        self._surname = all(map(column_names.is_surname, self._columns[Field.PERSON]))

    def __call__(self, sheet: str, line: Line) -> ReadRow:
        """Read one row."""
        cells, mended = clean.cells(line.cells, self._used)
        said = Said(cells, self._columns, self._map, line.cells)
        name = said.one(Field.NAME)
        wrong = NO_NAME if not name else FORMULA if clean.is_formula(name) else ""
        if not wrong and _is_heading(cells, line.cells):
            wrong = ONLY_A_NAME
        if wrong:
            return ReadRow(
                sheet, line.number, unit=self._unit, label=name[:80] or said.label(), rejected=wrong
            )
        make = self._contact if self._is_contact(said) else self._provider
        row = make(said, ReadRow(sheet, line.number, unit=self._unit))
        told = (*line.repairs, *mended, *said.doubts)
        return replace(row, repairs=tuple(dict.fromkeys(part for part in told if part)))

    def _is_contact(self, said: Said) -> bool:
        if self._map.makes is not Makes.EACH:
            return self._map.makes is Makes.CONTACT
        told = makes.of_row(said.one(Field.KIND), said.one(Field.NAME))
        return told is Makes.CONTACT and not clean.yes(said.one(Field.CONFIDENTIAL))

    def _contact(self, said: Said, row: ReadRow) -> ReadRow:
        name = said.one(Field.NAME)
        contact = Contact(
            id="",
            agency=said.titled(Field.NAME, name),
            kind=_kind(said.one(Field.KIND), name),
            desk=said.titled(Field.SECOND, said.one(Field.SECOND)),
            person=_person(said, self._surname),
            role=said.one(Field.ROLE),
            ori=said.one(Field.ORI),
            channels=said.channels(),
            jurisdiction_words=said.one(Field.JURISDICTION) or _coverage(said),
            psap=_psap(said),
        )
        return self._placed(contact, said, row)

    def _provider(self, said: Said, row: ReadRow) -> ReadRow:
        name, second = said.one(Field.NAME), said.one(Field.SECOND)
        status = said.one(Field.STATUS).casefold()
        kinds, finer = kinds_in(*said.several(Field.SERVICES), second, said.one(Field.KIND), name)
        provider = Provider(
            id="",
            organisation=said.titled(Field.NAME, name),
            service=said.titled(Field.SECOND, second),
            services=kinds,
            finer=finer,
            alternate_name=said.one(Field.ALTERNATE),
            description=_described(said),
            email=said.one(Field.EMAIL),
            serves_words=said.one(Field.JURISDICTION),
            confidential=clean.yes(said.one(Field.CONFIDENTIAL)),
            eligibility=said.one(Field.ELIGIBILITY),
            min_age=said.age(Field.MIN_AGE),
            max_age=said.age(Field.MAX_AGE),
            fees=said.one(Field.FEES),
            how_to_apply=said.one(Field.APPLY),
            standing=_STANDING.get(status, Standing.ACTIVE),
            do_not_refer=clean.yes(said.one(Field.DO_NOT_REFER))
            or bool(_DO_NOT_REFER.search(status)),
        )
        return self._placed(provider, said, row)

    def _placed(self, entry: Contact | Provider, said: Said, row: ReadRow) -> ReadRow:
        """Add what both have: numbers, place, hours, languages, and where it was said."""
        numbers = said.numbers()
        if not numbers:
            said.doubts.append(NO_NUMBER)
        hours, hours_words = said.hours()
        where, spot = said.address(), said.point()
        whole = replace(
            entry,
            phones=numbers,
            url=said.one(Field.URL),
            address=said.titled(Field.ADDRESS, where.street),
            city=said.titled(Field.CITY, where.city),
            state=where.state,
            zip_code=where.zip_code,
            county_fips=said.one(Field.FIPS),
            latitude=spot[0] if spot else None,
            longitude=spot[1] if spot else None,
            hours=hours,
            hours_words=hours_words,
            languages=said.languages(),
            source=self._map.source,
            source_id=said.identity(),
            notes=said.notes(),
            written=said.written,
        )
        if isinstance(whole, Provider) and whole.confidential and numbers:
            whole = replace(whole, gate_phone=numbers[0].as_written)
        town = ", ".join(part for part in (where.city, where.state) if part)
        if said.country != abroad.HOME:
            town = ""
        is_contact = isinstance(whole, Contact)
        return replace(
            row,
            contact=whole if is_contact else None,
            provider=None if is_contact else whole,
            county_words=said.one(Field.COUNTY),
            place_words=where.zip_code or ("" if is_contact else town),
        )


def _is_heading(cells: Mapping[str, str], raw: Mapping[str, str]) -> bool:
    """Say whether nothing stands in a row but its name, where other columns could hold more.

    It is a heading of a report, its last line or a note; or nobody can do anything with it.
    """
    return len(cells) > _FEW and sum(bool(cell.strip()) for cell in raw.values()) == 1


def _person(said: Said, surname: bool) -> str:
    """Put a person's name together where a list keeps its parts in columns of their own."""
    given, name = said.one(Field.GIVEN), said.titled(Field.PERSON, said.one(Field.PERSON))
    if name and (not surname or given.casefold() in name.casefold().split()):
        return name
    return f"{given} {name}".strip()


def _kind(called: str, name: str) -> AgencyKind:
    by_name = agencies.kind_of(name)
    if called in frozenset(AgencyKind):
        return AgencyKind(called)
    if by_name is AgencyKind.OTHER and called:
        return agencies.kind_called(called) or by_name
    return by_name


def _psap(said: Said) -> Psap | None:
    """Read whether an emergency centre takes text messages; what is unclear stays in words."""
    told = said.one(Field.TEXT_911)
    if not told:
        return None
    if clean.no(told) or _NOT.search(told):
        return Psap(Tri.DENIED)
    if not _PLANNED.search(told) and (clean.yes(told) or _TEXTS.search(told)):
        return Psap(Tri.SAID)
    said.written[Field.TEXT_911.value] = told
    said.doubts.append(UNCLEAR_TEXTS)
    return Psap()


def _coverage(said: Said) -> str:
    """Find the counties covered where a description begins with them."""
    words = said.one(Field.DESCRIPTION)
    return words if _COVERS.match(words) else ""


def _described(said: Said) -> str:
    """Give the description, and the services in the list's own words."""
    told = (said.one(Field.DESCRIPTION), *said.several(Field.SERVICES))
    return "\n".join(dict.fromkeys(part for part in told if part))
