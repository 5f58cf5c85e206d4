"""The directory in the vault: keeps contacts and providers, gives them by id and place."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time

from hotline_desktop.models.area import Where
from hotline_desktop.models.change import Act
from hotline_desktop.models.contact import VERIFIED_FOR, Contact
from hotline_desktop.models.noun import UnreadableRecordError, decode, encode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault import history, index
from hotline_desktop.vault.question import MILES_A_DEGREE, shrink
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import Connection, Vault


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
        good_until=check.at + VERIFIED_FOR if check else None,
    )
    connection.execute("DELETE FROM jurisdiction WHERE contact=?", (contact.id,))
    connection.executemany(
        "INSERT INTO jurisdiction VALUES(?,?)",
        [(area, contact.id) for area in dict.fromkeys(contact.jurisdiction)],
    )


def keep_provider(connection: Connection, provider: Provider, act: Act | None = None) -> None:
    """Write a provider, new or changed. A confidential street is not searchable."""
    vetting = provider.vetting
    _keep(
        connection,
        provider,
        act,
        kind="provider",
        name=provider.organisation,
        second=provider.service,
        good_until=datetime.combine(vetting.renew_by, time.max, UTC) if vetting else None,
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
    index.drop(connection, row[0])
    connection.execute("DELETE FROM entry WHERE rowid=?", (row[0],))


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
    return _decoded(*row)


def entries(vault: Vault, ids: Sequence[str]) -> dict[str, Contact | Provider]:
    """Read some at once; one whose record is damaged is left out, as is one that is not there."""
    rows = vault.rows(
        "SELECT id, kind, body FROM entry WHERE id IN (SELECT value FROM json_each(?))",
        json.dumps(ids),
    )
    found: dict[str, Contact | Provider] = {}
    for identity, kind, body in rows:
        with suppress(UnreadableRecordError):
            found[identity] = _decoded(kind, body)
    return found


def _decoded(kind: str, body: str) -> Contact | Provider:
    return decode(Contact, body) if kind == "contact" else decode(Provider, body)


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
    high = miles / MILES_A_DEGREE
    wide = high / shrink(latitude)
    # Over the date line the same place has another longitude: the Aleutians lie on both sides.
    same = [x for x in (longitude, longitude - 360, longitude + 360) if abs(x) <= 180 + wide]
    rows = [
        row
        for each in same
        for row in vault.rows(
            f"SELECT {_SQUARED}, e.id, e.body FROM entry_place p JOIN entry e ON e.rowid=p.rowid "  # noqa: S608 - a literal of ours
            "WHERE e.kind='provider' AND p.south BETWEEN ?1-?4 AND ?1+?4 "
            "AND p.west BETWEEN ?2-?5 AND ?2+?5 ORDER BY 1, 2 LIMIT ?6",
            latitude,
            each,
            shrink(latitude),
            high,
            wide,
            limit,
        )
    ]
    near = [(float(square) ** 0.5, body) for square, _, body in sorted(rows)[:limit]]
    return tuple((decode(Provider, body), away) for away, body in near if away <= miles)


_SQUARED = "((e.latitude-?1)*(e.latitude-?1)+(e.longitude-?2)*(e.longitude-?2)*?3*?3)*4761.0"


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
    good_until: datetime | None,
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
            stamp(good_until) if good_until else "",
            entry.source,
            entry.source_id,
            encode(entry).decode(),
        ),
    ).fetchone()
    index.write(connection, number, entry, good_until)
