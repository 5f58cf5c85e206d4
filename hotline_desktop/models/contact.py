"""A law-enforcement contact: person or desk at an agency, and whether a packet may go there."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from hotline_desktop.models.hours import Hours
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.standing import Standing
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
    note: str = ""

    def uri(self) -> str:
        """Give it as a telephone program takes it (RFC 3966); empty where only a hand can dial it.

        Short numbers are among those: 911 dialled in the office reaches the wrong centre.
        """
        if not re.fullmatch(r"\+[0-9]{8,15}", self.e164):
            return ""
        extension = f";ext={self.extension}" if re.fullmatch("[0-9]{1,7}", self.extension) else ""
        return f"tel:{self.e164}{extension}"


class ChannelKind(StrEnum):
    """A way to reach a desk that is no telephone number."""

    EMAIL = "email"
    PORTAL = "portal"
    FAX = "fax"
    TEXT = "text"
    RADIO = "radio"
    DOOR = "door"


class Channel(Noun, frozen=True):
    """One such way, and what to know before it is used."""

    kind: ChannelKind
    value: str
    note: str = ""


class Accepts(StrEnum):
    """What a desk takes."""

    CALL = "call"
    PACKET = "packet"
    TIP = "tip"
    WARM_TRANSFER = "warm_transfer"
    WALK_IN = "walk_in"


class Turn(Noun, frozen=True):
    """Somebody's turn in a rota: from, until, who, at which number."""

    begins: Moment
    ends: Moment
    who: str
    number: str = ""


class Worked(Noun, frozen=True):
    """When somebody of the office last worked with this desk, and how it went."""

    at: Moment
    by: str
    how_it_went: str


class Psap(Noun, frozen=True):
    """What an emergency centre adds: its ten-digit line is the contact's first number.

    911 dialled in the office reaches the office's own centre, not this one.
    """

    text_to_911: Tri = Tri.NOT_ASKED
    tested_at: Moment | None = None
    tested_by: str = ""


class Method(StrEnum):
    """How it was found out that a contact is who it says."""

    CALLED_BACK = "called_back"
    EMAIL = "email"
    IN_PERSON = "in_person"
    ANOTHER_OFFICE = "another_office"


class Verification(Noun, frozen=True):
    """Who called this contact back on a public number, when and how.

    ``how`` says it in words; ``number`` is the one to call back on, ``spoken_to`` who answered.
    """

    at: Moment
    by: str
    how: str
    method: Method = Method.CALLED_BACK
    number: str = ""
    spoken_to: str = ""


class Contact(Noun, frozen=True):
    """A person or desk at an agency.

    ``jurisdiction`` holds five-digit county codes, two-letter states or "US"; what could not be
    resolved stays in ``jurisdiction_words``; ``districts`` names the federal courts' districts
    ("Ohio Northern") that a list spoke of. ``notes``, ``worked`` and ``rota`` never leave the
    office. ``written`` keeps what the source wrote where a field stands otherwise.
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
    ori: str = ""
    role: str = ""
    zip_code: str = ""
    url: str = ""
    channels: tuple[Channel, ...] = ()
    accepts: tuple[Accepts, ...] = ()
    districts: tuple[str, ...] = ()
    hours_words: str = ""
    rota: tuple[Turn, ...] = ()
    psap: Psap | None = None
    worked: Worked | None = None
    standing: Standing = Standing.ACTIVE
    written: dict[str, str] = {}

    @property
    def is_refused(self) -> bool:
        """Say whether nobody is to be sent there: it is closed."""
        return not self.standing.is_running

    def on_turn(self, now: datetime) -> Turn | None:
        """Give whose turn it is by the rota; None when it says nothing about now."""
        return next((turn for turn in self.rota if turn.begins <= now < turn.ends), None)

    def is_verified(self, now: datetime) -> bool:
        """Say whether somebody called it back recently enough to send it a packet."""
        return (
            self.verification is not None
            and self.verification.at <= now < self.verification.at + VERIFIED_FOR
        )

    def name(self) -> str:
        """Give the words for a list: agency, and desk or person where there is one."""
        return ", ".join(part for part in (self.agency, self.desk or self.person) if part)
