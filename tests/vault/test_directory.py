from datetime import date, timedelta

import pytest

from hotline_desktop.models.area import Where
from hotline_desktop.models.contact import Contact, Verification
from hotline_desktop.models.provider import Provider, Vetting
from hotline_desktop.vault import directory
from hotline_desktop.vault.vault import Vault
from tests.hands.finding import find
from tests.hands.office import NIGHT

YOUNGSTOWN = (41.096, -80.655)


@pytest.fixture
def vault(tmp_path):
    made = Vault.create(tmp_path, bytes(range(32)))
    yield made
    made.close()


def contact(identity, **fields):
    return Contact(id=identity, agency=fields.pop("agency", "Perry Township PD"), **fields)


def put(vault, *entries):
    with vault.transaction() as connection:
        for entry in entries:
            keep = directory.keep_contact
            if isinstance(entry, Provider):
                keep = directory.keep_provider
            keep(connection, entry)


def test_what_is_kept_comes_back_whole(vault):
    police, help_ = contact("a", jurisdiction=("39099", "OH")), Provider("b", "Lantern House")
    put(vault, police, help_)
    assert directory.contact(vault, "a") == police
    assert directory.provider(vault, "b") == help_
    assert directory.contact(vault, "b") is None


def test_same_name_is_not_the_same_agency(vault):
    put(vault, *(contact(str(n)) for n in range(5)))
    assert len(find(vault, "perry township")) == 5


def test_holding_covers_county_state_and_nation(vault):
    put(
        vault,
        contact("county", jurisdiction=("39099",)),
        contact("state", jurisdiction=("OH",)),
        contact("nation", jurisdiction=("US",)),
        contact("other", jurisdiction=("39155",)),
    )
    mahoning = Where("39099", "", "OH")
    assert {c.id for c in directory.holding(vault, mahoning)} == {"county", "state", "nation"}
    assert {c.id for c in directory.holding(vault, Where())} == {"nation"}


def test_holding_knows_a_county_by_its_older_and_newer_codes(vault):
    put(
        vault,
        contact("old", jurisdiction=("09001",)),
        contact("new", jurisdiction=("09190",)),
        contact("other", jurisdiction=("09110",)),
    )
    stamford = Where("09001", "Fairfield", "CT", also=("09190",))
    assert {c.id for c in directory.holding(vault, stamford)} == {"old", "new"}


def test_a_changed_entry_is_found_by_its_new_words_only(vault):
    put(vault, contact("a", agency="Old name"))
    put(vault, contact("a", agency="New name", jurisdiction=("OH",)))
    assert not find(vault, "old")
    assert [hit.id for hit in find(vault, "new")] == ["a"]


def test_verified_comes_before_nearer_within_the_same_distance(vault):
    check = Verification(NIGHT - timedelta(days=1), "ines", "called")
    here = {"latitude": YOUNGSTOWN[0], "longitude": YOUNGSTOWN[1]}
    put(
        vault,
        contact("far", latitude=40.0, longitude=-83.0, verification=check),
        contact("near", **here),
        contact("near and verified", latitude=41.10, longitude=-80.66, verification=check),
        contact("nowhere", verification=check),
    )
    hits = find(vault, "perry", near=YOUNGSTOWN, now=NIGHT)
    assert [hit.id for hit in hits] == ["near and verified", "near", "far", "nowhere"]
    assert hits[1].miles == pytest.approx(0)
    assert hits[2].miles == pytest.approx(143, abs=4)
    assert hits[3].miles is None


def test_lapsed_is_not_good(vault):
    put(
        vault,
        Provider("old", "A", vetting=Vetting(date(2025, 1, 1), "t", "visit", date(2026, 1, 1))),
        Provider("new", "A", vetting=Vetting(date(2026, 1, 1), "t", "visit", date(2027, 1, 1))),
    )
    good = {hit.id: hit.good for hit in find(vault, "a", now=NIGHT)}
    assert good == {"old": False, "new": True}


def test_a_confidential_street_is_not_searchable(vault):
    put(vault, Provider("b", "Lantern House", address="12 Quiet Lane", confidential=True))
    assert not find(vault, "quiet lane")


def test_providers_near_are_found_over_the_date_line(vault):
    sites = {"Adak": (51.88, -176.65), "Amchitka": (51.4, 179.3), "Attu": (52.9, 172.9)}
    with vault.transaction() as connection:
        for name, (latitude, longitude) in sites.items():
            one = Provider(name, name, latitude=latitude, longitude=longitude)
            directory.keep_provider(connection, one)
    for name, beside in (("Adak", "Amchitka"), ("Amchitka", "Adak")):
        found = directory.providers_near(vault, *sites[name], 250)
        assert [one.id for one, _ in found] == [name, beside]
        assert 160 < found[1][1] < 190


def test_providers_near_come_nearest_first_and_no_farther(vault):
    put(
        vault,
        Provider("near", "A", latitude=41.10, longitude=-80.66),
        Provider("next", "A", latitude=41.24, longitude=-80.82),
        Provider("far", "A", latitude=40.0, longitude=-83.0),
        contact("police", latitude=41.10, longitude=-80.66),
    )
    found = directory.providers_near(vault, *YOUNGSTOWN, 60)
    assert [provider.id for provider, _ in found] == ["near", "next"]
    assert found[1][1] == pytest.approx(13, abs=1)


@pytest.mark.parametrize("text", ['"', "NEAR(", "a OR", "*", "'; DROP TABLE entry", "\0", "é"])
def test_no_text_is_syntax(vault, text):
    put(vault, contact("a"))
    find(vault, text)


def test_a_place_without_a_point_narrows(vault):
    put(vault, contact("oh", state="OH"), contact("pa", state="PA"))
    assert [h.id for h in find(vault, "perry", area=("", "OH"))] == ["oh"]
