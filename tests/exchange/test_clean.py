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
