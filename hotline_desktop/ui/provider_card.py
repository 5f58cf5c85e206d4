"""One service provider, whether open and vetted; a shelter's street is never shown."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.capacity import Capacity, Room
from hotline_desktop.models.county_map import CountyMap
from hotline_desktop.models.fit import answered
from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.models.service_kind import ServiceKind
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui.cards import Banner
from hotline_desktop.ui.contact_card import hours_words
from hotline_desktop.ui.county_map import Map, map_words
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.history_card import HistoryCard
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import column, framed, row
from hotline_desktop.ui.number_line import NumberLine
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.standing import StandingBanner
from hotline_desktop.ui.text import second, title

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


def capacity_words(capacity: Capacity | None, now: datetime) -> str:
    """Say what a stated number of free places is worth now."""
    if capacity is None:
        return ""
    hours = max(0, round((now - capacity.as_of).total_seconds() / 3600))
    said = {
        Room.FREE: _tr("{free} free, said {hours} h ago"),
        Room.FULL: _tr("full, said {hours} h ago"),
        Room.FREE_THEN: _tr("{free} were free {hours} h ago: ask"),
        Room.FULL_THEN: _tr("was full {hours} h ago: ask"),
        Room.UNKNOWN: _tr("not known now"),
    }[capacity.room(now)]
    return said.format(free=capacity.free, hours=hours)


class ProviderCard(QWidget):
    """Shows a provider, and leads to its vetting and its edit."""

    edit_asked = Signal(str, bool)
    """An entry's id, and whether it is to be vetted with the same stroke."""

    call_asked = Signal(object)
    """Who is to be called, as :class:`Callee`."""

    def __init__(self) -> None:
        """Lay the card out once; providers come and go in it."""
        super().__init__()
        self._provider = ""
        self._name, self._under = title("", wrapped=True), second("", wrapped=True)
        self._number = NumberLine(*self._deeds())
        self._number.call_asked.connect(self.call_asked)
        self._pills = {state: Pill(*vetting_words(state)) for state in VettingState}
        self._never = Banner(
            "soon", self.tr("Do not refer"), self.tr("The office decided so; see the notes.")
        )
        self._hidden = Banner(
            "accent",
            self.tr("Confidential place"),
            self.tr("Area and gate phone only, everywhere."),
        )
        self._closed, self._facts, self._map = StandingBanner(), Facts(), Map()
        card = framed(
            "card",
            column(
                row((self._name, 1), *self._pills.values()),
                self._under,
                self._closed,
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
        outer.setSpacing(12)
        outer.addWidget(card)
        self.history = HistoryCard()
        outer.addWidget(self.history)
        outer.addStretch(1)

    def _deeds(self) -> tuple[QWidget, QWidget]:
        vet = button(self.tr("Vet"), key="F2", name="vet")
        edit = button(self.tr("Edit"), key="F3", name="edit")
        vet.clicked.connect(lambda: self.edit_asked.emit(self._provider, True))
        edit.clicked.connect(lambda: self.edit_asked.emit(self._provider, False))
        return vet, edit

    def show_provider(
        self, provider: Provider, now: datetime, shown: CountyMap | None = None
    ) -> None:
        """Show one provider as it stands now, and its county on a map."""
        self._provider = provider.id
        self.history.begin(provider.id)
        self._map.show_map(shown, map_words(shown))
        self._name.setText(provider.organisation)
        site = "" if provider.confidential else provider.location
        self._under.setText(", ".join(part for part in (provider.service, site) if part))
        self._number.show_numbers(provider.id, provider.numbers())
        state = provider.vetting_state(now)
        for each, pill in self._pills.items():
            pill.setVisible(each is state)
        self._closed.show_standing(provider.standing)
        self._never.setVisible(provider.do_not_refer)
        self._hidden.setVisible(provider.confidential)
        self._facts.show_facts(self._told(provider, now))

    def _told(self, provider: Provider, now: datetime) -> list[tuple[str, str]]:
        kinds = [service_words(kind) for kind in provider.services]
        finer = [kind.replace("_", " ") for kind in provider.finer]
        return [
            (self.tr("Places"), capacity_words(provider.capacity, now)),
            (self.tr("Services"), ", ".join((*kinds, *finer))),
            (self.tr("Hours"), hours_words(provider.hours, provider.timezone, now)),
            (self.tr("In words"), provider.hours_words),
            (self.tr("Where"), provider.whereabouts()),
            (self.tr("Serves"), provider.serves_words),
            (self.tr("Languages"), ", ".join(provider.languages)),
            (self.tr("For whom"), provider.eligibility[:_MOST]),
            (self.tr("Age"), self._ages(provider)),
            (self.tr("Asks"), self._asks(provider)),
            (self.tr("To apply"), provider.how_to_apply[:_MOST]),
            (self.tr("Hand over"), provider.transfer.words if provider.transfer else ""),
            (self.tr("Fees"), provider.fees[:_MOST]),
            (self.tr("To bring"), provider.documents[:_MOST]),
            (self.tr("Access"), provider.accessibility),
            (self.tr("About"), provider.description[:_MOST]),
            *self._reached(provider),
            (self.tr("Vetted"), self._vetted(provider)),
            (self.tr("Source"), provider.source),
            (self.tr("Notes"), provider.notes),
        ]

    def _asks(self, provider: Provider) -> str:
        """Say each question and what it refuses on; of nobody in particular nothing is known."""
        refuses = {Tri.SAID: self.tr("refuses on yes"), Tri.DENIED: self.tr("refuses on no")}
        return "\n".join(
            self.tr("{words} To ask; {refuses}").format(
                words=each.question.words, refuses=refuses.get(each.question.refuses_on, "")
            )
            for each in answered(provider.questions, {})
            if each.open
        )

    def _reached(self, provider: Provider) -> list[tuple[str, str]]:
        """Give people, mail and site."""
        people = [", ".join(p for p in (one.name, one.title) if p) for one in provider.persons]
        mail = (provider.email, provider.organisation_email)
        site = (provider.url, provider.organisation_url)
        return [
            (self.tr("Ask for"), "\n".join(people)),
            (self.tr("Mail"), ", ".join(dict.fromkeys(part for part in mail if part))),
            (self.tr("Site"), ", ".join(dict.fromkeys(part for part in site if part))),
        ]

    def _ages(self, provider: Provider) -> str:
        if provider.min_age is None and provider.max_age is None:
            return ""
        least, most = provider.min_age or 0, provider.max_age or self.tr("any")
        return self.tr("{least} to {most}").format(least=least, most=most)

    def _vetted(self, provider: Provider) -> str:
        vetting = provider.vetting
        if vetting is None:
            return self.tr("never")
        return self.tr("{day}, {how}; renew by {renew}").format(
            day=f"{vetting.on:%d %b %Y}", how=vetting.how, renew=f"{vetting.renew_by:%d %b %Y}"
        )
