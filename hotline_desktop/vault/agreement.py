"""Whether rows of different tables say the same; finds an old page put back, mends nothing.

A page of an earlier day is whole in itself. But a situation stands in its own row and in its newest
revision's, each of its revisions and each packet has a line of the trail, and a call-back has one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import UnreadableRecordError, decode
from hotline_desktop.vault.remains.tables import Named
from hotline_desktop.vault.trail import as_text, stamp
from hotline_desktop.vault.vault import Vault

RESCUED = "rescue_loss"
"""The act of a line that names what a rescue did not find as it was kept: how, and what it is."""
_TRAIL_LOST = ("lost trail line", "older vault", "more trail lines")

VOIDS = ("import", "undo_import", "merge_entries", "undo_merge")
"""Acts after which a call-back may rightly be gone: a number changed."""
VOID = "void_verification"
"""The act of a line after which the call-backs of that one contact before it count no more."""
REVISES = ("take_signal", "revise_situation", "close_situation", "reopen_situation")
"""Acts that write one revision of the situation they are about."""


class Doubt(NamedTuple):
    """A row that another one speaks against: what it is of, and its id or number."""

    kind: str
    name: str


def doubts(rows: dict[str, list[Named]], whole: Collection[str]) -> Iterator[Doubt]:
    """Give what does not agree; ``whole`` names the tables of which nothing is known to be lost."""
    yield from _situations(rows, whole)
    yield from _packets(rows, whole)
    yield from _contacts(rows, whole)


def at_odds(vault: Vault) -> tuple[str, ...]:
    """Ask an open vault the same; gives numbers and ids of rows that do not agree.

    What a rescue named as lost or doubtful is known and not named again.
    """
    rescued = vault.rows(
        "SELECT CAST(subject AS BLOB), CAST(detail AS BLOB) FROM trail WHERE act=?", RESCUED
    )
    told = [(as_text(subject), as_text(detail)) for subject, detail in rescued]
    known = {name.split(" revision ")[0] for name, _ in told}
    asked = _AMONG_ROWS if any(detail in _TRAIL_LOST for _, detail in told) else _QUESTIONS
    named = [as_text(row[0]) for question in asked for row in vault.rows(_as_bytes(question))]
    if asked is _QUESTIONS:
        named += _called_back(vault)
    return tuple(name for name in dict.fromkeys(named) if name not in known)


def _as_bytes(question: str) -> str:
    """Ask for names as bytes: of a line of the trail that somebody was at they may be no text."""
    return f"WITH q(name) AS ({question}) SELECT CAST(name AS BLOB) FROM q"  # noqa: S608 - ours


def _called_back(vault: Vault) -> Iterator[str]:
    brought = f"SELECT max(seq) FROM trail WHERE act IN ({_BROUGHT})"  # noqa: S608 - ours
    imported = vault.row(brought) or (0,)
    for identity, seq, at, body in vault.rows(
        "SELECT CAST(t.subject AS BLOB), max(t.seq), CAST(t.at AS BLOB), e.body "
        "FROM trail t LEFT JOIN entry e ON e.id=t.subject AND e.kind='contact' "
        "LEFT JOIN (SELECT subject, max(seq) AS seq FROM trail WHERE act=? GROUP BY subject) v "
        "ON v.subject=t.subject WHERE t.act='verify_contact' AND t.seq>coalesce(v.seq, 0) "
        "GROUP BY t.subject",
        VOID,
    ):
        if body is None or _is_behind({"body": body}, seq, as_text(at), imported[0] or 0):
            yield as_text(identity)


_BROUGHT = ",".join(f"'{act}'" for act in VOIDS)
_ACTS = ",".join(f"'{act}'" for act in REVISES)
_AMONG_ROWS = (
    "SELECT s.number FROM situation s LEFT JOIN situation_revision r "
    "ON r.situation=s.id AND r.revision=s.revision WHERE r.body IS NOT s.body "
    "OR (r.kept_at, r.author, r.status) IS NOT (s.kept_at, s.author, s.status)",
    "SELECT s.number FROM situation s JOIN (SELECT situation, max(revision) AS last, "
    "count(*) AS many FROM situation_revision GROUP BY situation) r ON r.situation=s.id "
    "WHERE r.last<>s.revision OR r.many<>s.revision",
    "SELECT s.number FROM situation s LEFT JOIN situation_line l ON l.id=s.id "
    "LEFT JOIN situation_words w ON w.rowid=l.seq WHERE w.rowid IS NULL "
    "OR (l.closed, l.taken_at) IS NOT (s.status='closed', s.taken_at)",
    "SELECT p.number FROM packet p LEFT JOIN ledger l ON l.packet=p.id "
    "WHERE l.situation IS NOT p.situation",
    "SELECT s.number FROM situation_revision r JOIN situation s ON s.id=r.situation "
    "WHERE NOT json_valid(r.body)",
    "SELECT id FROM entry WHERE NOT json_valid(body)",
    "SELECT id FROM protocol WHERE NOT json_valid(body)",
    "SELECT p.number FROM ledger l JOIN packet p ON p.id=l.packet WHERE NOT json_valid(l.body)",
    "SELECT e.id FROM entry e WHERE e.kind='contact' AND (SELECT count(DISTINCT value) "
    "FROM json_each(CASE WHEN json_valid(e.body) THEN e.body ELSE '{}' END, '$.jurisdiction')) <> "
    "(SELECT count(*) FROM jurisdiction j WHERE j.contact=e.id)",
)
_QUESTIONS = (
    *_AMONG_ROWS,
    "SELECT coalesce(s.number, t.told) FROM "  # noqa: S608 - literals of ours
    "(SELECT subject, max(detail) AS told, count(*) AS many FROM trail "
    f"WHERE act IN ({_ACTS}) GROUP BY subject) t LEFT JOIN situation s ON s.id=t.subject "
    "WHERE t.many IS NOT s.revision",
    "SELECT s.number FROM situation s WHERE NOT EXISTS "  # noqa: S608
    f"(SELECT 1 FROM trail WHERE subject=s.id AND act IN ({_ACTS}))",
    "SELECT p.number FROM packet p WHERE NOT EXISTS (SELECT 1 FROM trail t "
    "WHERE t.act='make_packet' AND t.subject=p.situation "
    "AND t.detail LIKE p.number || ' % ' || p.digest)",
    "SELECT substr(t.detail, 1, instr(t.detail, ' ') - 1) AS made FROM trail t "
    "WHERE t.act='make_packet' AND t.detail LIKE 'P-% % %' "
    "AND made NOT IN (SELECT number FROM packet)",
)


def _situations(rows: dict[str, list[Named]], whole: Collection[str]) -> Iterator[Doubt]:
    kept: dict[str, dict[int, Named]] = defaultdict(dict)
    for row in rows["situation_revision"]:
        kept[row["situation"]][row["revision"]] = row
    acts = Counter(line["subject"] for line in rows["trail"] if line["act"] in REVISES)
    for row in rows["situation"]:
        revisions = kept.pop(row["id"], {})
        newest = revisions.get(row["revision"])
        told = acts.pop(row["id"], 0)
        same = newest is not None and all(
            newest[name] == row[name] for name in ("kept_at", "author", "status", "body")
        )
        if (
            max(revisions, default=0) > row["revision"]
            or (newest is not None and not same)
            or told > row["revision"]
            or ("trail" in whole and told < row["revision"])
            or ("situation_revision" in whole and len(revisions) != row["revision"])
        ):
            yield Doubt("situation", row["id"])
    if "situation" in whole:
        yield from (Doubt("situation", identity) for identity in {*kept, *acts})


def _packets(rows: dict[str, list[Named]], whole: Collection[str]) -> Iterator[Doubt]:
    made: dict[str, tuple[str, str]] = {}
    for line in rows["trail"]:
        if line["act"] == "make_packet" and line["detail"].count(" ") == 2:
            number, _, digest = line["detail"].split(" ")
            made[number] = (line["subject"], digest)
    told = {row["packet"]: row["situation"] for row in rows["ledger"]}
    for row in rows["packet"]:
        here = (row["situation"], row["digest"])
        line_says = made.pop(row["number"], None if "trail" in whole else here)
        ledger_says = told.get(row["id"], "" if "ledger" in whole else row["situation"])
        if line_says != here or ledger_says != row["situation"]:
            yield Doubt("packet", row["number"])
    if "packet" in whole:
        yield from (Doubt("packet", number) for number in made)


def _contacts(rows: dict[str, list[Named]], whole: Collection[str]) -> Iterator[Doubt]:
    imported, called = 0, {}
    for line in rows["trail"]:
        if line["act"] in VOIDS:
            imported = line["seq"]
        elif line["act"] == "verify_contact":
            called[line["subject"]] = (line["seq"], line["at"])
        elif line["act"] == VOID:
            called.pop(line["subject"], None)
    areas: dict[str, set[str]] = defaultdict(set)
    for row in rows["jurisdiction"]:
        areas[row["contact"]].add(row["area"])
    for row in rows["entry"]:
        if row["kind"] != "contact":
            continue
        contact = _contact(row)
        seq, at = called.pop(row["id"], (0, ""))
        if (
            contact is None
            or _is_behind(row, seq, at, imported)
            or ("jurisdiction" in whole and areas[row["id"]] != set(contact.jurisdiction))
        ):
            yield Doubt("contact", row["id"])
    if "entry" in whole:
        yield from (Doubt("contact", identity) for identity in called)


def _is_behind(row: Named, seq: int, at: str, imported: int) -> bool:
    """Say whether a contact does not know of its last call-back; an import may make that void."""
    contact = _contact(row)
    check = contact.verification if contact else None
    said = stamp(check.at) if check else ""
    return said < at and bool(said or seq > imported)


def _contact(row: Named) -> Contact | None:
    try:
        return decode(Contact, row["body"])
    except UnreadableRecordError:
        return None
