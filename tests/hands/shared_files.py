"""Real directory exports: beside the checkout, or where HOTLINE_SHARED says."""

import os
from pathlib import Path

import pytest

from tests.house.tree import ROOT

AGENCIES = "data/le/hifld_local_law_enforcement_national.csv"
LEGAL_AID = "data/providers/florida-legal-aid"


def shared(name: str) -> Path:
    """The path of a shared file or folder; skips the test when it is not there."""
    path = Path(os.environ.get("HOTLINE_SHARED", ROOT.parent / "shared")) / name
    if not path.exists():
        pytest.skip(f"the shared file {name} is not at hand")
    return path
