"""The front end's words about keeping entries right: history, renewals, edits; decides nothing."""

import argparse
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from hotline_desktop.actions.edit_entry import EditEntry, NoEntryError
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.read_history import NamedChange, ReadHistory
from hotline_desktop.actions.renewals_due import RenewalsDue
from hotline_desktop.cli_verbs import Answer, Verb
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.entry_draft import Edited
from hotline_desktop.models.renewal import Due
from hotline_desktop.places.gazetteer import Gazetteer


def add(inside: Callable[[str, str, Verb], argparse.ArgumentParser]) -> None:
    """Add the words and what they take to the grammar."""
    told = "say what was changed of an entry, when, by whom and by what"
    inside("history", told, history).add_argument("entry", metavar="ID")
    inside("renewals", "list verifications and vettings that end soon or have lapsed", renewals)
    edit = inside("edit-entry", "set fields of an entry right, or list them", edit_entry)
    edit.add_argument("entry", metavar="ID")
    told = "a field and what it says now; without any, all fields are listed"
    edit.add_argument("--set", action="append", default=[], metavar="FIELD=WORDS", help=told)


def history(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Tell every change of one entry, newest first."""
    found = ReadHistory(desk)(arguments.entry)
    zone = ZoneInfo(desk.office.timezone)
    value = [
        {"at": change.at.isoformat(), "who": change.who, "act": change.act, "what": change.what,
         "made": change.made,
         "fields": [{"field": f.field, "was": f.was, "became": f.became} for f in change.fields]}
        for change in found
    ]  # fmt: skip
    words = "\n".join(_change(change, zone) for change in found)
    return Answer(0, value, words or "Nothing was changed since there is a history.")


def _change(change: NamedChange, zone: ZoneInfo) -> str:
    first = f"{change.at.astimezone(zone):%d %b %Y %H:%M}  {change.who}  {change.what}"
    lines = [
        f"    {each.field}: {each.was or 'nothing'} -> {each.became or 'nothing'}"
        for each in change.fields
    ]
    return "\n".join((first, *lines))


def renewals(_arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """List what has to be looked at again: what ends soonest, then what has lapsed."""
    found = RenewalsDue(desk)().found
    zone = ZoneInfo(desk.office.timezone)
    value = [
        {"kind": each.kind, "id": each.id, "name": each.name, "ends": each.ends.isoformat(),
         "lapsed": each.lapsed}
        for each in found
    ]  # fmt: skip
    words = "\n".join(f"{_ends(each, zone)}  {each.kind}  {each.id}  {each.name}" for each in found)
    return Answer(0, value, words or "Nothing has to be renewed within 30 days.")


def _ends(each: Due, zone: ZoneInfo) -> str:
    there: datetime = each.ends.astimezone(zone)
    return f"{'lapsed' if each.lapsed else 'ends'} {there:%d %b %Y}"


def edit_entry(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Set fields right; or list them as they stand."""
    verb, entry = EditEntry(desk, Gazetteer.load()), ReadDirectory(desk)(arguments.entry)
    if entry is None:
        raise NoEntryError
    if not arguments.set:
        fields = verb.words(entry)
        words = "\n".join(f"{name}: {told}" for name, told in fields.items())
        return Answer(0, {"id": entry.id, "fields": fields}, words)
    done = verb(entry, dict(map(_field, arguments.set)))
    if not isinstance(done, Edited):
        told = {"problems": [{"field": p.field, "sentence": p.sentence} for p in done]}
        return Answer(2, told, "\n".join(f"{p.field}: {p.sentence}" for p in done))
    value = {"id": entry.id, "changed": list(done.fields), "notices": list(done.notices)}
    words = f"Changed: {', '.join(done.fields)}." if done.fields else "Nothing changed."
    return Answer(0, value, "\n".join((words, *done.notices)))


def _field(words: str) -> tuple[str, str]:
    name, between, said = words.partition("=")
    if not between:
        raise BadInputError("Write --set as FIELD=WORDS.")
    return name.strip(), said.replace("\\n", "\n")
