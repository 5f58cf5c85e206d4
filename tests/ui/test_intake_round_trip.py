"""What is opened comes back exactly as it was, whatever is in it."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline_desktop.models.consent import (
    Answer,
    Audience,
    Exclusion,
    Item,
    Release,
    ReleaseForm,
)
from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.signal import (
    CanTalk,
    Channel,
    ContactWay,
    SafeContact,
    Signaler,
    SignalerRole,
    SignalKind,
    Urgency,
)
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.models.topic import Topic
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui.intake_page import IntakePage

NIGHT = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)

# Spaces of every sort, line ends of every sort, and right-to-left marks are case text too.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from(" \t\n\r\u00a0\u2028\u2029\u200e")
    )
)
MOMENT = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
)
MAYBE = st.none() | MOMENT
ZONES = st.sampled_from(
    ["", "America/New_York", "America/Chicago", "Europe/Berlin", "Nowhere/Land"]
)


def each(kind):
    return st.sampled_from(list(kind))


OBSERVATION = st.builds(
    Observation,
    words=TEXT,
    county_fips=TEXT,
    county=TEXT,
    state=TEXT,
    timezone=ZONES,
    detail=TEXT,
    said_by=TEXT,
    at=MAYBE,
)
PERSON = st.builds(
    Person,
    label=TEXT,
    roles=st.lists(st.builds(RoleClaim, each(Role), TEXT), max_size=4).map(tuple),
    age=TEXT,
    minor=each(Tri),
    description=TEXT,
    name=TEXT,
)
STATEMENT = st.builds(
    Statement,
    words=TEXT,
    who=TEXT,
    kind=each(StatementKind),
    heard_at=MAYBE,
    happened=TEXT,
    tell=st.booleans(),
)
AUDIENCE = st.builds(
    Audience,
    contacts=st.lists(TEXT, max_size=3).map(tuple),
    any_police=st.booleans(),
    exclusions=st.lists(each(Exclusion), max_size=2).map(tuple),
    excluded_contacts=st.lists(TEXT, max_size=3).map(tuple),
)
RELEASE = st.builds(
    Release,
    answers=st.lists(st.builds(Answer, each(Item), each(Tri)), max_size=8).map(tuple),
    audience=AUDIENCE,
    form=st.none() | each(ReleaseForm),
    words=TEXT,
    read_back=st.booleans(),
    given_at=MAYBE,
    until=MAYBE,
    withdrawn_at=MAYBE,
)
DRAFT = st.builds(
    Draft,
    channel=each(Channel),
    can_talk=each(CanTalk),
    kind=each(SignalKind),
    topics=st.lists(each(Topic), max_size=5).map(tuple),
    place=OBSERVATION,
    urgency=st.none() | each(Urgency),
    mandated_notice_read=st.booleans(),
    signaler=st.builds(Signaler, each(SignalerRole), TEXT, TEXT),
    safe_contact=st.builds(SafeContact, each(ContactWay), TEXT, TEXT, TEXT, each(Tri), TEXT),
    hazards=st.lists(st.builds(Hazard, each(HazardKind), each(Tri), TEXT, TEXT), max_size=4).map(
        tuple
    ),
    approach=TEXT,
    persons=st.lists(PERSON, max_size=4).map(tuple),
    statements=st.lists(STATEMENT, max_size=5).map(tuple),
    release=RELEASE,
    narrative=TEXT,
)


@pytest.fixture
def page(qtbot):
    page = IntakePage(lambda: NIGHT)
    qtbot.addWidget(page)
    return page


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(draft=DRAFT)
def test_any_draft_comes_back_exactly(page: IntakePage, draft: Draft) -> None:
    page.open(draft)
    assert page.draft() == draft


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drafts=st.lists(DRAFT, min_size=2, max_size=3))
def test_nothing_of_the_one_before_stays(page: IntakePage, drafts: list[Draft]) -> None:
    for draft in drafts:
        page.open(draft, "S-26-0001", "open", NIGHT)
        assert page.draft() == draft
    page.open(Draft())
    assert page.draft().is_empty()
