"""A situation as the advocate takes it down, and what must be mended before it is kept."""

from enum import StrEnum

from hotline_desktop.models.clock import SENTENCE, clock
from hotline_desktop.models.consent import Release
from hotline_desktop.models.hazard import Hazard
from hotline_desktop.models.noun import Moment, Noun, Problem
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person
from hotline_desktop.models.signal import (
    NEEDS_A_PLACE,
    CanTalk,
    Channel,
    SafeContact,
    Signaler,
    SignalKind,
    Urgency,
)
from hotline_desktop.models.statement import Statement
from hotline_desktop.models.topic import Topic

LONGEST = 20_000
"""Characters one text may hold: about seven typed pages."""

MOST = 200
"""Persons or statements one situation may hold."""


class Draft(Noun, frozen=True):
    """What the intake page holds, in the order of the phone. Every field may be silent."""

    channel: Channel = Channel.CALL
    can_talk: CanTalk = CanTalk.NOT_ASKED
    kind: SignalKind = SignalKind.CRISIS
    topics: tuple[Topic, ...] = ()
    place: Observation = Observation()
    urgency: Urgency | None = None
    mandated_notice_read: bool = False
    signaler: Signaler = Signaler()
    safe_contact: SafeContact = SafeContact()
    hazards: tuple[Hazard, ...] = ()
    approach: str = ""
    persons: tuple[Person, ...] = ()
    statements: tuple[Statement, ...] = ()
    release: Release = Release()
    narrative: str = ""

    def problems(self) -> tuple[Problem, ...]:
        """Name everything that stands against keeping it, all at once, in page order."""
        return tuple(_problems(self))

    def is_empty(self) -> bool:
        """Say whether nothing was typed or chosen yet."""
        return self == Draft()


def _problems(draft: Draft) -> list[Problem]:
    found: list[Problem] = []
    if draft.kind in NEEDS_A_PLACE and not draft.place.words.strip():
        found.append(
            Problem(
                "place.words", "Say where this is happening, in the caller's words, or unknown."
            )
        )
    for field in ("not_before", "until"):
        words = getattr(draft.safe_contact, field)
        if words.strip() and clock(words) is None:
            found.append(Problem(f"safe_contact.{field}", SENTENCE))
    for number, person in enumerate(draft.persons):
        if not person.label.strip():
            found.append(
                Problem(f"persons[{number}].label", "Give this person a label, not a name.")
            )
    for number, statement in enumerate(draft.statements):
        if not statement.words.strip():
            found.append(
                Problem(f"statements[{number}].words", "Write what was said, or remove the line.")
            )
    release = draft.release
    if release.given_at and release.until and release.until <= release.given_at:
        found.append(Problem("release.until", "The release must end after it was given."))
    found.extend(_too_much(draft))
    return found


def _too_much(draft: Draft) -> list[Problem]:
    texts = {
        "place.words": draft.place.words,
        "approach": draft.approach,
        "narrative": draft.narrative,
        "release.words": draft.release.words,
        **{f"statements[{n}].words": s.words for n, s in enumerate(draft.statements)},
    }
    found = [
        Problem(field, f"This is longer than {LONGEST:,} characters; shorten it.")
        for field, text in texts.items()
        if len(text) > LONGEST
    ]
    for field, many in (("persons", draft.persons), ("statements", draft.statements)):
        if len(many) > MOST:
            found.append(Problem(field, f"A situation holds at most {MOST} of these."))
    return found


class Status(StrEnum):
    """Whether somebody still works on it."""

    OPEN = "open"
    CLOSED = "closed"


class Situation(Noun, frozen=True):
    """A kept situation. ``revision`` counts from 1; the vault keeps every one."""

    id: str
    number: str
    status: Status
    taken_at: Moment
    kept_at: Moment
    author: str
    revision: int
    draft: Draft
