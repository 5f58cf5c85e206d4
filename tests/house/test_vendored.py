"""What was vendored is what came out of its package, byte for byte, with its licence beside it."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    """The script; not importable by name, for packaging/ is no package."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "packaging" / "vendor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def listed(vendor: ModuleType) -> list[str]:
    return vendor.HASHES.read_text("utf-8").splitlines()


def test_every_vendored_file_is_listed_and_unchanged(vendor: ModuleType) -> None:
    lines = listed(vendor)
    assert len(lines) >= 11
    assert vendor.hash_lines() == lines


def test_a_changed_an_added_and_a_missing_file_are_seen(vendor: ModuleType, tmp_path: Path) -> None:
    for job in vendor.JOBS:
        shutil.copytree(vendor.RESOURCES / job, tmp_path / job)
    assert vendor.hash_lines(tmp_path) == listed(vendor)
    font = tmp_path / "fonts" / "Inter-Regular.otf"
    content = font.read_bytes()
    font.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert vendor.hash_lines(tmp_path) != listed(vendor)
    font.write_bytes(content)
    (tmp_path / "fonts" / "stranger.otf").write_bytes(b"?")
    assert vendor.hash_lines(tmp_path) != listed(vendor)
    (tmp_path / "fonts" / "stranger.otf").unlink()
    font.unlink()
    assert vendor.hash_lines(tmp_path) != listed(vendor)


@pytest.mark.parametrize("family", ["Inter", "Noto"])
def test_the_licence_stands_beside_the_fonts(vendor: ModuleType, family: str) -> None:
    text = (vendor.RESOURCES / "fonts" / f"LICENSE-{family}.txt").read_text("utf-8")
    assert "OFL-1.1" in text
    assert "Permission is hereby granted, free of charge" in " ".join(text.split())
