import pytest

from hotline_desktop.exchange import points
from hotline_desktop.exchange.points import point

GROVE_HILL = (31.7088269, -87.774662)


@pytest.mark.parametrize(
    ("north", "east", "read"),
    [
        ("31.7088269", "-87.774662", (GROVE_HILL, "")),
        ("-87.774662", "31.7088269", (GROVE_HILL, points.SWAPPED)),
        ("-95.36", "29.76", ((29.76, -95.36), points.SWAPPED)),
        ("13.44", "144.79", ((13.44, 144.79), "")),
        ("-14.27", "-170.70", ((-14.27, -170.70), "")),
        ("52.0", "173.1", ((52.0, 173.1), "")),
        ("", "", (None, "")),
        ("0", "0", (None, points.ELSEWHERE)),
        ("48.85", "2.35", (None, points.ELSEWHERE)),
        ("31.7", "87.7", (None, points.ELSEWHERE)),
        ("nan", "-87", (None, points.ELSEWHERE)),
        ("1e999", "-87", (None, points.ELSEWHERE)),
        ("31.7", "", (None, points.NO_NUMBER)),
        ("31,7", "-87", (None, points.NO_NUMBER)),
    ],
)
def test_points(north, east, read):
    assert point(north, east) == read


def test_web_mercator_is_turned_into_degrees():
    where, told = point("3725151.9", "-9771030.6")
    assert told == points.MERCATOR
    assert where == pytest.approx(GROVE_HILL, abs=0.001)
