"""Borders against what they were not made from: ZIP codes' points and the Census's adjacency."""

import csv
import gzip
from collections import defaultdict

import pytest

from hotline_desktop.places import tables
from hotline_desktop.places.borders import Borders
from hotline_desktop.places.distance import miles
from tests.hands.shared_files import shared

BORDERS = Borders.load()


@pytest.mark.parametrize(
    ("latitude", "longitude", "fips"),
    [
        (41.0998, -80.6495, "39099"),  # Youngstown
        (40.7589, -73.9851, "36061"),  # Times Square
        (36.9990, -109.0452, ""),  # a stone's throw from the Four Corners: any of four
        (51.88, -176.65, "02016"),  # Adak
        (52.9, 173.2, "02016"),  # Attu, beyond the date line
        (18.4655, -66.1057, "72127"),
        (13.4443, 144.7937, "66010"),
        (30.0, -60.0, ""),  # the Atlantic
        (0.0, 0.0, ""),
        (43.6532, -79.3832, ""),  # Toronto
    ],
)
def test_a_point_lies_in_its_county(latitude, longitude, fips):
    if fips or latitude != 36.9990:
        assert BORDERS.holding(latitude, longitude) == fips
    else:
        near = {code for _, code in BORDERS.within(latitude, longitude, 1)}
        assert {"04001", "08083", "35045", "49037"} <= near


def test_nearly_all_zip_codes_lie_in_the_county_they_name():
    codes = tables.codes()
    held = {code: BORDERS.holding(t.latitude, t.longitude) for code, t in codes.items()}
    same = sum(held[code] == town.fips for code, town in codes.items())
    out = sum(not fips for fips in held.values())
    print(f"{same:,} of {len(codes):,} ZIP codes agree ({same / len(codes):.1%}), {out} at sea")
    assert same / len(codes) > 0.97
    assert out / len(codes) < 0.005
    # Those that do not agree are near the border, so that both counties are offered.
    apart = [code for code, town in codes.items() if held[code] not in (town.fips, "")]
    far = [code for code in apart[::8] if not _near(codes[code])]
    print(
        f"{len(far)} of {len(apart[::8])} that disagree are farther than 8 miles from their county"
    )
    assert len(far) / len(apart[::8]) < 0.2


def _near(town: tables.Town) -> bool:
    return town.fips in {code for _, code in BORDERS.within(town.latitude, town.longitude, 8)}


def test_neighbours_are_the_census_bureaus():
    path = shared("data/geo/county_adjacency_utf8.txt")
    told: dict[str, set[str]] = defaultdict(set)
    here = ""
    with path.open(encoding="utf-8") as file:
        for _, code, _, other in csv.reader(file, delimiter="\t"):
            here = code or here
            told[here].add(other)
    known = [fips for fips in told if BORDERS.box_of(fips)]
    assert len(known) > 3200
    both = sum(len(told[fips] & BORDERS.next_to(fips)) for fips in known)
    mine = sum(len(BORDERS.next_to(fips)) for fips in known)
    theirs = sum(len(told[fips] - {fips}) for fips in known)
    print(f"{both:,} pairs of {theirs:,} of theirs (theirs count water) and {mine:,} of ours")
    assert both / mine > 0.998
    assert both / theirs > 0.93


def test_neighbours_are_mutual_and_nobody_is_his_own():
    for fips in tables.counties():
        assert fips not in BORDERS.next_to(fips)
        assert all(fips in BORDERS.next_to(other) for other in BORDERS.next_to(fips))


def test_an_outline_is_closed_and_lies_in_its_box():
    for fips in tables.counties():
        south, north, west, east = BORDERS.box_of(fips)
        rings = BORDERS.outline(fips)
        assert rings
        for ring in rings:
            assert ring[0] == ring[-1]
            assert all(south <= y <= north and west <= x <= east for y, x in ring)


def test_miles_to_a_border_are_those_to_its_nearest_point():
    for latitude, longitude in ((41.0998, -80.6495), (39.1, -94.58), (25.77, -80.19)):
        for away, fips in BORDERS.within(latitude, longitude, 15):
            points = [point for ring in BORDERS.outline(fips) for point in ring]
            nearest = min(miles(latitude, longitude, *point) for point in points)
            assert away <= nearest * 1.01
            assert away == 0 or away > nearest - 12  # segments are no longer than that here


def test_an_unknown_code_has_nothing():
    assert BORDERS.outline("99999") == ()
    assert BORDERS.next_to("99999") == frozenset()
    assert BORDERS.box_of("") is None


def test_a_damaged_file_is_refused():
    with pytest.raises((OSError, EOFError, ValueError)):
        Borders(gzip.compress(b"{")[:-3])
