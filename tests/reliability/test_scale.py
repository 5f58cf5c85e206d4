"""T22: with many records all is as right as with few, in bounded memory; figures are printed.

The answers are compared with what the dice of the generator say, not with what was read before.
The deep one is an office of a million records: contacts, providers, protocols and situations.
`HOTLINE_SCALE` makes it smaller or larger.
"""

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.check_office import CheckOffice
from hotline_desktop.actions.choose_protocol import ChooseProtocol
from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.generate_office import AS_OF, GenerateOffice, counts
from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.generated_situations import _case, _kept, _taken
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.world import World
from hotline_desktop.models.office import Policy
from hotline_desktop.models.situation import Situation, Status
from hotline_desktop.models.topic import Topic
from hotline_desktop.places.distance import miles
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, situations
from tests.hands.finding import find
from tests.hands.office import Template
from tests.hands.passphrase import PASSPHRASE
from tests.kit.tally import Tally, note

SEED = 22
DEEP = float(os.environ.get("HOTLINE_SCALE", "58.3"))
MORE = 400
"""MB that an act may take beyond what the process had; the vault's own cache is 64."""
RECORDS = ("entry", "protocol", "situation")
TABLES = (*RECORDS, "jurisdiction", "situation_revision", "trail")
POINT, MILES = (34.05, -118.25), 25


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scale") / "empty"
    plan = Plan(name="Drill", policy=Policy.HOTLINE, advocate="Ines", exercise=True)
    SetUpOffice(World())(folder, plan, PASSPHRASE)
    Gazetteer.load().candidates("Ohio")  # its tables are no part of any act's memory
    return Template(folder, open_office.derive(folder, PASSPHRASE))


class Watch:
    """Times acts and watches how far the memory of this process grows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.most = 0.0

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
        before, begun = _status("VmRSS"), time.perf_counter()
        yield
        took, peak = time.perf_counter() - begun, _status("VmHWM")
        self.most = max(self.most, peak - before)
        self.lines.append(
            f"{what:28} {took * 1000:10.1f} ms  {before:6.0f} MB + {peak - before:.0f}"
        )


def _status(field: str) -> float:
    """One figure of the kernel's about this process, in MB."""
    text = Path("/proc/self/status").read_text()
    return int(text.split(f"{field}:")[1].split()[0]) / 1024


class Truth:
    """What the dice say about an office of this scale."""

    def __init__(self, scale: float, lean: bool) -> None:
        self.ground = Ground(SEED, AS_OF, lean)
        self.contacts, _, self.providers, self.situations = counts(scale)
        self.taken = list(_taken(self.ground, self.situations))
        years: dict[int, int] = {}
        self.numbers = []
        for at in self.taken:
            years[at.year] = years.get(at.year, 0) + 1
            self.numbers.append(f"S-{at:%y}-{years[at.year]:04d}")

    def situation(self, place: int) -> Situation:
        """One as it should stand, but for ids of contacts of which only the office knows."""
        case = _case(self.ground, place, self.taken[place], self.numbers[place])
        return _kept(self.ground, {}, len(case.moments), case).situation

    def is_open(self, place: int) -> bool:
        return not _case(self.ground, place, self.taken[place], "").closed

    def newest_open(self, many: int) -> list[datetime]:
        """When the newest open ones were taken; some in the same second."""
        found = (n for n in reversed(range(self.situations)) if self.is_open(n))
        return [self.taken[n] for n in islice(found, many)]


def same(read: Situation | None, true: Situation) -> bool:
    """Whether it was read as thrown; the audience and author are not in the dice alone."""
    if read is None:
        return False
    fields = ("id", "number", "status", "taken_at", "kept_at", "revision")
    texts = ("narrative", "statements", "persons", "place", "kind", "topics")
    return all(getattr(read, f) == getattr(true, f) for f in fields) and all(
        getattr(read.draft, text) == getattr(true.draft, text) for text in texts
    )


def wrong_reads(desk: OpenOffice, truth: Truth, places: list[int]) -> list[str]:
    found = ((n, situations.situation(desk.vault, truth.numbers[n])) for n in places)
    return [f"read {truth.numbers[n]}" for n, one in found if not same(one, truth.situation(n))]


def wrong_finds(desk: OpenOffice, truth: Truth, places: list[int]) -> list[str]:
    """By number, and by number with words of the place."""
    wrong = []
    for n in places:
        number, place = truth.numbers[n], truth.situation(n).draft.place.words
        for asked in (number, f"{number} {place}".strip()):
            found = {line.number for line in situations.find(desk.vault, asked)}
            wrong += [] if number in found else [f"find {asked}"]
    return wrong


def wrong_entries(desk: OpenOffice, truth: Truth, many: int) -> list[str]:
    draw, wrong = random.Random(6), []
    for _ in range(many):
        one = contact(truth.ground, draw.randrange(truth.contacts))
        other = provider(truth.ground, draw.randrange(truth.providers))
        wrong += [] if directory.contact(desk.vault, one.id) == one else [one.id]
        wrong += [] if directory.provider(desk.vault, other.id) == other else [other.id]
    return wrong


def wrong_near(desk: OpenOffice, truth: Truth) -> list[str]:
    """The nearest providers, beside every provider asked one by one."""
    found = directory.providers_near(desk.vault, *POINT, MILES, limit=10)
    every = (provider(truth.ground, number) for number in range(truth.providers))
    away = sorted(
        miles(*POINT, one.latitude, one.longitude) for one in every if one.latitude is not None
    )
    true = [far for far in away if far <= MILES][:10]
    # The vault's map is flat: a hundredth more or less.
    near = [far for _, far in found]
    alike = len(near) == len(true) and near == pytest.approx(true, rel=0.02)
    return [] if alike else [f"near: {near} is not {true}"]


def ask(desk: OpenOffice, truth: Truth, watch: Watch, trials: int) -> tuple[int, list[str]]:
    """Ask everything; gives how often, and what was wrong."""
    draw, wrong = random.Random(5), []
    places = [draw.randrange(truth.situations) for _ in range(trials)]
    with watch.on("list 50 open"):
        lines = situations.lines(desk.vault, Status.OPEN, 50)
    taken = [line.taken_at for line in lines]
    wrong += [] if taken == truth.newest_open(50) else ["list"]
    with watch.on(f"read {trials} cold, by number"):
        wrong += wrong_reads(desk, truth, places)
    with watch.on(f"find {2 * trials} by number, words"):
        wrong += wrong_finds(desk, truth, places)
    for text in ("kitchen", "motel interstate", "s"):
        with watch.on(f"find “{text}”"):
            found = situations.find(desk.vault, text)
        wrong += [] if found else [f"nothing with {text}"]
    with watch.on("200 entries by id"):
        wrong += wrong_entries(desk, truth, 100)
    with watch.on("directory “police” near"):
        near = find(desk.vault, "police", near=POINT, now=AS_OF)
    wrong += [] if near and all(hit.miles is not None for hit in near) else ["police"]
    with watch.on("10 nearest providers"):
        wrong += wrong_near(desk, truth)
    with watch.on("choose a protocol"):
        choose = ChooseProtocol(desk.vault, Gazetteer.load())
        found = choose("Youngstown, Ohio", frozenset({Topic.HOTEL}), False, AS_OF).chosen
    wrong += [] if found else ["no protocol"]
    return 3 * trials + 200 + 7, wrong


def add_one(desk: OpenOffice, truth: Truth, watch: Watch) -> list[str]:
    """Take a signal, find it first in the list, change it; gives what was wrong."""
    with watch.on("add one"):
        made = TakeSignal(desk)(sample_call(desk.world.now()))
    year = f"S-{made.kept_at:%y}-"
    last = sum(number.startswith(year) for number in truth.numbers)
    first = situations.lines(desk.vault, Status.OPEN, 1)[0]
    found = {line.id for line in situations.find(desk.vault, made.number)}
    with watch.on("change it"):
        again = TakeSignal(desk)(sample_call(desk.world.now()), made.id)
    right = {
        "number": made.number == f"{year}{last + 1:04d}",
        "first": first.id == made.id,
        "found": made.id in found,
        "changed": again.revision == 2,
    }
    return [f"added: {what}" for what, holds in right.items() if not holds]


def planted(desk: OpenOffice, truth: Truth) -> int:
    """Three faults put there on purpose; gives how many the same eyes see."""
    true = truth.situation(3)
    with desk.vault.transaction() as connection:
        connection.execute("UPDATE situation SET place='', body='{}' WHERE id=?", (true.id,))
        connection.execute(
            "DELETE FROM situation_words WHERE rowid=(SELECT seq FROM situation_line WHERE id=?)",
            (true.id,),
        )
    seen = len(wrong_reads(desk, truth, [3]))
    seen += truth.numbers[3] not in {x.number for x in situations.find(desk.vault, "S 0004")}
    return seen + any("agree" in finding.sentence for finding in CheckOffice(desk)())


def timed_fill(desk: OpenOffice, scale: float, lean: bool, watch: Watch) -> None:
    with watch.on("fill"):
        GenerateOffice(desk)(scale, SEED, lean=lean)


DEPTHS = [
    (0.03, False, 30),
    pytest.param(DEEP, True, 300, marks=(pytest.mark.deep, pytest.mark.longest)),
]


@pytest.mark.parametrize(("scale", "lean", "trials"), DEPTHS)
def test_with_many_records_every_answer_is_right(empty, tmp_path, scale, lean, trials):
    folder, deep = empty.copy(tmp_path / "many"), scale > 1
    watch, truth = Watch(), Truth(scale, lean)
    desk = open_office.enter(folder, empty.key, World())
    timed_fill(desk, scale, lean, watch)
    desk.close()
    with watch.on("open"):
        desk = open_office.enter(folder, empty.key, World())
    rows = {table: desk.vault.row(f"SELECT count(*) FROM {table}")[0] for table in TABLES}
    records = sum(rows[table] for table in RECORDS)
    asked, wrong = ask(desk, truth, watch, trials)
    wrong += add_one(desk, truth, watch)
    with watch.on("check"):
        wrong += [finding.sentence for finding in CheckOffice(desk)()]
    caught = planted(desk, truth)
    desk.close()
    size = (folder / "vault.db").stat().st_size / 1e6
    told = f"{records:,} records in {sum(rows.values()):,} rows, {size:,.0f} MB"
    told += f", at most {watch.most:.0f} MB of memory more"
    print(told, *watch.lines, sep="\n")
    note(Tally("T22", "answers that were wrong", asked + 5, len(wrong), told, 3, caught, deep))
    assert (wrong, caught) == ([], 3)
    assert records >= 10**6 or scale < 58
    assert watch.most < MORE
    shutil.rmtree(folder)
