"""The dice of a generated office: the same seed throws the same, on any day; nothing here is real.

Each record has dice of its own, so that one can be made without those before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from random import Random
from typing import TypeVar
from uuid import UUID, uuid5

from hotline_desktop.actions import generated_words as words
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.place import County
from hotline_desktop.models.tri import Tri
from hotline_desktop.places import tables
from hotline_desktop.places.tables import Town

_NAMES = UUID("6f0d8a52-21f5-4f0f-9a55-0d5c1d7c0e11")
_CROWDED, _MOST_CODES = 1.5, 90
"""Towns get records by their ZIP codes to this power: a few are large, most are small.

Beyond so many codes they are of offices, not of people.
"""
_WRITINGS = (
    "({0}) 555-{1}", "{0}-555-{1}", "{0}.555.{1}", "+1 {0} 555 {1}", "{0}555{1}", "1-{0}-555-{1}",
)  # fmt: skip
_EXTENSIONS = (" x{0}", " ext. {0}", " Ext {0}", ", option {0}")

T = TypeVar("T")


class Chance(Random):
    """Dice with a few more ways to throw; for invented records only, never for a secret."""

    def apart(self) -> "Chance":
        """Give dice of their own: how often those are thrown changes nothing here."""
        return Chance(f"{self.random()}")

    def is_so(self, share: float) -> bool:
        """Say yes in this share of throws."""
        return self.random() < share

    def of(self, shares: Mapping[T, float]) -> T:
        """Give one of the keys, by their weights."""
        return self.choices(tuple(shares), tuple(shares.values()))[0]

    def maybe(self, share: float, text: str) -> str:
        """Give the text in this share of throws, and nothing otherwise."""
        return text if self.random() < share else ""

    def some(self, of: tuple[T, ...], most: int) -> tuple[T, ...]:
        """Give up to so many different ones, in their order; rather few than many."""
        count = min(self.randint(0, most), self.randint(0, most), len(of))
        return tuple(of[place] for place in sorted(self.sample(range(len(of)), count)))

    def tri(self, said: float, denied: float) -> Tri:
        """Give said or denied in these shares; what is left was not asked."""
        thrown = self.random()
        if thrown < said:
            return Tri.SAID
        return Tri.DENIED if thrown < said + denied else Tri.NOT_ASKED

    def person(self) -> str:
        """Give an invented name, in one of several scripts and ways of writing it."""
        first, last = self.choice(words.FIRST_NAMES), self.choice(words.LAST_NAMES)
        if self.is_so(0.04):
            return f"{last}, {first}"
        return f"{first} {last.upper()}" if self.is_so(0.03) else f"{first} {last}"

    def number(self, state: str) -> str:
        """Give a number that nobody has, as somebody wrote it."""
        area = self.choice(words.AREA_CODES.get(state, "202").split())
        return self.choice(_WRITINGS).format(area, f"01{self.randrange(100):02d}")

    def phone(self, state: str, label: str = "") -> Phone:
        """Give a number with, at times, an extension; not each could be read without doubt."""
        written, extension = self.number(state), ""
        digits = "".join(sign for sign in written if sign.isdigit())[-10:]
        if self.is_so(0.12):
            extension = str(self.randint(1, 4999))
            written += self.choice(_EXTENSIONS).format(extension)
        if self.is_so(0.03):
            return Phone(f"{written} xOPT2", label=label)
        return Phone(written, f"+1{digits}", extension, label)


@dataclass(frozen=True)
class Ground:
    """What all records of one generated office stand on: seed, moment, and where people are.

    ``as_of`` is the moment the office is of: what is stale or lapsed is so as of then. ``lean``
    situations have hardly a word and hardly a history, for archives that are only long.
    """

    seed: int
    as_of: datetime
    lean: bool = False
    _towns: list[Town] = field(default_factory=list)
    _weights: list[float] = field(default_factory=list)
    _invented: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the towns once; names that a real town has are not among the invented."""
        known = tables.towns()
        self._towns.extend(town for shares in known.values() for town in shares)
        self._weights.extend(
            accumulate(min(town.codes, _MOST_CODES) ** _CROWDED for town in self._towns)
        )
        made = (f"{start}{end}" for start in words.TOWN_STARTS for end in words.TOWN_ENDS)
        self._invented.extend(name for name in made if tables.folded(name) not in known)

    def chance(self, kind: str, number: int) -> Chance:
        """Give the dice of one record."""
        return Chance(f"{self.seed}/{kind}/{number}")

    def identity(self, kind: str, number: int) -> str:
        """Give the id of one record."""
        return str(uuid5(_NAMES, f"{self.seed}/{kind}/{number}"))

    def town(self, chance: Chance) -> tuple[Town, County]:
        """Give a real town and its county; most throws fall where most people live."""
        town = chance.choices(self._towns, cum_weights=self._weights)[0]
        return town, tables.counties()[town.fips]

    def invented(self, chance: Chance) -> str:
        """Give a town that is on no map."""
        return chance.choice(self._invented)
