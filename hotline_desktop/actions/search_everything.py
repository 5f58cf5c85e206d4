"""Search everything, near a place; the trail notes that somebody searched, never for what."""

import re
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.why_found import not_offered, why_found
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.facets import Counted, Facets
from hotline_desktop.models.noun import Noun
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, protocols, situations, trail
from hotline_desktop.vault.facets import asked, counted
from hotline_desktop.vault.spelling import folded, spelling
from hotline_desktop.vault.words import matching_any, split

KINDS = ("contact", "provider", "protocol", "situation")
NO_FACETS = Facets()
_MOST = 500
_NEAR = re.compile(r"^(?P<text>.*?)\b(?:near|in|around)\s+(?P<place>.+)$", re.IGNORECASE)


class Found(Noun, frozen=True):
    """One thing found: what it is, its id, two lines, verified or vetted, how far in miles.

    ``because`` says why it is here, ``warning`` why nobody should be referred there.
    """

    kind: str
    id: str
    first: str
    second: str = ""
    place: str = ""
    good: bool = False
    miles: float | None = None
    because: str = ""
    warning: str = ""

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

    def look(
        self, text: str, kind: str, near: str, limit: int, facets: Facets = NO_FACETS
    ) -> tuple[Found, ...]:
        """Find without noting it: while somebody types, each key is not a search of its own."""
        text, place = self.apart(text, near)
        point, area = self._where(place, asked=bool(near.strip()))
        found: list[Found] = []
        if kind in ("", "contact", "provider"):
            found += self._entries(text, kind, point, area, limit, facets)
        if kind in ("", "protocol"):
            known = protocols.find(self.desk.vault, text, limit) if text.strip() or kind else ()
            found += [Found("protocol", p.id, p.title, p.area.name, good=True) for p in known]
        if kind in ("", "situation") and (text.strip() or kind):
            lines = situations.find(self.desk.vault, text, limit)
            found += [Found("situation", s.number, s.number, s.place, s.state) for s in lines]
        return tuple(found[:limit])

    def question(self, text: str, kind: str, near: str, facets: Facets) -> str:
        """Give what :meth:`count` asks the index: words and filters, wherever it is."""
        words, _ = self.apart(text, near)
        groups, _ = self._groups(words, kind, facets)
        return matching_any([*groups, *((each,) for each in asked(facets))])

    def count(self, question: str, kind: str) -> Counted:
        """Count what a question leaves; for any thread, it uses a connection of its own."""
        with closing(self.desk.vault.second()) as vault:
            return counted(vault, question, kind)

    def _groups(
        self, text: str, kind: str, facets: Facets
    ) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
        """Give what stands for each typed word: itself, or where nothing fits words spelt alike."""
        vault, typed = self.desk.vault, split(text)
        groups: list[tuple[str, ...]] = [(folded(word),) for word in typed]
        plain = matching_any([*groups, *((each,) for each in asked(facets))])
        if groups and not directory.has_any(vault, plain, kind):
            groups = [spelling(vault).meant(word) for word in typed]
        return groups, typed

    def _entries(
        self,
        text: str,
        kind: str,
        point: tuple[float, float] | None,
        area: tuple[str, str],
        limit: int,
        facets: Facets,
    ) -> list[Found]:
        vault, now = self.desk.vault, self.desk.world.now()
        groups, typed = self._groups(text, kind, facets)
        match = matching_any([*groups, *((each,) for each in asked(facets))])
        hits = directory.search(vault, text, kind, point, area, now, limit, match, facets.good)
        found = []
        for hit in hits:
            entry = directory.entry(vault, hit.id)
            why, warning = why_found(entry, groups, typed), not_offered(entry, now)
            found.append(
                Found(hit.kind, hit.id, hit.first, hit.second, hit.place, hit.good, hit.miles,
                      why, warning)
            )  # fmt: skip
        return sorted(found, key=lambda one: bool(one.warning))

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
