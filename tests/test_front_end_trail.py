"""The front end's words about the trail: what they take, their exit codes, one JSON value."""

import argparse
import json
from datetime import timedelta

import pytest

from hotline_desktop import cli_trail
from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.office import Advocate
from hotline_desktop.vault import offices, trail
from tests.hands.office import NIGHT


@pytest.fixture
def hotline(bare):
    """Runs words as the grammar would, on an open office."""
    group = argparse.ArgumentParser(exit_on_error=False).add_subparsers()
    made = []

    def inside(name, told, run):
        parser = group.add_parser(name, help=told, exit_on_error=False)
        parser.set_defaults(verb=run)
        made.append(parser)
        return parser

    cli_trail.add(inside)

    def run(*words):
        arguments = made[0].parse_args(words)
        answer = arguments.verb(arguments, bare)
        return answer.code, json.loads(json.dumps(answer.value, default=str)), answer.words

    return run


@pytest.fixture
def kept(bare, test_world):
    made = TakeSignal(bare)(sample_call(NIGHT))
    test_world.clock.goes(hours=3)
    ReadSituation(bare)(made.id)
    with bare.vault.transaction() as connection:
        offices.keep_advocate(connection, Advocate("theo", "Theo"))
        trail.add(connection, test_world.clock(), "theo", "fly_to_the_moon", "x", "")
    return made


def test_lines_newest_first_with_names(hotline, kept):
    code, value, words = hotline()
    assert code == 0
    acts = [line["act"] for line in value["lines"]]
    assert acts[:4] == ["read_trail", "fly_to_the_moon", "read_situation", "take_signal"]
    read = value["lines"][2]
    assert (read["who"], read["about"], read["group"]) == ("Ines", kept.number, "read")
    assert read["at"] == (NIGHT + timedelta(hours=3)).isoformat()
    assert set(read) == {
        "seq", "at", "who", "act", "group", "about", "tried", "subject", "detail", "hash",
    }  # fmt: skip
    assert not value["more"]
    assert f"2026-11-21 02:18:00  Ines  Read a situation  {kept.number}" in words


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        (("--who", "Theo"), ["fly_to_the_moon"]),
        (("--who", "theo"), ["fly_to_the_moon"]),
        (("--act", "changed", "--since", "2026-11-20"), ["take_signal", "set_up"]),
        (("--act", "other"), ["fly_to_the_moon"]),
        (("--subject", "s-26-0001"), ["read_situation", "take_signal"]),
        (("--since", "2026-11-21T02:00", "--act", "read"), ["read_trail", "read_situation"]),
        (("--until", "2026-11-21T07:18:00Z", "--subject", "S-26"), ["take_signal"]),
        (("--subject", "S-27"), []),
    ],
)
def test_filters(hotline, kept, words, acts):
    code, value, told = hotline(*words)
    assert (code, [line["act"] for line in value["lines"]]) == (0, acts)
    assert acts or told == "No line fits."


def test_the_limit_says_that_there_is_more(hotline, kept):
    _, value, words = hotline("--limit", "2")
    assert (len(value["lines"]), value["more"]) == (2, True)
    assert "older ones" in words


@pytest.mark.parametrize(
    "words",
    [
        ("--who", "Nobody"),
        ("--since", "yesterday"),
        ("--since", "9999-12-31T23:59"),
        ("--since", "2026-11-21", "--until", "2026-11-20"),
        ("--limit", "0"),
    ],
)
def test_what_cannot_be_used_is_refused(hotline, kept, words):
    with pytest.raises(BadInputError):
        hotline(*words)


def test_a_whole_chain(hotline, bare, kept):
    lines = len(trail.lines(bare.vault))
    code, value, words = hotline("check")
    assert (code, words) == (0, f"All {lines} lines follow from one another.")
    assert value == {"whole": True, "follow": lines, "lines": lines, "broken": None}


def test_a_broken_chain_answers_no(hotline, bare, kept):
    other = bare.vault.second()
    other._connection.execute("DROP TRIGGER trail_stands")
    other._connection.execute("UPDATE trail SET who='theo' WHERE act='take_signal'")
    other.close()
    code, value, words = hotline("check")
    seq = value["broken"]["line"]
    assert (code, value["whole"], value["follow"]) == (1, False, seq - 1)
    assert value["broken"] == {
        "line": seq, "shown": seq, "kind": "changed", "at": NIGHT.isoformat(),
    }  # fmt: skip
    assert words == f"Line {seq} of Fri 20 Nov 23:18 was changed: tell the administrator."
