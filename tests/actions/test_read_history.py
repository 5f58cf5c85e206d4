"""The history of an entry is told with names, clock times and lists; a hidden street stays so."""

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.edit_entry import EditEntry, NoEntryError
from hotline_desktop.actions.merge_entries import MergeEntries
from hotline_desktop.actions.read_history import HIDDEN, ReadHistory
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.models.change import Act
from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.import_report import ImportRun
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, history
from tests.hands.office import NIGHT

SALEM = Contact("c", "Salem PD", phones=(Phone("330-555-0101", "+13305550101"),), state="OH",
                timezone="America/New_York")  # fmt: skip


@pytest.fixture
def put(bare):
    imported = Act(NIGHT, bare.advocate.id, "import", "r")

    def keep(*entries, act=None):
        with bare.vault.transaction() as connection:
            for entry in entries:
                directory.keep(connection, entry, act or imported)

    return keep


def test_who_when_by_what_and_each_field(bare, put):
    with bare.vault.transaction() as connection:
        history.keep_run(connection, ImportRun("r", NIGHT, bare.advocate.id, "desks.csv", 1, 1))
    put(SALEM)
    EditEntry(bare, Gazetteer.load())(SALEM, {"desk": "night desk", "hours": "Mon-Fri 9-17"})
    VerifyContact(bare)("c", "called back")
    check, edit, made = ReadHistory(bare)("c")
    assert (made.what, made.made, made.fields) == ("Imported a directory: desks.csv", True, ())
    assert (edit.who, edit.what, edit.at) == ("Ines", "Edited a directory entry", NIGHT)
    assert [(f.field, f.was, f.became) for f in edit.fields] == [
        ("desk", "", "night desk"),
        ("hours", "", "Mon-Fri 09:00-17:00 (America/New_York)"),
    ]
    (field,) = check.fields
    told = "20 Nov 2026 23:18, Ines, called back, 330-555-0101"
    assert (field.field, field.became) == ("verification", told)


def test_a_hidden_street_stays_hidden(bare, put):
    house = Provider("p", "Lantern", address="1 Hidden St", state="OH", confidential=True)
    put(house)
    put(replace(house, address="2 Hidden St", fees="none"), act=Act(NIGHT, "x", "edit_entry"))
    change, _ = ReadHistory(bare)("p")
    assert [(f.field, f.was, f.became) for f in change.fields] == [
        ("address", HIDDEN, HIDDEN), ("fees", "", "none"),
    ]  # fmt: skip
    with bare.vault.transaction() as connection:
        directory.drop(connection, "p", Act(NIGHT, "x", "undo_import"))
    gone, *_ = ReadHistory(bare)("p")
    assert "Hidden St" not in str([(f.was, f.became) for f in gone.fields])


def test_what_was_merged_tells_of_the_one_that_stays(bare, put):
    put(SALEM, replace(SALEM, id="d", desk="night desk"))
    MergeEntries(bare)("c", "d")
    assert ReadHistory(bare)("d") == ReadHistory(bare)("c")
    assert ReadHistory(bare)("c")[0].what == "Merged two directory entries"


def test_nobody_is_told_as_such(bare):
    with pytest.raises(NoEntryError):
        ReadHistory(bare)("x")
