"""Writes what was saved of a vault into a new one, in one transaction; never reads the old one."""

from collections.abc import Iterable

from hotline_desktop.models.office import Advocate, Office
from hotline_desktop.vault import directory, offices, packets, protocols, situations
from hotline_desktop.vault.remains.cases import PLACE_LOST
from hotline_desktop.vault.remains.salvage import Saved
from hotline_desktop.vault.remains.tables import BESIDE, SHAPES, Named
from hotline_desktop.vault.vault import Connection

_AS_THEY_STOOD = (
    "signing", "access", "shares", "secret", "trail", "entry_change", "import_run", "entry_alias",
    "column_map", "not_alike",
)  # fmt: skip


def refill(
    connection: Connection, saved: Saved, office: Office, people: Iterable[Advocate]
) -> dict[str, int]:
    """Write everything; ``people`` are those whose own rows are lost. Gives what was kept, by kind.

    Lines of the trail keep their numbers and hashes: where some are lost, the gap stays to be seen.
    """
    offices.keep(connection, office)
    _put(connection, "advocate", saved.rows["advocate"])
    for person in people:
        offices.keep_advocate(connection, person)
    known = {row[0] for row in connection.execute("SELECT id FROM advocate")}
    for table in _AS_THEY_STOOD:
        rows = saved.rows[table]
        _put(
            connection, table, [row for row in rows if row.get("advocate", None) in {None, *known}]
        )
    for contact in saved.contacts:
        directory.keep_contact(connection, contact)
    for provider in saved.providers:
        directory.keep_provider(connection, provider)
    for protocol in sorted(saved.protocols, key=lambda one: one.version):
        protocols.keep_protocol(connection, protocol)
    for situation in saved.situations:
        situations.keep(connection, situation)
    for packet in saved.packets:
        packets.keep(connection, packet.number, packet.line, packet.referral, packet.pdf)
    kept = [one for one in saved.situations if one.draft.narrative != PLACE_LOST]
    return {
        "situations": len({one.id for one in kept}),
        "revisions": len(kept),
        "packets": sum(1 for packet in saved.packets if packet.pdf),
        "ledger lines": len(saved.packets),
        "contacts": len(saved.contacts),
        "providers": len(saved.providers),
        "protocols": len(saved.protocols),
        "people": len(known),
        "trail lines": len(saved.rows["trail"]),
    }


def _put(connection: Connection, table: str, rows: list[Named]) -> None:
    columns = [column.strip("#+*~") for column in (SHAPES | BESIDE)[table].split()]
    names, marks = ",".join(columns), ",".join("?" * len(columns))
    # Of what lies beside, a row of an earlier day may say again what a later one says.
    insert = "INSERT OR IGNORE" if table in BESIDE else "INSERT"
    connection.executemany(
        f"{insert} INTO {table}({names}) VALUES({marks})",  # noqa: S608 - our own names
        [tuple(row[column] for column in columns) for row in rows],
    )
