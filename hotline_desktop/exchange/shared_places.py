"""Hides a place that several services share as soon as one of them hides it; shows none."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from hotline_desktop.exchange import withheld
from hotline_desktop.exchange.linked_row import Linked
from hotline_desktop.models.provider import Provider

SHARED = "another service at its place is confidential, so the place is"


def hide(rows: Iterable[Linked]) -> None:
    """Make every entry confidential whose place or street is that of one which is."""
    offers = [(row, row.provider) for row in rows if row.provider and not row.wrong]
    hidden = {key for _, made in offers if made.confidential for key in _places(made)}
    for row, made in offers:
        if not made.confidential and not hidden.isdisjoint(_places(made)):
            row.provider = replace(made, confidential=True, gate_phone=withheld.gate(made.phones))
            row.repairs.append(SHARED)


def _places(made: Provider) -> Iterator[tuple[str, ...]]:
    if made.location_id:
        yield (made.location_id,)
    if made.address:
        yield made.address.casefold(), made.city.casefold(), made.state
