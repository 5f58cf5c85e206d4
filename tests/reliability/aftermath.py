"""What must be so in an office after whatever was cut off; it opens the office and changes it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hotline_desktop.actions import open_office
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.world import World
from hotline_desktop.exchange.agencies import SOURCE
from hotline_desktop.vault import journal, renewal, trail
from hotline_desktop.vault.check import findings
from hotline_desktop.vault.vault import connect
from tests.hands.passphrase import PASSPHRASE
from tests.kit.acts import ROWS, text

Revision = tuple[str, int]
"""A situation's id and the number of one of its revisions."""


@dataclass(frozen=True)
class Held:
    """What an office held before anything was done to it."""

    revisions: dict[Revision, str]
    draft: str

    @classmethod
    def by(cls, office: Path) -> "Held":
        """Open the office and look."""
        with closing(_open(office)) as desk:
            return cls(_revisions(desk), _draft(desk))


@dataclass(frozen=True)
class After:
    """What was found: ``wrong`` is what must be empty, one sentence each.

    ``warned`` says that the program could not read what the machine remembered of the trail.
    """

    wrong: tuple[str, ...]
    warned: bool = False


def after(office: Path, said: Iterable[bytes], before: Held) -> After:
    """Open the office as the next morning does, and compare it with everything promised."""
    lines = [line.decode().split() for line in said]
    promised = [words for words in lines if words[0] != "#"]
    try:
        desk = _open(office)
    except Exception as reason:  # noqa: BLE001 - whatever it is, the office does not open
        return After((f"does not open: {type(reason).__name__}: {reason}",))
    with closing(desk):
        try:
            acts = {line.act for line in trail.lines(desk.vault, 10)}
            wrong = (*_whole(desk), *_kept(desk, promised, before))
        except Exception as reason:  # noqa: BLE001 - a row that cannot be read is a finding
            return After((f"cannot be read: {type(reason).__name__}: {reason}",))
    return After(wrong, "anchor_damaged" in acts)


def _open(office: Path) -> OpenOffice:
    world = World()
    return open_office.enter(office, open_office.derive(office, PASSPHRASE, world), world)


def _whole(desk: OpenOffice) -> Iterator[str]:
    yield from (finding.sentence for finding in findings(desk.vault))
    with closing(connect(desk.folder / journal.Journal.FILE, desk.key.data_key)) as typed:
        typed.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # it looks at the file alone
        if typed.execute("PRAGMA cipher_integrity_check").fetchall():
            yield "journal: pages are damaged"
        if typed.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            yield "journal: its structure is damaged"
    if renewal.waiting(desk.folder):
        yield "copies under another key still wait"
    for act, count in Counter(_column(desk, "SELECT act FROM trail")).items():
        if act in ("rolled_back", "trail_changed"):
            yield f"the trail was found to be {act}, {count} times"


def _kept(desk: OpenOffice, promised: list[list[str]], before: Held) -> Iterator[str]:
    yield from _saves(desk, promised, before)
    yield from _drafts(desk, promised, before)
    yield from _imports(desk, {int(words[1]) for words in promised if words[0] == "import"})
    renewed = sum(words[0] == "renewed" for words in promised)
    if _column(desk, "SELECT act FROM trail").count("renew_key") < renewed:
        yield "lost: a new key that was promised"


def _saves(desk: OpenOffice, promised: list[list[str]], before: Held) -> Iterator[str]:
    found = _revisions(desk)
    for key, body in before.revisions.items():
        if found.get(key) != body:
            yield "lost: a situation that was there before"
    for key in {(w[1], int(w[2])) for w in promised if w[0] == "save"} - set(found):
        yield f"lost: revision {key[1]} of a situation, promised"
    new = {key: json.loads(body) for key, body in found.items() if key not in before.revisions}
    for draft in new.values():
        n = int(draft["place"]["words"].split()[1])
        if draft["narrative"] != text(n):
            yield f"half: situation {n} is not what was typed"
    acts = ("take_signal", "revise_situation")
    traced = _column(desk, "SELECT subject FROM trail WHERE act IN (?,?)", *acts)
    if Counter(traced) != Counter(situation for situation, _ in found):
        yield "half: situations and the trail's lines of them differ"
    newest = {situation: revision for situation, revision in sorted(found)}
    rows = desk.vault.rows("SELECT id, revision FROM situation")
    if dict(rows) != newest:
        yield "half: a situation is not its newest revision"


def _drafts(desk: OpenOffice, promised: list[list[str]], before: Held) -> Iterator[str]:
    drafts = [int(words[1]) for words in promised if words[0] == "draft"]
    last = desk.journal.last(desk.advocate.id)
    if last is None or not last.caret:
        if drafts:
            yield "lost: the draft"
        if _draft(desk) != before.draft:
            yield "lost: the draft that was there before"
    elif last.caret < max(drafts, default=0):
        yield f"lost: the draft is {last.caret}, promised {max(drafts)}"
    elif last.draft is None or last.draft.narrative != text(last.caret):
        yield "half: the draft is not what was typed"
    asides = {words[1]: int(words[2]) for words in promised if words[0] == "aside"}
    for name, n in asides.items():
        aside = desk.journal.aside(desk.advocate.id, name)
        if aside is None or aside.caret < n:
            yield "lost: what was put aside"


def _imports(desk: OpenOffice, promised: set[int]) -> Iterator[str]:
    ids = _column(desk, "SELECT source_id FROM entry WHERE source=?", SOURCE)
    files = Counter(int(one) // ROWS for one in ids)
    for n in promised - set(files):
        yield f"lost: import {n}, promised"
    for n, rows in files.items():
        if rows != ROWS:
            yield f"half: import {n} has {rows} of {ROWS} rows"
    if _column(desk, "SELECT act FROM trail").count("import") != len(files):
        yield "half: imports and the trail's lines of them differ"


def _revisions(desk: OpenOffice) -> dict[Revision, str]:
    rows = desk.vault.rows("SELECT situation, revision, body FROM situation_revision")
    return {(situation, revision): body for situation, revision, body in rows}


def _draft(desk: OpenOffice) -> str:
    last = desk.journal.last(desk.advocate.id)
    return last.draft.narrative if last and last.draft else ""


def _column(desk: OpenOffice, query: str, *values: object) -> list[str]:
    return [row[0] for row in desk.vault.rows(query, *values)]
