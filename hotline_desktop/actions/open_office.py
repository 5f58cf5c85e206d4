"""Open an office: passphrase to key, key to the open desk; never creates what is missing."""

from dataclasses import dataclass
from pathlib import Path

from hotline_desktop.actions.world import World
from hotline_desktop.keys import header
from hotline_desktop.models.office import Advocate, Office
from hotline_desktop.vault import offices, trail
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A slot that opened: whose it is, and the data key."""

    advocate: str
    data_key: bytes


@dataclass(frozen=True, slots=True, repr=False)
class OpenOffice:
    """The open files of an office and who sits at the desk."""

    folder: Path
    vault: Vault
    journal: Journal
    office: Office
    advocate: Advocate
    world: World

    def close(self) -> None:
        """Close both files."""
        self.journal.close()
        self.vault.close()


def refuse_missing(folder: Path) -> None:
    """Refuse a folder without an office before anything is asked or made.

    Raises:
        HotlineError: no office here, or a header that is refused.
    """
    header.read(folder)


def derive(folder: Path, passphrase: str) -> Key:
    """Turn the passphrase into the data key; half a second of work, for any thread.

    Raises:
        HotlineError: no office here, a refused header, or the wrong passphrase.
    """
    advocate, data_key = header.unlock(header.read(folder), passphrase)
    return Key(advocate, data_key)


def enter(folder: Path, key: Key, world: World) -> OpenOffice:
    """Open vault and journal on this thread and note it in the trail.

    Raises:
        HotlineError: the vault is missing, damaged or newer; nothing is created or changed.
    """
    vault = Vault.open(folder, key.data_key)
    try:
        journal = Journal(folder, key.data_key)
        office = offices.office(vault)
        advocate = offices.advocate(vault, key.advocate)
        with vault.transaction() as connection:
            trail.add(connection, world.now(), advocate.id, "unlock", office.id)
    except BaseException:
        vault.close()
        raise
    return OpenOffice(folder, vault, journal, office, advocate, world)
