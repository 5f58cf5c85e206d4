import gc
from datetime import UTC, datetime, time

import pytest

from hotline_desktop.models.clock import clock, next_time
from hotline_desktop.models.hours import Hours, Shift
from hotline_desktop.models.noun import Noun, UnreadableRecordError, decode, encode
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person
from hotline_desktop.models.signal import SafeContact, SignalKind
from hotline_desktop.models.situation import LONGEST, Draft
from hotline_desktop.models.statement import Statement


def test_repr_tells_no_case_text():
    draft = Draft(place=Observation(words="Blue Motel"), narrative="secret words")
    assert "secret" not in repr(draft)
    assert "Motel" not in f"{draft}"
    assert "Motel" not in repr((draft, [draft.place]))


def test_the_collector_of_cycles_does_not_follow_nouns():
    def subclasses(kind):
        for one in kind.__subclasses__():
            yield one
            yield from subclasses(one)

    assert not gc.is_tracked(Draft(persons=(Person(label="caller"),)))
    assert all(not kind.__struct_config__.gc for kind in subclasses(Noun))


def test_a_draft_reads_back_as_it_was_written():
    draft = Draft(persons=(Person(label="caller"),), place=Observation(words=" a \n b "))
    assert decode(Draft, encode(draft)) == draft


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'{"kin": 1}', "no field called kin"),
        (b'{"place": {"wrds": "x"}}', "no field called wrds in place"),
        (b'{"kind": "secret-value"}', "value of kind"),
        (b'{"statements": [{"heard_at": "2026-01-01T00:00:00"}]}', "statements[0].heard_at"),
        (b'{"kind": ', "not a readable JSON"),
        (b"\xff\xfe", "not a readable JSON"),
        (b"[]", "the record"),
    ],
)
def test_a_wrong_record_is_refused_by_field_and_without_its_value(text, says):
    with pytest.raises(UnreadableRecordError, match="^[^`]*$") as told:
        decode(Draft, text)
    assert says in str(told.value)
    assert "secret-value" not in str(told.value)


def test_all_problems_at_once_in_page_order():
    draft = Draft(
        safe_contact=SafeContact(until="25:90"),
        persons=(Person(),),
        statements=(Statement(),),
        narrative="x" * (LONGEST + 1),
    )
    fields = [problem.field for problem in draft.problems()]
    assert fields == [
        "place.words",
        "safe_contact.until",
        "persons[0].label",
        "statements[0].words",
        "narrative",
    ]


@pytest.mark.parametrize("kind", [SignalKind.SILENT, SignalKind.WRONG_NUMBER, SignalKind.TRAINING])
def test_what_is_no_case_needs_no_place(kind):
    assert Draft(kind=kind).problems() == ()


@pytest.mark.parametrize(
    ("words", "is_"),
    [
        ("midnight", time(0)),
        ("Noon", time(12)),
        ("23:30", time(23, 30)),
        ("6 am", time(6)),
        ("12 am", time(0)),
        ("11:05 p.m.", time(23, 5)),
        ("7", time(7)),
        ("25:90", None),
        ("13 pm", None),
        ("later", None),
        ("", None),
    ],
)
def test_clock_words(words, is_):
    assert clock(words) == is_


def test_next_time_is_ahead_and_on_their_wall():
    now = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)  # 23:18 Eastern
    assert next_time(now, time(0), "America/New_York").astimezone(UTC) == datetime(
        2026, 11, 21, 5, 0, tzinfo=UTC
    )
    assert next_time(now, time(23, 18), "America/New_York").astimezone(UTC) > now


@pytest.mark.parametrize("hour", range(24))
def test_next_time_over_both_changes_of_the_clock(hour):
    for day in (datetime(2026, 3, 8, 3, tzinfo=UTC), datetime(2026, 11, 1, 3, tzinfo=UTC)):
        ahead = next_time(day, time(hour), "America/New_York").astimezone(UTC) - day
        assert 0 < ahead.total_seconds() <= 25 * 3600


def test_a_shift_over_midnight():
    nights = Hours("America/New_York", shifts=tuple(Shift(d, time(18), time(6)) for d in range(7)))
    at_2318 = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
    assert nights.is_open(at_2318)
    assert nights.open_until(at_2318).strftime("%H:%M") == "06:00"
    assert not nights.is_open(datetime(2026, 11, 21, 17, 0, tzinfo=UTC))
    assert nights.next_opening(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)).hour == 18
    assert Hours("America/New_York", always=True).is_open(at_2318)
