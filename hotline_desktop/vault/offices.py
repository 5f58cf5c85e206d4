"""The office, its advocates and their signing keys; one office to a vault."""

from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.office import Advocate, Office
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
    connection.execute("INSERT INTO advocate VALUES(?,?)", (advocate.id, advocate.name))


def advocate(vault: Vault, identity: str) -> Advocate:
    """Read an advocate."""
    row = vault.row("SELECT id, name FROM advocate WHERE id=?", identity)
    if row is None:
        raise LookupError("an advocate without a record")
    return Advocate(*row)


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
