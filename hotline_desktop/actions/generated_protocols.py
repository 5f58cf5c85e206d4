"""Invented reporting protocols for real places, from nation to town; no agency follows them."""

from collections.abc import Mapping
from datetime import timedelta

from hotline_desktop.actions import generated_words as words
from hotline_desktop.actions.generated_chance import Chance, Ground
from hotline_desktop.models import states
from hotline_desktop.models.area import Area
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.protocol import ABOUT, Citation, Deadline, Do, Protocol, Step
from hotline_desktop.models.signal import Channel
from hotline_desktop.models.topic import Topic
from hotline_desktop.places import tables

_WITHIN = ((15, "at once"), (60, "within the hour"), (1440, "within a day"), (4320, "in 3 days"))
_KINDS = (AgencyKind.POLICE, AgencyKind.SHERIFF, AgencyKind.TASK_FORCE, AgencyKind.CHILD_WELFARE)
_WIDE = 20
"""One in so many holds in the whole nation, for one topic."""
_LEVELS = {"state": 45, "county": 32, "counties": 8, "city": 12, "tribal": 3}


def protocol(ground: Ground, number: int, near: Mapping[str, tuple[str, ...]]) -> Protocol:
    """Give one protocol; the first holds everywhere for everything, so that one always stands.

    ``near`` gives ids of some contacts, by state.
    """
    chance = ground.chance("protocol", number)
    area, topics = _scope(ground, chance, number)
    about = ", ".join(ABOUT[topic] for topic in topics)
    begins = ground.as_of - timedelta(days=chance.randint(-20 if number else 30, 2400))
    ended = number > 0 and chance.is_so(0.06)
    return Protocol(
        id=ground.identity("protocol", number),
        title=f"{area.name}: {about}" if about else f"{area.name}: every report",
        version=1,
        effective_from=begins,
        effective_until=begins + timedelta(days=chance.randint(90, 900)) if ended else None,
        area=area,
        topics=topics,
        steps=_steps(chance, near.get(area.states[0], ()) if area.states else ()),
        legal_basis=() if chance.is_so(0.3) else (Citation(*chance.choice(words.CITATIONS)),),
        owner=chance.maybe(0.85, chance.person()),
        approved_by=(chance.person(), chance.person()) if chance.is_so(0.7) else (),
    )


def _scope(ground: Ground, chance: Chance, number: int) -> tuple[Area, tuple[Topic, ...]]:
    if number == 0:
        return Area("the United States"), ()
    if number % _WIDE == 0:
        return Area("the United States"), (tuple(Topic)[number // _WIDE % len(Topic)],)
    topics = chance.some(tuple(Topic), 3)
    town, county = ground.town(chance)
    state = states.NAMES[county.state]
    level = chance.of(_LEVELS)
    if level == "state":
        return Area(state, states=(county.state,)), topics
    if level == "tribal":
        return Area(f"tribal land in {state}", states=(county.state,), tribal=True), topics
    if level == "city":
        area = Area(f"{town.name}, {county.state}", (county.state,), (county.fips,), town.name)
        return area, topics
    here: tuple[str, ...] = (county.fips,)
    if level == "counties":
        known = sorted(fips for fips in tables.counties() if fips[:2] == county.fips[:2])
        start = known.index(county.fips)
        here = tuple(known[start : start + chance.randint(2, 6)])
    more = " and its neighbors" if len(here) > 1 else ""
    return Area(f"{county.name}, {county.state}{more}", (county.state,), here), topics


def _steps(chance: Chance, near: tuple[str, ...]) -> tuple[Step, ...]:
    made = []
    for order in range(1, chance.of({2: 20, 3: 40, 4: 25, 6: 15}) + 1):
        do = Do.CALL if order == 1 else chance.choice(tuple(Do))
        minutes, by_when = chance.choice(_WITHIN)
        step = Step(
            order=order,
            do=do,
            whom=chance.some(near, 3),
            kinds=(chance.choice(_KINDS),) if chance.is_so(0.6) else (),
            who=chance.choice(words.WHOM),
            channel=chance.choice((Channel.CALL, Channel.CALL, Channel.EMAIL)),
            say=chance.maybe(0.7, chance.choice(words.SAY)),
            not_say=chance.maybe(0.3, "Her name, unless she released it."),
            within=Deadline(minutes, by_when) if chance.is_so(0.6) else None,
            fall_back=chance.maybe(0.4, "Nobody answers: the next in the list, then a supervisor."),
        )
        made.append(step)
    return tuple(made)
