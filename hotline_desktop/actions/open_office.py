"""Open an office: passphrase to key, key to the open desk; never creates what is missing."""

from dataclasses import dataclass
from pathlib import Path

from hotline_desktop.actions import take_stock
from hotline_desktop.actions.make_slot import half_of
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.ground import stand
from hotline_desktop.keys import header, sealing, slots, spool, tries
from hotline_desktop.keys.header import Header
from hotline_desktop.keys.slots import Opened, Slot, WrongPassphraseError
from hotline_desktop.models.office import Advocate, Office
from hotline_desktop.vault import offices, renewal
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.vault import DamagedVaultError, Vault


class PlaceRefusedError(HotlineError):
    """No office may lie there."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What a slot gave: whose it is, and the data key; of an older format, the slot made anew."""

    advocate: str
    data_key: bytes
    opened: Opened
    renewed: Slot | None = None


@dataclass(frozen=True, slots=True, repr=False)
class OpenOffice:
    """The open files of an office and who sits at the desk.

    ``noticed`` are sentences about what was found at the opening and somebody has to know.
    """

    folder: Path
    vault: Vault
    journal: Journal
    office: Office
    advocate: Advocate
    world: World
    key: Key
    noticed: tuple[str, ...] = ()

    def close(self) -> None:
        """Close both files."""
        self.journal.close()
        self.vault.close()


def refuse_missing(folder: Path) -> None:
    """Refuse a folder without an office before anything is asked or made.

    Raises:
        HotlineError: no office here, a header that is refused, or a place that is.
    """
    header.read(folder)
    if refusal := stand(folder).refusal:
        raise PlaceRefusedError(refusal)


def derive(folder: Path, passphrase: str, world: World | None = None) -> Key:
    """Turn the passphrase into the data key; half a second of work a slot, for any thread.

    A wrong one is counted, and sealed for the trail.

    Raises:
        HotlineError: no office here, a refused header, the wrong passphrase, too many of them, or
            a second half of the key that this machine does not have.
    """
    world = world or World()
    refuse_missing(folder)
    front = header.read(folder)
    tries.refuse_hasty(folder, world.now())
    try:
        opened = header.unlock(front, passphrase, half_of, tries.read(folder).last)
    except WrongPassphraseError:
        tries.note_failed(folder, world.now())
        if front.spool:
            spool.add(folder, front.office, front.spool, world.now())
        raise
    tries.note_opened(folder, opened.slot)
    if front.format == header.FORMAT:
        return Key(opened.advocate, opened.data_key, opened)
    return _renewed(front, opened, passphrase)


def enter(folder: Path, key: Key, world: World) -> OpenOffice:
    """Open vault and journal on this thread and note it in the trail.

    Raises:
        HotlineError: the vault is missing, damaged, newer or of another office; nothing is
            created or changed.
    """
    front = header.read(folder)
    renewal.settle(folder, key.data_key)
    vault = Vault.open(folder, key.data_key)
    try:
        journal = Journal(folder, key.data_key)
        office = offices.office(vault)
        _refuse_stranger(office, front)
        if key.renewed is not None:
            take_stock.adopt(vault, folder, front, key.renewed, key.opened, world)
        advocate = offices.advocate(vault, key.advocate)
        noticed = take_stock.take_stock(vault, folder, office, advocate.id, world)
    except BaseException:
        vault.close()
        raise
    return OpenOffice(folder, vault, journal, office, advocate, world, key, noticed)


def _refuse_stranger(office: Office, front: Header) -> None:
    if office.id != front.office:
        raise DamagedVaultError(
            "The vault in this folder is of another office than its key file: "
            "put the two that belong together back from a backup."
        )


def _renewed(front: Header, opened: Opened, passphrase: str) -> Key:
    """Make a slot of today's format; it costs one more derivation, once."""
    private = sealing.new_private()
    slot = slots.wrap(opened.slot, opened.advocate, front.office, passphrase, private, b"")
    slot = slots.give(slot, front.office, sealing.public_of(private), opened.data_key)
    opened = Opened(opened.slot, opened.advocate, private, opened.data_key)
    return Key(opened.advocate, opened.data_key, opened, slot)
