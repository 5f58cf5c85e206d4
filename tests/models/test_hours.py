"""Opening hours on the provider's own clock: holidays, midnight, months, the clocks that change."""

from datetime import UTC, date, datetime, time

import pytest

from hotline_desktop.exchange import schedules
from hotline_desktop.models.hours import Hours, Shift, Special

ZONE = "America/New_York"


def at(text):
    return datetime.fromisoformat(text)


def test_a_closed_holiday_comes_before_the_week_and_before_always():
    closed = Special(date(2026, 12, 25), date(2026, 12, 26))
    week = Hours(
        ZONE, shifts=tuple(Shift(d, time(9), time(17)) for d in range(7)), special=(closed,)
    )
    always = Hours(ZONE, always=True, special=(closed,))
    for hours in (week, always):
        assert hours.is_open(at("2026-12-24T12:00-05:00"))
        assert not hours.is_open(at("2026-12-25T12:00-05:00"))
        assert not hours.is_open(at("2026-12-26T12:00-05:00"))
        assert hours.is_open(at("2026-12-27T12:00-05:00"))
    assert always.next_opening(at("2026-12-25T12:00-05:00")) == at("2026-12-27T00:00-05:00")
    assert always.open_until(at("2026-12-24T12:00-05:00")) is None


def test_special_hours_may_cross_midnight_and_come_every_year():
    eve = Special(date(2000, 12, 31), date(2000, 12, 31), time(20), time(2), yearly=True)
    hours = Hours(ZONE, shifts=(Shift(0, time(9), time(17)),), special=(eve,))
    for year in (2026, 2030):
        assert hours.is_open(at(f"{year}-12-31T23:00-05:00"))
        assert hours.is_open(at(f"{year + 1}-01-01T01:59-05:00"))
        assert not hours.is_open(at(f"{year + 1}-01-01T02:00-05:00"))


def test_a_yearly_span_may_go_over_new_year():
    closed = Special(date(2000, 12, 24), date(2000, 1, 2), yearly=True)
    assert closed.covers(date(2026, 12, 31))
    assert closed.covers(date(2027, 1, 1))
    assert not closed.covers(date(2027, 1, 3))


@pytest.mark.parametrize(
    ("nth", "days"),
    [(1, [date(2026, 11, 2)]), (2, [date(2026, 11, 9)]), (-1, [date(2026, 11, 30)]),
     (0, [date(2026, 11, d) for d in (2, 9, 16, 23, 30)])],
)  # fmt: skip
def test_the_nth_monday_of_a_month(nth, days):
    shift = Shift(0, time(9), time(12), nth=nth)
    month = [date(2026, 11, d) for d in range(1, 31)]
    assert [day for day in month if shift.is_on(day)] == days


def test_a_shift_holds_between_its_first_and_last_day():
    shift = Shift(0, time(9), time(12), since=date(2026, 11, 9), until=date(2026, 11, 16))
    assert [shift.is_on(date(2026, 11, d)) for d in (2, 9, 16, 23)] == [False, True, True, False]


def test_a_night_shift_over_the_hour_that_comes_twice():
    hours = Hours(ZONE, shifts=(Shift(5, time(22), time(6)),))
    assert hours.is_open(datetime(2026, 11, 1, 5, 30, tzinfo=UTC))  # 01:30 summer time
    assert hours.is_open(datetime(2026, 11, 1, 6, 30, tzinfo=UTC))  # 01:30 again
    assert not hours.is_open(datetime(2026, 11, 1, 11, 0, tzinfo=UTC))  # 06:00


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Mon-Fri 9-5", "Mon-Fri 09:00-17:00"),
        ("M-F 8:30am-5pm; Sat 10-2", "Mon-Fri 08:30-17:00; Sat 10:00-14:00"),
        ("M-F 8:30am-5pm, Sat 10-2", "Mon-Fri 08:30-17:00; Sat 10:00-14:00"),
        ("Monday through Friday 9:00 AM to 5:00 PM", "Mon-Fri 09:00-17:00"),
        ("Mon, Wed, Fri 9-12, Tue 1-4", "Mon, Wed, Fri 09:00-12:00; Tue 13:00-16:00"),
        ("Lunes a viernes 9am-5pm", "Mon-Fri 09:00-17:00"),
        ("9am-5pm M-F", "Mon-Fri 09:00-17:00"),
        ("Fri 10pm-6am", "Fri 22:00-06:00"),
        ("Tu/Th 10:00-14:00; closed weekends", "Tue, Thu 10:00-14:00"),
        ("24/7", "always"),
        ("24 hours a day, 7 days a week", "always"),
        ("24 h / 7 j", "always"),
        ("Sun-Sat 24 hours", "always"),
        ("M-F 8a-5p", "Mon-Fri 08:00-17:00"),
        ("Lunes a viernes de 9 a las 17", "Mon-Fri 09:00-17:00"),
        ("Lundi au vendredi de 8 h 30 \u00e0 16 h 30", "Mon-Fri 08:30-16:30"),
        ("MWF 9-5; TTh 10-2", "Mon, Wed, Fri 09:00-17:00; Tue, Thu 10:00-14:00"),
        ("Office hours: M-F 8:30-4:30", "Mon-Fri 08:30-16:30"),
        ("8am - 5pm, Monday through Friday", "Mon-Fri 08:00-17:00"),
        ("Mon 9-5 Tue 9-5 Wed 10-4", "Mon-Tue 09:00-17:00; Wed 10:00-16:00"),
        ("7 days/week, 8am-8pm", "Mon-Sun 08:00-20:00"),
        ("Mon-Fri 8am-5pm. Closed holidays.", "Mon-Fri 08:00-17:00"),
        ("Mo-Fr 08:00-17:00; PH off", "Mon-Fri 08:00-17:00"),
        ("Open M-F 10-6, Sat. 10-4, closed Sun.", "Mon-Fri 10:00-18:00; Sat 10:00-16:00"),
        ("8:00-16:30 (M-F)", "Mon-Fri 08:00-16:30"),
        ("M-F 8-5 (closed noon-1)", "Mon-Fri 08:00-12:00; Mon-Fri 13:00-17:00"),
        ("Daily 9am-5pm, closed Mondays", "Tue-Sun 09:00-17:00"),
        ("M-F 9-5; W closed", "Mon-Tue, Thu-Fri 09:00-17:00"),
        ("Mon-Sat 9-5 (closed Thursday)", "Mon-Wed, Fri-Sat 09:00-17:00"),
        ("lunes a viernes de 9:00 a 6:00 hrs", "Mon-Fri 09:00-18:00"),
        ("M-F 8:00 - 5:00 hrs", "Mon-Fri 08:00-17:00"),
        ("tous les jours 22h-6h", "Mon-Sun 22:00-06:00"),
        ("M-F 22:00-6:00", "Mon-Fri 22:00-06:00"),
        ("lun-ven 18h \u00e0 8h", "Mon-Fri 18:00-08:00"),
        ("daily 11p-7", "Mon-Sun 23:00-07:00"),
        ("Mon 1pm-5", "Mon 13:00-17:00"),
        ("Mon: 9 AM - 5 PM, Tue: Closed, Wed: 9 AM - 5 PM", "Mon, Wed 09:00-17:00"),
        ("Mon 10:00-02:00", "Mon 10:00-02:00"),
        ("M-F 13:00-5:00", "Mon-Fri 13:00-17:00"),
        ("lun-ven 8h30 \u00e0 12h, 13h \u00e0 4h30", "Mon-Fri 08:30-12:00; Mon-Fri 13:00-16:30"),
        ("Tue 3-3:45p", "Tue 15:00-15:45"),
        ("Daily 22:00-06:00", "Mon-Sun 22:00-06:00"),
        (
            "Mon-Thu 8-5; Fri 8-12; closed 12-1",
            "Mon-Fri 08:00-12:00; Mon-Thu 13:00-17:00",
        ),
    ],
)
def test_hours_as_people_write_them(words, told):
    assert schedules.week(words, ZONE).in_words() == told


@pytest.mark.parametrize(
    "words",
    [
        "by appointment", "9-5", "Mon-Fri", "Mon 25-30", "daily", "Mon 12-12", "x" * 400, "",
        "9-5 M 10-4 T", "M-F 8-12; closed 12-1", "M-F 8am-8pm (hotline 24/7)", "M-F 8-5 EST",
        "office 8-5 M-F; shelter 24 hours", "closed Mondays", "Sat 9-12 Sun", "winter: M-F 8-5",
        "M-F 9-5 (F 9-12)", "7 days 8am-8pm (Sun 10am-2pm)", "M-F 8-5 (12-1)", "Fri 8-midnight",
        "M-F 9-5 except holidays 10-2", "9-5; M, W 10-4", "9am-5pm, 7pm-9pm (Tue)", "Fri 7-2am",
        "Tue 6-8", "M-F 9-5, M-Th 6-8", "Fri-Sat 8p-12", "Daily 6pm-12:30", "Daily 12-8a",
        "M-F 8a-5p; Sat 12-4am", "M-F 9-5 (closed)", "M-F 9-5, closed", "M-F 08:00-05:00",
        "M-F 0800-0500",
        "M-F 8-5; Sat 12-4; closed 12-1", "M-F 8-5 (closed 2-3 a.m.)", "Fri-Sat 6-12am",
        "Daily 7am-7pm, lunch 12-1", "S-Th 9-5", "S-F 9-5", "M-J 9h-17h", "M-F 9-5, F 9-12",
        "M-F 9am-5pm Wed 9am-12pm",
        "M-F 9-5 or by appointment", "24 hours Mon-Fri", "(" * 300,
    ],
)  # fmt: skip
def test_what_could_mean_two_things_stays_in_words(words):
    assert schedules.week(words, ZONE) is None
