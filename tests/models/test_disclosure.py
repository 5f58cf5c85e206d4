import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_desktop.models.consent import Answer, Audience, Exclusion, Item, Release, ReleaseForm
from hotline_desktop.models.contact import VERIFIED_FOR, AgencyKind, Contact, Verification
from hotline_desktop.models.disclosure import MINIMUM, Basis, BasisKind, Disclosure, decide
from hotline_desktop.models.noun import Refusal
from hotline_desktop.models.office import Policy
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.tri import Tri

NOW = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HERS = Basis()
ANSWERS = (
    Answer(Item.PLACE, Tri.SAID),
    Answer(Item.APPROACH, Tri.SAID),
    Answer(Item.NAMES, Tri.DENIED),
)
RELEASE = Release(
    answers=ANSWERS,
    audience=Audience(any_police=True, exclusions=(Exclusion.IMMIGRATION,)),
    form=ReleaseForm.VERBAL_NOTED,
    words="You can tell them where I am.",
    read_back=True,
    given_at=NOW - SECOND,
    until=NOW + timedelta(hours=6),
)
DESK = Contact(
    id="night-desk",
    agency="Valley task force",
    kind=AgencyKind.TASK_FORCE,
    enforces_immigration=Tri.DENIED,
    verification=Verification(NOW - timedelta(days=3), "theo", "called back"),
)


def but(noun, **changes):
    import msgspec

    return msgspec.structs.replace(noun, **changes)


def answer(policy=Policy.HOTLINE, basis=HERS, release=RELEASE, to=DESK, now=NOW):
    return decide(policy, basis, release, to, now)


def test_sample_release_lets_out_what_she_said_and_nothing_else():
    told = answer()
    assert isinstance(told, Disclosure)
    assert set(told.items) == {Item.PLACE, Item.APPROACH}


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (dict(to=but(DESK, standing=Standing.PAUSED)), "closed"),
        (dict(to=but(DESK, verification=None)), "not verified"),
        (dict(release=Release()), "no release is recorded"),
        (dict(release=but(RELEASE, form=None)), "how the release was given"),
        (dict(policy=Policy.STRICT), "strict"),
        (dict(release=but(RELEASE, words=" ")), "words she agreed with"),
        (dict(release=but(RELEASE, read_back=False)), "Read the release back"),
        (dict(release=but(RELEASE, until=None)), "until when"),
        (dict(release=but(RELEASE, given_at=NOW + SECOND)), "future"),
        (dict(release=but(RELEASE, until=NOW)), "run out"),
        (dict(release=but(RELEASE, withdrawn_at=NOW)), "withdrawn"),
        (dict(to=but(DESK, enforces_immigration=Tri.SAID)), "enforces immigration law"),
        (dict(to=but(DESK, enforces_immigration=Tri.NOT_ASKED)), "nobody has recorded"),
        (dict(to=but(DESK, kind=AgencyKind.CHILD_WELFARE)), "not police"),
        (dict(release=but(RELEASE, audience=Audience())), "did not release anything"),
        (
            dict(
                release=but(
                    RELEASE, audience=Audience(any_police=True, excluded_contacts=("night-desk",))
                )
            ),
            "ruled this agency out",
        ),
        (dict(basis=Basis(BasisKind.IMMINENT_DANGER, " ")), "Write the reason"),
    ],
)
def test_each_reason_against_it_is_one_clear_sentence(what, says):
    told = answer(**what)
    assert isinstance(told, Refusal)
    assert says in told.sentence


def test_strict_needs_paper_that_names_the_agency():
    paper = but(RELEASE, form=ReleaseForm.WRITTEN)
    assert isinstance(answer(policy=Policy.STRICT, release=paper), Refusal)
    named = but(paper, audience=Audience(contacts=("night-desk",)))
    assert isinstance(answer(policy=Policy.STRICT, release=named), Disclosure)


def test_imminent_danger_needs_no_release_and_carries_the_minimum():
    told = answer(basis=Basis(BasisKind.IMMINENT_DANGER, "a weapon is drawn"), release=Release())
    assert isinstance(told, Disclosure)
    assert set(told.items) == MINIMUM
    assert not set(told.items) & {Item.NAMES, Item.CALLBACK, Item.SIGNALER, Item.NARRATIVE}


def test_edges_are_exact_to_the_second():
    assert isinstance(answer(now=RELEASE.given_at), Disclosure)
    assert isinstance(answer(now=RELEASE.given_at - SECOND), Refusal)
    assert isinstance(answer(now=RELEASE.until - SECOND), Disclosure)
    assert isinstance(answer(now=RELEASE.until), Refusal)
    fresh = but(RELEASE, given_at=NOW - timedelta(days=400), until=NOW + timedelta(days=400))
    called = DESK.verification.at
    assert isinstance(answer(release=fresh, now=called + VERIFIED_FOR - SECOND), Disclosure)
    assert isinstance(answer(release=fresh, now=called + VERIFIED_FOR), Refusal)
    assert isinstance(answer(release=fresh, now=called - SECOND), Refusal), "clock set back"


def test_an_item_both_granted_and_denied_stays_in():
    both = but(RELEASE, answers=(*ANSWERS, Answer(Item.NAMES, Tri.SAID)))
    assert Item.NAMES not in answer(release=both).items


@given(
    policy=st.sampled_from(Policy),
    form=st.sampled_from([None, *ReleaseForm]),
    words=st.sampled_from(["", "yes"]),
    back=st.booleans(),
    police=st.booleans(),
    named=st.booleans(),
    kind=st.sampled_from(AgencyKind),
    enforces=st.sampled_from(Tri),
    barred=st.booleans(),
    answers=st.lists(st.builds(Answer, st.sampled_from(Item), st.sampled_from(Tri)), max_size=8),
    begins=st.integers(-5, 5),
    ends=st.integers(-5, 5),
    verified=st.integers(-1, 200) | st.none(),
)
def test_nothing_goes_out_that_she_did_not_say(
    policy,
    form,
    words,
    back,
    police,
    named,
    kind,
    enforces,
    barred,
    answers,
    begins,
    ends,
    verified,
):
    """The rule written a second time, as one expression, must agree with the first."""
    release = Release(
        answers=tuple(answers),
        audience=Audience(
            contacts=("c",) if named else (),
            any_police=police,
            exclusions=(Exclusion.IMMIGRATION,) if barred else (),
        ),
        form=form,
        words=words,
        read_back=back,
        given_at=NOW + begins * SECOND,
        until=NOW + ends * SECOND,
    )
    checked = verified is not None and Verification(NOW - timedelta(days=verified), "a", "b")
    to = Contact(
        id="c", agency="A", kind=kind, enforces_immigration=enforces, verification=checked or None
    )
    told = decide(policy, Basis(), release, to, NOW)
    said = {a.item for a in answers if a.state is Tri.SAID}
    said -= {a.item for a in answers if a.state is Tri.DENIED}
    on_paper = form is ReleaseForm.WRITTEN
    allowed = (
        verified is not None
        and 0 <= verified < VERIFIED_FOR.days
        and bool(said)
        and form is not None
        and (on_paper or (back and policy is Policy.HOTLINE))
        and (form is not ReleaseForm.VERBAL_NOTED or bool(words))
        and begins <= 0 < ends
        and (not barred or enforces is Tri.DENIED)
        and (
            named
            or (
                policy is Policy.HOTLINE
                and police
                and kind not in (AgencyKind.CHILD_WELFARE, AgencyKind.OTHER)
            )
        )
    )
    assert isinstance(told, Disclosure) == allowed
    if isinstance(told, Disclosure):
        assert set(told.items) == said


def test_every_pair_of_policy_and_form_was_thought_of():
    answers = {
        (policy, form): isinstance(
            answer(
                policy=policy,
                release=but(RELEASE, form=form, audience=Audience(contacts=("night-desk",))),
            ),
            Disclosure,
        )
        for policy, form in itertools.product(Policy, ReleaseForm)
    }
    assert {key for key, yes in answers.items() if yes} == {
        (Policy.STRICT, ReleaseForm.WRITTEN),
        *((Policy.HOTLINE, form) for form in ReleaseForm),
    }
