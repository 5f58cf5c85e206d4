"""Whether vault and trail are whole; changes nothing that was written."""

from collections.abc import Callable, Iterator

from hotline_desktop.models.noun import Noun
from hotline_desktop.vault import agreement, trail
from hotline_desktop.vault.vault import BusyVaultError, DamagedVaultError, Vault


class Finding(Noun, frozen=True):
    """One thing that is not as it was written, in one sentence."""

    part: str
    sentence: str


def findings(vault: Vault) -> tuple[Finding, ...]:
    """Look at every page, index, reference, trail line and packet; empty means whole.

    ``cipher_integrity_check`` sees changed pages, ``integrity_check`` a wrong structure: both run,
    on a connection of their own. One that looked at the index of words before takes it for damaged
    once another has written much of it (SQLite 3.53.4: the module's copy of its structure is old).

    Raises:
        BusyVaultError: another connection writes.
    """
    fresh = vault.second()
    try:
        return tuple(_found(fresh))
    finally:
        fresh.close()


def _found(vault: Vault) -> Iterator[Finding]:
    for part, whole in (
        ("pages", lambda: _pages_are_whole(vault)),
        ("structure", lambda: _says(vault, "integrity_check") == {"ok"}),
        ("references", lambda: _says(vault, "foreign_key_check") == set()),
    ):
        if not _is(whole):
            yield Finding(part, f"The {part} of the vault are damaged: restore it from a backup.")
    if not _is(lambda: trail.first_break(vault) is None):
        yield Finding("trail", "The trail was changed, cut or damaged: tell the administrator.")
    if not _is(lambda: not agreement.at_odds(vault)):
        yield Finding("rows", "Some rows do not agree with others: an old page may have come back.")
    if not _is(lambda: _packets_without_ledger(vault) == 0):
        yield Finding("ledger", "A packet has no ledger line: tell the administrator.")


def _is(whole: Callable[[], bool]) -> bool:
    try:
        return whole()
    except DamagedVaultError:
        return False


def _pages_are_whole(vault: Vault) -> bool:
    """Look at every page in the file itself.

    A page that a power cut left half-written there is whole in the log beside it, and is read from
    there: so the log is brought over first, or a whole vault would be called damaged.
    """
    busy = vault.row("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy is not None and busy[0]:
        raise BusyVaultError("Another program is working on the vault: try again in a moment.")
    return _says(vault, "cipher_integrity_check") == set()


def _says(vault: Vault, pragma: str) -> set[str]:
    return {str(row[0]) for row in vault.rows(f"PRAGMA {pragma}")}


def _packets_without_ledger(vault: Vault) -> int:
    row = vault.row(
        "SELECT count(*) FROM packet p LEFT JOIN ledger l ON l.packet=p.id WHERE l.seq IS NULL"
    )
    return int(row[0]) if row else 0
