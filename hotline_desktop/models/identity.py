"""Ids of directory entries that every office makes alike; makes none for people or situations."""

import re
import uuid

_NAMES = uuid.UUID("6f1d9a52-7d0c-5b0e-9f0b-0b7a3b0f6c11")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def entry_id(source: str, source_id: str) -> str:
    """Give the id of what a source calls so: importing again finds the same entry."""
    return str(uuid.uuid5(_NAMES, f"{source}\0{source_id}"))


def kept_id(source: str, kind: str, told: str) -> str:
    """Give a UUID as it is, and make one of any other identifier of this kind; "" of none."""
    if not told:
        return ""
    folded = told.strip().casefold()
    return folded if _UUID.fullmatch(folded) else entry_id(source, f"{kind} {told}")


def part_id(of: str, what: str) -> str:
    """Give the id of a part of an entry, e.g. its second number."""
    return str(uuid.uuid5(_NAMES, f"{of}\0{what}"))
