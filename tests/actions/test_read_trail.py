"""Reading the trail: itself a line, with names for ids, and no act that the page cannot say."""

import ast
import threading
from datetime import timedelta

import pytest

from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.read_trail import ReadTrail
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.trail import (
    ACTS,
    ALARMS,
    NOBODYS,
    ActGroup,
    BreakKind,
    ChainCheck,
    TrailBreak,
    TrailFilter,
    group_of,
    words_of,
)
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import trail
from tests.hands.office import NIGHT
from tests.house.tree import ROOT


def attack(desk, statement):
    """What somebody with the key can do past the program, on a connection of their own."""
    other = desk.vault.second()
    other._connection.execute("DROP TRIGGER IF EXISTS trail_stands")
    other._connection.execute(statement)
    other.close()


def test_reading_is_a_line_of_its_own_and_says_no_words(bare):
    before = len(trail.lines(bare.vault))
    page = ReadTrail(bare)(TrailFilter(group=ActGroup.UNLOCK, subject="a name by mistake"))
    assert page.lines == ()
    (line,) = trail.lines(bare.vault)[: len(trail.lines(bare.vault)) - before]
    assert (line.act, line.who, line.detail) == ("read_trail", bare.advocate.id, "unlock")
    assert ReadTrail(bare)(TrailFilter()).lines[0].line.act == "read_trail"


def test_looking_alone_is_none(bare):
    before = trail.lines(bare.vault)
    ReadTrail(bare).look(TrailFilter())
    assert trail.lines(bare.vault) == before


def test_ids_have_names(sample):
    VerifyContact(sample)("valley-task-force-night", "called back", None)
    line = ReadSituation(sample).lines()[0]
    ReadSituation(sample)(line.id)
    SearchEverything(sample, Gazetteer())("x")
    named = [(n.line.act, n.who, n.about) for n in ReadTrail(sample).look(TrailFilter()).lines]
    assert named[:3] == [
        ("search", "Ines", ""),
        ("read_situation", "Ines", line.number),
        ("verify_contact", "Ines", "Mahoning Valley task force"),
    ]
    found = ReadTrail(sample).look(TrailFilter(subject=line.number)).lines
    assert [one.line.act for one in found][0] == "read_situation"
    assert {one.about for one in found} == {line.number}


def test_a_wrong_passphrase_is_nobodys(bare):
    with bare.vault.transaction() as connection:
        tried = NIGHT - timedelta(minutes=9)
        stamp = trail.stamp(tried)
        trail.add(connection, NIGHT, bare.advocate.id, "unlock_failed", "spooled", stamp)
    (line,) = [n for n in ReadTrail(bare).look(TrailFilter()).lines if n.line.act in NOBODYS]
    assert (line.who, line.about, line.tried) == ("", "", tried)


def test_pages_follow_each_other_without_gap_or_overlap(bare):
    with bare.vault.transaction() as connection:
        for number in range(450):
            trail.add(connection, NIGHT, "ines", "search", "all", str(number))
    verb, before, seen, sizes = ReadTrail(bare), None, [], []
    while True:
        page = verb.look(TrailFilter(group=ActGroup.SEARCHED), before)
        seen += [named.line.detail for named in page.lines]
        sizes.append(len(page.lines))
        if not page.more:
            break
        before = page.lines[-1].line.seq
    assert sizes == [200, 200, 50]
    assert seen == [str(number) for number in reversed(range(450))]


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_senseless_limit_is_refused(bare, limit):
    with pytest.raises(BadInputError, match="limit is a number"):
        ReadTrail(bare)(TrailFilter(), limit=limit)


def test_an_end_before_its_beginning_is_refused_and_not_noted(bare):
    before = trail.lines(bare.vault)
    with pytest.raises(BadInputError, match="forwards"):
        ReadTrail(bare)(TrailFilter(since=NIGHT, until=NIGHT - timedelta(days=1)))
    assert trail.lines(bare.vault) == before


def test_the_check_runs_on_another_thread_while_the_desk_writes(bare):
    heard = []
    told, go = threading.Event(), threading.Event()

    def tell(done, of):
        heard.append((done, of))
        told.set()
        assert go.wait(10)

    found = []
    thread = threading.Thread(target=lambda: found.append(ReadTrail(bare).check(tell)))
    thread.start()
    assert told.wait(10)
    ReadTrail(bare).note(TrailFilter())  # the desk's own connection is not held up
    go.set()
    thread.join()
    assert found[0].broken is None
    assert heard
    assert found[0].follow >= heard[-1][0]


def test_the_check_can_be_stopped(bare):
    with pytest.raises(CancelledError):
        ReadTrail(bare).check(stopped=lambda: True)


def test_the_check_names_the_line_and_its_time(bare):
    attack(bare, "UPDATE trail SET who='somebody else' WHERE seq=1")
    found = ReadTrail(bare).check()
    assert found.broken == TrailBreak(1, 1, BreakKind.CHANGED, found.broken.at)
    assert (found.follow, found.total) == (0, len(trail.lines(bare.vault)))


def test_lines_of_nonsense_are_shown_all_the_same(bare):
    attack(
        bare,
        "UPDATE trail SET at='never', who=CAST(x'fffe' AS TEXT), act=CAST(x'c3' AS TEXT), "
        "subject=CAST(x'00ff' AS TEXT) WHERE seq=1",
    )
    line = ReadTrail(bare).look(TrailFilter()).lines[-1].line
    assert line.at is None
    assert group_of(line.act) is ActGroup.OTHER
    assert words_of(line.act) == line.act


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (None, "All 12,345 lines follow from one another."),
        (
            TrailBreak(812, 812, BreakKind.CHANGED, NIGHT),
            "Line 812 of Sat 21 Nov 04:18 was changed: tell the administrator.",
        ),
        (
            TrailBreak(1812, 1812, BreakKind.CHANGED, None),
            "Line 1,812 was changed: tell the administrator.",
        ),
        (
            TrailBreak(812, 813, BreakKind.MISSING, NIGHT),
            "Line 812 is missing before line 813 of Sat 21 Nov 04:18: tell the administrator.",
        ),
        (
            TrailBreak(812, 820, BreakKind.MISSING, None),
            "Lines 812 to 819 are missing before line 820: tell the administrator.",
        ),
        (
            TrailBreak(812, 812, BreakKind.MISSING, None),
            "Something is missing before line 812: tell the administrator.",
        ),
        (
            TrailBreak(812, 812, BreakKind.ADDED, None),
            "Line 812 was put in afterwards: tell the administrator.",
        ),
        (
            TrailBreak(812, 812, BreakKind.OUT_OF_ORDER, None),
            "Line 812 is out of its order: tell the administrator.",
        ),
    ],
)
def test_the_check_is_told_in_one_sentence(broken, sentence):
    assert ChainCheck(811, 12_345, broken).sentence(lambda at: at) == sentence


def _acts_in(text: str) -> tuple[set[str], set[str]]:
    """The codes handed to trail.add or _note in a module, and the names it cannot follow."""
    tree, codes, unknown = ast.parse(text), set(), set()
    assigned: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            assigned.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called = ast.unparse(node.func)
        at = {"trail.add": 3, "self._note": 1}.get(called)
        if at is None:
            continue
        given = node.args[at]
        values = assigned.get(given.id, []) if isinstance(given, ast.Name) else [given]
        found = {
            part.value
            for value in values
            for part in ([value.body, value.orelse] if isinstance(value, ast.IfExp) else [value])
            if isinstance(part, ast.Constant)
        }
        codes |= found
        if not found:
            unknown.add(ast.unparse(given))
    return codes, unknown


def test_every_act_that_is_written_has_words_and_a_group():
    codes, unknown = set(), set()
    for file in sorted((ROOT / "hotline_desktop" / "actions").glob("*.py")):
        found, more = _acts_in(file.read_text("utf-8"))
        codes, unknown = codes | found, unknown | more
    # `act` is the argument of a _note; `found` is one of the three that take_stock compares to.
    # An invented office's acts are those that its records say were done.
    assert unknown <= {"act", "found", "record.act"}
    stock = (ROOT / "hotline_desktop" / "actions" / "take_stock.py").read_text("utf-8")
    codes |= {act for act in ("rolled_back", "trail_changed", "anchor_damaged") if act in stock}
    assert len(codes) > 20
    assert codes <= set(ACTS), codes - set(ACTS)
    assert set(ACTS) <= codes, set(ACTS) - codes
    assert set(ACTS) >= ALARMS >= NOBODYS


def test_an_unknown_act_is_shown_by_its_code():
    assert words_of("fly_to_the_moon") == "fly_to_the_moon"
    assert group_of("fly_to_the_moon") is ActGroup.OTHER
