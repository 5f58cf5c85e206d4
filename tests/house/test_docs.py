"""The documents mention only commands and files that exist."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, ours

DOCS = [path for path in ours("*.md") if "resources" not in path.parts]


def targets() -> set[str]:
    """What can be said after `make`."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def lies(text: str, folder: Path) -> list[str]:
    """Make targets, links and paths in a Markdown text of `folder` that lead nowhere."""
    code = re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL)
    made = [word for piece in code for word in re.findall(r"\bmake ([a-z]+)", piece)]
    links = re.findall(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)", text)
    spans = [piece.strip("`") for piece in code if not piece.startswith("```")]
    # A span is a path of ours if it starts in a folder of ours; what is made stands in build/.
    first = "|".join(
        p.name for p in ROOT.iterdir() if p.is_dir() and p.name[0] != "." and p.name != "build"
    )
    paths = [span for span in spans if re.fullmatch(rf"(?:{first})/[\w./-]*", span)]
    return (
        [f"make {word}" for word in made if word not in targets()]
        + [link for link in links if not (folder / link).exists()]
        + [path for path in paths if not (ROOT / path).exists()]
    )


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_does_not_lie(doc: Path) -> None:
    assert not lies(doc.read_text("utf-8"), doc.parent)


def test_the_readme_is_among_them_and_says_the_two_commands() -> None:
    readme = ROOT / "README.md"
    assert readme in DOCS
    assert {"make demo", "make test"} <= set(re.findall(r"make [a-z]+", readme.read_text("utf-8")))


def test_a_planted_lie_is_seen() -> None:
    text = (
        "`make coffee` [there](no/where.md) `packaging/nothing.sh` `build/x.pdf` [good](README.md)"
    )
    assert lies(text, ROOT) == ["make coffee", "no/where.md", "packaging/nothing.sh"]


def test_the_check_of_every_change_runs_the_tests() -> None:
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text("utf-8")
