"""Every pattern once, for pictures and measurements; fictional words only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QProgressBar, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Banner, Card, EmptyState
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import Button, KeyCap, button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.pills import Pill, StatusGlyph
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.segments import Segments, TriState
from hotline_desktop.ui.text import body, clock, head, lead, meta, second, strong, title

URGENCY = [("now", "Danger now"), ("tonight", "Tonight"), ("days", "Days"), ("later", "No hurry")]
ROWS = (
    RowWords(
        1,
        "Mahoning Valley task force, night desk for the whole of the valley",
        "Det. Ruth Okafor, trafficking; desk of three",
        "Here because: holds Mahoning County; hotel cases",
        icon="shield",
        pill="on duty",
        tone="ok",
        pill_icon="open",
        right="holds here",
    ),
    RowWords(
        2, "Lantern House", "Safe housing for women", icon="house", pill="2 beds", right="9 mi"
    ),
    RowWords(
        3, "Open Door Youth Home", "Vetting lapsed in May", icon="house", pill="lapsed", tone="soon"
    ),
)


class Gallery(QWidget):
    """All patterns on one page, 1366 x 768."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit("blue umbrella")
        self.segments = Segments(URGENCY, "Urgency", danger="now")
        self.segments.set_value("now")
        self.list = RowList("Found")
        self.list.show_rows(ROWS)
        self.list.choose(1)
        self.primary = button("Call-down", key="F6", kind="primary", name="call_down")
        self.plain = button("Decide", key="F5", name="decide")
        self.form = self._form()
        left = column(self._type(), self._empty(), STRETCH, spacing=10)
        middle = column(self._fields(), self._choices(), STRETCH, spacing=10)
        right = column(self._banners(), (self._rows(), 1), self._pills(), spacing=10)
        whole = row(spacing=12, margins=16)
        for part in (left, middle, right):
            whole.addLayout(part, 1)
        self.setLayout(whole)
        self.resize(1366, 768)

    def buttons(self) -> list[Button]:
        return self.findChildren(Button)

    def _type(self) -> Card:
        card, grid = Card("Type", quiet="8 sizes"), QGridLayout()
        samples = {
            "title": title("Not to be forgotten"),
            "clock": clock("330 555-0142"),
            "lead": lead("“No uniforms at the door.”"),
            "head": head("On duty there now"),
            "strong": strong("Det. Ruth Okafor"),
            "body": body("hotel off I-80, near Youngstown"),
            "second": second("task-force night desk, until 06:00"),
            "meta": meta("kept 23:18:04"),
        }
        for at, (role, label) in enumerate(samples.items()):
            size, weight = look.TYPE[role]
            grid.addWidget(meta(f"{role} {size}/{weight}"), at, 0)
            grid.addWidget(label, at, 1)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(4)
        card.body.addLayout(grid)
        return card

    def _empty(self) -> Card:
        card = Card("Nothing there yet")
        state = EmptyState("check", "Nothing is waiting", "The next call starts with Ctrl N.")
        state.buttons.addWidget(button("New signal", key="Ctrl+N", icon="plus"))
        card.body.addWidget(state)
        progress = QProgressBar()
        progress.setTextVisible(False)
        progress.setValue(40)
        card.body.addWidget(progress)
        return card

    def _form(self) -> Form:
        form = Form()
        form.row("rest", "At &rest", QLineEdit("midnight"), "Said before anything else.")
        form.row("focus", "Focus", self.field)
        form.row("until", "Problem", QLineEdit("25:90"))
        off = QLineEdit("not before noon")
        off.setEnabled(False)
        form.row("off", "Cannot now", off)
        combo = QComboBox()
        combo.addItems(["Mahoning County, OH", "Trumbull County, OH"])
        form.row("county", "Choose", combo)
        form.row("voicemail", "Tick", QCheckBox("Voicemail may be left"))
        lines = Lines()
        lines.setPlainText("No lights. Plain clothes, a woman first.")
        form.row("approach", "Approach", lines)
        form.tell([Problem("until", "Say the hour as 0 to 23, for example 23:30.")])
        return form

    def _fields(self) -> Card:
        card = Card("Field rows", key="Alt+1")
        card.body.addWidget(self.form)
        return card

    def _choices(self) -> Card:
        card = Card("Buttons and choices")
        off = button("Cannot", key="F9", kind="primary")
        off.setEnabled(False)
        quiet = button("Quiet", kind="quiet", icon="lock")
        card.body.addLayout(row(self.primary, self.plain, quiet, off, STRETCH))
        card.body.addWidget(self.segments)
        card.body.addWidget(TriState("Weapons"))
        chips = []
        for words, taken in (("Mahoning, OH", True), ("Trumbull, OH", False)):
            chips.append(button(words, kind="chip"))
            chips[-1].setCheckable(True)
            chips[-1].setChecked(taken)
        find = button("Find or do anything", key="Ctrl+K", kind="field", icon="search")
        card.body.addLayout(row(*chips, STRETCH, find))
        return card

    def _banners(self) -> Card:
        card = Card("Banners")
        danger = Banner("danger", "She says he is at the door", "Offer 911. F2: safety plan.")
        danger.line.addWidget(KeyCap("F2"))
        card.body.addWidget(danger)
        card.body.addWidget(
            Banner("soon", "The place is 1 h 48 min old", "She may have been moved.", "place")
        )
        card.body.addWidget(
            Banner("accent", "Mandated-reporter notice read at 23:06", icon="check")
        )
        card.body.addWidget(Banner("ok", "Directory taken in: 47 changes", icon="sync"))
        return card

    def _rows(self) -> Card:
        card = Card("List rows", key="Alt+4", quiet="3 found", icon="directory")
        card.body.addWidget(self.list, 1)
        return card

    def _pills(self) -> Card:
        card = Card("Pills, states, keys")
        some = (Pill("Danger now", "danger", "alert"), Pill("survivor", "accent"))
        more = (Pill("at risk", "soon"), Pill("complicit"))
        card.body.addLayout(row(*some, *more, STRETCH, spacing=6))
        states = ("open", "on duty"), ("closed", "07:00"), ("until", "until 06:00")
        glyphs = [StatusGlyph(*state) for state in (*states, ("lapsed", "lapsed"))]
        card.body.addLayout(row(*glyphs, STRETCH, spacing=0))
        card.body.addLayout(row(KeyCap("Ctrl+K"), KeyCap("F6"), KeyCap("/"), STRETCH, spacing=6))
        return card
