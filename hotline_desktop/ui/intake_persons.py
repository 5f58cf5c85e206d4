"""Who is there: a list of people and the fields of one; a name never shows in the list."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.models.person import Person, Role
from hotline_desktop.models.situation import Draft
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.intake_person import PersonFields
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, row
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import meta

_ROWS = 5
_TONES = {Role.SURVIVOR: "accent", Role.AT_RISK: "soon"}


class Persons(QWidget):
    """Any number of persons, one Tab stop for the list; ``counted`` says how many in words."""

    changed = Signal()
    counted = Signal(str)

    def __init__(self) -> None:
        """Start with nobody."""
        super().__init__()
        self._persons: list[Person] = []
        self._at = 0
        self._removed: tuple[int, Person] | None = None
        self._list = RowList(self.tr("Who is there"))
        self._list.setObjectName("persons")
        self._fields = PersonFields()
        self._too_many = meta("", wrapped=True)
        self._too_many.set_tone("soon")
        self._add = button(
            self.tr("Somebody else"), key="Alt+P", kind="quiet", icon="plus", name="add_person"
        )
        self._remove = button(self.tr("Remove"), kind="quiet", name="remove_person")
        self._back = button(self.tr("Bring back"), kind="quiet", name="bring_person_back")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._too_many, self._list, self._fields):
            layout.addWidget(widget)
        layout.addLayout(row(self._add, STRETCH, self._back, self._remove))
        self._list.chosen.connect(self._on_chosen)
        self._list.opened.connect(self._on_opened)
        self._fields.changed.connect(self._on_changed)
        self._add.clicked.connect(self.add)
        self._remove.clicked.connect(self._on_remove)
        self._back.clicked.connect(self._on_back)
        self._list.installEventFilter(self)
        self._show(0)

    def put(self, draft: Draft) -> None:
        """Show a draft's persons."""
        self._persons = list(draft.persons)
        self._removed = None
        self._show(0)

    def into(self, draft: Draft) -> Draft:
        """Give the draft with these persons."""
        return replace(draft, persons=tuple(self._persons))

    def add(self) -> None:
        """Make room for one more and go there."""
        self._persons.append(Person())
        self._show(len(self._persons) - 1)
        self._fields.start()
        self.changed.emit()

    def start(self) -> None:
        """Go to the list, or where the first person is added."""
        (self._list if self._persons else self._add).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_person(self, number: int) -> None:
        """Show the fields of a person, counted from 0."""
        if number < len(self._persons) and number != self._at:
            self._show(number)

    def tell(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Show the problems of the first person who has any; give back those of others."""
        mine = [p for p in problems if p.field.startswith("persons")]
        whole = [p.sentence for p in mine if p.field == "persons"]
        self._too_many.setText(whole[0] if whole else "")
        self._too_many.setVisible(bool(whole))
        self._fields.tell(())
        placed = [p for p in mine if p.field.startswith("persons[")]
        if placed:
            at = placed[0].field.partition(".")[0]
            self.show_person(int(at[len("persons[") : -1]))
            here = [p for p in placed if p.field.startswith(at + ".")]
            self._fields.tell([Problem(p.field.partition(".")[2], p.sentence) for p in here])
        return tuple(p for p in problems if p not in mine)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Remove the chosen person with Delete."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
            and self._persons
        ):
            self._on_remove()
            return True
        return super().eventFilter(watched, event)

    def _show(self, number: int) -> None:
        self._at = max(0, min(number, len(self._persons) - 1))
        self._tell_list()
        some = bool(self._persons)
        self._list.setVisible(some)
        self._fields.setVisible(some)
        self._remove.setVisible(some)
        self._back.setVisible(self._removed is not None)
        if some:
            self._fields.show_person(self._at, self._persons[self._at])
        count = len(self._persons)
        many = self.tr("1 person") if count == 1 else self.tr("{n} persons").format(n=count)
        self.counted.emit(many if count else "")

    def _tell_list(self) -> None:
        words = dict(intake_words.roles())
        rows = []
        for number, person in enumerate(self._persons):
            role = person.roles[0].role if person.roles else None
            sources = ", ".join(dict.fromkeys(c.source for c in person.roles if c.source.strip()))
            others = ", ".join(words[c.role] for c in person.roles[1:])
            aside = (person.age, others, sources)
            rows.append(
                RowWords(
                    key=number,
                    first=person.label.strip() or self.tr("Somebody, no label yet"),
                    second=", ".join(part for part in aside if part.strip())
                    or self.tr("nothing more is known"),
                    icon="person",
                    pill=words[role] if role else "",
                    tone=_TONES.get(role, "neutral") if role else "neutral",
                )
            )
        self._list.show_rows(rows)
        self._list.choose(self._at)
        height = self._list.sizeHintForRow(0) if rows else 0
        self._list.setFixedHeight(height * min(len(rows), _ROWS) + 2)

    def _on_chosen(self, number: object) -> None:
        if isinstance(number, int) and number != self._at:
            self._show(number)

    def _on_opened(self, number: object) -> None:
        self._on_chosen(number)
        self._fields.start()

    def _on_changed(self) -> None:
        before, self._persons[self._at] = self._persons[self._at], self._fields.person()
        if before != self._persons[self._at]:
            self._tell_list()
            self.changed.emit()

    def _on_remove(self) -> None:
        self._removed = self._at, self._persons.pop(self._at)
        self._show(self._at)
        self._back.setFocus()
        self.changed.emit()

    def _on_back(self) -> None:
        if self._removed is not None:
            number, person = self._removed
            self._removed = None
            self._persons.insert(number, person)
            self._show(number)
            self.start()
            self.changed.emit()
