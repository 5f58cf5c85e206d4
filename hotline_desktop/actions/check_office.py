"""Check that an office is whole: pages, references, trail, ledger; mends nothing."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.vault.check import Finding, findings


@dataclass(frozen=True, slots=True)
class CheckOffice:
    """The verb; for any thread, on a connection of its own."""

    desk: OpenOffice

    def __call__(self) -> tuple[Finding, ...]:
        """Look at everything; empty means whole."""
        vault = self.desk.vault.second()
        try:
            return findings(vault)
        finally:
            vault.close()


__all__ = ["CheckOffice", "Finding"]
