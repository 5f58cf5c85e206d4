"""Read one entry of the directory, contact or provider; changes nothing."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.protocol import Protocol, in_force
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault import directory, protocols


@dataclass(frozen=True, slots=True)
class ReadDirectory:
    """The verb."""

    desk: OpenOffice

    def __call__(self, identity: str) -> Contact | Provider | None:
        """Give the contact or provider of this id."""
        vault = self.desk.vault
        return directory.contact(vault, identity) or directory.provider(vault, identity)

    def protocols(self) -> tuple[Protocol, ...]:
        """Give the protocols that are in force now, most specific first."""
        return in_force(protocols.protocols(self.desk.vault), self.desk.world.now())
