"""The clock on the office's wall: every time without a place of its own is shown on it."""

from datetime import datetime
from zoneinfo import ZoneInfo

_zone: ZoneInfo | None = None


def hang(timezone: str) -> None:
    """Show times of this zone (IANA name) from now on; before that, the machine's."""
    global _zone  # noqa: PLW0603 - one wall to a process, hung once at unlock
    _zone = ZoneInfo(timezone)


def here(moment: datetime) -> datetime:
    """Give a moment as that clock shows it."""
    return moment.astimezone(_zone)
