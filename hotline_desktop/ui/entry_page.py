"""One directory entry as it is being edited, verified or vetted; keeps nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.entry_draft import Entry, EntryDraft, Fields
from hotline_desktop.models.noun import Problem
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Banner, Card
from hotline_desktop.ui.entry_check import CheckCard
from hotline_desktop.ui.entry_fields import EntryFields, contact_fields, provider_fields
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row, scroller
from hotline_desktop.ui.pause import Pause
from hotline_desktop.ui.text import Elided, second

_SIDE = 430
_LONGEST = 80


class EntryPage(QWidget):
    """The form at the left; at the right what is checked, and what keeping would change."""

    changed = Signal()
    paused = Signal()
    kept = Signal()
    left = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        """Lay the page out, without an entry."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._seen: Entry | None = None
        self._ground: Fields = {}
        self._checking = False
        self._contact, self._provider = contact_fields(), provider_fields()
        self.check = CheckCard(self._provider.labels())
        self._changes, self._nothing = Facts(), second(self.tr("Nothing yet."))
        self._pause = Pause(self)
        self._pause.due.connect(self._on_paused)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(self._head())
        self._warning = Banner("soon", "")
        self._warning.setObjectName("warning")
        self._warning.hide()
        outer.addWidget(self._warning)
        outer.addLayout(self._body(), 1)
        for part in (self._contact, self._provider, self.check):
            part.changed.connect(self._on_changed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self, draft: EntryDraft, ground: Fields) -> None:
        """Show an entry with what was typed over it; ``ground`` are its words without that."""
        self._seen, self._ground, self._checking = draft.seen, ground, draft.checking
        if self._seen is None:
            return
        shown = self.fields()
        for each in (self._contact, self._provider):
            each.setVisible(each is shown)
        shown.show_words(ground | draft.fields)
        self.check.show_entry(self._seen, draft.check)
        self.check.setVisible(draft.checking)
        title, deed = _named(self._seen, self._checking)
        self._name.setText(title)
        self._keep.setText(deed)
        self.warn("")
        self._show_changes()

    def put_away(self) -> None:
        """Hold no entry any more: it was kept, dropped or left."""
        self._pause.drop()
        self._seen, self._ground, self._checking = None, {}, False

    def draft(self) -> EntryDraft | None:
        """Give what stands on the page; None without an entry."""
        if self._seen is None:
            return None
        check = self.check.words() if self._checking else {}
        return EntryDraft.of(self._seen, self._edited(), self._checking, check)

    def fields(self) -> EntryFields:
        """Give the form shown."""
        return self._contact if isinstance(self._seen, Contact) else self._provider

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show each problem at its field."""
        rest = self.check.tell(problems) if self._checking else tuple(problems)
        fields = self.fields().form
        for problem in fields.tell(rest):
            self.warn(problem.sentence)
        if self._checking and len(rest) < len(problems):
            self.check.tell(problems)  # the topmost of the check comes before those of the form

    def warn(self, sentence: str) -> None:
        """Say above the form what she has to know before she keeps it."""
        self._warning.tell(sentence)
        self._warning.setVisible(bool(sentence))

    def start(self) -> None:
        """Put the focus where the work begins."""
        if self._checking:
            self.check.start()
        else:
            self.fields().start()

    def _head(self) -> QLayout:
        self._name = Elided("", "title")
        self._keep = button(self.tr("Keep"), key="Ctrl+Return", kind="primary", name="keep_entry")
        self._keep.clicked.connect(self.kept)
        words = self.tr("Back")
        leave = button(words, key="Esc", name="leave_entry", shown_only=True)
        leave.clicked.connect(self.left)
        drop = button(self.tr("Drop the changes"), kind="quiet", name="drop_entry")
        drop.clicked.connect(self.dropped)
        return row((self._name, 1), drop, leave, self._keep)

    def _body(self) -> QLayout:
        # Not stacked: a stack is as high as the longer form and tears the shorter one apart.
        both = column(self._contact, self._provider, STRETCH, margins=16)
        form = scroller(framed("card", both))
        changes = Card(self.tr("What keeping changes"))
        changes.body.addWidget(self._nothing)
        changes.body.addWidget(self._changes)
        side = QWidget()
        side.setProperty("kind", "canvas")
        side.setLayout(column(self.check, changes, STRETCH, spacing=12))
        pane = scroller(side)
        pane.setFixedWidth(look.px(_SIDE))
        return row((form, 1), pane, spacing=16)

    def _edited(self) -> Fields:
        words = self.fields().words()
        return {name: said for name, said in words.items() if said != self._ground.get(name, "")}

    def _show_changes(self) -> None:
        edited, fields = self._edited(), self.fields()
        lines = [
            (
                fields.labels()[name],
                self.tr("{was} → {now}").format(
                    was=self._said(name, self._ground.get(name, "")), now=self._said(name, words)
                ),
            )
            for name, words in edited.items()
        ]
        self._changes.show_facts(lines)
        self._changes.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.check.note(set(edited))

    def _said(self, name: str, words: str) -> str:
        told = self.fields().in_words(name, words)
        line = ", ".join(part for part in told.splitlines() if part) or self.tr("nothing")
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
        self._pause.touch()

    @Slot()
    def _on_paused(self) -> None:
        self._show_changes()
        self.paused.emit()


def _named(seen: Entry, checking: bool) -> tuple[str, str]:
    """Give the page's title and what keeping is called."""
    tr = QCoreApplication.translate
    name = seen.name() if isinstance(seen, Contact) else seen.organisation
    if not checking:
        return tr("EntryPage", "Edit {name}").format(name=name), tr("EntryPage", "Keep")
    if isinstance(seen, Contact):
        return tr("EntryPage", "Verify {name}").format(name=name), tr("EntryPage", "Record it")
    return tr("EntryPage", "Vet {name}").format(name=name), tr("EntryPage", "Vet it")
