import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_desktop.models.place import Confidence
from hotline_desktop.places import tables
from hotline_desktop.places.distance import box, miles
from hotline_desktop.places.gazetteer import Gazetteer
from tests.hands.shared_files import shared

PLACES = Path(__file__).parents[2] / "resources" / "places"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("hotel just off an interstate near Youngstown, Ohio", ("39099", "OH")),
        ("hotel off I-80, near Youngstown", ("39099", "OH")),
        ("Youngstown OH", ("39099", "OH")),
        ("youngstown oh", ("39099", "OH")),
        ("Yungstown Ohio", ("39099", "OH")),
        ("Mahoning County", ("39099", "OH")),
        ("room in 44503", ("39099", "OH")),
        ("san juan pr", ("72127", "PR")),
        ("saint louis mo", ("29510", "MO")),
        ("N. Las Vegas", ("32003", "NV")),
        ("DeKalb county ga", ("13089", "GA")),
        ("LaSalle County IL", ("17099", "IL")),
        ("Washington DC", ("11001", "DC")),
        ("Baltimore, MD", ("24510", "MD")),
        ("Juneau, Alaska", ("02110", "AK")),
        ("Charlotte Amalie, Virgin Islands", ("78030", "VI")),
        ("truck stop off I-80 exit 223 Ohio", ("", "OH")),
        ("Ohio", ("", "OH")),
    ],
)
def test_words_lead_to_a_place(gazetteer, words, first):
    found = gazetteer.candidates(words)
    assert (found[0].county_fips, found[0].state) == first
    assert found[0].words == words


@pytest.mark.parametrize(
    ("words", "first", "confidence", "among"),
    [
        ("Navajo reservation near Shiprock", ("35045", "NM"), "likely", {"04001", "49037"}),
        ("Camp Pendleton, near Oceanside", ("06073", "CA"), "likely", {"06059"}),
        ("Fort Liberty", ("37051", "NC"), "possible", {"37085", "37093"}),
        ("88063", ("35013", "NM"), "certain", {"48141"}),
        ("Stamford, Connecticut", ("09001", "CT"), "certain", {"36119"}),
        ("Cordova, Alaska", ("02261", "AK"), "certain", set()),
        ("between Kansas City and St. Joseph", ("29021", "MO"), "possible", {"29095"}),
        ("border crossing at Otay Mesa", ("04013", "AZ"), "possible", set()),
        ("Hunts Point, the Bronx", ("53033", "WA"), "possible", {"36005"}),
        ("Manhattan", ("36061", "NY"), "possible", {"20161"}),
        ("Texarkana", ("48037", "TX"), "likely", {"05091"}),
        ("Salem police near Youngstown", ("39099", "OH"), "likely", {"39155"}),
        ("Between, Georgia", ("13297", "GA"), "certain", set()),
        ("hotel by the Atlanta airport", ("13063", "GA"), "possible", {"13121"}),
    ],
)
def test_hard_phrases(gazetteer, words, first, confidence, among):
    found = gazetteer.candidates(words)
    assert (found[0].county_fips, found[0].state) == first
    assert found[0].confidence == confidence
    assert among <= {place.county_fips for place in found}


@pytest.mark.parametrize(
    "words", ["", "unknown", "she is in a room, we do not know where", "\0", "?"]
)
def test_no_place_is_invented(gazetteer, words):
    assert gazetteer.candidates(words) == ()


def test_a_border_case_shows_every_county(gazetteer):
    found = gazetteer.candidates("near Youngstown, Ohio")
    assert {"39099", "39155"} <= {place.county_fips for place in found}
    assert found[0].confidence is Confidence.CERTAIN
    assert {place.confidence for place in found[1:]} == {Confidence.POSSIBLE}
    assert all(place.because for place in found)


def test_a_name_in_many_states_is_never_certain(gazetteer):
    found = gazetteer.candidates("Springfield")
    assert len({place.state for place in found}) > 3
    assert {place.confidence for place in found} == {Confidence.POSSIBLE}


def test_youngstown_alone_gives_four_states_and_the_counties_beside_it(gazetteer):
    found = gazetteer.candidates("Youngstown")
    by_name = [place for place in found if "named" in place.because or "also" in place.because]
    assert {place.state for place in by_name} == {"OH", "NY", "PA", "FL"}
    assert {"39155", "42073", "42085"} <= {place.county_fips for place in found}


def test_a_county_of_that_name_is_on_offer_too(gazetteer):
    found = gazetteer.candidates("San Juan")
    assert found[0].state == "PR"
    assert any(place.county == "San Juan" and place.state == "NM" for place in found)


def test_a_state_alone_has_no_point(gazetteer):
    (ohio,) = gazetteer.candidates("Ohio")
    assert ohio.latitude is None
    assert ohio.point_of == ""


def test_same_names_of_city_and_county_are_told_apart(gazetteer):
    assert gazetteer.county_named("BALTIMORE", "MD").fips == "24005"
    assert gazetteer.county_named("BALTIMORE CITY", "MD").fips == "24510"
    assert gazetteer.county("24510").name == "Baltimore city"


@given(st.text(max_size=80))
def test_any_text_is_only_words(text):
    for place in Gazetteer.load().candidates(text):
        assert place.words == text
        assert place.state


def test_a_whole_page_of_text_takes_no_time_to_speak_of(gazetteer):
    gazetteer.candidates("Ohio 44503 Youngstown")
    began = time.perf_counter()
    gazetteer.candidates("she said it was near a bridge and " * 3000)
    print(f"a page of text: {(time.perf_counter() - began) * 1000:.1f} ms")


def test_every_county_of_the_national_agency_list_is_known(gazetteer):
    import csv

    path = shared("data/le/hifld_local_law_enforcement_national.csv")
    with path.open(encoding="utf-8-sig") as file:
        rows = [(row["COUNTY"], row["STATE"]) for row in csv.DictReader(file)]
    known = sum(gazetteer.county_named(*row) is not None for row in rows)
    print(f"{known} of {len(rows)} counties known")
    assert known / len(rows) > 0.99


def test_every_county_has_a_state_and_nearly_all_a_time_zone():
    counties = tables.counties().values()
    assert len(counties) > 3200
    assert all(len(county.fips) == 5 and len(county.state) == 2 for county in counties)
    assert sum(bool(county.timezone) for county in counties) / len(counties) > 0.999


def test_miles():
    assert miles(41.096, -80.655, 41.096, -80.655) == 0
    assert miles(41.096, -80.655, 40.44, -79.99) == pytest.approx(57, abs=1)  # to Pittsburgh
    south, north, west, east = box(41.096, -80.655, 10)
    assert miles(41.096, -80.655, north, -80.655) == pytest.approx(10, abs=0.1)
    assert miles(41.096, -80.655, 41.096, east) == pytest.approx(10, abs=0.1)
    assert south < 41.096 < north
    assert west < -80.655


def test_the_tables_are_the_ones_that_were_vendored():
    lines = (PLACES / "PLACES.sha256").read_text().splitlines()
    assert len(lines) == 4
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((PLACES / name).read_bytes()).hexdigest() == digest, name


def test_once_warm_no_table_is_read_any_more(monkeypatch):
    Gazetteer.load().warm()

    def read(*_):
        raise AssertionError("a table was read")

    monkeypatch.setattr(tables, "_lines", read)
    monkeypatch.setattr("hotline_desktop.places.borders.files", read)
    monkeypatch.setattr("hotline_desktop.places.lands.files", read)
    for words in ("Youngstown", "Navajo reservation", "06901", "Mahoning County", "Yungstown Ohio"):
        assert Gazetteer.load().candidates(words)
    assert Gazetteer.load().same("09001")


@pytest.mark.parametrize("words", ["Washington, D.C.", "Washington D.C.", "D.C."])
def test_the_capital_is_not_on_the_west_coast(words):
    assert Gazetteer.load().candidates(words)[0].state == "DC"
