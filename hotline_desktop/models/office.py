"""The office, its policy and its people; never their keys."""

from enum import StrEnum

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


class Office(Noun, frozen=True):
    """One office: what it is called, how it decides, and whether it is only an exercise."""

    id: str
    name: str
    policy: Policy
    phone: str = ""
    timezone: str = "America/New_York"
    exercise: bool = False


class Advocate(Noun, frozen=True):
    """Who sits at the desk; the id goes into the trail, the name onto the screen."""

    id: str
    name: str
