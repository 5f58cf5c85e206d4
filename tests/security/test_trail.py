"""T7: no change of the trail's past goes unseen, and a cut end is seen at the next opening."""

import itertools
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as play

from hotline_desktop.actions import open_office
from hotline_desktop.actions.close_situation import CloseSituation
from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.read_trail import ReadTrail
from hotline_desktop.actions.set_idle import SetIdle
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.models.situation import Status
from hotline_desktop.models.trail import TrailFilter
from hotline_desktop.vault import trail
from hotline_desktop.vault.vault import Vault
from tests.hands.office import TestWorld
from tests.kit import trail_attacks as kit
from tests.kit.tally import Tally, note

SEEN_AT_OPENING = {"rolled_back", "trail_changed"}


@dataclass
class Count:
    """What was tried, and what of it nobody saw."""

    tried: Counter = field(default_factory=Counter)
    missed: Counter = field(default_factory=Counter)
    lines: int = 0
    acts: int = 0

    def hears(self, kind: kit.Attack, seen: bool) -> None:
        self.tried[kind.__name__] += 1
        self.missed[kind.__name__] += not seen


def opened(folder: Path, key, world: TestWorld) -> OpenOffice:
    return open_office.enter(folder, key, world.world())


def noticed(desk: OpenOffice) -> list[str]:
    """What was told of the trail at the opening; the clock of these offices does go back."""
    return [sentence for sentence in desk.noticed if "clock" not in sentence]


def acts_on(desk: OpenOffice, choice: int, world: TestWorld) -> None:
    """One of the real acts; the clock goes on a little, and sometimes back."""
    world.clock.goes(seconds=(choice * 37 % 400) - 20)
    lines = ReadSituation(desk).lines()
    if not lines or choice % 6 == 0:
        TakeSignal(desk)(sample_call(world.clock()))
    elif choice % 6 == 1:
        ReadSituation(desk)(lines[choice % len(lines)].id)
    elif choice % 6 == 2:
        SetIdle(desk)(5 + choice % 20)
    elif choice % 6 == 3:
        ReadTrail(desk)(TrailFilter())
    elif choice % 6 == 4:
        line = lines[choice % len(lines)]
        CloseSituation(desk)(line.id, Status.OPEN if line.status == "closed" else Status.CLOSED)
    else:
        TakeSignal(desk)(sample_call(world.clock()), lines[0].id)


class TrailMachine(RuleBasedStateMachine):
    """Random acts in a real office; now and then somebody with the key is at its trail.

    Most attacks are undone after the check, so that the next one finds the trail whole. One at the
    end stays, and honest lines are written after it.
    """

    template: object
    folder: Path
    count: Count
    numbers = itertools.count()

    @initialize()
    def opens(self) -> None:
        self.world, self.attacked = TestWorld(), False
        self.home = self.template.copy(self.folder / f"machine-{next(self.numbers)}")
        self.desk = opened(self.home, self.template.key, self.world)
        acts_on(self.desk, 1, self.world)

    @rule(choices=st.lists(st.integers(0, 600), min_size=2, max_size=8))
    def acts(self, choices: list[int]) -> None:
        for choice in choices:
            acts_on(self.desk, choice, self.world)
        self.count.acts += len(choices)
        self.sees()

    @rule()
    def locks_and_unlocks(self) -> None:
        self.desk.close()
        self.desk = opened(self.home, self.template.key, self.world)
        assert not noticed(self.desk)
        self.sees()

    @precondition(lambda self: not self.attacked)
    @rule(kind=st.sampled_from(kit.PAST), seed=st.integers(0, 2**32))
    def is_attacked(self, kind: kit.Attack, seed: int) -> None:
        attacker = self.desk.vault.second()
        rows = kit.read(attacker)
        with kit.tried(attacker, kit.attack(kind, rows, Random(seed))):
            self.count.hears(kind, trail.check(attacker).broken is not None)
        self.count.lines += len(rows)
        attacker.close()
        self.sees()

    @precondition(lambda self: not self.attacked and len(kit.read(self.desk.vault)) > 5)
    @rule(kind=st.sampled_from([kit.reword, kit.flip]), seed=st.integers(0, 2**32))
    def is_attacked_for_good(self, kind: kit.Attack, seed: int) -> None:
        """Before the newest line, on which the anchor lies: then only the check can tell."""
        attacker = self.desk.vault.second()
        rows = kit.read(attacker)
        kit.write(attacker, kit.attack(kind, rows[:-1], Random(seed)) + rows[-1:])
        attacker.close()
        self.attacked = True
        self.count.hears(kind, ReadTrail(self.desk).check().broken is not None)

    def sees(self) -> None:
        """The check says what is true, however much was written since."""
        assert (ReadTrail(self.desk).check().broken is not None) == self.attacked

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            shutil.rmtree(self.home)


def machine(template, folder: Path, examples: int, steps: int) -> Count:
    count = Count()
    made = type(
        "Machine", (TrailMachine,), {"template": template, "folder": folder, "count": count}
    )
    play(
        made,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=examples < 100,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return count


@pytest.fixture(scope="module")
def history(bare_template, tmp_path_factory):
    """An office with a night's acts, closed."""
    folder = bare_template.copy(tmp_path_factory.mktemp("trail") / "office")
    world = TestWorld()
    desk = opened(folder, bare_template.key, world)
    for choice in range(48):
        acts_on(desk, choice * 7, world)
    desk.close()
    return folder


@pytest.fixture
def vault(history, bare_template, tmp_path):
    made = Vault.open(shutil.copytree(history, tmp_path / "copy"), bare_template.key.data_key)
    yield made
    made.close()


def trials(vault: Vault, times: int, sees: Callable[[Vault], bool], seed: int = 7) -> Count:
    """Every kind so many times against one way of checking."""
    count, random, rows = Count(), Random(seed), kit.read(vault)
    count.lines = len(rows)
    for kind in kit.PAST:
        for _ in range(times):
            with kit.tried(vault, kit.attack(kind, rows, random)):
                count.hears(kind, sees(vault))
    return count


def by_chain(vault: Vault) -> bool:
    return trail.check(vault).broken is not None


def by_numbers(vault: Vault) -> bool:
    """Planted: looks only whether each number is one more than its neighbour's."""
    rows = kit.read(vault)
    return any(row[0] != number for number, row in enumerate(rows, 1))


def by_hashes_alone(vault: Vault) -> bool:
    """Planted: a chain over hashes and numbers that leaves out what the lines say."""
    rows = kit.read(vault)
    return len({row[6] for row in rows}) != len(rows) or by_numbers(vault)


def by_the_newest(vault: Vault) -> bool:
    """Planted: goes through the newest ten lines only."""
    rows = kit.read(vault)
    pairs = itertools.pairwise(rows)
    return any(kit.chained(one[6], two) != two[6] for one, two in list(pairs)[-10:])


PLANTED = {
    by_numbers: ("flip", "reword", "shift", "swap", "reorder", "rewrite_one"),
    by_hashes_alone: ("flip", "reword", "shift", "swap", "rewrite_one"),
    by_the_newest: ("flip", "reword", "drop", "precede", "rewrite_one"),
}


def _past(vault: Vault, template, folder: Path, times: int, examples: int, deep: bool) -> None:
    assert not by_chain(vault)
    by_hand, weak = trials(vault, times, by_chain), 0
    for check, must_miss in PLANTED.items():
        planted = trials(vault, 6, check)
        weak += all(planted.missed[kind] for kind in must_miss)
        if check is by_numbers:
            assert planted.missed["flip"] == planted.tried["flip"]
    played = machine(template, folder, examples, 30 if deep else 14)
    missed = by_hand.missed + played.missed
    tried = by_hand.tried + played.tried
    saw = f"{len(tried)} kinds on {by_hand.lines} lines and in {played.acts:,} random acts"
    what = "changes of the trail's past that the check missed"
    note(Tally("T7", what, tried.total(), missed.total(), saw, len(PLANTED), weak, deep))
    assert not +missed
    assert weak == len(PLANTED)
    assert played.tried.total() > 5
    assert set(tried) == {kind.__name__ for kind in kit.PAST}


def test_every_change_of_the_past_is_seen(vault, bare_template, tmp_path):
    _past(vault, bare_template, tmp_path, times=60, examples=10, deep=False)


@pytest.mark.deep
def test_every_change_of_the_past_is_seen_deep(vault, bare_template, tmp_path):
    _past(vault, bare_template, tmp_path, times=1_000, examples=300, deep=True)


def _end(history: Path, template, folder: Path, times: int, deep: bool) -> None:
    """The chain is whole again after each of these: what is kept outside the vault tells."""
    count, in_check, random = Count(), 0, Random(11)
    for number in range(times):
        for kind in kit.END:
            home = shutil.copytree(history, folder / f"end-{number}-{kind.__name__}")
            desk = opened(home, template.key, TestWorld())
            rows = kit.read(desk.vault)
            desk.close()
            attacker = Vault.open(home, template.key.data_key)
            kit.write(attacker, kit.attack(kind, rows, random))
            in_check += trail.check(attacker).broken is not None
            attacker.close()
            count.hears(kind, _told_at_opening(home, template))
            shutil.rmtree(home)
    # The whole file put back as it was: the trail is cut by that, and nothing in it knows.
    home = shutil.copytree(history, folder / "back")
    for _ in range(times):
        opened(home, template.key, TestWorld()).close()
        before = (home / "vault.db").read_bytes()
        desk = opened(home, template.key, TestWorld())
        ReadTrail(desk)(TrailFilter())
        desk.close()
        (home / "vault.db").write_bytes(before)
        count.hears(put_back, _told_at_opening(home, template))
    # Planted: an opening that remembers nothing, as at another place, must be counted as missing
    # it; and where nothing was done nothing may be told.
    elsewhere = shutil.copytree(home, folder / "elsewhere")
    _cut(elsewhere, template)
    blind = not _told_at_opening(elsewhere, template)
    quiet = not _told_at_opening(home, template)
    saw = f"{len(count.tried)} kinds; {in_check} of them seen by the check itself"
    what = "trails cut, put back or computed anew that the opening missed"
    missed, total = count.missed.total(), count.tried.total()
    note(Tally("T7", what, total, missed, saw, 2, blind + quiet, deep))
    assert not +count.missed
    assert in_check == 0  # apart: what the chain alone cannot know
    assert blind
    assert quiet


def _cut(home: Path, template) -> None:
    attacker = Vault.open(home, template.key.data_key)
    kit.write(attacker, kit.read(attacker)[:-5])
    attacker.close()


def put_back() -> None:
    """A name to count by."""


def _told_at_opening(home: Path, template) -> bool:
    desk = opened(home, template.key, TestWorld())
    acts = {line.act for line in trail.lines(desk.vault, 3)}
    told = bool(noticed(desk)) and bool(acts & SEEN_AT_OPENING)
    assert told == bool(noticed(desk))
    desk.close()
    return told


def test_a_cut_end_is_seen_at_the_next_opening(history, bare_template, tmp_path):
    _end(history, bare_template, tmp_path, times=3, deep=False)


@pytest.mark.deep
def test_a_cut_end_is_seen_at_the_next_opening_deep(history, bare_template, tmp_path):
    _end(history, bare_template, tmp_path, times=100, deep=True)


def test_the_reference_chain_is_the_products(vault):
    rows = kit.read(vault)
    assert kit.rehashed([list(row) for row in rows]) == rows
    assert len(rows) > 40
    # The clock went back now and then: the order is that of writing.
    assert rows != sorted(rows, key=lambda row: row[1])
