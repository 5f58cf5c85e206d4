"""Tribal, military and federal land and airports, by name; knows their counties, never a point."""

from functools import lru_cache
from importlib.resources import files

from hotline_desktop.models.place import Land, LandKind
from hotline_desktop.places.tables import folded

_SHORT = (
    ("air force base", ("afb", "air base")),
    ("space force base", ("sfb",)),
    ("air reserve base", ("arb",)),
    ("naval air station", ("nas",)),
    ("marine corps air station", ("mcas",)),
    ("marine corps base", ("mcb",)),
    ("joint base", ("jb",)),
    ("reservation", ("indian reservation", "rez")),
    ("international airport", ("airport", "intl airport")),
    ("national park", ("natl park", "park")),
    ("pueblo", ("reservation", "indian reservation")),
)


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """Give the maintained list, resources/places/areas.tsv."""
    text = files("hotline_desktop.resources").joinpath("places/areas.tsv").read_text("utf-8")
    found = []
    for line in text.splitlines():
        kind, name, counties, also = line.split("\t")
        names = tuple(word for word in also.split("; ") if word)
        found.append(Land(LandKind(kind), name, tuple(counties.split()), names))
    return tuple(found)


@lru_cache(maxsize=1)
def by_name() -> dict[str, tuple[Land, ...]]:
    """Give lands by folded name, with the short ways of saying it that follow from its kind."""
    found: dict[str, dict[str, Land]] = {}
    for land in lands():
        for name in _ways(land):
            found.setdefault(name, {})[land.name] = land
    return {name: tuple(these.values()) for name, these in found.items()}


def _ways(land: Land) -> set[str]:
    names = {folded(name) for name in (land.name, land.name.split(" (")[0], *land.also)}
    for long, shorts in _SHORT:
        for name in tuple(names):
            if f" {long}" in f" {name}":
                names |= {name.replace(folded(long), short) for short in shorts}
    return names
