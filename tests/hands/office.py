"""Offices for tests: real folders, real keys, a fixed clock. One key derivation serves them all."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.open_office import Key, OpenOffice
from hotline_desktop.actions.world import World
from hotline_desktop.keys.tries import Start
from hotline_desktop.models.office import Policy
from tests.hands.passphrase import PASSPHRASE

NIGHT = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
"""Friday 20 November 2026, 23:18 Eastern: the sample call."""


@dataclass
class TestClock:
    """Stands still until told."""

    at: datetime = NIGHT

    __test__ = False

    def __call__(self) -> datetime:
        return self.at

    def goes(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class TestIds:
    """1, 2, 3 ... as UUIDs."""

    last: int = 0

    __test__ = False

    def __call__(self) -> str:
        self.last += 1
        return str(UUID(int=self.last))


@dataclass
class TestWorld:
    clock: TestClock = field(default_factory=TestClock)
    ids: TestIds = field(default_factory=lambda: TestIds(1000))

    __test__ = False

    def world(self) -> World:
        return World(self.clock, self.ids, self.start)

    def start(self) -> Start:
        return Start("test", 10**9 + (self.clock() - NIGHT).total_seconds())


@dataclass(frozen=True)
class Template:
    """A finished office on disk, its key derived once."""

    folder: Path
    key: Key

    def copy(self, to: Path) -> Path:
        shutil.copytree(self.folder, to)
        return to


def _template(folder: Path, policy: Policy, sample: bool) -> Template:
    from hotline_desktop.actions.fill_sample import fill_sample
    from hotline_desktop.actions.set_up_office import Plan, SetUpOffice

    world = World(now=TestClock(), new_id=TestIds())
    plan = Plan(
        name="Youngstown sample office" if sample else "Test office",
        policy=policy,
        advocate="Ines",
        phone="330-555-0100",
        exercise=sample,
    )
    SetUpOffice(world)(folder, plan, PASSPHRASE)
    key = open_office.derive(folder, PASSPHRASE)
    if sample:
        desk = open_office.enter(folder, key, world)
        fill_sample(desk, NIGHT)
        desk.close()
    return Template(folder, key)


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return _template(tmp_path_factory.mktemp("offices") / "sample", Policy.HOTLINE, sample=True)


@pytest.fixture(scope="session")
def strict_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return _template(tmp_path_factory.mktemp("offices") / "strict", Policy.STRICT, sample=True)


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return _template(tmp_path_factory.mktemp("offices") / "bare", Policy.HOTLINE, sample=False)


@pytest.fixture
def test_world() -> TestWorld:
    return TestWorld()


def _opened(template: Template, folder: Path, world: World) -> Iterator[OpenOffice]:
    desk = open_office.enter(template.copy(folder), template.key, world)
    yield desk
    desk.close()


@pytest.fixture
def sample(
    sample_template: Template, tmp_path: Path, test_world: TestWorld
) -> Iterator[OpenOffice]:
    """The sample office, open, at the hour of the sample call."""
    yield from _opened(sample_template, tmp_path / "sample", test_world.world())


@pytest.fixture
def strict(
    strict_template: Template, tmp_path: Path, test_world: TestWorld
) -> Iterator[OpenOffice]:
    yield from _opened(strict_template, tmp_path / "strict", test_world.world())


@pytest.fixture
def bare(bare_template: Template, tmp_path: Path, test_world: TestWorld) -> Iterator[OpenOffice]:
    """An office without a directory."""
    yield from _opened(bare_template, tmp_path / "bare", test_world.world())
