"""Situations by number and words, in an office that has very many."""

import pytest

from hotline_desktop.models.noun import encode
from hotline_desktop.models.situation import Draft
from hotline_desktop.vault import situations
from hotline_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path):
    made = Vault.create(tmp_path, bytes(range(32)))
    yield made
    made.close()


def put(vault, numbers, status="open", place="Example Motel"):
    body = encode(Draft()).decode()
    with vault.transaction() as connection:
        connection.executemany(
            "INSERT INTO situation VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                (f"id-{number}", number, status, "2026-11-20T23:18:00.00Z",
                 "2026-11-20T23:18:00.00Z", "ines", 1, "crisis", "urgent", place, "OH", body)
                for number in numbers
            ],
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO situation_words(id, words) VALUES(?,?)",
            [(f"id-{number}", f"{number} {place}") for number in numbers],
        )


@pytest.mark.parametrize(
    "asked", ["S-26-1234", "s-26-1234", " S 26 1234 ", "S261234", "S-26-1234 motel"]
)
def test_a_whole_number_comes_before_those_that_begin_with_it(vault, asked):
    put(vault, ["S-26-1234"], status="closed")
    put(vault, [f"S-26-1234{n}" for n in range(10)])
    put(vault, [f"S-26-1234{n:02}" for n in range(100)])
    found = situations.find(vault, asked, limit=20)
    assert found[0].number == "S-26-1234"
    assert len(found) == 1 if asked == "S261234" else len(found) == 20


def test_a_number_that_nobody_has_finds_those_that_begin_with_it(vault):
    put(vault, ["S-26-12340", "S-26-12341"])
    assert len(situations.find(vault, "S-26-1234")) == 2
