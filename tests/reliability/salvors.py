"""Whether a damaged office is dealt with honestly: opened, refused or rescued, and all told."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from hotline_desktop.actions import open_office
from hotline_desktop.actions.look_back import LookBack
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.rescue_office import Rescued, RescueOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.vault.check import findings
from tests.hands.passphrase import PASSPHRASE
from tests.reliability import wrecks
from tests.reliability.wrecks import Moments, Rows, rows_of

_OURS = ("tries.json", "spool")
"""What a wrong passphrase writes, and nothing of which is damaged."""

_MORE = {
    "situation": "situations",
    "situation_revision": "revisions",
    "packet": "packets",
    "ledger": "ledger lines",
    "entry": "contacts and providers",
    "advocate": "people",
    "access": "people",
    "signing": "people",
    "jurisdiction": "contacts and providers",
    "trail": "trail lines",
    "protocol": "protocols",
}


@dataclass
class Seen:
    """What happened over many wrecks; ``wrong`` is what must be empty."""

    wrong: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def judge(self, at: Moments, place: Path, kind: str) -> None:
        """Rescue the office in ``place``, then open it the ordinary way."""
        office = place / "office"
        before, told = _hashes(office), f"{kind}: "
        pages = wrecks.changed(at, office) if kind.rsplit(" ", 1)[0] in wrecks.SEEN_BY_SEALS else 0
        self.wrong += [told + one for one in self._rescue(at, office, place / "new", pages)]
        if _hashes(office) != before:
            self.wrong.append(f"{told}the rescue wrote into the damaged folder")
        key_file = "key file" in kind
        self.wrong += [told + one for one in self._open(at, office, before, key_file)]
        self.counts["wrecks"] += 1

    def _rescue(self, at: Moments, office: Path, new: Path, pages: int) -> Iterator[str]:
        shutil.rmtree(new, ignore_errors=True)
        try:
            rescued = RescueOffice(World())(office, new, PASSPHRASE)
        except HotlineError as reason:
            self.counts["rescue refused"] += 1
            yield from _sentence(reason)
            if new.exists():
                yield "a refused rescue left a folder"
            return
        except Exception as reason:  # noqa: BLE001 - whatever it is, it was not handled
            yield f"the rescue broke: {type(reason).__name__}: {reason}"
            return
        self.counts["rescued"] += 1
        if rescued.damaged < pages:
            yield f"{pages} pages are damaged, and {rescued.damaged} are told"
        self.counts["whole"] += rescued.is_whole()
        self.counts["named"] += len(rescued.losses)
        try:
            with closing(_opened(new)) as desk:
                rows = rows_of(desk)
                found = [one for one in findings(desk.vault) if one.part != "trail"]
                self.counts["rows kept"] += sum(len(one) for one in rows.values())
                yield from (f"the rescued office: {one.sentence}" for one in found)
        except Exception as reason:  # noqa: BLE001
            yield f"the rescued office does not open: {type(reason).__name__}: {reason}"
            return
        yield from unnamed(at.truth, rows, rescued)

    def _open(
        self, at: Moments, office: Path, before: dict[str, str], key_file: bool
    ) -> Iterator[str]:
        try:
            desk = _opened(office)
        except WrongPassphraseError:
            self.counts["taken for a wrong passphrase"] += 1
            if not key_file:
                yield "taken for a wrong passphrase"
            return
        except HotlineError as reason:
            self.counts["refused"] += 1
            yield from _sentence(reason)
            after = _hashes(office)
            changed = [name for name in before if before[name] != after.get(name)]
            if changed or set(after) - set(before) - {"vault.db-shm", "journal.db-shm"}:
                yield f"refused, and yet changed: {changed or set(after) - set(before)}"
            return
        except Exception as reason:  # noqa: BLE001
            yield f"opening broke: {type(reason).__name__}: {reason}"
            return
        self.counts["opened"] += 1
        with closing(desk):
            try:
                wrong = list(differences(at.truth, rows_of(desk)))
                if wrong and not (desk.noticed or LookBack(desk)()):
                    yield f"opened, and nobody is told: {wrong[0]} and {len(wrong) - 1} more"
                self.counts["noticed"] += bool(wrong)
            except HotlineError:
                self.counts["named while reading"] += 1
            except Exception as reason:  # noqa: BLE001
                yield f"reading broke: {type(reason).__name__}: {reason}"


def differences(truth: Rows, rows: Rows) -> Iterator[str]:
    """Give every row that is missing, not as it was, or was never there."""
    newest = max(seq for (seq,) in truth["trail"])
    for table, held in truth.items():
        for key, row in held.items():
            if rows[table].get(key) != row:
                yield f"{table} {key} {'differs' if key in rows[table] else 'is missing'}"
        for key in rows[table].keys() - held.keys():
            if table != "trail" or key[0] <= newest:
                yield f"{table} {key} was never there"


def unnamed(truth: Rows, rows: Rows, rescued: Rescued) -> Iterator[str]:
    """Give every difference that the rescue does not name."""
    says = {(loss.kind, loss.name) for loss in rescued.losses}
    kinds = {kind for kind, _ in says}
    newest = max(seq for (seq,) in truth["trail"])
    older = "vault" in kinds  # all of it, and it says from which line of the trail
    lines = {seq for kind, name in says if kind == "trail line" for seq in _numbers(name)}
    for table, held in truth.items():
        for key in held.keys() | rows[table].keys():
            if rows[table].get(key) == held.get(key):
                continue
            missing = key not in rows[table]
            if older and table not in ("secret", "signing"):
                continue
            if missing and _MORE.get(table) in rescued.more:
                continue
            if table == "trail" and (key[0] in lines or (key not in held and key[0] > newest)):
                continue
            if table == "trail" and "trail lines" in rescued.more:
                continue  # a lost line's number goes to a new one
            if not _names(truth, table, key, says, kinds, lines):
                what = "is missing" if missing else "differs" if key in held else "never was"
                yield f"{table} {key} {what} and is not named"


def _names(truth, table, key, says, kinds, lines) -> bool:
    numbers = {key[0]: row[1] for key, row in truth["situation"].items()}
    packets = {key[0]: row for key, row in truth["packet"].items()}
    packets |= {f"lost {row[1]}": row for row in truth["packet"].values()}
    people = {key[0]: row[1] for key, row in truth["advocate"].items()}
    contact = key[-1]
    names = {
        "office": {("office record", "name, policy, phone, time zone")},
        "advocate": {("person", key[0])},
        "access": {("access", key[0]), ("access", people.get(key[0])), ("person", key[0])},
        "signing": {("signing key", key[0]), ("signing key", people.get(key[0]))},
        "unsaved": {("unsaved text", "some of it may be lost")},
        "shares": {("recovery shares", "to be made anew")},
        "secret": {("the office's secret", "to be made anew")},
        "situation": {
            (kind, name)
            for kind in ("situation", "time of the situation")
            for name in (key[0], numbers.get(key[0]))
        },
        "situation_revision": {
            (kind, name)
            for called in (key[0], numbers.get(key[0]))
            for kind, name in (("revision", f"{called} revision {key[-1]}"), ("situation", called))
        },
        "packet": {("packet", key[0]), ("packet", packets.get(key[0], [0, ""])[1])},
        "entry": {(kind, key[0]) for kind in ("contact", "provider", "entry of the directory")},
        "jurisdiction": {(kind, contact) for kind in ("contact", "entry of the directory")},
        "protocol": {("protocol", f"{key[0]} version {key[-1]}")},
    }
    if table == "ledger":
        number = packets.get(key[0], [0, ""])[1]
        wanted = {(k, n) for k in ("packet", "ledger line of packet") for n in (number, key[0])}
        return bool(wanted & says)
    return bool(names.get(table, set()) & says)


def _numbers(name: str) -> range:
    begin, _, end = name.replace(",", "").partition(" to ")
    return range(int(begin), int(end or begin) + 1)


def _sentence(reason: HotlineError) -> Iterator[str]:
    """A person reads it: it ends, is short, and repeats nothing of the file."""
    said = str(reason)
    if not said or len(said) > 400 or said[-1] not in ".T" and "NEW_OFFICE" not in said:
        yield f"no clear sentence: {said!r}"


def _opened(office: Path) -> OpenOffice:
    world = World()
    return open_office.enter(office, open_office.derive(office, PASSPHRASE, world), world)


def _hashes(office: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(office.iterdir())
        if not file.name.startswith(_OURS)
    }
