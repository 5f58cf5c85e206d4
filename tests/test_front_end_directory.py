"""The front end on the directory: columns set right, undone, exported, duplicates settled."""

import json

import pytest

from hotline_desktop import cli_directory
from hotline_desktop.cli_words import parser

LIST = (
    "Who,Where they are,Call\nSalem night desk,Salem,330-555-0101\n"
    "Lisbon desk,Lisbon,330-555-0102\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "desks.csv"
    path.write_text(LIST)
    return path


def test_columns_are_shown_set_right_and_remembered(hotline, file):
    code, told = hotline("import", file)
    assert (code, told["rejected"], told["written"]) == (0, 2, False)
    assert told["tables"][0]["fields"] == {"call": "phone"}
    right = ("--column", "Who=name", "--column", "Where they are=city", "--all", "state=OH")
    code, told = hotline("import", file, *right, "--source", "desks of the county", "--yes")
    assert (code, told["repaired"], told["written"]) == (0, 2, True)  # the state is told
    assert told["tables"][0]["source"] == "desks of the county"
    code, told = hotline("import", file)
    assert told["duplicates"] == 2
    code, told = hotline("import", file, "--yes")
    assert (code, told["duplicates"], told["written"]) == (0, 2, False)
    assert [hit["first"] for hit in hotline("search", "3305550102")[1]] == ["Lisbon desk"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--column", "Who"), "COLUMN=FIELD"),
        (("--column", "Who=nonsense"), "no field nonsense"),
        (("--column", "Whom=name"), "no column whom; there are: who"),
        (("--all", "state"), "FIELD=VALUE"),
        (("--yes",), "No row of this file can be taken in"),
    ],
)
def test_what_cannot_be_meant_is_said(hotline, file, words, says):
    code, told = hotline("import", file, *words)
    assert code == 2
    assert says in told["error"]
    assert hotline("imports")[1] == []


def test_an_import_is_undone(hotline, file):
    hotline("import", file, "--column", "Who=name", "--yes")
    (run,) = hotline("imports")[1]
    assert (run["name"], run["written"], run["undone_at"]) == ("desks.csv", 2, None)
    code, told = hotline("undo-import", run["id"])
    assert (code, told) == (0, {"removed": 2, "put_back": 0, "stayed": []})
    assert hotline("imports")[1][0]["undone_at"]
    assert hotline("undo-import")[0] == 2
    assert hotline("search", "salem")[1] == []
    assert hotline("check")[1]["whole"]


def test_a_pair_is_found_merged_taken_apart_and_settled(hotline, tmp_path):
    for name in ("Salem Police Department", "SALEM PD"):
        path = tmp_path / f"{name.split()[1]}.csv"
        path.write_text(f"agency,phone,city,state\n{name},330-555-0101,Salem,OH\n")
        assert hotline("import", path, "--yes")[0] == 0
    (pair,) = hotline("duplicates")[1]
    assert pair["reasons"] == ["same name", "same number", "same town"]
    both = (pair["first"], pair["second"])
    merge = hotline("duplicates", "--merge", *both)[1]["merge"]
    assert len(hotline("search", "salem")[1]) == 1
    assert hotline("duplicates", "--undo", merge)[0] == 0
    assert len(hotline("search", "salem")[1]) == 2
    assert hotline("duplicates", "--two", *both)[0] == 0
    assert hotline("duplicates")[1] == []
    assert hotline("duplicates", "--merge", both[0], both[0])[0] == 2
    assert hotline("duplicates", "--limit", "0")[0] == 2


def test_an_export_is_made_once(hotline, file, tmp_path):
    hotline("import", file, "--column", "Who=name", "--as", "provider", "--yes")
    out = tmp_path / "out.json"
    code, told = hotline("export", out)
    assert (code, told["written"], told["left_out"]) == (0, 2, 0)
    assert [o["name"] for o in json.loads(out.read_text())["organizations"]]
    assert hotline("export", out)[0] == 2
    assert hotline("export", tmp_path / "out.csv", "--form", "providers")[0] == 0
    assert hotline("export", tmp_path / "none.csv", "--form", "contacts")[0] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("legal aid near Springfield", "If another is meant, name its state"),
        ("legal aid near Youngstown, Ohio", ""),
        ("legal aid", ""),
    ],
)
def test_the_place_that_was_taken_is_said(sample, words, told):
    arguments = parser(lambda *_: "").parse_args(["search", words])
    answer = cli_directory.search(arguments, sample)
    assert bool(told) == ("Taken as near" in answer.words)
    assert told in answer.words
