"""Words are shown as they are, give way without being lost, and fields grow with them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hotline_desktop.ui import text
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.ring import Ring

NAMES = ("title", "head", "strong", "body", "second", "meta", "lead", "clock")


@pytest.mark.parametrize("role", NAMES)
def test_every_label_shows_markup_as_it_is(qtbot, role: str) -> None:
    label = getattr(text, role)("<b>x</b> & y")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.property("role") == role
    assert label.text() == "<b>x</b> & y"


def test_an_elided_line_gives_way_and_tells_all_in_its_tip(qtbot) -> None:
    label = text.Elided("<i>Mahoning Valley</i> task force, night desk")
    qtbot.addWidget(label)
    label.resize(90, 20)
    tip = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    label.event(tip)
    assert label.toolTip().startswith("<span>&lt;i&gt;Mahoning")
    label.resize(900, 20)
    label.event(tip)
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 60


def test_a_long_sentence_does_not_widen_the_window(qtbot, qapp) -> None:
    page = QWidget()
    page.setLayout(column(text.second("many words " * 60, wrapped=True), STRETCH))
    qtbot.addWidget(page)
    page.resize(300, 400)
    page.show()
    qapp.processEvents()
    assert page.width() == 300


def test_lines_grow_to_a_limit_and_tab_leaves_them(qtbot, qapp) -> None:
    page, lines, after = QWidget(), Lines(least=2, most=4), QLineEdit()
    page.setLayout(column(lines, after, STRETCH))
    qtbot.addWidget(page)
    page.resize(300, 400)
    page.show()
    page.activateWindow()
    heights = []
    for count in (0, 2, 3, 4, 9):
        lines.setPlainText("\n".join("word" for _ in range(count)))
        qapp.processEvents()
        heights.append(lines.height())
        if count <= 4:
            assert lines.verticalScrollBar().maximum() == 0
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_pane_asks_for_the_width_of_its_content(qtbot, qapp) -> None:
    content = QWidget()
    label = text.body("short")
    content.setLayout(column(label))
    pane = scroller(content)
    qtbot.addWidget(pane)
    narrow = pane.minimumSizeHint().width()
    label.setText("a sentence that cannot break " * 4)
    qapp.processEvents()
    assert pane.minimumSizeHint().width() > narrow + 200


def test_the_ring_follows_its_button_and_goes_with_the_focus(qtbot, qapp) -> None:
    page, go, other = QWidget(), button("Go", kind="primary"), QLineEdit()
    # No room around the button in its own parent: the ring lies further out.
    inner = QWidget()
    inner.setLayout(row(go))
    page.setLayout(column(inner, other, STRETCH, margins=12))
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    page.activateWindow()
    go.setFocus()
    qapp.processEvents()
    (ring,) = page.findChildren(Ring)
    assert ring.parentWidget() is page
    page.resize(400, 200)
    qapp.processEvents()
    place = go.rect().translated(go.mapTo(page, QPoint(0, 0)))
    assert ring.geometry() == place.adjusted(-4, -4, 4, 4)
    other.setFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not page.findChildren(Ring)


def test_a_key_works_while_its_button_is_seen(qtbot, qapp) -> None:
    page, pressed = QWidget(), []
    go = button("Go", key="F6", name="go")
    field = QLineEdit()
    enter, lock = button("Unlock", key="Enter"), button("Lock", key="Ctrl+L", shown_only=True)
    send, lines = button("Send", key="Ctrl+Return", kind="primary"), Lines()
    page.setLayout(column(go, enter, lock, send, field, lines))
    qtbot.addWidget(page)
    go.clicked.connect(lambda: pressed.append("go"))
    page.show()
    page.activateWindow()
    field.setFocus()
    qapp.processEvents()
    qtbot.keyClick(field, Qt.Key.Key_F6)
    assert pressed == ["go"]
    go.hide()
    qtbot.keyClick(field, Qt.Key.Key_F6)
    assert pressed == ["go"]
    assert enter.shortcut().isEmpty()
    assert lock.shortcut().isEmpty()
    send.clicked.connect(lambda: pressed.append("send"))
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["go", "send"]
    assert lines.toPlainText() == ""
