"""The intake page under an advocate's hands: pauses, problems, focus, log and release."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hotline_desktop.models.around import Around
from hotline_desktop.models.consent import Item
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.person import Person
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from hotline_desktop.ui.chips import Chip
from hotline_desktop.ui.intake_page import IntakePage
from tests.hands.intake_hands import ALT, CTRL, IntakeHands, named, tab_stops
from tests.hands.office import TestClock
from tests.hands.sample_call import AROUND, NIGHT, TAKEN

K = Qt.Key

ASKED = [
    "can_talk",
    "channel",
    "kind",
    "topics",
    "place.words",
    "place.county",
    "place.detail",
    "place.said_by",
    "place.at",
    "urgency",
    "mandated_notice_read",
    "signaler.role",
    "signaler.name",
    "signaler.phone",
    "safe_contact.way",
    "safe_contact.number",
    "safe_contact.not_before",
    "safe_contact.until",
    "safe_contact.voicemail",
    "safe_contact.code_word",
    "hazards.weapons",
    "hazards.drugs",
    "hazards.dogs",
    "hazards.lookouts",
    "hazards.cameras",
    "hazards.children",
    "hazards.medical",
    "approach",
    "persons",
    "persons[0].label",
    "persons[0].roles",
    "persons[0].age",
    "persons[0].minor",
    "persons[0].description",
    "persons[0].name",
    "add_person",
    "remove_person",
    "release.approach",
    "release.place",
    "release.hazards",
    "release.persons",
    "release.statements",
    "release.names",
    "release.callback",
    "release.signaler",
    "release.narrative",
    "release.audience",
    "release.excluded",
    "release.form",
    "release.words",
    "release.until",
    "release.read_back",
    "release.withdraw",
    "log",
    "statements[1].words",
    "statements[1].kind",
    "statements[1].who",
    "statements[1].happened",
    "statements[1].tell",
    "narrative",
    "close",
    "packet",
    "keep",
]

SOME = Draft(
    persons=(Person(label="the caller"),),
    statements=(Statement(words="He has my ID.", heard_at=TAKEN),),
)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NIGHT)


@pytest.fixture
def hands(qtbot, qapp, clock) -> IntakeHands:
    look.apply(qapp, "light")
    hands = IntakeHands(qtbot, IntakePage(clock))
    hands.page.open(Draft(), taken_at=TAKEN)
    return hands


def shown(page: QWidget) -> list[str]:
    """All words on the page that can be seen."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_pause_hands_the_draft_up_once(hands, qtbot) -> None:
    drafts: list[Draft] = []
    hands.page.paused.connect(drafts.append)
    hands.types("place.words", "Hotel")
    assert not drafts
    with qtbot.waitSignal(hands.page.paused, timeout=2000):
        pass
    assert [draft.place.words for draft in drafts] == ["Hotel"]


def test_leaving_a_field_does_not_wait_for_the_pause(hands) -> None:
    drafts: list[Draft] = []
    hands.page.paused.connect(drafts.append)
    hands.types("place.words", "Hotel").presses(K.Key_Tab)
    assert [draft.place.words for draft in drafts] == ["Hotel"]
    hands.presses(K.Key_Tab)
    assert len(drafts) == 1


def test_opening_is_no_change(hands, qtbot) -> None:
    with qtbot.assertNotEmitted(hands.page.paused, wait=450):
        hands.page.open(SOME, "S-26-0001", "open", TAKEN)


def test_no_typed_space_is_lost(hands) -> None:
    words = "  two  spaces, a\u00a0hard one and one at the end "
    hands.types("place.words", words)
    hands.types("approach", words)
    hands.goes("approach").presses(K.Key_Return).writes(" next")
    assert hands.draft().place.words == words
    assert hands.draft().approach == words + "\n next"


def test_overheard_says_how_to_ask(hands) -> None:
    sentence = "Ask questions she can answer with yes or no"
    assert sentence not in shown(hands.page)
    hands.chooses("can_talk", "overheard")
    assert sentence in shown(hands.page)
    hands.chooses("can_talk", "alone")
    assert sentence not in shown(hands.page)


def test_problems_stand_all_at_once_and_the_focus_on_the_first(hands, shot) -> None:
    page = hands.page
    page.open(Draft(persons=(Person(label="caller"), Person()), statements=(Statement(),)))
    hands.types("safe_contact.until", "later").keeps()
    page.tell(page.draft().problems())
    seen = " ".join(shown(page))
    for problem in page.draft().problems():
        assert problem.sentence in seen
    assert hands.focus() == "place.words"
    assert len(page.draft().problems()) == 4
    shot(page, "intake-problems-light", 1282)
    hands.goes("persons[1].label")
    shot(page, "intake-problems-person-light", 1282)
    page.said_kept("S-26-0001", NIGHT)
    assert not [p for p in page.draft().problems() if p.sentence in shown(page)]


def test_a_problem_that_has_no_field_is_said_too(hands) -> None:
    hands.page.tell((Problem("persons", "A situation holds at most 200 of these."),))
    assert "A situation holds at most 200 of these." in shown(hands.page)


def test_a_time_nobody_can_read_is_not_kept_in_silence(hands) -> None:
    kept: list[Draft] = []
    hands.page.kept.connect(kept.append)
    hands.types("place.words", "Hotel").types("release.until", "soonish").keeps()
    assert not kept
    assert hands.focus() == "release.until"
    hands.presses("a", CTRL).writes("06:00").keeps()
    assert len(kept) == 1


def test_until_is_read_on_the_clock_of_the_place(hands) -> None:
    hands.types("release.until", "midnight")
    hands.types("place.words", "Hotel")
    hands.page.show_around(AROUND)
    hands.takes("place.county", "Mahoning, OH")
    until = hands.draft().release.until
    assert until == datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
    assert "Sat 21 Nov, 00:00 EST" in shown(hands.page)


def test_seen_at_is_read_backwards(hands) -> None:
    hands.page.show_around(AROUND)
    hands.takes("place.county", "Mahoning, OH").types("place.at", "23:05")
    assert hands.draft().place.at == datetime(2026, 11, 21, 4, 5, tzinfo=UTC)
    hands.goes("place.at").presses("a", CTRL).writes("now")
    assert hands.draft().place.at == NIGHT


def test_tab_goes_as_the_questions_are_asked(hands) -> None:
    hands.page.open(SOME, "S-26-0001", "open", TAKEN)
    hands.presses(K.Key_1, ALT)
    here = QApplication.focusWidget()
    assert [named(here), *(named(stop) for stop in tab_stops(here))] == [
        *ASKED[:-2],
        *ASKED[-2:],
    ]


def test_every_stop_has_a_name(hands) -> None:
    hands.page.open(SOME, "S-26-0001", "open", TAKEN)
    hands.page.show_around(AROUND)
    hands.chooses("hazards.weapons", "said").takes("persons[0].roles", "Survivor")
    stops = list(tab_stops(QApplication.focusWidget()))
    names = {
        named(stop): QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
        for stop in stops
    }
    assert len(names) > 60
    assert not [stop for stop, name in names.items() if not name.strip()]


def test_focus_and_caret_come_back_without_wiping_anything(hands, qtbot, clock) -> None:
    hands.types("place.words", "Hotel").presses(K.Key_Left, times=2)
    hands.page.hide()  # what a lock does first
    field, at = hands.page.place_of_focus()
    assert (field, at) == ("place.words", 3)
    other = IntakeHands(qtbot, IntakePage(clock))
    other.page.open(hands.draft())
    other.page.restore(field, at, {})
    other.writes("x")
    assert other.draft().place.words == "Hotxel"


@pytest.mark.parametrize(
    ("field", "caret"),
    [("persons[2].description", 4), ("statements[1].words", 5), ("narrative", 2)],
)
def test_folded_fields_come_back_too(hands, field: str, caret: int) -> None:
    draft = Draft(
        persons=tuple(Person(label=f"p{n}", description="tall, grey") for n in range(4)),
        statements=tuple(Statement(words=f"line {n}") for n in range(3)),
        narrative="note",
    )
    hands.page.open(draft)
    hands.page.restore(field, caret, {})
    assert hands.page.place_of_focus() == (field, caret)
    assert hands.draft() == draft


def test_what_was_in_sight_comes_back(hands, qtbot) -> None:
    draft = Draft(statements=tuple(Statement(words=f"line {n}") for n in range(60)))
    hands.page.open(draft)
    hands.page.restore("place.words", 0, {"form": 240, "log": 75, "unknown": 9})
    qtbot.waitUntil(lambda: hands.page.form.area.verticalScrollBar().value() == 240)
    qtbot.waitUntil(lambda: hands.page.middle.log.view.verticalScrollBar().value() == 75)
    places = hands.page.scroll()
    assert (places["form"], places["log"]) == (240, 75)


def test_a_line_is_in_the_draft_before_enter_and_comes_back_as_a_line(hands, clock) -> None:
    hands.presses(K.Key_L, ALT).writes("He has")
    began = clock()
    clock.goes(minutes=1)
    hands.writes(" my ID")
    assert hands.draft().statements == (Statement(words="He has my ID", heard_at=began),)
    field, at = hands.page.place_of_focus()
    assert (field, at) == ("statements[0].words", 12)
    hands.page.open(hands.draft())
    hands.page.restore(field, at, {})
    hands.writes(".")
    assert hands.draft().statements[0].words == "He has my ID."


def test_enter_adds_and_keep_takes_the_open_line_along(hands, clock) -> None:
    kept: list[Draft] = []
    hands.page.kept.connect(kept.append)
    hands.types("place.words", "Hotel")
    hands.says("She cries.", "I")
    clock.goes(minutes=2)
    hands.says("He has my ID.", "W").writes("not yet entered").keeps()
    kinds = [StatementKind.INFERENCE, StatementKind.VERBATIM, StatementKind.VERBATIM]
    assert [s.kind for s in kept[0].statements] == kinds
    assert [s.heard_at - NIGHT for s in kept[0].statements] == [
        timedelta(0),
        timedelta(minutes=2),
        timedelta(minutes=2),
    ]


def test_lines_are_changed_held_back_removed_and_brought_back(hands) -> None:
    hands.says("one").says("two").says("three")
    hands.presses(K.Key_V, ALT).presses(K.Key_Home)
    hands.presses(K.Key_Return).presses(K.Key_End).writes("!").presses(K.Key_Return)
    assert [s.words for s in hands.draft().statements] == ["one!", "two", "three"]
    hands.presses(K.Key_V, ALT).presses(K.Key_Home).presses(K.Key_Down).presses("h")
    assert [s.tell for s in hands.draft().statements] == [True, False, True]
    hands.presses(K.Key_Delete)
    assert [s.words for s in hands.draft().statements] == ["one!", "three"]
    hands.presses(K.Key_Z, CTRL)
    assert [s.words for s in hands.draft().statements] == ["one!", "two", "three"]
    hands.presses(K.Key_Return).writes("spoilt").presses(K.Key_Escape)
    assert [s.words for s in hands.draft().statements] == ["one!", "two", "three"]


def test_people_are_added_removed_and_brought_back(hands) -> None:
    hands.adds_person("the caller").adds_person("man at the door")
    assert [p.label for p in hands.draft().persons] == ["the caller", "man at the door"]
    hands.presses(K.Key_5, ALT).presses(K.Key_Up).presses(K.Key_Delete)
    assert [p.label for p in hands.draft().persons] == ["man at the door"]
    hands.presses(K.Key_Space)  # the focus waits on "Bring back"
    assert [p.label for p in hands.draft().persons] == ["the caller", "man at the door"]


def test_a_yes_after_the_read_back_must_be_read_back_too(hands) -> None:
    hands.chooses("release.place", "said").ticks("release.read_back")
    assert hands.draft().release.given_at == NIGHT
    hands.chooses("release.names", "denied")
    assert hands.draft().release.read_back
    hands.chooses("release.hazards", "said")
    assert not hands.draft().release.read_back
    assert hands.draft().release.given_at is None


def test_she_takes_it_back_after_one_question(hands, clock) -> None:
    hands.chooses("release.place", "said").ticks("release.read_back")
    clock.goes(minutes=5)
    hands.goes("release.withdraw").presses(K.Key_Space)
    assert hands.draft().release.withdrawn_at is None
    hands.presses(K.Key_Space)
    assert hands.draft().release.withdrawn_at == clock()
    assert "She took it back: nothing more may be told." in shown(hands.page)
    assert hands.draft().release.items() == {Item.PLACE}


def test_nobody_is_named_and_ruled_out(hands) -> None:
    hands.page.show_around(AROUND)
    hands.takes("release.audience", "Valley Task Force, night desk")
    assert hands.draft().release.audience.contacts == ("c1",)
    hands.takes("release.excluded", "Valley Task Force, night desk")
    audience = hands.draft().release.audience
    assert (audience.contacts, audience.excluded_contacts) == ((), ("c1",))


def test_the_live_side_takes_no_focus_and_does_not_flicker(hands) -> None:
    hands.types("place.words", "Hot")
    hands.page.show_around(AROUND)
    inner = hands.page.live._help._inner
    hands.writes("el")
    hands.page.show_around(AROUND)
    assert hands.page.live._help._inner is inner
    assert hands.focus() == "place.words"
    assert hands.draft().place.words == "Hotel"


def test_a_confidential_place_shows_its_area_only(hands) -> None:
    hands.page.show_around(AROUND)
    assert "safe housing, women, Mahoning County only" in shown(hands.page)


def test_the_four_cards_fit_without_scrolling(hands) -> None:
    hands.page.show_around(AROUND)
    QApplication.processEvents()
    assert hands.page.live.area.verticalScrollBar().maximum() == 0


def test_packet_only_once_kept_and_close_then_reopen(hands) -> None:
    told: list[str] = []
    for name in ("packet_asked", "close_asked", "reopen_asked"):
        getattr(hands.page, name).connect(lambda name=name: told.append(name))
    hands.presses(K.Key_F6)
    assert told == []
    hands.page.open(SOME, "S-26-0001", "open", TAKEN)
    hands.presses(K.Key_F6).goes("close").presses(K.Key_Space)
    hands.page.open(SOME, "S-26-0001", "closed", TAKEN)
    hands.goes("reopen").presses(K.Key_Space)
    assert told == ["packet_asked", "close_asked", "reopen_asked"]


def test_no_case_word_stands_in_a_window_title(hands) -> None:
    hands.types("place.words", "Hotel")
    assert not hands.page.windowTitle()


def test_each_county_says_why_it_is_offered(qtbot):
    page = IntakePage(lambda: NIGHT)
    hands = IntakeHands(qtbot, page)
    hands.goes("place.words").writes("Youngstown, Ohio")
    page.show_around(Around(places=Gazetteer.load().candidates("Youngstown, Ohio")))
    chips = page.findChild(QWidget, "place.county").findChildren(Chip)
    offered = {chip.accessibleName(): chip for chip in chips if chip.isVisible()}
    assert "Youngstown is named" in offered["Mahoning, OH"].accessibleDescription()
    assert "begins 3 miles from" in offered["Trumbull, OH"].accessibleDescription()
    assert "begins 3 miles from" in offered["Trumbull, OH"].toolTip()
    page.show_around(Around())
    assert not [chip for chip in chips if chip.isVisible()]
