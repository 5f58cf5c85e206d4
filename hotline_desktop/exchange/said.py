"""What one row of a foreign table says, field by field, cleaned; keeps what it said otherwise."""

import re
from collections.abc import Mapping
from functools import cached_property

from hotline_desktop.exchange import (
    abroad,
    agencies,
    clean,
    column_names,
    held_words,
    numbers,
    offered,
    schedules,
)
from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.points import point
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import Channel, ChannelKind, Phone
from hotline_desktop.models.hours import Hours

STATE_OF_LIST = "no state is said, that of the whole list or of a heading above was taken"
_NONE_TELLS = frozenset({Field.FEES, Field.ELIGIBILITY})
"""Of these none is an answer: nothing to pay, nobody kept out."""
NO_AGE = "age left out, it is no number of years"

_CLOSES = re.compile(r"\b(close|closes|closing|end|ends|to|until)\b")
_SHUT = ("closed", "cerrado", "ferme", "n/a", "none", "-")


class Said:
    """What one row says, by field; ``doubts`` and ``written`` grow as it is asked."""

    def __init__(
        self,
        cells: Mapping[str, str],
        columns: Mapping[Field, tuple[str, ...]],
        fixed: Mapping[Field, str],
        raw: Mapping[str, str],
    ) -> None:
        """Hold one row's cleaned cells; ``raw`` are all of them, also those that are not used.

        ``fixed`` is what its list, or a heading above it, says of all its rows.
        """
        self._cells, self.doubts = numbers.with_areas(columns, cells, raw)
        self._columns, self._fixed, self._raw = columns, fixed, raw
        self._private: list[str] = []
        self.written: dict[str, str] = {}

    def one(self, field: Field, own: bool = False) -> str:
        """Give the first cell that says anything, or unless ``own`` what holds for every row."""
        for name in self._columns[field]:
            if cell := self._cells[name]:
                return cell
            if field in _NONE_TELLS and self._raw.get(name, "").strip().casefold() == "none":
                return "None"
        return "" if own else self._fixed.get(field, "")

    def several(self, field: Field) -> tuple[str, ...]:
        """Give every cell that says anything."""
        found = tuple(c for name in self._columns[field] if (c := self._cells[name]))
        fixed = self._fixed.get(field, "")
        return found or ((fixed,) if fixed else ())

    @cached_property
    def country(self) -> str:
        """Give two letters (ISO 3166), "" for a country that is not known."""
        return abroad.country(self.one(Field.COUNTRY), self.one(Field.STATE, own=True))

    def label(self) -> str:
        """Give something to know the row by where it has no name."""
        return next((cell[:80] for cell in self._cells.values() if cell), "")

    def titled(self, field: Field, words: str) -> str:
        """Write capitals as people read them, and keep how they stood."""
        told = agencies.titled(words) if any(map(self._cells.get, self._columns[field])) else words
        if told != words:
            self.written[field.value] = words
        return told

    def named(self, *fields: Field) -> tuple[tuple[str, str], ...]:
        """Give the cells that say anything, each after its column's name in plain words."""
        columns = (column for field in fields for column in self._columns[field])
        return tuple((column_names.called(c), self._cells[c]) for c in columns if self._cells[c])

    def numbers(self, with_fax: bool) -> tuple[Phone, ...]:
        """Read every number; what is private is none to call and is kept for the notes."""
        read = numbers.of_row(self._columns, self._cells, self._raw, self.country, with_fax)
        self._private += read.private
        self.doubts += read.doubts
        return read.phones

    def channels(self) -> tuple[Channel, ...]:
        """Give mail and fax."""
        mail = (Channel(ChannelKind.EMAIL, value) for value in self.several(Field.EMAIL))
        fax = (Channel(ChannelKind.FAX, value) for value in self.several(Field.FAX))
        return (*mail, *fax)

    def address(self) -> clean.Address:
        """Put the address together; an address line may carry town, state and ZIP code itself."""
        lines = (self.one(Field.ADDRESS), *self.several(Field.ADDRESS_2))
        street = ", ".join(dict.fromkeys(filter(None, lines)))
        city, state = self.one(Field.CITY), self.one(Field.STATE, own=True)
        zip_words = self.one(Field.ZIP)
        if street and not (city and state):
            whole = clean.address(street)
            same = not city or whole.city.casefold() == city.casefold()
            if whole.state and (same or whole.zip_code):
                street, city = whole.street, city or whole.city
                state, zip_words = state or whole.state, zip_words or whole.zip_code
        hidden, street = held_words.in_street(street)
        if hidden and not street:
            self.written[Field.ADDRESS.value] = self.one(Field.ADDRESS)
        if self.country != abroad.HOME:
            told = {
                Field.STATE: state,
                Field.ZIP: zip_words,
                Field.COUNTRY: self.one(Field.COUNTRY),
            }
            self.written |= {field.value: words for field, words in told.items() if words}
            self.doubts.append(abroad.ABROAD)
            return clean.Address(street, city)
        if not (state or zip_words or self.one(Field.FIPS)):
            state = self.one(Field.STATE)
            self.doubts.append(STATE_OF_LIST if state else "")
        if len(state) == 2:
            state = state.upper()
        code, doubt = clean.zip_code(zip_words, state)
        if doubt or (zip_words and not code):
            self.written[Field.ZIP.value] = zip_words
            self.doubts.append(doubt or clean.NO_ZIP)
        return clean.Address(street, city, state, code)

    def point(self) -> tuple[float, float] | None:
        """Read the point; of two pairs of columns the one in degrees comes first."""
        where, astray = point(self.one(Field.LATITUDE), self.one(Field.LONGITUDE))
        if astray:
            self.doubts.append(astray)
            pair = (self.one(Field.LATITUDE), self.one(Field.LONGITUDE))
            self.written["point"] = ", ".join(pair)[:80]
        return where

    def hours(self) -> tuple[Hours | None, str]:
        """Read opening hours; what cannot be read stays in words."""
        days = {column: self._cells[column] for column in self._columns[Field.DAY]}
        words, by_day = self.one(Field.HOURS), _by_day(days)
        hours = schedules.week(words) if words else None
        if hours is None and by_day:
            hours, words = schedules.week(by_day), "; ".join(filter(None, (words, by_day)))
        if words and hours is None:
            self.doubts.append(schedules.IN_WORDS)
        elif hours and schedules.guesses(words):
            self.doubts.append(schedules.AFTERNOON)
        return hours, words

    def languages(self) -> tuple[str, ...]:
        """Read languages however they are spelt."""
        marked = offered.languages_in(self.named(Field.OFFERS))
        words = "; ".join(dict.fromkeys((*self.several(Field.LANGUAGES), *marked)))
        found, doubts = languages(words)
        self.doubts += doubts
        if words and ", ".join(found) != words:
            self.written[Field.LANGUAGES.value] = words
        return found

    def age(self, field: Field) -> int | None:
        """Read years; lists write 0 to 200 or 999 for "any age"."""
        words = self.one(field)
        if not words:
            return None
        years, sure = clean.years(words)
        if not sure:
            self.doubts.append(NO_AGE)
            self.written[field.value] = words
        return years

    def notes(self) -> str:
        """Give private notes, each with its column where there are several."""
        names = self._columns[Field.NOTES]
        told = [f"{name}: {self._cells[name]}" for name in names if self._cells[name]]
        if len(names) < 2:
            told = [self.one(Field.NOTES)]
        return "\n".join(part for part in (*told, *self._private) if part)


def _by_day(cells: Mapping[str, str]) -> str:
    """Put the hours together where each day, or each end of it, is a column of its own."""
    days: dict[str, list[tuple[bool, str]]] = {}
    for column, cell in cells.items():
        name = column_names.folded(column)
        if cell and cell.casefold() not in _SHUT:
            ends = (bool(_CLOSES.search(name)), cell)
            days.setdefault(column_names.day_in(name), []).append(ends)
    spans = {day: " - ".join(cell for _, cell in sorted(ends)) for day, ends in days.items()}
    return "; ".join(f"{day} {span}" for day, span in spans.items())
