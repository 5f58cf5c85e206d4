"""A law-enforcement contact: person or desk at an agency, and whether a packet may go there."""

from datetime import datetime, timedelta
from enum import StrEnum

from hotline_desktop.models.hours import Hours
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri

VERIFIED_FOR = timedelta(days=180)
"""How long a call-back on the public number vouches for a contact."""


class AgencyKind(StrEnum):
    """What sort of agency it is."""

    POLICE = "police"
    SHERIFF = "sheriff"
    STATE_POLICE = "state_police"
    FEDERAL = "federal"
    TASK_FORCE = "task_force"
    TRIBAL_POLICE = "tribal_police"
    CAMPUS_POLICE = "campus_police"
    EMERGENCY_CENTRE = "emergency_centre"
    CHILD_WELFARE = "child_welfare"
    OTHER = "other"


POLICE_KINDS = frozenset(AgencyKind) - {AgencyKind.CHILD_WELFARE, AgencyKind.OTHER}
"""What "any police" covers."""


class Phone(Noun, frozen=True):
    """A number as the source wrote it, and in E.164 where it could be read without doubt."""

    as_written: str
    e164: str = ""
    extension: str = ""
    label: str = ""


class Verification(Noun, frozen=True):
    """Who called this contact back on a public number, when and how."""

    at: Moment
    by: str
    how: str


class Contact(Noun, frozen=True):
    """A person or desk at an agency.

    ``jurisdiction`` holds five-digit county codes, two-letter states or "US"; what could not be
    resolved stays in ``jurisdiction_words``. ``notes`` never leave the office.
    """

    id: str
    agency: str
    kind: AgencyKind = AgencyKind.POLICE
    desk: str = ""
    person: str = ""
    phones: tuple[Phone, ...] = ()
    address: str = ""
    city: str = ""
    county_fips: str = ""
    county: str = ""
    state: str = ""
    latitude: float | None = None
    longitude: float | None = None
    timezone: str = ""
    jurisdiction: tuple[str, ...] = ()
    jurisdiction_words: str = ""
    hours: Hours | None = None
    topics: tuple[Topic, ...] = ()
    languages: tuple[str, ...] = ()
    enforces_immigration: Tri = Tri.NOT_ASKED
    plain_clothes: Tri = Tri.NOT_ASKED
    victim_specialist: Tri = Tri.NOT_ASKED
    verification: Verification | None = None
    source: str = ""
    source_id: str = ""
    notes: str = ""

    def is_verified(self, now: datetime) -> bool:
        """Say whether somebody called it back recently enough to send it a packet."""
        return (
            self.verification is not None
            and self.verification.at <= now < self.verification.at + VERIFIED_FOR
        )

    def name(self) -> str:
        """Give the words for a list: agency, and desk or person where there is one."""
        return ", ".join(part for part in (self.agency, self.desk or self.person) if part)
