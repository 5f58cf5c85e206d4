"""Letters as words are compared; changes no word that is kept."""

import unicodedata

_MOST_MARKS = 8
"""No letter of any language carries more; sorting thousands would take seconds."""


def plain(words: str) -> str:
    """Give small letters without accents and other marks, and one shape for those of two."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFKD", without_piles(words)).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c))


def without_piles(words: str) -> str:
    """Leave out marks that are piled up on one letter; nearly always these are the words as given.

    An alphabet whose letters are all in a set of some dozen is looked through once.
    """
    marks = {letter for letter in set(words) if unicodedata.combining(letter)}
    if not marks:
        return words
    kept, run = [], 0
    for letter in words:
        run = run + 1 if letter in marks else 0
        if run <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
