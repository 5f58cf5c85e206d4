"""A question to the directory as the index and the facets understand it; asks nobody itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_desktop.models.looking import NO_FACETS, Facets
from hotline_desktop.models.provider import VettingState
from hotline_desktop.vault.facets import AREA, asked, cells_around, token
from hotline_desktop.vault.words import matching_any

KINDS = ("contact", "provider")
VETTING = (VettingState.VETTED, VettingState.LAPSED, VettingState.NEVER)

MILES_A_DEGREE = 69.0

GOOD = "(CASE WHEN f.good_until>:now THEN 0 WHEN f.good_until>0 THEN 1 ELSE 2 END)"
"""The place in :data:`VETTING`."""
_EAST = "min(abs(f.longitude-:west), 360-abs(f.longitude-:west))"
"""Degrees between two meridians, the shorter way round."""
AWAY = (
    f"((f.latitude-:south)*(f.latitude-:south)+{_EAST}*{_EAST}*:shrink*:shrink)*{MILES_A_DEGREE**2}"
)
"""Square miles from the point; NULL for an entry without one."""
HOLDS = (
    "(CASE WHEN f.rowid IN (SELECT value FROM json_each(:in_county)) THEN 2 "
    "WHEN f.rowid IN (SELECT value FROM json_each(:in_state)) THEN 1 ELSE 0 END)"
)
"""2 where the place's county is the jurisdiction, 1 where its state or the nation is."""


@dataclass(frozen=True)
class Question:
    """What is asked of one kind ("" for both), as of ``now``.

    Of each of ``groups`` an entry has a word that begins so. ``point`` is (latitude, longitude)
    of the place, ``counties`` are its codes and ``state`` its two letters; a place without a point
    narrows to its county or state. With ``refused`` those where nobody is to be sent come too,
    last.
    """

    now: datetime
    groups: tuple[tuple[str, ...], ...] = ()
    kind: str = ""
    facets: Facets = NO_FACETS
    point: tuple[float, float] | None = None
    counties: tuple[str, ...] = ()
    state: str = ""
    refused: bool = False

    def of_each_kind(self) -> Iterator["Question"]:
        """Give the question of each kind that it asks for, contacts first."""
        yield from (replace(self, kind=kind) for kind in KINDS if self.kind in ("", kind))

    def match(self, around: bool = False, called: bool = False) -> str:
        """Put it to the index: ``around`` asks for what has a point near by or holds there,
        ``called`` for what is called so.
        """
        groups = [*asked(self.kind, self.facets)]
        if around and self.point:
            holds = (token(AREA, area) for area in (*self.counties, self.state, "US") if area)
            groups.append((*cells_around(*self.point), *holds))
        exact = (f"({' OR '.join(group)})" for group in groups)
        words = matching_any(self.groups)
        if words:
            words = f"({'name' if called else '{name words}'} : ({words}))"
        return " AND ".join(part for part in (words, *exact) if part)

    def names(self) -> bool:
        """Say whether what is typed may be a name: numbers are in no name."""
        return any(not word.isdigit() for group in self.groups for word in group)

    def place(self) -> str:
        """Give the condition of a place that has no point."""
        if self.point or not (self.counties or self.state):
            return "1"
        if self.counties:
            return "f.county_fips IN (SELECT value FROM json_each(:counties))"
        return "f.state=:state"

    def fits(self) -> str:
        """Give the condition of the facets that the index does not know."""
        facets, found = self.facets, [self.place()]
        if not self.refused:
            found.append("f.refused=0")
        if facets.open_now:
            found.append("f.hours IN (SELECT value FROM json_each(:open))")
        if facets.age is not None:
            found.append(":age BETWEEN f.min_age AND f.max_age")
        if facets.vetting:
            places = ",".join(str(VETTING.index(state)) for state in facets.vetting)
            found.append(f"{GOOD} IN ({places})")
        if facets.miles is not None and self.point:
            found.append(f"({AWAY}<=:miles*:miles OR {HOLDS}>0)")
        return " AND ".join(found)

    def values(self) -> dict[str, object]:
        """Give the values of all of this by name."""
        latitude, longitude = self.point or (0.0, 0.0)
        return {
            "now": int(self.now.timestamp()),
            "south": latitude,
            "west": longitude,
            "shrink": shrink(latitude),
            "counties": json.dumps(self.counties),
            "state": self.state,
            "age": self.facets.age,
            "miles": self.facets.miles,
        }


def shrink(latitude: float) -> float:
    """Give the cosine of a latitude; this SQLite has none, and Taylor's is near enough."""
    angle = latitude * 0.017453292519943295
    return max(0.05, 1 - angle**2 / 2 + angle**4 / 24 - angle**6 / 720)
