"""Search everything, near a place; the trail notes that somebody searched, never for what."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.noun import Noun
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, protocols, situations, trail

KINDS = ("contact", "provider", "protocol", "situation")
_MOST = 500
_NEAR = re.compile(r"^(?P<text>.*?)\b(?:near|in|around)\s+(?P<place>.+)$", re.IGNORECASE)


class Found(Noun, frozen=True):
    """One thing found: what it is, its id, two lines, verified or vetted, and how far in miles."""

    kind: str
    id: str
    first: str
    second: str = ""
    place: str = ""
    good: bool = False
    miles: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the front end's stable form; every field is present."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


@dataclass(frozen=True, slots=True)
class SearchEverything:
    """The verb."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def __call__(
        self, text: str, kind: str = "", near: str = "", limit: int = 20
    ) -> tuple[Found, ...]:
        """Find by words and place; ``near`` may also end the text ("night desk near Youngstown").

        Raises:
            BadInputError: a limit below one, or a place that nobody knows.
        """
        if not 1 <= limit <= _MOST:
            raise BadInputError(f"The limit is a number from 1 to {_MOST}.")
        found = self.look(text, kind, near, limit)
        self.note(kind, len(found))
        return found

    def note(self, kind: str, found: int) -> None:
        """Write into the trail that somebody searched, for what kind and how much was found.

        Not the words: they may be a name from a call.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            trail.add(connection, now, who, "search", kind or "all", str(found))

    def look(self, text: str, kind: str, near: str, limit: int) -> tuple[Found, ...]:
        """Find without noting it: while somebody types, each key is not a search of its own."""
        text, place = self.apart(text, near)
        point, area = self._where(place, asked=bool(near.strip()))
        found: list[Found] = []
        if kind in ("", "contact", "provider"):
            hits = directory.search(
                self.desk.vault, text, kind, point, area, self.desk.world.now(), limit
            )
            found += [msgspec.convert(msgspec.to_builtins(hit), Found) for hit in hits]
        if kind in ("", "protocol"):
            known = protocols.find(self.desk.vault, text, limit) if text.strip() or kind else ()
            found += [Found("protocol", p.id, p.title, p.area.name, good=True) for p in known]
        if kind in ("", "situation") and (text.strip() or kind):
            lines = situations.find(self.desk.vault, text, limit)
            found += [Found("situation", s.number, s.number, s.place, s.state) for s in lines]
        return tuple(found[:limit])

    def apart(self, text: str, near: str) -> tuple[str, str]:
        """Take a place that ends the text off it, if the words before "near" leave one."""
        if near.strip():
            return text, near
        told = _NEAR.match(text.strip())
        if told and self.gazetteer.candidates(told["place"]):
            return told["text"], told["place"]
        return text, ""

    def _where(self, place: str, asked: bool) -> tuple[tuple[float, float] | None, tuple[str, str]]:
        if not place.strip():
            return None, ("", "")
        candidates = self.gazetteer.candidates(place)
        if not candidates:
            if asked:
                raise BadInputError(
                    "This place is not known: name a town, county, state or ZIP code."
                )
            return None, ("", "")
        first = candidates[0]
        if first.latitude is None or first.longitude is None:
            return None, (first.county_fips, first.state)
        return (first.latitude, first.longitude), (first.county_fips, first.state)
