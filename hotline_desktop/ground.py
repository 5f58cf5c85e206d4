"""Stub until the real one lands."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ground:
    refusal: str = ""
    disk_sentence: str = "This machine's disk is encrypted."


def stand(folder: Path) -> Ground:
    return Ground()
