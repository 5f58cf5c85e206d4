"""Where an advocate was when the desk locked; belongs to its author only."""

from hotline_desktop.models.disclosure import Basis
from hotline_desktop.models.entry_draft import EntryDraft
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.situation import Draft


class Choices(Noun, frozen=True):
    """What was chosen for a packet: a contact's id or "", the basis, ids of services to name."""

    recipient: str = ""
    basis: Basis = Basis()
    services: tuple[str, ...] = ()


class BegunPacket(Noun, frozen=True):
    """A packet that has not left yet: of which situation (id), and what was chosen."""

    situation: str
    choices: Choices


class Bookmark(Noun, frozen=True):
    """The page, what was chosen on it, and the unsaved draft with its place on the page.

    ``situation`` is the id being edited, empty for a new signal; ``field`` is the objectName that
    had the focus, ``caret`` its position in characters; ``scroll`` maps pane names to pixels,
    ``half_typed`` fields to words that are no answer yet, such as "06:0" for a time, ``searches``
    fields of other pages to their words; ``entries`` are edits of the directory that are not kept,
    the one on the page first.
    """

    page: str = "today"
    situation: str = ""
    draft: Draft | None = None
    begun_at: Moment | None = None
    field: str = ""
    caret: int = 0
    scroll: dict[str, int] = {}
    half_typed: dict[str, str] = {}
    packet: BegunPacket | None = None
    searches: dict[str, str] = {}
    entries: tuple[EntryDraft, ...] = ()
