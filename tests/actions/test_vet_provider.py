"""A vetting names what was checked, how, by whom and when; and every field was looked at."""

from datetime import date

import pytest

from hotline_desktop.actions.vet_provider import CHANGED, SAME, VetProvider, Vetted
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.provider import Evidence, Provider, VettingState
from hotline_desktop.models.renewal import VETTED_FIELDS, a_year_after
from hotline_desktop.vault import directory, history, trail
from tests.hands.office import NIGHT

HOUSE = Provider("p", "Lantern House", phones=(Phone("330-555-0111", "+13305550111"),), state="OH")
ALL = dict.fromkeys(VETTED_FIELDS, SAME)
LICENCE = "licence; looked up at the state's site\nvisit; went there; Theo; 2026-11-02"


@pytest.fixture
def vet(bare):
    with bare.vault.transaction() as connection:
        directory.keep(connection, HOUSE)
    return VetProvider(bare)


def test_it_is_kept_with_its_evidence_for_a_year(bare, vet):
    told = vet(HOUSE, {"fees": "none"}, Vetted(LICENCE, ALL | {"fees": CHANGED}))
    kept = directory.provider(bare.vault, "p")
    assert (told.provider, told.fields, kept.fees) == (kept, ("fees",), "none")
    vetting, today = kept.vetting, date(2026, 11, 20)  # it is still the 20th in the office
    assert (vetting.on, vetting.by, vetting.renew_by) == (
        today, bare.advocate.id, today.replace(year=2027),
    )  # fmt: skip
    assert vetting.evidence == (
        Evidence("licence", "Ines", "looked up at the state's site", today),
        Evidence("visit", "Theo", "went there", date(2026, 11, 2)),
    )
    assert kept.vetting_state(NIGHT) is VettingState.VETTED
    acts = [change.act.act for change in history.changes(bare.vault, "p", kept)]
    assert acts == ["vet_provider", history.EDIT]
    assert trail.lines(bare.vault)[0].act == "vet_provider"
    assert history.edited(bare.vault, "p") == {"fees"}


@pytest.mark.parametrize(
    ("fields", "vetted", "wrong"),
    [
        ({}, Vetted("", ALL), ["evidence"]),
        ({}, Vetted("licence", ALL), ["evidence"]),
        ({}, Vetted("licence; seen; Theo; 2026-12-24", ALL), ["evidence"]),
        ({}, Vetted("licence; seen; Theo; 2026-02-30", ALL), ["evidence"]),
        ({}, Vetted(LICENCE, ALL | {"fees": ""}), ["looked.fees"]),
        ({}, Vetted(LICENCE, ALL | {"fees": CHANGED}), ["fees"]),
        ({"phones": ""}, Vetted(LICENCE, ALL), ["phones"]),
        ({"min_age": "x"}, Vetted(LICENCE, ALL), ["min_age"]),
    ],
)
def test_what_lacks_anything_writes_nothing(bare, vet, fields, vetted, wrong):
    before = bare.vault.rows("SELECT * FROM entry"), trail.lines(bare.vault)
    assert [problem.field for problem in vet(HOUSE, fields, vetted)] == wrong
    assert (bare.vault.rows("SELECT * FROM entry"), trail.lines(bare.vault)) == before


def test_what_was_changed_meanwhile_is_not_vetted(bare, vet):
    vet(HOUSE, {"fees": "none"}, Vetted(LICENCE, ALL))
    with pytest.raises(BadInputError, match="changed meanwhile"):
        vet(HOUSE, {}, Vetted(LICENCE, ALL))


def test_a_year_after_a_leap_day():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
