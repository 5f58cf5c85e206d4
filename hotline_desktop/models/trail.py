"""One line of the record of who did what; never the text of a case."""

from hotline_desktop.models.noun import Moment, Noun


class TrailLine(Noun, frozen=True):
    """A chained line: ``hash`` covers the line before. ``detail`` holds codes and ids only."""

    seq: int
    at: Moment
    who: str
    act: str
    subject: str
    detail: str
    hash: str


class LedgerLine(Noun, frozen=True):
    """One disclosure: who received what, when, on which basis, by whom. Only ever added.

    ``digest`` is SHA-256 (hex) over the bytes the packet's signature covers.
    """

    id: str
    situation: str
    packet: str
    recipient: str
    recipient_name: str
    items: tuple[str, ...]
    basis: str
    reason: str
    until: Moment | None
    at: Moment
    by: str
    digest: str
