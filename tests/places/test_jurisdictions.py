"""Where somebody holds or serves, as lists write it: counties and states, or words that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_desktop.places.jurisdictions import read


@pytest.mark.parametrize(
    ("words", "state", "areas", "left"),
    [
        ("Mahoning, Trumbull and Columbiana", "OH", ("39099", "39155", "39029"), ""),
        ("Counties Covered: Albany, Fulton, Washington", "NY", ("36001", "36035", "36115"), ""),
        ("Counties Covered: Albany, Fulton, Washington", "", (), "Albany; Fulton; Washington"),
        ("Covers the entire states of Maryland and Delaware", "MD", ("MD", "DE"), ""),
        ("Covers the entire state of Alaska", "AK", ("AK",), ""),
        ("Mahoning County, OH; Trumbull County, OH", "", ("39099", "39155"), ""),
        ("San Mateo County", "CA", ("06081",), ""),
        ("statewide", "OH", ("OH",), ""),
        ("Nationwide", "", ("US",), ""),
        ("39099; 39155", "OH", ("39099", "39155"), ""),
        ("OH", "OH", ("OH",), ""),
        ("Cibola (eastern half), and Quay", "NM", ("35006", "35037"), "Cibola (eastern half)"),
        ("17 counties in western New York", "NY", (), "17 counties in western New York"),
        ("the river and what lies east", "OH", (), "the river; what lies east"),
        ("Washington", "OR", ("41067",), ""),
        ("", "OH", (), ""),
    ],
)
def test_areas_and_the_words_that_name_none(words, state, areas, left):
    told = read(words, state)
    assert (told.areas, told.words) == (areas, left)


def test_a_federal_district_is_no_county_and_stays_in_words_too():
    told = read("the entire state of Kansas and the Western District of Missouri", "MO")
    assert told.areas == ("KS",)
    assert told.districts == ("Missouri Western",)
    assert told.words == "the Western District of Missouri"


@given(st.text(max_size=200), st.sampled_from(["", "OH", "NY", "PR"]))
def test_any_words_are_areas_or_stay(words, state):
    told = read(words, state)
    assert all(area == "US" or len(area) in (2, 5) for area in told.areas)
    if not told.areas and not told.districts:
        assert bool(told.words) or not any(c.isalnum() for c in words) or len(words.split()) < 3
