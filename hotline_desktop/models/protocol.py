"""Reporting protocols and which of them stand for a place and its topics; never reads a clock."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from hotline_desktop.models.area import Area, Level, Where
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.signal import Channel
from hotline_desktop.models.topic import Topic

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

    def in_words(self) -> str:
        """Give one line: what to do, with whom, by when."""
        whom = self.who or ", ".join(self.whom)
        by_when = f" ({self.within.words})" if self.within else ""
        return f"{self.order}. {self.do.replace('_', ' ').capitalize()}: {whom}{by_when}"


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

    def as_json(self) -> dict[str, object]:
        """Give which one and why."""
        known = self.protocol
        return {
            "id": known.id,
            "version": known.version,
            "title": known.title,
            "because": self.because,
        }


class Matched(Noun, frozen=True):
    """What stands, most specific first, and what almost did."""

    where: Where
    chosen: tuple[Choice, ...]
    lost: tuple[Choice, ...]

    def as_json(self) -> dict[str, object]:
        """Give the front end's stable form: place, chosen with their steps, lost without."""
        return {
            "place": msgspec.to_builtins(self.where),
            "chosen": [
                {**c.as_json(), "steps": msgspec.to_builtins(c.protocol.steps)} for c in self.chosen
            ],
            "lost": [choice.as_json() for choice in self.lost],
        }

    def in_words(self) -> str:
        """Give lines to read: each protocol, why it stands, its steps; then what lost and why."""
        lines = [] if self.chosen else ["No protocol holds here."]
        for choice in self.chosen:
            lines += [f"{choice.protocol.title} (version {choice.protocol.version})"]
            lines += [f"  {choice.because}"]
            lines += [f"  {step.in_words()}" for step in choice.protocol.steps]
        lines += [f"Not: {choice.protocol.title}. {choice.because}" for choice in self.lost]
        return "\n".join(lines)


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
    """Keep the newest begun version of each, unless it has ended; in no particular order.

    Id and version together are unique.
    """
    newest: dict[str, Protocol] = {}
    for protocol in protocols:
        known = newest.get(protocol.id)
        if protocol.effective_from <= at and (known is None or known.version < protocol.version):
            newest[protocol.id] = protocol
    return tuple(p for p in newest.values() if p.effective_until is None or at < p.effective_until)


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
    apply = sorted((p for p in live if p.applies(where, said)), key=rank)
    almost = sorted((p for p in live if _almost(p, where, said)), key=rank)
    beaten_by = {p.id: [q for q in apply if q.beats(p)] for p in apply}
    standing = [p for p in apply if not beaten_by[p.id]]
    lost = [Choice(p, _lost_to(beaten_by[p.id][0], p)) for p in apply if beaten_by[p.id]]
    lost += [Choice(p, _almost(p, where, said)) for p in almost]
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
    sentence = f"Because {', and '.join(grounds)}"
    larger = [loser for loser in losers if not loser.area.within(protocol.area)]
    if larger:
        return f"{sentence}; “{larger[0].title}” covers a larger area."
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
