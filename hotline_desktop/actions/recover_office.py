"""Open an office by two shares and give one of its people a new passphrase; does nothing else."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from hotline_desktop.actions.make_slot import make_slot
from hotline_desktop.actions.open_office import Key, look_over
from hotline_desktop.actions.world import World
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.keys import header, passphrase, recovery
from hotline_desktop.keys.slots import Opened
from hotline_desktop.models.office import Advocate, Office
from hotline_desktop.vault import access, offices, trail
from hotline_desktop.vault.vault import Vault


class Recovered(msgspec.Struct, frozen=True):
    """What two shares opened: the data key, the office, and who may be given a passphrase."""

    data_key: bytes
    office: Office
    people: tuple[Advocate, ...]

    def __repr__(self) -> str:
        """Name the type only."""
        return "Recovered(...)"


@dataclass(frozen=True, slots=True)
class RecoverOffice:
    """The verb in two steps, for the lane; on this machine or, with the folder, another."""

    folder: Path
    world: World

    def open(self, shares: tuple[str, ...]) -> Recovered:
        """Try two shares; changes nothing.

        Raises:
            SharesRefusedError: they are mistyped, or no two shares of one set.
            SealBrokenError: good shares, but not of this office as it is now.
            BadInputError: the office never had shares.
        """
        front = header.read(self.folder)
        if front.recovery is None:
            raise BadInputError("This office has no recovery shares: only a passphrase opens it.")
        data_key = recovery.open_with(front.recovery, front.office, shares)
        look_over(self.folder, data_key)
        vault = Vault.open(self.folder, data_key)
        try:
            people = tuple(one for one in offices.advocates(vault) if not one.left)
            return Recovered(data_key, offices.office(vault), people)
        finally:
            vault.close()

    def give(self, found: Recovered, advocate: str, words: str, half: bool = False) -> Key:
        """Give one of them a new passphrase in place of the old; the office opens with it.

        Raises:
            PassphraseRefusedError: weak.
            BadInputError: nobody of this id.
            HotlineError: the disk said no; nothing was changed.
        """
        names = {one.id: one.name for one in found.people}
        if advocate not in names:
            raise BadInputError("Choose one of the office's people.")
        passphrase.refuse_weak(words, (found.office.name, names[advocate]))
        front = header.read(self.folder)
        slot_id, now = self.world.new_id(), self.world.now()
        slot, public = make_slot(found.office, advocate, slot_id, words, found.data_key, half)
        others = tuple(one for one in front.slots if one.advocate != advocate)
        after = msgspec.structs.replace(front, slots=(*others, slot))
        vault = Vault.open(self.folder, found.data_key)
        try:
            with vault.transaction() as connection:
                access.give(connection, access.Access(advocate, slot_id, public), now)
                trail.add(connection, now, advocate, "recover", found.office.id)
        finally:
            vault.close()
        try:
            header.write(self.folder, after)  # last: see ChangeKeys
        except OSError:
            raise HotlineError(
                "The office's key file cannot be written: check the disk and try again."
            ) from None
        return Key(advocate, found.data_key, Opened(slot_id, advocate, b"", found.data_key))
