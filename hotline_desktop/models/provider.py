"""A service provider and whether it is vetted; a confidential one never shows its street."""

from datetime import date, datetime
from enum import StrEnum

from hotline_desktop.models.contact import Phone
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.noun import Noun


class ServiceKind(StrEnum):
    """NIEM 6.0 human services: ServiceCategoryCodeSimpleType, eleven terms (CC BY 4.0)."""

    BASIC_NECESSITIES = "basic_necessities"
    CASE_MANAGEMENT = "case_management"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    HOUSING = "housing"
    LANGUAGE = "language"
    LEGAL = "legal"
    MEDICAL_AND_DENTAL = "medical_and_dental"
    MENTAL_HEALTH = "mental_health"
    SAFETY_PLANNING = "safety_planning"
    OTHER = "other"


class VettingState(StrEnum):
    """What the evidence says today."""

    VETTED = "vetted"
    LAPSED = "lapsed"
    NEVER = "never"


class Vetting(Noun, frozen=True):
    """Who checked what, how, when, and until when it counts."""

    on: date
    by: str
    how: str
    renew_by: date


class Provider(Noun, frozen=True):
    """One service of one organisation at one place.

    For a confidential location ``address`` stays in the vault and ``area`` and ``gate_phone`` are
    what is shown; ``notes`` and ``do_not_refer`` never leave the office.
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
