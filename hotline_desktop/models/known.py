"""What a draft tells a provider's knock-out questions; only what she released to it by name."""

from datetime import datetime

from hotline_desktop.models.consent import Item
from hotline_desktop.models.disclosure import told_to_provider
from hotline_desktop.models.fit import About, Known, answered
from hotline_desktop.models.office import Policy
from hotline_desktop.models.person import Person, Role
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri

_HELPED = frozenset({Role.SURVIVOR, Role.AT_RISK})
_TOPICS = {
    About.SEX_TRAFFICKING: Topic.SEX_TRAFFICKING,
    About.LABOR_TRAFFICKING: Topic.LABOR_TRAFFICKING,
}


def known(draft: Draft, state: str, provider: Provider, policy: Policy, now: datetime) -> Known:
    """Answer what can be answered; ``state`` is where the place is, two letters or "".

    A topic that was taken is said; one that was not is not denied. Nor is it denied that she is
    from another state because she is here now.
    """
    items = told_to_provider(policy, draft.release, provider.id, now)
    found: dict[About, Tri] = {}
    if Item.PERSONS in items:
        found[About.MINOR] = _minor(draft.persons)
    if Item.PLACE in items and state and provider.state and state != provider.state:
        found[About.OUT_OF_STATE] = Tri.SAID
    if Item.NARRATIVE in items:
        found |= {about: Tri.SAID for about, topic in _TOPICS.items() if topic in draft.topics}
    return found


def turned_away(draft: Draft, state: str, provider: Provider, policy: Policy, now: datetime) -> str:
    """Give the first question on which it would refuse her by what it may know, else ""."""
    answers = answered(provider.questions, known(draft, state, provider, policy, now))
    return next((each.question.words for each in answers if each.turns_away), "")


def _minor(persons: tuple[Person, ...]) -> Tri:
    """Say whether somebody to be helped is a minor; no only when it was asked of everybody."""
    helped = [p for p in persons if any(claim.role in _HELPED for claim in p.roles)]
    said = {person.minor for person in helped}
    if Tri.SAID in said:
        return Tri.SAID
    return Tri.DENIED if said == {Tri.DENIED} else Tri.NOT_ASKED
