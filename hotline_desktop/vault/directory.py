"""The directory in the vault: contacts and providers by id, place and words; verifies nobody."""

from datetime import UTC, datetime, time

from hotline_desktop.models.area import Where
from hotline_desktop.models.contact import VERIFIED_FOR, Contact
from hotline_desktop.models.noun import Noun, decode, encode
from hotline_desktop.models.provider import Provider
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


def keep_contact(connection: Connection, contact: Contact) -> None:
    """Write a contact, new or changed."""
    check = contact.verification
    _keep(
        connection,
        contact,
        kind="contact",
        name=contact.agency,
        second=", ".join(part for part in (contact.desk, contact.person) if part),
        good_until=stamp(check.at + VERIFIED_FOR) if check else "",
        words=(contact.agency, contact.desk, contact.person, contact.kind.replace("_", " ")),
    )
    connection.execute("DELETE FROM jurisdiction WHERE contact=?", (contact.id,))
    connection.executemany(
        "INSERT INTO jurisdiction VALUES(?,?)",
        [(area, contact.id) for area in dict.fromkeys(contact.jurisdiction)],
    )


def keep_provider(connection: Connection, provider: Provider) -> None:
    """Write a provider, new or changed. A confidential street is not searchable."""
    vetting = provider.vetting
    until = datetime.combine(vetting.renew_by, time.max, UTC) if vetting else None
    _keep(
        connection,
        provider,
        kind="provider",
        name=provider.organisation,
        second=provider.service,
        good_until=stamp(until) if until else "",
        words=(
            provider.organisation,
            provider.service,
            *(service.replace("_", " ") for service in provider.services),
            *provider.languages,
            provider.area,
            provider.description[:2000],
        ),
    )


def contact(vault: Vault, identity: str) -> Contact | None:
    """Read a contact by id."""
    row = vault.row("SELECT body FROM entry WHERE id=? AND kind='contact'", identity)
    return decode(Contact, row[0]) if row else None


def provider(vault: Vault, identity: str) -> Provider | None:
    """Read a provider by id."""
    row = vault.row("SELECT body FROM entry WHERE id=? AND kind='provider'", identity)
    return decode(Provider, row[0]) if row else None


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
) -> tuple[Hit, ...]:
    """Find entries whose words begin with every word of ``text``; ``area`` is (county, state).

    Near a point: in rings of some miles, within each verified or vetted ones first, then nearer.
    An area without a point narrows to it. No text lists what is near.
    """
    words = matching(text)
    latitude, longitude = near or (0.0, 0.0)
    rows = vault.rows(
        _question(bool(words), near is None and any(area)),
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


def _question(by_words: bool, narrowed: bool) -> str:
    """Put it together: ?1 words, ?2 now, ?3 kind, ?4 limit, ?5 near, ?6 ?7 area, ?8.. point."""
    match = "?1=''"
    if by_words:
        match = "e.rowid IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?1)"
    narrow = ""
    if narrowed:
        narrow = "AND ((?6<>'' AND e.county_fips=?6) OR (?6='' AND e.state=?7))"
    return (
        "SELECT e.kind, e.id, e.name, e.second, e.city, e.state, e.good_until > ?2, "  # noqa: S608 - literals of ours
        f"CASE WHEN ?5 AND e.latitude IS NOT NULL THEN {_NEAR} END AS away "
        f"FROM entry e WHERE {match} AND (?3='' OR e.kind=?3) {narrow} "
        "ORDER BY away IS NULL AND ?5, CASE WHEN ?5 THEN round(away / 400) END, "
        "e.good_until > ?2 DESC, away, length(e.name), e.name, e.id LIMIT ?4"
    )


def known_sources(vault: Vault, source: str) -> dict[str, str]:
    """Give id by source id of everything that came from one source."""
    return dict(vault.rows("SELECT source_id, id FROM entry WHERE source=?", source))


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
    *,
    kind: str,
    name: str,
    second: str,
    good_until: str,
    words: tuple[str, ...],
) -> None:
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
    spoken = " ".join((*words, entry.city, entry.county, entry.state))
    connection.execute("DELETE FROM entry_words WHERE rowid=?", (number,))
    connection.execute("INSERT INTO entry_words(rowid, words) VALUES(?,?)", (number, spoken))
