"""Somebody in a situation; roles are not exclusive and each has a source, none is a verdict."""

from enum import StrEnum

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.tri import Tri


class Role(StrEnum):
    """What somebody is said to be."""

    SURVIVOR = "survivor"
    AT_RISK = "at_risk"
    COMPLICIT = "complicit"
    CONTROLLER = "controller"
    BUYER = "buyer"
    WITNESS = "witness"
    UNKNOWN = "unknown"


class RoleClaim(Noun, frozen=True):
    """One role and who says so."""

    role: Role
    source: str = ""


class Person(Noun, frozen=True):
    """A person, by a label that identifies nobody ("woman, next room"); the name stands apart."""

    label: str = ""
    roles: tuple[RoleClaim, ...] = ()
    age: str = ""
    minor: Tri = Tri.NOT_ASKED
    description: str = ""
    name: str = ""
