"""Vet a provider: record what was checked, how and by whom, and that every field was looked at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from hotline_desktop.actions.edit_entry import EditEntry
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.change import Act
from hotline_desktop.models.entry_draft import Edited, Fields
from hotline_desktop.models.noun import Noun, Problem
from hotline_desktop.models.provider import Evidence, Provider, Vetting
from hotline_desktop.models.renewal import VETTED_FIELDS, a_year_after
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, trail

SAME, CHANGED = "same", "changed"
_ACT = "vet_provider"
_PARTS = 4


class Vetted(Noun, frozen=True):
    """A vetting as it was made: its evidence, one thing a line, and what was said of each field."""

    evidence: str = ""
    looked: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class VetProvider:
    """The verb."""

    desk: OpenOffice

    def __call__(
        self, seen: Provider, fields: Fields, vetted: Vetted
    ) -> Edited | tuple[Problem, ...]:
        """Write a vetting with what it set right, in one stroke; or give everything to mend.

        Raises:
            BadInputError: the provider is gone, or not any more what was seen.
        """
        edit = EditEntry(self.desk, Gazetteer.load())
        now, by = self.desk.world.now(), self.desk.advocate.id
        on = now.astimezone(ZoneInfo(self.desk.office.timezone)).date()
        read, wrong = edit.read(seen, fields)
        problems = list(wrong)
        words = edit.words(seen)
        problems += _unlooked(vetted.looked, {n for n in fields if fields[n] != words[n]})
        if isinstance(read, Provider) and not read.numbers():
            problems.append(Problem("phones", "Find a number first: nobody can be called back."))
        try:
            evidence = tuple(_evidence(vetted.evidence, on, self.desk.advocate.name))
        except BadInputError as reason:
            problems.append(Problem("evidence", str(reason)))
        if problems or not isinstance(read, Provider):
            return tuple(problems)
        how = "; ".join(dict.fromkeys(each.how for each in evidence))
        with self.desk.vault.transaction() as connection:
            edited = edit.keep(connection, seen, read, now, by)
            vetting = Vetting(on, by, how, a_year_after(on), evidence)
            after = msgspec.structs.replace(edited.provider or read, vetting=vetting)
            directory.keep_provider(connection, after, Act(now, by, _ACT))
            trail.add(connection, now, by, _ACT, after.id)
        return Edited(provider=after, fields=edited.fields)


def _unlooked(looked: dict[str, str], edited: set[str]) -> Iterator[Problem]:
    """A vetting looks at every field; one that is said to have changed says what it is now."""
    for name in VETTED_FIELDS:
        said = looked.get(name, "")
        if f"{name}_words" in edited:  # how a call is handed over stands in two fields
            continue
        if said == CHANGED and name not in edited:
            yield Problem(name, "You said that this changed: write what it is now.")
        elif said not in (SAME, CHANGED) and name not in edited:
            yield Problem(f"looked.{name}", "Look at it: still true, or changed?")


def _evidence(words: str, today: date, name: str) -> Iterator[Evidence]:
    """Read lines such as "licence; looked up at the state's site; Theo; 2026-11-02"."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines:
        raise BadInputError("Say what was checked and how: licence; looked up at the state's site.")
    for line in lines:
        what, how, by, on = (*(part.strip() for part in line.split(";", 3)), "", "", "")[:_PARTS]
        if not what or not how:
            raise BadInputError("Write what was checked; how; by whom; on which day (2026-11-20).")
        yield Evidence(what, by or name, how, _day(on, today))


def _day(words: str, today: date) -> date:
    if not words:
        return today
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or day > today:
        raise BadInputError("Write the day of a check like 2026-11-20; it is not to come yet.")
    return day
