"""Rows carry name, label, help and problem; problems are shown, spoken and gone to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.ui import form as form_room
from hotline_desktop.ui.form import LABEL, Form
from hotline_desktop.ui.layout import scroller
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.segments import Segments, TriState


@pytest.fixture
def spoken(monkeypatch) -> list[str]:
    """What was announced; offscreen there is no screen reader to hear it."""
    heard: list[str] = []

    class Ear:
        @staticmethod
        def updateAccessibility(event) -> None:  # noqa: N802 - Qt's name
            heard.append(event.message())

    monkeypatch.setattr(form_room, "QAccessible", Ear)
    return heard


@pytest.fixture
def form(qtbot) -> Form:
    made = Form()
    made.row("place", "&Place", QLineEdit(), "As she said it.")
    made.row("urgency", "Urgency", Segments([("now", "Now"), ("later", "Later")], "Urgency"))
    made.row("county", "County", QComboBox())
    made.row("weapons", "Weapons", TriState("Weapons"))
    made.wide("persons[0].label", "First person", QLineEdit())
    made.row("narrative", "Narrative", Lines())
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    made.activateWindow()
    return made


def problem_of(form: Form, name: str) -> QLabel:
    label = form.findChild(QLabel, f"{name}_problem")
    assert label is not None
    return label


def heard(widget: QWidget, kind=QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(kind)


def test_a_row_names_its_widget(form: Form) -> None:
    names = {"place": "Place", "county": "County", "persons[0].label": "First person"}
    for name, label in (names | {"urgency": "Urgency", "narrative": "Narrative"}).items():
        assert form.field(name).objectName() == name
        assert heard(form.field(name)) == label
    assert heard(form.field("place"), QAccessible.Text.Description) == "As she said it."
    with pytest.raises(KeyError):
        form.field("nowhere")


def test_labels_stand_in_one_column_and_lead_to_their_field(form: Form, qtbot) -> None:
    labels = [label for label in form.findChildren(QLabel) if label.buddy() is not None]
    assert {label.width() for label in labels if label.text() != "First person"} == {LABEL}
    form.field("narrative").setFocus()
    qtbot.keyClick(form, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert form.field("place").hasFocus()


def test_a_label_stands_beside_the_first_line_of_its_field(form: Form, qapp) -> None:
    form.row("voicemail", "Voicemail", QCheckBox("may be left"))
    form.show_row("narrative", True)
    qapp.processEvents()
    for label in form.findChildren(QLabel):
        field = label.buddy()
        if field is None or label.text() == "First person":
            continue
        line = min(field.height(), 34)
        apart = label.y() + label.height() / 2 - (field.y() + line / 2)
        assert abs(apart) <= 1, label.text()


def test_all_problems_are_shown_spoken_and_the_topmost_gets_the_focus(
    form: Form, spoken: list[str]
) -> None:
    stranger = Problem("elsewhere", "Nobody knows where.")
    unknown = form.tell(
        [
            Problem("narrative", "Write a sentence."),
            stranger,
            Problem("urgency", "Say how soon."),
            Problem("urgency", "Ask her."),
        ]
    )
    assert unknown == (stranger,)
    assert problem_of(form, "narrative").isVisible()
    assert problem_of(form, "urgency").text() == "Say how soon. Ask her."
    assert not problem_of(form, "place").isVisible()
    assert spoken == ["Say how soon. Ask her. Write a sentence."]
    assert form.isAncestorOf(form.focusWidget())
    assert form.field("urgency").isAncestorOf(form.focusWidget())
    description = heard(form.field("narrative"), QAccessible.Text.Description)
    assert description == "Write a sentence."


def test_a_problem_takes_the_place_of_the_help_and_goes(form: Form, spoken: list[str]) -> None:
    (help_line,) = [w for w in form.findChildren(QLabel) if w.text() == "As she said it."]
    form.tell([Problem("place", "Say where.")])
    assert not help_line.isVisible()
    assert form.field("place").property("problem") is True
    form.hush()
    assert help_line.isVisible()
    assert not problem_of(form, "place").isVisible()
    assert form.field("place").property("problem") is False
    assert heard(form.field("place"), QAccessible.Text.Description) == "As she said it."


def test_no_problem_says_nothing_and_leaves_the_focus(form: Form, spoken: list[str]) -> None:
    form.field("county").setFocus()
    form.tell([Problem("place", "Say where.")])
    form.field("county").setFocus()
    assert form.tell([]) == ()
    assert len(spoken) == 1
    assert form.field("county").hasFocus()
    assert not problem_of(form, "place").isVisible()


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("persons[0].label", "persons[0].label"),
        ("persons[0]", "persons[0].label"),
        ("persons", "persons[0].label"),
        ("place.state", "place"),
        ("place[3].words", "place"),
        ("persons[1].label", None),
        ("person", None),
        ("", None),
    ],
)
def test_a_problem_finds_its_field_what_holds_it_or_what_it_holds(
    form: Form, spoken: list[str], field: str, row: str | None
) -> None:
    unknown = form.tell([Problem(field, "Mend this.")])
    shown = [n for n in ("place", "persons[0].label") if problem_of(form, n).isVisible()]
    assert shown == ([row] if row else [])
    assert bool(unknown) == (row is None)


def test_going_to_a_problem_keeps_what_was_typed_unselected(form: Form, spoken: list[str]) -> None:
    field = form.field("place")
    assert isinstance(field, QLineEdit)
    field.setText("a hotel")
    form.tell([Problem("place", "Say which.")])
    assert field.hasFocus()
    assert not field.hasSelectedText()


def test_a_problem_far_below_is_scrolled_into_sight(qtbot, qapp, spoken: list[str]) -> None:
    form = Form()
    for number in range(40):
        form.row(f"field{number}", f"Field {number}", QLineEdit())
    pane = scroller(form)
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.show()
    pane.activateWindow()
    qapp.processEvents()
    form.tell([Problem("field39", "Look here.")])
    qapp.processEvents()
    widget = form.field("field39")
    top = widget.mapTo(pane.viewport(), widget.rect().topLeft()).y()
    assert 0 <= top <= pane.viewport().height() - widget.height()


def test_words_from_a_case_are_never_markup(form: Form, spoken: list[str]) -> None:
    form.tell([Problem("place", "<b>bold</b> & <img src='x'>")])
    label = problem_of(form, "place")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert heard(label) == "<b>bold</b> & <img src='x'>"


def test_a_hidden_row_comes_back_as_it_was(form: Form, spoken: list[str]) -> None:
    form.tell([Problem("place", "Say where.")])
    form.show_row("place", False)
    assert not problem_of(form, "place").isVisible()
    assert not form.field("place").isVisible()
    form.show_row("place", True)
    assert problem_of(form, "place").isVisible()
    form.hush()
    form.show_row("place", False)
    form.tell([Problem("place", "Say where.")])
    assert not problem_of(form, "place").isVisible()


def test_sections_and_other_things_stand_between_rows(form: Form, qapp) -> None:
    heading = form.section("Safe contact", key="Alt+2", quiet="2 rules")
    form.add(QLabel("a banner"))
    form.row("last", "Last", QLineEdit())
    qapp.processEvents()
    assert heading.y() > form.field("narrative").y()
    assert heading.quiet.text() == "2 rules"
    layout = form.layout()
    assert isinstance(layout, QVBoxLayout)
    assert layout.count() == 10
