"""The left column of the intake page: every question in the order of the phone; keeps nothing itself."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hotline_desktop.models.around import Around
from hotline_desktop.models.clock import SENTENCE
from hotline_desktop.models.consent import Release
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.situation import Draft
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.intake_caller import CallerFields, Notice
from hotline_desktop.ui.intake_first import FirstFields
from hotline_desktop.ui.intake_hazards import ApproachField, HazardFields
from hotline_desktop.ui.intake_persons import Persons
from hotline_desktop.ui.intake_place import PlaceFields
from hotline_desktop.ui.intake_release import ReleaseFields
from hotline_desktop.ui.layout import scroller

SECTIONS = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6")


_NUMBER = re.compile(r"persons\[(\d+)\]")


class IntakeForm(QWidget):
    """Six sections, each with its key."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Lay the sections out."""
        super().__init__()
        self._forms = [Form() for _ in range(5)]
        first, caller, hazards, approach, release = self._forms
        self._first = FirstFields(first)
        self._place = PlaceFields(first, now)
        self._first.add_urgency(first)
        self._notice, self._caller = Notice(), CallerFields(caller)
        self._hazards, self._approach = HazardFields(hazards), ApproachField(approach)
        self._persons = Persons()
        self._release = ReleaseFields(release, now)
        self._parts = (
            self._first,
            self._place,
            self._notice,
            self._caller,
            self._hazards,
            self._approach,
            self._persons,
            self._release,
        )
        self._starts = ("can_talk", "mandated_notice_read", "hazards.weapons", "approach")
        for part in self._parts:
            part.changed.connect(self.changed)
        self._place.zoned.connect(self._release.set_zone)
        self.area = self._lay_out()

    def _lay_out(self) -> QScrollArea:
        first, caller, hazards, approach, release = self._forms
        sections = (
            (self.tr("First"), (first,)),
            (self.tr("Safe contact"), (self._notice, caller)),
            (self.tr("Hazards"), (hazards,)),
            (self.tr("How to approach"), (approach,)),
            (self.tr("Who is there"), (self._persons,)),
            (self.tr("What may be told"), (release,)),
        )
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 10, 18, 24)
        column.setSpacing(4)
        for key, (words, pieces) in zip(SECTIONS, sections, strict=True):
            head = SectionHead(words, key)
            column.addWidget(head)
            if pieces == (self._persons,):
                self._persons.counted.connect(head.quiet.setText)
            for piece in pieces:
                column.addWidget(piece)
            column.addSpacing(10)
        column.addStretch(1)
        area = scroller(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        return area

    def put(self, draft: Draft) -> None:
        """Show a draft."""
        for part in self._parts:
            part.put(draft)
        self.hush()

    def into(self, draft: Draft) -> Draft:
        """Give the draft with every answer."""
        for part in self._parts:
            draft = part.into(draft)
        return draft

    def release(self) -> Release:
        """Give what may be told as it stands."""
        return self._release.release()

    def show_around(self, around: Around) -> None:
        """Offer counties and agencies."""
        self._place.show_candidates(around.places)
        self._release.offer([duty.contact for duty in around.duty])

    def unreadable(self) -> tuple[Problem, ...]:
        """Name the times that were typed and could not be read; no draft can hold them."""
        fields = {"place.at": self._place, "release.until": self._release}
        return tuple(Problem(name, SENTENCE) for name, part in fields.items() if part.unreadable())

    def tell(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Show what to mend; give back what stands on no field here."""
        left = tuple(problems)
        for form in self._forms:
            left = form.tell(left)
        return self._persons.tell(left)

    def hush(self) -> None:
        """Take every problem away."""
        for form in self._forms:
            form.hush()
        self._persons.tell(())

    def start_section(self, number: int) -> None:
        """Go to a section, counted from 0."""
        if number < len(self._starts):
            start = self.findChild(QWidget, self._starts[number])
        elif number == len(self._starts):
            self._persons.start()
            return
        else:
            start = self.findChild(QWidget, "release.approach")
        start.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_person(self) -> None:
        """Make room for one more person and go there."""
        self._persons.add()

    def unfold(self, field: str) -> None:
        """Show the person that a field named "persons[3].label" belongs to."""
        if found := _NUMBER.match(field):
            self._persons.show_person(int(found[1]))
