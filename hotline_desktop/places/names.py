"""Names of towns, counties and lands in a caller's words; finds them, weighs no place."""

import re
from typing import NamedTuple

from hotline_desktop.models.place import Land
from hotline_desktop.places import lands, tables
from hotline_desktop.places.tables import Town, folded

_LEADS = {"near", "in", "at", "outside", "by", "around", "from", "of", "off", "close", "towards"}
_ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "a an and the hotel motel inn room truck stop exit interstate highway off just street "
        "road mall station airport house home apartment building floor door parking lot gas "
        "she he her him they says said is was unknown police help here there center centre "
        "park bar club young may big i us somewhere not known place next to near in at of by "
        "on route mile marker north south n s e w lake river creek forest beach base ",
    )
)


class Named(NamedTuple):
    """What the best-fitting name stands for: any of the three may be empty."""

    lands: tuple[Land, ...] = ()
    towns: tuple[Town, ...] = ()
    counties: tuple[str, ...] = ()


def find(text: str, state: str) -> Named:
    """Give what the words name, in one state where ``state`` is two letters.

    A name that follows "near", "in" and the like goes before a longer one, a longer one before a
    later one. A misspelt town is tried where nothing fits.
    """
    tokens = folded(text).split()
    best: tuple[tuple[bool, int, int], Named] | None = None
    for size in (6, 5, 4, 3, 2, 1):
        for start in range(len(tokens) - size + 1):
            gram = tokens[start : start + size]
            if all(token in _ORDINARY for token in gram):
                continue
            named = _standing_for(" ".join(gram), state)
            if any(named):
                score = (start == 0 or tokens[start - 1] in _LEADS, size, start)
                if best is None or score > best[0]:
                    best = (score, named)
    return best[1] if best else Named(towns=_misspelt(tokens, state))


def _standing_for(name: str, state: str) -> Named:
    return Named(
        tuple(land for land in lands.by_name().get(name, ()) if not state or _reaches(land, state)),
        _in(tables.towns().get(name, ()), state),
        tuple(
            fips
            for fips in tables.counties_alike().get(name.replace(" ", ""), ())
            if state in ("", tables.counties()[fips].state)
        ),
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
        for name, shares in tables.towns().items():
            alike = name[0] == token[0] and abs(len(name) - len(token)) <= 1
            if alike and _one_edit(name, token) and (here := _in(shares, state)):
                return here
    return ()


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
