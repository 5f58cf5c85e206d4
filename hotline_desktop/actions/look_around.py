"""Look around a draft: places, protocol, who is on duty, help nearby; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from hotline_desktop.actions.choose_protocol import ChooseProtocol, on_duty
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.area import Where
from hotline_desktop.models.around import Around, Nearby, OnDuty
from hotline_desktop.models.known import turned_away
from hotline_desktop.models.place import Place
from hotline_desktop.models.protocol import Matched
from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory

_MILES = 60.0
_MOST = 6


@dataclass(frozen=True, slots=True)
class LookAround:
    """The verb."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def __call__(self, draft: Draft) -> Around:
        """Give what the place and the topics imply now."""
        now = self.desk.world.now()
        places = self.gazetteer.candidates(draft.place.words)
        choose = ChooseProtocol(self.desk.vault, self.gazetteer)
        minor = any(person.minor is Tri.SAID for person in draft.persons)
        where = choose.where(draft.place)
        matched = choose(draft.place, draft.topics, minor, now)
        return Around(
            places=places,
            chosen=matched.chosen,
            lost=matched.lost,
            duty=self._duty(choose, matched, where, draft, now),
            help=self._help(_point(places, where), where, draft, now),
        )

    def _duty(
        self,
        choose: ChooseProtocol,
        matched: Matched,
        where: Where,
        draft: Draft,
        now: datetime,
    ) -> tuple[OnDuty, ...]:
        """Give whom the protocols name, in their order, then who else holds here."""
        found: dict[str, OnDuty] = {}
        for choice in matched.chosen:
            for step in choice.protocol.steps:
                for duty in choose.contacts_for(step, where, now, draft.release):
                    found.setdefault(duty.contact.id, duty)
        if where.county_fips and len(found) < _MOST:
            others = directory.holding(self.desk.vault, where)
            for duty in on_duty(others, where, now, draft.release):
                found.setdefault(duty.contact.id, duty)
        return tuple(found.values())[:_MOST]

    def _help(
        self, point: Place | None, where: Where, draft: Draft, now: datetime
    ) -> tuple[Nearby, ...]:
        """Give who is near: vetted ones first, and last those who would not take her."""
        if point is None or point.latitude is None or point.longitude is None:
            return ()
        near = directory.providers_near(self.desk.vault, point.latitude, point.longitude, _MILES)
        told = [
            _nearby(provider, miles, self._against(provider, where, draft, now), now)
            for provider, miles in near
            if not provider.is_refused
        ]
        vetted = VettingState.VETTED
        told.sort(key=lambda n: (bool(n.against), n.provider.vetting_state(now) is not vetted))
        return tuple(told[:_MOST])

    def _against(self, provider: Provider, where: Where, draft: Draft, now: datetime) -> str:
        """Say why it would not take her; "" when nothing that may be known speaks against it."""
        for area in provider.not_near:
            if area in where.codes() or area == where.state:
                place = where.county if area.isdigit() else where.state
                return f"nobody from {place or area} is to be there"
        policy = self.desk.office.policy
        question = turned_away(draft, where.state, provider, policy, now)
        return f"turns away on: {question}" if question else ""


def _point(places: tuple[Place, ...], where: Where) -> Place | None:
    """Give the candidate that was chosen, or the likeliest."""
    chosen = [p for p in places if p.county_fips == where.county_fips] if where.county_fips else []
    return next(iter(chosen or places), None)


def _nearby(provider: Provider, miles: float, against: str, now: datetime) -> Nearby:
    hours = provider.hours
    return Nearby(
        provider=provider,
        open=hours.is_open(now) if hours else None,
        until=hours.open_until(now) if hours else None,
        miles=miles,
        against=against,
    )
