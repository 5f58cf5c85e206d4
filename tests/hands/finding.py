"""Searches the directory of a vault in one line, as most tests want it."""

from datetime import UTC, datetime

from hotline_desktop.models.letters import plain
from hotline_desktop.models.looking import NO_FACETS
from hotline_desktop.vault import search
from hotline_desktop.vault.question import Question
from hotline_desktop.vault.words import split


def find(vault, text, kind="", near=None, area=("", ""), now=None, limit=20, facets=NO_FACETS):
    """The ranked hits, of one kind or of both together."""
    question = Question(
        now or datetime.now(UTC),
        tuple((plain(word),) for word in split(text)),
        kind,
        facets,
        near,
        (area[0],) if area[0] else (),
        area[1],
    )
    return search.ranked(vault, question, limit)
