"""T21: a damaged office is opened, refused or rescued, and whatever is lost is told."""

import random
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from hotline_desktop.actions import rescue_office
from hotline_desktop.actions.look_back import LookBack
from hotline_desktop.actions.rescue_office import RescueOffice
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.vault import precheck, vault
from hotline_desktop.vault.remains import drafts, pages, salvage
from hotline_desktop.vault.vault import DamagedVaultError, Vault
from tests.kit.tally import Tally, note
from tests.reliability import wrecks
from tests.reliability.grounds import known_keys
from tests.reliability.salvors import Seen

QUICK, DEEP = 3, 132
"""Wrecks of each kind."""

FEWEST = 0.85
"""Of the rows of all offices that were rescued, at least so many are there again."""

HALVES = {"the vault": list(wrecks.KINDS)[:19], "what lies beside it": list(wrecks.KINDS)[19:]}
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Ground:
    """The office at its moments, and where it is wrecked."""

    at: wrecks.Moments
    live: Path

    def wrecked(self, kinds, many: int, seed: int = 21) -> Seen:
        """Wreck the office in each way so many times, and judge what becomes of it."""
        seen = Seen()
        for kind in kinds:
            for n in range(many):
                wrecks.KINDS[kind](self.at, self.live, random.Random(f"{seed} {kind} {n}"))
                seen.judge(self.at, self.live, f"{kind} {n}")
        return seen


@pytest.fixture(scope="module")
def ground(sample_template):
    """In memory where the machine can; the office's keys cost nothing."""
    with (
        tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.exists() else None) as place,
        pytest.MonkeyPatch.context() as patch,
        known_keys(sample_template.folder),
    ):
        base = Path(place).resolve()
        live = base / wrecks.LIVE
        patch.setenv("XDG_STATE_HOME", str(live / "state"))
        (live / "state").mkdir(parents=True)
        yield Ground(wrecks.moments(sample_template, base), live)


def judged(ground: Ground, what: str, seen: Seen, deep: bool) -> None:
    counts = seen.counts
    rows = sum(len(rows) for rows in ground.at.truth.values()) * counts["rescued"]
    share = counts["rows kept"] / max(rows, 1)
    told = (
        f"{counts['refused']:,} refused, {counts['opened']:,} opened, {counts['rescued']:,} "
        f"rescued with {share:.0%} of their rows and {counts['named']:,} losses named"
    )
    missed = unseen(ground)
    caught = len(FAULTS) - len(missed)
    note(Tally("T21", what, counts["wrecks"], len(seen.wrong), told, len(FAULTS), caught, deep))
    assert not missed
    assert not seen.wrong, "\n".join(seen.wrong[:40])
    assert share > FEWEST, told


def _names_nothing(patch) -> None:
    honest = RescueOffice.__call__

    def rescue(verb, old, new, words):
        return msgspec.structs.replace(honest(verb, old, new, words), losses=(), more=())

    patch.setattr(RescueOffice, "__call__", rescue)


def _skips_seals(patch) -> None:
    patch.setattr(pages, "_sealed", lambda key, number, page: len(page) == pages.SIZE)


def _recreates(patch) -> None:
    honest = precheck.refuse_damaged

    def refuse(folder, key):
        try:
            honest(folder, key)
        except DamagedVaultError:
            (folder / vault.FILE).unlink()
            Vault.create(folder, key).close()
            raise

    patch.setattr(precheck, "refuse_damaged", refuse)


def _opens_without_looking(patch) -> None:
    patch.setattr(precheck, "refuse_damaged", lambda folder, key: None)


def _believes_old_pages(patch) -> None:
    patch.setattr(salvage, "doubts", lambda rows, whole: iter(()))
    patch.setattr(salvage, "differing", lambda table, index, columns: iter(()))
    patch.setattr(LookBack, "_compare_rows", staticmethod(lambda vault: ()))


def _blames_the_passphrase(patch) -> None:
    def refuse(folder, key):
        with suppress(DamagedVaultError):
            return precheck_honest(folder, key)
        raise WrongPassphraseError

    precheck_honest = precheck.refuse_damaged
    patch.setattr(precheck, "refuse_damaged", refuse)


def _mends_in_place(patch) -> None:
    honest = drafts.drafts_left

    def left(path, key):
        path.with_name("rescue.log").write_bytes(b"begun")
        return honest(path, key)

    patch.setattr(rescue_office, "drafts_left", left)


def _gives_up(patch) -> None:
    """Gives back hardly anything; names all of it."""
    honest = salvage.read_tables

    def read(pages):
        found = honest(pages)
        for table in ("entry", "situation", "situation_revision", "protocol"):
            found.tables[table].rows.clear()
            found.tables[table].whole = False
        return found

    patch.setattr(salvage, "read_tables", read)


FAULTS: dict[Callable, tuple[int, list[str]]] = {
    _names_nothing: (2, ["cut off"]),
    _skips_seals: (2, ["sectors of noise"]),
    _recreates: (1, ["pages blank"]),
    _opens_without_looking: (2, ["pages blank", "journal leftover", "log of an earlier day"]),
    _believes_old_pages: (16, ["old pages replayed"]),
    _blames_the_passphrase: (1, ["bits flipped"]),
    _mends_in_place: (1, ["bits flipped"]),
}
"""What is broken on purpose in the program, and how many of which wrecks must show it."""


def unseen(ground: Ground) -> list[str]:
    """Break the program in each way; name those that nothing showed."""
    found = []
    for fault, (many, kinds) in FAULTS.items():
        with pytest.MonkeyPatch.context() as patch:
            fault(patch)
            if not ground.wrecked(kinds, many, seed=7).wrong:
                found.append(fault.__name__)
    return found


def test_a_rescue_that_gives_up_is_seen(ground):
    with pytest.MonkeyPatch.context() as patch:
        _gives_up(patch)
        seen = ground.wrecked(["bits flipped"], 2)
    rows = sum(len(rows) for rows in ground.at.truth.values()) * seen.counts["rescued"]
    assert 0 < seen.counts["rows kept"] < FEWEST * rows


def test_an_old_page_of_another_table_ends_no_rescue(ground):
    """Found by the long run: rows of another shape were taken for beginnings of situations."""
    seen = Seen()
    for n in (8, 28, 93):
        chance = random.Random(f"2100 old pages replayed {n}")
        wrecks.KINDS["old pages replayed"](ground.at, ground.live, chance)
        seen.judge(ground.at, ground.live, f"old pages replayed {n}")
    assert not seen.wrong


def test_damaged_offices(ground):
    seen = ground.wrecked(wrecks.KINDS, QUICK)
    what = f"wrong, missing or changed in silence, of {len(wrecks.KINDS)} kinds of damage"
    judged(ground, what, seen, deep=False)


@pytest.mark.deep
@pytest.mark.parametrize("half", HALVES)
def test_thousands_of_damaged_offices(ground, half):
    seen = ground.wrecked(HALVES[half], DEEP, seed=2100)
    what = f"wrong, missing or changed in silence, damage to {half}"
    judged(ground, what, seen, deep=True)
