"""Choose the protocol for a place and its topics, and say who of it is on duty; calls nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from hotline_desktop.models.area import Where
from hotline_desktop.models.around import OnDuty
from hotline_desktop.models.consent import Exclusion, Release
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.place import Confidence
from hotline_desktop.models.protocol import Matched, Step, match
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, protocols
from hotline_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class ChooseProtocol:
    """The verb; reads only."""

    vault: Vault
    gazetteer: Gazetteer

    def __call__(
        self, place: str | Observation, topics: Iterable[Topic], minor: bool, at: datetime
    ) -> Matched:
        """Match a place, in words or as somebody chose it, at an aware moment.

        Words that fit several places count only as far as those agree: one county, one state, or
        nothing. An unknown place gets the national protocols.
        """
        return match(protocols.protocols(self.vault), self.where(place), topics, minor, at)

    def where(self, place: str | Observation) -> Where:
        """Say where that is, as far as it is known."""
        if isinstance(place, Observation):
            if place.county_fips or place.state:
                also = self.gazetteer.same(place.county_fips, place.words)
                return Where(place.county_fips, place.county, place.state, also=also)
            place = place.words
        # The town stays out: "near Youngstown" is not in it, and a county says enough to call.
        found = self.gazetteer.candidates(place)
        if found and found[0].confidence is not Confidence.POSSIBLE:
            found = found[:1]  # the others lie over a border nearby
        agreed = _agreed([Where(p.county_fips, p.county, p.state) for p in found])
        return replace(agreed, also=self.gazetteer.same(agreed.county_fips, place))

    def contacts_for(
        self, step: Step, where: Where, at: datetime, release: Release | None = None
    ) -> tuple[OnDuty, ...]:
        """Give whom a step means, whoever is there now first; never somebody she ruled out.

        A contact that is named but closed or gone from the directory is left out.
        """
        named = [directory.contact(self.vault, identity) for identity in step.whom]
        found = {contact.id: contact for contact in named if contact}
        if step.kinds:
            for contact in directory.holding(self.vault, where):
                if contact.kind in step.kinds:
                    found.setdefault(contact.id, contact)
        return on_duty(found.values(), where, at, release)


def on_duty(
    contacts: Iterable[Contact], where: Where, at: datetime, release: Release | None = None
) -> tuple[OnDuty, ...]:
    """Put contacts in the order to try: those who hold here and are there now, verified ones first.

    Whom the release rules out is not in it, nor one that is closed. Where she ruled out
    immigration, a contact that nobody has asked about it comes after those who said no. Otherwise
    the given order stays.
    """
    running = (contact for contact in contacts if not contact.is_refused)
    allowed = [contact for contact in running if not _ruled_out(contact, release)]
    unsure = release is not None and Exclusion.IMMIGRATION in release.audience.exclusions

    def order(contact: Contact) -> tuple[bool, bool, bool, bool]:
        return (
            not holds(contact, where),
            not _is_open(contact, at),
            unsure and contact.enforces_immigration is not Tri.DENIED,
            not contact.is_verified(at),
        )

    return tuple(_now(contact, at) for contact in sorted(allowed, key=order))


def holds(contact: Contact, where: Where) -> bool:
    """Say whether a contact's jurisdiction covers a place; only the nation's covers nowhere."""
    return "US" in contact.jurisdiction or any(
        area in contact.jurisdiction for area in (*where.codes(), where.state) if area
    )


def _ruled_out(contact: Contact, release: Release | None) -> bool:
    if release is None:
        return False
    immigration = Exclusion.IMMIGRATION in release.audience.exclusions
    return contact.id in release.audience.excluded_contacts or (
        immigration and contact.enforces_immigration is Tri.SAID
    )


def _is_open(contact: Contact, at: datetime) -> bool:
    return contact.hours is not None and contact.hours.is_open(at)


def _now(contact: Contact, at: datetime) -> OnDuty:
    zone = contact.timezone or (contact.hours.timezone if contact.hours else "")
    return OnDuty(
        contact=contact,
        local_time=at.astimezone(ZoneInfo(zone)) if zone else at,
        open=_is_open(contact, at),
        until=contact.hours.open_until(at) if contact.hours else None,
    )


def _agreed(found: list[Where]) -> Where:
    """Keep what every candidate says."""
    if not found:
        return Where()

    def same(field: str) -> str:
        values = {getattr(where, field) for where in found}
        return str(values.pop()) if len(values) == 1 else ""

    if not (state := same("state")):
        return Where()
    if not (county := same("county_fips")):
        return Where(state=state)
    return Where(county, same("county"), state)
