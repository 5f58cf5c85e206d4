"""Where an advocate was when the desk locked; belongs to its author only."""

from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.situation import Draft


class Bookmark(Noun, frozen=True):
    """The page, what was chosen on it, and the unsaved draft with its place on the page.

    ``situation`` is the id being edited, empty for a new signal; ``field`` is the objectName that
    had the focus, ``caret`` its position in characters; ``scroll`` maps pane names to pixels,
    ``half_typed`` fields to words that are no answer yet, such as "06:0" for a time.
    """

    page: str = "today"
    situation: str = ""
    draft: Draft | None = None
    begun_at: Moment | None = None
    field: str = ""
    caret: int = 0
    scroll: dict[str, int] = {}
    half_typed: dict[str, str] = {}
