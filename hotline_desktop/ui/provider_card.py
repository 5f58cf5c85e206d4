"""One service provider, whether open and vetted; a shelter's street is never shown."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.county_map import CountyMap
from hotline_desktop.models.provider import Provider, ServiceKind, VettingState
from hotline_desktop.ui.cards import Banner
from hotline_desktop.ui.contact_card import hours_words
from hotline_desktop.ui.county_map import Map, map_words
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.layout import column, framed, row
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.text import clock, second, title

_MOST = 700


def _tr(words: str) -> str:
    return QCoreApplication.translate("ProviderCard", words)


def service_words(kind: ServiceKind) -> str:
    """Say what a service is, in short plain words."""
    return {
        ServiceKind.BASIC_NECESSITIES: _tr("basic needs"),
        ServiceKind.CASE_MANAGEMENT: _tr("case management"),
        ServiceKind.EDUCATION: _tr("education"),
        ServiceKind.EMPLOYMENT: _tr("work"),
        ServiceKind.HOUSING: _tr("safe housing"),
        ServiceKind.LANGUAGE: _tr("language"),
        ServiceKind.LEGAL: _tr("legal help"),
        ServiceKind.MEDICAL_AND_DENTAL: _tr("medical"),
        ServiceKind.MENTAL_HEALTH: _tr("mental health"),
        ServiceKind.SAFETY_PLANNING: _tr("safety planning"),
        ServiceKind.OTHER: _tr("other"),
    }[kind]


def vetting_words(state: VettingState) -> tuple[str, str]:
    """Give word and tone of a vetting state."""
    return {
        VettingState.VETTED: (_tr("vetted"), "ok"),
        VettingState.LAPSED: (_tr("vetting lapsed"), "soon"),
        VettingState.NEVER: (_tr("never vetted"), "soon"),
    }[state]


class ProviderCard(QWidget):
    """Shows a provider."""

    def __init__(self) -> None:
        """Lay the card out once; providers come and go in it."""
        super().__init__()
        self._name, self._under = title("", wrapped=True), second("", wrapped=True)
        self._number = clock("")
        self._number.setObjectName("number")
        self._pills = {state: Pill(*vetting_words(state)) for state in VettingState}
        self._never = Banner(
            "soon", self.tr("Do not refer"), self.tr("The office decided so; see the notes.")
        )
        self._hidden = Banner(
            "accent",
            self.tr("Confidential place"),
            self.tr("Area and gate phone only, everywhere."),
        )
        self._facts, self._map = Facts(), Map()
        card = framed(
            "card",
            column(
                row((self._name, 1), *self._pills.values()),
                self._under,
                self._number,
                8,
                self._never,
                self._hidden,
                self._map,
                self._facts,
                margins=16,
                spacing=4,
            ),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        outer.addStretch(1)

    def show_provider(
        self, provider: Provider, now: datetime, shown: CountyMap | None = None
    ) -> None:
        """Show one provider as it stands now, and its county on a map."""
        self._map.show_map(shown, map_words(shown))
        self._name.setText(provider.organisation)
        self._under.setText(provider.service)
        numbers = [phone.as_written for phone in provider.numbers()]
        self._number.setText(numbers[0] if numbers else self.tr("no number known"))
        state = provider.vetting_state(now)
        for each, pill in self._pills.items():
            pill.setVisible(each is state)
        self._never.setVisible(provider.do_not_refer)
        self._hidden.setVisible(provider.confidential)
        self._facts.show_facts(self._told(provider, now))

    def _told(self, provider: Provider, now: datetime) -> list[tuple[str, str]]:
        ages = (provider.min_age, provider.max_age)
        vetting = provider.vetting
        return [
            (self.tr("Services"), ", ".join(service_words(kind) for kind in provider.services)),
            (self.tr("Hours"), hours_words(provider.hours, provider.timezone, now)),
            (self.tr("Where"), provider.whereabouts()),
            (self.tr("Languages"), ", ".join(provider.languages)),
            (self.tr("For whom"), provider.eligibility[:_MOST]),
            (
                self.tr("Age"),
                self.tr("{least} to {most}").format(
                    least=ages[0] or 0, most=ages[1] or self.tr("any")
                )
                if any(age is not None for age in ages)
                else "",
            ),
            (self.tr("About"), provider.description[:_MOST]),
            (self.tr("Mail"), provider.email),
            (self.tr("Site"), provider.url),
            (
                self.tr("Vetted"),
                self.tr("{day}, {how}; renew by {renew}").format(
                    day=f"{vetting.on:%d %b %Y}",
                    how=vetting.how,
                    renew=f"{vetting.renew_by:%d %b %Y}",
                )
                if vetting
                else self.tr("never"),
            ),
            (self.tr("Source"), provider.source),
            (self.tr("Notes"), provider.notes),
        ]
