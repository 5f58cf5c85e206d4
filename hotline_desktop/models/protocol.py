"""Reporting protocols and which of them stand for a place and its topics; never reads a clock."""

from collections.abc import Iterable
from enum import StrEnum

from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.signal import Channel
from hotline_desktop.models.topic import Topic

_EVERYWHERE = 1_000_000
"""Stands for "no limit" where areas are compared by how many counties or states they name."""

ABOUT = {
    Topic.SEX_TRAFFICKING: "sex trafficking",
    Topic.LABOR_TRAFFICKING: "labor trafficking",
    Topic.MINOR: "a minor",
    Topic.FORCED_MARRIAGE: "a forced marriage",
    Topic.FOREIGN_NATIONAL: "a foreign national",
    Topic.ONLINE: "something online",
    Topic.MISSING_CHILD: "a missing child",
    Topic.DOMESTIC_SERVITUDE: "domestic servitude",
    Topic.DIPLOMATIC_HOUSEHOLD: "a diplomatic household",
    Topic.ACROSS_STATE_LINES: "moving across state lines",
    Topic.HOTEL: "a hotel",
    Topic.TRUCK_STOP: "a truck stop",
    Topic.TRIBAL_LAND: "tribal land",
}
"""The words that finish the sentence "it is about ..."."""


class Where(Noun, frozen=True):
    """A place as far as it is known: five-digit county, two-letter state; any may be empty."""

    county_fips: str = ""
    county: str = ""
    state: str = ""
    city: str = ""

    def words(self) -> str:
        """Name it for a sentence: "Mahoning, OH"; empty when nothing is known."""
        return ", ".join(part for part in (self.city, self.county, self.state) if part)


class Level(StrEnum):
    """How wide an area reaches."""

    CITY = "city"
    TRIBAL = "tribal"
    COUNTY = "county"
    STATE = "state"
    NATION = "nation"


class Area(Noun, frozen=True):
    """Where a protocol holds: every field that is set narrows it, none set means the whole nation.

    ``states`` are two-letter and are also given for an area of counties (five-digit); ``tribal``
    means tribal land only. ``name`` is what a sentence calls it.
    """

    name: str
    states: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    city: str = ""
    tribal: bool = False

    @property
    def level(self) -> Level:
        """Say how wide it reaches."""
        if self.city:
            return Level.CITY
        if self.tribal:
            return Level.TRIBAL
        if self.counties:
            return Level.COUNTY
        return Level.STATE if self.states else Level.NATION

    def holds(self, where: Where, topics: frozenset[Topic]) -> bool:
        """Say whether a place lies in it; an unknown place lies in the nation only."""
        return (
            (not self.city or self.city.casefold() == where.city.casefold())
            and (not self.counties or where.county_fips in self.counties)
            and (not self.states or bool(self.counties) or where.state in self.states)
            and (not self.tribal or Topic.TRIBAL_LAND in topics)
        )

    def within(self, other: "Area") -> bool:
        """Say whether every place in it also lies in the other."""
        return (
            (not other.city or self.city.casefold() == other.city.casefold())
            and _narrower(self.counties, other.counties)
            and _narrower(self.states, other.states)
            and (self.tribal or not other.tribal)
        )

    def size(self) -> tuple[bool, bool, int, int]:
        """Give a key that puts smaller areas first and agrees with :meth:`within`."""
        return (
            not self.city,
            not self.tribal,
            len(set(self.counties)) or _EVERYWHERE,
            len(set(self.states)) or _EVERYWHERE,
        )


def _narrower(these: tuple[str, ...], those: tuple[str, ...]) -> bool:
    return not those or (bool(these) and set(these) <= set(those))


class Do(StrEnum):
    """What a step asks of the advocate."""

    CALL = "call"
    SEND_PACKET = "send_packet"
    WARM_TRANSFER = "warm_transfer"
    WAIT = "wait"
    TELL_SURVIVOR = "tell_survivor"
    ESCALATE = "escalate"


class Deadline(Noun, frozen=True):
    """By when, counted from when the situation was taken, and in whose words."""

    minutes: int
    words: str


class Step(Noun, frozen=True):
    """One thing to do; steps with the same ``order`` are done side by side.

    ``whom`` names contacts by id, in the order to try; ``kinds`` adds whoever of that kind has the
    place in its jurisdiction; ``who`` is what people call them.
    """

    order: int
    do: Do
    whom: tuple[str, ...] = ()
    kinds: tuple[AgencyKind, ...] = ()
    who: str = ""
    channel: Channel = Channel.CALL
    say: str = ""
    not_say: str = ""
    within: Deadline | None = None
    fall_back: str = ""


class Citation(Noun, frozen=True):
    """What the law says, in our words, and where it says so."""

    text: str
    source: str


class Protocol(Noun, frozen=True):
    """The steps for one area and its topics; it applies when every one of ``topics`` is present.

    A version that was kept is never changed; the next one takes its place when it begins.
    """

    id: str
    title: str
    version: int
    effective_from: Moment
    area: Area
    steps: tuple[Step, ...]
    topics: tuple[Topic, ...] = ()
    effective_until: Moment | None = None
    legal_basis: tuple[Citation, ...] = ()
    owner: str = ""
    approved_by: tuple[str, ...] = ()

    def applies(self, where: Where, topics: frozenset[Topic]) -> bool:
        """Say whether the place lies in its area and nothing it asks for is missing."""
        return self.area.holds(where, topics) and set(self.topics) <= topics

    def beats(self, other: "Protocol") -> bool:
        """Say whether, where both apply, it makes the other one needless.

        It does when it holds for no wider an area and answers to everything the other answers to:
        a strict partial order, so somebody is always left standing.
        """
        if not (self.area.within(other.area) and set(self.topics) >= set(other.topics)):
            return False
        if other.area.within(self.area) and set(other.topics) >= set(self.topics):
            return rank(self) < rank(other)
        return True


class Choice(Noun, frozen=True):
    """A protocol and one sentence: why it was chosen, or why it was not."""

    protocol: Protocol
    because: str


class Matched(Noun, frozen=True):
    """What stands, most specific first, and what almost did."""

    where: Where
    chosen: tuple[Choice, ...]
    lost: tuple[Choice, ...]


def rank(protocol: Protocol) -> tuple[tuple[bool, bool, int, int], int, float, int, str]:
    """Give the order: smallest area, then most topics, then newest, then by id."""
    return (
        protocol.area.size(),
        -len(set(protocol.topics)),
        -protocol.effective_from.timestamp(),
        -protocol.version,
        protocol.id,
    )


def in_force(protocols: Iterable[Protocol], at: Moment) -> tuple[Protocol, ...]:
    """Keep the newest begun version of each, unless it has ended; id and version are unique."""
    newest: dict[str, Protocol] = {}
    for protocol in protocols:
        known = newest.get(protocol.id)
        if protocol.effective_from <= at and (known is None or known.version < protocol.version):
            newest[protocol.id] = protocol
    live = (p for p in newest.values() if p.effective_until is None or at < p.effective_until)
    return tuple(sorted(live, key=rank))


def match(
    protocols: Iterable[Protocol],
    where: Where,
    topics: Iterable[Topic],
    minor: bool,
    at: Moment,
) -> Matched:
    """Choose the protocols that stand for a place, its topics and a moment.

    Several may: each that applies and that no other makes needless. Pure and deterministic; as long
    as one protocol asks for nothing and holds in the whole nation, somebody is always chosen.
    """
    said = frozenset(topics) | ({Topic.MINOR} if minor else frozenset())
    live = in_force(protocols, at)
    apply = [p for p in live if p.applies(where, said)]
    beaten_by = {p.id: [q for q in apply if q.beats(p)] for p in apply}
    standing = [p for p in apply if not beaten_by[p.id]]
    lost = [Choice(p, _lost_to(beaten_by[p.id][0], p)) for p in apply if beaten_by[p.id]]
    lost += [Choice(p, why) for p in live if (why := _almost(p, where, said))]
    chosen = [
        Choice(p, _because(p, where, [q for q in apply if p in beaten_by[q.id]])) for p in standing
    ]
    return Matched(where=where, chosen=tuple(chosen), lost=tuple(lost))


def _because(protocol: Protocol, where: Where, losers: list[Protocol]) -> str:
    """Say why it stands, and what it made needless."""
    grounds = []
    if protocol.area.level is not Level.NATION:
        grounds.append(f"the place is in {protocol.area.name}")
    elif not where.state:
        grounds.append("the place is not known yet")
    if protocol.topics:
        grounds.append(f"it is about {_all(protocol.topics)}")
    if not grounds:
        grounds.append("nothing narrower covers this place and topic")
    sentence = f"Because {' and '.join(grounds)}"
    if losers and not losers[0].area.within(protocol.area):
        return f"{sentence}; “{losers[0].title}” covers a larger area."
    if losers and set(losers[0].topics) != set(protocol.topics):
        return f"{sentence}; “{losers[0].title}” is more general."
    return f"{sentence}."


def _lost_to(winner: Protocol, protocol: Protocol) -> str:
    if not protocol.area.within(winner.area):
        return f"“{winner.title}” covers a smaller area."
    if more := set(winner.topics) - set(protocol.topics):
        return f"“{winner.title}” also answers to {_all(tuple(sorted(more)))}."
    if winner.effective_from > protocol.effective_from:
        return f"“{winner.title}” is newer."
    return f"“{winner.title}” says it for the same place and topics: one of the two should end."


def _almost(protocol: Protocol, where: Where, said: frozenset[Topic]) -> str:
    """Say what one thing kept it out; empty when it applies, or when more than one thing did."""
    missing = tuple(topic for topic in sorted(set(protocol.topics)) if topic not in said)
    if protocol.area.holds(where, said):
        if len(missing) == 1:
            return f"It is for {_all(missing)}, and that was not said."
        return ""
    area = protocol.area
    if missing or area.level is not Level.COUNTY or where.county_fips:
        return ""
    if not where.state or where.state not in area.states:
        return ""
    return f"It is for {area.name}, and the county is not known yet."


def _all(topics: tuple[Topic, ...]) -> str:
    *first, last = (ABOUT[topic] for topic in topics)
    return f"{', '.join(first)} and {last}" if first else last
