"""The sample call as the packet's tests tell it: fictional people, made-up values, real types."""

import secrets
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from hotline_desktop.keys.signing import OfficeSigning, make_office_signing
from hotline_desktop.models.consent import Answer, Audience, Exclusion, Item, Release, ReleaseForm
from hotline_desktop.models.contact import AgencyKind, Contact, Phone, Verification
from hotline_desktop.models.disclosure import Basis, Disclosure, decide
from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.hours import Hours, Shift
from hotline_desktop.models.noun import Problem, Refusal
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.office import Advocate, Office, Policy
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.provider import Provider, Vetting
from hotline_desktop.models.referral import Referral
from hotline_desktop.models.signal import ContactWay, SafeContact, Signaler, SignalerRole
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.contents import gather
from hotline_desktop.packet.press import PressJob

HERE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 23, 24, tzinfo=HERE)
SAFE = (Item.APPROACH, Item.PLACE, Item.HAZARDS, Item.PERSONS, Item.STATEMENTS)
OFFICE = Office(
    "office-1", "Youngstown sample office", Policy.HOTLINE, "330 555-0100", exercise=True
)
REAL_OFFICE = msgspec.structs.replace(OFFICE, name="Fictional Valley hotline", exercise=False)
ADVOCATE = Advocate("advocate-1", "Theo Sample")
RECIPIENT = Contact(
    id="contact-1",
    agency="Mahoning Valley task force",
    kind=AgencyKind.TASK_FORCE,
    desk="night desk",
    person="Det. Ruth Okafor",
    enforces_immigration=Tri.DENIED,
    verification=Verification(NOW - timedelta(days=17), "Theo Sample", "called back"),
    notes="private: direct line 330 555-0199",
)


def at(hour: int, minute: int) -> datetime:
    """A moment of the evening of the call, local time."""
    return datetime(2026, 11, 20, hour, minute, tzinfo=HERE)


def release(items: tuple[Item, ...] = SAFE) -> Release:
    """What she let the hotline tell, by voice, read back."""
    return Release(
        answers=tuple(Answer(item, Tri.SAID) for item in items),
        audience=Audience(any_police=True, exclusions=(Exclusion.IMMIGRATION,)),
        form=ReleaseForm.VERBAL_NOTED,
        words="any police who can come tonight, not immigration",
        read_back=True,
        given_at=at(23, 17),
        until=at(23, 17) + timedelta(hours=7),
    )


def call(items: tuple[Item, ...] = SAFE, **changes: object) -> Draft:
    """The sample call."""
    said = RoleClaim(Role.AT_RISK, "said by the caller")
    draft = Draft(
        place=Observation(
            words="A hotel off Interstate 80 near Youngstown",
            county_fips="39099",
            county="Mahoning",
            state="OH",
            timezone="America/New_York",
            detail="Room 214, second floor; white van in the car park",
            said_by="the caller",
            at=at(23, 7),
        ),
        signaler=Signaler(SignalerRole.SURVIVOR, "Maribel Quennell", "330 555-0177"),
        safe_contact=SafeContact(
            ContactWay.TEXT, "+1 330-555-0177", "", "midnight", Tri.DENIED, "bluebird lamp"
        ),
        hazards=(
            Hazard(HazardKind.DOGS),
            Hazard(HazardKind.CHILDREN, Tri.DENIED, "", "the caller"),
            Hazard(HazardKind.WEAPONS, Tri.SAID, "perhaps a handgun", "the caller"),
        ),
        approach="No uniforms at the door. Plain clothes, a woman officer first.\nPark behind.",
        persons=(
            Person(
                "The caller",
                (RoleClaim(Role.SURVIVOR, "says so herself"),),
                "about 20",
                Tri.DENIED,
                name="Maribel Quennell",
            ),
            Person("Woman, next room", (said,), name="Tamsin Ostrowe"),
            Person("Man at the door", (RoleClaim(Role.COMPLICIT), said)),
        ),
        statements=(
            Statement("He has my ID.", "The caller", StatementKind.VERBATIM, at(23, 5)),
            Statement("Her sister lives in Exampleton.", "The caller", tell=False),
            Statement("Came by car.", "The caller", heard_at=at(23, 12), happened="3 days ago"),
            Statement("May be younger than she says.", "", StatementKind.INFERENCE, at(23, 15)),
        ),
        narrative="A long account that identifies her.",
        release=release(items),
    )
    return msgspec.structs.replace(draft, **changes)


def situation(draft: Draft) -> Situation:
    """A kept situation around a draft."""
    return Situation(
        "situation-1", "S-26-1174", Status.OPEN, at(23, 0), at(23, 20), "advocate-1", 1, draft
    )


def providers() -> list[Provider]:
    """A confidential shelter, a clinic that is closed now, and three that must not be named."""
    vetted = Vetting(date(2026, 6, 1), "Theo", "visited", date(2027, 6, 1))
    lapsed = msgspec.structs.replace(vetted, renew_by=date(2026, 7, 1))
    days = tuple(Shift(day, time(7), time(19)) for day in range(7))
    return [
        Provider(
            "p1",
            "Lantern House",
            "Shelter at 12 Hidden Elm Street",
            phones=(Phone("330 555-0111"),),
            address="12 Hidden Elm Street, Exampleton",
            area="Mahoning County",
            confidential=True,
            gate_phone="330 555-0112",
            languages=("English", "Spanish"),
            hours=Hours("America/New_York", always=True),
            vetting=vetted,
            notes="private note",
        ),
        Provider(
            "p2",
            "Riverbend Clinic",
            "Medical care",
            phones=(Phone("330 555-0113"),),
            address="400 Example Avenue",
            hours=Hours("America/New_York", shifts=days),
            vetting=vetted,
        ),
        Provider("p3", "Barred Barn", vetting=vetted, do_not_refer=True),
        Provider("p6", "Gone Grange", vetting=vetted, standing=Standing.DEFUNCT),
        Provider("p4", "Lapsed Lodge", vetting=lapsed),
        Provider("p5", "Never Nook"),
    ]


def disclosure(draft: Draft, basis: Basis | None = None) -> Disclosure:
    """What the real rule lets out."""
    found = decide(Policy.HOTLINE, basis or Basis(), draft.release, RECIPIENT, NOW)
    assert not isinstance(found, Refusal), found.sentence
    return found


def gathered(
    draft: Draft, office: Office = OFFICE, **more: object
) -> Referral | tuple[Problem, ...]:
    """Gather as the action does."""
    return gather(
        situation(draft),
        disclosure(draft),
        RECIPIENT,
        providers(),
        office,
        ADVOCATE,
        "P-26-0414",
        NOW,
        **more,
    )


def referral(
    items: tuple[Item, ...] = SAFE, office: Office = OFFICE, **changes: object
) -> Referral:
    """The packet's content for the sample call."""
    found = gathered(call(items, **changes), office)
    assert isinstance(found, Referral), [p.field for p in found]
    return found


def signing(office: Office = OFFICE, made: datetime = NOW - timedelta(days=1)) -> OfficeSigning:
    """Fresh keys of an office."""
    return make_office_signing(office, ADVOCATE, made)


def job(told: Referral, keys: OfficeSigning) -> PressJob:
    """What the session hands to the press."""
    return PressJob(told, keys.chain, keys.key, keys.root_sha256, NOW)


def canary() -> str:
    """A value that nothing else in the world holds."""
    letters = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))
    return f"Q{letters}"
