"""Answers that can also be silence; never two-valued, because "not asked" is not "no"."""

from enum import StrEnum


class Tri(StrEnum):
    """Said, denied, or not asked."""

    SAID = "said"
    DENIED = "denied"
    NOT_ASKED = "not_asked"
