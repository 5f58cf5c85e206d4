"""Reads what somebody typed over a directory entry, field by field; writes and guesses nothing.

Only a field whose words changed is read: what stands in the others stays to the letter.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from msgspec.structs import replace

from hotline_desktop.actions.entry_lines import YES, number, question
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import days, schedules
from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.phones import phone
from hotline_desktop.models.capacity import Capacity
from hotline_desktop.models.contact import (
    Accepts,
    AgencyKind,
    Channel,
    ChannelKind,
    Contact,
    Phone,
    Psap,
    Worked,
)
from hotline_desktop.models.entry_draft import Entry, Fields
from hotline_desktop.models.fit import About, Question
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.provider import Provider, Transfer
from hotline_desktop.models.service_kind import Finer, ServiceKind
from hotline_desktop.models.situation import LONGEST
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.places import districts, jurisdictions

_OLDEST = 120
_MOST_PLACES = 100_000
_MOST_PARTS, _DIGITS = 3, 6

_Code = TypeVar("_Code", bound=StrEnum)
_Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """The entry as it was seen, every field's words as they are now, and whose words when."""

    seen: Entry
    words: Fields
    now: datetime
    by: str

    def read(self, name: str) -> _Changes:
        """Give what one changed field changes of the entry.

        Raises:
            BadInputError: its words cannot be taken; the sentence says what to write instead.
        """
        text = self.words[name].strip()
        if len(text) > LONGEST:
            raise BadInputError(f"This is longer than {LONGEST:,} characters; shorten it.")
        return _READERS[name](self, text) if name in _READERS else {name: text}

    def said(self, name: str) -> str:
        """Give what another field says now."""
        return self.words[name].strip()


def _phones(reading: Reading, text: str) -> _Changes:
    known = {number(each): each for each in reading.seen.phones}
    return {"phones": tuple(known.get(line) or _phone(line) for line in _lines(text))}


def _phone(line: str) -> Phone:
    written, label, note = (*(part.strip() for part in line.split(";", 2)), "", "")[:_MOST_PARTS]
    read, doubt = phone(written, label)
    if read is None or doubt and not read.e164:
        raise BadInputError(f"This number cannot be read: {line[:60]}. Write 330-555-0101; label.")
    return Phone(read.as_written, read.e164, read.extension, label, note)


def _gate_phone(reading: Reading, text: str) -> _Changes:
    return {"gate_phone": _phone(text).as_written if text else ""}


def _channels(reading: Reading, text: str) -> _Changes:
    return {"channels": tuple(_channel(line) for line in _lines(text))}


def _channel(line: str) -> Channel:
    kind, _, rest = line.partition(":")
    value, _, note = (part.strip() for part in rest.partition(";"))
    kinds = ", ".join(ChannelKind)
    if kind.strip().casefold() not in tuple(ChannelKind) or not value:
        raise BadInputError(f"Begin each line with one of {kinds}, then a colon, then where.")
    found = ChannelKind(kind.strip().casefold())
    if found is ChannelKind.EMAIL and "@" not in value.strip("@"):
        raise BadInputError("An e-mail address has an @ in it: email: desk@example.org.")
    return Channel(found, value, note)


def _hours(reading: Reading, text: str) -> _Changes:
    """Read the week; what cannot be read for sure, or has no clock to go by, stays in words.

    A week with seasons or special days is not written anew: the form's words do not tell them.
    """
    before = reading.seen.hours
    zone = before.timezone if before else reading.seen.timezone
    week = schedules.week(text, zone) if text and zone else None
    if before and text and (before.special or any(s.since or s.until for s in before.shifts)):
        raise BadInputError(
            "These hours have seasons or special days that would be lost: empty the field to write "
            "them anew, or say in the notes what is new."
        )
    if week is None:
        return {"hours": None, "hours_words": text}
    return {"hours": Hours(zone, week.always, week.shifts), "hours_words": ""}


def _jurisdiction(reading: Reading, text: str) -> _Changes:
    if len(text) > jurisdictions.LONGEST:
        raise BadInputError("These are too many words to read: name the states they hold in whole.")
    read = jurisdictions.read(text, reading.seen.state)
    known = reading.seen.districts if isinstance(reading.seen, Contact) else ()
    kept = (name for name in known if districts.lies_in(name, read.areas))
    return {
        "jurisdiction": read.areas,
        "jurisdiction_words": read.words,
        "districts": tuple(dict.fromkeys((*read.districts, *kept))),
    }


def _not_near(reading: Reading, text: str) -> _Changes:
    read = jurisdictions.read(text, reading.seen.state)
    if read.words or "US" in read.areas:
        raise BadInputError("Write counties or states only, such as: Mahoning, State of Ohio.")
    return {"not_near": read.areas}


def _languages(reading: Reading, text: str) -> _Changes:
    return {"languages": languages(text)[0]}


def _psap(reading: Reading, text: str) -> _Changes:
    said, tested = _code(reading.said("text_to_911"), Tri), reading.said("tested_at")
    before = reading.seen.psap if isinstance(reading.seen, Contact) else None
    at, by = (before.tested_at, before.tested_by) if before else (None, "")
    if tested != (f"{at:%Y-%m-%d}" if at else ""):
        at, by = _day(tested, reading.now), reading.by if tested else ""
    none = said is Tri.NOT_ASKED and at is None
    return {"psap": None if none else Psap(said, at, by)}


def _day(text: str, now: datetime) -> datetime | None:
    if not text:
        return None
    if text.casefold() in ("today", "now"):
        return now
    read = days.day_of_year(text)
    if read is None or read[1]:
        raise BadInputError("Write the day like 2026-11-20, or today.")
    at = datetime(read[0].year, read[0].month, read[0].day, tzinfo=UTC)
    if at > now:
        raise BadInputError("This day is still to come: say when it was tested.")
    return at


def _capacity(reading: Reading, text: str) -> _Changes:
    free, of = _whole(reading.said("free"), _MOST_PLACES), _whole(reading.said("of"), _MOST_PLACES)
    if free is None:
        if of is not None or reading.said("as_of_now"):
            raise BadInputError("Say how many are free; none is 0.")
        return {"capacity": None}
    if of is not None and free > of:
        raise BadInputError("More cannot be free than there are.")
    before = reading.seen.capacity if isinstance(reading.seen, Provider) else None
    if before and before.free == free and not reading.said("as_of_now"):
        # How many there are in all says nothing of how many are free today.
        return {"capacity": replace(before, of=of)}
    return {"capacity": Capacity(reading.now, free, of, reading.by)}


def _whole(text: str, most: int) -> int | None:
    if not text:
        return None
    digits = text.lstrip("0") or "0"
    if not (text.isascii() and text.isdecimal()) or len(digits) > _DIGITS or int(digits) > most:
        raise BadInputError("Write a whole number, such as 4.")
    return int(digits)


def _age(name: str) -> Callable[[Reading, str], _Changes]:
    def read(reading: Reading, text: str) -> _Changes:
        return {name: _whole(text, _OLDEST)}

    return read


def _transfer(reading: Reading, text: str) -> _Changes:
    takes, words = _code(reading.said("transfer"), Tri), reading.said("transfer_words")
    before = reading.seen.transfer if isinstance(reading.seen, Provider) else None
    hours = before.hours if before else None
    if takes is Tri.NOT_ASKED and not words and hours is None:
        return {"transfer": None}
    return {"transfer": Transfer(takes, words, hours)}


def _questions(reading: Reading, text: str) -> _Changes:
    known = (
        {question(each): each for each in reading.seen.questions}
        if isinstance(reading.seen, Provider)
        else {}
    )
    return {"questions": tuple(known.get(line) or _question(line) for line in _lines(text))}


def _question(line: str) -> Question:
    parts = [part.strip() for part in line.rsplit(";", 2)]
    if len(parts) < _MOST_PARTS or parts[2].casefold() not in (YES, "no"):
        raise BadInputError("Write each as: the question; what it is about; yes or no (refused).")
    about = parts[1].casefold().replace(" ", "_")
    if about not in tuple(About):
        known = ", ".join(each.replace("_", " ") for each in About)
        raise BadInputError(f"A question is about one of: {known}.")
    refuses = Tri.SAID if parts[2].casefold() == YES else Tri.DENIED
    return Question(parts[0], About(about), refuses)


def _yes(name: str) -> Callable[[Reading, str], _Changes]:
    def read(reading: Reading, text: str) -> _Changes:
        if text.casefold() not in (YES, "no", ""):
            raise BadInputError("This is yes or no.")
        return {name: text.casefold() == YES}

    return read


def _one(name: str, codes: type[_Code]) -> Callable[[Reading, str], _Changes]:
    def read(reading: Reading, text: str) -> _Changes:
        return {name: _code(text, codes)}

    return read


def _several(name: str, codes: type[_Code]) -> Callable[[Reading, str], _Changes]:
    def read(reading: Reading, text: str) -> _Changes:
        return {name: tuple(dict.fromkeys(_code(line, codes) for line in _lines(text)))}

    return read


def _code(text: str, codes: type[_Code]) -> _Code:
    try:
        return codes(text)
    except ValueError:
        raise BadInputError(f"This is one of: {', '.join(codes)}.") from None


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


_READERS: dict[str, Callable[[Reading, str], _Changes]] = {
    "kind": _one("kind", AgencyKind),
    "phones": _phones,
    "channels": _channels,
    "hours": _hours,
    "jurisdiction": _jurisdiction,
    "accepts": _several("accepts", Accepts),
    "topics": _several("topics", Topic),
    "languages": _languages,
    "enforces_immigration": _one("enforces_immigration", Tri),
    "plain_clothes": _one("plain_clothes", Tri),
    "victim_specialist": _one("victim_specialist", Tri),
    "text_to_911": _psap,
    "tested_at": _psap,
    "worked": lambda at, text: {"worked": Worked(at.now, at.by, text) if text else None},
    "standing": _one("standing", Standing),
    "services": _several("services", ServiceKind),
    "finer": _several("finer", Finer),
    "confidential": _yes("confidential"),
    "gate_phone": _gate_phone,
    "min_age": _age("min_age"),
    "max_age": _age("max_age"),
    "free": _capacity,
    "of": _capacity,
    "as_of_now": _capacity,
    "transfer": _transfer,
    "transfer_words": _transfer,
    "questions": _questions,
    "not_near": _not_near,
    "do_not_refer": _yes("do_not_refer"),
}
