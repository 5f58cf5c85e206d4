"""The copy of a call that may leave: only released items, field by field; never decides anything.

A field added to a noun later stays inside until somebody lets it out here by name.
"""

from hotline_desktop.models.consent import Item
from hotline_desktop.models.hazard import Hazard
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, RoleClaim
from hotline_desktop.models.signal import SafeContact, Signaler
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import Statement
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.wall_clock import in_zone


def released(draft: Draft, items: frozenset[Item], zone: str) -> Draft:
    """Copy what these items cover, with moments on the wall clock of ``zone`` (IANA name).

    Whatever is not covered is as if it had never been typed.
    """
    return Draft(
        place=_place(draft, zone) if Item.PLACE in items else Observation(),
        signaler=_signaler(draft) if Item.SIGNALER in items else Signaler(),
        safe_contact=_safe_contact(draft) if Item.CALLBACK in items else SafeContact(),
        hazards=_hazards(draft) if Item.HAZARDS in items else (),
        approach=draft.approach if Item.APPROACH in items else "",
        persons=_persons(draft, Item.NAMES in items) if Item.PERSONS in items else (),
        statements=_statements(draft, zone) if Item.STATEMENTS in items else (),
        narrative=draft.narrative if Item.NARRATIVE in items else "",
    )


def _hazards(draft: Draft) -> tuple[Hazard, ...]:
    order = {Tri.SAID: 0, Tri.DENIED: 1}
    told = sorted((h for h in draft.hazards if h.state in order), key=lambda h: order[h.state])
    return tuple(Hazard(kind=h.kind, state=h.state, note=h.note, source=h.source) for h in told)


def _place(draft: Draft, zone: str) -> Observation:
    place = draft.place
    return Observation(
        words=place.words,
        county=place.county,
        state=place.state,
        detail=place.detail,
        said_by=place.said_by,
        at=in_zone(place.at, zone) if place.at else None,
    )


def _persons(draft: Draft, names: bool) -> tuple[Person, ...]:
    return tuple(
        Person(
            label=p.label,
            roles=tuple(RoleClaim(role=c.role, source=c.source) for c in p.roles),
            age=p.age,
            minor=p.minor,
            description=p.description,
            name=p.name if names else "",
        )
        for p in draft.persons
    )


def _safe_contact(draft: Draft) -> SafeContact:
    safe = draft.safe_contact
    return SafeContact(
        way=safe.way,
        number=safe.number,
        not_before=safe.not_before,
        until=safe.until,
        voicemail=safe.voicemail,
        code_word=safe.code_word,
    )


def _signaler(draft: Draft) -> Signaler:
    who = draft.signaler
    return Signaler(role=who.role, name=who.name, phone=who.phone)


def _statements(draft: Draft, zone: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            words=s.words,
            who=s.who,
            kind=s.kind,
            heard_at=in_zone(s.heard_at, zone) if s.heard_at else None,
            happened=s.happened,
        )
        for s in draft.statements
        if s.tell
    )
