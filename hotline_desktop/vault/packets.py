"""Packets that were made, and the ledger of what left; both are only ever added to."""

from datetime import datetime

from hotline_desktop.models.noun import Noun, decode, encode
from hotline_desktop.models.trail import LedgerLine
from hotline_desktop.vault.situations import next_in_series
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import Connection, Vault


class PacketLine(Noun, frozen=True):
    """What a list shows of a packet."""

    id: str
    number: str
    situation: str
    made_at: datetime
    recipient_name: str
    basis: str
    digest: str


def next_number(connection: Connection, at: datetime) -> str:
    """Give the next packet number of the year, P-26-0001 and on."""
    return next_in_series(connection, "packet", "P", at)


def keep(connection: Connection, number: str, line: LedgerLine, referral: str, pdf: bytes) -> None:
    """Write a packet and its ledger line together; there is never one without the other."""
    connection.execute(
        "INSERT INTO packet VALUES(?,?,?,?,?,?,?,?,?)",
        (
            line.packet,
            number,
            line.situation,
            line.recipient,
            stamp(line.at),
            line.by,
            referral,
            line.digest,
            pdf,
        ),
    )
    connection.execute(
        "INSERT INTO ledger(situation, packet, body) VALUES(?,?,?)",
        (line.situation, line.packet, encode(line).decode()),
    )


def ledger(vault: Vault, situation: str | None = None) -> tuple[LedgerLine, ...]:
    """Read who was told what, oldest first, of one situation (by id) or of all."""
    rows = vault.rows(
        "SELECT body FROM ledger WHERE ?1 IS NULL OR situation=?1 ORDER BY seq", situation
    )
    return tuple(decode(LedgerLine, body) for (body,) in rows)


def lines(vault: Vault, limit: int = 200) -> tuple[PacketLine, ...]:
    """List packets, newest first."""
    rows = vault.rows(
        "SELECT p.id, p.number, s.number, p.made_at, l.body, p.digest FROM packet p "
        "JOIN situation s ON s.id=p.situation JOIN ledger l ON l.packet=p.id "
        "ORDER BY p.made_at DESC LIMIT ?",
        limit,
    )
    found = []
    for packet, number, situation, made, body, digest in rows:
        line = decode(LedgerLine, body)
        found.append(
            PacketLine(
                id=packet,
                number=number,
                situation=situation,
                made_at=datetime.fromisoformat(made),
                recipient_name=line.recipient_name,
                basis=line.basis,
                digest=digest,
            )
        )
    return tuple(found)


def pdf(vault: Vault, packet: str) -> bytes | None:
    """Give a packet's signed file."""
    row = vault.row("SELECT pdf FROM packet WHERE id=?", packet)
    return bytes(row[0]) if row else None
