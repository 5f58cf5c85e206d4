"""Every change of a directory entry and every import, so that each can be told and undone."""

from collections.abc import Iterator
from datetime import UTC, datetime

from hotline_desktop.models.change import Act, Change, fields_changed
from hotline_desktop.models.column_map import ColumnMap
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.import_report import ImportRun
from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.trail import moment, stamp
from hotline_desktop.vault.vault import Connection, Vault

EDIT = "edit_entry"
"""The act of somebody who sets a field right."""
_BY_FILE = "('import', 'undo_import', 'verify_contact')"

Entry = Contact | Provider


def note(connection: Connection, entry: str, before: str, act: Act) -> int:
    """Write down that an entry is changed; ``before`` is its body until now. Gives the revision."""
    (last,) = connection.execute(
        "SELECT coalesce(max(revision), 0) FROM entry_change WHERE entry=?", (entry,)
    ).fetchone()
    # An entry from before there was a history had a first version that nobody wrote down.
    revision: int = last + 1 if last or not before else 2
    connection.execute(
        "INSERT INTO entry_change(entry, revision, at, who, act, run, before) "
        "VALUES(?,?,?,?,?,?,?)",
        (entry, revision, stamp(act.at), act.who, act.act, act.run, before),
    )
    return revision


def changes(vault: Vault, entry: str, now: Entry | None) -> tuple[Change, ...]:
    """Give every change of an entry, newest first; ``now`` is how it stands."""
    rows = vault.rows(
        "SELECT revision, at, who, act, run, before FROM entry_change WHERE entry=? "
        "ORDER BY revision DESC",
        entry,
    )
    told, after = [], now
    for revision, at, who, act, run, before in rows:
        was = _read(before)
        told.append(Change(revision, Act(_at(at), who, act, run), fields_changed(was, after)))
        after = was
    return tuple(told)


def edited(vault: Vault, entry: str) -> frozenset[str]:
    """Name the fields that a person of the office changed since the entry came."""
    if not vault.row(
        f"SELECT 1 FROM entry_change WHERE entry=? AND act NOT IN {_BY_FILE} LIMIT 1",  # noqa: S608
        entry,
    ):
        return frozenset()
    body = vault.row("SELECT body FROM entry WHERE id=?", entry)
    told = changes(vault, entry, _read(body[0]) if body else None)
    return frozenset(
        field.field.replace(" ", "_")
        for change in told
        if change.act.act == EDIT
        for field in change.fields
    )


def of_run(vault: Vault, run: str) -> Iterator[tuple[str, Entry | None, bool]]:
    """Give each entry that a run changed, how it stood before (None: not at all), and whether it
    stands as the run left it: whatever was changed since was undone.
    """
    rows = vault.rows(
        "SELECT c.entry, c.before, coalesce((SELECT n.before FROM entry_change n "
        "WHERE n.entry=c.entry AND n.revision>c.revision ORDER BY n.revision LIMIT 1) "
        "= coalesce((SELECT e.body FROM entry e WHERE e.id=c.entry), ''), 1) "
        "FROM entry_change c WHERE c.run=? ORDER BY c.seq",
        run,
    )
    for entry, before, untouched in rows:
        yield entry, _read(before), bool(untouched)


def alias(connection: Connection, old: str, new: str, run: str) -> None:
    """Let an id that is gone lead to the entry that it was merged into, which may lead on."""
    connection.execute("INSERT INTO entry_alias(old, new, run) VALUES(?,?,?)", (old, new, run))


def part(connection: Connection, run: str) -> None:
    """Take the ids of one merge back."""
    connection.execute("DELETE FROM entry_alias WHERE run=?", (run,))


def merged_into(vault: Vault, identity: str) -> str:
    """Give the id of the entry that one was merged into, or ""."""
    row = vault.row("SELECT new FROM entry_alias WHERE old=?", identity)
    return row[0] if row else ""


def say_two(connection: Connection, one: str, other: str) -> None:
    """Remember that two entries are not the same."""
    first, second = sorted((one, other))
    connection.execute(
        "INSERT OR IGNORE INTO not_alike(first, second) VALUES(?,?)", (first, second)
    )


def said_two(vault: Vault) -> frozenset[tuple[str, str]]:
    """Give the pairs of which somebody said so, each in the order of its ids."""
    return frozenset(vault.rows("SELECT first, second FROM not_alike"))


def keep_run(connection: Connection, run: ImportRun) -> None:
    """Write an import, new or changed."""
    connection.execute(
        "INSERT INTO import_run(id, at, who, name, rows, written, undone_at) VALUES(?,?,?,?,?,?,?) "
        "ON CONFLICT(id) DO UPDATE SET undone_at=excluded.undone_at",
        (run.id, stamp(run.at), run.who, run.name, run.rows, run.written,
         stamp(run.undone_at) if run.undone_at else ""),
    )  # fmt: skip


def runs(vault: Vault, limit: int = 50) -> tuple[ImportRun, ...]:
    """Give the imports, newest first."""
    rows = vault.rows(
        "SELECT id, at, who, name, rows, written, undone_at FROM import_run "
        "ORDER BY seq DESC LIMIT ?",
        limit,
    )
    return tuple(
        ImportRun(identity, _at(at), who, name, count, written, moment(undone) if undone else None)
        for identity, at, who, name, count, written, undone in rows
    )


def keep_map(connection: Connection, signature: str, told: ColumnMap) -> None:
    """Write which column of such tables holds what."""
    connection.execute(
        "INSERT INTO column_map(signature, body) VALUES(?,?) "
        "ON CONFLICT(signature) DO UPDATE SET body=excluded.body",
        (signature, encode(told).decode()),
    )


def maps(vault: Vault) -> dict[str, ColumnMap]:
    """Give every kept map by the signature of its columns."""
    rows = vault.rows("SELECT signature, body FROM column_map")
    return {signature: decode(ColumnMap, body) for signature, body in rows}


def _at(text: str) -> datetime:
    return moment(text) or datetime.min.replace(tzinfo=UTC)


def _read(body: str) -> Entry | None:
    if not body:
        return None
    # A provider always names its organisation, a contact its agency.
    return decode(Provider, body) if '"organisation":' in body[:200] else decode(Contact, body)
