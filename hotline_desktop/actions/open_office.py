"""Open an office: passphrase to key, key to the open desk; never creates what is missing."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
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
from hotline_desktop.vault import access, index, offices, precheck, renewal
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.vault import WAY_OUT, DamagedVaultError, Vault, told


class PlaceRefusedError(HotlineError):
    """No office may lie there."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What a slot gave: whose it is, and the data key; of an older format, the slot made anew.

    ``looked`` stamps the files as they were found whole.
    """

    advocate: str
    data_key: bytes
    opened: Opened
    renewed: Slot | None = None
    looked: precheck.Stamp = ()


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

    A wrong one is counted, and sealed for the trail. The office's files are looked over.

    Raises:
        HotlineError: no office here, a refused header, the wrong passphrase, too many of them, or
            a second half of the key that this machine does not have.
    """
    world = world or World()
    refuse_missing(folder)
    front = header.read(folder)
    tries.refuse_hasty(folder, world.now(), world.start())
    try:
        opened = header.unlock(front, passphrase, half_of, tries.read(folder).last)
    except WrongPassphraseError:
        header.refuse_damaged(folder, front, passphrase, half_of)
        tries.note_failed(folder, world.now(), world.start())
        if front.spool:
            spool.add(folder, front.office, front.spool, world.now())
        raise
    tries.note_opened(folder, opened.slot)
    looked = look_over(folder, opened.data_key)
    if front.format == header.FORMAT:
        return Key(opened.advocate, opened.data_key, opened, looked=looked)
    return replace(_renewed(front, opened, passphrase), looked=looked)


@told()
def look_over(folder: Path, data_key: bytes) -> precheck.Stamp:
    """Look at every page before anybody believes one; a part of a second, for any thread.

    Raises:
        DamagedVaultError: nothing was changed.
    """
    renewal.settle(folder, data_key)
    looked = precheck.stamp(folder)
    precheck.refuse_damaged(folder, data_key)
    return looked


@told()
def enter(folder: Path, key: Key, world: World) -> OpenOffice:
    """Open vault and journal on this thread and note it in the trail.

    Raises:
        HotlineError: the vault is missing, damaged, newer or of another office; nothing is
            created or changed.
    """
    front = header.read(folder)
    if precheck.stamp(folder) != key.looked:
        look_over(folder, key.data_key)
    lost = not (folder / Journal.FILE).exists()
    with ExitStack() as undo:
        vault = Vault.open(folder, key.data_key)
        undo.callback(vault.close)
        index.bring_up(vault)
        journal = Journal(folder, key.data_key)
        undo.callback(journal.close)
        office, advocate = _whose(vault, front, key)
        journal.keep_salt(vault.salt())
        if key.renewed is not None:
            take_stock.adopt(vault, folder, front, key.renewed, key.opened, world)
        noticed = take_stock.take_stock(vault, folder, office, advocate.id, world)
        undo.pop_all()
    if lost:
        noticed = (*noticed, _NO_JOURNAL)
    header.mirror(folder)
    return OpenOffice(folder, vault, journal, office, advocate, world, key, noticed)


_NO_JOURNAL = (
    "The journal of unsaved text was not in the office folder: text that was typed and not kept is "
    "gone, and a new journal was begun."
)


def _whose(vault: Vault, front: Header, key: Key) -> tuple[Office, Advocate]:
    """Read the office and who opens it, before anything is written."""
    try:
        office = offices.office(vault)
        advocate = offices.advocate(vault, key.advocate)
        if key.renewed is None and access.secret(vault) is None:
            raise LookupError  # noqa: TRY301 - as the two above
    except LookupError:
        raise DamagedVaultError(
            "What says whose office this is cannot be found in the vault. Nothing was changed; "
            f"restore it from a backup, {WAY_OUT}."
        ) from None
    _refuse_stranger(office, front)
    return office, advocate


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
