"""Which words of the directory a misspelt one may mean; reads the index, keeps nothing on disk."""

import unicodedata
from bisect import bisect_left
from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hotline_desktop.vault.vault import Vault

MARK = "zz0"
"""Begins the index's words that are no words of an entry: see :mod:`facets`."""

_SHORTEST = 4
"""Shorter words are beginnings of too many others."""
_SHORT = 5
_MOST = 3

_known: "WeakKeyDictionary[Vault, Spelling]" = WeakKeyDictionary()


def spelling(vault: Vault) -> "Spelling":
    """Give the one of this vault; it reads the index anew when something was written."""
    known = _known.get(vault)
    if known is None:
        known = _known[vault] = Spelling()
    known.refresh(vault)
    return known


class Spelling:
    """Every word that the directory's index has, and what is near it by letters."""

    def __init__(self) -> None:
        """Read nothing yet; a vault that is closed is not held on to."""
        self._as_of: int | None = None
        self._terms: list[str] = []
        self._beginnings: dict[int, list[str]] = {}

    def meant(self, word: str) -> tuple[str, ...]:
        """Give beginnings of words that this one may mean; the word itself where it begins one.

        A letter too many, too few, wrong, or two in the wrong order are forgiven, once in a word of
        four letters and twice in a longer one.
        """
        plain = folded(word)
        at = bisect_left(self._terms, plain)
        begins = at < len(self._terms) and self._terms[at].startswith(plain)
        if begins or len(plain) < _SHORTEST or not plain.isalpha():
            return (plain,)
        size = len(plain) + 1
        if size not in self._beginnings:
            self._beginnings[size] = sorted({term[:size] for term in self._terms})
        cutoff = 1 if len(plain) < _SHORT else 2
        found = process.extract(
            plain, self._beginnings[size], scorer=OSA.distance, score_cutoff=cutoff, limit=20
        )
        if not found:
            return (plain,)
        best = min(distance for _, distance, _ in found)
        near = [told for told, distance, _ in found if distance == best]
        near.sort(key=lambda told: (told[:1] != plain[:1], told))
        return tuple(near[:_MOST])

    def refresh(self, vault: Vault) -> None:
        """Read the index anew if something was written."""
        (as_of,) = vault.row("SELECT version FROM entry_version") or (0,)
        if as_of == self._as_of:
            return
        vault.rows(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_vocab "
            "USING fts5vocab('main', 'entry_words', 'row')"
        )
        rows = vault.rows("SELECT term FROM temp.entry_vocab")
        self._terms = sorted(term for (term,) in rows if term.isalpha())
        self._beginnings = {}
        self._as_of = as_of


def folded(word: str) -> str:
    """Give a word as the index has it: small letters without marks."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))
