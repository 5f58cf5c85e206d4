"""The walls of DESIGN hold, and a planted hole in each is seen."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import PRODUCT, ROOT, modules, ours

ONE_WAY = "Imports go one way"
NO_SQLITE = "Plain sqlite3"

HOLES = [
    ("models/__init__.py", "import hotline_desktop.vault", ONE_WAY),
    ("vault/__init__.py", "import hotline_desktop.keys", ONE_WAY),
    ("exchange/__init__.py", "from hotline_desktop import places", ONE_WAY),
    ("actions/__init__.py", "def f():\n    import hotline_desktop.ui", ONE_WAY),
    ("new_room.py", "", ONE_WAY),
    ("__main__.py", "import hotline_desktop.errors", "The door handle"),
    ("door.py", "import hotline_desktop.models", "The door knows"),
    ("actions/__init__.py", "import PySide6.QtCore", "Qt stays"),
    ("cli.py", "from hotline_desktop import ui", "The front end"),
    ("ui/__init__.py", "import sqlcipher3", "SQLCipher stays"),
    ("vault/__init__.py", "import sqlite3", NO_SQLITE),
    ("models/__init__.py", "def f():\n    from sqlite3 import connect", NO_SQLITE),
    ("ui/__init__.py", "import pypdfium2", "PDF stays"),
    ("actions/__init__.py", "import pyhanko.sign", "PDF stays"),
    ("actions/__init__.py", "import keyring", "The OS keyring"),
]


def lint_imports(folder: Path) -> tuple[int, str]:
    """What import-linter says about the package in `folder`."""
    tool = Path(sys.executable).with_name("lint-imports")
    # Wide, so that the verdict stands on the line of its contract.
    ran = subprocess.run(
        [tool, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_every_wall_holds() -> None:
    code, said = lint_imports(ROOT)
    assert code == 0, said


@pytest.mark.parametrize(("name", "line", "wall"), HOLES)
def test_a_planted_hole_is_seen(tmp_path: Path, name: str, line: str, wall: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    skip = shutil.ignore_patterns("__pycache__")
    house = Path(shutil.copytree(PRODUCT, tmp_path / PRODUCT.name, ignore=skip))
    with (house / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code, said = lint_imports(tmp_path)
    assert code == 1, said
    assert re.search(f"^{wall}.* BROKEN", said, re.MULTILINE), said


def loaded_by(module: str) -> set[str]:
    """Names of all modules that importing `module` brings into a new process."""
    code = (
        f"import sys; before = set(sys.modules); import {module}; print(*set(sys.modules) - before)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def test_the_front_end_loads_no_window() -> None:
    loaded = loaded_by("hotline_desktop.cli")
    assert "hotline_desktop.errors" in loaded
    rooms = {"hotline_desktop.ui", "hotline_desktop.app", "hotline_desktop.door"}
    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken6"))} | (
        loaded & rooms
    )


def test_the_door_loads_the_standard_library_and_two_of_ours() -> None:
    allowed = {"hotline_desktop"} | {
        f"hotline_desktop.{name}" for name in ("door", "instance", "errors")
    }
    foreign = {
        name
        for name in loaded_by("hotline_desktop.door")
        if name.partition(".")[0] not in sys.stdlib_module_names
    }
    assert "hotline_desktop.door" in foreign
    assert not foreign - allowed


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, tree in modules() if not ast.get_docstring(tree)]
    assert not silent


# Pieces are joined so that this file does not find itself.
ADDRESSES = re.compile(
    r"https?://[^\s)>\"']*(?:" + "|".join(["py" + "pi", "python" + "hosted", "npm" + "js"]) + ")"
)
PLACES = re.compile(
    r"(?:^|[^\w.])(?:" + "|".join(["/wo" + "rk/", "/fa" + "rm/", r"/ro" + r"ot/\."]) + ")",
    re.MULTILINE,
)


def machine_traces(text: str) -> list[str]:
    """Registry addresses and places of one machine in a text."""
    return ADDRESSES.findall(text) + PLACES.findall(text)


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    files = ours()
    assert len(files) > 50
    found = {
        path.relative_to(ROOT).as_posix(): traces
        for path in files
        if (traces := machine_traces(path.read_bytes().decode("utf-8", "ignore")))
    }
    assert not found


def test_a_planted_trace_is_seen() -> None:
    assert machine_traces("see https://files.python" + "hosted.org/x")
    assert machine_traces('open("/wo' + 'rk/main/x")')
    assert not machine_traces("docs/wo" + "rk/main and example.org")
