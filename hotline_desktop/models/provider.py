"""A service provider and whether it is vetted; a confidential one never shows its street."""

from datetime import date, datetime
from enum import StrEnum

from hotline_desktop.models.capacity import Capacity
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.fit import Question
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.service_kind import Finer, ServiceKind
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.tri import Tri


class Person(Noun, frozen=True):
    """Whom to ask for at a provider."""

    name: str
    title: str = ""
    department: str = ""
    email: str = ""


class Transfer(Noun, frozen=True):
    """Whether a call can be handed over while the caller stays on the line, and how."""

    takes: Tri = Tri.NOT_ASKED
    words: str = ""
    hours: Hours | None = None


class VettingState(StrEnum):
    """What the evidence says today."""

    VETTED = "vetted"
    LAPSED = "lapsed"
    NEVER = "never"


class Evidence(Noun, frozen=True):
    """One thing that was checked: what, who looked, how, when."""

    what: str
    by: str
    how: str
    on: date


class Vetting(Noun, frozen=True):
    """Who checked what, how, when, and until when it counts: all fields are renewed yearly."""

    on: date
    by: str
    how: str
    renew_by: date
    evidence: tuple[Evidence, ...] = ()


class Provider(Noun, frozen=True):
    """One service of one organisation at one place: what HSDS calls a service at a location.

    Entries with one ``organisation_id``, ``service_id`` or ``location_id`` speak of the same one.
    For a confidential location ``address`` stays in the vault and ``area`` and ``gate_phone`` are
    what is shown; ``notes``, ``do_not_refer``, ``questions`` and ``not_near`` never leave the
    office. ``serves`` and ``not_near`` hold five-digit counties and two-letter states. ``point_of``
    says what the point is the middle of ("zip", "city", "county") where the source gave none.
    ``assured`` is when the source says that it checked; that is no vetting of ours. ``written``
    keeps what the source wrote where a field stands otherwise.
    """

    id: str
    organisation: str
    service: str = ""
    services: tuple[ServiceKind, ...] = ()
    description: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    url: str = ""
    address: str = ""
    area: str = ""
    city: str = ""
    county_fips: str = ""
    county: str = ""
    state: str = ""
    latitude: float | None = None
    longitude: float | None = None
    timezone: str = ""
    confidential: bool = False
    gate_phone: str = ""
    languages: tuple[str, ...] = ()
    eligibility: str = ""
    min_age: int | None = None
    max_age: int | None = None
    hours: Hours | None = None
    vetting: Vetting | None = None
    do_not_refer: bool = False
    source: str = ""
    source_id: str = ""
    notes: str = ""
    organisation_id: str = ""
    service_id: str = ""
    location_id: str = ""
    alternate_name: str = ""
    organisation_about: str = ""
    organisation_email: str = ""
    organisation_url: str = ""
    location: str = ""
    zip_code: str = ""
    point_of: str = ""
    finer: tuple[Finer, ...] = ()
    standing: Standing = Standing.ACTIVE
    serves: tuple[str, ...] = ()
    serves_words: str = ""
    assured: date | None = None
    not_near: tuple[str, ...] = ()
    hours_words: str = ""
    intake_hours: Hours | None = None
    questions: tuple[Question, ...] = ()
    capacity: Capacity | None = None
    fees: str = ""
    how_to_apply: str = ""
    wait: str = ""
    documents: str = ""
    accessibility: str = ""
    transfer: Transfer | None = None
    persons: tuple[Person, ...] = ()
    written: dict[str, str] = {}

    @property
    def is_refused(self) -> bool:
        """Say whether nobody is to be sent there, by the office's word or because it is closed."""
        return self.do_not_refer or not self.standing.is_running

    def vetting_state(self, now: datetime) -> VettingState:
        """Say what the evidence is worth today."""
        if self.vetting is None:
            return VettingState.NEVER
        current = self.vetting.on <= now.date() <= self.vetting.renew_by
        return VettingState.VETTED if current else VettingState.LAPSED

    def whereabouts(self) -> str:
        """Give what may be shown of the address: the street, or only the area."""
        if self.confidential:
            return self.area or self.county or self.state
        return self.address or ", ".join(part for part in (self.city, self.state) if part)

    def numbers(self) -> tuple[Phone, ...]:
        """Give the numbers that may be shown: the gate phone alone for a confidential place."""
        if self.confidential:
            return (Phone(as_written=self.gate_phone),) if self.gate_phone else ()
        return self.phones
