"""Where somebody holds or serves, as lists write it: counties and states, or words that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_desktop.actions.place_rows import PlaceRows
from hotline_desktop.exchange import reader
from hotline_desktop.places import districts
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.places.jurisdictions import read
from tests.hands.shared_files import shared

FIELD_OFFICES = "data/le/fbi_field_offices_2020.rekeyed.tsv"


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
        ("Puerto Rico and the U.S. Virgin Islands", "PR", ("PR", "VI"), ""),
        ("Washington", "OR", ("41067",), ""),
        ("", "OH", (), ""),
    ],
)
def test_areas_and_the_words_that_name_none(words, state, areas, left):
    told = read(words, state)
    assert (told.areas, told.words) == (areas, left)


def test_a_federal_district_is_its_counties_and_keeps_its_name():
    told = read("the entire state of Kansas and the Western District of Missouri", "MO")
    assert told.areas == ("KS", *districts.districts()["Missouri Western"].areas)
    assert told.districts == ("Missouri Western",)
    assert told.words == ""


def test_districts_named_in_one_breath():
    told = read("Northern and Middle Judicial Districts of Alabama; N.D. Ohio", "")
    assert told.districts == ("Alabama Northern", "Alabama Middle", "Ohio Northern")
    assert len(told.areas) == 31 + 23 + 40
    assert told.words == ""


def test_a_whole_state_is_a_district_only_where_it_is_called_so():
    assert read("District of Kansas", "MO") == (("KS",), ("Kansas",), "")
    assert read("the District of Columbia", "").districts == ()


@pytest.mark.parametrize(
    "words",
    [
        "the Central District of Ohio",
        "Northern District",
        "the Northern District of Police",
        "N.D.",
    ],
)
def test_a_district_that_no_court_has_stays_in_words(words):
    assert read(words, "OH") == ((), (), words.rstrip("."))


def test_a_district_that_holds_a_part_of_a_county_stays_in_words_too():
    told = read("Eastern District of North Carolina", "NC")
    assert "37093" in told.areas
    assert told.words == "Eastern District of North Carolina"


def test_federal_offices_as_their_agency_lists_them():
    """The FBI's list of 2020: 56 offices. 31 kept words before districts were known."""
    read_in = PlaceRows(Gazetteer.load())
    rows = [read_in(row) for row in reader.read(shared(FIELD_OFFICES))]
    assert len(rows) == 56
    assert sum(bool(row.contact.jurisdiction_words) for row in rows) == 26
    held = {row.contact.agency: row.contact for row in rows}
    assert len(held["Birmingham"].jurisdiction) == 31
    assert held["Mobile"].districts == ("Alabama Middle", "Alabama Southern")


@given(st.text(max_size=200), st.sampled_from(["", "OH", "NY", "PR"]))
def test_any_words_are_areas_or_stay(words, state):
    told = read(words, state)
    assert all(area == "US" or len(area) in (2, 5) for area in told.areas)
    if not told.areas and not told.districts:
        assert bool(told.words) or not any(c.isalnum() for c in words) or len(words.split()) < 3


@pytest.mark.parametrize(
    ("words", "state", "here", "areas", "left"),
    [
        ("City of Houston", "TX", "48201", (), "City of Houston"),
        ("City of Washington", "OH", "39047", (), "City of Washington"),
        ("Union City", "OH", "39037", (), "Union City"),
        ("Lake City", "FL", "12023", (), "Lake City"),
        ("Jefferson City", "MO", "29051", (), "Jefferson City"),
        ("Warren", "OH", "39155", (), "Warren"),  # a town of Trumbull County
        ("Warren", "OH", "", ("39165",), ""),
        ("Warren County", "OH", "39155", ("39165",), ""),
        ("City of Marion", "OH", "39101", ("39101",), "City of Marion"),  # a part of its county
        ("Carson City", "NV", "32510", ("32510",), ""),
        ("Franklin, Delaware, Fairfield", "OH", "39049", ("39049", "39041", "39045"), ""),
    ],
)
def test_a_town_is_no_county_of_its_name(words, state, here, areas, left):
    found = read(words, state, here)
    assert (found.areas, found.words) == (areas, left)
