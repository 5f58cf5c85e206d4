"""An entry is edited, verified and vetted by keyboard; nothing typed is lost on the way."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from hotline_desktop.actions.merge_entries import MergeEntries
from hotline_desktop.models.contact import Contact, Phone, Verification
from hotline_desktop.models.fit import About, Question
from hotline_desktop.models.provider import Provider, Vetting
from hotline_desktop.models.renewal import VETTED_FIELDS
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import look
from hotline_desktop.ui.text import Words
from hotline_desktop.vault import directory
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.office import NIGHT

ALT = Qt.KeyboardModifier.AltModifier
SALEM = Contact(
    "c",
    "Salem Police Department",
    phones=(Phone("330-555-0101", "+13305550101"),),
    city="Salem",
    state="OH",
    timezone="America/New_York",
    jurisdiction=("39029",),
    verification=Verification(NIGHT, "ines", "called back"),
)
HOUSE = Provider(
    "p", "Lantern House", phones=(Phone("330-555-0111", "+13305550111"),), state="OH", fees="$5"
)


class EntryHands(DeskHands):
    @property
    def page(self):
        return self.desk.entry

    def shows(self, identity):
        self.presses(Qt.Key.Key_F10)
        self.desk.directory.chosen.emit(identity)
        return self

    def edits(self, identity):
        return self.shows(identity).presses(Qt.Key.Key_F3)

    def checks(self, identity):
        return self.shows(identity).presses(Qt.Key.Key_F2)

    def into(self, name):
        """Go to a field by Tab alone."""
        for _ in range(300):
            here = QApplication.focusWidget()
            while here is not None and here is not self.page:
                if here.objectName() == name:
                    return self
                here = here.parentWidget()
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError(f"no way to {name} by Tab")

    def keeps(self):
        return self.presses(Qt.Key.Key_Return, CTRL)

    def problem(self, name):
        here = (self.page.fields(), self.page.check)
        told = (part.findChild(QWidget, f"{name}_problem") for part in here)
        return next(words.text() for words in told if words is not None)

    def said(self):
        return self.desk.frame._said.text()


@pytest.fixture
def hands(qtbot, bare_template, tmp_path, test_world):
    office = bare_template.copy(tmp_path / "office")
    made = EntryHands(qtbot, office, test_world.world()).enters().has(SALEM, HOUSE)
    yield made
    made.leaves()


def test_a_contact_is_edited_by_keyboard_from_its_card(hands, shot):
    hands.edits("c")
    assert hands.here() == "entry"
    hands.into("desk").types("night desk").into("plain_clothes").presses(Qt.Key.Key_Left)
    hands.presses(Qt.Key.Key_Left)
    hands.page._pause.flush()
    shot(hands.window, "entry-contact")
    look.apply(QApplication.instance(), "dark")
    shot(hands.window, "entry-contact-dark")
    hands.keeps()
    assert hands.here() == "directory"
    kept = directory.contact(hands.vault, "c")
    assert (kept.desk, kept.plain_clothes) == ("night desk", Tri.SAID)
    assert hands.said() == "The entry is kept."
    assert hands.desk.directory.contact_card._name.text() == "Salem Police Department, night desk"
    shot(hands.window, "card-contact-dark")


def test_what_is_wrong_stands_at_its_field_all_at_once(hands, shot):
    hands.edits("c")
    hands.into("agency").presses(Qt.Key.Key_A, CTRL).presses(Qt.Key.Key_Delete)
    hands.into("phones").presses(Qt.Key.Key_A, CTRL).types("330-555").keeps()
    assert hands.here() == "entry"
    assert hands.problem("agency") == "Say which agency it is."
    assert "cannot be read" in hands.problem("phones")
    assert QApplication.focusWidget().objectName() == "agency"
    shot(hands.window, "entry-problems")
    assert directory.contact(hands.vault, "c") == SALEM


def test_a_changed_number_says_that_it_must_be_verified_again(hands):
    hands.edits("c").into("phones").presses(Qt.Key.Key_A, CTRL).types("330-555-0199").keeps()
    assert hands.said() == "The entry is kept. Number changed: verify it again."
    assert directory.contact(hands.vault, "c").verification is None


def test_escape_leaves_and_loses_nothing(hands):
    hands.edits("c").into("notes").types("ask for Ruth").presses(Qt.Key.Key_Escape)
    assert hands.here() == "directory"
    assert hands.said() == "Not kept yet: what you typed waits under Edit."
    hands.edits("p").into("fees").types("none, ").presses(Qt.Key.Key_Escape)
    hands.edits("c")
    assert hands.page.draft().fields == {"notes": "ask for Ruth"}
    hands.keeps()
    assert directory.contact(hands.vault, "c").notes == "ask for Ruth"
    hands.edits("p")
    assert hands.page.draft().fields == {"fees": "none, $5"}
    hands.page.dropped.emit()
    assert directory.provider(hands.vault, "p") == HOUSE
    hands.edits("p")
    assert hands.page.draft().fields == {}


def test_what_was_typed_comes_back_after_a_lock(hands, qtbot, test_world):
    hands.edits("p").into("fees").types("none, ").presses(Qt.Key.Key_Escape)
    hands.checks("c").into("spoken_to").types("Sgt. Hale").into("notes").types("ask")
    hands.session.lock()
    folder = hands.session._folder
    hands.leaves()
    hands.__init__(qtbot, folder, test_world.world())
    hands.enters()
    assert hands.here() == "entry"
    draft = hands.page.draft()
    assert (draft.checking, draft.fields) == (True, {"notes": "ask"})
    assert draft.check["spoken_to"] == "Sgt. Hale"
    hands.edits("p")
    assert hands.page.draft().fields == {"fees": "none, $5"}


def test_what_somebody_changed_meanwhile_is_shown_and_hers_stays(hands, shot):
    hands.edits("c").into("notes").types("hers").into("desk").types("night desk")
    hands.has(replace(SALEM, notes="theirs", person="Det. Okafor")).keeps()
    assert hands.here() == "entry"
    assert "changed meanwhile (person, notes)" in hands.page._warning._strong.text()
    assert hands.problem("notes") == "It says now: theirs"
    shot(hands.window, "entry-meanwhile")
    hands.keeps()
    kept = directory.contact(hands.vault, "c")
    assert (kept.notes, kept.person, kept.desk) == ("hers", "Det. Okafor", "night desk")


def test_a_contact_is_verified_with_what_it_answered(hands, shot):
    hands.has(replace(SALEM, verification=None)).checks("c")
    hands.keeps()
    assert hands.problem("method") == "Say how it was verified."
    assert "one to call back on" in hands.problem("number")
    hands.into("method").presses(Qt.Key.Key_Space).into("number").presses(Qt.Key.Key_Space)
    hands.into("spoken_to").types("Sgt. Hale")
    assert hands.problem("method") == hands.problem("spoken_to") == ""
    hands.into("enforces_immigration").presses(Qt.Key.Key_Left)
    hands.page._pause.flush()
    shot(hands.window, "entry-verify")
    look.apply(QApplication.instance(), "dark")
    shot(hands.window, "entry-verify-dark")
    hands.keeps()
    kept = directory.contact(hands.vault, "c")
    assert kept.is_verified(NIGHT)
    assert (kept.verification.spoken_to, kept.enforces_immigration) == ("Sgt. Hale", Tri.DENIED)
    assert hands.said() == "The call-back is recorded: this contact may get packets."


def test_a_number_that_was_just_found_may_be_the_one_called(hands):
    hands.has(replace(SALEM, phones=(), verification=None)).checks("c")
    hands.into("phones").types("330-555-0155")
    hands.page._pause.flush()
    hands.into("method").presses(Qt.Key.Key_Space).into("number").presses(Qt.Key.Key_Space)
    hands.into("spoken_to").types("duty officer").keeps()
    assert directory.contact(hands.vault, "c").verification.number == "330-555-0155"


def test_a_provider_is_vetted_when_every_field_was_looked_at(hands, shot):
    hands.checks("p").into("evidence").types("licence; looked up")
    hands.keeps()
    assert hands.problem("looked.service") == "Look at it: still true, or changed?"
    for name in VETTED_FIELDS[:-1]:
        hands.into(f"looked.{name}").presses(Qt.Key.Key_Space)
    hands.into("fees").presses(Qt.Key.Key_A, CTRL).types("none")
    hands.page._pause.flush()
    shot(hands.window, "entry-vet")
    hands.into("looked.do_not_refer").presses(Qt.Key.Key_Space).keeps()
    kept = directory.provider(hands.vault, "p")
    assert kept.vetting.renew_by == date(2027, 11, 20)  # the office's day, not Greenwich's
    assert kept.fees == "none"
    assert hands.said() == "The provider is vetted for a year."


def test_what_was_said_to_have_changed_is_asked_for(hands):
    hands.checks("p").into("looked.fees").presses(Qt.Key.Key_Right).keeps()
    assert hands.problem("fees") == "You said that this changed: write what it is now."


def test_the_card_tells_its_history_by_keyboard(hands, shot):
    hands.edits("c").into("desk").types("night desk").into("phones")
    hands.presses(Qt.Key.Key_A, CTRL).types("330-555-0199").keeps()
    card = hands.desk.directory.contact_card.history
    hands.presses(Qt.Key.Key_H, ALT)
    assert card.head.quiet.text() == "1 change"
    (change,) = (f for f in card.findChildren(QFrame) if f.property("kind") == "row")
    told = change.accessibleName()
    assert "Edited a directory entry. Ines. 20 Nov 2026 23:18." in told
    assert "Phones: 330-555-0101, +13305550101 → 330-555-0199, +13305550199" in told
    assert "Desk: nothing → night desk" in told
    shot(hands.window, "card-history")
    hands.shows("p")
    hands.presses(Qt.Key.Key_H, ALT)
    assert hands.desk.directory.provider_card.history.head.quiet.text() == "0 changes"


def test_renewals_stand_on_today_and_lead_to_their_card(hands, shot):
    lapsed = Verification(NIGHT - timedelta(days=183), "ines", "called back")
    until = NIGHT.date() + timedelta(days=12)
    vetting = Vetting(until, "ines", "visit", until)
    hands.has(replace(SALEM, verification=lapsed), replace(HOUSE, vetting=vetting))
    hands.presses(Qt.Key.Key_F10).presses(Qt.Key.Key_F7).settles()
    renewals = hands.desk.today.renewals
    assert [(row.first, row.second) for row in renewals.list.rows()] == [
        ("Lantern House", "vetting ends 03 Dec 2026"),
        ("Salem Police Department", "verification ended 17 Nov 2026"),
    ]
    shot(hands.window, "today-renewals")
    renewals.list.setFocus()
    hands.presses(Qt.Key.Key_Return)
    assert hands.here() == "directory"
    assert hands.desk.directory.provider_card._name.text() == "Lantern House"


def test_a_card_says_what_is_to_be_asked_and_what_refuses(hands, shot):
    asks = (
        Question("Are there pets?", About.PETS),
        Question("Has she papers?", About.NO_DOCUMENTS, Tri.DENIED),
    )
    hands.has(replace(HOUSE, questions=asks)).shows("p")
    told = [words.text() for words in hands.desk.directory.provider_card.findChildren(Words)]
    line = "Are there pets? To ask; refuses on yes\nHas she papers? To ask; refuses on no"
    assert line in told
    shot(hands.window, "card-provider-asks")


def test_what_was_typed_over_an_entry_comes_up_over_the_one_it_was_merged_into(hands):
    twin = replace(SALEM, id="d", agency="Salem Police Dept", city="Salem City")
    with hands.session._office.vault.transaction() as connection:
        directory.keep(connection, twin)
    hands.edits("d").into("notes").types("ask for Ruth").presses(Qt.Key.Key_Escape)
    MergeEntries(hands.session._office)("c", "d")
    hands.edits("c")
    assert hands.page.draft().seen.id == "c"
    assert hands.page.draft().fields == {"notes": "ask for Ruth"}
    assert "merged into another" in hands.page._warning._strong.text()
    assert hands.problem("agency") == "It says now: Salem Police Department"
    hands.keeps()
    kept = directory.contact(hands.vault, "c")
    assert (kept.agency, kept.notes) == (SALEM.agency, "ask for Ruth")
    assert hands.desk.entry_work.begun() == ()
