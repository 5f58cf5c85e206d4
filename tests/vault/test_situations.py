"""Situations by number and words, in an office that has very many."""

from datetime import UTC, datetime, timedelta

import pytest

from hotline_desktop.models.noun import encode
from hotline_desktop.models.situation import Draft, Situation, Status
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
            "INSERT INTO situation_line(id, closed, taken_at) VALUES(?,?,?)",
            [(f"id-{number}", status == "closed", "2026-11-20T23:18:00.00Z") for number in numbers],
        )
        connection.executemany(
            "INSERT INTO situation_words(rowid, words) "
            "SELECT seq, ?2 FROM situation_line WHERE id=?1",
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
    assert len(found) == 20


def test_a_number_that_nobody_has_finds_those_that_begin_with_it(vault):
    put(vault, ["S-26-12340", "S-26-12341"])
    assert len(situations.find(vault, "S-26-1234")) == 2


NIGHT = datetime(2026, 11, 20, 23, 18, tzinfo=UTC)


def keep(vault, number, narrative, revision=1, status=Status.OPEN, hours=0):
    taken = NIGHT + timedelta(hours=hours)
    with vault.transaction() as connection:
        draft = Draft(narrative=narrative)
        made = Situation(f"id-{number}", f"S-26-{number:04}", status, taken, taken, "ines",
                         revision, draft)  # fmt: skip
        situations.keep(connection, made)


def numbers(found):
    return [int(line.number[-4:]) for line in found]


def test_found_by_the_newest_words_open_ones_first_then_the_newest(vault):
    for number, hours in ((1, 5), (2, 9), (3, 1), (4, 7)):  # kept in another order than taken
        keep(vault, number, "kitchen door", hours=hours)
    assert numbers(situations.find(vault, "kitch")) == [2, 4, 1, 3]
    assert numbers(situations.find(vault, "kitch", limit=2)) == [2, 4]
    keep(vault, 2, "kitchen window", revision=2, status=Status.CLOSED, hours=9)
    assert numbers(situations.find(vault, "kitchen")) == [4, 1, 3, 2]
    assert numbers(situations.find(vault, "door")) == [4, 1, 3]
    assert numbers(situations.find(vault, "window")) == [2]
    keep(vault, 2, "kitchen window", revision=3, hours=9)
    assert numbers(situations.find(vault, "kitchen")) == [2, 4, 1, 3]


def test_digits_are_looked_for_in_numbers_and_in_words(vault):
    keep(vault, 1234, "nothing")
    keep(vault, 2, "a plate that ends in 23", hours=1)
    keep(vault, 3, "room 1", hours=2)
    assert numbers(situations.find(vault, "23")) == [2, 1234]
    assert numbers(situations.find(vault, "S-26-1234")) == [1234]
