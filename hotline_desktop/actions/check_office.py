"""Check that an office is whole: pages, references, trail, and that every packet still verifies."""

from dataclasses import dataclass

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.vault.check import Finding, findings


@dataclass(frozen=True, slots=True)
class CheckOffice:
    """The verb."""

    desk: OpenOffice

    def __call__(self) -> tuple[Finding, ...]:
        """Look at everything; empty means whole."""
        return findings(self.desk.vault)
