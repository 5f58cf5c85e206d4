"""Check that an office is whole: pages, references, trail, ledger; mends nothing."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.vault import offices
from hotline_desktop.vault.check import Finding, findings


@dataclass(frozen=True, slots=True)
class CheckOffice:
    """The verb; for any thread, on a connection of its own."""

    desk: OpenOffice

    def __call__(self) -> tuple[Finding, ...]:
        """Look at everything; empty means whole."""
        return findings(self.desk.vault)

    def root_sha256(self) -> str:
        """Give the fingerprint of the office's root (hex); on the vault's own thread."""
        _, _, root = offices.signing(self.desk.vault, self.desk.advocate.id)
        return root


__all__ = ["CheckOffice", "Finding"]
