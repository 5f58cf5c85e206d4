"""Say that the clock is right now, after it was ahead once; an administrator's word, never erased.

Releases and verifications are counted by the latest hour the trail knows. A clock that was a year
ahead for a moment would else keep every packet back for a year.
"""

from dataclasses import dataclass

from hotline_desktop.actions.change_keys import NotAllowedError
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.noun import Moment
from hotline_desktop.models.office import Role
from hotline_desktop.vault import trail, trail_head


@dataclass(frozen=True, slots=True)
class ConfirmClock:
    """The verb."""

    desk: OpenOffice

    def __call__(self) -> Moment:
        """Write it into the trail, with the hour that is no longer believed; give the time now.

        Raises:
            NotAllowedError: not by an administrator.
        """
        desk = self.desk
        if desk.advocate.role is not Role.ADMINISTRATOR:
            raise NotAllowedError
        now, latest = desk.world.now(), trail_head.latest(desk.vault)
        with desk.vault.transaction() as connection:
            detail = latest.isoformat() if latest else ""
            trail.add(connection, now, desk.advocate.id, "clock_right", desk.office.id, detail)
        return now
