"""Save what a damaged office still holds into a new folder; never writes over the old one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hotline_desktop import durable
from hotline_desktop.actions import take_stock
from hotline_desktop.actions.make_slot import half_of
from hotline_desktop.actions.set_up_office import FolderTakenError, clear, refuse_taken
from hotline_desktop.actions.world import World
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.keys import anchor, header, sealing, signing, spool, tries
from hotline_desktop.keys.anchor import Anchor
from hotline_desktop.keys.header import Header, NoOfficeError
from hotline_desktop.keys.slots import HeaderRefusedError, Opened, WrongPassphraseError
from hotline_desktop.models.loss import How, Loss
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.office import Advocate, Office, Policy, Role
from hotline_desktop.packet.envelope import open_envelope
from hotline_desktop.packet.verdict import Verdict
from hotline_desktop.vault import access, offices, renewal, trail, vault
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.remains import refill
from hotline_desktop.vault.remains.drafts import Drafts, drafts_left, put_drafts
from hotline_desktop.vault.remains.lines import Head
from hotline_desktop.vault.remains.pages import salt_for
from hotline_desktop.vault.remains.salvage import Saved, salvage
from hotline_desktop.vault.vault import Connection, DamagedVaultError, Vault, VaultMissingError


class Rescued(Noun, frozen=True):
    """What became of it: counts by kind, and by name whatever is not as it was.

    ``more`` are kinds of which more may be lost than is named. ``damaged`` of ``pages`` could not
    be read, nor could ``log`` entries of the log beside the vault.
    """

    kept: dict[str, int]
    losses: tuple[Loss, ...]
    more: tuple[str, ...]
    damaged: int
    pages: int
    log: int

    def is_whole(self) -> bool:
        """Say whether nothing is known to be lost or spoken against."""
        return not (self.losses or self.more)


@dataclass(frozen=True, slots=True)
class RescueOffice:
    """The verb; seconds for each gigabyte.

    ``key_file`` is a copy of the office's key file where its own is damaged; ``policy`` is asked
    only where it can be read nowhere.
    """

    world: World
    key_file: Path | None = None
    policy: Policy | None = None

    def __call__(self, old: Path, new: Path, words: str) -> Rescued:
        """Read the old office, make the new one, or raise and leave nothing there.

        Raises:
            BadInputError: the new folder is not free, or lies in the old one.
            HotlineError: no key file, the wrong passphrase, nothing readable, or the disk said no.
        """
        self.refuse(old, new)
        front, opened = self._opened(old, words)
        saved, drafts = self._read(old, front, opened)
        making = new.with_name(f"{new.name}.new")
        try:
            clear(making)
            durable.make(making)
            rescued = self._make(making, front, opened, saved, drafts)
            if new.exists():
                new.rmdir()
            durable.appear(making, new)
        except OSError:
            raise HotlineError(
                "The new office cannot be made there: check that the disk has room and can be "
                "written. The old folder was not changed."
            ) from None
        finally:
            with suppress(OSError):
                clear(making)
        return rescued

    def refuse(self, old: Path, new: Path) -> None:
        """Refuse what cannot be done, before a passphrase is asked for; raises as the verb does."""
        _refuse_place(old, new)
        self._headers(old)

    def _headers(self, old: Path) -> list[Header]:
        """Give key file and copy, or the one that was named, as far as they can be read."""
        if self.key_file is not None and not self.key_file.exists():
            raise BadInputError("There is no key file of this name: look where the copy lies.")
        found, reasons = [], []
        for path in [self.key_file] if self.key_file else [old / header.FILE, old / header.COPY]:
            try:
                found.append(header.read_file(path))
            except (NoOfficeError, HeaderRefusedError) as reason:
                reasons.append(reason)
        if found:
            return found if found[0] != found[-1] else found[:1]
        if isinstance(reasons[0], NoOfficeError):
            raise reasons[0]
        raise HeaderRefusedError(
            "The office's key file and its copy are damaged. One from any backup made since the "
            "last new key will do: name it with --key-file FILE."
        )

    def _opened(self, old: Path, words: str) -> tuple[Header, Opened]:
        """Open the key file that fits the vault; only a wrong passphrase is noted, as ever."""
        now, last = self.world.now(), tries.read(old).last
        tries.refuse_hasty(old, now, self.world.start())
        found: list[tuple[Header, Opened]] = []
        reasons: list[HotlineError] = []
        fronts = self._headers(old)
        for front in fronts:
            try:
                found.append((front, header.unlock(front, words, half_of, last)))
            except HotlineError as reason:
                reasons.append(reason)
        for front, opened in found:
            if len(found) == 1 or salt_for(old / vault.FILE, opened.data_key, b""):
                return front, opened
        if found:
            return found[0]
        if all(isinstance(reason, WrongPassphraseError) for reason in reasons):
            tries.note_failed(old, now, self.world.start())
            if fronts[0].spool:
                spool.add(old, fronts[0].office, fronts[0].spool, now)
        raise reasons[0]

    def _read(self, old: Path, front: Header, opened: Opened) -> tuple[Saved, Drafts]:
        key = opened.data_key

        def remember(secret: bytes) -> Head | None:
            kept = anchor.read(anchor.name(front.office, old))
            known: list[Anchor] = [one for text in kept if (one := anchor.unseal(text, secret))]
            newest = max(known, key=lambda one: one.seq, default=None)
            return (newest.seq, newest.hash) if newest else None

        try:
            drafts = drafts_left(_present(old / Journal.FILE, key), key)
            path = _present(old / vault.FILE, key)
            if not path.exists():
                raise VaultMissingError(
                    "The vault file is missing from the office folder: there is nothing to save. "
                    "Restore it from a backup."
                )
            salt = salt_for(path, key, drafts.salt)
            saved = salvage(path, key, remember, salt) if salt else None
        except OSError:
            raise HotlineError(
                "The disk does not give the files of this office: copy what can be copied to "
                "another disk and rescue it there."
            ) from None
        if saved is None or len(saved.damaged) == saved.pages:
            raise DamagedVaultError(
                "Nothing in this vault can be read with this key: it is damaged from end to end, "
                "or key file and vault do not belong together. Restore both from one backup."
            )
        if saved.office is not None and saved.office.id != front.office:
            raise DamagedVaultError(
                "The vault in this folder is of another office than its key file: "
                "put the two that belong together back from a backup."
            )
        return saved, drafts

    def _make(
        self, folder: Path, front: Header, opened: Opened, saved: Saved, drafts: Drafts
    ) -> Rescued:
        now, key = self.world.now(), opened.data_key
        office = saved.office or self._office(front, saved)
        people = _people(saved, opened.advocate)
        losses = [*saved.losses, *_altered(saved)]
        losses += [Loss("person", person.id) for person in people]
        if not drafts.whole:
            losses.append(Loss("unsaved text", "some of it may be lost"))
        made = Vault.create(folder, key)
        try:
            with made.transaction() as connection:
                kept = refill.refill(connection, saved, office, people)
                if opened.private:
                    losses += _renew_keys(connection, saved, office, opened, now)
                    front = _with_secret(connection, saved, front)
                for loss in losses:
                    how = f"{loss.how} {loss.kind}"
                    trail.add(connection, now, opened.advocate, "rescue_loss", loss.name, how)
                for kind in saved.more:
                    trail.add(connection, now, opened.advocate, "rescue_loss", kind, f"more {kind}")
                told = f"{len(losses)} not as kept, {len(saved.damaged)} of {saved.pages} pages"
                losses = list(dict.fromkeys(losses))
                trail.add(connection, now, opened.advocate, "rescue", office.id, told)
        finally:
            made.close()
        kept["unsaved texts"] = put_drafts(folder, key, drafts)
        header.write(folder, front)
        damaged = len(saved.damaged)
        return Rescued(kept, tuple(losses), saved.more, damaged, saved.pages, saved.log)

    def _office(self, front: Header, saved: Saved) -> Office:
        policy = saved.policy or self.policy
        if policy is None:
            raise BadInputError(
                "The office's own record is lost, and nothing else says its policy: "
                "name it with --policy strict or --policy hotline."
            )
        return Office(front.office, front.label, policy, exercise=front.exercise)


def _refuse_place(old: Path, new: Path) -> None:
    here, there = old.resolve(), new.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise FolderTakenError("Choose a new folder beside the damaged office, not in or over it.")
    if not here.is_dir():
        raise NoOfficeError("There is no folder of this name: look where the office lies.")
    refuse_taken(new)


def _present(path: Path, key: bytes) -> Path:
    """Give the file, or its copy under the new key if the office was changing over to it."""
    copy = path.with_name(path.name + renewal.NEXT)
    return copy if not salt_for(path, key, b"") and salt_for(copy, key, b"") else path


def _people(saved: Saved, opener: str) -> list[Advocate]:
    """Give those whose own rows are lost, by what else names them; nobody gains a right by it."""
    lost = {loss.name for loss in saved.losses if loss.kind == "person"}
    here = saved.rows["advocate"]
    if opener not in {row["id"] for row in here}:
        lost.add(opener)
    ruled = any(row["role"] == Role.ADMINISTRATOR and not row["left_at"] for row in here)
    first = Role.ADVOCATE if ruled else Role.ADMINISTRATOR  # else nobody could ever mend the rest
    return [
        Advocate(one, f"Name lost ({one[:8]})", first if one == opener else Role.ADVOCATE)
        for one in sorted(lost)
    ]


def _altered(saved: Saved) -> list[Loss]:
    """Name packets whose file is not what was signed: a piece of it may be of an earlier day."""
    found = []
    for packet in saved.packets:
        envelope = open_envelope(packet.pdf) if packet.pdf else None
        if packet.pdf and (
            isinstance(envelope, Verdict)
            or envelope is None
            or envelope.digest.hex() != packet.line.digest
        ):
            found.append(Loss("packet", packet.number, How.DOUBTFUL))
    return [loss for loss in found if loss not in saved.losses]


def _renew_keys(
    connection: Connection, saved: Saved, office: Office, opened: Opened, now: datetime
) -> list[Loss]:
    """Make what people sign and open with where it is lost; gives what the world has to be told."""
    told: list[Loss] = []
    given = {row["advocate"] for row in saved.rows["access"]}
    if opened.advocate not in given:
        public = sealing.public_of(opened.private)
        access.give(connection, access.Access(opened.advocate, opened.slot, public), now)
        told.append(Loss("access", opened.advocate))
    signs = {row["advocate"]: row for row in saved.rows["signing"]}
    rows = connection.execute("SELECT id, name, role FROM advocate WHERE left_at=''").fetchall()
    for identity, name, role in sorted(rows, key=lambda row: row[0] != opened.advocate):
        if identity in signs:
            continue
        told.append(Loss("signing key", identity))
        person, any_row = Advocate(identity, name, Role(role)), next(iter(signs.values()), None)
        if any_row is None:
            pair = signing.make_office_signing(office, person, now)
            told.append(Loss("office root", f"publish the new one: {pair.root_sha256}"))
        else:
            begin = "-----BEGIN CERTIFICATE-----"
            root = begin + any_row["chain"].rsplit(begin, 1)[1]
            pair = signing.make_advocate_signing(office, person, root, any_row["root_key"], now)
        offices.keep_signing(
            connection, identity, pair.chain, pair.key, pair.root_key, pair.root_sha256
        )
        signs[identity] = {"chain": pair.chain, "root_key": pair.root_key}
    return told


def _with_secret(connection: Connection, saved: Saved, front: Header) -> Header:
    if saved.rows["secret"]:
        return front
    return take_stock.new_header(front, front.slots, access.make_secret(connection))
