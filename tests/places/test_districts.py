"""The federal judicial districts: each county in its own, as 28 U.S.C. 81 to 131 says."""

from collections import Counter

import pytest

from hotline_desktop.models import states
from hotline_desktop.places import districts, renamed, tables
from hotline_desktop.places.borders import Borders

NONE = {"AS"}
"""American Samoa has no federal district court."""
OVER_WATER = {
    "California Northern", "Michigan Western", "New York Eastern", "Virginia Eastern",
    "Washington Western",
}  # fmt: skip
"""The Golden Gate, the Upper Peninsula, Staten Island, the Eastern Shore, the San Juan Islands."""


def test_there_are_94_and_each_is_called_by_its_name_and_as_courts_cite_it():
    every = districts.districts()
    assert len(every) == 94
    assert len({each.cited for each in every.values()}) == 94
    assert all(districts.called(each.cited) is each for each in every.values())


def test_every_county_is_in_one_district_and_every_district_in_one_state():
    counties = tables.counties()
    divided = {each.name: each.areas for each in districts.districts().values()
               if len(each.areas[0]) == 5}  # fmt: skip
    whole = [each.areas for each in districts.districts().values() if len(each.areas[0]) == 2]
    assert all(len(areas) == 1 for areas in whole)
    several = {counties[areas[0]].state for areas in divided.values()}
    for areas in divided.values():
        assert len({counties[fips].state for fips in areas}) == 1
    said = Counter(fips for areas in divided.values() for fips in areas)
    assert said == {fips: 1 for fips, county in counties.items() if county.state in several}
    assert several | {areas[0] for areas in whole} == {c.state for c in counties.values()} - NONE
    assert not several & {areas[0] for areas in whole}


def test_every_county_old_and_new_leads_to_its_district():
    for fips, county in (tables.counties() | renamed.counties()).items():
        own, *_ = districts.of(fips) or (None,)
        assert (own is None) is (county.state in NONE), fips
        assert own is None or own.name.startswith(states.NAMES[county.state]), fips
    assert districts.of("99999") == ()


def test_a_district_hangs_together_on_the_map():
    borders = Borders.load()
    apart = set()
    for each in districts.districts().values():
        if len(each.areas[0]) == 2:
            continue
        seen, next_ = set(), [each.areas[0]]
        while next_:
            fips = next_.pop()
            if fips not in seen:
                seen.add(fips)
                next_ += [f for f in borders.next_to(fips) if f in each.areas]
        if seen != set(each.areas):
            apart.add(each.name)
    assert apart == OVER_WATER


@pytest.mark.parametrize(
    ("fips", "names"),
    [
        ("39099", ["Ohio Northern"]),
        ("39049", ["Ohio Southern"]),
        ("29095", ["Missouri Western"]),
        ("29510", ["Missouri Eastern"]),
        ("06037", ["California Central"]),
        ("36061", ["New York Southern"]),
        ("36085", ["New York Eastern"]),
        ("51059", ["Virginia Eastern"]),
        ("51770", ["Virginia Western"]),
        ("51830", ["Virginia Eastern"]),
        ("12086", ["Florida Southern"]),
        ("48141", ["Texas Western"]),
        ("20091", ["Kansas"]),
        ("09110", ["Connecticut"]),
        ("11001", ["District of Columbia"]),
        ("66010", ["Guam"]),
        ("37063", ["North Carolina Middle", "North Carolina Eastern"]),
        ("37093", ["North Carolina Middle", "North Carolina Eastern"]),
        ("37051", ["North Carolina Eastern"]),
        ("16043", ["Idaho", "Wyoming"]),
        ("30031", ["Montana", "Wyoming"]),
        ("60010", []),
    ],
)
def test_counties_that_everybody_knows(fips, names):
    assert [each.name for each in districts.of(fips)] == names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Western District of Missouri", "Missouri Western"),
        ("Northern District of OH", "Ohio Northern"),
        ("N.D. Ohio", "Ohio Northern"),
        ("NDOH", "Ohio Northern"),
        ("S.D.N.Y.", "New York Southern"),
        ("W.D. Wash.", "Washington Western"),
        ("Ohio Northern", "Ohio Northern"),
        ("Middle Judicial District of Alabama", "Alabama Middle"),
        ("U.S. District Court for the Eastern District of Virginia", "Virginia Eastern"),
        ("District of the Virgin Islands", "U.S. Virgin Islands"),
        ("District of Kansas", "Kansas"),
    ],
)
def test_ways_to_write_one(words, name):
    assert districts.called(words).name == name


@pytest.mark.parametrize(
    "words", ["", "Kansas", "Ohio", "District of Columbia", "ND", "Middle District of Ohio",
              "Northern District of", "Columbia District", "Northern Ohio"],
)  # fmt: skip
def test_what_names_no_district(words):
    assert districts.called(words) is None
