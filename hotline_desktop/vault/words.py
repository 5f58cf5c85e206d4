"""What somebody typed, as a full-text question; never lets a character of it act as syntax."""

import re
from collections.abc import Iterable


def matching(text: str) -> str:
    """Quote each word and let it begin a longer one; empty when there is no word."""
    return " ".join(f'"{word}"*' for word in split(text))


def matching_any(words: Iterable[tuple[str, ...]]) -> str:
    """Ask for one of each group, each beginning a word."""
    groups = (" OR ".join(f'"{word}"*' for word in several) for several in words if several)
    return " AND ".join(f"({group})" for group in groups)


def split(text: str) -> tuple[str, ...]:
    """Give the words of a text."""
    return tuple(re.findall(r"\w+", text))


def dialled(text: str) -> str:
    """Leave out the country's own prefix before a number, which few lists write: "+1", "1-330"."""
    return _PREFIX.sub("", text)


_PREFIX = re.compile(
    r"\+1(?=\D|\d{10}\b)\W?|(?<![\w.-])1[-.\s]?(?=\(?\d{3}\)?[-.\s]?\d{3}[-.\s]?\d{4}\b)"
)
