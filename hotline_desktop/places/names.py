"""Names of towns, counties and lands in a caller's words; finds them, weighs no place."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hotline_desktop.models.place import Land
from hotline_desktop.places import lands, tables
from hotline_desktop.places.tables import Town, folded

_LEADS = {"near", "in", "at", "outside", "by", "around", "from", "of", "off", "close", "towards"}
_JOINS = _LEADS | {"the", "and", "between", "on", "to", "or"}
"""After these another name may begin."""
_ALSO = {"manhattan": ("36061",), "the bronx": ("36005",)}
"""Names that people use for a county, and that no list has."""
_LONGEST_NAME, _MOST = 6, 3
_ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "a an and the hotel motel inn room truck stop exit interstate highway off just street "
        "road mall station airport house home apartment building floor door parking lot gas "
        "she he her him they says said is was unknown police help here there center centre "
        "park bar club young may big i us somewhere not known place next to near in at of by "
        "on between route mile marker north south n s e w lake river creek forest beach base ",
    )
)


class Named(NamedTuple):
    """What one name stands for: any of the three may be empty.

    ``whole`` is no when a word that nobody knows stands before it, as in "Otay Mesa": it may be the
    end of another name. ``known_as`` says that people call the county so, which no list does.
    """

    lands: tuple[Land, ...] = ()
    towns: tuple[Town, ...] = ()
    counties: tuple[str, ...] = ()
    whole: bool = True
    known_as: bool = False


class _Match(NamedTuple):
    """A name in the words: led by "near" and the like, its length in words, where it begins."""

    led: bool
    size: int
    start: int
    named: Named


def find(text: str, state: str) -> tuple[Named, ...]:
    """Give what the words name, in one state where ``state`` is two letters, the likeliest first.

    A name that follows "near", "in" and the like goes before a longer one, a longer one before a
    later one; others count only where a word joins them. A misspelt town is tried where none fits.
    """
    tokens = folded(text).split()
    found = sorted(_matches(tokens, state), key=lambda match: match[:3], reverse=True)
    taken: list[_Match] = []
    for match in found:
        if not taken or (
            all(_apart(match, other) for other in taken)
            and _counts(match, tokens, beside_led=taken[0].start > 0 and taken[0].led)
        ):
            taken.append(match)
    if not taken:
        misspelt = _misspelt(tokens, state)
        return (Named(towns=misspelt),) if misspelt else ()
    return tuple(_weighed(match, tokens, taken) for match in taken[:_MOST])


def _matches(tokens: list[str], state: str) -> Iterator[_Match]:
    for size in range(_LONGEST_NAME, 0, -1):
        for start in range(len(tokens) - size + 1):
            gram = tokens[start : start + size]
            if all(token in _ORDINARY for token in gram) and not (state and gram == tokens):
                continue
            named = _standing_for(" ".join(gram), state)
            if named.lands or named.towns or named.counties:
                led = start == 0 or tokens[start - 1] in _LEADS
                yield _Match(led, size, start, named)


def _counts(match: _Match, tokens: list[str], beside_led: bool) -> bool:
    """Say whether a further name counts: "Salem police near Youngstown" names one place."""
    if match.start == 0:
        return bool(match.named.lands) or not beside_led
    return tokens[match.start - 1] in _JOINS


def _apart(match: _Match, other: _Match) -> bool:
    return match.start + match.size <= other.start or other.start + other.size <= match.start


def _weighed(match: _Match, tokens: list[str], taken: list[_Match]) -> Named:
    before = tokens[match.start - 1] if match.start else ""
    known = not before or before in _ORDINARY | _JOINS or any(map(str.isdigit, before))
    ends_another = any(other.start + other.size == match.start for other in taken)
    return match.named._replace(whole=known or ends_another)


def _standing_for(name: str, state: str) -> Named:
    return Named(
        tuple(land for land in lands.by_name().get(name, ()) if not state or _reaches(land, state)),
        _in(tables.towns().get(name, ()), state),
        tuple(
            fips
            for fips in (
                *tables.counties_alike().get(name.replace(" ", ""), ()),
                *_ALSO.get(name, ()),
            )
            if state in ("", tables.counties()[fips].state)
        ),
        known_as=name in _ALSO,
    )


def _reaches(land: Land, state: str) -> bool:
    return any(tables.counties()[fips].state == state for fips in land.counties)


def _in(shares: tuple[Town, ...], state: str) -> tuple[Town, ...]:
    return tuple(town for town in shares if state in ("", town.state))


def _misspelt(tokens: list[str], state: str) -> tuple[Town, ...]:
    """Try one edit in a name of six letters or more, where the state narrows it."""
    for token in reversed(tokens):
        if len(token) < 6 or token in _ORDINARY or not state:
            continue
        alike = (
            name
            for size in (len(token) - 1, len(token), len(token) + 1)
            for name in _by_shape().get((token[0], size), ())
        )
        for name in alike:
            if _one_edit(name, token) and (here := _in(tables.towns()[name], state)):
                return here
    return ()


@lru_cache(maxsize=1)
def _by_shape() -> dict[tuple[str, int], list[str]]:
    """Give the towns' names by their first letter and length: only those may be one edit away."""
    found: dict[tuple[str, int], list[str]] = {}
    for name in tables.towns():
        found.setdefault((name[0], len(name)), []).append(name)
    return found


def _one_edit(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    start = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left)
    )
    if len(left) == len(right):
        swapped = left[:start] + left[start + 1 : start + 2] + left[start : start + 1]
        return left[start + 1 :] == right[start + 1 :] or swapped + left[start + 2 :] == right
    return left[start:] == right[start + 1 :]
