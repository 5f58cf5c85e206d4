"""The office, its advocates and their signing keys; one office to a vault."""

from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.office import Advocate, Office, Role
from hotline_desktop.vault.vault import Connection, Vault


def keep(connection: Connection, office: Office) -> None:
    """Write the office."""
    connection.execute(
        "INSERT INTO office VALUES(?,?) ON CONFLICT(id) DO UPDATE SET body=excluded.body",
        (office.id, encode(office).decode()),
    )


def office(vault: Vault) -> Office:
    """Read the office this vault belongs to."""
    row = vault.row("SELECT body FROM office")
    if row is None:
        raise LookupError("a vault without an office")
    return decode(Office, row[0])


def keep_advocate(connection: Connection, advocate: Advocate) -> None:
    """Write an advocate."""
    connection.execute(
        "INSERT INTO advocate(id, name, role) VALUES(?,?,?)",
        (advocate.id, advocate.name, advocate.role),
    )


def advocate(vault: Vault, identity: str) -> Advocate:
    """Read an advocate."""
    known = {one.id: one for one in advocates(vault)}
    if identity not in known:
        raise LookupError("an advocate without a record")
    return known[identity]


def advocates(vault: Vault) -> tuple[Advocate, ...]:
    """Read everybody, also who has left, by name."""
    rows = vault.rows("SELECT id, name, role, left_at FROM advocate ORDER BY name, id")
    return tuple(
        Advocate(identity, name, Role(role), bool(left)) for identity, name, role, left in rows
    )


def issuer(vault: Vault) -> tuple[str, str]:
    """Give the root's certificate and key (PEM), with which a new advocate's certificate is made.

    Everybody's chain ends in the same root.
    """
    row = vault.row("SELECT chain, root_key FROM signing LIMIT 1")
    if row is None:
        raise LookupError("an office without a root")
    begin = "-----BEGIN CERTIFICATE-----"
    return begin + row[0].rsplit(begin, 1)[1], row[1]


def keep_signing(
    connection: Connection, advocate: str, chain: str, key: str, root_key: str, root_sha256: str
) -> None:
    """Write what an advocate signs with: PEM texts, the chain leaf first."""
    connection.execute(
        "INSERT INTO signing VALUES(?,?,?,?,?)", (advocate, chain, key, root_key, root_sha256)
    )


def signing(vault: Vault, advocate: str) -> tuple[str, str, str]:
    """Give chain, key (PEM) and the root's SHA-256 (hex)."""
    row = vault.row("SELECT chain, key, root_sha256 FROM signing WHERE advocate=?", advocate)
    if row is None:
        raise LookupError("an advocate without a signing key")
    return row[0], row[1], row[2]
