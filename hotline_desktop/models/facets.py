"""What a search can be narrowed to, and what is left of it; searches nothing."""

from hotline_desktop.models.noun import Noun


class Facets(Noun, frozen=True):
    """What entries must have: "" asks for nothing. ``good`` wants them verified or vetted now."""

    service: str = ""
    language: str = ""
    topic: str = ""
    good: bool = False


class Counted(Noun, frozen=True):
    """How many entries a search leaves in all, and with each further value, the commonest first."""

    total: int = 0
    services: dict[str, int] = {}
    languages: dict[str, int] = {}
