import re

import pytest

from hotline_desktop.exchange.phones import DOUBT, KEYS, labelled, phone, phones
from hotline_desktop.models.contact import Phone


@pytest.mark.parametrize(
    ("written", "e164", "extension"),
    [
        ("330-555-0100", "+13305550100", ""),
        ("(330) 555-0100", "+13305550100", ""),
        ("330.555.0100", "+13305550100", ""),
        ("330–555–0100", "+13305550100", ""),
        ("3305550100", "+13305550100", ""),
        ("1-800-555-0199", "+18005550199", ""),
        ("+1 330 555 0100", "+13305550100", ""),
        ("330-555-0100 x12", "+13305550100", "12"),
        ("330-555-0100, ext. 12", "+13305550100", "12"),
        ("330-555-0100 extension 4", "+13305550100", "4"),
        ("330-555-0100 #12", "+13305550100", "12"),
        ("+52 55 1234 5678", "+525512345678", ""),
        ("011 52 55 1234 5678", "+525512345678", ""),
    ],
)
def test_what_is_clear_is_read(written, e164, extension):
    assert phone(written) == (Phone(written, e164, extension), "")


@pytest.mark.parametrize("written", ["911", "988", "711", "211", "233733"])
def test_emergency_numbers_and_text_codes_stay(written):
    assert phone(written) == (Phone(written), "")


@pytest.mark.parametrize(
    "written",
    [
        "305-891-8850 xOPT2",
        "305-891-8850,,2",
        "305-891-8850/8851",
        "305-891-8850 or 305-891-8851",
        "305-891-8850 ext 12 or 14",
        "0305-891-8850",
        "7274-821-0726",
        "1-800-FLOWERS-4",
        "330-555-010",
        "330",
        "=1+1",
        "call the desk",
        "1" * 5000,
        "9 " * 20000 + "x",
    ],
)
def test_what_is_doubtful_keeps_its_writing_and_makes_no_number(written):
    assert phone(written, "main") == (Phone(written, label="main"), DOUBT)


def test_no_number_is_made_that_was_not_written():
    """Every digit that is dialled was written, whatever stands around it."""
    pieces = [
        "305-891-8850",
        "330 555 0100",
        "x2",
        "ext",
        "/",
        "12",
        "+1",
        "(",
        "a",
        ",",
        "0",
        "#7",
    ]
    for first in pieces:
        for second in pieces:
            for third in pieces:
                for gap in ("", " "):
                    read, _ = phone(gap.join((first, second, third)))
                    digits = re.sub(r"\D", "", read.as_written)
                    dialled = read.e164.removeprefix("+").removeprefix("1") + read.extension
                    assert dialled in digits


def test_a_labelled_list():
    found, doubts = phones("tollfree: 800-555-0199, main: 813-555-0144 x3, tdd: TTY 7")
    assert [(p.label, p.e164, p.extension) for p in found] == [
        ("tollfree", "+18005550199", ""),
        ("main", "+18135550144", "3"),
        ("tdd", "", ""),
    ]
    assert doubts == (DOUBT,)
    assert phones("") == ((), ())


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("1-800-FLOWERS", "+18003569377"),
        ("1-800-799-SAFE", "+18007997233"),
        ("1-800-799-SAFE (7233)", "+18007997233"),
        ("(800) 799-SAFE", "+18007997233"),
    ],
)
def test_letters_are_the_keys_they_stand_on_and_it_is_said(written, e164):
    found, doubt = phone(written)
    assert (found.as_written, found.e164, doubt) == (written, e164, KEYS)


def test_letters_and_digits_that_disagree_make_no_number():
    assert phone("1-800-799-SAFE (7234)") == (Phone("1-800-799-SAFE (7234)"), DOUBT)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("330-555-0101 / 330-555-0102", [("+13305550101", ""), ("+13305550102", "")]),
        ("(330) 555-0100 or (330) 555-0101", [("+13305550100", ""), ("+13305550101", "")]),
        ("24hr hotline: 330-555-0101; Admin: 330.555.0102",
         [("+13305550101", "24hr hotline"), ("+13305550102", "Admin")]),
        ("330-555-0101 (fax)", [("+13305550101", "fax")]),
        ("888-555-0188 (TTY: 711)", [("", "TTY")]),
    ],
)  # fmt: skip
def test_a_cell_with_several_numbers(words, told):
    found = [(one.e164, one.label) for one, _ in labelled(words)]
    assert found[-len(told) :] == told
    assert [one.as_written in words for one, _ in labelled(words)] == [True] * len(found)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("330-555-0111 (staff only) 330-555-0112 (public)",
         [("0111", "staff only"), ("0112", "public")]),
        ("Tel: 330-555-0111 Fax: 330-555-0112", [("0111", "Tel"), ("0112", "Fax")]),
        ("D: 330-555-0111 N: 330-555-0112", [("0111", "D"), ("0112", "N")]),
        ("330-555-0111, press 2 for Spanish", [("0111", "press 2 for Spanish")]),
        ("330-555-0111 option 3", [("0111", "option 3")]),
        ("330-555-0111 (ask for dispatch)", [("0111", "ask for dispatch")]),
        ("330-555-0111*", [("0111", "")]),
    ],
)  # fmt: skip
def test_several_numbers_and_what_to_do_with_them(words, told):
    assert [(one.e164[-4:], one.label) for one, _ in labelled(words)] == told


def test_an_extension_as_the_standard_writes_it():
    ((one, doubt),) = labelled("+1 330 555 0111;ext=4")
    assert (one.e164, one.extension, doubt) == ("+13305550111", "4", "")
