"""Whether vault and trail are whole; reads only."""

from hotline_desktop.models.noun import Noun
from hotline_desktop.vault import trail
from hotline_desktop.vault.vault import Vault


class Finding(Noun, frozen=True):
    """One thing that is not as it was written, in one sentence."""

    part: str
    sentence: str


def findings(vault: Vault) -> tuple[Finding, ...]:
    """Look at every page, every index, every reference and every trail line; empty means whole.

    ``cipher_integrity_check`` sees changed pages, ``integrity_check`` a wrong structure: both run.
    """
    found = []
    for part, pragma, whole in (
        ("pages", "cipher_integrity_check", set()),
        ("structure", "integrity_check", {"ok"}),
        ("references", "foreign_key_check", set()),
    ):
        rows = {str(row[0]) for row in vault.rows(f"PRAGMA {pragma}")}
        if rows - whole:
            sentence = f"The {part} of the vault are damaged: restore it from a backup."
            found.append(Finding(part, sentence))
    if (line := trail.first_break(vault)) is not None:
        found.append(
            Finding("trail", f"The trail was changed or cut at line {line}: tell the administrator.")
        )
    if row := vault.row(
        "SELECT count(*) FROM packet p LEFT JOIN ledger l ON l.packet=p.id WHERE l.seq IS NULL"
    ):
        if row[0]:
            found.append(Finding("ledger", "A packet has no ledger line: tell the administrator."))
    return tuple(found)
