"""What a rescue did not find as it was kept; never what it said."""

from enum import StrEnum

from hotline_desktop.models.noun import Noun


class How(StrEnum):
    """What became of something: gone, there as it was earlier, or spoken against."""

    LOST = "lost"
    OLDER = "older"
    DOUBTFUL = "doubtful"


class Loss(Noun, frozen=True):
    """One thing that is not as it was kept: what it is, its number or id, what became of it."""

    kind: str
    name: str
    how: How = How.LOST
