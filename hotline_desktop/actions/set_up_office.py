"""Set an office up: folder, key slot, vault, first advocate, signing root; all of it or nothing."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from hotline_desktop import durable
from hotline_desktop.actions import take_stock
from hotline_desktop.actions.make_slot import make_slot
from hotline_desktop.actions.world import World
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.ground import stand
from hotline_desktop.keys import header, passphrase, recovery, signing, slots
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.office import Advocate, Office, Policy, Role
from hotline_desktop.vault import access, offices, trail
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.vault import Vault

_MADE_HERE = ("vault.db", "journal.db", header.FILE, header.COPY)


class FolderTakenError(BadInputError):
    """The folder is not free for a new office."""


class Plan(Noun, frozen=True):
    """What set-up asks. ``policy`` has no default: nothing is preselected (DOMAIN.md rule 1).

    With ``half`` a second half of the first key lies in this machine's keyring.
    """

    name: str = ""
    policy: Policy | None = None
    advocate: str = ""
    phone: str = ""
    timezone: str = "America/New_York"
    exercise: bool = False
    half: bool = False

    def problems(self) -> tuple[Problem, ...]:
        """Name what is missing, all at once."""
        found = []
        if not self.name.strip():
            found.append(Problem("name", "Give the office a name; it stands on the unlock page."))
        if self.policy is None:
            found.append(Problem("policy", "Choose the policy: strict or hotline."))
        if not self.advocate.strip():
            found.append(Problem("advocate", "Say who sits at this desk."))
        if self.timezone not in available_timezones():
            words = "Name the time zone as in America/New_York."
            found.append(Problem("timezone", words))
        return tuple(found)


class NewOffice(Noun, frozen=True):
    """What was made; the root's fingerprint (hex) is what the office publishes for strangers.

    ``shares`` are the three recovery shares, to be written down now: they are kept nowhere.
    """

    office: Office
    root_sha256: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetUpOffice:
    """The verb; takes about a second for the key."""

    world: World

    def __call__(self, folder: Path, plan: Plan, words: str) -> NewOffice:
        """Make the office, or raise and leave nothing behind.

        Raises:
            BadInputError: a weak passphrase, or a folder that is not free.
            HotlineError: the disk said no.
        """
        passphrase.refuse_weak(words, (plan.name, plan.advocate))
        if plan.policy is None or plan.problems():
            sentences = [problem.sentence for problem in plan.problems()]
            raise BadInputError(" ".join(sentences))
        new = folder.with_name(f"{folder.name}.new")
        try:
            refuse_taken(folder)
            clear(new)
            durable.make(new)
            made = self._make(new, plan, plan.policy, words)
            if folder.exists():
                folder.rmdir()
            durable.appear(new, folder)
        except OSError:
            raise HotlineError(
                "The office cannot be made here: check that the folder's disk has room and "
                "can be written."
            ) from None
        finally:
            with suppress(OSError):
                clear(new)
        return made

    def _make(self, folder: Path, plan: Plan, policy: Policy, words: str) -> NewOffice:
        now, new_id = self.world.now(), self.world.new_id
        office = Office(
            id=new_id(),
            name=plan.name.strip(),
            policy=policy,
            phone=plan.phone,
            timezone=plan.timezone,
            exercise=plan.exercise,
        )
        advocate = Advocate(id=new_id(), name=plan.advocate.strip(), role=Role.ADMINISTRATOR)
        data_key = slots.new_data_key()
        slot, public = make_slot(office, advocate.id, new_id(), words, data_key, plan.half)
        shares = recovery.make_shares()
        pair = signing.make_office_signing(office, advocate, now)
        vault = Vault.create(folder, data_key)
        try:
            with vault.transaction() as connection:
                offices.keep(connection, office)
                offices.keep_advocate(connection, advocate)
                offices.keep_signing(
                    connection, advocate.id, pair.chain, pair.key, pair.root_key, pair.root_sha256
                )
                access.give(connection, access.Access(advocate.id, slot.id, public), now)
                access.keep_shares(connection, shares.public, now)
                secret = access.make_secret(connection)
                trail.add(connection, now, advocate.id, "set_up", office.id, policy)
        finally:
            vault.close()
        Journal(folder, data_key).close()
        sealed = recovery.give(office.id, shares.public, data_key)
        front = header.Header(
            header.FORMAT, office.id, office.name, office.exercise, (slot,), sealed
        )
        header.write(folder, take_stock.new_header(front, (slot,), secret))
        return NewOffice(office, pair.root_sha256, shares.words)


def refuse_taken(folder: Path) -> None:
    """Refuse a folder in which no new office may be made.

    Raises:
        FolderTakenError: with what to do.
    """
    if refusal := stand(folder).refusal:
        raise FolderTakenError(refusal)
    if (folder / header.FILE).exists():
        raise FolderTakenError(
            "There is an office in this folder already: open it, or choose another."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTakenError("This folder is not empty: choose a new or empty one.")


def clear(folder: Path) -> None:
    """Take away what an interrupted set-up left; only names that set-up makes."""
    if not folder.is_dir():
        return
    for name in _MADE_HERE:
        for ending in ("", "-wal", "-shm", "-journal", ".new"):
            (folder / f"{name}{ending}").unlink(missing_ok=True)
    folder.rmdir()
