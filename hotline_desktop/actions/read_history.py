"""Read what was changed of a directory entry, when, by whom and by what; changes nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from hotline_desktop.actions.edit_entry import NoEntryError
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.change import Change, FieldChange
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.trail import words_of
from hotline_desktop.vault import directory, history, offices

HIDDEN = "hidden: the place is confidential"
_STREET = frozenset({"address", "zip code", "latitude", "longitude", "location", "phones"})
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")


class NamedChange(Noun, frozen=True):
    """One act on the entry: when, who by name, what in words, of which list, and each field.

    The first one, which made the entry, has ``made`` and no fields: all of it was new.
    """

    at: Moment
    who: str
    act: str
    what: str
    fields: tuple[FieldChange, ...] = ()
    made: bool = False


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """The verb."""

    desk: OpenOffice

    def __call__(self, identity: str) -> tuple[NamedChange, ...]:
        """Give every change, newest first; of an entry that is gone too, of a merged one the other.

        Raises:
            NoEntryError: nothing is known of such an entry.
        """
        vault = self.desk.vault
        entry = directory.entry(vault, identity)
        found = history.changes(vault, entry.id if entry else identity, entry)
        if entry is None and not found:
            raise NoEntryError
        names = {each.id: each.name for each in offices.advocates(vault)}
        lists = {run.id: run.name for run in history.runs(vault, 10_000)}
        hidden = entry.confidential if isinstance(entry, Provider) else _was_hidden(entry, found)
        in_words = self._words(names)
        return tuple(
            NamedChange(
                at=change.act.at,
                who=names.get(change.act.who, change.act.who),
                act=change.act.act,
                what=_what(change, lists),
                fields=() if _made(change) else _shown(change, hidden, in_words),
                made=_made(change),
            )
            for change in found
        )

    def _words(self, names: dict[str, str]) -> Callable[[str], str]:
        """Give a reader for values: people by name, moments on the office's clock."""
        zone = ZoneInfo(self.desk.office.timezone)

        def there(found: re.Match[str]) -> str:
            return f"{datetime.fromisoformat(found[0]).astimezone(zone):%d %b %Y %H:%M}"

        def read(value: str) -> str:
            for identity, name in names.items():
                value = value.replace(identity, name)
            return _MOMENT.sub(there, value).replace("not_asked", "not asked")

        return read


def _what(change: Change, lists: dict[str, str]) -> str:
    told = (words_of(change.act.act), lists.get(change.act.run, ""))
    return ": ".join(part for part in told if part)


def _made(change: Change) -> bool:
    return change.revision == 1 and all(not field.was for field in change.fields)


def _was_hidden(entry: object, found: tuple[Change, ...]) -> bool:
    """Say of what is gone whether it ever hid its street."""
    fields = [f for change in found for f in change.fields if f.field == "confidential"]
    return entry is None and any("yes" in (field.was, field.became) for field in fields)


def _shown(change: Change, hidden: bool, in_words: Callable[[str], str]) -> tuple[FieldChange, ...]:
    return tuple(
        replace(field, was=HIDDEN if field.was else "", became=HIDDEN if field.became else "")
        if hidden and field.field in _STREET
        else replace(field, was=in_words(field.was), became=in_words(field.became))
        for field in change.fields
    )
