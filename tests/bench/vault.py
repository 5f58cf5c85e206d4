"""The vault beside the same wheel without a key, in one run and in turn; prints, judges nothing."""

import gc
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.vault import situations
from hotline_desktop.vault.vault import FILE, Vault, connect

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 4, 18, tzinfo=UTC)
# Common words and rare ones, as in notes: a search for three letters finds some, not all.
WORDS = tuple(
    f"{first}{last}"
    for first in (
        "mot",
        "riv",
        "har",
        "lau",
        "por",
        "can",
        "wid",
        "tru",
        "bas",
        "cor",
        "gar",
        "sta",
    )
    for last in ("el", "er", "bor", "ndry", "ch", "nery", "ow", "ck", "ement", "ner", "age", "tion")
    + tuple(f"{n:x}" for n in range(160))
)

AIMS = {"search": 1.15, "list": 1.75, "cold read": 1.75, "commit": 1.7}


@dataclass(frozen=True)
class Line:
    """One measured thing: milliseconds of processor with the key, and the ratio to without."""

    what: str
    scale: int
    keyed: float
    ratio: float


def _plain(path: Path) -> Vault:
    """Open the same schema by the same code on a file without a key."""
    vault = Vault.__new__(Vault)
    vault._path, vault._key, vault.after_commit = path, b"", None
    vault._connection = dbapi2.connect(str(path), isolation_level=None)
    for setting in ("temp_store=2", "journal_mode=WAL", "synchronous=FULL", "cache_size=-64000",
                    "foreign_keys=ON", "secure_delete=ON"):  # fmt: skip
        vault._connection.execute(f"PRAGMA {setting}").fetchall()
    return vault


def situation(number: int, seed: random.Random) -> Situation:
    """Make a fictional one of the usual length."""
    words = " ".join(seed.choices(WORDS, k=seed.randint(40, 300)))
    draft = Draft(place=Observation(words=f"{seed.choice(WORDS)} {number % 97}"), narrative=words)
    at = NOW + timedelta(minutes=number)
    return Situation(
        id=f"{number:08d}", number=f"S-26-{number:06d}", status=Status.OPEN, taken_at=at,
        kept_at=at, author="bench", revision=1, draft=draft,
    )  # fmt: skip


def filled(folder: Path, count: int) -> tuple[Path, Path]:
    """Write the same situations with and without a key; gives both files."""
    folder.mkdir(parents=True)
    keyed, plain = Vault.create(folder, KEY), _plain(folder / "plain.db")
    plain._migrate(oldest=0)
    for vault in (keyed, plain):
        seed = random.Random(7)  # noqa: S311 - the same for both, and nothing secret
        for start in range(0, count, 1000):
            with vault.transaction() as connection:
                for number in range(start, min(count, start + 1000)):
                    situations.keep(connection, situation(number, seed))
        vault.close()
    return folder / FILE, folder / "plain.db"


def _cpu(work: Callable[[], object], times: int) -> float:
    gc.collect()
    begun = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begun) * 1000 / times


def ratios(folder: Path, scale: int, rounds: int = 7) -> list[Line]:
    """Measure each pair in turn, several rounds, and take the medians."""
    keyed_file, plain_file = filled(folder, scale)
    found = []

    def opened() -> tuple[Vault, Vault]:
        keyed = Vault.__new__(Vault)
        keyed._path, keyed._key, keyed.after_commit = keyed_file, KEY, None
        keyed._connection = connect(keyed_file, KEY)
        return keyed, _plain(plain_file)

    pair = opened()
    number, seed = [scale], random.Random(9)  # noqa: S311 - as above

    def commit(vault: Vault) -> None:
        number[0] += 1
        with vault.transaction() as connection:
            situations.keep(connection, situation(number[0], seed))

    def cold(vault: Vault) -> None:
        """Read a screenful of records whose pages are in no cache of the vault's."""
        vault._connection.execute("PRAGMA shrink_memory").fetchall()
        for _ in range(50):
            situations.situation(vault, f"{seed.randrange(scale):08d}")

    acts: dict[str, tuple[Callable[[Vault], object], int]] = {
        "search": (
            lambda v: situations.find(v, f"{seed.choice(WORDS)} {seed.choice(WORDS)[:3]}"),
            40,
        ),
        "list": (lambda v: situations.lines(v, Status.OPEN, 50), 60),
        "cold read": (cold, 4),
        "commit": (commit, 40),
    }
    for what, (act, times) in acts.items():
        taken: list[tuple[float, float]] = []
        for _ in range(rounds):
            state = seed.getstate()
            with_key = _cpu(lambda: act(pair[0]), times)  # noqa: B023 - used at once
            seed.setstate(state)
            taken.append((with_key, _cpu(lambda: act(pair[1]), times)))  # noqa: B023 - as above
        keyed, plain = (statistics.median(one[n] for one in taken) for n in (0, 1))
        found.append(Line(what, scale, keyed, keyed / plain))
    for vault in pair:
        vault.close()
    return found


def report(folder: Path, scales: tuple[int, ...]) -> None:
    """Print the table."""
    print(f"{'with the key':14} {'situations':>10} {'CPU ms':>9} {'x without':>10} {'aim':>6}")
    for scale in scales:
        for line in ratios(folder / str(scale), scale):
            print(
                f"{line.what:14} {line.scale:10,} {line.keyed:9.3f} {line.ratio:10.2f} "
                f"{AIMS[line.what]:6.2f}"
            )
