"""Say which verifications and vettings end soon or have lapsed; renews none of them."""

from contextlib import closing
from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.renewal import AHEAD, Renewals, due
from hotline_desktop.vault import endings

_ALL = -1


@dataclass(frozen=True, slots=True)
class RenewalsDue:
    """The verb, for any thread: it uses a connection of its own."""

    desk: OpenOffice

    def __call__(self, limit: int = _ALL) -> Renewals:
        """Give the first, what ends soonest before what has lapsed, and how many there are."""
        now = self.desk.world.now()
        with closing(self.desk.vault.second()) as vault:
            entries = tuple(endings.ending(vault, now, now + AHEAD, limit))
            total = endings.count(vault, now + AHEAD)
        return Renewals(tuple(found for each in entries if (found := due(each, now))), total)
