"""Make a packet: decide, gather on this thread, press in a child, record, then place the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from hotline_desktop import child
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.place_file import place_file
from hotline_desktop.actions.take_signal import NoSituationError
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.disclosure import Basis, Disclosure, decide
from hotline_desktop.models.noun import Noun, Problem, Refusal, encode
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.situation import Situation
from hotline_desktop.models.trail import LedgerLine
from hotline_desktop.packet.contents import gather
from hotline_desktop.packet.press import Pressed, PressJob, Preview, PreviewJob
from hotline_desktop.vault import directory, offices, packets, situations, trail, trail_head

_LOST = (
    "The packet is recorded, but its file could not be written there: free some space or "
    "choose another folder, then export it again."
)
_PRESS = "hotline_desktop.packet.press"
_ADDRESS_SPACE = 2 * 1024**3
_SECONDS = 60.0

T = TypeVar("T")


class NoContactError(BadInputError):
    """No contact has this id."""

    def __init__(self) -> None:
        """Say how to find it."""
        super().__init__("There is no contact with this id: look it up in the directory.")


class OvertakenError(HotlineError):
    """What was signed is no longer what may leave."""

    def __init__(self) -> None:
        """Say so, and what to do."""
        super().__init__(
            "The situation, its release or the contact changed while the packet was being signed: "
            "nothing was exported. Look at it and make it again."
        )


class Wish(Noun, frozen=True):
    """What the advocate asks for: which situation (id or number), to whom, on which basis.

    ``reason`` says why the file leaves unsealed, and stands behind a basis that is not her release.
    ``providers`` are ids of services to name in the packet.
    """

    situation: str
    contact: str
    basis: Basis = Basis()
    reason: str = ""
    providers: tuple[str, ...] = ()


class Gathered(Noun, frozen=True):
    """A packet ready to be pressed: only what a basis lets out, and what the record will say.

    ``revision`` is the situation's when this was gathered: a later one must be gathered anew.
    """

    wish: Wish
    situation: str
    revision: int
    recipient: Contact
    disclosure: Disclosure
    referral: Referral


@dataclass(frozen=True, slots=True)
class MakePacket:
    """The verb, in the order gather, (preview), press, record."""

    desk: OpenOffice

    def gather(self, wish: Wish) -> Gathered | Refusal | tuple[Problem, ...]:
        """Decide what may go, and take only that.

        Raises:
            NoSituationError, NoContactError: the wish names what is not there.
        """
        situation, recipient = self._found(wish)
        now, release = self.desk.world.now(), situation.draft.release
        # A clock that was set back gives no release and no verification a second life: the answer
        # must be yes now, and at the latest hour that the trail knows.
        latest = max(now, trail_head.latest(self.desk.vault) or now)
        policy = self.desk.office.policy
        late = decide(policy, wish.basis, release, recipient, latest)
        if isinstance(late, Refusal):
            return late
        answer = decide(policy, wish.basis, release, recipient, now)
        if isinstance(answer, Refusal):
            return answer
        with self.desk.vault.transaction() as connection:
            number = packets.next_number(connection, now)
        referral = gather(
            situation,
            answer,
            recipient,
            self._providers(wish.providers),
            self.desk.office,
            self.desk.advocate,
            number,
            now,
        )
        if isinstance(referral, tuple):
            return referral
        return Gathered(wish, situation.id, situation.revision, recipient, answer, referral)

    def preview(self, gathered: Gathered, width: int) -> Preview:
        """Draw the pages as they will print, PNG at ``width`` pixels; for any thread."""
        return _ask_child(PreviewJob(referral=gathered.referral, width=width), Preview)

    def job(self, gathered: Gathered) -> PressJob:
        """Add the advocate's key; read on the vault's own thread."""
        chain, key, root = offices.signing(self.desk.vault, self.desk.advocate.id)
        return PressJob(
            referral=gathered.referral,
            chain=chain,
            key=key,
            root_sha256=root,
            signed_at=self.desk.world.now(),
        )

    @staticmethod
    def press(job: PressJob) -> Pressed:
        """Lay out, sign and check in a child without vault or network; for any thread.

        Raises:
            HotlineError: the child failed, or its file did not pass the strict rule.
        """
        pressed = _ask_child(job, Pressed)
        if not pressed.ok:
            raise HotlineError("The packet did not pass its own check and was not exported.")
        return pressed

    def record(self, gathered: Gathered, pressed: Pressed, target: Path) -> LedgerLine:
        """Decide once more, write packet, ledger and trail in one transaction, place the file.

        Raises:
            OvertakenError: what may leave changed since it was gathered; nothing was recorded.
            BadInputError: the target exists or cannot be written; nothing was recorded.
            HotlineError: recorded, but the file could not be placed; export it again.
        """
        world, by = self.desk.world, self.desk.advocate.id
        now = world.now()
        line = LedgerLine(
            id=world.new_id(),
            situation=gathered.situation,
            packet=world.new_id(),
            recipient=gathered.recipient.id,
            recipient_name=gathered.recipient.name(),
            items=tuple(gathered.disclosure.items),
            basis=gathered.disclosure.basis.kind,
            reason=gathered.disclosure.basis.reason or gathered.wish.reason,
            until=gathered.disclosure.until,
            at=now,
            by=by,
            digest=pressed.digest,
        )
        number = gathered.referral.packet

        def write() -> None:
            with self.desk.vault.transaction() as connection:
                self._refuse_overtaken(gathered)
                text = encode(gathered.referral).decode()
                packets.keep(connection, number, line, text, pressed.pdf)
                detail = f"{number} {line.basis} {line.digest}"
                trail.add(connection, now, by, "make_packet", line.situation, detail)

        place_file(target, pressed.pdf, write, _LOST)
        return line

    def _refuse_overtaken(self, gathered: Gathered) -> None:
        """Hold what was gathered against what the vault says now, inside its transaction."""
        situation, recipient = self._found(gathered.wish)
        now, policy = self.desk.world.now(), self.desk.office.policy
        release = situation.draft.release
        answer = decide(policy, gathered.wish.basis, release, recipient, now)
        if situation.revision != gathered.revision or answer != gathered.disclosure:
            raise OvertakenError

    def _found(self, wish: Wish) -> tuple[Situation, Contact]:
        situation = situations.situation(self.desk.vault, wish.situation)
        if situation is None:
            raise NoSituationError
        recipient = directory.contact(self.desk.vault, wish.contact)
        if recipient is None:
            raise NoContactError
        return situation, recipient

    def _providers(self, wanted: Sequence[str]) -> list[Provider]:
        found = (directory.provider(self.desk.vault, identity) for identity in wanted)
        return [provider for provider in found if provider is not None]


def _ask_child(job: object, kind: type[T]) -> T:
    request = msgspec.json.encode(job)
    answer = b"".join(child.run(_PRESS, request, address_space=_ADDRESS_SPACE, seconds=_SECONDS))
    return msgspec.json.decode(answer, type=kind)
