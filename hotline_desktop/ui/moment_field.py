"""Turns clock words into a moment at a place and shows which; never guesses what it cannot read."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hotline_desktop.models.clock import clock, next_time
from hotline_desktop.ui.exact_text import write, written
from hotline_desktop.ui.text import meta


def zone_here() -> str:
    """Give this desk's time zone by its IANA name."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"


def last_time(now: datetime, at: time, timezone: str) -> datetime:
    """Give the latest moment not after ``now`` when the wall clock there showed ``at``."""
    for back in (24, 25):  # the day the clocks go back has 25 hours
        moment = next_time(now - timedelta(hours=back), at, timezone)
        if moment.timestamp() <= now.timestamp():
            return moment
    return now


def half_typed(page: QWidget) -> dict[str, str]:
    """Give the words of fields that are no time yet, by the fields' names."""
    fields = page.findChildren(MomentField)
    return {field.objectName(): written(field) for field in fields if not field.is_readable()}


def type_again(page: QWidget, words: dict[str, str]) -> None:
    """Put such words back."""
    for field in page.findChildren(MomentField):
        if field.objectName() in words:
            field.type_again(words[field.objectName()])


class MomentField(QLineEdit):
    """A field for "06:00" or "now"; ``value()`` is a moment, ``explains()`` says which."""

    read = Signal()

    def __init__(self, now: Callable[[], datetime], past: bool) -> None:
        """Read a clock as the next such moment, or with ``past`` as the last one."""
        super().__init__()
        self._now, self._past = now, past
        self._value: datetime | None = None
        self._zone = ""
        self._typed_at: datetime | None = None
        self._aside = meta("")
        self._aside.setParent(self)
        self._aside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textEdited.connect(self._on_edited)
        self.read.connect(self._on_read)

    def value(self) -> datetime | None:
        """Give the moment; None when empty or unreadable."""
        return self._value

    def set_value(self, moment: datetime | None) -> None:
        """Show a moment and keep it as it is until somebody types."""
        self._value, self._typed_at = moment, None
        self._write()
        self.read.emit()

    def set_zone(self, timezone: str) -> None:
        """Read and show in another place's time; words typed here are read anew there."""
        if timezone == self._zone:
            return
        self._zone = timezone
        if self._typed_at is not None:
            self._value = self._understand(self._typed_at)
        else:
            self._write()
        self.read.emit()

    def zone(self) -> ZoneInfo:
        """Give the zone in use: the place's, or this desk's while no place is known."""
        try:
            return ZoneInfo(self._zone or zone_here())
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")  # a record from elsewhere may name a zone nobody has heard of

    def is_readable(self) -> bool:
        """Say whether the words, if there are any, are a time."""
        return self._value is not None or not written(self).strip()

    def type_again(self, words: str) -> None:
        """Take words as if they were typed now."""
        write(self, words)
        self._on_edited()

    def explains(self) -> str:
        """Give day, time and zone of what was understood; empty when nothing was."""
        if self._value is None:
            return ""
        there = self._value.astimezone(self.zone())
        return f"{there:%a %d %b, %H:%M} {there.tzname()}"

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the explanation at the right end."""
        super().resizeEvent(event)
        self._place()

    def _on_read(self) -> None:
        self._aside.setText(self.explains())
        self.setAccessibleDescription(self.explains())
        self._place()

    def _place(self) -> None:
        size = self._aside.sizeHint()
        self._aside.setGeometry(self.width() - size.width() - 10, 0, size.width(), self.height())

    def _write(self) -> None:
        there = self._value.astimezone(self.zone()) if self._value else None
        write(self, f"{there:%H:%M}" if there else "")

    def _on_edited(self) -> None:
        self._typed_at = self._now()
        self._value = self._understand(self._typed_at)
        self.read.emit()

    def _understand(self, typed_at: datetime) -> datetime | None:
        words = written(self)
        if self._past and words.strip().casefold() == self.tr("now"):
            return typed_at
        at = clock(words)
        if at is None:
            return None
        turn = last_time if self._past else next_time
        return turn(typed_at, at, self.zone().key)
