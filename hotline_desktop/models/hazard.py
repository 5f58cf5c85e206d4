"""What can hurt whoever comes to the door; tri-state, each with its source."""

from enum import StrEnum

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.tri import Tri


class HazardKind(StrEnum):
    """The seven questions responders ask."""

    WEAPONS = "weapons"
    DRUGS = "drugs"
    DOGS = "dogs"
    LOOKOUTS = "lookouts"
    CAMERAS = "cameras"
    CHILDREN = "children"
    MEDICAL = "medical"


class Hazard(Noun, frozen=True):
    """One hazard: said, denied or not asked; where it is, and who says so."""

    kind: HazardKind
    state: Tri = Tri.NOT_ASKED
    note: str = ""
    source: str = ""
