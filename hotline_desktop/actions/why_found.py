"""Say in a few words why an entry was found: in which of its texts the words stand."""

from collections.abc import Sequence
from datetime import datetime

from hotline_desktop.models.capacity import Room
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.provider import Provider, Standing
from hotline_desktop.vault.entry_words import told_of
from hotline_desktop.vault.spelling import folded
from hotline_desktop.vault.words import split

_SHORTEST = 3
_SILENT = frozenset({"name"})
"""What needs no word: it stands in the first line anyway."""


def why_found(
    entry: Contact | Provider | None, groups: Sequence[tuple[str, ...]], typed: Sequence[str]
) -> str:
    """Give "language Spanish; spelt like Youngstown", or "" where the name says it all.

    ``groups`` are, for each typed word, the beginnings that stood for it.
    """
    if entry is None:
        return ""
    texts = [(of, [(word, folded(word)) for word in split(text)]) for of, text in told_of(entry)]
    told: dict[str, None] = {}
    for several, word in zip(groups, typed, strict=True):
        if len(word) < _SHORTEST:
            continue  # one or two letters begin words everywhere
        where = next(
            ((of, whole) for of, words in texts for whole, plain in words
             if plain.startswith(several)), None
        )  # fmt: skip
        if where is None:
            continue
        of, whole = where
        if folded(word) not in several and not folded(whole).startswith(folded(word)):
            told[f"spelt like {whole}"] = None
        elif of not in _SILENT:
            told[f"{of} {whole}"] = None
    return "; ".join(told)


def not_offered(entry: Contact | Provider | None, now: datetime) -> str:
    """Say why nobody is to be referred there, or ""; it stays in sight, after the others."""
    if not isinstance(entry, Provider):
        return ""
    if entry.do_not_refer:
        return "do not refer"
    if entry.standing is not Standing.ACTIVE:
        return entry.standing.value
    if entry.capacity is not None and entry.capacity.room(now) is Room.FULL:
        return "full"
    return ""
