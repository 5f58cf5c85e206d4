"""Says how long something took in the fewest words; never counts seconds."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_HOUR, _DAY = 60, 24 * 60


def span(length: timedelta) -> str:
    """Give "just now", "14 min", "2 h 38 min" or "3 days"; a clock set back counts as now."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return translate("span", "just now")
    if minutes < _HOUR:
        return translate("span", "{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, _HOUR)
    if minutes < _DAY:
        return translate("span", "{hours} h {minutes:02} min").format(hours=hours, minutes=rest)
    days = minutes // _DAY
    if days == 1:
        return translate("span", "1 day")
    return translate("span", "{days} days").format(days=days)
