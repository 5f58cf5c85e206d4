"""Taking a directory in by keyboard: columns set right, written, undone, exported again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from hotline_desktop.models.column_map import Field
from hotline_desktop.ui import look
from hotline_desktop.ui.segments import Segment
from hotline_desktop.vault import directory
from tests.actions.test_import_directory import HEAD, LISBON, SALEM
from tests.exchange.test_other_programs import MIXED
from tests.hands.desk_hands import CTRL, DeskHands
from tests.hands.shared_files import shared

LIST = (
    "Who,Where they are,Call\n"
    "Salem police night desk,Salem,330-555-0101\n"
    "Lisbon police day desk,Lisbon,330-555-0102\n"
)


class ImportHands(DeskHands):
    @property
    def page(self):
        return self.desk.imports

    def takes(self, path):
        self.ask.answer = path
        self.presses(Qt.Key.Key_I, CTRL)
        return self.settles()

    def looks_at(self, words):
        labels = {"rows": 0, "columns": 1, "runs": 2}
        self.page.side.findChildren(Segment)[labels[words]].click()
        return self

    def says(self, column, field):
        self.page.columns.list.choose(column)
        self.page.columns._show_column(column)
        combo = self.page.columns.findChild(QComboBox, "holds")
        at = combo.findData(field)
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
        return self

    def pills(self):
        return {row.key: row.pill for row in self.page.columns.list.rows()}

    def names(self):
        return sorted(contact.agency for contact in directory.contacts(self.session._office.vault))


@pytest.fixture
def hands(qtbot, bare_template, tmp_path, test_world):
    office = bare_template.copy(tmp_path / "office")
    made = ImportHands(qtbot, office, test_world.world()).enters()
    made.presses(Qt.Key.Key_F10)
    yield made
    made.leaves()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "desks.csv"
    path.write_text(LIST)
    return path


def test_nothing_can_be_taken_until_a_column_is_the_name(hands, file, shot):
    hands.takes(file)
    assert hands.here() == "import"
    assert not hands.page.accept.isEnabled()
    assert hands.pills() == {"who": "Not used", "where_they_are": "Not used", "call": "Telephone"}
    hands.says("who", Field.NAME).says("where_they_are", Field.CITY)
    assert hands.pills()["who"] == "Agency or organization"
    shot(hands.window, "import-columns")
    hands.presses(Qt.Key.Key_R, CTRL).settles()
    assert hands.page.accept.isEnabled()
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    assert hands.names() == ["Lisbon police day desk", "Salem police night desk"]


def test_an_import_is_undone_and_says_what_went(hands, file, shot):
    hands.takes(file)
    hands.says("who", Field.NAME).presses(Qt.Key.Key_R, CTRL).settles()
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    hands.looks_at("runs")
    (run,) = hands.page.runs.list.rows()
    assert (run.first, run.pill) == ("desks.csv", "stands")
    hands.page.runs.list.setFocus()
    shot(hands.window, "import-runs")
    hands.page.runs.undo.click()
    hands.settles()
    assert hands.names() == []
    assert hands.page.runs.list.rows()[0].pill == "undone"
    assert not hands.page.runs.undo.isEnabled()


def test_what_is_typed_over_an_entry_outlives_the_import_that_brought_it(hands, file):
    hands.takes(file)
    hands.says("who", Field.NAME).presses(Qt.Key.Key_R, CTRL).settles()
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    _, salem = directory.contacts(hands.session._office.vault)
    hands.desk.entry_work.open(salem.id, False)
    hands.desk.entry.fields().findChild(QLineEdit, "role").setFocus()
    hands.types("asks for Dana")
    hands.desk.import_work.show_earlier()
    hands.page.runs.list.setFocus()
    hands.presses(Qt.Key.Key_Down)
    hands.page.runs.undo.click()
    hands.settles()
    assert hands.names() == [salem.agency]
    hands.desk.entry_work.open(salem.id, False)
    assert hands.desk.entry.draft().fields == {"role": "asks for Dana"}


def test_the_palette_shows_earlier_imports_without_a_file(hands):
    hands.presses(Qt.Key.Key_K, CTRL).types("earlier imp").presses(Qt.Key.Key_Return)
    hands.settles()
    assert hands.here() == "import"
    assert hands.page.side.value() == "runs"
    assert not hands.page.accept.isEnabled()


def test_a_preview_of_an_export_of_another_program(hands, shot):
    hands.takes(shared("data/providers/ohana-sample-csv/services.csv"))
    shot(hands.window, "import-linked")
    assert hands.page.accept.isEnabled()
    assert not hands.page.columns.isEnabled()
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    assert len(list(directory.providers(hands.session._office.vault))) == 23


def test_the_directory_is_exported_from_the_window(hands, file, tmp_path):
    hands.takes(shared("data/providers/ohana-sample-csv/services.csv"))
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    hands.presses(Qt.Key.Key_F10)
    hands.ask.answer = tmp_path / "out.json"
    hands.field("export").click()
    hands.settles()
    assert (tmp_path / "out.json").read_bytes().startswith(b'{\n "services": [')
    assert hands.ask.asked[-1] == "directory.json"


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_every_sort_of_row_is_told_apart_in_every_look(hands, shot, tmp_path, name):
    """By a word and an icon, not by its colour alone."""
    path = tmp_path / "list.csv"
    rows = (SALEM, SALEM, LISBON.replace("330-555-0102", "NOT AVAILABLE"), "9,,,,,,,,")
    path.write_text("\n".join((HEAD, *rows)))
    look.apply(QApplication.instance(), name)
    hands.takes(path)
    shot(hands.window, f"import-{name}")
    shown = {(row.pill, row.icon) for row in hands.page.list.rows()}
    assert {pill for pill, _ in shown} >= {"duplicate", "repaired", "rejected"}
    assert len({icon for _, icon in shown}) == len(shown)


def test_a_list_that_names_no_state_is_given_one(hands, tmp_path, shot):
    path = tmp_path / "guide.csv"
    path.write_text("Agency,Phone,Town\nSalem Police Department,330-555-0101,Salem\n")
    hands.takes(path)
    field = hands.page.columns.findChild(QLineEdit, "state")
    hands.looks_at("columns")
    field.setFocus()
    hands.types("Ohio")
    shot(hands.window, "import-state")
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    assert hands.names() == []
    assert not hands.page.accept.isEnabled()
    hands.presses(Qt.Key.Key_R, CTRL).settles().presses(Qt.Key.Key_Return, CTRL).settles()
    (contact,) = directory.contacts(hands.session._office.vault)
    assert (contact.state, contact.city) == ("OH", "Salem")


def test_a_list_of_police_and_help_says_so(hands, tmp_path):
    path = tmp_path / "both.csv"
    path.write_text(MIXED)
    hands.takes(path)
    assert hands.page.columns._makes.value() == "each"
    hands.presses(Qt.Key.Key_Return, CTRL).settles()
    assert hands.names() == ["County Sheriff", "Salem Police Department"]
