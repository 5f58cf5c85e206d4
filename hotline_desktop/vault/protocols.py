"""Protocols in the vault, every version of them; never changes one that was kept."""

from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.protocol import Protocol
from hotline_desktop.vault.vault import Connection, Vault
from hotline_desktop.vault.words import matching


def keep_protocol(connection: Connection, protocol: Protocol) -> None:
    """Add a version; one that is there already makes the database refuse."""
    connection.execute(
        "INSERT INTO protocol(id, version, title, body) VALUES(?,?,?,?)",
        (protocol.id, protocol.version, protocol.title, encode(protocol).decode()),
    )
    newest = connection.execute(
        "SELECT max(version) FROM protocol WHERE id=?", (protocol.id,)
    ).fetchone()[0]
    if newest != protocol.version:
        return
    connection.execute("DELETE FROM protocol_words WHERE id=?", (protocol.id,))
    connection.execute(
        "INSERT INTO protocol_words(id, title, words) VALUES(?,?,?)",
        (protocol.id, protocol.title, _words(protocol)),
    )


def protocols(vault: Vault) -> tuple[Protocol, ...]:
    """Read every version of every protocol, by id and version."""
    rows = vault.rows("SELECT body FROM protocol ORDER BY id, version")
    return tuple(decode(Protocol, body) for (body,) in rows)


def protocol(vault: Vault, identity: str, version: int | None = None) -> Protocol | None:
    """Read one version, or the newest."""
    row = vault.row(
        "SELECT body FROM protocol WHERE id=?1 AND (?2 IS NULL OR version=?2) "
        "ORDER BY version DESC LIMIT 1",
        identity,
        version,
    )
    return decode(Protocol, row[0]) if row else None


def find(vault: Vault, text: str, limit: int = 50) -> tuple[Protocol, ...]:
    """Find newest versions by words in them, best first; no text lists them by title."""
    newest = (
        "SELECT p.body FROM protocol p WHERE p.id=?1 AND p.version="
        "(SELECT max(version) FROM protocol WHERE id=?1)"
    )
    if match := matching(text):
        ids = vault.rows(
            "SELECT id FROM protocol_words WHERE protocol_words MATCH ? "
            "ORDER BY bm25(protocol_words, 0, 5, 1), id LIMIT ?",
            match,
            limit,
        )
    else:
        ids = vault.rows("SELECT id FROM protocol_words ORDER BY title, id LIMIT ?", limit)
    found = (vault.row(newest, identity) for (identity,) in ids)
    return tuple(decode(Protocol, row[0]) for row in found if row)


def _words(protocol: Protocol) -> str:
    return "\n".join(
        [
            protocol.area.name,
            " ".join(topic.replace("_", " ") for topic in protocol.topics),
            *(f"{step.who} {step.say}" for step in protocol.steps),
            *(f"{basis.source} {basis.text}" for basis in protocol.legal_basis),
        ]
    )
