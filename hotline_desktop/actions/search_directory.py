"""Search the directory by words, place and facets; writes nothing, not even that it did."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.why_found import left_out, not_offered, why_found
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.letters import plain
from hotline_desktop.models.looking import NO_FACETS, Found, Looked, Query
from hotline_desktop.models.place import Place
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import counting, directory, search
from hotline_desktop.vault.question import Question
from hotline_desktop.vault.search import Hit
from hotline_desktop.vault.spelling import spelling
from hotline_desktop.vault.vault import Vault
from hotline_desktop.vault.words import dialled, split

_NEAR = re.compile(r"^(?P<text>.*)\b(?:near|in|around)\s+(?P<place>.+)$", re.IGNORECASE)
_BARE = re.compile(r"\s(?:near|in|around)\s*$", re.IGNORECASE)
"""Somebody is about to name the place."""
_CONSIDERED = 12


class Asked(NamedTuple):
    """A query as the vault understands it, the words as typed, and what a place may mean."""

    question: Question
    typed: tuple[str, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchDirectory:
    """The verb; asks ``vault``, the office's own or a connection beside it."""

    desk: OpenOffice
    gazetteer: Gazetteer
    vault: Vault

    def ask(self, query: Query, refused: bool = False) -> Asked:
        """Understand a query.

        With ``refused`` those where nobody is to be sent are found too, last and with a warning.

        Raises:
            BadInputError: a place that nobody knows.
        """
        text, words = self.apart(_BARE.sub("", query.text), query.near)
        typed = split(dialled(text))
        groups: tuple[tuple[str, ...], ...] = tuple((plain(word),) for word in typed)
        now = self.desk.world.now()
        question = Question(now, groups, query.kind, query.facets, refused=refused)
        places = self._places(words, asked=bool(query.near.strip()))
        for place in places[:1]:
            same = self.gazetteer.same(place.county_fips) if place.county_fips else ()
            codes = tuple(dict.fromkeys(code for code in (place.county_fips, *same) if code))
            question = replace(question, point=place.point(), counties=codes, state=place.state)
        return Asked(question, typed, places)

    def spelt(self, asked: Asked) -> Asked:
        """Let words that nothing begins with stand for those spelt alike."""
        question = asked.question
        if not question.groups or search.has_any(self.vault, replace(question, facets=NO_FACETS)):
            return asked
        meant = tuple(spelling(self.vault).meant(word) for word in asked.typed)
        return asked._replace(question=replace(question, groups=meant))

    def first(self, asked: Asked, limit: int) -> tuple[Looked, Asked]:
        """Give the first rows soon, and what was asked, with other spellings where none fits.

        The order and all counts come with :meth:`whole`.
        """
        found = self._first(asked, limit)
        if not found and (meant := self.spelt(asked)) is not asked:
            asked, found = meant, self._first(meant, limit)
        return Looked(tuple(found), places=asked.places), asked

    def _first(self, asked: Asked, limit: int) -> list[Found]:
        return [
            found
            for question in asked.question.of_each_kind()
            for found in self._found(search.first(self.vault, question, limit), asked)
        ]

    def whole(self, asked: Asked, limit: int) -> Looked:
        """Give the first of each kind in true order, every count, and some that nearly fit."""
        told, rows = counting.counted(self.vault, asked.question)
        found = self.ranked(asked, limit)
        return Looked(found, self._considered(asked, rows), told, asked.places)

    def counts(self, asked: Asked) -> Looked:
        """Count only; and make ready for words that are spelt wrong."""
        spelling(self.vault).meant("")
        return Looked(counted=counting.counted(self.vault, asked.question)[0])

    def ranked(self, asked: Asked, limit: int) -> tuple[Found, ...]:
        """Give the first of each kind in true order, contacts before providers."""
        found: list[Found] = []
        for question in asked.question.of_each_kind():
            found += self._found(search.ranked(self.vault, question, limit), asked)
        return tuple(found)

    def apart(self, text: str, near: str) -> tuple[str, str]:
        """Take a place that ends the text off it, if the words before "near" leave one."""
        if near.strip():
            return text, near
        told = _NEAR.match(text.strip())
        if told and self.gazetteer.candidates(told["place"]):
            return told["text"], told["place"]
        return text, ""

    def _places(self, words: str, asked: bool) -> tuple[Place, ...]:
        found = self.gazetteer.candidates(words) if words.strip() else ()
        if asked and not found:
            raise BadInputError("This place is not known: name a town, county, state or ZIP code.")
        return found

    def _found(self, hits: tuple[Hit, ...], asked: Asked) -> list[Found]:
        """Say why each is there; the full ones stay in sight, after the others."""
        now, found = asked.question.now, []
        for hit, entry in self._read(hits):
            why = why_found(entry, asked.question.groups, asked.typed)
            found.append(_told(hit, why, not_offered(entry, now)))
        return sorted(found, key=lambda one: bool(one.warning))

    def _read(self, hits: tuple[Hit, ...]) -> list[tuple[Hit, Contact | Provider | None]]:
        """Read the entries; None for one that is damaged, which must not end the search."""
        entries = directory.entries(self.vault, [hit.id for hit in hits])
        return [(hit, entries.get(hit.id)) for hit in hits]

    def _considered(self, asked: Asked, rows: list[int]) -> tuple[Found, ...]:
        """Give those that miss one thing; only a word or a place says what "nearly" is."""
        question, found = asked.question, []
        if not (question.groups or question.point):
            return ()
        for hit, entry in self._read(search.these(self.vault, question, rows, _CONSIDERED)):
            found.append(_told(hit, "", left_out(entry, question.facets, question.now, hit)))
        return tuple(found)


def _told(hit: Hit, because: str, warning: str) -> Found:
    return Found(
        kind=hit.kind,
        id=hit.id,
        first=hit.first,
        second=hit.second,
        place=hit.place,
        good=hit.good,
        miles=hit.miles,
        because=because,
        warning=warning,
        holds=hit.holds,
    )
