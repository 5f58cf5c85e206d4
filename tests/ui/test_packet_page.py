"""The packet page on a real office: what is on the screen leaves, and nothing else ever does."""

import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea

from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.verify_packet import verify_packet
from hotline_desktop.models.consent import Answer, Item
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.statement import Statement
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.packet_page import PacketPage
from hotline_desktop.ui.packet_work import PacketWork
from hotline_desktop.vault import packets
from tests.hands.desk_hands import PreparedAsk
from tests.hands.office import NIGHT
from tests.hands.packet_hands import PacketHands

NIGHT_DESK = "valley-task-force-night"
WIDE, LOW = (1282, 716), (1196, 668)
"""What the desk leaves of 1366 x 768 and of 1280 x 720."""


class Room:
    """A page at work on an office, with everything it was told to say."""

    def __init__(self, qtbot, desk, size=WIDE) -> None:
        self.desk, self.jobs, self.ask = desk, Jobs(), PreparedAsk()
        self.window, self.page = QMainWindow(), PacketPage()
        self.work = PacketWork(self.page, desk, Gazetteer.load(), self.jobs, self.ask)
        self.said, self.went, self.fixes = [], [], []
        self.work.said.connect(self.said.append)
        self.work.went.connect(self.went.append)
        self.work.fix_asked.connect(self.fixes.append)
        self.window.setCentralWidget(self.page)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.hands = PacketHands(qtbot, self.page)

    def opens(self, **changes):
        """Keep the sample call, changed so, and begin its packet."""
        draft = replace(sample_call(NIGHT), **changes)
        self.situation = TakeSignal(self.desk)(draft, taken_at=NIGHT)
        self.work.open(self.situation.id)
        return self.hands

    def leaves(self) -> None:
        self.jobs.close()
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shot(shot, qapp):
    """A picture after the layouts have settled: one asks its neighbour, who asks again."""

    def take(*what):
        for _ in range(4):
            qapp.processEvents()
        return shot(*what)

    return take


@pytest.fixture
def enters(qtbot):
    rooms = []

    def enter(desk, size=WIDE) -> Room:
        rooms.append(Room(qtbot, desk, size))
        return rooms[-1]

    yield enter
    for room in rooms:
        room.leaves()


@pytest.fixture
def room(enters, sample):
    return enters(sample)


def checks(room) -> dict[str, str]:
    lines = room.page.checks._lines
    return {line._first.text(): line._second.text() for line in lines if not line.isHidden()}


def rows(listed) -> dict[object, str]:
    return {row.key: row.spoken() for row in listed.rows()}


@pytest.mark.parametrize("size", [WIDE, LOW])
def test_without_a_situation_the_page_says_what_comes_next(enters, sample, size, shot):
    room = enters(sample, size)
    assert not room.page.export.isEnabled()
    shot(room.window, f"packet-empty-{size[0]}")
    room.page._go.click()
    assert room.went == ["situations"]


@pytest.mark.parametrize("size", [WIDE, LOW])
def test_opened_from_a_situation_the_first_on_duty_is_proposed_and_drawn(
    enters, sample, size, shot
):
    room = enters(sample, size)
    hands = room.opens().waits_for_pages()
    assert hands.focus() == "recipients"
    assert room.page.choices().recipient == room.work._around.duty[0].contact.id
    assert room.page.findChild(type(room.page.strip._number), "packet_number").text() == (
        "Packet P-26-0001"
    )
    assert set(checks(room)) == {
        "A basis for every item",
        "Recipient verified",
        "Exclusions honoured",
        "Signs as Ines",
    }
    assert "until 06:00" in checks(room)["A basis for every item"]
    shot(room.window, f"packet-ready-{size[0]}")


def test_every_item_stands_on_exactly_one_side_with_its_reason(room):
    room.opens().waits_for_pages()
    told, held = rows(room.page.items.told.list), rows(room.page.items.held.list)
    assert set(told) == {
        Item.APPROACH, Item.PLACE, Item.HAZARDS, Item.PERSONS, Item.STATEMENTS
    }  # fmt: skip
    assert set(held) == set(Item) - set(told)
    assert all("she agreed, by voice, until 06:00" in words for words in told.values())
    assert all("she said no" in words for words in held.values())


def test_an_item_nobody_asked_about_says_so(room):
    release = sample_call(NIGHT).release
    answers = tuple(a for a in release.answers if a.item is not Item.NARRATIVE)
    room.opens(release=replace(release, answers=answers)).waits_for_pages()
    assert "not asked" in rows(room.page.items.held.list)[Item.NARRATIVE]


def test_the_sample_call_leaves_signed_and_is_told_from_the_ledger(room, tmp_path, shot):
    hands = room.opens().waits_for_pages()
    hands.chooses_recipient(NIGHT_DESK).waits_for_pages()
    room.ask.answer = tmp_path / "out.pdf"
    hands.exports().waits_for_the_end()
    assert room.ask.asked == ["P-26-0001.pdf"], "the name suggested says nothing of the case"
    (line,) = packets.ledger(room.desk.vault)
    verdict = verify_packet(tmp_path / "out.pdf", exercise=True)
    assert verdict.ok
    assert verdict.digest == line.digest
    told = hands.reads("exported")
    assert "out.pdf" in told
    assert "Checked: unchanged, whole document signed" in told
    assert line.digest in told.replace(" ", "")
    assert room.said == ["P-26-0001 is signed and exported."]
    assert hands.focus() == "recipients", "the focus comes back"
    assert not room.page.export.isEnabled(), "a second press must not export it twice"
    shot(room.window, "packet-exported")


def test_another_recipient_gets_another_packet(room, tmp_path):
    hands = room.opens().waits_for_pages()
    room.ask.answer = tmp_path / "one.pdf"
    hands.exports().waits_for_the_end()
    hands.searches_recipient("mill bend", "mill-bend-police-night").waits_for_pages()
    room.ask.answer = tmp_path / "two"
    hands.exports().waits_for_the_end()
    assert (tmp_path / "two.pdf").exists(), "the ending is added"
    assert len(packets.ledger(room.desk.vault)) == 2


def test_no_place_given_means_nothing_happened(room):
    hands = room.opens().waits_for_pages()
    hands.exports()
    assert room.page.export.isEnabled()
    assert not packets.ledger(room.desk.vault)


def test_a_name_that_is_taken_is_one_sentence_and_may_be_tried_again(room, tmp_path):
    hands = room.opens().waits_for_pages()
    room.ask.answer = tmp_path / "taken.pdf"
    room.ask.answer.write_bytes(b"mine")
    hands.exports().waits_for_refusal()
    assert "choose another name" in hands.reads("refusal")
    assert room.ask.answer.read_bytes() == b"mine"
    room.ask.answer = tmp_path / "free.pdf"
    hands.exports().waits_for_the_end()
    assert len(packets.ledger(room.desk.vault)) == 1


@pytest.mark.parametrize("size", [WIDE, LOW])
def test_strict_policy_ends_in_one_sentence_and_no_page(enters, strict, size, shot):
    room = enters(strict, size)
    hands = room.opens().waits_for_refusal()
    assert "policy is strict" in hands.reads("refusal")
    assert room.page.paper.pages() == 0
    assert not room.page.items.told.list.rows()
    hands.exports()
    assert not room.ask.asked
    shot(room.window, f"packet-refused-{size[0]}")


def test_an_unverified_contact_gets_nothing(room):
    hands = room.opens().waits_for_pages()
    hands.searches_recipient("lisbon", "lisbon-mills-police").waits_for_refusal()
    assert "not verified" in hands.reads("refusal")
    assert "last called back" in checks(room)["Recipient verified"]
    assert room.page.paper.pages() == 0
    hands.exports()
    assert not room.ask.asked


def test_somebody_she_ruled_out_gets_nothing(room):
    hands = room.opens().waits_for_pages()
    hands.searches_recipient("lake erie immigration", "lake-erie-immigration")
    hands.waits_for_refusal()
    assert "ruled out immigration" in hands.reads("refusal")
    assert "enforces immigration law" in checks(room)["Exclusions honoured"]


def test_between_a_choice_and_its_pages_nothing_leaves(room, tmp_path):
    hands = room.opens().waits_for_pages()
    room.ask.answer = tmp_path / "early.pdf"
    hands.presses(Qt.Key.Key_Down)
    assert not room.page.export.isEnabled()
    hands.exports()
    assert not room.ask.asked


def test_a_release_that_ends_while_a_folder_is_looked_for_stops_the_packet(room, tmp_path):
    hands = room.opens().waits_for_pages()

    def place(*_):
        room.desk.world.now.goes(hours=12)
        return tmp_path / "late.pdf"

    room.ask.place = place
    hands.exports().waits_for_refusal()
    assert "has run out" in hands.reads("refusal")
    assert not (tmp_path / "late.pdf").exists()
    assert not packets.ledger(room.desk.vault)


def test_another_basis_asks_for_its_reason_and_carries_the_minimum(room, tmp_path, shot):
    nothing = replace(sample_call(NIGHT).release, answers=())
    hands = room.opens(release=nothing).waits_for_refusal()
    hands.chooses_basis("imminent_danger").waits_for_refusal()
    room.hands.bot.waitUntil(lambda: "Write the reason" in hands.reads("refusal"))
    hands.chooses_basis("imminent_danger", "A gun is in the room.").waits_for_pages()
    assert "imminent danger" in rows(room.page.items.told.list)[Item.PLACE]
    assert "not part of the minimum" in rows(room.page.items.held.list)[Item.NAMES]
    shot(room.window, "packet-danger")
    room.ask.answer = tmp_path / "danger.pdf"
    hands.exports().waits_for_the_end()
    (line,) = packets.ledger(room.desk.vault)
    assert (line.basis, line.reason) == ("imminent_danger", "A gun is in the room.")


def test_a_name_in_a_line_that_would_go_is_shown_with_a_way_to_the_line(room, shot):
    call = sample_call(NIGHT)
    leak = Statement(words="They call me Marisol here.", who="caller")
    hands = room.opens(statements=(*call.statements, leak)).waits_for_refusal()
    assert "name" in hands.reads("problem_1")
    assert "Marisol" not in hands.reads("problem_1")
    assert room.page.paper.pages() == 0
    shot(room.window, "packet-problems")
    hands.fixes()
    assert room.fixes == [f"statements[{len(call.statements)}].words"]


def test_a_leak_in_the_reason_leads_to_the_reason(room):
    hands = room.opens().waits_for_pages()
    hands.chooses_basis("imminent_danger", "Marisol Vance is in danger")
    hands.bot.waitUntil(lambda: hands.banner("problem_1") is not None)
    hands.fixes()
    assert hands.focus() == "basis.reason"
    assert not room.fixes


def test_services_are_named_one_by_one(room):
    hands = room.opens().waits_for_pages()
    first = room.work._around.help[0].provider.id
    hands.names_service(first)
    assert hands.focus() == f"service_{first}", "the focus stays where one ticked"
    hands.waits_for_pages()
    assert hands.focus() == f"service_{first}"
    assert "Help nearby" in rows(room.page.items.told.list)["services"]


def test_without_the_place_no_service_is_offered(room):
    release = sample_call(NIGHT).release
    answers = tuple(
        Answer(a.item, Tri.DENIED if a.item is Item.PLACE else a.state) for a in release.answers
    )
    room.opens(release=replace(release, answers=answers)).waits_for_pages()
    assert not room.page.items.services._boxes
    assert "would tell it" in room.page.items.services._none.text()


def test_pages_are_walked_and_made_larger_by_keys(room):
    hands = room.opens().waits_for_pages()
    paper, all_ = room.page.paper, room.page.paper.pages()
    assert paper._where.text() == f"Page 1 of {all_}"

    def walks(key, to):
        hands.presses(key, times=3 * all_)
        return paper._where.text() == f"Page {to} of {all_}"

    hands.bot.waitUntil(lambda: walks(Qt.Key.Key_PageDown, all_))
    hands.bot.waitUntil(lambda: walks(Qt.Key.Key_PageUp, 1))
    before = paper.wanted()
    hands.presses(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert paper.wanted() > before
    hands.bot.waitUntil(lambda: paper._drawn == paper.wanted(), timeout=20_000)


def test_what_was_kept_meanwhile_counts_when_one_comes_back(room):
    hands = room.opens().waits_for_pages()
    room.page.hide()
    draft = room.situation.draft
    withdrawn = replace(draft.release, withdrawn_at=NIGHT)
    TakeSignal(room.desk)(replace(draft, release=withdrawn), room.situation.id)
    room.page.show()
    hands.waits_for_refusal()
    assert "withdrawn" in hands.reads("refusal")


def test_many_problems_do_not_push_the_page_apart(room):
    room.opens()
    room.page.refuse(problems=[Problem(f"statements[{n}].words", "Mend it.") for n in range(9)])
    room.hands.bot.waitUntil(lambda: room.hands.banner("problem_4") is not None)
    assert room.hands.banner("problem_5") is None
    assert room.window.width() == WIDE[0]


def test_deciding_again_keeps_the_choice_and_tells_its_time(room):
    room.opens().waits_for_pages()
    took = []
    for _ in range(20):
        began = time.perf_counter()
        room.work._decide()
        took.append(time.perf_counter() - began)
    room.hands.waits_for_pages()
    print(f"decide: median {sorted(took)[10] * 1000:.1f} ms")
    assert room.page.choices().recipient, "deciding again keeps what was chosen"


def test_the_choices_fit_the_column_beside_a_scroll_bar(room):
    room.opens().waits_for_pages()
    cards = room.page.recipient.parentWidget()
    bar = room.page._right.findChild(QScrollArea).verticalScrollBar().sizeHint().width()
    assert cards.minimumSizeHint().width() + bar <= room.page._right.width()


@pytest.mark.parametrize("worn", ["dark", "contrast"])
def test_it_wears_every_look(room, qapp, shot, worn):
    look.apply(qapp, worn)
    room.opens().waits_for_pages()
    shot(room.window, f"packet-{worn}")


def test_every_field_has_a_name(room):
    room.opens().waits_for_pages()
    for widget in room.page.findChildren(object):
        if hasattr(widget, "focusPolicy") and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget
    assert QApplication.focusWidget().accessibleName()
