"""Counts what a search leaves and what each facet would; every count is true, none is a guess.

Which entries have what is kept as sets of bits, one bit an entry, until somebody writes.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from weakref import WeakKeyDictionary

from hotline_desktop.models.looking import MILES, NO_FACETS, Counted
from hotline_desktop.models.provider import VettingState
from hotline_desktop.vault import facets
from hotline_desktop.vault.facets import LANGUAGE, SERVICE, TOPIC, token
from hotline_desktop.vault.question import (
    AWAY,
    GOOD,
    KINDS,
    MILES_A_DEGREE,
    VETTING,
    Question,
    shrink,
)
from hotline_desktop.vault.vault import Vault

_ALL = -1
"""The set that everything is in."""
_SOME = 500
_DATE_LINE = 180
_KEPT = 400
"""Sets at most: minutes and places add new ones, of 36 KB each in a directory of 288,100."""

_known: "WeakKeyDictionary[Vault, _Read]" = WeakKeyDictionary()


def counted(vault: Vault, question: Question) -> tuple[Counted, list[int]]:
    """Count what a question leaves, and with each other value of a facet.

    Of a facet's own values each is counted as if it were chosen instead of those that are. With it
    come the row numbers of some that miss one thing only, near by where there is a place.
    """
    sets = _Sets(vault)
    asked = question.facets
    words = {kind: sets.fitting(replace(question, kind=kind, facets=NO_FACETS)) for kind in KINDS}
    here = reduce(or_, (words[each.kind] for each in question.of_each_kind()))
    near = sets.within(question)
    have = {
        SERVICE: sets.any_of(SERVICE, asked.services),
        LANGUAGE: sets.any_of(LANGUAGE, asked.languages),
        TOPIC: sets.any_of(TOPIC, asked.topics),
        "refused": ~sets.refused(),
        "vetting": reduce(or_, (sets.vetted(question, s) for s in asked.vetting or VETTING)),
        "age": _ALL if asked.age is None else sets.aged(asked.age),
        "open": sets.open_at(question) if asked.open_now else _ALL,
        "miles": near.get(asked.miles or 0, _ALL),
    }

    def but(facet: str) -> int:
        return reduce(and_, (some for name, some in have.items() if name != facet), here)

    def of(kind: str) -> dict[str, int]:
        left = but(kind)
        told = {value: (left & sets.having(kind, value)).bit_count() for value in sets.values(kind)}
        return {value: count for value, count in told.items() if count}

    whole, vetting, miles = reduce(and_, have.values()), but("vetting"), but("miles")
    missing = _missing_one(here, have.values())
    told = Counted(
        kinds={kind: (words[kind] & whole).bit_count() for kind in KINDS},
        services=of(SERVICE),
        languages=of(LANGUAGE),
        topics=of(TOPIC),
        vetting={s: (vetting & sets.vetted(question, s)).bit_count() for s in VETTING},
        miles={far: (miles & some).bit_count() for far, some in near.items()},
        open_now=(but("open") & sets.open_at(question)).bit_count(),
        considered=missing.bit_count(),
    )
    return told, _first_of(missing, near.values())


def _missing_one(here: int, have: Iterable[int]) -> int:
    """Give those that are in all of the sets but one."""
    all_, one = here, 0
    for some in have:
        one = (one & some) | (all_ & ~some)
        all_ &= some
    return one


def _first_of(some: int, near: Iterable[int]) -> list[int]:
    """Give row numbers of the nearest; without distances, of the first."""
    closer = next((here for each in near if (here := some & each)), some)
    found: list[int] = []
    while closer and len(found) < _SOME:
        found.append((closer & -closer).bit_length() - 1)
        closer &= closer - 1
    return found


class _Read:
    """What was read of a vault since somebody wrote: sets by name, values of facets."""

    def __init__(self) -> None:
        self.as_of: object = None
        self.sets: dict[object, int] = {}
        self.values: dict[str, list[str]] = {}


class _Sets:
    """Sets of entries, each a number with a bit for every row; read once, until a write."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self._read = vault, _known.setdefault(vault, _Read())
        if self._read.as_of != (as_of := facets.version(vault)) or len(self._read.sets) > _KEPT:
            self._read.as_of, self._read.sets, self._read.values = as_of, {}, {}

    def values(self, kind: str) -> list[str]:
        """Give the commonest values of a facet, as the index spells them."""
        if kind not in self._read.values:
            self._read.values[kind] = facets.commonest(self._vault, kind)
        return self._read.values[kind]

    def having(self, kind: str, value: str) -> int:
        """Give the entries that have a value."""
        return self._kept(
            (kind, value),
            "SELECT group_concat(rowid) FROM entry_words WHERE entry_words MATCH :match",
            match=token(kind, value),
        )

    def any_of(self, kind: str, values: Iterable[str]) -> int:
        """Give the entries that have any of the values; all where none is asked for."""
        wanted = tuple(values)
        return reduce(or_, (self.having(kind, value) for value in wanted)) if wanted else _ALL

    def fitting(self, question: Question) -> int:
        """Give the entries that have the words and are where they should be."""
        return self._bits(
            "SELECT group_concat(w.rowid) FROM entry_words w CROSS JOIN entry_facet f "  # noqa: S608
            f"ON f.rowid=w.rowid WHERE w.entry_words MATCH :match AND {question.place()}"
            if question.place() != "1"
            else "SELECT group_concat(rowid) FROM entry_words WHERE entry_words MATCH :match",
            **question.values(),
            match=question.match(),
        )

    def refused(self) -> int:
        """Give the entries where nobody is to be sent."""
        return self._kept("refused", "SELECT group_concat(rowid) FROM entry_facet WHERE refused")

    def vetted(self, question: Question, state: VettingState) -> int:
        """Give the entries in a state of vetting, to the minute."""
        now = int(question.now.timestamp())
        return self._kept(
            (state, now // 60),
            f"SELECT group_concat(rowid) FROM entry_facet f WHERE {GOOD}={VETTING.index(state)}",  # noqa: S608
            now=now,
        )

    def aged(self, age: int) -> int:
        """Give the entries that take somebody of this age."""
        return self._kept(
            ("age", age),
            "SELECT group_concat(rowid) FROM entry_facet WHERE :age BETWEEN min_age AND max_age",
            age=age,
        )

    def open_at(self, question: Question) -> int:
        """Give the entries of which it is known that somebody is there."""
        return self._kept(
            ("open", int(question.now.timestamp()) // 60),
            "SELECT group_concat(rowid) FROM entry_facet "
            "WHERE hours IN (SELECT value FROM json_each(:open))",
            open=json.dumps(facets.open_hours(self._vault, question.now)),
        )

    def within(self, question: Question) -> dict[int, int]:
        """Give the entries within each of :data:`MILES`, and with them those that hold there."""
        if question.point is None:
            return {}
        place = (question.point, question.counties, question.state)
        told = facets.holding(self._vault, question.counties, question.state)
        holding = _as_bits((*told.county, *told.state))
        near = (
            f"SELECT group_concat(f.rowid) FROM entry_place p CROSS JOIN entry_facet f "  # noqa: S608
            "ON f.rowid=p.rowid WHERE p.south BETWEEN :south-:tall AND :south+:tall "
            f"AND p.west BETWEEN :west-:wide AND :west+:wide AND {AWAY}<=:far*:far"
        )
        values, (latitude, longitude) = question.values(), question.point
        return {
            far: holding
            | self._kept(
                (place, far),
                near,
                **values,
                far=far,
                tall=far / MILES_A_DEGREE,
                wide=_wide(far, latitude, longitude),
            )
            for far in (*MILES, *([question.facets.miles] if question.facets.miles else []))
        }

    def _kept(self, name: object, query: str, **values: object) -> int:
        if name not in self._read.sets:
            self._read.sets[name] = self._bits(query, **values)
        return self._read.sets[name]

    def _bits(self, query: str, **values: object) -> int:
        """Read row numbers into a set; one text of them is read with the thread set free."""
        (told,) = self._vault.row(query, **values) or (None,)
        if not told:
            return 0
        return _as_bits([int(row) for row in str(told).split(",")])


def _wide(far: int, latitude: float, longitude: float) -> float:
    """Give the degrees to look east and west; all round where that would cross the date line."""
    wide = far / MILES_A_DEGREE / shrink(latitude)
    return wide if abs(longitude) + wide <= _DATE_LINE else 2 * _DATE_LINE


def _as_bits(rows: Sequence[int]) -> int:
    bits = bytearray(max(rows, default=0) // 8 + 1)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(bits, "little")
