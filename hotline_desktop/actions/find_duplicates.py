"""Find entries that may be the same, each pair with its reasons; merges nothing by itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.letters import plain
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault import directory, history

_CROWD = 40
"""So many with one number or word say nothing of each other: one number serves 18 offices."""
_ALIKE, _CORE, _RATHER, _SOMEWHAT = 88, 78, 60, 50
_SHORT = {"pd": "police department", "so": "sheriff office", "dept": "department",
          "co": "county", "twp": "township", "st": "saint", "ctr": "center"}  # fmt: skip

_GENERAL = frozenset(
    re.findall(
        r"\w+",
        "police department office sheriff sheriffs county township city town village of the and "
        "for center services service agency division unit desk house program inc public safety",
    )
)
"""Words that half of the directory has: two names must be alike without them too."""

Entry = Contact | Provider


class Pair(Noun, frozen=True):
    """Two entries that may be one; ``score`` (0 to 100) orders them, ``reasons`` say why."""

    first: str
    second: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Seen:
    """What of an entry is compared."""

    id: str
    kind: str
    name: str
    core: str
    part: str
    town: str
    state: str
    street: str
    numbers: frozenset[str]
    mail: str
    list: str


@dataclass(frozen=True, slots=True)
class FindDuplicates:
    """The verb, for any thread: it uses a connection of its own."""

    desk: OpenOffice

    def __call__(self, limit: int = 200) -> tuple[Pair, ...]:
        """Give the likeliest pairs first; those that somebody said are two are left out."""
        with closing(self.desk.vault.second()) as vault:
            seen = [_seen(one) for one in directory.contacts(vault)]
            seen += [_seen(one) for one in directory.providers(vault)]
            two = history.said_two(vault)
        found = [pair for pair in _pairs(seen) if (pair.first, pair.second) not in two]
        found.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
        return tuple(found[:limit])


def _pairs(seen: list[_Seen]) -> Iterator[Pair]:
    done: set[tuple[str, str]] = set()
    for block in _blocks(seen):
        for one, other in combinations(block, 2):
            key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if key not in done:
                done.add(key)
                pair = _compared(one, other)
                if pair is not None:
                    yield pair


def _blocks(seen: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    """Give groups that share something telling: a number, a street, a rare word of the name."""
    by: dict[tuple[str, ...], list[_Seen]] = defaultdict(list)
    for one in seen:
        for number in one.numbers:
            by["number", one.kind, number].append(one)
        if one.street:
            by["street", one.kind, one.street, one.state].append(one)
        for word in set(one.name.split()):
            if len(word) > 3:
                by["word", one.kind, word[:6], one.state, one.town[:4]].append(one)
    for block in by.values():
        if 1 < len(block) <= _CROWD:
            yield block


def _compared(one: _Seen, other: _Seen) -> Pair | None:
    name = round(fuzz.token_sort_ratio(one.name, other.name))
    if fuzz.token_set_ratio(one.core, other.core) < _CORE:
        return None  # one number or street, two offices
    if one.part and other.part and fuzz.token_sort_ratio(one.part, other.part) < _ALIKE:
        return None  # two desks of one agency, two services of one organization
    number = bool(one.numbers & other.numbers)
    street = bool(one.street) and (one.street, one.state) == (other.street, other.state)
    town = bool(one.town) and fuzz.ratio(one.town, other.town) >= _ALIKE
    town = town and one.state == other.state
    mail = bool(one.mail) and one.mail == other.mail
    if one.list == other.list and one.list and not (number and name >= _ALIKE):
        return None  # one list with two identifiers means two, unless nearly all is the same
    likely = (
        (number and name >= _SOMEWHAT)
        or (street and name >= _SOMEWHAT)
        or (town and name >= _ALIKE)
        or (mail and name >= _RATHER)
    )
    if not likely:
        return None
    told = {"same number": number, "same street": street, "same town": town, "same mail": mail}
    reasons = [reason for reason, holds in told.items() if holds]
    reasons.insert(0, "same name" if one.name == other.name else f"names alike ({name} %)")
    weight = 40 * number + 20 * street + 15 * town + 10 * mail
    first, second = sorted((one.id, other.id))
    return Pair(first, second, min(100, round(name * 0.45) + weight), tuple(reasons))


def _seen(entry: Entry) -> _Seen:
    contact = isinstance(entry, Contact)
    name = entry.agency if isinstance(entry, Contact) else entry.organisation
    part = (entry.desk or entry.person) if isinstance(entry, Contact) else entry.service
    phones = entry.phones if isinstance(entry, Contact) else entry.numbers()
    return _Seen(
        id=entry.id,
        kind="contact" if contact else "provider",
        name=_plain(name),
        core=_core(_plain(name)),
        part=_plain(part),
        town=_plain(entry.city),
        state=entry.state,
        street=_plain(entry.address),
        numbers=frozenset(_number(p.e164 or p.as_written) for p in phones) - {""},
        mail="" if isinstance(entry, Contact) else entry.email.casefold(),
        list=entry.source if entry.source_id else "",
    )


def _plain(words: str) -> str:
    told = re.sub(r"[^a-z0-9]+", " ", plain(words).replace("'", "")).split()
    return " ".join(_SHORT.get(word, word) for word in told)


def _core(name: str) -> str:
    """Give what tells a name from others; all of it where it has nothing else."""
    return " ".join(word for word in name.split() if word not in _GENERAL) or name


def _number(words: str) -> str:
    digits = re.sub(r"\D", "", words).removeprefix("1")
    return digits if len(digits) == 10 else ""  # noqa: PLR2004 - a national number
