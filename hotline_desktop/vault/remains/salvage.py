"""What can be read of a damaged vault, and by name what cannot; never writes to it.

Nothing is given out that does not stand on pages whose seals are whole. What is given and is not as
it was kept last, is named as well; where more may be lost than can be named, that is said.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.loss import How, Loss
from hotline_desktop.models.noun import decode
from hotline_desktop.models.office import Office, Policy
from hotline_desktop.models.protocol import Protocol
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Situation
from hotline_desktop.models.trail import NOBODYS
from hotline_desktop.vault.agreement import doubts
from hotline_desktop.vault.remains.cases import Cases, Packet
from hotline_desktop.vault.remains.lines import Head, Lines, lines_left
from hotline_desktop.vault.remains.pages import Pages, Way
from hotline_desktop.vault.remains.tables import INDEXES, Named, Tables, differing, read_tables
from hotline_desktop.vault.remains.wal import Log

Remember = Callable[[bytes], Head | None]


@dataclass(frozen=True, slots=True, repr=False)
class Saved:
    """What was read. ``more`` are kinds of which more may be lost than ``losses`` name.

    ``damaged`` of ``pages`` could not be read, nor could ``log`` entries of the log beside it.
    """

    rows: dict[str, list[Named]]
    office: Office | None
    situations: tuple[Situation, ...]
    packets: tuple[Packet, ...]
    contacts: tuple[Contact, ...]
    providers: tuple[Provider, ...]
    protocols: tuple[Protocol, ...]
    losses: tuple[Loss, ...]
    more: tuple[str, ...]
    damaged: tuple[int, ...]
    pages: int
    log: int
    policy: Policy | None


def salvage(path: Path, key: bytes, remember: Remember, salt: bytes = b"") -> Saved:
    """Read everything that is whole.

    ``remember`` gives, for the office's secret (32 bytes), the newest line of the trail that is
    known from elsewhere; ``salt`` are the first 16 bytes of the file where its own are lost.

    Raises:
        OSError: there is no file, or the disk does not give it.
    """
    log = Log.beside(path)
    way = _best(path, key, remember, salt, log) if log.data else Way.LEFT_OUT
    with closing(Pages(path, key, way, salt, log)) as pages:
        tables, lines, _ = _taken(pages, remember)
        return _Sorting(tables, lines).saved(pages)


def _best(path: Path, key: bytes, remember: Remember, salt: bytes, log: Log) -> Way:
    """Take the log in the way that gives the newest trail that hangs together."""
    best: tuple[tuple[int, ...], Way] = ((), Way.LEFT_OUT)
    for way in (Way.AS_SQLITE, Way.PAST_BREAKS, Way.LEFT_OUT):
        with closing(Pages(path, key, way, salt, log)) as pages:
            tables, lines, remembered = _taken(pages, remember)
        torn = sum(not table.whole for table in tables.tables.values())
        knows = remembered is None or lines.have(remembered)
        worth = (knows, lines.follows, lines.last, -torn)
        best = max(best, (worth, way), key=lambda one: one[0])
    return best[1]


def _taken(pages: Pages, remember: Remember) -> tuple[Tables, Lines, Head | None]:
    tables = read_tables(pages)
    secret = next((row["value"] for row in tables.rows("secret")), None)
    remembered = remember(secret) if secret else None
    return tables, lines_left(tables, remembered), remembered


class _Sorting:
    """Turns rows into nouns, and notes what cannot be."""

    def __init__(self, tables: Tables, lines: Lines) -> None:
        self._tables, self._lines = tables, lines
        tables.tables["trail"].rows = lines.rows
        self._losses = list(lines.losses)
        if lines.behind:
            self._lose("vault", f"as it was at line {lines.last:,} of the trail", How.OLDER)
        self._cases = Cases(tables, lines.whole)
        self._losses += self._cases.losses

    def saved(self, pages: Pages) -> Saved:
        """Give everything."""
        contacts, providers = self._entries()
        protocols = tuple(self._protocols())
        office = self._office()
        self._people()
        self._doubt()
        losses = tuple(dict.fromkeys(self._losses))
        rows = {name: table.rows for name, table in self._tables.tables.items()}
        log = pages.overlay.damaged + pages.overlay.left_out
        return Saved(
            rows,
            office,
            self._cases.situations,
            self._cases.packets,
            contacts,
            providers,
            protocols,
            losses,
            tuple(self._more()),
            pages.damaged(),
            pages.count,
            log,
            self._policy(),
        )

    def _lose(self, kind: str, name: str, how: How = How.LOST) -> None:
        self._losses.append(Loss(kind, name, how))

    def _entries(self) -> tuple[tuple[Contact, ...], tuple[Provider, ...]]:
        contacts: dict[str, Contact] = {}
        providers: dict[str, Provider] = {}
        for row in self._tables.rows("entry"):
            try:
                if row["kind"] == "contact":
                    contacts[row["id"]] = decode(Contact, row["body"])
                else:
                    providers[row["id"]] = decode(Provider, row["body"])
            except BadInputError:
                continue
        kinds = {row["rowid"]: row["kind"] for row in self._index("entry_by_place")}
        told = {
            row["id"]: kinds.get(row["rowid"]) for row in self._index("sqlite_autoindex_entry_1")
        }
        told |= {row["id"]: row.get("kind") for row in self._broken("entry") if "id" in row}
        told |= {row["id"]: row["kind"] for row in self._tables.rows("entry")}
        told |= {row["contact"]: "contact" for row in self._tables.rows("jurisdiction")}
        called = (line for line in self._lines.rows if line["act"] == "verify_contact")
        told |= {line["subject"]: "contact" for line in called}
        for identity in sorted(told.keys() - contacts.keys() - providers.keys()):
            self._lose(told[identity] or "entry of the directory", identity)
        return tuple(contacts.values()), tuple(providers.values())

    def _protocols(self) -> Iterator[Protocol]:
        rows = [*self._tables.rows("protocol"), *self._broken("protocol")]
        for row in sorted(rows, key=lambda row: (row.get("id", ""), row.get("version", 0))):
            try:
                yield decode(Protocol, row.get("body", ""))
            except BadInputError:
                self._lose("protocol", f"{row.get('id', '?')} version {row.get('version', '?')}")

    def _office(self) -> Office | None:
        for row in self._tables.rows("office"):
            try:
                return decode(Office, row["body"])
            except BadInputError:
                break
        self._lose("office record", "name, policy, phone, time zone")
        return None

    def _policy(self) -> Policy | None:
        """Give the policy that the trail's first line names."""
        made = (line["detail"] for line in self._lines.rows if line["act"] == "set_up")
        return next((Policy(detail) for detail in made if detail in list(Policy)), None)

    def _people(self) -> None:
        here = {row["id"]: row for row in self._tables.rows("advocate")}
        told = {row["id"] for row in self._index("sqlite_autoindex_advocate_1")}
        told |= {row["advocate"] for row in self._tables.rows("access")}
        told |= {row["advocate"] for row in self._tables.rows("signing")}
        told |= {line["who"] for line in self._lines.rows if line["act"] not in NOBODYS}
        for identity in sorted(told - here.keys() - {""}):
            self._lose("person", identity)
        revoked = {line["subject"] for line in self._lines.rows if line["act"] == "revoke"}
        for identity in sorted((told | here.keys()) - {""}):
            left = identity in revoked or (identity in here and here[identity]["left_at"])
            for table, kind in (("access", "access"), ("signing", "signing key")):
                known = {row["advocate"] for row in self._tables.rows(table)}
                needed = table == "signing" or not left
                if identity not in known and needed and self._tables.tables[table].there:
                    self._lose(kind, here.get(identity, {}).get("name", identity))
        for table, kind in (("shares", "recovery shares"), ("secret", "the office's secret")):
            if not self._tables.rows(table) and not self._tables.tables[table].whole:
                self._lose(kind, "to be made anew")

    def _doubt(self) -> None:
        """Name what rows, indexes and the trail say differently."""
        named = {(loss.kind, loss.name) for loss in self._losses}
        whole = {name for name, table in self._tables.tables.items() if table.whole}
        whole -= set() if self._lines.whole else {"trail"}
        rows = {name: table.rows for name, table in self._tables.tables.items()}
        for kind, name in doubts(rows, whole):
            name = self._cases.name(name) if kind == "situation" else name
            if (kind, name) not in named:
                self._lose(kind, name, How.DOUBTFUL)
        for index, (name, columns) in INDEXES.items():
            table = self._tables.tables[name]
            rowids = {row["rowid"]: row for row in table.rows}
            for rowid in differing(table, self._tables.indexes[index], columns.split()):
                if row := rowids.get(rowid):
                    self._lose(*_called(name, row), How.DOUBTFUL)

    def _more(self) -> Iterator[str]:
        """Give kinds of which nobody can say how many there were."""
        known = {
            "situation": self._lines.whole or self._is_whole("sqlite_autoindex_situation_1"),
            "situation_revision": self._lines.whole,
            "packet": self._lines.whole or self._is_whole("sqlite_autoindex_packet_2"),
            "ledger": self._lines.whole,
            "entry": self._is_whole("sqlite_autoindex_entry_1"),
            "advocate": self._lines.whole or self._is_whole("sqlite_autoindex_advocate_1"),
            "trail": False,
            "protocol": False,
            "entry_change": False,
            "entry_alias": False,
        }
        for name, told in known.items():
            if self._lines.behind or (not self._tables.tables[name].whole and not told):
                yield _KINDS[name]

    def _is_whole(self, index: str) -> bool:
        return self._tables.indexes[index].whole

    def _index(self, name: str) -> list[Named]:
        return self._tables.indexes[name].rows

    def _broken(self, name: str) -> list[Named]:
        return self._tables.tables[name].broken


_KINDS = {
    "situation": "situations",
    "situation_revision": "revisions",
    "packet": "packets",
    "ledger": "ledger lines",
    "entry": "contacts and providers",
    "advocate": "people",
    "trail": "trail lines",
    "protocol": "protocols",
    "entry_change": "histories of contacts and providers",
    "entry_alias": "merges of contacts and providers",
}


def _called(table: str, row: Named) -> tuple[str, str]:
    """Give what a row is of and its name."""
    if table == "entry":
        return str(row["kind"]), str(row["id"])
    if table == "situation_revision":
        return "revision", f"{row['situation']} revision {row['revision']}"
    if table == "trail":
        return "trail line", f"{row['seq']:,}"
    name = row.get("number") or row.get("id") or row["advocate"]
    return table, str(name)
