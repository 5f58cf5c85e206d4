"""The front end's words about the directory: import, undo, export, verify, search."""

import argparse
from collections.abc import Callable
from pathlib import Path

from hotline_desktop.actions.export_directory import ExportDirectory, Form
from hotline_desktop.actions.find_duplicates import FindDuplicates
from hotline_desktop.actions.import_directory import ImportDirectory, Preview
from hotline_desktop.actions.merge_entries import MergeEntries
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.search_directory import SearchDirectory
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.actions.undo_import import UndoImport
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.cli_verbs import Answer, Verb
from hotline_desktop.errors import BadInputError
from hotline_desktop.models import states
from hotline_desktop.models.column_map import ColumnMap, Field, FoundTable, Makes, corrected
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.looking import Facets, Found
from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.models.service_kind import Finer, ServiceKind
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer

_MOST_TOLD = 60


def add(inside: Callable[[str, str, Verb], argparse.ArgumentParser]) -> None:
    """Add the words and what they take to the grammar."""
    take = inside("import", "preview a directory file, or take it in", take_in)
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--yes", action="store_true", help="write what the preview shows")
    told = "what a column holds; FIELD none leaves it out, any other name lists the fields"
    take.add_argument("--column", action="append", default=[], metavar="COLUMN=FIELD", help=told)
    told = "what holds for every row, such as kind=federal"
    take.add_argument("--all", action="append", default=[], metavar="FIELD=VALUE", help=told)
    told = "what the rows become"
    take.add_argument("--as", dest="makes", choices=[m.value for m in Makes], help=told)
    take.add_argument("--source", default="", metavar="NAME", help="whose list it is")
    inside("imports", "list the imports", imports)
    undo = inside("undo-import", "undo a whole import", undo_import)
    undo.add_argument("import_id", nargs="?", default="", metavar="ID", help="else the newest")
    out = inside("export", "write the directory into a file", export)
    out.add_argument("file", type=Path, metavar="FILE")
    told = "hsds: HSDS 3.0 JSON; the others are tables (CSV)"
    out.add_argument("--form", choices=[f.value for f in Form], default=Form.HSDS.value, help=told)
    pairs = inside("duplicates", "list entries that may be the same, or settle a pair", duplicates)
    pairs.add_argument("--limit", type=int, default=50, metavar="N")
    told = "the first stays and takes what it lacks from the second, which goes"
    pairs.add_argument("--merge", nargs=2, metavar=("ID", "ID"), help=told)
    pairs.add_argument("--two", nargs=2, metavar=("ID", "ID"), help="these are not the same")
    pairs.add_argument("--undo", default="", metavar="MERGE", help="take a merge apart")
    verify = inside("verify-contact", "record that a contact was called back", verify_contact)
    verify.add_argument("contact", metavar="ID")
    verify.add_argument("--how", default="called back on its public number")
    told = "does it enforce immigration law?"
    verify.add_argument("--immigration", choices=["yes", "no"], help=told)
    find = inside("search", "find contacts, providers, protocols, situations", search)
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--kind", choices=["contact", "provider", "protocol", "situation"])
    find.add_argument("--near", default="", metavar="PLACE")
    find.add_argument("--limit", type=int, default=20, metavar="N")
    _add_facets(find)


def _add_facets(find: argparse.ArgumentParser) -> None:
    for word, values in (
        ("service", None),
        ("language", None),
        ("topic", [topic.value for topic in Topic]),
        ("vetting", [state.value for state in VettingState]),
    ):
        told = "any of these, if given more than once"
        find.add_argument(f"--{word}", action="append", default=[], choices=values, help=told)
    find.add_argument("--open-now", action="store_true", help="known to be open")
    find.add_argument("--age", type=int, metavar="YEARS", help="that is taken")
    find.add_argument("--within", type=int, metavar="MILES", help="of the place; or holds there")


def take_in(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Preview a directory file; with --yes write it."""
    verb = ImportDirectory(desk, Gazetteer.load())
    preview = verb.preview(arguments.file, source=arguments.source)
    if arguments.column or arguments.all or arguments.makes or arguments.source:
        maps = _corrected(preview, arguments)
        preview = verb.preview(arguments.file, maps=maps, source=arguments.source)
    report, taken = preview.report, arguments.yes
    if taken and not report.accepted + report.repaired:
        if report.rejected or not report.duplicates:
            raise BadInputError("No row of this file can be taken in: see what the preview says.")
        taken, written = False, "Nothing was written: all of it is known already."
    elif taken:
        report, written = verb.commit(preview), "Written. Undo all of it with: undo-import"
    else:
        written = "Nothing was written: add --yes to take it in."
    tables = [
        {"name": t.name, "form": t.form, "columns": list(t.columns),
         "makes": t.map.makes.value if t.map else "",
         "source": t.map.source if t.map else "",
         "fields": {c: f.value for c, f in t.map.fields.items()} if t.map else {}}
        for t in preview.tables
    ]  # fmt: skip
    value = report.as_json() | {"written": bool(taken), "tables": tables}
    words = "\n".join(line for table in preview.tables for line in _columns_in_words(table))
    return Answer(0, value, "\n".join(p for p in (words, report.in_words(), written) if p))


def _columns_in_words(table: FoundTable) -> list[str]:
    if table.map is None:
        return [f"{table.name}: {table.form}."]
    told = [f"{table.name}: each row becomes a {table.map.makes} of the list {table.map.source}."]
    fields = table.map.fields
    return told + [f"  {column}: {fields[column]}" for column in table.columns if column in fields]


def _corrected(preview: Preview, arguments: argparse.Namespace) -> dict[str, ColumnMap]:
    """Give the maps of every table with what the words say otherwise."""
    columns = dict(map(_column, arguments.column))
    every = dict(map(_value, arguments.all))
    makes = Makes(arguments.makes) if arguments.makes else None
    maps, unknown = {}, set(columns)
    for table in preview.tables:
        if table.map is None:
            continue
        here = {c: None if f == "none" else _field(f) for c, f in columns.items()
                if c in table.columns}  # fmt: skip
        unknown -= here.keys()
        maps[table.signature()] = corrected(table.map, here, every, makes, arguments.source)
    if unknown:
        known = ", ".join(c for t in preview.tables for c in t.columns if c)[:600]
        raise BadInputError(f"There is no column {sorted(unknown)[0][:60]}; there are: {known}.")
    return maps


def _column(words: str) -> tuple[str, str]:
    column, between, field = words.rpartition("=")
    if not between:
        raise BadInputError("Write --column as COLUMN=FIELD.")
    return column.strip().casefold().replace(" ", "_"), field.strip()


def _value(words: str) -> tuple[Field, str]:
    field, between, value = words.partition("=")
    if not between:
        raise BadInputError("Write --all as FIELD=VALUE.")
    return _field(field), value.strip()


def _field(word: str) -> Field:
    try:
        return Field(word.strip().casefold())
    except ValueError:
        known = ", ".join(field.value for field in Field)
        raise BadInputError(f"There is no field {word[:40]}; the fields are {known}.") from None


def imports(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """List the imports, newest first."""
    runs = UndoImport(desk).runs()
    value = [
        {"id": r.id, "at": r.at.isoformat(), "name": r.name, "rows": r.rows, "written": r.written,
         "undone_at": r.undone_at.isoformat() if r.undone_at else None}
        for r in runs
    ]  # fmt: skip
    words = "\n".join(
        f"{r.id}  {r.at:%d %b %Y %H:%M}  {r.written:,} of {r.rows:,} rows  {r.name}"
        + ("  (undone)" if r.undone_at else "")
        for r in runs
    )
    return Answer(0, value, words or "Nothing was imported yet.")


def undo_import(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Undo one import."""
    done = UndoImport(desk)(arguments.import_id)
    value = {"removed": done.removed, "put_back": done.put_back, "stayed": list(done.stayed)}
    words = f"{done.removed:,} entries removed, {done.put_back:,} as they were before."
    if done.stayed:
        ids = ", ".join(done.stayed[:_MOST_TOLD])
        words += f" {len(done.stayed):,} were changed since and stay: {ids}."
    return Answer(0, value, words)


def export(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Write the directory into a file."""
    done = ExportDirectory(desk, Gazetteer.load())(arguments.file, Form(arguments.form))
    value = {"file": str(arguments.file), "written": done.written, "left_out": done.left_out}
    words = f"{done.written:,} entries are in {arguments.file}."
    if done.left_out:
        words += f" {done.left_out:,} stayed home: nobody is to be referred there."
    return Answer(0, value, words)


def duplicates(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """List pairs, merge one, part one, or say that it is two."""
    verb = MergeEntries(desk)
    if arguments.merge:
        run = verb(*arguments.merge)
        return Answer(0, {"merge": run}, f"They are one entry now. Undo: duplicates --undo {run}")
    if arguments.undo:
        verb.undo(arguments.undo)
        return Answer(0, {"undone": arguments.undo}, "They are two entries again, each as it was.")
    if arguments.two:
        verb.say_two(*arguments.two)
        return Answer(0, {"two": list(arguments.two)}, "They are not shown as duplicates again.")
    if arguments.limit < 1:
        raise BadInputError("The limit is a number from 1.")
    pairs = FindDuplicates(desk)(arguments.limit)
    value = [
        {"first": p.first, "second": p.second, "score": p.score, "reasons": list(p.reasons)}
        for p in pairs
    ]
    words = "\n".join(f"{p.score:3}  {p.first}  {p.second}  {', '.join(p.reasons)}" for p in pairs)
    return Answer(0, value, words or "No two entries look alike.")


def verify_contact(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Record a call-back."""
    said = {"yes": Tri.SAID, "no": Tri.DENIED}.get(arguments.immigration)
    contact = VerifyContact(desk)(arguments.contact, arguments.how, said)
    value = {"id": contact.id, "agency": contact.agency, "verified": True}
    return Answer(0, value, f"{contact.name()} is verified.")


def search(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Find anything, and say why it is there; what nobody is to be sent to comes last."""
    facets = Facets(
        services=tuple(map(_service, arguments.service)),
        languages=tuple(map(str.casefold, arguments.language)),
        topics=tuple(arguments.topic),
        vetting=tuple(map(VettingState, arguments.vetting)),
        open_now=arguments.open_now,
        age=arguments.age,
        miles=arguments.within,
    )
    gazetteer = Gazetteer.load()
    hits = SearchEverything(desk, gazetteer)(
        arguments.text, arguments.kind or "", arguments.near, arguments.limit, facets
    )
    read = ReadDirectory(desk)
    phones = {hit.id: _first_number(read(hit.id)) for hit in hits}
    value = [hit.as_json() | {"phone": phones[hit.id]} for hit in hits]
    words = "\n".join(
        "  ".join(
            part
            for part in (hit.kind, hit.id, hit.first, hit.second, hit.place, phones[hit.id])
            if part
        )
        + _standing(hit)
        + (f"  [{hit.because}]" if hit.because else "")
        for hit in hits
    )
    _, place = SearchDirectory(desk, gazetteer, desk.vault).apart(arguments.text, arguments.near)
    told = (_taken(gazetteer, place), words or "Nothing was found.")
    return Answer(0, value, "\n".join(filter(None, told)))


def _taken(gazetteer: Gazetteer, words: str) -> str:
    """Say which of several places the words were taken for; "" where they name one or a state."""
    names = list(dict.fromkeys(place.name() for place in gazetteer.candidates(words)))
    if len(names) < 2 or states.find(words)[0]:
        return ""
    more = ", ".join(names[1:6]) + (" and others" if len(names) > 6 else "")
    return f"Taken as near {names[0]}. If another is meant, name its state: {more}."


def _service(word: str) -> str:
    known = [*ServiceKind, *Finer]
    plain = word.strip().casefold().replace(" ", "_").replace("-", "_")
    if plain not in known:
        raise BadInputError(f"There is no service {word[:40]}; there are {', '.join(known)}.")
    return plain


def _first_number(entry: Contact | Provider | None) -> str:
    """Give the number to call; for a confidential place its gate phone."""
    if entry is None:
        return ""
    numbers = entry.phones if isinstance(entry, Contact) else entry.numbers()
    return numbers[0].as_written if numbers else ""


def _standing(hit: Found) -> str:
    words = {"contact": ("verified", "not verified"), "provider": ("vetted", "not vetted")}
    if hit.kind not in words:
        return ""
    far = "holds here" if hit.holds else f"{hit.miles:.0f} mi" if hit.miles is not None else ""
    told = (words[hit.kind][0] if hit.good else words[hit.kind][1], hit.warning, far)
    return f"  ({', '.join(part for part in told if part)})"
