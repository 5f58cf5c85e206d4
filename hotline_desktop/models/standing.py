"""Whether an agency or a service runs at all; says nothing of vetting or verification."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether it runs (HSDS 3.0 service status)."""

    ACTIVE = "active"
    PAUSED = "temporarily closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"

    @property
    def is_running(self) -> bool:
        """Say whether people may be sent there at all."""
        return self is Standing.ACTIVE
