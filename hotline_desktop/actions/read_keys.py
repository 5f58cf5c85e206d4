"""How the keys of an office stand: people, halves, shares; changes nothing and shows no key."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.keys import header
from hotline_desktop.models.office import Advocate, Office
from hotline_desktop.vault import access, offices
from hotline_desktop.vault.access import SharesKept


@dataclass(frozen=True, slots=True)
class ReadKeys:
    """The verb, on the vault's own thread."""

    desk: OpenOffice

    def people(self) -> tuple[Advocate, ...]:
        """Give everybody, by name; who has left has no key."""
        return offices.advocates(self.desk.vault)

    def has_half(self) -> bool:
        """Say whether one's own key has a second half in this machine's keyring."""
        slots = header.read(self.desk.folder).slots
        return any(slot.half for slot in slots if slot.advocate == self.desk.advocate.id)

    def shares(self) -> SharesKept | None:
        """Give when the shares in force were made and tried; None when there are none."""
        return access.shares(self.desk.vault)

    def rehearsed(self) -> bool:
        """Say whether the shares in force were ever tried."""
        kept = self.shares()
        return kept is not None and kept.rehearsed_at is not None

    def office(self) -> Office:
        """Give the office as it is set now."""
        return offices.office(self.desk.vault)
