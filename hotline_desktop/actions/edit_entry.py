"""Edit a directory entry: what somebody typed becomes the entry, its history and a trail line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from hotline_desktop.actions.entry_lines import words_of
from hotline_desktop.actions.entry_reading import Reading
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.change import Act, fields_changed
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.entry_draft import Edited, Entry, Fields
from hotline_desktop.models.known_entry import CHECK, VOID, dialled
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, history, trail
from hotline_desktop.vault.vault import Connection

IN_WORDS = "hours stay in words: they could not be read as a week"
_SHOWN_AGAIN = "Say in the notes why it is no longer confidential: its street will be shown."


class NoEntryError(BadInputError):
    """There is no such entry."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no such entry in the directory: it was removed or merged.")


class ChangedMeanwhileError(BadInputError):
    """Somebody else, or an import, changed the entry since it was seen."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        """Name the fields."""
        told = ", ".join(fields) or "it"
        super().__init__(f"This entry was changed meanwhile ({told}): look at it, then keep again.")


class MergedMeanwhileError(BadInputError):
    """The entry that somebody typed over went into another one since."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This entry was merged into another one meanwhile: look, then keep again.")


@dataclass(frozen=True, slots=True)
class EditEntry:
    """The verb."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def words(self, entry: Entry) -> Fields:
        """Give an entry's fields as a form shows them."""
        return words_of(entry, self.gazetteer)

    def __call__(self, seen: Entry, fields: Fields) -> Edited | tuple[Problem, ...]:
        """Write what ``fields`` say otherwise than ``seen``; or give everything to mend.

        Raises:
            NoEntryError: it is gone.
            ChangedMeanwhileError: it is not any more what was seen.
            BadInputError: there is no such field.
        """
        after, problems = self.read(seen, fields)
        if problems:
            return problems
        now, by = self.desk.world.now(), self.desk.advocate.id
        with self.desk.vault.transaction() as connection:
            return self.keep(connection, seen, after, now, by)

    def read(self, seen: Entry, fields: Fields) -> tuple[Entry, tuple[Problem, ...]]:
        """Give the entry as it would be, and everything that stands against it, in page order."""
        before = self.words(seen)
        if unknown := fields.keys() - before.keys():
            raise BadInputError(f"There is no field called {min(unknown)[:40]}.")
        words = before | fields
        reading = Reading(seen, words, self.desk.world.now(), self.desk.advocate.id)
        changes: dict[str, object] = {}
        problems: list[Problem] = []
        for name in before:
            if words[name].strip() != before[name].strip():
                try:
                    changes |= reading.read(name)
                except BadInputError as wrong:
                    problems.append(Problem(name, str(wrong)))
        after = msgspec.structs.replace(seen, **changes)
        found = {problem.field: problem for problem in (*_against(seen, after), *problems)}
        return after, tuple(found[name] for name in before if name in found)

    def keep(
        self, connection: Connection, seen: Entry, after: Entry, now: datetime, by: str
    ) -> Edited:
        """Write an edit within a transaction, if it is still what was seen."""
        present = directory.entry(self.desk.vault, seen.id)
        if present is None:
            raise NoEntryError
        if present != seen:
            fields = tuple(change.field for change in fields_changed(seen, present))
            raise ChangedMeanwhileError(fields)
        notices = tuple(_notices(seen, after))
        if isinstance(after, Contact) and VOID in notices:
            after = msgspec.structs.replace(after, verification=None)
        fields = tuple(change.field for change in fields_changed(seen, after))
        if after != seen:
            directory.keep(connection, after, Act(now, by, history.EDIT))
            trail.add(connection, now, by, "edit_entry", after.id, ",".join(fields))
        if VOID in notices:
            trail.add(connection, now, by, "void_verification", after.id)
        made = {"contact": after} if isinstance(after, Contact) else {"provider": after}
        return Edited(fields=fields, notices=notices, **made)


def _notices(seen: Entry, after: Entry) -> Iterator[str]:
    if dialled(after.phones) != dialled(seen.phones):
        if isinstance(seen, Contact) and seen.verification:
            yield VOID
        if isinstance(seen, Provider) and seen.vetting:
            yield CHECK
    if after.hours is None and after.hours_words and after.hours_words != seen.hours_words:
        yield IN_WORDS


def _against(seen: Entry, after: Entry) -> Iterator[Problem]:
    if isinstance(after, Contact) or isinstance(seen, Contact):
        if isinstance(after, Contact) and not after.agency:
            yield Problem("agency", "Say which agency it is.")
        return
    if not after.organisation:
        yield Problem("organisation", "Say which organisation it is.")
    if after.confidential and not (after.area or after.county or after.state):
        yield Problem("area", "Say which area may be shown: its street never is.")
    ages = (after.min_age, after.max_age)
    if ages[0] is not None and ages[1] is not None and ages[0] > ages[1]:
        yield Problem("max_age", "The highest age is not below the lowest.")
    told_why = after.notes and after.notes != seen.notes
    if seen.confidential and not after.confidential and not told_why:
        yield Problem("notes", _SHOWN_AGAIN)
    new = not seen.do_not_refer or seen.notes  # one that came without a reason bars no other edit
    if after.do_not_refer and not after.notes and new:
        yield Problem("notes", "Say in the notes why nobody is to be referred there.")
