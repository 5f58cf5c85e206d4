"""What was taken down of invented calls: persons, words, hazards, a release; nobody called."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from hotline_desktop.actions import generated_words as words
from hotline_desktop.actions.generated_chance import Chance, Ground
from hotline_desktop.actions.generated_sentences import narrative, place, sentence
from hotline_desktop.models.consent import Answer, Audience, Exclusion, Item, Release, ReleaseForm
from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.signal import (
    CanTalk,
    Channel,
    ContactWay,
    SafeContact,
    Signaler,
    SignalerRole,
    SignalKind,
    Urgency,
)
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri

Near = Mapping[str, tuple[str, ...]]
"""Ids of some contacts, by state."""

_KINDS = {
    SignalKind.TIP: 33, SignalKind.CRISIS: 22, SignalKind.REFERRAL: 12, SignalKind.INFORMATION: 9,
    SignalKind.HANG_UP: 7, SignalKind.HIGH_RISK: 5, SignalKind.SILENT: 4,
    SignalKind.WRONG_NUMBER: 3, SignalKind.ABUSIVE: 2, SignalKind.TRAINING: 2, SignalKind.TEST: 1,
}  # fmt: skip
EMPTY = (SignalKind.HANG_UP, SignalKind.SILENT, SignalKind.WRONG_NUMBER, SignalKind.TEST)
"""Kinds of which there is hardly a word."""

_CHANNELS = {
    Channel.CALL: 62, Channel.WEB_FORM: 15, Channel.TEXT: 13, Channel.CHAT: 6, Channel.EMAIL: 4,
}  # fmt: skip
_TOPICS = {
    Topic.SEX_TRAFFICKING: 40, Topic.LABOR_TRAFFICKING: 22, Topic.HOTEL: 12, Topic.MINOR: 12,
    Topic.FOREIGN_NATIONAL: 11, Topic.ONLINE: 10, Topic.ACROSS_STATE_LINES: 8, Topic.TRUCK_STOP: 4,
    Topic.DOMESTIC_SERVITUDE: 4, Topic.MISSING_CHILD: 2, Topic.FORCED_MARRIAGE: 2,
    Topic.TRIBAL_LAND: 1, Topic.DIPLOMATIC_HOUSEHOLD: 0.3,
}  # fmt: skip
_PERSONS = {0: 28, 1: 38, 2: 20, 4: 12, 9: 2}
_LABELS = ("young woman", "woman, next room", "man with the van", "girl", "driver", "the cousin",
           "older woman", "boy in the kitchen", "caller", "worker with a cap")  # fmt: skip
_ITEMS = (Item.APPROACH, Item.PLACE, Item.HAZARDS, Item.PERSONS, Item.STATEMENTS, Item.NAMES,
          Item.CALLBACK, Item.SIGNALER, Item.NARRATIVE)  # fmt: skip


def draft(ground: Ground, chance: Chance, taken: datetime, near: Near) -> Draft:
    """Give what a call left on the page."""
    kind, channel = chance.of(_KINDS), chance.of(_CHANNELS)
    town, county = ground.town(chance)
    placed = chance.is_so(0.68)
    where = Observation(
        words=place(chance, town.name, town.state),
        county_fips=county.fips if placed else "",
        county=county.name if placed else "",
        state=town.state if placed or chance.is_so(0.5) else "",
        timezone=county.timezone if placed else "",
        detail=chance.maybe(0.25, f"room {chance.randint(1, 420)}, side entrance"),
        said_by=chance.maybe(0.5, chance.choice(("caller", "her friend", "web form"))),
        at=taken if chance.is_so(0.6) else None,
    )
    if kind in EMPTY:
        note = chance.maybe(0.3, sentence(ground, chance))
        return Draft(kind=kind, channel=channel, narrative=note)
    hers = chance.is_so(0.22)
    return Draft(
        channel=channel,
        can_talk=chance.choice(tuple(CanTalk)) if chance.is_so(0.35) else CanTalk.NOT_ASKED,
        kind=kind,
        topics=_topics(chance),
        place=where,
        urgency=_urgency(chance, kind),
        mandated_notice_read=chance.is_so(0.4),
        signaler=_signaler(chance, hers, town.state),
        safe_contact=_safe_contact(chance, town.state) if chance.is_so(0.3) else SafeContact(),
        hazards=_hazards(chance),
        approach=chance.maybe(0.2, chance.choice(words.SAY)),
        persons=tuple(
            _person(chance) for _ in range(chance.of({0: 28, 1: 38, 2: 20, 4: 12, 9: 2}))
        ),
        statements=_statements(ground, chance, taken),
        release=_release(chance.apart(), taken, near.get(town.state, ())),
        narrative=narrative(ground, chance),
    )


def _topics(chance: Chance) -> tuple[Topic, ...]:
    drawn = {chance.of(_TOPICS) for _ in range(chance.of({0: 8, 1: 50, 2: 30, 4: 12}))}
    return tuple(topic for topic in Topic if topic in drawn)


def _urgency(chance: Chance, kind: SignalKind) -> Urgency | None:
    if chance.is_so(0.3):
        return None
    if kind is SignalKind.CRISIS:
        return chance.of({Urgency.DANGER_NOW: 25, Urgency.TONIGHT: 45, Urgency.DAYS: 30})
    return chance.of({Urgency.TONIGHT: 5, Urgency.DAYS: 35, Urgency.NO_HURRY: 60})


def _signaler(chance: Chance, hers: bool, state: str) -> Signaler:
    role = SignalerRole.SURVIVOR if hers else chance.choice(tuple(SignalerRole)[1:])
    name = chance.maybe(0.35, chance.person())
    return Signaler(role, name, chance.maybe(0.45, chance.number(state)))


def _safe_contact(chance: Chance, state: str) -> SafeContact:
    return SafeContact(
        way=chance.choice(tuple(ContactWay)),
        number=chance.maybe(0.7, chance.number(state)),
        not_before=chance.maybe(0.4, chance.choice(("9 am", "15:00", "noon", "22:30"))),
        until=chance.maybe(0.4, chance.choice(("midnight", "5 pm", "06:00", "11 pm"))),
        voicemail=chance.tri(0.1, 0.4),
        code_word=chance.maybe(0.3, chance.choice(words.TOWN_STARTS).lower()),
    )


def _hazards(chance: Chance) -> tuple[Hazard, ...]:
    """Mostly nobody asked; what was asked stands with its answer."""
    if chance.is_so(0.55):
        return ()
    return tuple(
        Hazard(
            kind=kind,
            state=chance.tri(0.14, 0.1),
            note=chance.maybe(0.1, "seen once, not sure"),
            source=chance.maybe(0.3, "caller"),
        )
        for kind in chance.some(tuple(HazardKind), len(HazardKind))
    )


def _person(chance: Chance) -> Person:
    claims = chance.sample(tuple(Role), chance.of({1: 85, 2: 13, 3: 2}))
    return Person(
        label=chance.choice(_LABELS),
        roles=tuple(RoleClaim(role, chance.maybe(0.6, "caller")) for role in claims),
        age=chance.maybe(0.4, chance.choice(("about 19", "16 or 17", "30s", "25", "a child"))),
        minor=chance.tri(0.1, 0.15),
        description=chance.maybe(0.35, "dark hair, a scar on the left hand, green jacket"),
        name=chance.maybe(0.3, chance.person()),
    )


def _statements(ground: Ground, chance: Chance, taken: datetime) -> tuple[Statement, ...]:
    count = chance.of({0: 25, 1: 22, 2: 20, 4: 20, 8: 11, 25: 2})
    kinds = {StatementKind.PARAPHRASE: 60, StatementKind.VERBATIM: 30, StatementKind.INFERENCE: 10}
    return tuple(
        Statement(
            words=sentence(ground, chance),
            who=chance.maybe(0.8, chance.choice(_LABELS)),
            kind=chance.of(kinds),
            heard_at=taken + timedelta(minutes=number) if chance.is_so(0.7) else None,
            happened=chance.maybe(0.3, chance.choice(("last night", "in May?", "for months"))),
            tell=not chance.is_so(0.08),
        )
        for number in range(count)
    )


def _release(chance: Chance, taken: datetime, near: tuple[str, ...]) -> Release:
    """Mostly none; else whole, in part, refused, run out or withdrawn."""
    kind = chance.of({"none": 62, "whole": 14, "part": 14, "refused": 4, "withdrawn": 6})
    if kind == "none":
        return Release()
    if kind == "refused":
        return Release(answers=tuple(Answer(item, Tri.DENIED) for item in _ITEMS))
    given = taken + timedelta(minutes=chance.randint(1, 4))
    said = _ITEMS if kind == "whole" else chance.some(_ITEMS, len(_ITEMS)) or _ITEMS[:2]
    told = {item: Tri.SAID if item in said else chance.tri(0, 0.5) for item in _ITEMS}
    form = chance.of(
        {ReleaseForm.VERBAL_NOTED: 60, ReleaseForm.VERBAL_RECORDED: 25, ReleaseForm.WRITTEN: 15}
    )
    after = timedelta(hours=chance.randint(1, 150)) if kind == "withdrawn" else None
    return Release(
        answers=tuple(Answer(item, state) for item, state in told.items()),
        audience=Audience(
            contacts=chance.some(near, 3),
            any_police=chance.is_so(0.45),
            exclusions=(Exclusion.IMMIGRATION,) if chance.is_so(0.3) else (),
        ),
        form=form,
        words=chance.maybe(0.8, "Tell whoever can come tonight, not my family."),
        read_back=chance.is_so(0.75),
        given_at=given,
        until=given + timedelta(days=chance.choice((1, 7, 30, 90, 365))),
        withdrawn_at=given + after if after else None,
    )
