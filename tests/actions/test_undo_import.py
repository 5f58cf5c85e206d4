"""Undoing a whole import: what it made goes, what it changed is as before, later work stays."""

import pytest

from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.actions.undo_import import UndoImport
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.column_map import Field
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import check, directory, history, trail
from tests.actions.test_import_directory import HEAD, LISBON, SALEM, directory_of, salem, taken


@pytest.fixture
def verb(bare):
    return ImportDirectory(bare, Gazetteer.load())


@pytest.fixture
def file(tmp_path):
    def write(*lines, name="list.csv"):
        path = tmp_path / name
        path.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
        return path

    return write


def test_a_first_import_leaves_nothing_behind(verb, file):
    before = directory_of(verb.desk.vault)
    taken(verb, file(SALEM, LISBON))
    undo = UndoImport(verb.desk)
    (run,) = undo.runs()
    assert (run.name, run.rows, run.written, run.undone_at) == ("list.csv", 2, 2, None)
    done = undo()
    assert (done.removed, done.put_back, done.stayed) == (2, 0, ())
    assert directory_of(verb.desk.vault) == before
    assert trail.lines(verb.desk.vault)[0].act == "undo_import"
    assert check.findings(verb.desk.vault) == ()
    assert undo.runs()[0].undone_at is not None
    with pytest.raises(BadInputError, match="undone already"):
        undo(run.id)
    with pytest.raises(BadInputError, match="no import to undo"):
        undo()


def test_what_it_changed_is_as_it_was_and_the_earlier_import_stands(verb, file):
    taken(verb, file(SALEM))
    before = directory_of(verb.desk.vault)
    taken(verb, file(SALEM.replace("1 MAIN", "9 HIGH"), LISBON))
    done = UndoImport(verb.desk)()
    assert (done.removed, done.put_back) == (1, 1)
    assert directory_of(verb.desk.vault) == before
    assert taken(verb, file(SALEM)).duplicates == 1


def test_what_somebody_verified_since_stays(verb, file):
    taken(verb, file(SALEM, LISBON))
    VerifyContact(verb.desk)(salem(verb).id, "called back")
    done = UndoImport(verb.desk)()
    assert (done.removed, done.stayed) == (1, (salem(verb).id,))
    assert salem(verb).verification is not None


def test_a_verification_that_an_import_voided_comes_back(verb, file):
    taken(verb, file(SALEM))
    VerifyContact(verb.desk)(salem(verb).id, "called back")
    taken(verb, file(SALEM.replace("0101", "0199")))
    assert salem(verb).verification is None
    UndoImport(verb.desk)()
    assert salem(verb).verification is not None
    assert salem(verb).phones[0].e164 == "+13305550101"
    assert check.findings(verb.desk.vault) == ()


def test_the_history_tells_every_field(verb, file):
    taken(verb, file(SALEM))
    taken(verb, file(SALEM.replace("1 MAIN", "9 HIGH")))
    VerifyContact(verb.desk)(salem(verb).id, "called back")
    told = history.changes(verb.desk.vault, salem(verb).id, salem(verb))
    assert [change.act.act for change in told] == ["verify_contact", "import", "import"]
    assert [change.revision for change in told] == [3, 2, 1]
    (field,) = told[1].fields
    assert (field.field, field.was, field.became) == ("address", "1 Main St", "9 High St")
    assert {"agency", "city", "state"} <= {field.field for field in told[2].fields}


def test_a_column_map_is_kept_for_the_next_file_of_these_columns(verb, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("who,call,town,state\nNight desk,330-555-0101,Salem,OH\n")
    first = verb.preview(path)
    (table,) = first.tables
    assert first.report.rejected == 1
    right = {"who": Field.NAME, "call": Field.PHONE, "town": Field.CITY, "state": Field.STATE}
    told = type(table.map)(table.map.makes, right, {}, "desks")
    verb.commit(verb.preview(path, maps={table.signature(): told}))
    path.write_text("who,call,town,state\nDay desk,330-555-0102,Salem,OH\n")
    again = verb.preview(path)
    assert (again.report.accepted, again.tables[0].map) == (1, told)


def test_one_list_does_not_write_over_another_ones_entry(verb, file, tmp_path):
    identity = "11111111-2222-4333-8444-555555555555"
    record = f'[{{"id": "{identity}", "name": "Harbor Aid", "description": "d", "locations": []}}]'
    path = tmp_path / "a.json"
    path.write_text(record)
    verb.commit(verb.preview(path, source="first list"))
    known = directory.provider(verb.desk.vault, identity)
    assert known.organisation == "Harbor Aid"
    assert verb.preview(path, source="second list").report.duplicates == 1
    path.write_text(record.replace("Harbor Aid", "Another Name"))
    report = verb.preview(path, source="second list").report
    assert report.rejected == 1
    assert "known from another list" in report.samples[0].reason


def test_another_list_with_the_same_columns_is_another_list(verb, tmp_path):
    head = "Id,Agency,Phone,City,State\n"
    first, second = tmp_path / "north_region.csv", tmp_path / "south_region.csv"
    first.write_text(head + "1,Lisbon Police Department,330-555-0101,Lisbon,\n")
    second.write_text(head + "1,Richmond Police Department,765-555-0102,Richmond,IN\n")
    (table,) = verb.preview(first).tables
    told = type(table.map)(table.map.makes, table.map.fields, {Field.STATE: "OH"}, "north region")
    verb.commit(verb.preview(first, maps={table.signature(): told}))
    later = verb.preview(second)
    assert (later.report.accepted + later.report.repaired, later.report.rejected) == (1, 0)
    assert later.tables[0].map.fields == told.fields
    assert (later.tables[0].map.source, later.tables[0].map.fixed) == ("south-region", {})
    verb.commit(later)
    names = [row[0] for row in verb.desk.vault.rows("SELECT name FROM entry ORDER BY name")]
    assert [n for n in names if "Lisbon" in n or "Richmond" in n] == [
        "Lisbon Police Department",
        "Richmond Police Department",
    ]
    (tmp_path / "north_region_2027-01.csv").write_text(first.read_text())
    again = verb.preview(tmp_path / "north_region_2027-01.csv")
    assert (again.tables[0].map, again.report.duplicates) == (told, 1)
