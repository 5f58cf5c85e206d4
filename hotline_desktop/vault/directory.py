"""The directory in the vault: contacts and providers by id, place and words; verifies nobody."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from hotline_desktop.models.area import Where
from hotline_desktop.models.change import Act
from hotline_desktop.models.contact import VERIFIED_FOR, Contact
from hotline_desktop.models.noun import Noun, decode, encode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault import history
from hotline_desktop.vault.entry_words import of_contact, of_provider
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import Connection, Vault
from hotline_desktop.vault.words import matching

_MILES_A_DEGREE = 69.0


class Hit(Noun, frozen=True):
    """One found entry, as a list shows it. ``good`` says verified or vetted, as of the search."""

    kind: str
    id: str
    first: str
    second: str
    place: str
    good: bool
    miles: float | None = None


def keep_contact(connection: Connection, contact: Contact, act: Act | None = None) -> None:
    """Write a contact, new or changed; what ``act`` changes of it goes into its history."""
    check = contact.verification
    _keep(
        connection,
        contact,
        act,
        kind="contact",
        name=contact.agency,
        second=", ".join(part for part in (contact.desk, contact.person) if part),
        good_until=stamp(check.at + VERIFIED_FOR) if check else "",
        words=of_contact(contact),
    )
    connection.execute("DELETE FROM jurisdiction WHERE contact=?", (contact.id,))
    connection.executemany(
        "INSERT INTO jurisdiction VALUES(?,?)",
        [(area, contact.id) for area in dict.fromkeys(contact.jurisdiction)],
    )


def keep_provider(connection: Connection, provider: Provider, act: Act | None = None) -> None:
    """Write a provider, new or changed. A confidential street is not searchable."""
    vetting = provider.vetting
    until = datetime.combine(vetting.renew_by, time.max, UTC) if vetting else None
    _keep(
        connection,
        provider,
        act,
        kind="provider",
        name=provider.organisation,
        second=provider.service,
        good_until=stamp(until) if until else "",
        words=of_provider(provider),
    )


def keep(connection: Connection, entry: Contact | Provider, act: Act | None = None) -> None:
    """Write an entry of either kind."""
    if isinstance(entry, Contact):
        keep_contact(connection, entry, act)
    else:
        keep_provider(connection, entry, act)


def drop(connection: Connection, identity: str, act: Act) -> None:
    """Take an entry out; its history keeps how it stood."""
    row = connection.execute("SELECT rowid, body FROM entry WHERE id=?", (identity,)).fetchone()
    if row is None:
        return
    history.note(connection, identity, row[1], act)
    for table in ("entry_place", "entry_words", "entry"):
        connection.execute(f"DELETE FROM {table} WHERE rowid=?", (row[0],))  # noqa: S608 - ours


def contact(vault: Vault, identity: str) -> Contact | None:
    """Read a contact by id; one that was merged is the one it was merged into."""
    found = entry(vault, identity)
    return found if isinstance(found, Contact) else None


def provider(vault: Vault, identity: str) -> Provider | None:
    """Read a provider by id; one that was merged is the one it was merged into."""
    found = entry(vault, identity)
    return found if isinstance(found, Provider) else None


def entry(vault: Vault, identity: str) -> Contact | Provider | None:
    """Read an entry of either kind; one that was merged is the one it was merged into."""
    row = vault.row("SELECT kind, body FROM entry WHERE id=?", identity)
    if row is None:
        into = history.merged_into(vault, identity)
        return entry(vault, into) if into else None
    return decode(Contact, row[1]) if row[0] == "contact" else decode(Provider, row[1])


def contacts(vault: Vault) -> Iterator[Contact]:
    """Give every contact, by id."""
    rows = vault.rows("SELECT body FROM entry WHERE kind='contact' ORDER BY id")
    yield from (decode(Contact, body) for (body,) in rows)


def providers(vault: Vault) -> Iterator[Provider]:
    """Give every provider, by id."""
    rows = vault.rows("SELECT body FROM entry WHERE kind='provider' ORDER BY id")
    yield from (decode(Provider, body) for (body,) in rows)


def holding(vault: Vault, where: Where) -> tuple[Contact, ...]:
    """Give the contacts whose jurisdiction covers a county, its state or the nation."""
    areas = [*where.codes(), where.state or "US", "US"]
    rows = vault.rows(
        "SELECT DISTINCT e.body FROM jurisdiction j JOIN entry e ON e.id=j.contact "  # noqa: S608 - marks
        f"WHERE j.area IN ({','.join('?' * len(areas))}) ORDER BY e.name, e.id",
        *areas,
    )
    return tuple(decode(Contact, body) for (body,) in rows)


def providers_near(
    vault: Vault, latitude: float, longitude: float, miles: float, limit: int = 40
) -> tuple[tuple[Provider, float], ...]:
    """Give providers within so many miles, nearest first, with the distance."""
    rows = vault.rows(
        f"SELECT e.body, {_SQUARED} FROM entry_place p JOIN entry e ON e.rowid=p.rowid "  # noqa: S608 - a literal of ours
        "WHERE e.kind='provider' AND p.south BETWEEN ?1-?4 AND ?1+?4 "
        "AND p.west BETWEEN ?2-?5 AND ?2+?5 ORDER BY 2, e.id LIMIT ?6",
        latitude,
        longitude,
        _shrink(latitude),
        miles / _MILES_A_DEGREE,
        miles / _MILES_A_DEGREE / _shrink(latitude),
        limit,
    )
    near = ((decode(Provider, body), float(square) ** 0.5) for body, square in rows)
    return tuple((found, away) for found, away in near if away <= miles)


def search(
    vault: Vault,
    text: str,
    kind: str = "",
    near: tuple[float, float] | None = None,
    area: tuple[str, str] = ("", ""),
    now: datetime | None = None,
    limit: int = 20,
    match: str = "",
    good: bool = False,
) -> tuple[Hit, ...]:
    """Find entries whose words begin with every word of ``text``; ``area`` is (county, state).

    ``match`` is a question put together by :mod:`hotline_desktop.vault.words` instead of the text;
    ``good`` leaves out what is not verified or vetted now.

    Near a point: in rings of some miles, within each verified or vetted ones first, then nearer.
    An area without a point narrows to it. No text lists what is near.
    """
    words = match or matching(text)
    latitude, longitude = near or (0.0, 0.0)
    rows = vault.rows(
        _question(bool(words), near is None and any(area), good),
        words,
        stamp(now or datetime.now(UTC)),
        kind,
        limit,
        near is not None,
        *area,
        latitude,
        longitude,
        _shrink(latitude),
    )
    return tuple(
        Hit(
            kind=found,
            id=identity,
            first=name,
            second=second,
            place=", ".join(part for part in (city, state) if part),
            good=bool(good),
            miles=float(away) ** 0.5 if away is not None else None,
        )
        for found, identity, name, second, city, state, good, away in rows
    )


def has_any(vault: Vault, match: str, kind: str) -> bool:
    """Say whether a question finds anything at all; ranks nothing."""
    return bool(
        vault.row(
            "SELECT 1 FROM entry_words w JOIN entry e ON e.rowid=w.rowid "
            "WHERE w.entry_words MATCH ? AND (?='' OR e.kind=?) LIMIT 1",
            match,
            kind,
            kind,
        )
    )


def _question(by_words: bool, narrowed: bool, good: bool) -> str:
    """Put it together: ?1 words, ?2 now, ?3 kind, ?4 limit, ?5 near, ?6 ?7 area, ?8.. point."""
    match = "?1=''"
    if by_words:
        match = "e.rowid IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?1)"
    narrow = ""
    if narrowed:
        narrow = "AND ((?6<>'' AND e.county_fips=?6) OR (?6='' AND e.state=?7))"
    if good:
        narrow += " AND e.good_until > ?2"
    return (
        "SELECT e.kind, e.id, e.name, e.second, e.city, e.state, e.good_until > ?2, "  # noqa: S608 - literals of ours
        f"CASE WHEN ?5 AND e.latitude IS NOT NULL THEN {_NEAR} END AS away "
        f"FROM entry e WHERE {match} AND (?3='' OR e.kind=?3) {narrow} "
        "ORDER BY away IS NULL AND ?5, CASE WHEN ?5 THEN round(away / 400) END, "
        "e.good_until > ?2 DESC, away, length(e.name), e.name, e.id LIMIT ?4"
    )


_SQUARED = "((e.latitude-?1)*(e.latitude-?1)+(e.longitude-?2)*(e.longitude-?2)*?3*?3)*4761.0"
_NEAR = "((e.latitude-?8)*(e.latitude-?8)+(e.longitude-?9)*(e.longitude-?9)*?10*?10)*4761.0"


def _shrink(latitude: float) -> float:
    """Give the cosine of a latitude; this SQLite has none, and Taylor's is near enough."""
    angle = latitude * 0.017453292519943295
    return max(0.05, 1 - angle**2 / 2 + angle**4 / 24 - angle**6 / 720)


_WRITE = (
    "INSERT INTO entry(id, kind, name, second, city, state, county_fips, latitude, longitude, "
    "good_until, source, source_id, body) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON CONFLICT(id) DO UPDATE SET name=excluded.name, second=excluded.second, "
    "city=excluded.city, state=excluded.state, county_fips=excluded.county_fips, "
    "latitude=excluded.latitude, longitude=excluded.longitude, "
    "good_until=excluded.good_until, source=excluded.source, source_id=excluded.source_id, "
    "body=excluded.body RETURNING rowid"
)


def _keep(
    connection: Connection,
    entry: Contact | Provider,
    act: Act | None,
    *,
    kind: str,
    name: str,
    second: str,
    good_until: str,
    words: tuple[str, ...],
) -> None:
    if act is not None:
        known = connection.execute("SELECT body FROM entry WHERE id=?", (entry.id,)).fetchone()
        history.note(connection, entry.id, known[0] if known else "", act)
    (number,) = connection.execute(
        _WRITE,
        (
            entry.id,
            kind,
            name,
            second,
            entry.city,
            entry.state,
            entry.county_fips,
            entry.latitude,
            entry.longitude,
            good_until,
            entry.source,
            entry.source_id,
            encode(entry).decode(),
        ),
    ).fetchone()
    connection.execute("DELETE FROM entry_place WHERE rowid=?", (number,))
    if entry.latitude is not None and entry.longitude is not None:
        point = (entry.latitude, entry.latitude, entry.longitude, entry.longitude)
        connection.execute("INSERT INTO entry_place VALUES(?,?,?,?,?)", (number, *point))
    connection.execute("DELETE FROM entry_words WHERE rowid=?", (number,))
    connection.execute(
        "INSERT INTO entry_words(rowid, words) VALUES(?,?)", (number, " ".join(words))
    )
