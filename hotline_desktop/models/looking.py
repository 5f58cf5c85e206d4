"""What is looked for in the directory and what was found; searches nothing."""

from typing import Any

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.place import Place
from hotline_desktop.models.provider import VettingState

MILES = (10, 25, 50, 100)
"""Distances that a search can be narrowed to."""


class Facets(Noun, frozen=True):
    """What entries must have; of several values of one facet any will do, () asks for nothing.

    ``vetting`` of a contact is its verification; ``age`` is in years, ``miles`` from the place
    that was named: whoever holds there is near it.
    """

    services: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    vetting: tuple[VettingState, ...] = ()
    open_now: bool = False
    age: int | None = None
    miles: int | None = None


NO_FACETS = Facets()


class Query(Noun, frozen=True):
    """Words, one kind ("contact", "provider") or "" for both, near which place, and with what."""

    text: str = ""
    kind: str = ""
    near: str = ""
    facets: Facets = NO_FACETS

    def is_empty(self) -> bool:
        """Say whether nothing is asked."""
        return not (self.text.strip() or self.near.strip() or self.facets != NO_FACETS)


class Found(Noun, frozen=True):
    """One thing found: what it is, its id, two lines, verified or vetted, how far in miles.

    ``because`` says why it is here; ``warning`` why it is not offered, or what to know first.
    ``holds`` says that its jurisdiction covers the place that was asked for.
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
    holds: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give the front end's stable form; every field is present."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class Counted(Noun, frozen=True):
    """How many entries there are of each kind, and how many each value of a facet would leave.

    Each facet is counted with all others applied and without itself. ``considered`` are those
    that miss by one thing only.
    """

    kinds: dict[str, int] = {}
    services: dict[str, int] = {}
    languages: dict[str, int] = {}
    topics: dict[str, int] = {}
    vetting: dict[str, int] = {}
    miles: dict[int, int] = {}
    open_now: int = 0
    considered: int = 0


class Looked(Noun, frozen=True):
    """The answer to a query, as far as it is known: with ``counted`` it is whole.

    ``considered`` are some that fit but for one thing, which their ``warning`` says; ``places``
    are what the words for a place may mean, the one that was taken first.
    """

    found: tuple[Found, ...] = ()
    considered: tuple[Found, ...] = ()
    counted: Counted | None = None
    places: tuple[Place, ...] = ()
