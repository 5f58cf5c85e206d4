"""The office, its policy and its people; never their keys."""

from enum import StrEnum
from typing import Annotated

import msgspec

from hotline_desktop.models.noun import Noun


class Policy(StrEnum):
    """Which releases suffice; asked at set-up, nothing preselected (DOMAIN.md rule 1)."""

    STRICT = "strict"
    HOTLINE = "hotline"


CONSEQUENCE = {
    Policy.STRICT: "Only a written release that names the agency lets a packet out.",
    Policy.HOTLINE: "Words noted by the advocate and read back let a packet out, "
    "also to a class of agencies.",
}


IDLE_MINUTES, LONGEST_IDLE = 10, 30
"""Minutes without a key before the desk locks: as it comes, and the most that can be chosen."""


class Role(StrEnum):
    """What somebody may do with keys; more roles come with the people's own page."""

    ADMINISTRATOR = "administrator"
    ADVOCATE = "advocate"


class Office(Noun, frozen=True):
    """One office: what it is called, how it decides, and whether it is only an exercise."""

    id: str
    name: str
    policy: Policy
    phone: str = ""
    timezone: str = "America/New_York"
    exercise: bool = False
    idle_minutes: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_IDLE)] = IDLE_MINUTES


class Advocate(Noun, frozen=True):
    """Who sits at the desk; the id goes into the trail, the name onto the screen.

    One who has left has no key any more, and stays known by name.
    """

    id: str
    name: str
    role: Role = Role.ADMINISTRATOR
    left: bool = False
