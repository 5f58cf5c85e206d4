"""Set after how many minutes without a key the office's desks lock; never turns the lock off."""

from dataclasses import dataclass

import msgspec

from hotline_desktop.actions.change_keys import NotAllowedError
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.office import LONGEST_IDLE, Role
from hotline_desktop.vault import offices, trail


@dataclass(frozen=True, slots=True)
class SetIdle:
    """The verb."""

    desk: OpenOffice

    def __call__(self, minutes: int) -> None:
        """Write it.

        Raises:
            NotAllowedError: not by an administrator.
            BadInputError: less than one minute, or more than half an hour.
        """
        desk = self.desk
        if desk.advocate.role is not Role.ADMINISTRATOR:
            raise NotAllowedError
        if not 1 <= minutes <= LONGEST_IDLE:
            raise BadInputError(f"Choose 1 to {LONGEST_IDLE} minutes.")
        office = msgspec.structs.replace(offices.office(desk.vault), idle_minutes=minutes)
        with desk.vault.transaction() as connection:
            offices.keep(connection, office)
            now, who = desk.world.now(), desk.advocate.id
            trail.add(connection, now, who, "set_idle", office.id, str(minutes))
