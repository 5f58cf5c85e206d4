"""Note that an entry of the directory is called, and give what a telephone program dials."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import phones
from hotline_desktop.models.contact import Phone
from hotline_desktop.vault import trail


@dataclass(frozen=True, slots=True)
class PlaceCall:
    """The verb; whether anybody answers it never knows."""

    desk: OpenOffice

    def __call__(self, entry: str, phone: Phone) -> str:
        """Write into the trail who was called; gives a ``tel:`` address (RFC 3966).

        Raises:
            BadInputError: the program cannot dial this number; nothing is written.
            HotlineError: the disk said no, so nobody is to be called by the program.
        """
        if not (uri := phone.uri() or _read(phone)):
            raise BadInputError("This number cannot be dialled from here: dial it by hand.")
        now, who = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            trail.add(connection, now, who, "place_call", entry)
        return uri


def _read(phone: Phone) -> str:
    """Read a number that was only written down, such as that of a gate; "" where in doubt."""
    read, doubt = phones.phone(phone.as_written)
    return read.uri() if read is not None and not doubt else ""
