"""Single lines of the trail, for what compares it with something outside; adds none."""

from hotline_desktop.vault.vault import Connection, Vault


def head(vault: Vault) -> tuple[int, str] | None:
    """Give number and hash (hex) of the newest line."""
    row = vault.row("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1")
    return (row[0], row[1].hex()) if row else None


def digest_of(vault: Vault, seq: int) -> str | None:
    """Give the hash (hex) of a line; None when there is none."""
    row = vault.row("SELECT hash FROM trail WHERE seq=?", seq)
    return row[0].hex() if row else None


def has(connection: Connection, act: str, subject: str) -> bool:
    """Say whether something was written down already."""
    found = connection.execute("SELECT 1 FROM trail WHERE act=? AND subject=?", (act, subject))
    return found.fetchone() is not None
