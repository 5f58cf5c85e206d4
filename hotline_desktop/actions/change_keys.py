"""Who may open the office and how: passphrase, second half, people, shares; not the data key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from hotline_desktop.actions.make_slot import forget_half, half_of, make_slot, wrap_again
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.keys import header, passphrase, recovery, signing, slots
from hotline_desktop.keys.header import Header
from hotline_desktop.keys.slots import Slot, WrongPassphraseError
from hotline_desktop.models.office import Advocate, Role
from hotline_desktop.vault import access, offices, trail
from hotline_desktop.vault.vault import Connection


class NotAllowedError(BadInputError):
    """Only an administrator may do this."""

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__("Only an administrator of this office may do that: ask one.")


@dataclass(frozen=True, slots=True)
class ChangeKeys:
    """The verbs around keys. Each derives at least once: half a second, on the vault's thread."""

    desk: OpenOffice

    def change_passphrase(self, old: str, new: str, half: bool | None = None) -> None:
        """Put one's own slot under another passphrase; ``half`` turns the second half on or off.

        Raises:
            WrongPassphraseError: the old one is not one's own.
            PassphraseRefusedError: the new one is weak.
            KeyringSilentError: the keyring does not keep the second half.
        """
        desk, front = self.desk, header.read(self.desk.folder)
        mine = self._slot_of(front, desk.advocate.id)
        opened = slots.open_slot(mine, desk.office.id, old, half_of(mine.id) or b"")
        if new != old:
            passphrase.refuse_weak(new, (desk.office.name, desk.advocate.name))
        wanted = mine.half if half is None else half
        slot_id = desk.world.new_id()
        slot = wrap_again(desk.office, opened, slot_id, new, wanted)
        given = access.Access(desk.advocate.id, slot_id, self._public(desk.advocate.id))
        with self._changed(_swapped(front, mine, slot)) as connection:
            access.give(connection, given, desk.world.now())
            self._note(connection, "change_passphrase", desk.advocate.id)
        forget_half(mine)

    def add_advocate(self, name: str, words: str, role: Role, half: bool = False) -> Advocate:
        """Give somebody a slot and a signing certificate under the office's root.

        Raises:
            NotAllowedError: not by an administrator.
            BadInputError: no name, one that is taken, or a weak passphrase.
        """
        self.refuse_others()
        desk, front = self.desk, header.read(self.desk.folder)
        name = name.strip()
        if not name:
            raise BadInputError("Say who is to sit at the desk.")
        holders = {slot.advocate for slot in front.slots}
        if any(one.name == name and one.id in holders for one in offices.advocates(desk.vault)):
            raise BadInputError(f"There is somebody called {name} already: add an initial.")
        if len(front.slots) >= header.MOST_SLOTS:
            raise BadInputError(f"An office holds at most {header.MOST_SLOTS} people.")
        passphrase.refuse_weak(words, (desk.office.name, name))
        advocate = Advocate(desk.world.new_id(), name, role)
        slot_id, data_key = desk.world.new_id(), desk.key.data_key
        slot, public = make_slot(desk.office, advocate.id, slot_id, words, data_key, half)
        root, root_key = offices.issuer(desk.vault)
        pair = signing.make_advocate_signing(
            desk.office, advocate, root, root_key, desk.world.now()
        )
        after = msgspec.structs.replace(front, slots=(*front.slots, slot))
        with self._changed(after) as connection:
            offices.keep_advocate(connection, advocate)
            offices.keep_signing(
                connection, advocate.id, pair.chain, pair.key, pair.root_key, pair.root_sha256
            )
            access.give(connection, access.Access(advocate.id, slot_id, public), desk.world.now())
            self._note(connection, "add_advocate", advocate.id)
        return advocate

    def make_shares(self) -> tuple[str, ...]:
        """Make three new recovery shares; the old ones open nothing from now on.

        Raises:
            NotAllowedError: not by an administrator.
        """
        self.refuse_others()
        desk, front = self.desk, header.read(self.desk.folder)
        shares = recovery.make_shares()
        sealed = recovery.give(desk.office.id, shares.public, desk.key.data_key)
        with self._changed(msgspec.structs.replace(front, recovery=sealed)) as connection:
            access.keep_shares(connection, shares.public, desk.world.now())
            self._note(connection, "make_shares", desk.office.id)
        return shares.words

    def rehearse(self, shares: tuple[str, ...]) -> None:
        """Try two shares as after a loss, and write down that they open the office.

        Raises:
            SharesRefusedError: they do not, and why.
        """
        desk, front = self.desk, header.read(self.desk.folder)
        kept = access.shares(desk.vault)
        if front.recovery is None or kept is None:
            raise BadInputError("This office has no recovery shares yet: make them first.")
        # Typing errors first: what does not fit together says so more clearly.
        if recovery.public_of(shares) != kept.public:
            raise recovery.SharesRefusedError("These are older shares: they open nothing any more.")
        if recovery.open_with(front.recovery, desk.office.id, shares) != desk.key.data_key:
            raise HotlineError("The shares do not open this office: make new ones.")
        with desk.vault.transaction() as connection:
            access.keep_rehearsal(connection, desk.world.now())
            self._note(connection, "rehearse", desk.office.id)

    def refuse_others(self) -> None:
        """Refuse whoever is no administrator.

        Raises:
            NotAllowedError: so it is.
        """
        if self.desk.advocate.role is not Role.ADMINISTRATOR:
            raise NotAllowedError

    def _slot_of(self, front: Header, advocate: str) -> Slot:
        mine = [slot for slot in front.slots if slot.id == self.desk.key.opened.slot]
        mine = mine or [slot for slot in front.slots if slot.advocate == advocate]
        if not mine:
            raise WrongPassphraseError
        return mine[0]

    def _public(self, advocate: str) -> bytes:
        return next(a.public for a in access.everybody(self.desk.vault) if a.advocate == advocate)

    def _note(self, connection: Connection, act: str, subject: str) -> None:
        trail.add(connection, self.desk.world.now(), self.desk.advocate.id, act, subject)

    @contextmanager
    def _changed(self, after: Header) -> Iterator[Connection]:
        """Change the vault, and then the header.

        Never the other way round: killed between the two, every old key still opens, and what was
        to come is done again. A header ahead of its vault would be a key that nobody was given.
        """
        with self.desk.vault.transaction() as connection:
            yield connection
        try:
            header.write(self.desk.folder, after)
        except OSError:
            raise HotlineError(
                "The office's key file cannot be written: check the disk and try again. "
                "Until then everything opens as before."
            ) from None


def _swapped(front: Header, old: Slot, new: Slot) -> Header:
    kept = tuple(new if slot.id == old.id else slot for slot in front.slots)
    return msgspec.structs.replace(front, slots=kept)
