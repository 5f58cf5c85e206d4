"""Fill an empty exercise office with invented records of any number; never touches a real office.

The same seed, scale and day make the same records with the same ids, in any office.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

import msgspec

from hotline_desktop.actions.generated_chance import Ground
from hotline_desktop.actions.generated_directory import contact, provider
from hotline_desktop.actions.generated_drafts import Near
from hotline_desktop.actions.generated_protocols import protocol
from hotline_desktop.actions.generated_situations import Kept, situations
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Noun, encode
from hotline_desktop.models.protocol import Protocol
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault import directory, protocols, trail
from hotline_desktop.vault import situations as kept_situations
from hotline_desktop.vault.vault import Connection, Vault

AS_OF = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""The moment a generated office is of: fixed, so that tomorrow's records are the same."""

CONTACTS, PROTOCOLS, PROVIDERS, SITUATIONS = 1681, 282, 1200, 14_000
"""How many there are at scale 1."""

MOST = 100.0
_BATCH = 250
"""Rows a transaction: another writer waits for no more than these."""
_NEAR = 40
"""How many contacts of a state steps and releases may name."""

T = TypeVar("T")
_Record = Contact | Provider | Protocol | Kept


class NotForInventedError(BadInputError):
    """Invented records go into an empty exercise office and nowhere else."""

    def __init__(self) -> None:
        """Say where they go."""
        super().__init__(
            "Invented records go into an empty exercise office only: name a folder that does not "
            "exist, and one is made there."
        )


class Generated(Noun, frozen=True):
    """How many of each were written; ``digest`` (SHA-256, hex) is over all of them in order."""

    contacts: int
    protocols: int
    providers: int
    situations: int
    revisions: int
    digest: str


def counts(scale: float) -> tuple[int, int, int, int]:
    """Give how many contacts, protocols, providers and situations a scale makes, one at least.

    Raises:
        BadInputError: no such scale.
    """
    if not 0 < scale <= MOST:
        raise BadInputError(f"The scale is a number above 0 and up to {MOST:g}.")
    contacts, rules, helpers, cases = (
        max(1, round(count * scale)) for count in (CONTACTS, PROTOCOLS, PROVIDERS, SITUATIONS)
    )
    return contacts, rules, helpers, cases


def records(ground: Ground, scale: float) -> Iterator[_Record]:
    """Give every record of an office in the order of writing, one at a time."""
    contacts, rules, helpers, cases = counts(scale)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for number in range(contacts):
        made = contact(ground, number)
        if len(near[made.state]) < _NEAR:
            near[made.state].append(made.id)
        yield made
    known: Near = {state: tuple(ids) for state, ids in near.items()}
    yield from (provider(ground, number) for number in range(helpers))
    yield from (protocol(ground, number, known) for number in range(rules))
    yield from situations(ground, cases, known)


@dataclass(frozen=True, slots=True)
class GenerateOffice:
    """The verb; for any thread, on a connection of its own."""

    desk: OpenOffice

    def __call__(
        self,
        scale: float,
        seed: int,
        as_of: datetime = AS_OF,
        lean: bool = False,
        progress: Callable[[int, int], None] = lambda done, of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Generated:
        """Write the records; ``progress`` hears how many of how many after each batch.

        ``lean`` situations have hardly a word: an archive that is only long.

        Raises:
            NotForInventedError: the office is real, or not empty; nothing was written.
            CancelledError: somebody stopped it; the batches before stay.
        """
        tally, of = _Tally(), sum(counts(scale))
        with closing(self.desk.vault.second()) as vault:
            if not self.desk.office.exercise or _holds_something(vault):
                raise NotForInventedError
            told = f"scale {scale:g} seed {seed} as of {as_of:%Y-%m-%d}{' lean' * lean}"
            self._write_down(vault, f"begun: {told}")
            # Made outside the transaction and written inside: the lock is held for half the time.
            for batch in _batches(records(Ground(seed, as_of, lean), scale), _BATCH):
                tally.add(batch)
                with vault.transaction() as connection:
                    for record in batch:
                        self._keep(connection, record)
                progress(tally.records, of)
                if cancelled():
                    raise CancelledError
            self._write_down(vault, f"done: {told}")
        return tally.generated()

    def _write_down(self, vault: Vault, detail: str) -> None:
        now, who = self.desk.world.now(), self.desk.advocate.id
        with vault.transaction() as connection:
            trail.add(connection, now, who, "generate", self.desk.office.id, detail)

    def _keep(self, connection: Connection, record: _Record) -> None:
        if isinstance(record, Contact):
            directory.keep_contact(connection, record)
        elif isinstance(record, Provider):
            directory.keep_provider(connection, record)
        elif isinstance(record, Protocol):
            protocols.keep_protocol(connection, record)
        else:
            who = self.desk.advocate.id
            one = msgspec.structs.replace(record.situation, author=who)
            kept_situations.keep(connection, one)
            trail.add(connection, one.kept_at, who, record.act, one.id, one.number)


class _Tally:
    """Counts what was written, and folds it into one digest."""

    def __init__(self) -> None:
        self._counts: dict[type, int] = defaultdict(int)
        self._situations = 0
        self._digest = hashlib.sha256()

    @property
    def records(self) -> int:
        """How many records there are; revisions of a situation do not count."""
        return sum(self._counts.values()) - self._counts[Kept] + self._situations

    def add(self, batch: Iterable[_Record]) -> None:
        for record in batch:
            self._counts[type(record)] += 1
            noun = record.situation if isinstance(record, Kept) else record
            self._situations += isinstance(record, Kept) and record.situation.revision == 1
            self._digest.update(encode(noun))

    def generated(self) -> Generated:
        return Generated(
            contacts=self._counts[Contact],
            protocols=self._counts[Protocol],
            providers=self._counts[Provider],
            situations=self._situations,
            revisions=self._counts[Kept],
            digest=self._digest.hexdigest(),
        )


def _holds_something(vault: Vault) -> bool:
    tables = ("entry", "protocol", "situation")
    return any(vault.row(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)  # noqa: S608 - ours


def _batches(made: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(made, size)):
        yield batch
