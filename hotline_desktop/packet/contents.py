"""Takes from a situation only what a basis lets out; never hints at what was held back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from hotline_desktop.models.consent import Item, ReleaseForm
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.disclosure import BasisKind, Disclosure
from hotline_desktop.models.hazard import HazardKind
from hotline_desktop.models.noun import N, Problem, encode
from hotline_desktop.models.office import Advocate, Office
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.referral import Recipient, Referral
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.guard import leaks, secrets
from hotline_desktop.packet.nearby import services
from hotline_desktop.packet.receipt import receipt_code
from hotline_desktop.packet.released import released
from hotline_desktop.packet.wall_clock import day_and_time, in_zone, zone_or

FORMAT = 1

HANDLING = (
    "Keep this packet with those who act on it. Ask us before anything in it goes to another "
    "agency, immigration enforcement included, unless a law or a court requires it.",
    "Every role is what somebody said, with who said it; none is a finding.",
    "This file is signed. If your reader calls it changed or cannot check it, call us on the "
    "number above before you rely on it.",
)
"""The same in every packet, so that no rule tells anything about this one."""

_FORMS = {
    ReleaseForm.WRITTEN: "in writing",
    ReleaseForm.VERBAL_RECORDED: "by voice on a recorded line, read back",
    ReleaseForm.VERBAL_NOTED: "by voice, noted by the advocate and read back",
}
_REASONS = {
    BasisKind.MANDATED_REPORT: "This is a mandated report",
    BasisKind.IMMINENT_DANGER: "This is told because of imminent danger",
    BasisKind.COURT_ORDER: "This is told by court order",
}


def gather(
    situation: Situation,
    disclosure: Disclosure,
    recipient: Contact,
    providers: Sequence[Provider],
    office: Office,
    advocate: Advocate,
    packet_number: str,
    now: datetime,
    *,
    reasons: Mapping[str, str] | None = None,
) -> Referral | tuple[Problem, ...]:
    """Gather the packet for one recipient, or name what must be mended first.

    ``providers`` come nearest first; of a service that is not vetted, ``reasons`` (by its id) says
    why it is named all the same, else it is left out. The clock of the page is the place's where
    the place was released, else the office's.
    """
    draft, items = situation.draft, frozenset(disclosure.items)
    problems = leaks(_texts(draft, items, disclosure), secrets(draft, items))
    if problems:
        return problems
    zone = zone_or(draft.place.timezone if Item.PLACE in items else "", office.timezone)
    referral = _filled(
        Referral(
            format=FORMAT,
            packet=packet_number,
            made_at=in_zone(now, zone),
            timezone=zone,
            recipient=Recipient(recipient.agency, recipient.desk, recipient.person),
            office=office.name,
            office_phone=office.phone,
            exercise=office.exercise,
            prepared_by=advocate.name,
            basis=_basis(disclosure, zone),
            handling=HANDLING,
            hazards_not_asked=_not_asked(draft) if Item.HAZARDS in items else (),
            # What is near tells where: without the place, no services.
            services=services(providers, now, reasons or {}) if Item.PLACE in items else (),
        ),
        released(draft, items, zone),
    )
    return _with_code(referral)


def _filled(frame: Referral, told: Draft) -> Referral:
    return msgspec.structs.replace(
        frame,
        approach=told.approach,
        hazards=told.hazards,
        place=_unless_empty(told.place),
        persons=told.persons,
        safe_contact=_unless_empty(told.safe_contact),
        signaler=_unless_empty(told.signaler),
        statements=told.statements,
        narrative=told.narrative,
    )


def _unless_empty(noun: N) -> N | None:
    return None if noun == type(noun)() else noun


def _not_asked(draft: Draft) -> tuple[HazardKind, ...]:
    asked = {hazard.kind for hazard in draft.hazards if hazard.state is not Tri.NOT_ASKED}
    return tuple(kind for kind in HazardKind if kind not in asked)


def _with_code(referral: Referral) -> Referral | tuple[Problem, ...]:
    if not _says_something(referral):
        return (
            Problem("release", "What was released is still empty: write it down before you send."),
        )
    try:
        # The time is left out: the code on the previewed page is the one on the exported page.
        content = encode(msgspec.structs.replace(referral, made_at=datetime.fromtimestamp(0, UTC)))
    except UnicodeEncodeError:
        return (
            Problem("situation", "A text holds a broken character: type it again, do not paste."),
        )
    return msgspec.structs.replace(referral, receipt_code=receipt_code(content))


def _says_something(referral: Referral) -> bool:
    place = referral.place
    return bool(
        referral.approach.strip()
        or referral.hazards
        or (place and (place.words.strip() or place.detail.strip()))
        or referral.persons
        or referral.statements
        or referral.narrative.strip()
        or referral.safe_contact
        or referral.signaler
    )


def _basis(disclosure: Disclosure, zone: str) -> str:
    basis = disclosure.basis
    if basis.kind is not BasisKind.RELEASE:
        return f"{_REASONS[basis.kind]}: {basis.reason.strip()}"
    form = _FORMS[disclosure.form] if disclosure.form else "in a form not recorded"
    until = f"; it holds until {day_and_time(disclosure.until, zone)}" if disclosure.until else ""
    return f"The survivor agreed that this is told to you, {form}{until}."


def _texts(
    draft: Draft, items: frozenset[Item], disclosure: Disclosure
) -> Iterator[tuple[str, str]]:
    """Name every text of the situation that goes out, by the field it was typed in."""
    yield "basis.reason", disclosure.basis.reason
    if Item.APPROACH in items:
        yield "approach", draft.approach
    if Item.HAZARDS in items:
        for n, hazard in enumerate(draft.hazards):
            yield f"hazards[{n}].note", hazard.note
            yield f"hazards[{n}].source", hazard.source
    if Item.PLACE in items:
        for field in ("words", "detail", "county", "state", "said_by"):
            yield f"place.{field}", getattr(draft.place, field)
    if Item.PERSONS in items:
        yield from _person_texts(draft, Item.NAMES in items)
    if Item.CALLBACK in items:
        for field in ("number", "not_before", "until", "code_word"):
            yield f"safe_contact.{field}", getattr(draft.safe_contact, field)
    if Item.SIGNALER in items:
        yield "signaler.name", draft.signaler.name
        yield "signaler.phone", draft.signaler.phone
    if Item.STATEMENTS in items:
        for n, statement in enumerate(draft.statements):
            for field in ("words", "who", "happened"):
                yield f"statements[{n}].{field}", getattr(statement, field) * statement.tell
    if Item.NARRATIVE in items:
        yield "narrative", draft.narrative


def _person_texts(draft: Draft, names: bool) -> Iterator[tuple[str, str]]:
    for n, person in enumerate(draft.persons):
        for field in ("label", "age", "description"):
            yield f"persons[{n}].{field}", getattr(person, field)
        for m, claim in enumerate(person.roles):
            yield f"persons[{n}].roles[{m}].source", claim.source
        if names:
            yield f"persons[{n}].name", person.name
