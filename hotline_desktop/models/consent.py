"""What the survivor agreed may be told, item by item and to whom; never widens what she said."""

from datetime import datetime
from enum import StrEnum

from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.tri import Tri


class Item(StrEnum):
    """One thing that can be told or held back. Everything identifying is an item of its own."""

    APPROACH = "approach"
    PLACE = "place"
    HAZARDS = "hazards"
    PERSONS = "persons"
    STATEMENTS = "statements"
    NAMES = "names"
    CALLBACK = "callback"
    SIGNALER = "signaler"
    NARRATIVE = "narrative"


class ReleaseForm(StrEnum):
    """How a release was recorded (34 U.S.C. 12291(b)(2); 28 CFR 94.115)."""

    WRITTEN = "written"
    VERBAL_RECORDED = "verbal_recorded"
    VERBAL_NOTED = "verbal_noted"


class Exclusion(StrEnum):
    """A class of agencies the survivor ruled out."""

    IMMIGRATION = "immigration"


class Audience(Noun, frozen=True):
    """To whom: named contacts, or "any police who can come tonight", less what she ruled out."""

    contacts: tuple[str, ...] = ()
    any_police: bool = False
    exclusions: tuple[Exclusion, ...] = ()
    excluded_contacts: tuple[str, ...] = ()


class Answer(Noun, frozen=True):
    """Her answer about one item; only ``said`` lets it out."""

    item: Item
    state: Tri


class Release(Noun, frozen=True):
    """An informed, recorded, time-limited permission. May be withdrawn orally, at once."""

    answers: tuple[Answer, ...] = ()
    audience: Audience = Audience()
    form: ReleaseForm | None = None
    words: str = ""
    read_back: bool = False
    given_at: Moment | None = None
    until: Moment | None = None
    withdrawn_at: Moment | None = None

    def items(self) -> frozenset[Item]:
        """Give what she agreed to; an item answered twice counts only if no answer denies it."""
        said = {a.item for a in self.answers if a.state is Tri.SAID}
        return frozenset(said - {a.item for a in self.answers if a.state is Tri.DENIED})

    def holds_at(self, now: datetime) -> bool:
        """Say whether it has begun, has not run out and was not withdrawn."""
        return (
            self.given_at is not None
            and self.until is not None
            and self.given_at <= now < self.until
            and self.withdrawn_at is None
        )
