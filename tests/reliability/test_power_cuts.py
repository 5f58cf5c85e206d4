"""After a power cut at any moment the office opens, and holds all that was promised (T18)."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.kit import power, recording
from tests.kit.recording import Does
from tests.kit.tally import Tally, note
from tests.reliability.aftermath import Held, after
from tests.reliability.grounds import Grounds, ground_for, schemas

QUICK = {
    "save": (24, 30),
    "draft": (40, 30),
    "import": (2, 25),
    "rekey": (2, 40),
    "migration": (1, 30),
}
"""Times of an act in one recording, and how often that recording is cut."""
DEEP = {
    "save": (110, 500),
    "draft": (150, 500),
    "import": (5, 400),
    "rekey": (4, 600),
    "migration": (1, 200),
}
RECORDINGS = 4
"""How many recordings of each are cut in a deep run."""

NAMES = {"save": 3, "draft": 3, "import": 1, "rekey": 2, "migration": 1}
"""Times of an act in the recording in which each name is lost once; a second opening settles."""

FAULTS = {
    "save": {
        "early": "lost",
        "synchronous=NORMAL": "lost",
        "journal_mode=MEMORY": "does not open",
        "journal_mode=OFF": "does not open",
    },
    "draft": {"early": "lost", "synchronous=NORMAL": "lost"},
    "import": {"early": "lost"},
    "rekey": {"fsync=nothing": "does not open"},
    "migration": {"fsync=nothing": "does not open"},
}
"""What is broken on purpose in an act, and what must be found then."""
LATER = {"journal_mode=MEMORY": "does not open", "journal_mode=OFF": "does not open"}
"""The same for a migration from schema 4 on: only the database is written, no file of ours."""


@pytest.fixture(autouse=True, scope="module")
def able():
    if why := recording.refusal():
        pytest.skip(why)


def recorded(on: Grounds, times: int, fault: str = "") -> recording.Recording:
    """Record an act; a replay to its end gives what truly lies there."""
    made = on.records(times, fault)
    assert power.seen(made) == recording.read_all(on.folder)
    assert made.count(Does.WRITE) > 30
    return made


def cut_through(
    on: Grounds, many: int, made: recording.Recording, before: Held, seen: Counter
) -> Iterator[str]:
    """Cut a recording so many times; give what was wrong and count what was seen."""
    cuts = power.cuts(made, many, random.Random(len(made.steps) + many))
    return looked_at(on, cuts, made, before, seen)


def looked_at(
    on: Grounds, cuts: Iterable[power.Cut], made: recording.Recording, before: Held, seen: Counter
) -> Iterator[str]:
    """Open the office after each of these cuts; give what was wrong and count what was seen."""
    seen["writes"] += made.count(Does.WRITE)
    seen["syncs"] += made.count(Does.SYNC)
    for cut in cuts:
        cut.put(on.folder)
        found = after(on.office, cut.said, before)
        seen["cuts"] += 1
        seen["inside"] += any(name.startswith("office/") for name in cut.writing)
        seen["names"] += "office" in cut.naming
        seen["warned"] += found.warned
        if found.wrong:
            where = f"cut after step {cut.step} of {len(made.steps)}, {cut.mode.name}"
            yield f"{where}: {'; '.join(sorted(set(found.wrong)))}"


def planted_in(act: str, schema: int = 1) -> dict[str, str]:
    """Give what is broken on purpose, and what must be found then."""
    return LATER if act == "migration" and schema > 3 else FAULTS[act]


def caught(on: Grounds, before: Held, schema: int = 1) -> int:
    """Break the act on purpose in every way; give how many of them were found out."""
    found = 0
    for fault, sign in planted_in(on.act, schema).items():
        made = recorded(on, min(QUICK[on.act][0], 24), fault)
        found += any(sign in one for one in cut_through(on, 80, made, before, Counter()))
    return found


def judge(
    on: Grounds, what: str, seen: Counter, wrong: list[str], found: int, deep: bool, schema: int = 1
) -> None:
    saw = (
        f"{seen['writes']:,} writes, {seen['syncs']:,} syncs; {seen['inside']:,} cuts inside a "
        f"transaction, {seen['names']:,} with names on their way; the anchor unreadable after "
        f"{seen['warned']:,}"
    )
    planted = len(planted_in(on.act, schema))
    what = f"power cuts during {what}"
    note(Tally("T18", what, seen["cuts"], len(wrong), saw, planted, found, deep))
    assert found == planted
    assert seen["inside"] > seen["cuts"] / 4, saw
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("act", QUICK)
def test_what_was_promised_outlives_a_cut(bare_template, tmp_path, act):
    times, many = QUICK[act]
    seen: Counter[str] = Counter()
    with ground_for(act, bare_template.folder, tmp_path) as on:
        before = Held.by(on.office)
        wrong = list(cut_through(on, many, recorded(on, times), before, seen))
        judge(on, act, seen, wrong, caught(on, before), deep=False)


@pytest.mark.parametrize("act", NAMES)
def test_a_name_that_comes_late_loses_nothing(bare_template, tmp_path, act):
    """Every change of names is lost once, while all that was done after it came to the disk."""
    seen: Counter[str] = Counter()
    with ground_for(act, bare_template.folder, tmp_path, len(schemas()) - 1) as on:
        before = Held.by(on.office)

        def wrong(made: recording.Recording, seen: Counter) -> Iterator[str]:
            return looked_at(on, power.lost_names(made), made, before, seen)

        made = recorded(on, NAMES[act])
        hits = list(wrong(made, seen))
        # Planted: nobody ever waits for a name.
        caught = int(any(wrong(power.unnamed(made), Counter())))
        what = f"names that came late during {act}"
        saw = f"{seen['names']:,} with names of the office on their way"
        note(Tally("T18", what, seen["cuts"], len(hits), saw, 1, caught, deep=False))
        assert seen["cuts"] > 10
        assert caught
        assert not hits, "\n".join(hits[:20])


@pytest.mark.deep
@pytest.mark.parametrize("act", DEEP)
def test_thousands_of_cuts(bare_template, tmp_path, act):
    """Every act; a migration from every older schema."""
    times, many = DEEP[act]
    for schema in range(1, len(schemas())) if act == "migration" else [1]:
        seen: Counter[str] = Counter()
        wrong: list[str] = []
        with ground_for(act, bare_template.folder, tmp_path, schema) as on:
            before = Held.by(on.office)
            for more in range(RECORDINGS):
                wrong += cut_through(on, many, recorded(on, times + more), before, seen)
            what = f"{act} from schema {schema}" if act == "migration" else act
            found = caught(on, before, schema)
            judge(on, what, seen, wrong, found, deep=True, schema=schema)
