"""Verify a contact: record that it was called back on its public number, and what it answered."""

from dataclasses import dataclass

import msgspec

from hotline_desktop.actions.make_packet import NoContactError
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.change import Act
from hotline_desktop.models.contact import Contact, Phone, Verification
from hotline_desktop.models.tri import Tri
from hotline_desktop.vault import directory, trail


@dataclass(frozen=True, slots=True)
class VerifyContact:
    """The verb."""

    desk: OpenOffice

    def __call__(
        self,
        identity: str,
        how: str,
        immigration: Tri | None = None,
        seen: tuple[Phone, ...] | None = None,
    ) -> Contact:
        """Write who called back, when and how; ``immigration`` None keeps the answer there was.

        ``seen`` are the numbers the advocate had before her: if an import changed them meanwhile,
        she called another one.

        Raises:
            NoContactError: there is no such contact.
            BadInputError: no word on how, no number to call back, or not the number she saw.
        """
        if not how.strip():
            raise BadInputError(
                "Say how it was verified, such as: called back on its public number."
            )
        now, by = self.desk.world.now(), self.desk.advocate.id
        # Read and written in one transaction: an import between the two would be undone.
        with self.desk.vault.transaction() as connection:
            before = directory.contact(self.desk.vault, identity)
            if before is None:
                raise NoContactError
            _refuse_numbers(before.phones, seen)
            after = msgspec.structs.replace(
                before,
                verification=Verification(at=now, by=by, how=how.strip()),
                enforces_immigration=immigration or before.enforces_immigration,
            )
            directory.keep_contact(connection, after, Act(now, by, "verify_contact"))
            trail.add(connection, now, by, "verify_contact", identity)
        return after


def _refuse_numbers(phones: tuple[Phone, ...], seen: tuple[Phone, ...] | None) -> None:
    if not phones:
        raise BadInputError(
            "This contact has no number to call back: find its public number first."
        )
    if seen is not None and seen != phones:
        raise BadInputError(
            "Its number changed while you looked at it: call the new one, then record that."
        )
