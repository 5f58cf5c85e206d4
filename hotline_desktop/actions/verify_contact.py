"""Verify a contact: record that it was called back on its public number, and what it answered."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from hotline_desktop.actions.edit_entry import EditEntry
from hotline_desktop.actions.make_packet import NoContactError
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.change import Act
from hotline_desktop.models.contact import Contact, Method, Phone, Verification
from hotline_desktop.models.entry_draft import Edited, Fields
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, trail
from hotline_desktop.vault.vault import Connection

_ACT = "verify_contact"
HOW = {
    Method.CALLED_BACK: "called back on its public number",
    Method.EMAIL: "answered from its published address",
    Method.IN_PERSON: "met in person",
    Method.ANOTHER_OFFICE: "vouched for by another office",
}


class Call(Noun, frozen=True):
    """A verification as it was made: the method, the number, who answered, what else to say."""

    method: Method | None = None
    number: str = ""
    spoken_to: str = ""
    words: str = ""

    def problems(self, phones: tuple[Phone, ...]) -> Iterator[Problem]:
        """Name everything that stands against it."""
        if self.method is None:
            yield Problem("method", "Say how it was verified.")
        if not phones:
            yield Problem("phones", "Find its public number first: nobody can be called back.")
        elif self.number not in [phone.as_written for phone in phones]:
            yield Problem("number", "Say which of its numbers is the one to call back on.")
        if not self.spoken_to.strip():
            yield Problem("spoken_to", "Say who answered: a name, a badge, or the duty officer.")


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
        # Read and written in one transaction: an import between the two would be undone.
        with self.desk.vault.transaction() as connection:
            before = directory.contact(self.desk.vault, identity)
            if before is None:
                raise NoContactError
            _refuse_numbers(before.phones, seen)
            told = msgspec.structs.replace(
                before, enforces_immigration=immigration or before.enforces_immigration
            )
            call = Call(Method.CALLED_BACK, before.phones[0].as_written)
            return self._keep(connection, told, call, how.strip())

    def session(self, seen: Contact, fields: Fields, call: Call) -> Edited | tuple[Problem, ...]:
        """Write a call-back with what it set right, in one stroke; or give everything to mend.

        Raises:
            BadInputError: the contact is gone, or not any more what was seen.
        """
        edit = EditEntry(self.desk, Gazetteer.load())
        read, wrong = edit.read(seen, fields)
        problems = (*call.problems(read.phones), *wrong)
        if problems or not isinstance(read, Contact) or call.method is None:
            return problems
        how = "; ".join(part for part in (HOW[call.method], call.words.strip()) if part)
        now, by = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            edited = edit.keep(connection, seen, read, now, by)
            kept = self._keep(connection, edited.contact or read, call, how)
        return Edited(contact=kept, fields=edited.fields)

    def _keep(self, connection: Connection, contact: Contact, call: Call, how: str) -> Contact:
        now, by = self.desk.world.now(), self.desk.advocate.id
        check = Verification(
            at=now,
            by=by,
            how=how,
            method=call.method or Method.CALLED_BACK,
            number=call.number,
            spoken_to=call.spoken_to.strip(),
        )
        after = msgspec.structs.replace(contact, verification=check)
        directory.keep_contact(connection, after, Act(now, by, _ACT))
        trail.add(connection, now, by, _ACT, after.id)
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
