import pytest

from hotline_desktop.exchange import clean
from hotline_desktop.exchange.clean import MARKS, MARKUP, ZERO, Address


@pytest.mark.parametrize(
    "raw", ["", " ", "NOT AVAILABLE", "not available ", "-999", "N/A", "null", "  --  ", "\u00a0"]
)
def test_words_for_nothing_are_nothing(raw):
    assert clean.text(raw)[0] == ""


@pytest.mark.parametrize(
    ("raw", "words", "mended"),
    [
        ("GROVE  HILL ", "GROVE HILL", ()),
        ("two\r\nlines\tand a tab", "two lines and a tab", ()),
        ("\u200e305-555-0144", "305-555-0144", (MARKS,)),
        ("305\u202f555\u202f0144", "305 555 0144", (MARKS,)),
        ("\u202egnp.exe", "gnp.exe", (MARKS,)),
        ("a\x00b\x1bc", "abc", (MARKS,)),
        ("State: <b>IL</b>,", "State: IL ,", (MARKUP,)),
        ("Smith &amp; Sons", "Smith & Sons", (MARKUP,)),
        ("a&#x202e;b", "ab", (MARKUP,)),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3", ()),
        ("Peñuelas, L’Amour", "Peñuelas, L’Amour", ()),
    ],
)
def test_what_is_mended_is_said(raw, words, mended):
    assert clean.text(raw) == (words, mended)


@pytest.mark.parametrize(
    ("words", "state", "code", "mended"),
    [
        ("33157", "FL", "33157", ""),
        ("33525-3715", "FL", "33525", ""),
        ("2139", "MA", "02139", ZERO),
        ("901", "PR", "00901", ZERO),
        ("2139", "FL", "", ""),
        ("0", "MA", "", ""),
        ("ABCDE", "FL", "", ""),
        ("٣٣١٥٧", "FL", "", ""),
        ("", "FL", "", ""),
    ],
)
def test_zip_codes(words, state, code, mended):
    assert clean.zip_code(words, state) == (code, mended)


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("430 North G Street, Lake Worth, FL 33460",
         Address("430 North G Street", "Lake Worth", "FL", "33460")),
        ("1 A Rd, Suite #104, Miami, FL 33133-3715",
         Address("1 A Rd, Suite #104", "Miami", "FL", "33133")),
        ("Fort Pierce, FL", Address("", "Fort Pierce", "FL", "")),
        ("FL 32955", Address("", "", "FL", "32955")),
        ("State: FL", Address(state="FL")),
        ("State: IL ,", Address(state="IL")),
        ("12 Elm, 9 Oak, FL", Address("12 Elm, 9 Oak, FL")),
        ("12 Elm St, NE", Address("12 Elm St, NE")),
        ("9 Hill, Bldg A, CO", Address("9 Hill, Bldg A, CO")),
        ("behind the mill", Address(street="behind the mill")),
        ("", Address()),
        ("a" * 400, Address(street="a" * 400)),
    ],
)  # fmt: skip
def test_addresses(words, apart):
    assert clean.address(words) == apart


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("13-17", 13, 17), ("youth 13–17", 13, 17), ("de 13 a 17 años", 13, 17),
        ("12-17, 18-24", 12, 24), ("ages 0-5 and 13-17", None, 17), ("Ages 5 to 12", 5, 12),
        ("18+", 18, None), (">=18", 18, None), ("over 18", 18, None), ("60+ (seniors)", 60, None),
        ("no one under 18", 18, None), ("Adults", 18, None), ("18 años o más", 18, None),
        ("18 ans et plus", 18, None), ("women 18 and over", 18, None), ("18.0", 18, None),
        ("<18", None, 17), ("under 18", None, 17), ("Menores de 18", None, 17),
        ("moins de 18 ans", None, 17), ("Minors only", None, 17), ("17 and under", None, 17),
        ("up to 21", None, 21), ("0-200", None, None), ("All ages", None, None),
    ],
)  # fmt: skip
def test_ages(words, low, high):
    assert clean.ages(words) == (low, high, True)


@pytest.mark.parametrize("words", ["youth", "women", "Teens", "abc", "21-12", "18 beds", "1990"])
def test_what_is_no_age_is_said_to_be_none(words):
    assert not clean.ages(words)[2]
