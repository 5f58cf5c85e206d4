"""Measured traps stay closed: lost references, loose locks, hidden libraries, unnamed authors."""

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from tests.house.tree import ROOT

LOCKS = ["uv", "run", "test", "deep"]
# What is our own work under resources/; everything else there is somebody's and is named in NOTICE.
OWN_RESOURCES = {"icons", "palettes", "sample", "sheet", "translations"}


class Bell(QObject):
    rang = Signal()


def test_an_emit_loses_no_reference_to_true() -> None:
    bell = Bell()
    before = sys.getrefcount(True)
    for _ in range(20):
        bell.rang.emit()
    assert sys.getrefcount(True) >= before


def test_pyside_is_the_version_that_was_measured() -> None:
    assert version("PySide6-Essentials") == locked("run")["pyside6-essentials"]
    assert version("PySide6-Essentials") != "6.12.0"


def locked(name: str) -> dict[str, str]:
    """Package -> version in one lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def looseness(text: str) -> list[str]:
    """Entries of a lock that have no hash, and lines that are neither entry, hash nor comment."""
    entries = re.split(r"^(?=[^\s#])", text, flags=re.MULTILINE)[1:]
    unhashed = [e.split("\n")[0] for e in entries if "--hash=sha256:" not in e or "==" not in e]
    addresses = re.findall(r".*(?:https?:|file:|--index|--find-links).*", text)
    return unhashed + addresses


@pytest.mark.parametrize("name", LOCKS)
def test_every_lock_has_hashes_and_no_address(name: str) -> None:
    assert locked(name)
    assert not looseness((ROOT / "requirements" / f"{name}.txt").read_text("utf-8"))


def test_a_loose_lock_is_seen() -> None:
    assert looseness("a==1 \\\n    --hash=sha256:00\nb==2\n") == ["b==2"]
    assert looseness("a>=1 \\\n    --hash=sha256:00\n")
    assert looseness("--index-url https://example.org\na==1 \\\n    --hash=sha256:00\n")


def test_the_locks_agree_and_hold_what_the_project_asks_for() -> None:
    run, test, deep = locked("run"), locked("test"), locked("deep")
    assert run.items() <= test.items()
    assert test.items() <= deep.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]}
    assert asked <= run.keys()


def test_packaging_hides_no_library() -> None:
    # The root is on the path while tests run: with an __init__.py this folder would replace the
    # library `packaging`, which pytest itself needs.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def vendored(resources: Path) -> list[str]:
    """Other people's files under `resources`, as NOTICE should name them."""
    return sorted(
        path.relative_to(resources.parent).as_posix()
        for path in resources.rglob("*")
        if path.is_file()
        and path.suffix not in {".py", ".pyc"}
        and path.relative_to(resources).parts[0] not in OWN_RESOURCES
    )


def test_notice_names_every_vendored_file() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert not [name for name in vendored(ROOT / "resources") if name not in notice]


def test_an_unnamed_vendored_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "resources" / "fonts" / "Nobody.ttf").touch()
    assert vendored(tmp_path / "resources") == ["resources/fonts/Nobody.ttf"]
