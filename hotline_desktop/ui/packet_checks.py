"""What must hold before a packet leaves, and whether it does; decides none of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from hotline_desktop.models.consent import Exclusion, Release
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.disclosure import BasisKind, Disclosure
from hotline_desktop.models.office import Office
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.packet_words import agreed
from hotline_desktop.ui.standing import standing_words
from hotline_desktop.ui.text import second, strong

translate = QCoreApplication.translate

_ICONS = {
    "ok": ("check", "ok"),
    "no": ("cross", "soon"),
    "mind": ("alert", "soon"),
    "wait": ("pause", "ink3"),
}


@dataclass(frozen=True, repr=False)
class Check:
    """One thing that must hold before a packet leaves.

    ``state``: ``ok``; ``no``, which stops it; ``mind``, which does not; ``wait`` for a choice.
    """

    state: str
    first: str
    second: str


def checks(
    office: Office,
    advocate: str,
    release: Release,
    recipient: Contact | None,
    basis: BasisKind,
    answer: Disclosure | str,
    now: datetime,
    zone: str,
) -> tuple[Check, ...]:
    """Say what holds and what does not; ``answer`` is the disclosure, or why there is none."""
    others = (
        _verified(recipient, now, office.timezone),
        _excluded(release, recipient, basis),
    )
    return (_basis(answer, now, zone, others), *others, _signs(office, advocate))


def _basis(answer: Disclosure | str, now: datetime, zone: str, others: tuple[Check, ...]) -> Check:
    first = translate("packet", "A basis for every item")
    if isinstance(answer, Disclosure):
        return Check("ok", first, agreed(answer, now, zone))
    if any(other.state in ("no", "wait") for other in others):
        return Check("wait", first, translate("packet", "decided when the recipient is right"))
    return Check("no", first, answer)


def _verified(recipient: Contact | None, now: datetime, zone: str) -> Check:
    first = translate("packet", "Recipient verified")
    if recipient is None:
        return Check("wait", first, translate("packet", "choose whom it is for"))
    if closed := standing_words(recipient.standing):
        return Check("no", first, closed)
    check = recipient.verification
    if check is None:
        return Check("no", first, translate("packet", "never called back on its public number"))
    day = f"{check.at.astimezone(ZoneInfo(zone)):%d %b %Y}"
    if not recipient.is_verified(now):
        return Check("no", first, translate("packet", "last called back {day}").format(day=day))
    return Check("ok", first, translate("packet", "called back {day}").format(day=day))


def _excluded(release: Release, recipient: Contact | None, basis: BasisKind) -> Check:
    first, audience = translate("packet", "Exclusions honoured"), release.audience
    if recipient is None:
        return Check("wait", first, translate("packet", "choose whom it is for"))
    # Another basis than her release does not ask her; what she ruled out is said all the same.
    stops = "no" if basis is BasisKind.RELEASE else "mind"
    if recipient.id in audience.excluded_contacts:
        return Check(stops, first, translate("packet", "she ruled this agency out"))
    if Exclusion.IMMIGRATION not in audience.exclusions:
        return Check("ok", first, translate("packet", "she ruled nobody out"))
    return {
        Tri.DENIED: Check("ok", first, translate("packet", "does not enforce immigration law")),
        Tri.SAID: Check(stops, first, translate("packet", "this agency enforces immigration law")),
        Tri.NOT_ASKED: Check(
            stops, first, translate("packet", "not asked whether it enforces immigration law")
        ),
    }[recipient.enforces_immigration]


def _signs(office: Office, advocate: str) -> Check:
    first = translate("packet", "Signs as {name}").format(name=advocate)
    root = (
        translate("packet", "sample office: EXERCISE on every page")
        if office.exercise
        else translate("packet", "with the office's own certificate")
    )
    return Check("ok", first, root)


class CheckLine(QWidget):
    """An icon, what is checked, and how it stands."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._icon = Icon("pause", "ink3")
        self._first, self._second = strong(""), second("", wrapped=True)
        words = column(self._first, self._second, spacing=0)
        self.setLayout(row(column(self._icon, STRETCH), (words, 1), spacing=10))

    def show_check(self, check: Check) -> None:
        """Show one."""
        self._icon.show_icon(*_ICONS[check.state])
        self._first.setText(check.first)
        self._second.setText(check.second)
        self._second.set_tone("soon" if check.state in ("no", "mind") else "")
        self.setAccessibleName(f"{check.first}: {check.second}")


class ChecksCard(Card):
    """The checks, in the order they are made."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__(self.tr("Before it leaves"))
        self._lines: list[CheckLine] = []
        self.body.setSpacing(look.px(5))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these."""
        while len(self._lines) < len(checks):
            self._lines.append(CheckLine())
            self.body.addWidget(self._lines[-1])
        for line, check in zip(self._lines, checks, strict=False):
            line.show_check(check)
        for line in self._lines[len(checks) :]:
            line.hide()
        count = sum(check.state == "ok" for check in checks)
        words = self.tr("{n} of {all} hold") if checks else ""
        self.head.quiet.setText(words.format(n=count, all=len(checks)))
