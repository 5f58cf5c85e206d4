"""By what an entry is found: its words, its place, its facets; reads none of them."""

from datetime import datetime

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import UnreadableRecordError, decode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.entry_words import words_of
from hotline_desktop.vault.facets import keep_hours, tokens
from hotline_desktop.vault.trail import moment
from hotline_desktop.vault.vault import Connection, Vault

_ANY_AGE = 999


def bring_up(vault: Vault) -> None:
    """Write by what every entry is found, if an older version wrote the office."""
    (entries,) = vault.row("SELECT count(*) FROM entry") or (0,)
    (found,) = vault.row("SELECT count(*) FROM entry_facet") or (0,)
    if entries == found:
        return
    with vault.transaction() as connection:
        rows = connection.execute("SELECT rowid, kind, good_until, body FROM entry").fetchall()
        for number, kind, good_until, body in rows:
            try:
                entry = decode(Contact, body) if kind == "contact" else decode(Provider, body)
            except UnreadableRecordError:  # damage is told by the check, and bars no opening
                entry = Contact("", "")
            write(connection, number, entry, moment(good_until) if good_until else None)


def write(
    connection: Connection, number: int, entry: Contact | Provider, good_until: datetime | None
) -> None:
    """Write by what the entry of this row is found, instead of what was there."""
    drop(connection, number)
    connection.execute(
        "INSERT INTO entry_words(rowid, name, words, marks) VALUES(?,?,?,?)",
        (number, *words_of(entry), " ".join(tokens(entry))),
    )
    if entry.latitude is not None and entry.longitude is not None:
        sides = (entry.latitude, entry.latitude, entry.longitude, entry.longitude)
        connection.execute("INSERT INTO entry_place VALUES(?,?,?,?,?)", (number, *sides))
    name, refused, least, most = _told(entry)
    connection.execute(
        "INSERT INTO entry_facet VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        (
            number,
            len(name),
            int(good_until.timestamp()) if good_until else 0,
            refused,
            keep_hours(connection, entry.hours),
            least,
            most,
            entry.state,
            entry.county_fips,
            entry.latitude,
            entry.longitude,
        ),
    )


def _told(entry: Contact | Provider) -> tuple[str, bool, int, int]:
    """Give the name, whether nobody is to be sent there, and from what to what age it takes."""
    if isinstance(entry, Contact):
        return entry.agency, entry.is_refused, 0, _ANY_AGE
    most = _ANY_AGE if entry.max_age is None else entry.max_age
    return entry.organisation, entry.is_refused, entry.min_age or 0, most


def drop(connection: Connection, number: int) -> None:
    """Let the entry of this row be found by nothing."""
    connection.execute(
        "INSERT INTO entry_version VALUES(1, 1) ON CONFLICT(one) DO UPDATE SET version=version+1"
    )
    for table in ("entry_place", "entry_words", "entry_facet"):
        connection.execute(f"DELETE FROM {table} WHERE rowid=?", (number,))  # noqa: S608 - ours
