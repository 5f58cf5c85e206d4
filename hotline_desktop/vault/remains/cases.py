"""Situations and packets out of what is left of their tables; whatever is not as it was is named.

A situation's newest revision stands twice, and its number, times and count of revisions are in the
trail and in indexes too: where one place is lost, another may have it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from hotline_desktop.errors import BadInputError
from hotline_desktop.models.loss import How, Loss
from hotline_desktop.models.noun import decode
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.models.trail import LedgerLine
from hotline_desktop.vault.agreement import REVISES
from hotline_desktop.vault.remains.tables import Named, Tables
from hotline_desktop.vault.trail import moment

PLACE_LOST = "This situation could not be read when the office was rescued."


class Packet(NamedTuple):
    """A packet with its ledger line."""

    number: str
    line: LedgerLine
    referral: str
    pdf: bytes


class Version(NamedTuple):
    """One revision of a situation, from either of its places."""

    kept_at: str
    author: str
    status: str
    body: str


class Cases:
    """What is left of situations and packets; ``losses`` names what is not as it was."""

    def __init__(self, tables: Tables, trail_is_whole: bool) -> None:
        """Put it together; ``trail_is_whole`` says that every act is known."""
        self._tables, self._trail_is_whole = tables, trail_is_whole
        self.losses: list[Loss] = []
        self._lines = tables.rows("trail")
        acts = [line for line in self._lines if line["act"] in REVISES]
        self._acts = Counter(line["subject"] for line in acts)
        self._heads = {row["id"]: row for row in tables.rows("situation")}
        self._rowids = {row["id"]: row["rowid"] for row in self._index("situation_1")}
        self._times = {
            row["rowid"]: row["taken_at"] for row in tables.indexes["situation_by_time"].rows
        }
        self._indexed: dict[str, set[int]] = defaultdict(set)
        for row in self._index("situation_revision_1"):
            self._indexed[row["situation"]].add(row["revision"])
        self._names = self._all_names(acts)
        self._versions = self._all_versions()
        self.packets = tuple(self._all_packets())
        self.situations = tuple(self._all_situations())

    def _all_names(self, acts: list[Named]) -> dict[str, str]:
        numbers = {row["rowid"]: row["number"] for row in self._index("situation_2")}
        told = {line["subject"]: line["detail"] for line in acts if line["detail"]}
        indexed = {one: numbers[row] for one, row in self._rowids.items() if row in numbers}
        return told | indexed | {one: row["number"] for one, row in self._heads.items()}

    def name(self, identity: str) -> str:
        """Call a situation by its number if it is known, else by its id."""
        return self._names.get(identity, identity)

    def _index(self, name: str) -> list[Named]:
        return self._tables.indexes[f"sqlite_autoindex_{name}"].rows

    def _all_versions(self) -> dict[str, dict[int, Version]]:
        found: dict[str, dict[int, Version]] = defaultdict(dict)
        for row in self._tables.rows("situation_revision"):
            found[row["situation"]][row["revision"]] = _version(row)
        for identity, row in self._heads.items():
            stands = found[identity].setdefault(row["revision"], _version(row))
            if stands != _version(row):
                self.losses.append(Loss("situation", row["number"], How.DOUBTFUL))
        return found

    def _all_situations(self) -> Iterator[Situation]:
        broken = {row["id"] for row in self._tables.tables["situation"].broken if "id" in row}
        asked = {packet.line.situation for packet in self.packets}
        known = {*self._versions, *self._rowids, *self._acts, *asked, *broken}
        for identity in sorted(known, key=lambda one: (self.name(one), one)):
            yield from self._situation(identity)

    def _situation(self, identity: str) -> Iterator[Situation]:
        """Give every revision that is left, oldest first, and name those that are not."""
        name, versions = self.name(identity), self._versions.get(identity, {})
        kept = [one for n in sorted(versions) if (one := self._made(identity, name, n))]
        there = {one.revision for one in kept}
        last = max(*there, *self._indexed[identity], self._acts[identity], 1)
        sure = identity in self._heads or self._trail_is_whole
        if not kept:
            self.losses.append(Loss("situation", name))
        elif last not in there or not sure:
            self.losses.append(Loss("situation", name, How.OLDER))
        elif self._trail_is_whole and self._acts[identity] != last:
            self.losses.append(Loss("situation", name, How.DOUBTFUL))
        for number in sorted({*range(1, last + 1)} - there) if kept else ():
            self.losses.append(Loss("revision", f"{name} revision {number}"))
        if not kept and (lost := self._placeholder(identity, name)):
            kept.append(lost)
        yield from kept

    def _made(self, identity: str, name: str, revision: int) -> Situation | None:
        version = self._versions[identity][revision]
        taken = moment(self._taken_at(identity)) or moment(version.kept_at)
        kept = moment(version.kept_at)
        try:
            if taken is None or kept is None:
                return None
            return Situation(
                id=identity,
                number=name,
                status=Status(version.status),
                taken_at=taken,
                kept_at=kept,
                author=version.author,
                revision=revision,
                draft=decode(Draft, version.body),
            )
        except (BadInputError, ValueError):
            return None

    def _taken_at(self, identity: str) -> str:
        if identity in self._heads:
            return str(self._heads[identity]["taken_at"])
        taken = self._times.get(self._rowids.get(identity))
        if taken is None:
            self.losses.append(Loss("time of the situation", self.name(identity)))
        return taken or ""

    def _placeholder(self, identity: str, name: str) -> Situation | None:
        """Hold a lost situation's place: packets hang on it, and its number must not come again.

        None where nothing says when it was.
        """
        told = [line for line in self._lines if line["subject"] == identity]
        made = [one.line.at for one in self.packets if one.line.situation == identity]
        times = (self._times.get(self._rowids.get(identity), ""), *(line["at"] for line in told))
        at = next((one for time in times if (one := moment(time))), min(made, default=None))
        if at is None:
            return None
        who = told[0]["who"] if told else ""
        draft = Draft(place=Observation(words=PLACE_LOST), narrative=PLACE_LOST)
        return Situation(identity, name, Status.CLOSED, at, at, who, 1, draft)

    def _all_packets(self) -> Iterator[Packet]:
        made: dict[str, Named] = {}
        for line in self._lines:
            if line["act"] == "make_packet":
                made[line["detail"].split(" ")[0]] = line
        rows = {row["id"]: row for row in self._tables.rows("packet")}
        numbers = {row["rowid"]: row["number"] for row in self._index("packet_2")}
        known = {row["id"]: numbers.get(row["rowid"], "") for row in self._index("packet_1")}
        known |= {row["id"]: row["number"] for row in rows.values()}
        ledger = dict(self._ledger())
        for identity in ledger.keys() - known.keys():
            digest = ledger[identity].digest
            found = (n for n, line in made.items() if line["detail"].endswith(digest))
            known[identity] = next(found, "")
        for number in sorted({*made} - {*known.values()}):
            self.losses.append(Loss("packet", number))
            if told := _line_told(made[number]):
                yield Packet(number, told, "", b"")
        for identity, number in sorted(known.items(), key=lambda one: (one[1], one[0])):
            yield from self._packet(identity, number, rows.get(identity), ledger.get(identity))

    def _ledger(self) -> Iterator[tuple[str, LedgerLine]]:
        for row in sorted(self._tables.rows("ledger"), key=lambda row: row["seq"]):
            try:
                line = decode(LedgerLine, row["body"])
            except BadInputError:
                continue
            if (line.packet, line.situation) == (row["packet"], row["situation"]):
                yield line.packet, line

    def _packet(
        self, identity: str, number: str, row: Named | None, line: LedgerLine | None
    ) -> Iterator[Packet]:
        name = number or identity
        if row is None:
            self.losses.append(Loss("packet", name))
            if line is not None:
                yield Packet(name, line, "", b"")
            return
        if line is None:
            self.losses.append(Loss("ledger line of packet", name))
            line = self._line_of(row)
        if (line.situation, line.digest) != (row["situation"], row["digest"]):
            self.losses.append(Loss("packet", name, How.DOUBTFUL))
        yield Packet(name, line, row["referral"], row["pdf"])

    def _line_of(self, row: Named) -> LedgerLine:
        """Write as much of a lost ledger line as the packet and the trail tell."""
        told = (line["detail"].split(" ") for line in self._lines if line["act"] == "make_packet")
        basis = next((words[1] for words in told if words[0] == row["number"]), "")
        return LedgerLine(
            id=row["id"],
            situation=row["situation"],
            packet=row["id"],
            recipient=row["recipient"],
            recipient_name=row["recipient"],
            items=(),
            basis=basis,
            reason="The ledger line was lost.",
            until=None,
            at=moment(row["made_at"]) or datetime.fromisoformat(row["made_at"]),
            by=row["made_by"],
            digest=row["digest"],
        )


def _line_told(told: Named) -> LedgerLine | None:
    """Write what a trail line tells of a packet that is lost with its ledger line."""
    words, at = told["detail"].split(" "), moment(told["at"])
    if len(words) != 3 or at is None:
        return None
    number, basis, digest = words
    return LedgerLine(
        id=f"lost {number}",
        situation=told["subject"],
        packet=f"lost {number}",
        recipient="",
        recipient_name="Lost",
        items=(),
        basis=basis,
        reason="The ledger line was lost.",
        until=None,
        at=at,
        by=told["who"],
        digest=digest,
    )


def _version(row: Named) -> Version:
    return Version(row["kept_at"], row["author"], row["status"], row["body"])
