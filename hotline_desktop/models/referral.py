"""What a packet tells its recipient, and nothing else; never holds what was not released."""

from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person
from hotline_desktop.models.signal import SafeContact, Signaler
from hotline_desktop.models.statement import Statement


class Recipient(Noun, frozen=True):
    """Who the packet is bound to and marked with."""

    agency: str
    desk: str = ""
    person: str = ""

    def name(self) -> str:
        """Give the words for the page: agency, desk and person, as far as known."""
        return ", ".join(part for part in (self.agency, self.desk, self.person) if part)


class Service(Noun, frozen=True):
    """Help nearby, as far as it may be printed: never a confidential street, never notes.

    ``state`` stands only at a service that is named although it is not vetted, with the ``reason``
    for it. ``open`` is in the service's own time.
    """

    organisation: str
    service: str = ""
    whereabouts: str = ""
    phones: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    open: str = ""
    state: str = ""
    reason: str = ""


class Referral(Noun, frozen=True):
    """The whole content of a packet, in the order of the page; what is silent is left out.

    Moments carry the offset of ``timezone`` (IANA name), the wall clock of the page. ``packet`` is
    the packet's own number; the situation's number never goes out. ``format`` counts from 1.
    """

    format: int
    packet: str
    made_at: Moment
    timezone: str
    recipient: Recipient
    office: str
    prepared_by: str
    basis: str
    handling: tuple[str, ...]
    office_phone: str = ""
    receipt_code: str = ""
    exercise: bool = False
    approach: str = ""
    hazards: tuple[Hazard, ...] = ()
    hazards_not_asked: tuple[HazardKind, ...] = ()
    place: Observation | None = None
    persons: tuple[Person, ...] = ()
    safe_contact: SafeContact | None = None
    signaler: Signaler | None = None
    statements: tuple[Statement, ...] = ()
    narrative: str = ""
    services: tuple[Service, ...] = ()
