"""Reads the rows of a table whose columns are known into contacts or providers; verifies none."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from hotline_desktop.exchange import (
    abroad,
    clean,
    column_names,
    flat_parts,
    held_words,
    hiding,
    makes,
    offered,
    standings,
    withheld,
)
from hotline_desktop.exchange.said import Said
from hotline_desktop.exchange.sections import Sections, heading
from hotline_desktop.exchange.services import kinds_in
from hotline_desktop.exchange.table import Line
from hotline_desktop.models.column_map import ColumnMap, Field, Makes
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.standing import Standing

NO_NUMBER = "no number: it cannot be called until one is found"
NO_NAME = "no name"
FORMULA = "the name is a formula"
FROM_ABOVE = "what it leaves to the row above was taken from there"
UNDER = "it stands under the heading {}"
ONLY_A_NAME = "only a name stands in this row: a heading, a note, or nothing to call"

NO_COLUMN_OF_NAMES = "no column was taken for the name: choose the one that holds it"
MARKED = "police have no such mark here: what the list says is in the notes"
CLOSED = "it is closed: it will be offered to nobody"
MARKED_FOUND = "it is marked as hidden or not to be referred to: it is no police"

_MARKS = (Field.CONFIDENTIAL, Field.DO_NOT_REFER)
_NOTED_OF_POLICE = (Field.ALTERNATE, Field.DESCRIPTION, Field.OFFERS, Field.ELIGIBILITY, Field.FEES,
                    Field.APPLY)  # fmt: skip
_NOTED_OF_HELP = (Field.ORI, Field.TEXT_911)
_DITTO = re.compile(
    r"-?[\"\u2033\u3003\u201d]-?|''|ditto|do\.|idem|(?:same|see)(?: as)? (?:line )?above|same", re.I
)
_REACHING = (Field.PHONE, Field.EMAIL, Field.URL, Field.CITY, Field.ZIP)
_FEW = 2
_LAST_LINE = re.compile(
    r"(grand |sub ?)?totals?\W*(\(|\d|$)|page \d+( of \d+)?$|(record|row) count"
    r"|end of (report|list)|report (generated|run|printed)|generated (on|by)|printed (on|by)"
    r"|confidential information$",
    re.I,
)


class Reader:
    """Reads one table's rows by its map."""

    def __init__(
        self,
        told: ColumnMap,
        unit: str,
        headings: Sections,
        again: frozenset[str] = frozenset(),
        today: date | None = None,
    ) -> None:
        """Look up which columns hold what; ``again`` are identifiers that several rows have."""
        self._map, self._unit, self._again, self._today = told, unit, again, today
        self._sections = headings
        self._above: Mapping[str, str] = {}
        self._columns = {field: told.columns(field) for field in Field}
        self._used = tuple(told.fields)
        self._listed = (*self._columns[Field.PHONE], *self._columns[Field.HOURS])
        self._names = {column: column_names.folded(column) for column in told.fields}
        flags = (Field.CONFIDENTIAL, Field.PRIVATE, Field.DO_NOT_REFER)
        self._flags = tuple(column for field in flags for column in self._columns[field])
        self._marking: tuple[str, ...] | None = None
        self._begins = {self._names[column][:1] for column in self._columns[Field.NAME]}
        self._surname = all(map(column_names.is_surname, self._columns[Field.PERSON]))

    def __call__(self, sheet: str, line: Line) -> ReadRow:
        """Read one row."""
        cells, mended = clean.cells(self._on_one_line(line.cells), self._used)
        for column in self._flags:
            raw = line.cells.get(column, "").strip()
            if not cells[column] and raw.casefold() in hiding.UNKNOWN:
                cells[column] = raw  # elsewhere it says nothing; here it is no plain no
        cells, carried = self._carried(cells)
        cells, private = withheld.without_private(self._columns, self._names, cells)
        fixed = self._fixed(cells)
        held = withheld.of_row(self._columns, self._names, cells, fixed, self._today)
        held = withheld.with_marks(held, self._marks(line.cells))
        held = held._replace(
            notes=(*held.notes, *private.notes), doubts=(*held.doubts, *private.doubts)
        )
        said = Said(cells, self._columns, fixed, line.cells)
        name = flat_parts.agency(said, self._columns)
        if wrong := self._why_no_entry(name, cells, line.cells):
            self._above = {}
            label = name[:80] or said.label() or heading(line.cells)[:80]
            return ReadRow(sheet, line.number, unit=self._unit, label=label, rejected=wrong)
        said.doubts += self._by_heading(said)
        bare = ReadRow(sheet, line.number, unit=self._unit)
        is_contact = self._is_contact(said, held, name)
        row = (
            self._contact(said, held, bare, name)
            if is_contact
            else (self._provider(said, held, bare))
        )
        self._above = cells
        told = (*line.repairs, *mended, *carried, *held.doubts, *said.doubts)
        return replace(row, repairs=tuple(dict.fromkeys(part for part in told if part)))

    def _carried(self, cells: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
        """Put in what stands above: at a ditto mark, and where a program tells no organization."""
        above = {c: words for c, words in self._above.items() if words}
        told = {c: above[c] for c, words in cells.items() if c in above and _DITTO.fullmatch(words)}
        names = [c for c in self._columns[Field.NAME] if c in above]
        if names and not cells[names[0]] and any(cells[c] for c in self._columns[Field.SECOND]):
            told[names[0]] = above[names[0]]
        return (cells | told, (FROM_ABOVE,)) if told else (cells, ())

    def _why_no_entry(self, name: str, cells: Mapping[str, str], raw: Mapping[str, str]) -> str:
        """Say why a row is none, "" if it is one; a heading holds for those below."""
        alone = heading(raw)
        is_known = bool(alone) and not _LAST_LINE.match(alone) and self._sections.take(alone)
        reached = any(cells[column] for field in _REACHING for column in self._columns[field])
        is_known = is_known or not reached and self._sections.take(name, surely=True)
        if is_known or alone and name and len(cells) > _FEW:
            return ONLY_A_NAME
        if not name:
            return self._no_name()
        if clean.is_formula(name):
            return FORMULA
        return ONLY_A_NAME if self._is_no_entry(name, cells) else ""

    def _fixed(self, cells: Mapping[str, str]) -> dict[Field, str]:
        """Give what holds for a row: by the headings above it, and what the list says of all."""
        state = next((cells[c] for c in self._columns[Field.STATE] if cells[c]), "")
        fixed = self._sections.fixed(state)
        for field, words in self._map.fixed.items():
            if field is not Field.STATE or field not in fixed:
                fixed[field] = words
        return fixed

    def _by_heading(self, said: Said) -> tuple[str, ...]:
        if not self._sections.told:
            return ()
        told = self._sections.fixed(said.one(Field.STATE, own=True))
        held = any(not said.one(field, own=True) for field in told)
        return (UNDER.format(self._sections.told),) if held else ()

    def _marks(self, cells: Mapping[str, str]) -> Iterable[str]:
        if self._marking is None:
            names = {column: column_names.folded(column) for column in cells}
            self._marking = withheld.marking(names)
        return [cells[column] for column in self._marking if column in cells]

    def _on_one_line(self, cells: Mapping[str, str]) -> Mapping[str, str]:
        """Put what stands in lines of one cell side by side, and apart."""
        several = [c for c in self._listed if "\n" in cells.get(c, "").strip()]
        return {**cells, **{c: "; ".join(cells[c].split("\n")) for c in several}}

    def _no_name(self) -> str:
        return NO_NAME if self._columns[Field.NAME] else NO_COLUMN_OF_NAMES

    def _is_no_entry(self, name: str, cells: Mapping[str, str]) -> bool:
        """Say whether it is a line of sums, or the columns' names once more."""
        if _LAST_LINE.match(name):
            return True
        if name[:1].casefold() not in self._begins:
            return False
        again = sum(column_names.folded(cell) == self._names[c] for c, cell in cells.items())
        return again >= _FEW

    def _is_contact(self, said: Said, held: withheld.Held, name: str) -> bool:
        """Tell police from help; a shelter that was marked as one is never police."""
        if self._map.makes is Makes.PROVIDER:
            return False
        marked, of_police = held.confidential or held.refused, self._map.makes is Makes.CONTACT
        if of_police and not marked:
            return True
        own, heading = said.one(Field.KIND, own=True), said.one(Field.KIND)
        told = makes.of_row(own, name, heading)
        if not marked:
            return told is Makes.CONTACT
        if not of_police:
            return makes.by_words(said.one(Field.KIND)) is Makes.CONTACT
        said.doubts += [] if told is Makes.CONTACT else [MARKED_FOUND]
        return told is Makes.CONTACT

    def _contact(self, said: Said, held: withheld.Held, row: ReadRow, name: str) -> ReadRow:
        contact = Contact(
            id="",
            agency=said.titled(Field.NAME, name),
            kind=flat_parts.kind(said.one(Field.KIND), name),
            desk=said.titled(Field.SECOND, said.one(Field.SECOND)),
            person=flat_parts.person(said, self._surname),
            role=said.one(Field.ROLE),
            ori=said.one(Field.ORI),
            channels=said.channels(),
            jurisdiction_words=said.one(Field.JURISDICTION) or flat_parts.coverage(said),
            psap=flat_parts.psap(said),
            standing=self._standing(said, name),
        )
        marked = held.confidential or held.refused
        said.doubts += [MARKED] if marked else []
        covered = (Field.DESCRIPTION,) if contact.jurisdiction_words else ()
        runs = contact.standing.is_running
        said.doubts += [withheld.STATUS_IN_WORDS] if runs and not held.standing.is_running else []
        said.doubts += [] if runs else [CLOSED]
        closed = () if runs and held.standing.is_running else (Field.STATUS,)
        noted = (*(_MARKS if marked else ()), *closed, *_NOTED_OF_POLICE)
        noted = tuple(field for field in noted if field not in covered)
        return self._placed(contact, said, (*flat_parts.noted(said, noted), *held.notes), row)

    def _standing(self, said: Said, name: str) -> Standing:
        told = said.named(Field.STATUS) or (("list", said.one(Field.STATUS)),)
        return standings.of_agency(told, name, self._today)

    def _provider(self, said: Said, held: withheld.Held, row: ReadRow) -> ReadRow:
        name, second = said.one(Field.NAME), said.one(Field.SECOND)
        low, high = flat_parts.ages(said)
        described = flat_parts.described(said)
        for_staff = held_words.is_for_staff(described)
        said.doubts += [withheld.FOR_STAFF] if for_staff else []
        told = (*said.several(Field.SERVICES), *offered.services_in(said.named(Field.OFFERS)))
        kinds, finer = kinds_in(*told, second, said.one(Field.KIND), name)
        provider = Provider(
            id="",
            organisation=said.titled(Field.NAME, name),
            service=said.titled(Field.SECOND, second),
            services=kinds,
            finer=finer,
            alternate_name=said.one(Field.ALTERNATE),
            description="" if for_staff else described,
            email=flat_parts.mail(said),
            serves_words=said.one(Field.JURISDICTION),
            confidential=held.confidential,
            eligibility=said.one(Field.ELIGIBILITY),
            min_age=low,
            max_age=high,
            fees=said.one(Field.FEES),
            how_to_apply=said.one(Field.APPLY),
            standing=held.standing,
            do_not_refer=held.refused,
            persons=flat_parts.persons(said, self._surname),
        )
        noted = (*flat_parts.noted(said, _NOTED_OF_HELP), described if for_staff else "")
        noted = (*noted, *offered.remarks(said.named(Field.OFFERS)))
        return self._placed(provider, said, (*noted, *held.notes), row)

    def _placed(
        self, entry: Contact | Provider, said: Said, noted: tuple[str, ...], row: ReadRow
    ) -> ReadRow:
        """Add what both have: numbers, place, hours, languages, and where it was said."""
        numbers = said.numbers(with_fax=isinstance(entry, Provider))
        if not numbers:
            said.doubts.append(NO_NUMBER)
        hours, hours_words = said.hours()
        where, spot = said.address(), said.point()
        said.doubts += [withheld.SPOKEN_OF] if withheld.speaks_of_others(said.notes()) else []
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
            source_id=flat_parts.identity(said, self._columns[Field.ID], self._again),
            notes="\n".join(dict.fromkeys(filter(None, (said.notes(), *noted)))),
            written=said.written,
        )
        if isinstance(whole, Provider) and whole.confidential:
            whole = replace(whole, gate_phone=withheld.gate(numbers))
        town = ", ".join(filter(None, (where.city, where.state)))
        town = town if said.country == abroad.HOME else ""
        is_contact = isinstance(whole, Contact)
        return replace(
            row,
            contact=whole if is_contact else None,
            provider=None if is_contact else whole,
            county_words=said.one(Field.COUNTY),
            place_words=where.zip_code or town,
        )
