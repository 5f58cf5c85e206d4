"""By what an entry is found: its words, its place, its facets; reads none of them."""

from datetime import datetime

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.entry_words import words_of
from hotline_desktop.vault.facets import keep_hours
from hotline_desktop.vault.vault import Connection

_ANY_AGE = 999


def write(
    connection: Connection, number: int, entry: Contact | Provider, good_until: datetime | None
) -> None:
    """Write by what the entry of this row is found, instead of what was there."""
    drop(connection, number)
    words = (number, *words_of(entry))
    connection.execute("INSERT INTO entry_words(rowid, name, words) VALUES(?,?,?)", words)
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
        return entry.agency, False, 0, _ANY_AGE
    most = _ANY_AGE if entry.max_age is None else entry.max_age
    return entry.organisation, entry.is_refused, entry.min_age or 0, most


def drop(connection: Connection, number: int) -> None:
    """Let the entry of this row be found by nothing."""
    for table in ("entry_place", "entry_words", "entry_facet"):
        connection.execute(f"DELETE FROM {table} WHERE rowid=?", (number,))  # noqa: S608 - ours
