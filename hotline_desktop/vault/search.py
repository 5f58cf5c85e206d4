"""Searches the directory: the first rows soon, however large it is, then all in true order.

The index of words says which entries fit, entry_facet ranks them; bodies are not read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from hotline_desktop.models.noun import Noun
from hotline_desktop.vault import facets
from hotline_desktop.vault.question import AWAY, GOOD, HOLDS, Question
from hotline_desktop.vault.vault import Vault

_BOUND = 1000
"""So many entries are ranked at once while somebody types; of more, the first of them."""
_ALL = -1

_ZONE = (
    "CASE holds WHEN 2 THEN 0 WHEN 1 THEN min(3, coalesce(1 + round(away/400), 3)) "
    "ELSE coalesce(1 + round(away/400), 1e9) END"
)
"""Who holds in the county comes first, then rings of some twenty miles, the state's within them."""


class Hit(Noun, frozen=True):
    """One found entry, as a list shows it. ``good`` says verified or vetted, as of the search.

    ``holds`` says that its jurisdiction covers the place that was asked for.
    """

    kind: str
    id: str
    first: str
    second: str
    place: str
    good: bool
    miles: float | None = None
    holds: bool = False


def has_any(vault: Vault, question: Question) -> bool:
    """Say whether a question finds anything at all; ranks nothing."""
    source = _Source(question.match(), 1)
    row = vault.row(f"SELECT 1 FROM {source.table()}", match=source.match, bound=1)  # noqa: S608
    return row is not None


def first(vault: Vault, question: Question, limit: int) -> tuple[Hit, ...]:
    """Give the first rows soon; where no place is named and few fit they are the ranked ones.

    However large the directory is, a thousand of those that are called so are ranked and where
    that is not enough a thousand of the others; only near by where a place is named.
    """
    found: tuple[Hit, ...] = ()
    if question.names():
        named = question.match(around=True, called=True)
        found = _hits(vault, question, _Source(named, _BOUND), limit)
    if len(found) < limit:
        known = {hit.id for hit in found}
        others = _Source(question.match(around=True), _BOUND)
        found += tuple(hit for hit in _hits(vault, question, others, limit) if hit.id not in known)
    return found[:limit]


def ranked(vault: Vault, question: Question, limit: int) -> tuple[Hit, ...]:
    """Give the first ``limit`` of all that fits, in true order.

    Who is called so comes before who is told so, verified or vetted before others, nearer before
    farther, a short name before a long one.
    """
    called = question.match(called=True) if question.names() else ""
    return _hits(vault, question, _Source(question.match(), called=called), limit)


def these(vault: Vault, question: Question, rows: Sequence[int], limit: int) -> tuple[Hit, ...]:
    """Give the first of these rows, whatever they miss."""
    return _hits(vault, question, _Source(rows=rows), limit)


@dataclass(frozen=True)
class _Source:
    """Which rows are ranked: ``bound`` of those that match, or ``rows``; which are called so."""

    match: str = ""
    bound: int = _ALL
    called: str = ""
    rows: Sequence[int] | None = None

    def table(self) -> str:
        if self.rows is not None:
            return "(SELECT value AS rowid FROM json_each(:rows)) w"
        if self.match:
            return "(SELECT rowid FROM entry_words WHERE entry_words MATCH :match LIMIT :bound) w"
        return "(SELECT rowid FROM entry_facet LIMIT :bound) w"


def _hits(vault: Vault, question: Question, source: _Source, limit: int) -> tuple[Hit, ...]:
    """Rank, and give the first that miss nothing."""
    near, holding = question.point is not None, facets.Holding((), ())
    if near and question.kind != "provider":
        holding = facets.holding(vault, question.counties, question.state)
    fits = question.fits() if source.rows is None else "1"
    called = "f.rowid IN (SELECT rowid FROM entry_words WHERE entry_words MATCH :called)"
    order = f"refused, {_ZONE if near else 'holds'}, called DESC, good<>0, away, size"
    rows = vault.rows(
        "SELECT e.kind, e.id, e.name, e.second, e.city, e.state, good=0, away, holds FROM ("  # noqa: S608 - literals of ours
        f"SELECT f.rowid AS number, {GOOD} AS good, {AWAY if near else 'NULL'} AS away, "
        f"{HOLDS if near else 0} AS holds, f.size AS size, f.refused AS refused, "
        f"{called if source.called else 0} AS called "
        f"FROM {source.table()} CROSS JOIN entry_facet f ON f.rowid=w.rowid WHERE {fits} "
        f"ORDER BY {order}, number LIMIT :limit) "
        f"JOIN entry e ON e.rowid=number ORDER BY {order}, e.name, e.id",
        **question.values(),
        match=source.match,
        bound=source.bound,
        called=source.called,
        rows=json.dumps(source.rows),
        limit=limit,
        in_county=json.dumps(holding.county),
        in_state=json.dumps(holding.state),
        open=json.dumps(facets.open_hours(vault, question.now)) if question.facets.open_now else "",
    )
    return tuple(
        Hit(
            kind=kind,
            id=identity,
            first=name,
            second=second,
            place=", ".join(part for part in (city, state) if part),
            good=bool(good),
            miles=float(away) ** 0.5 if away is not None else None,
            holds=bool(holds),
        )
        for kind, identity, name, second, city, state, good, away, holds in rows
    )
