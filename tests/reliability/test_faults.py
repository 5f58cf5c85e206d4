"""Whichever call the disk refuses, nothing that was promised is lost and the office opens (T19)."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hotline_desktop.keys import header, spool, tries
from hotline_desktop.vault import renewal
from tests.kit import faults
from tests.kit.faults import CALLS, ERRORS, LOCK_ERRORS, SHORT, Bench, End, Fault, Ran
from tests.kit.forked import Forked
from tests.kit.tally import Tally, note
from tests.reliability.aftermath import Held, after
from tests.reliability.grounds import Grounds, ground_for, grounds

ACTS = {
    "save": (2, 2),
    "draft": (5, 1),
    "import": (1, 1),
    "rekey": (1, 1),
    "renewed": (5, 1),
    "migration": (1, 1),
}
"""With which number an act begins, and how many times it is done: each way it can go is in it.

"renewed" is a draft in an office that has a new key, whose copies wait for the first opening with
it: beside the vault's copy lies its log, for as it was closed the disk did not take it in.
"""
RARE = 5
"""Of the errors that SQLite does not tell apart, every so many-th n is enough."""

PLANTED = {
    "save": {"early": "vault.db-wal", "swallowed": "vault.db-wal"},
    "draft": {"swallowed": "journal.db-wal"},
    "import": {"early": "vault.db-wal"},
    "rekey": dict.fromkeys(("unsynced", "unlooked", "in place"), "/office.json.new"),
    "renewed": {"swallowed": "journal.db-wal"},
    "migration": {"bare": "vault.db-wal", "in place": "/office.json.new"},
}
"""What is broken in the program on purpose, and the file whose last call fails then."""
BY = {"unsynced": "fsync", "unlooked": "write", "in place": "write"}

_NAMES = (*renewal.FILES, header.FILE, header.COPY, tries.FILE, spool.FILE)
KEPT = {f"{name}{ending}" for name in _NAMES for ending in ("", ".new")}
"""Every name that may lie in an office that is closed; ``.new`` is what a failed write left."""

_SENTENCE = re.compile(r"[A-Z][^/\\_]{20,240}\.")
_UNCLEAR = re.compile(r"Errno|Error|errno|SQL|sqlite|None|Traceback")


@pytest.fixture(autouse=True, scope="module")
def able():
    if why := faults.refusal():
        pytest.skip(why)


@dataclass(frozen=True)
class Scene:
    """An act, what its office held, and what had been promised about it before."""

    act: str
    on: Grounds
    bench: Bench
    before: Held
    promised: tuple[bytes, ...] = ()

    def wrong(self, ran: Ran) -> Iterator[str]:
        """Judge how the act ended, and the office it left."""
        if ran.end not in (End.DONE, End.TOLD):
            yield f"it {ran.end}: {ran.words}"
        clear = _SENTENCE.fullmatch(ran.words) and not _UNCLEAR.search(ran.words)
        if ran.end is End.TOLD and not clear:
            yield f"not a sentence for people: {ran.words}"
        if ran.unsynced:
            yield f"promised, and not on the disk: {ran.unsynced}"
        yield from after(self.on.office, [*self.promised, *ran.said], self.before).wrong
        if strays := {path.name for path in self.on.office.iterdir()} - KEPT:
            yield f"left behind: {', '.join(sorted(strays))}"


@contextmanager
def scene(act: str, bare: Path, place: Path) -> Iterator[Scene]:
    """Set an act up, and do it once without a fault."""
    with ExitStack() as until:
        said: tuple[bytes, ...] = ()
        if act == "renewed":
            start, before, said = until.enter_context(waiting(bare, place))
            on = until.enter_context(grounds("draft", start))
        else:
            on = until.enter_context(ground_for(act, bare, place))
            before = Held.by(on.office)
        forked = until.enter_context(Forked())
        yield Scene(act, on, Bench(on, *ACTS[act], forked), before, said)


@contextmanager
def waiting(bare: Path, place: Path) -> Iterator[tuple[Path, Held, tuple[bytes, ...]]]:
    """Give an office with a new key that the log beside its copy belongs to; what was promised."""
    with scene("rekey", bare, place) as first:
        for n in reversed(first.bench.places("fsync", "vault.db.next-wal>")):
            ran = first.bench.run(Fault("fsync", "EIO", n))
            if ran.end is End.DONE:
                break
        start = Path(shutil.copytree(first.on.office, place / "waiting"))
    yield start, first.before, ran.said


def fail_through(here: Scene, every: Iterable[Fault], seen: Counter) -> Iterator[str]:
    """Fail one call after another; give what was wrong and count what was seen."""
    for fault in every:
        ran = here.bench.run(fault)
        seen["faults"] += 1
        seen[ran.end] += 1
        seen["promises"] += sum(not line.startswith(b"#") for line in ran.said)
        wrong = [*here.wrong(ran), *([] if ran.hit else ["it was not hit"])]
        if wrong:
            where = "".join(ran.hit[:1])[:200]
            yield f"{here.act}, {fault}, {where}: {'; '.join(sorted(set(wrong)))}"


def through(here: Scene, calls: Iterable[str]) -> Iterator[str]:
    """Fail the call after the last one: the act is done, and so there was no n left out."""
    for call in calls:
        ran = here.bench.run(Fault(call, "EIO", here.bench.last(call) + 1))
        if ran.hit or ran.end is not End.DONE or [*here.wrong(ran)]:
            yield f"{here.act}: {call} comes more often than was seen: {ran.hit[:1]} {ran.words}"


def caught(here: Scene) -> int:
    """Break the program on purpose, and the disk with it; give how often that was found."""
    found = 0
    for planted, file in PLANTED[here.act].items():
        call = BY.get(planted, "pwrite64")
        n = here.bench.places(call, file)[-1]
        fault = Fault(call, SHORT if planted == "unlooked" else "EIO", n, on=True)
        found += any(here.wrong(here.bench.run(fault, planted)))
    return found


def sampled(here: Scene) -> Iterator[Fault]:
    """Draw some faults, one at least of each kind."""
    bench, dice = here.bench, random.Random(here.act)
    rare = [c for kind in ("files", "names") for c in CALLS[kind] if bench.places(c)]
    for call in ("pwrite64", "fsync", *dice.sample(rare, 2)):
        n = dice.choice(bench.places(call))
        yield Fault(call, dice.choice(ERRORS), n, dice.random() < 0.5)
    yield Fault("write", SHORT, dice.choice(bench.places("write")))
    yield Fault("fcntl", dice.choice(LOCK_ERRORS), dice.choice(bench.locks()), on=True)
    # The disk is full for the file that the log is folded into.
    if folded := bench.places("pwrite64", "vault.db.next>"):
        yield Fault("pwrite64", "ENOSPC", folded[0], on=True)


def every_one(bench: Bench, kind: str) -> Iterator[Fault]:
    """Give every n of every call of a kind, once and from then on."""
    if kind == "locks":
        error, other = LOCK_ERRORS
        yield from (Fault("fcntl", error, n) for n in bench.places("fcntl"))
        yield from (Fault("fcntl", other, n) for n in bench.locks())
        yield from (Fault("fcntl", error, n, on=True) for n in bench.locks())
    for call in CALLS[kind]:
        for n in bench.places(call) if call != "fcntl" else ():
            alike = kind == "pages" and n % RARE
            for error in ERRORS[:2] if alike else ERRORS:
                yield from (Fault(call, error, n, on) for on in (False, True))
    if kind == "files":
        yield from (Fault("write", SHORT, n) for n in bench.places("write"))


def judge(here: Scene, what: str, seen: Counter, wrong: list[str], deep: bool) -> None:
    saw = (
        f"{seen[End.TOLD]:,} ended with a sentence, {seen[End.DONE]:,} could do without the call; "
        f"{seen['promises']:,} promises looked up"
    )
    what, planted, found = f"calls refused during {what}", len(PLANTED[here.act]), caught(here)
    note(Tally("T19", what, seen["faults"], len(wrong), saw, planted, found, deep))
    assert found == planted
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("act", ACTS)
def test_what_was_promised_outlives_a_refused_call(bare_template, tmp_path, act):
    seen: Counter[str] = Counter()
    with scene(act, bare_template.folder, tmp_path) as here:
        wrong = [*fail_through(here, sampled(here), seen), *through(here, ["pwrite64"])]
        judge(here, act, seen, wrong, deep=False)


@pytest.mark.deep
@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize("act", ACTS)
def test_every_call_refused(bare_template, tmp_path, act, kind):
    seen: Counter[str] = Counter()
    with scene(act, bare_template.folder, tmp_path) as here:
        wrong = [*fail_through(here, every_one(here.bench, kind), seen)]
        wrong += through(here, [call for call in CALLS[kind] if here.bench.places(call)])
        judge(here, f"{act}, {kind}", seen, wrong, deep=True)
