"""What somebody said, and how we know; inference is never printed as a statement."""

from enum import StrEnum

from hotline_desktop.models.noun import Moment, Noun


class StatementKind(StrEnum):
    """Her words, in short, or what the advocate thinks."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    INFERENCE = "inference"


class Statement(Noun, frozen=True):
    """One thing said: by whom, in which form, when heard, when it happened (as said, with doubt).

    ``tell`` holds one statement back although statements were released; it never adds one.
    """

    words: str = ""
    who: str = ""
    kind: StatementKind = StatementKind.PARAPHRASE
    heard_at: Moment | None = None
    happened: str = ""
    tell: bool = True
