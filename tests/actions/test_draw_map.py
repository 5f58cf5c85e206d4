"""What the map of an entry shows, and what it must not tell."""

import pytest

from hotline_desktop.actions.draw_map import DrawMap
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def draw():
    return DrawMap(Gazetteer.load())


def held(shown):
    return {county.fips for county in shown.held()}


def test_a_contact_shows_the_counties_it_holds_and_those_beside_them(draw):
    shown = draw(Contact("a", "Example Task Force", jurisdiction=("39099", "39155")))
    assert held(shown) == {"39099", "39155"}
    assert {"42085", "39029"} <= {county.fips for county in shown.counties}
    west, south, east, north = shown.frame
    for county in shown.held():
        for ring in county.rings:
            assert all(west < x < east and south < y < north for x, y in ring)


def test_a_state_is_all_its_counties(draw):
    assert len(held(draw(Contact("a", "Example State Police", jurisdiction=("OH",))))) == 88


def test_a_new_county_code_is_shown_on_the_old_map(draw):
    assert "09001" in held(draw(Contact("a", "Example Police", jurisdiction=("09190",))))


@pytest.mark.parametrize("areas", [(), ("US",), ("99999",), ("ZZ",)])
def test_what_has_no_counties_has_no_map(draw, areas):
    assert draw(Contact("a", "Example", jurisdiction=areas)) is None


def test_alaskas_islands_beyond_the_date_line_stay_beside_the_others(draw):
    west, _, east, _ = draw(Contact("a", "Example", jurisdiction=("02016",))).frame
    assert east - west < 40


def test_every_county_can_be_drawn(draw):
    for fips in ("66010", "78010", "72127", "15003", "11001", "02185", "06071"):
        assert held(draw(Contact("a", "Example", jurisdiction=(fips,)))) == {fips}


def test_the_place_that_was_asked_for_is_a_spot_and_the_frame_holds_it(draw):
    (place, *_) = Gazetteer.load().candidates("Warren, Ohio")
    shown = draw(Contact("a", "Example", jurisdiction=("39099",)), place)
    west, south, east, north = shown.frame
    (spot,) = shown.spots
    assert spot.words == "Warren"
    assert west < spot.longitude < east
    assert south < spot.latitude < north


def test_an_open_providers_town_is_a_spot(draw):
    open_ = Provider("a", "Lantern House", county_fips="39099", latitude=41.1, longitude=-80.65)
    assert len(draw(open_).spots) == 1


def test_a_confidential_place_has_no_spot_and_no_county_that_its_area_hides(draw):
    hidden = {"county_fips": "39099", "latitude": 41.1, "longitude": -80.65, "confidential": True}
    by_county = draw(Provider("a", "Lantern House", **hidden))
    assert by_county.spots == ()
    assert held(by_county) == {"39099"}
    west, south, east, north = by_county.frame
    same = draw(Contact("b", "Example", jurisdiction=("39099",))).frame
    assert (west, south, east, north) == same  # the frame tells no more than the county
    assert draw(Provider("a", "Lantern House", area="northeast Ohio", **hidden)) is None
