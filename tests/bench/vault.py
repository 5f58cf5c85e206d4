"""The vault beside the same wheel without a key, in one run and in turn; prints, judges nothing."""

import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from hotline_desktop.actions.generate_office import AS_OF, records
from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.protocol import Protocol
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Situation, Status
from hotline_desktop.vault import directory, protocols, situations
from hotline_desktop.vault import vault as rooms
from hotline_desktop.vault.vault import Vault
from tests.bench.figures import Figure, middle, processor
from tests.hands.finding import find

KEY = bytes(range(32))
SEED = 14
AIMS = {"search": 1.15, "list": 1.75, "cold read": 1.75, "commit": 1.7}
SETTINGS = ("temp_store=2", "journal_mode=WAL", "synchronous=FULL", "cache_size=-64000",
            "foreign_keys=ON", "trusted_schema=OFF", "secure_delete=ON")  # fmt: skip
ASKED = ("kitchen", "motel inter", "larkmoor", "plate fic", "truck st", "pasaporte", "night sal")
CALLED = ("pol", "sheriff lark", "legal", "shel", "house em", "task force", "co sher")
POINTS = ((41.10, -80.65), (34.05, -118.25), (29.76, -95.37), (46.87, -113.99))


class Plain(Vault):
    """The same code on a file without a key."""

    def __init__(self, path: Path) -> None:
        self._path, self._key, self.after_commit = path, b"", None
        self._connection = dbapi2.connect(str(path), isolation_level=None)
        for setting in SETTINGS:
            self._connection.execute(f"PRAGMA {setting}").fetchall()
        self._connection.set_authorizer(rooms._authorize)


def made(scale: float, seed: int = SEED) -> Iterator[Any]:
    """Every record once: contacts, providers, protocols, situations as they were taken."""
    for record in records(Ground(seed, AS_OF), scale):
        if not isinstance(record, tuple):
            yield record
        elif record.situation.revision == 1:
            yield msgspec.structs.replace(record.situation, author="bench")


def put(connection: Any, record: Any) -> None:
    """Write one record by the store it belongs to."""
    if isinstance(record, Contact):
        directory.keep_contact(connection, record)
    elif isinstance(record, Provider):
        directory.keep_provider(connection, record)
    elif isinstance(record, Protocol):
        protocols.keep_protocol(connection, record)
    else:
        situations.keep(connection, record)


def filled(folder: Path, scale: float) -> tuple[Vault, Vault, list[str]]:
    """Write the same records with and without a key; gives both, open, and the situations' ids."""
    folder.mkdir(parents=True)
    keyed, plain = Vault.create(folder, KEY), Plain(folder / "plain.db")
    plain._migrate(oldest=0)
    coming, ids = made(scale), []
    while batch := list(islice(coming, 1000)):
        ids += [record.id for record in batch if isinstance(record, Situation)]
        for vault in (keyed, plain):
            with vault.transaction() as connection:
                for record in batch:
                    put(connection, record)
    for vault in (keyed, plain):
        vault.close()
    return Vault.open(folder, KEY), Plain(folder / "plain.db"), ids


def acts(ids: list[str], draw: random.Random) -> dict[str, tuple[Callable[[Vault], object], int]]:
    """What is done with both, and how often a round."""
    fresh = (record for record in made(1, seed=SEED + 1) if isinstance(record, Situation))
    spare = list(islice(fresh, 2000))
    number = iter(range(10**6, 2 * 10**6))

    def commit(vault: Vault) -> None:
        new = next(number)
        one = msgspec.structs.replace(
            draw.choice(spare), id=f"{draw.getrandbits(64):x}-{new}", number=f"S-27-{new}"
        )
        with vault.transaction() as connection:
            situations.keep(connection, one)

    def cold(vault: Vault) -> None:
        """Read a screenful of records whose pages are in no cache of the vault's."""
        vault._connection.execute("PRAGMA shrink_memory").fetchall()
        for _ in range(50):
            situations.situation(vault, draw.choice(ids))

    def near(vault: Vault) -> object:
        return find(vault, draw.choice(CALLED), near=draw.choice(POINTS), now=AS_OF)

    return {
        "search situations": (lambda v: situations.find(v, draw.choice(ASKED)), 30),
        "search by number": (lambda v: situations.find(v, f"S-26-{draw.randrange(9999):04}"), 10),
        "search directory": (lambda v: find(v, draw.choice(CALLED), now=AS_OF), 40),
        "search near a point": (near, 40),
        "list 50 situations": (lambda v: situations.lines(v, Status.OPEN, 50), 60),
        "cold read of 50": (cold, 6),
        "commit of one": (commit, 40),
    }


def ratios(folder: Path, scale: float, rounds: int = 7) -> Iterator[Figure]:
    """Measure each pair in turn, several rounds, and give the medians."""
    keyed, plain, ids = filled(folder, scale)
    draw = random.Random(9)
    for what, (act, times) in acts(ids, draw).items():
        taken: list[tuple[float, float]] = []
        for _ in range(rounds):
            state = draw.getstate()
            with_key = processor(lambda: act(keyed), times)  # noqa: B023 - used at once
            draw.setstate(state)
            taken.append((with_key, processor(lambda: act(plain), times)))  # noqa: B023
        with_key, without = (middle(one[n] for one in taken) for n in (0, 1))
        aim = next(aim for start, aim in AIMS.items() if what.startswith(start))
        told = f"{with_key:.3f} ms of processor, {without:.3f} without a key"
        yield Figure(what, len(ids), with_key / without, "x", aim, told)
    for vault in (keyed, plain):
        vault.close()
