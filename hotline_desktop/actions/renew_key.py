"""Give the office a new data key, with or without one of its people; safe to kill at any moment."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from hotline_desktop.actions.make_slot import forget_half
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.keys import header, recovery, slots
from hotline_desktop.keys.header import Header
from hotline_desktop.models.office import Role
from hotline_desktop.vault import access, offices, renewal, trail
from hotline_desktop.vault.access import Access
from hotline_desktop.vault.vault import Connection

STILL_HELD = (
    "They could still open copies of the office that they made before, read what they wrote down, "
    "and sign with a key they copied: tell the agencies, and change what they knew by heart."
)
"""What no new key can take back; said when somebody is revoked."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class RenewKey:
    """The verb; a copy of the whole vault, so seconds, on the lane.

    Nobody may write until the desk is opened anew: the caller ends the session afterwards.
    """

    desk: OpenOffice

    def __call__(self, without: str = "", stopped: Callable[[], bool] = _never) -> None:
        """Copy the office under a new key; ``without`` is the advocate whose access ends.

        Raises:
            BadInputError: not by an administrator, oneself, the last administrator, unknown.
            CancelledError: ``stopped()`` said so; nothing was changed.
            HotlineError: the disk said no; nothing was changed.
        """
        desk = self.desk
        front, key = header.read(desk.folder), slots.new_data_key()
        vault = desk.vault.second()
        try:
            self._refuse(without)
            staying = {a.advocate: a for a in access.everybody(vault) if a.advocate != without}
            kept = access.shares(vault)
        finally:
            vault.close()
        after = _renewed(front, staying, kept.public if kept else None, key)
        now, who = desk.world.now(), desk.advocate.id

        def change(connection: Connection) -> None:
            if without:
                access.take(connection, without, now)
                trail.add(connection, now, who, "revoke", without)
            trail.add(connection, now, who, "renew_key", desk.office.id)

        def turn() -> None:
            header.write(desk.folder, after)

        renewal.renew(desk.folder, desk.key.data_key, key, change, turn, stopped)
        for slot in front.slots:
            if slot.advocate == without:
                forget_half(slot)

    def progress(self) -> tuple[int, int]:
        """Give how many bytes are copied and of about how many; for any thread."""
        return renewal.size(self.desk.folder)

    def _refuse(self, without: str) -> None:
        if self.desk.advocate.role is not Role.ADMINISTRATOR:
            raise BadInputError("Only an administrator of this office may do that: ask one.")
        if without == self.desk.advocate.id:
            raise BadInputError("You cannot revoke yourself: another administrator has to.")
        # Read on the lane: the names only, by a connection of its own.
        vault = self.desk.vault.second()
        try:
            here = {one.id for one in offices.advocates(vault) if not one.left}
        finally:
            vault.close()
        if without and without not in here:
            raise BadInputError("There is nobody of that name with access to this office.")


def _renewed(front: Header, staying: dict[str, Access], shares: bytes | None, key: bytes) -> Header:
    """Give the header in which everybody who stays, and the shares, reach the new key.

    It is sealed to the public keys that the vault knows: a slot that somebody wrote into the header
    gets nothing that it could open.
    """
    known = {slot.id for slot in front.slots}
    given = tuple(
        slots.give(slot, front.office, one.public, key)
        for slot in front.slots
        if (one := staying.get(slot.advocate)) and (slot.id == one.slot or one.slot not in known)
    )
    sealed = recovery.give(front.office, shares, key) if shares else None
    return msgspec.structs.replace(front, slots=given, recovery=sealed)
