"""What a place and topics imply, shown while the advocate types; decides nothing."""

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.place import Place
from hotline_desktop.models.protocol import Choice
from hotline_desktop.models.provider import Provider


class OnDuty(Noun, frozen=True):
    """A contact that holds here: whether somebody is there now, until when, and their own time."""

    contact: Contact
    local_time: Moment
    open: bool
    until: Moment | None = None


class Nearby(Noun, frozen=True):
    """A provider near the place: miles (None: not known), and whether it is open now.

    ``against`` says why it would not take her, as far as that is known.
    """

    provider: Provider
    open: bool | None = None
    until: Moment | None = None
    miles: float | None = None
    against: str = ""


class Around(Noun, frozen=True):
    """Candidate places, the protocol that holds and what lost, who is on duty, and help nearby."""

    places: tuple[Place, ...] = ()
    chosen: tuple[Choice, ...] = ()
    lost: tuple[Choice, ...] = ()
    duty: tuple[OnDuty, ...] = ()
    help: tuple[Nearby, ...] = ()
