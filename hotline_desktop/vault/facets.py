"""What narrows a search, as words of the index that nobody types; and how many each leaves."""

import re

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.facets import Counted, Facets
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.spelling import MARK, folded
from hotline_desktop.vault.vault import Vault

SERVICE, LANGUAGE, TOPIC = "service", "language", "topic"
_MOST = 14


def asked(facets: Facets) -> tuple[str, ...]:
    """Give the index's words for what entries must have."""
    told = ((SERVICE, facets.service), (LANGUAGE, facets.language), (TOPIC, facets.topic))
    return tuple(token(kind, value) for kind, value in told if value)


def token(kind: str, value: str) -> str:
    """Give the one word that stands for a value; blanks are zeros, for it must stay one word."""
    plain = re.sub(r"[^a-z0-9 ]", "", folded(value).replace("_", " ")).replace(" ", "0")
    return f"{MARK}{kind}{plain}"


def tokens(entry: Contact | Provider) -> tuple[str, ...]:
    """Give the words of all that an entry can be narrowed by."""
    told = [(LANGUAGE, language) for language in entry.languages]
    if isinstance(entry, Contact):
        told += [(TOPIC, topic) for topic in entry.topics]
    else:
        told += [(SERVICE, kind) for kind in (*entry.services, *entry.finer)]
    return tuple(token(kind, value) for kind, value in dict.fromkeys(told))


def counted(vault: Vault, match: str, kind: str = "") -> Counted:
    """Count what a question leaves, and with each service and language beside it."""
    where = "WHERE (?2='' OR e.kind=?2)"
    if match:
        where += " AND e.rowid IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?1)"
    count = f"SELECT count(*) FROM entry e {where}"  # noqa: S608 - literals of ours
    (total,) = vault.row(count, match, kind) or (0,)
    found: dict[str, dict[str, int]] = {SERVICE: {}, LANGUAGE: {}}
    for of, counts in found.items():
        for word in _known(vault, of):
            narrowed = f'({match}) AND "{word}"' if match else f'"{word}"'
            (left,) = vault.row(
                "SELECT count(*) FROM entry e WHERE (?2='' OR e.kind=?2) "  # noqa: S608 - ours
                "AND e.rowid IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?1)",
                narrowed,
                kind,
            ) or (0,)
            if left:
                counts[_value(of, word)] = left
    return Counted(total, found[SERVICE], found[LANGUAGE])


def _known(vault: Vault, of: str) -> list[str]:
    """Give the commonest values of a kind that the index has."""
    vault.rows(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_vocab "
        "USING fts5vocab('main', 'entry_words', 'row')"
    )
    begins = f"{MARK}{of}"
    rows = vault.rows(
        "SELECT term FROM temp.entry_vocab WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT ?",
        begins,
        begins + "\uffff",
        _MOST,
    )
    return [term for (term,) in rows]


def _value(of: str, word: str) -> str:
    plain = word.removeprefix(f"{MARK}{of}")
    return plain.replace("0", "_" if of == SERVICE else " ")
