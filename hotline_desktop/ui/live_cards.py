"""What the four cards say: protocol, who is there, who helps, what may be told; decides none."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from hotline_desktop.models.around import Nearby, OnDuty
from hotline_desktop.models.consent import Exclusion, Item, Release
from hotline_desktop.models.protocol import Choice, Step
from hotline_desktop.models.provider import Provider
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.layout import column, row
from hotline_desktop.ui.pills import Pill, StatusGlyph
from hotline_desktop.ui.text import Elided, lead, meta, second, strong, tip

_STEPS, _DUTY, _HELP = 3, 2, 2


class Answer(QWidget):
    """What a card says; shows anew only what is new, so that nothing flickers."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None
        self._shown: object = None
        self._fresh = False

    def is_fresh(self) -> bool:
        """Say once whether something new stands here."""
        fresh, self._fresh = self._fresh, False
        return fresh

    def is_news(self, value: object) -> bool:
        """Say whether this is something else than what stands there, and remember it."""
        news = self._inner is None or value != self._shown
        self._shown = value
        return news

    def fill(self, layout: QLayout) -> None:
        """Show a layout instead of the one before."""
        self.setUpdatesEnabled(False)
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        self._inner.setLayout(layout)
        self._outer.addWidget(self._inner)
        self._inner.show()
        self._fresh = True
        self.setUpdatesEnabled(True)


class ProtocolAnswer(Answer):
    """The protocol that holds: title, why, steps with their deadlines."""

    def show_choices(self, chosen: Sequence[Choice]) -> None:
        """Show the first that stands in full, the others by title."""
        if not self.is_news(tuple(chosen)):
            return
        if not chosen:
            self.fill(column(second(self.tr("Say the place and what it is about."), wrapped=True)))
            return
        first, *others = chosen
        steps = sorted(first.protocol.steps, key=lambda step: step.order)
        pieces: list[QWidget | QLayout] = [
            strong(first.protocol.title, wrapped=True),
            second(first.because, wrapped=True),
        ]
        pieces += [self._step(step) for step in steps[:_STEPS]]
        rest = (
            [self.tr("and {n} more").format(n=len(steps) - _STEPS)] if len(steps) > _STEPS else []
        )
        rest += [self.tr("also: {title}").format(title=each.protocol.title) for each in others]
        if rest:
            pieces.append(meta("; ".join(rest), wrapped=True))
        self.fill(column(*pieces, spacing=3))

    def _step(self, step: Step) -> QLayout:
        number = meta(str(step.order))
        number.setFixedWidth(14)
        words = f"{intake_words.deeds()[step.do]} {step.who}".strip()
        who = Elided(words, "strong" if step.order == 1 else "body")
        who.setToolTip(step.say or words)
        due = meta(self._by_when(step.within.minutes) if step.within else "")
        due.setToolTip(tip(step.within.words) if step.within else "")
        due.set_tone("soon")
        return row(number, (who, 1), due)

    def _by_when(self, minutes: int) -> str:
        if minutes < 120:
            return self.tr("within {minutes} min").format(minutes=minutes)
        return self.tr("within {hours} h").format(hours=minutes // 60)


class DutyAnswer(Answer):
    """Who is there now: name, their time, the number large, whether we verified them."""

    def show_duty(self, duty: Sequence[OnDuty], now: datetime) -> None:
        """Show those who are there; when nobody is, those who would be."""
        minute = now.replace(second=0, microsecond=0)
        if not self.is_news((tuple(duty), minute)):
            return
        if not duty:
            self.fill(column(second(self.tr("Nobody known yet for this place."), wrapped=True)))
            return
        there = [each for each in duty if each.open] or list(duty)
        self.fill(column(*(self._contact(each, now) for each in there[:_DUTY]), spacing=8))

    def _contact(self, duty: OnDuty, now: datetime) -> QLayout:
        contact = duty.contact
        phone = contact.phones[0].as_written if contact.phones else self.tr("no number")
        known = (
            StatusGlyph("open", self.tr("verified"))
            if contact.is_verified(now)
            else StatusGlyph("lapsed", self.tr("unverified"))
        )
        state = self.tr("there now") if duty.open else self.tr("closed now")
        if duty.open and duty.until:
            state = self.tr("until {hour}").format(hour=f"{duty.until:%H:%M}")
        local = self.tr("{hour} there").format(hour=f"{duty.local_time:%H:%M}")
        aside = ", ".join(p for p in (contact.desk or contact.person, state, local) if p)
        return column(
            row((Elided(contact.agency, "strong"), 1), lead(phone, wrapped=False)),
            row((Elided(aside, "second"), 1), known),
            spacing=0,
        )


class HelpAnswer(Answer):
    """Providers near: open or closed, miles; of a confidential one only the area."""

    def show_help(self, help_: Sequence[Nearby]) -> None:
        """Show the nearest few."""
        if not self.is_news(tuple(help_)):
            return
        if not help_:
            self.fill(column(second(self.tr("Nobody known yet near this place."), wrapped=True)))
            return
        lines: list[QWidget | QLayout] = [self._provider(each) for each in help_[:_HELP]]
        if len(help_) > _HELP:
            more = self.tr("and {n} more in the directory").format(n=len(help_) - _HELP)
            lines.append(meta(more))
        self.fill(column(*lines, spacing=6))

    def _provider(self, near: Nearby) -> QLayout:
        provider = near.provider
        words = column(
            Elided(provider.organisation, "strong"),
            Elided(near.against or self._aside(provider), "second"),
            spacing=0,
        )
        until = f"{near.until:%H:%M}" if near.until else ""
        if near.against:
            pill = Pill(self.tr("not for her"), "soon")
        elif near.open is None:
            pill = Pill(self.tr("not known"))
        elif near.open:
            pill = Pill(
                self.tr("until {hour}").format(hour=until) if until else self.tr("open"),
                "ok",
                "open",
            )
        else:
            pill = Pill(self.tr("closed"), "neutral", "closed")
        miles = "" if near.miles is None else self.tr("{n} mi").format(n=round(near.miles))
        far = meta(miles)
        far.setFixedWidth(36)
        return row((words, 1), pill, far)

    def _aside(self, provider: Provider) -> str:
        where = provider.whereabouts()
        if provider.confidential:
            where = self.tr("{area} only").format(area=where)
        return ", ".join(part for part in (provider.service, where) if part)


class ToldAnswer(Answer):
    """What may be told and what is held back, item by item."""

    def show_release(self, release: Release, now: datetime) -> None:
        """Show both columns."""
        withdrawn = release.withdrawn_at is not None and release.withdrawn_at <= now
        told = frozenset[Item]() if withdrawn else release.items()
        if not self.is_news((told, release.audience, withdrawn)):
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        columns = (
            [i for i, _ in intake_words.items() if i in told],
            [i for i, _ in intake_words.items() if i not in told],
        )
        # With nothing told, what is held back stands in both columns.
        if not told:
            half = (len(columns[1]) + 1) // 2
            columns = (columns[1][:half], columns[1][half:])
        names = dict(intake_words.items())
        for side, items in enumerate(columns):
            for line, item in enumerate(items):
                icon = Icon("check", "ok", 16) if item in told else Icon("held", "ink3", 16)
                grid.addLayout(row(icon, (Elided(names[item], "body"), 1), spacing=6), line, side)
            grid.setColumnStretch(side, 1)
        gone = self.tr("She took it back: nothing more may be told.")
        self.fill(column(second(gone, wrapped=True), grid) if withdrawn else grid)

    def audience(self, release: Release) -> str:
        """Give to whom it may be told, in a few words."""
        if not release.items() or release.withdrawn_at is not None:
            return self.tr("nothing") if release.withdrawn_at else self.tr("nothing yet")
        to = [self.tr("police")] if release.audience.any_police else []
        if count := len(release.audience.contacts):
            named = self.tr("{n} by name").format(n=count)
            to.append(named)
        if Exclusion.IMMIGRATION in release.audience.exclusions:
            to.append(self.tr("not immigration"))
        return ", ".join(to) or self.tr("to nobody yet")
