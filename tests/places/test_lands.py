"""Tribal, military and federal land: the maintained list, checked against the map."""

import pytest

from hotline_desktop.models.place import Confidence, LandKind
from hotline_desktop.places import lands, renamed, tables
from hotline_desktop.places.borders import Borders
from hotline_desktop.places.gazetteer import Gazetteer
from tests.hands.shared_files import shared

APART = {
    "Isabella Reservation", "Gateway National Recreation Area",
    "Golden Gate National Recreation Area",
}  # fmt: skip
"""Lands in pieces, or across water that the map does not share out."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_every_county_of_every_land_is_known_and_they_hang_together():
    borders, counties = Borders.load(), tables.counties()
    assert len(lands.lands()) > 300
    assert {land.kind for land in lands.lands()} == set(LandKind)
    for land in lands.lands():
        assert land.counties, land.name
        assert len(set(land.counties)) == len(land.counties), land.name
        assert set(land.counties) <= set(counties), land.name
        seen, next_ = set(), [land.counties[0]]
        while next_:
            fips = next_.pop()
            seen.add(fips)
            next_ += [f for f in borders.next_to(fips) if f in land.counties and f not in seen]
        assert (seen == set(land.counties)) is (land.name not in APART), land.name


def test_names_are_told_once():
    names = [land.name for land in lands.lands()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "land", "counties"),
    [
        ("somewhere on the Navajo reservation", "Navajo Nation", {"04001", "35031", "49037"}),
        ("Pine Ridge rez, South Dakota", "Pine Ridge Reservation", {"46102"}),
        ("Ft. Bragg North Carolina", "Fort Bragg", {"37051"}),
        ("Fort Liberty", "Fort Bragg", {"37051"}),
        ("a barracks at Camp Lejeune", "Camp Lejeune", {"37133"}),
        ("Eglin AFB", "Eglin Air Force Base", {"12091"}),
        ("campground in Yellowstone", "Yellowstone National Park", {"56029", "16043"}),
        ("LAX", "Los Angeles International Airport", {"06037"}),
        ("she is at O'Hare", "O'Hare International Airport", {"17031"}),
        ("Cherokee Nation", "Cherokee Nation (Oklahoma)", {"40021"}),
    ],
)
def test_words_lead_to_a_land_and_all_its_counties(gazetteer, words, land, counties):
    found = [place for place in gazetteer.candidates(words) if place.land]
    assert {place.land for place in found} == {land}
    assert counties <= {place.county_fips for place in found}
    assert all(place.words == words and place.land_kind and place.because for place in found)
    one = len(found) == 1
    assert all((place.confidence is not Confidence.POSSIBLE) is one for place in found)


def test_a_state_narrows_a_land(gazetteer):
    utah = gazetteer.candidates("Navajo reservation, Utah")
    assert [place.county_fips for place in utah] == ["49037"]


def test_a_town_of_the_same_name_stays_on_offer(gazetteer):
    both = gazetteer.candidates("Fort Bragg")
    assert both[0].land == "Fort Bragg"
    assert any(place.city and place.state == "CA" for place in both)


@pytest.mark.parametrize(
    "words", ["on base", "a reservation", "the airport", "some park", "a casino on tribal land"]
)
def test_a_kind_of_land_alone_is_no_place(gazetteer, words):
    assert not [place for place in gazetteer.candidates(words) if place.land]


def test_most_tribal_police_work_on_a_land_that_is_listed():
    """The FBI's list (CC0) names police of tribes and the middle of their county."""
    import gzip
    import json

    path = shared("data/le/fbi_cde_agencies-by-state.json.gz")
    with gzip.open(path) as file:
        rows = [row for state in json.load(file).values() for row in _rows(state)]
    tribal = [row for row in rows if row["agency_type_name"] == "Tribal" and row["icpsr_lat"]]
    listed = {f for land in lands.lands() if land.kind is LandKind.TRIBAL for f in land.counties}
    borders = Borders.load()
    held = [borders.holding(row["icpsr_lat"], row["icpsr_lng"]) for row in tribal]
    share = sum(fips in listed for fips in held) / len(held)
    print(f"{share:.0%} of {len(held)} tribal agencies are in a county of a listed land")
    assert share > 0.6


def _rows(value):
    if isinstance(value, dict) and "agency_name" in value:
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [row for each in inner for row in _rows(each)]


def test_every_town_of_connecticut_has_todays_code():
    # 169 towns: 38, 6, 17, 19, 16, 21, 15, 19, 18 (Census Bureau, 2022).
    towns = [code for (state, _), code in renamed._by_town().items() if state == "09"]
    sizes = [towns.count(f"091{n}0") for n in range(1, 10)]
    assert sizes == [38, 6, 17, 19, 16, 21, 15, 19, 18]


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("West Hartford, CT", "09003", "09110"),
        ("Stamford CT", "09001", "09190"),
        ("Windham, Connecticut", "09015", "09180"),
        ("Valdez, Alaska", "02261", "02063"),
        ("Glennallen AK", "02261", "02066"),
        ("Youngstown, Ohio", "39099", ""),
    ],
)
def test_a_county_that_was_replaced_shows_both_codes(gazetteer, words, old, new):
    place = gazetteer.candidates(words)[0]
    assert (place.county_fips, place.newer_fips) == (old, new)
    if new:
        assert gazetteer.county(new).name in place.because


def test_a_new_county_is_known_by_code_and_name(gazetteer):
    assert gazetteer.county("09110").state == "CT"
    assert gazetteer.county_named("Capitol Planning Region", "CT").fips == "09110"
    assert gazetteer.county_named("CHUGACH CENSUS AREA", "AK").fips == "02063"


def test_codes_before_and_after_a_change_mean_one_place(gazetteer):
    assert gazetteer.same("39099") == ()
    assert set(gazetteer.same("02261")) == {"02063", "02066"}
    assert "09001" in gazetteer.same("09190")
    assert {"09120", "09140", "09190"} <= set(gazetteer.same("09001"))
    assert gazetteer.same("09001", "hotel in Stamford, CT") == ("09190",)
