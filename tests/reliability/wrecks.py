"""An office at several moments, and ways to damage its files; judges nothing."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hotline_desktop.actions import open_office
from hotline_desktop.actions.close_situation import CloseSituation
from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.make_packet import MakePacket, Wish
from hotline_desktop.actions.open_office import Key, OpenOffice
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.actions.world import World
from hotline_desktop.keys import signing
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.office import Advocate, Role
from hotline_desktop.models.situation import Draft
from hotline_desktop.vault import access, offices, trail
from hotline_desktop.vault.remains.tables import SHAPES
from hotline_desktop.vault.vault import connect
from tests.hands.office import NIGHT
from tests.kit.acts import text

PAGE, SECTOR = 4096, 512
VAULT, LOG, JOURNAL, HEADER = "vault.db", "vault.db-wal", "journal.db", "office.json"
DESK = "valley-task-force-night"

LIVE = "live"
"""The folder where the office lives: what a machine remembers of it goes by its place."""

Rows = dict[str, dict[tuple, tuple]]


@dataclass(frozen=True)
class Moments:
    """Folders: the office ``closed``, ``crashed`` with its log, ``earlier``; an ``other`` office.

    ``older_log`` is a crash of an earlier day, ``hot`` a journal of old pages as SQLite would take
    it, ``state`` what the machine remembered last. ``truth`` is every row of the last moment.
    """

    key: Key
    closed: Path
    crashed: Path
    earlier: Path
    older_log: Path
    other: Path
    state: Path
    hot: bytes
    truth: Rows

    def put(self, moment: Path, place: Path) -> Path:
        """Put an office there as it was at a moment, and what the machine remembers."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(moment, place / "office")
        shutil.copytree(self.state, place / "state")
        return place / "office"


def rows_of(desk: OpenOffice) -> Rows:
    """Give every row of every table that is no mere help, by its key."""
    found: Rows = {}
    for table, shape in SHAPES.items():
        columns = [column.strip("#+*~") for column in shape.split()]
        keys = keys_of(table)
        wanted = [column for column in columns if column not in ("rowid",)]
        if table == "ledger":
            wanted.remove("seq")
        rows = desk.vault.rows(f"SELECT {','.join(wanted)} FROM {table}")
        named = (dict(zip(wanted, row, strict=True)) for row in rows)
        found[table] = {}
        for row in named:
            key = tuple(row[key] for key in keys)
            # A second row of one key can stand there only after damage.
            key = (*key, "twice") if key in found[table] else key
            found[table][key] = tuple(row.values())
    with closing(connect(desk.folder / JOURNAL, desk.key.data_key)) as typed:
        found["unsaved"] = {
            ("desk", *row[:1]): row for row in typed.execute("SELECT author, at, body FROM desk")
        } | {
            ("aside", *row[:2]): row
            for row in typed.execute("SELECT author, situation, at, body FROM aside")
        }
    return found


def keys_of(table: str) -> tuple[str, ...]:
    return {
        "situation_revision": ("situation", "revision"),
        "protocol": ("id", "version"),
        "jurisdiction": ("area", "contact"),
        "ledger": ("packet",),
        "trail": ("seq",),
        "access": ("advocate",),
        "signing": ("advocate",),
    }.get(table, ("id",))


def moments(sample, place: Path) -> Moments:
    """Let an office live through some days, and keep copies of it on the way."""
    office, state = place / LIVE / "office", place / LIVE / "state"
    sample.copy(office)
    other = _other(sample.folder.parent, place)
    desk = open_office.enter(office, sample.key, World())
    _first_days(desk)
    older_log = Path(shutil.copytree(office, place / "older log"))
    desk.close()
    earlier = Path(shutil.copytree(office, place / "earlier"))
    desk = open_office.enter(office, sample.key, World())
    _busy_days(desk)
    desk.close()
    desk = open_office.enter(office, sample.key, World())
    _last_day(desk)
    truth = rows_of(desk)
    crashed = Path(shutil.copytree(office, place / "crashed"))
    kept = Path(shutil.copytree(state, place / "state kept"))
    desk.close()
    closed = Path(shutil.copytree(office, place / "closed"))
    hot = _hot(earlier, sample.key, place)
    made = (closed, crashed, earlier, older_log, other, kept)
    return Moments(sample.key, *made, hot, truth)


def _other(folder: Path, place: Path) -> Path:
    from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
    from hotline_desktop.models.office import Policy
    from tests.hands.passphrase import PASSPHRASE

    plan = Plan(name="Other office", policy=Policy.STRICT, advocate="Theo")
    SetUpOffice(World())(place / "other", plan, PASSPHRASE)
    return place / "other"


def _first_days(desk: OpenOffice) -> None:
    _somebody(desk, "Theo")
    _calls(desk, range(12))
    desk.journal.keep(desk.advocate.id, Bookmark(page="intake", draft=Draft(narrative="a")), NIGHT)


def _busy_days(desk: OpenOffice) -> None:
    made = _calls(desk, range(12, 18))
    for one in made[::4]:
        TakeSignal(desk)(Draft(place=Observation(words="later"), narrative=text(77)), one)
    for one in made[::5]:
        CloseSituation(desk)(one)
    first = desk.vault.rows("SELECT id FROM situation ORDER BY number LIMIT 8")
    for (one,) in first[::2]:
        TakeSignal(desk)(Draft(place=Observation(words="again"), narrative=text(91)), one)


def _last_day(desk: OpenOffice) -> None:
    made = _calls(desk, range(18, 22))
    TakeSignal(desk)(Draft(place=Observation(words="later"), narrative=text(78)), made[0])
    VerifyContact(desk)(DESK, "called back")
    verb, call = MakePacket(desk), TakeSignal(desk)(sample_call(desk.world.now()))
    for n in range(2):
        gathered = verb.gather(Wish(call.id, DESK))
        out = desk.folder.parent / f"{n}.pdf"
        verb.record(gathered, verb.press(verb.job(gathered)), out)
    who, now = desk.advocate.id, desk.world.now()
    left = Bookmark(page="intake", draft=Draft(narrative=text(5)))
    desk.journal.keep(who, left, now, before=Bookmark(page="intake", draft=Draft(narrative="b")))
    desk.journal.set_aside(who, Bookmark(page="intake", situation="x", draft=left.draft), now)


def _calls(desk: OpenOffice, numbers: range) -> list[str]:
    take = TakeSignal(desk)
    drafts = (Draft(place=Observation(words=f"Room {n}"), narrative=text(n)) for n in numbers)
    return [take(draft).id for draft in drafts]


def _somebody(desk: OpenOffice, name: str) -> None:
    person, now = Advocate(desk.world.new_id(), name, Role.ADVOCATE), desk.world.now()
    root, root_key = offices.issuer(desk.vault)
    pair = signing.make_advocate_signing(desk.office, person, root, root_key, now)
    with desk.vault.transaction() as connection:
        offices.keep_advocate(connection, person)
        offices.keep_signing(
            connection, person.id, pair.chain, pair.key, pair.root_key, pair.root_sha256
        )
        access.give(connection, access.Access(person.id, "theo's", bytes(range(32))), now)
        trail.add(connection, now, desk.advocate.id, "add_advocate", person.id)


def _hot(earlier: Path, key: Key, place: Path) -> bytes:
    """Give a rollback journal that SQLite would play back: it holds pages of an earlier day."""
    folder = Path(shutil.copytree(earlier, place / "hot"))
    with closing(connect(folder / VAULT, key.data_key)) as one:
        one.execute("PRAGMA journal_mode=DELETE").fetchall()
        one.execute("PRAGMA cache_size=2")
        one.execute("BEGIN IMMEDIATE")
        one.execute("UPDATE situation SET body=body||' '")
        one.execute("UPDATE entry SET body=body||' '")
        made = (folder / f"{VAULT}-journal").read_bytes()
        one.execute("ROLLBACK")
    assert len(made) > PAGE
    return made


Wreck = Callable[[Moments, Path, random.Random], None]
"""Damages the office in a folder ``place / "office"``, which it also puts there."""


def _edited(name: str, change: Callable[[bytearray, random.Random], bytes | bytearray]) -> Wreck:
    def wreck(at: Moments, place: Path, chance: random.Random) -> None:
        moment = at.crashed if name == LOG else at.closed
        path = at.put(moment, place) / name
        path.write_bytes(change(bytearray(path.read_bytes()), chance))

    return wreck


def _flips(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice([1, 1, 3, 8])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _over(size: int, noise: bool = False):
    def change(data: bytearray, chance: random.Random) -> bytearray:
        for _ in range(chance.choice([1, 1, 2, 4])):
            at = chance.randrange(max(1, len(data) // size)) * size
            data[at : at + size] = chance.randbytes(size) if noise else bytes(size)
        return data

    return change


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    step = chance.choice([1, SECTOR, PAGE])
    return data[: chance.randrange(len(data)) // step * step]


def _moved(both: bool):
    def change(data: bytearray, chance: random.Random) -> bytearray:
        one, two = (n * PAGE for n in chance.sample(range(len(data) // PAGE), 2))
        first, second = data[one : one + PAGE], data[two : two + PAGE]
        data[two : two + PAGE] = first
        if both:
            data[one : one + PAGE] = second
        return data

    return change


def _shifted(data: bytearray, chance: random.Random) -> bytearray:
    at, size = chance.randrange(len(data)), chance.choice([1, SECTOR, PAGE])
    if chance.random() < 0.5:
        return data[:at] + chance.randbytes(size) + data[at:]
    return data[:at] + data[at + size :]


def _tail(data: bytearray, chance: random.Random) -> bytearray:
    size = chance.randrange(1, len(data) // 3)
    data[-size:] = chance.randbytes(size)
    return data


def _longer(data: bytearray, chance: random.Random) -> bytearray:
    return data + chance.randbytes(chance.choice([1, SECTOR, PAGE, 3 * PAGE]))


def _foreign(data: bytearray, chance: random.Random) -> bytes:
    kinds = [b"", b"\x89PNG\r\n\x1a\n", b"SQLite format 3\0", b"%PDF-1.7\n", b"{}"]
    return chance.choice(kinds) + chance.choice([b"", bytes(5000), chance.randbytes(9000)])


def _begins(size: int):
    def change(data: bytearray, chance: random.Random) -> bytearray:
        data[:size] = chance.choice([bytes(size), chance.randbytes(size)])
        return data

    return change


def _replayed(at: Moments, place: Path, chance: random.Random) -> None:
    """Pages of an earlier day, or a write that the disk lost: some that differ are put back."""
    path = at.put(at.closed, place) / VAULT
    data, old = bytearray(path.read_bytes()), (at.earlier / VAULT).read_bytes()
    pages = [n for n in range(0, len(old), PAGE) if old[n : n + PAGE] != data[n : n + PAGE]]
    for n in chance.sample(pages, min(len(pages), chance.choice([1, 1, 1, 2, 5]))):
        data[n : n + PAGE] = old[n : n + PAGE]
    path.write_bytes(data)


def _day_before(at: Moments, place: Path, chance: random.Random) -> None:
    """The whole folder as it was; the machine remembers more."""
    at.put(at.earlier, place)


def _beside(name: str, source: Callable[[Moments], Path], moment: str = "closed") -> Wreck:
    """One file comes from elsewhere."""

    def wreck(at: Moments, place: Path, chance: random.Random) -> None:
        office = at.put(getattr(at, moment), place)
        shutil.copy(source(at) / name, office / name)

    return wreck


def _log_lost(at: Moments, place: Path, chance: random.Random) -> None:
    (at.put(at.crashed, place) / LOG).unlink()


def _missing(at: Moments, place: Path, chance: random.Random) -> None:
    (at.put(at.closed, place) / chance.choice([VAULT, JOURNAL, HEADER])).unlink()


def _shared_memory(at: Moments, place: Path, chance: random.Random) -> None:
    office = at.put(at.crashed, place)
    for name in (VAULT, JOURNAL):
        (office / f"{name}-shm").write_bytes(chance.randbytes(chance.choice([1, 32768])))


def _leftover(at: Moments, place: Path, chance: random.Random) -> None:
    office = at.put(at.closed, place)
    name = chance.choice([VAULT, VAULT, JOURNAL])
    what = [at.hot, at.hot, chance.randbytes(9000), at.hot[:512] + chance.randbytes(9000)]
    (office / f"{name}-journal").write_bytes(chance.choice(what))


def _copies(at: Moments, place: Path, chance: random.Random) -> None:
    """What a renewal of the key left: empty, foreign, or of the other office."""
    office = at.put(at.closed, place)
    other = (at.other / VAULT).read_bytes()
    for name in chance.sample([VAULT, JOURNAL], chance.choice([1, 2])):
        (office / f"{name}.next").write_bytes(chance.choice([b"", chance.randbytes(9000), other]))


def _emptied_before_its_log(at: Moments, place: Path, chance: random.Random) -> None:
    (at.put(at.crashed, place) / VAULT).write_bytes(b"")


SEEN_BY_SEALS = (
    "bits flipped",
    "sectors blank",
    "pages blank",
    "sectors of noise",
    "pages swapped",
    "a page doubled",
    "tail overwritten",
    "first page lost",
)
"""Kinds after which the rescue has to say how many pages it could not read."""


def changed(at: Moments, office: Path) -> int:
    """Count the pages of a vault that are not as they were; its salt lies elsewhere too."""
    data, whole = (office / VAULT).read_bytes()[16:], (at.closed / VAULT).read_bytes()[16:]
    ends = range(PAGE - 16, len(whole) + PAGE, PAGE)
    return sum(data[max(0, n - PAGE) : n] != whole[max(0, n - PAGE) : n] for n in ends)


KINDS: dict[str, Wreck] = {
    "bits flipped": _edited(VAULT, _flips),
    "sectors blank": _edited(VAULT, _over(SECTOR)),
    "pages blank": _edited(VAULT, _over(PAGE)),
    "sectors of noise": _edited(VAULT, _over(SECTOR, noise=True)),
    "cut off": _edited(VAULT, _cut),
    "pages swapped": _edited(VAULT, _moved(both=True)),
    "a page doubled": _edited(VAULT, _moved(both=False)),
    "bytes put in or lost": _edited(VAULT, _shifted),
    "tail overwritten": _edited(VAULT, _tail),
    "noise at the end": _edited(VAULT, _longer),
    "salt lost": _edited(VAULT, _begins(16)),
    "first sector lost": _edited(VAULT, _begins(SECTOR)),
    "first page lost": _edited(VAULT, _begins(PAGE)),
    "foreign vault": _edited(VAULT, _foreign),
    "old pages replayed": _replayed,
    "the day before": _day_before,
    "key file flipped": _edited(HEADER, _flips),
    "key file cut": _edited(HEADER, _cut),
    "foreign key file": _edited(HEADER, _foreign),
    "log flipped": _edited(LOG, _flips),
    "log cut": _edited(LOG, _cut),
    "log with blank sectors": _edited(LOG, _over(SECTOR)),
    "log without head": _edited(LOG, _begins(32)),
    "log overwritten": _edited(LOG, _tail),
    "log lost": _log_lost,
    "log of an earlier day": _beside(LOG, lambda at: at.older_log, "closed"),
    "vault older than its log": _beside(VAULT, lambda at: at.earlier, "crashed"),
    "vault emptied before its log": _emptied_before_its_log,
    "shared memory of noise": _shared_memory,
    "journal leftover": _leftover,
    "copies of a new key": _copies,
    "vault of another office": _beside(VAULT, lambda at: at.other),
    "journal of another office": _beside(JOURNAL, lambda at: at.other),
    "key file of another office": _beside(HEADER, lambda at: at.other),
    "unsaved text flipped": _edited(JOURNAL, _flips),
    "unsaved text cut": _edited(JOURNAL, _cut),
    "foreign unsaved text": _edited(JOURNAL, _foreign),
    "a file missing": _missing,
}
