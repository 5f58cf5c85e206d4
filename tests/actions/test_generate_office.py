"""The generated office: as many as asked, always the same, dirty as a real one, nobody real."""

import re
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import median, median_low
from zoneinfo import ZoneInfo

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.check_office import CheckOffice
from hotline_desktop.actions.generate_office import (
    AS_OF,
    MOST,
    GenerateOffice,
    NotForInventedError,
    counts,
    records,
)
from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_situations import Kept
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import BadInputError
from hotline_desktop.models import states
from hotline_desktop.models.area import Where
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.hazard import HazardKind
from hotline_desktop.models.noun import decode, encode
from hotline_desktop.models.office import Policy
from hotline_desktop.models.protocol import Protocol, match
from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.models.situation import LONGEST, Situation, Status
from hotline_desktop.models.tri import Tri
from hotline_desktop.places import tables
from hotline_desktop.vault import directory, protocols, situations, trail
from tests.hands.finding import find
from tests.hands.office import Template
from tests.hands.passphrase import PASSPHRASE

SMALL = 0.01
SEED = 7


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """An exercise office with nothing in it."""
    folder = tmp_path_factory.mktemp("generated") / "empty"
    plan = Plan(name="Drill", policy=Policy.HOTLINE, advocate="Ines", exercise=True)
    SetUpOffice(World())(folder, plan, PASSPHRASE)
    return Template(folder, open_office.derive(folder, PASSPHRASE))


@pytest.fixture(scope="module")
def made(empty, tmp_path_factory):
    """A filled one, open; and what the verb said."""
    folder = empty.copy(tmp_path_factory.mktemp("generated") / "made")
    desk = open_office.enter(folder, empty.key, World())
    told = []
    answer = GenerateOffice(desk)(SMALL, SEED, progress=lambda done, of: told.append((done, of)))
    yield desk, answer, told
    desk.close()


@pytest.fixture(scope="module")
def many():
    """A twentieth of a full office, in memory only."""
    return list(records(Ground(SEED, AS_OF), 0.05))


def of(many, kind):
    return [one for one in many if isinstance(one, kind)]


def newest(many):
    return list({one.situation.id: one.situation for one in of(many, Kept)}.values())


def share(found, of_all):
    return len(list(found)) / len(of_all)


def test_as_many_as_asked(made):
    desk, answer, told = made
    asked = counts(SMALL)
    assert asked == (17, 3, 12, 140)
    said = (answer.contacts, answer.protocols, answer.providers, answer.situations)
    assert said == asked
    there = [
        desk.vault.row(f"SELECT count(*) FROM {table}")[0]
        for table in ("entry WHERE kind='contact'", "protocol", "entry WHERE kind='provider'",
                      "situation")
    ]  # fmt: skip
    assert tuple(there) == asked
    revisions = desk.vault.row("SELECT count(*) FROM situation_revision")[0]
    assert revisions == answer.revisions > 140
    assert told[-1] == (sum(asked), sum(asked))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_figures_of_a_full_one():
    assert counts(1) == (1681, 282, 1200, 14_000)
    assert counts(10) == (16_810, 2820, 12_000, 140_000)
    assert counts(0.0001) == (1, 1, 1, 1)


def test_the_office_is_whole_and_the_trail_tells_of_it(made):
    desk, answer, _ = made
    assert CheckOffice(desk)() == ()
    lines = trail.lines(desk.vault, 10_000)
    generated = [line for line in lines if line.act == "generate"]
    assert [line.detail.split(":")[0] for line in generated] == ["done", "begun"]
    assert "scale 0.01 seed 7 as of 2026-11-20" in generated[0].detail
    acts = Counter(line.act for line in lines)
    assert acts["take_signal"] == answer.situations
    assert acts["take_signal"] + acts["revise_situation"] + acts["close_situation"] == (
        answer.revisions
    )


def test_the_same_again_in_another_office(made, empty, tmp_path):
    desk, answer, _ = made
    other = open_office.enter(empty.copy(tmp_path / "other"), empty.key, World())
    assert GenerateOffice(other)(SMALL, SEED) == answer
    for table in ("entry", "protocol"):
        asked = f"SELECT id, body FROM {table} ORDER BY id"
        assert other.vault.rows(asked) == desk.vault.rows(asked)
    asked = (
        "SELECT id, number, status, taken_at, kept_at, revision, body FROM situation ORDER BY id"
    )
    assert other.vault.rows(asked) == desk.vault.rows(asked)
    other.close()


def test_another_seed_makes_others():
    one, other = (
        {getattr(made, "id", "") for made in islice(records(Ground(seed, AS_OF), SMALL), 29)}
        for seed in (1, 2)
    )
    assert len(one) == 29
    assert not one & other


def test_search_list_and_read_find_them(made):
    desk, _, _ = made
    lines = situations.lines(desk.vault, None, 500)
    assert len(lines) == 140
    whole = situations.situation(desk.vault, lines[0].number)
    assert isinstance(whole, Situation)
    assert lines[0].id in {line.id for line in situations.find(desk.vault, whole.number)}
    word = max(re.findall(r"[a-z]{5,}", whole.draft.place.words + " " + whole.draft.narrative))
    assert whole.id in {line.id for line in situations.find(desk.vault, word, limit=200)}
    found = find(desk.vault, "police", now=AS_OF)
    assert found
    assert isinstance(directory.contact(desk.vault, found[0].id), Contact)
    assert len(protocols.find(desk.vault, "")) == 3


def test_only_into_an_empty_exercise_office(made, bare, sample):
    for desk in (made[0], bare, sample):
        before = desk.vault.row("SELECT count(*) FROM trail")
        with pytest.raises(NotForInventedError) as told:
            GenerateOffice(desk)(SMALL, SEED)
        assert str(told.value).count(".") == 1
        assert desk.vault.row("SELECT count(*) FROM trail") == before


@pytest.mark.parametrize("scale", [0, -1, MOST * 1.01, float("nan"), float("inf")])
def test_a_scale_that_is_none_is_refused(scale):
    with pytest.raises(BadInputError):
        counts(scale)


def test_stopped_it_keeps_whole_batches(empty, tmp_path):
    desk = open_office.enter(empty.copy(tmp_path / "stopped"), empty.key, World())
    with pytest.raises(CancelledError):
        GenerateOffice(desk)(SMALL, SEED, cancelled=lambda: True)
    assert CheckOffice(desk)() == ()
    assert desk.vault.row("SELECT count(*) FROM entry")[0] == 29
    desk.close()


def test_another_writer_waits_little(empty, tmp_path):
    desk = open_office.enter(empty.copy(tmp_path / "busy"), empty.key, World())
    waits, done = [], threading.Event()

    def meanwhile() -> None:
        lane = desk.vault.second()
        while not done.is_set():
            begun = time.perf_counter()
            with lane.transaction() as connection:
                trail.add(connection, AS_OF, desk.advocate.id, "search", "all", "0")
            waits.append(time.perf_counter() - begun)
            time.sleep(0.01)
        lane.close()

    lane = threading.Thread(target=meanwhile)
    lane.start()
    GenerateOffice(desk)(0.03, SEED)
    done.set()
    lane.join()
    print(f"{len(waits)} writes meanwhile: median {median(waits):.3f} s, most {max(waits):.3f} s")
    assert len(waits) > 5
    assert max(waits) < 4
    assert CheckOffice(desk)() == ()
    desk.close()


def test_every_record_is_valid(many):
    for one in many:
        noun = one.situation if isinstance(one, Kept) else one
        assert decode(type(noun), encode(noun)) == noun
        assert not getattr(getattr(noun, "draft", None), "problems", tuple)()
    for one in (*of(many, Contact), *of(many, Provider)):
        assert one.state in states.NAMES
        assert not one.county_fips or tables.counties()[one.county_fips].state == one.state
        for zone in (one.timezone, one.hours.timezone if one.hours else ""):
            assert not zone or ZoneInfo(zone)
        if one.hours:
            one.hours.next_opening(AS_OF)
    ids = [one.id for one in many if not isinstance(one, Kept)]
    assert len(ids) == len(set(ids))
    sources = [(o.source, o.source_id) for o in many if getattr(o, "source", "")]
    assert len(sources) == len(set(sources))


def test_nobody_is_real(many):
    text = b"\n".join(encode(getattr(one, "situation", one)) for one in many).decode()
    numbers = re.findall(r"(?<![\w-])\+?1?[- .(]{0,2}\d{3}[) .-]{0,2}\d{3}[ .-]?\d{4}\b", text)
    assert len(numbers) > 500
    assert not [n for n in numbers if not re.search(r"55501\d\d$", re.sub(r"\D", "", n))]
    for one in (*of(many, Contact), *of(many, Provider)):
        for phone in one.phones:
            digits = re.sub(r"\D", "", re.split(r" [xeE]|,", phone.as_written)[0])
            assert re.fullmatch(r"1?\d{3}55501\d\d", digits), phone.as_written
            assert re.fullmatch(r"(\+1\d{3}55501\d\d)?", phone.e164)
    assert not re.findall(r"[\w.]+@(?!example\.org\b)[\w.-]+", text)
    assert not re.findall(r"https?://(?!(?:[\w-]+\.)?example\.org/)[^\"\s]+", text)
    ground = Ground(SEED, AS_OF)
    assert len(ground._invented) > 500
    assert not [name for name in ground._invented if tables.folded(name) in tables.towns()]
    federal = [one.agency for one in of(many, Contact) if one.kind == "federal"]
    assert not [name for name in federal if re.search(r"\b(fbi|homeland|marshal)\b", name.lower())]


def test_everything_a_record_names_exists(many):
    known = {one.id for one in of(many, Contact)}
    rules = of(many, Protocol)
    named = {whom for rule in rules for step in rule.steps for whom in step.whom}
    told = {who for s in newest(many) for who in s.draft.release.audience.contacts}
    assert named
    assert told
    assert named | told <= known
    for where in (Where(), Where(state="OH"), Where("39099", "Mahoning", "OH")):
        assert match(rules, where, (), False, AS_OF).chosen


def test_the_directory_is_dirty(many):
    contacts, providers = of(many, Contact), of(many, Provider)
    assert 0.01 < share((c for c in contacts if not c.phones), contacts) < 0.12
    assert 0.1 < share((c for c in contacts if c.latitude is None), contacts) < 0.5
    assert share((c for c in contacts if not c.county_fips or not c.address), contacts) > 0.1
    assert share((c for c in contacts if c.enforces_immigration is Tri.NOT_ASKED), contacts) > 0.6
    called = [c for c in contacts if c.verification]
    good = [c for c in contacts if c.is_verified(AS_OF)]
    assert 0 < len(good) < len(called) < len(contacts)
    states_of = Counter(provider.vetting_state(AS_OF) for provider in providers)
    assert set(states_of) == set(VettingState)
    assert share((p for p in providers if p.confidential), providers) > 0.08
    assert any(phone.extension for one in contacts for phone in one.phones)
    assert any(not phone.e164 for one in (*contacts, *providers) for phone in one.phones)
    assert len({one.timezone for one in contacts}) > 4
    names = " ".join(one.person for one in contacts)
    assert re.search(r"[À-ɏ]", names)
    assert re.search(r"[Ͱ-ӿ֐-ۿऀ-ॿ぀-鿿가-힯]", names)


def test_the_directory_has_twins_that_are_spelled_otherwise(many):
    for kind, name in ((Contact, "agency"), (Provider, "organisation")):
        entries = of(many, kind)
        at = Counter((one.state, one.county_fips, one.languages, one.hours) for one in entries)
        del at[max(at, key=at.get)]
        twins = [
            {getattr(o, name) for o in entries
             if (o.state, o.county_fips, o.languages, o.hours) == place}
            for place, times in at.items() if times > 1
        ]  # fmt: skip
        assert any(len(spelled) > 1 for spelled in twins), kind


def test_a_few_counties_have_most(many):
    where = Counter(s.draft.place.county_fips for s in newest(many) if s.draft.place.county_fips)
    first = sum(times for _, times in where.most_common(len(where) // 5))
    assert first > 0.38 * where.total()
    assert len(where) > 100


def test_situations_are_as_uneven_as_an_archive(many):
    found = newest(many)
    assert share((s for s in found if s.status is Status.CLOSED), found) > 0.85
    still = [s for s in found if s.status is Status.OPEN]
    assert still
    assert median_low(s.taken_at for s in still) > median_low(s.taken_at for s in found)
    lengths = sorted(len(s.draft.narrative) for s in found)
    assert lengths[len(lengths) // 20] < 60
    assert 5000 < lengths[-1] < LONGEST
    assert share((s for s in found if s.revision > 2), found) > 0.15
    assert max(s.revision for s in found) > 6
    assert len({s.draft.kind for s in found}) == 11
    assert share((s for s in found if not s.draft.place.county_fips), found) > 0.15
    hazards = [hazard for s in found for hazard in s.draft.hazards]
    assert {hazard.kind for hazard in hazards} == set(HazardKind)
    assert share((h for h in hazards if h.state is Tri.NOT_ASKED), hazards) > 0.6
    text = " ".join(s.draft.narrative for s in found)
    assert re.search(r"[а-я]", text)
    assert re.search(r"[؀-ۿ]", text)


def test_releases_are_a_mix(many):
    found = [s.draft.release for s in newest(many)]
    none = [r for r in found if not r.items()]
    part = [r for r in found if 0 < len(r.items()) < 9]
    whole = [r for r in found if len(r.items()) == 9]
    revoked = [r for r in found if r.withdrawn_at]
    assert len(none) > len(part) + len(whole)
    assert min(len(part), len(whole), len(revoked)) > 10
    assert all(r.withdrawn_at > r.given_at for r in revoked)


def test_the_year_and_the_day_show(many):
    taken = sorted(s.taken_at for s in newest(many))
    assert taken[0] < datetime(2020, 3, 1, tzinfo=UTC)
    assert AS_OF - timedelta(days=30) < taken[-1] < AS_OF
    years = Counter(at.year for at in taken)
    assert years[2025] > years[2020]
    months = Counter(at.month for at in taken if at.year < 2026)
    assert sum(months[m] for m in (7, 8, 9)) > sum(months[m] for m in (12, 1, 2))
    hours = Counter(at.astimezone(ZoneInfo("America/New_York")).hour for at in taken)
    assert sum(hours[h] for h in (20, 21, 22, 23)) > 2 * sum(hours[h] for h in (4, 5, 6, 7))


def test_each_revision_follows_from_the_one_before(many):
    kept = of(many, Kept)
    at = [one.situation.kept_at for one in kept]
    assert at == sorted(at)
    assert at[-1] <= AS_OF
    last: dict[str, Situation] = {}
    for one in kept:
        new, before = one.situation, last.get(one.situation.id)
        assert new.revision == (before.revision + 1 if before else 1)
        assert new.draft.narrative.startswith(before.draft.narrative if before else "")
        last[new.id] = new
    numbers = [s.number for s in last.values()]
    assert len(numbers) == len(set(numbers))
