"""Say which verifications and vettings end soon or have lapsed; renews none of them."""

from contextlib import closing
from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.renewal import AHEAD, Due, due
from hotline_desktop.vault import endings


@dataclass(frozen=True, slots=True)
class RenewalsDue:
    """The verb, for any thread: it uses a connection of its own."""

    desk: OpenOffice

    def __call__(self) -> tuple[Due, ...]:
        """Give them, soonest first; whom nobody is sent to is not asked after."""
        now = self.desk.world.now()
        with closing(self.desk.vault.second()) as vault:
            entries = list(endings.ending(vault, now + AHEAD))
        wanted = (e for e in entries if not (isinstance(e, Provider) and e.is_refused))
        return tuple(found for each in wanted if (found := due(each, now)))
