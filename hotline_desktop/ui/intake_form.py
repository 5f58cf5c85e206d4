"""The left column of the intake page: the questions in the order of the phone; keeps nothing."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hotline_desktop.models.around import Around
from hotline_desktop.models.clock import SENTENCE
from hotline_desktop.models.consent import Release
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.situation import Draft
from hotline_desktop.ui import look
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.intake_caller import CallerFields, Notice
from hotline_desktop.ui.intake_first import FirstFields
from hotline_desktop.ui.intake_hazards import ApproachField, HazardFields
from hotline_desktop.ui.intake_persons import Persons
from hotline_desktop.ui.intake_place import PlaceFields
from hotline_desktop.ui.intake_release import ReleaseFields
from hotline_desktop.ui.layout import STRETCH, column, scroller

SECTIONS = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6")


_SAFE_CONTACT, _WHO_IS_THERE = 1, 4
_STARTS = ("can_talk", "", "hazards.weapons", "approach", "", "release.approach")
_ABOVE = 10
_NUMBER = re.compile(r"persons\[(\d+)\]")


class IntakeForm(QWidget):
    """Six sections, each with its key."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Lay the sections out."""
        super().__init__()
        self._form = form = Form()
        keys = iter(SECTIONS)
        self._heads = [form.section(self.tr("First"), next(keys))]
        self._first = FirstFields(form)
        self._place = PlaceFields(form, now)
        self._first.add_urgency(form)
        self._heads.append(form.section(self.tr("Safe contact"), next(keys)))
        self._notice = Notice()
        form.add(self._notice)
        self._caller = CallerFields(form)
        self._heads.append(form.section(self.tr("Hazards"), next(keys)))
        self._hazards = HazardFields(form)
        self._heads.append(form.section(self.tr("How to approach"), next(keys)))
        self._approach = ApproachField(form)
        people = form.section(self.tr("Who is there"), next(keys))
        self._heads.append(people)
        self._persons = Persons()
        form.add(self._persons)
        self._heads.append(form.section(self.tr("What may be told"), next(keys)))
        self._release = ReleaseFields(form, now)
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
        for part in self._parts:
            part.changed.connect(self.changed)
        self._place.zoned.connect(self._release.set_zone)
        self._persons.counted.connect(people.quiet.setText)
        self.area = self._lay_out()

    def _lay_out(self) -> QScrollArea:
        self._inner = QWidget()
        self._inner.setProperty("kind", "canvas")
        self._inner.setLayout(column(self._form, STRETCH, margins=(16, 10, 0, 24)))
        area = scroller(self._inner)
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
        """Offer counties and agencies, and the providers that have something to ask."""
        self._place.show_candidates(around.places)
        asking = [near.provider for near in around.help if near.provider.questions]
        self._release.offer([duty.contact for duty in around.duty], asking)

    def unreadable(self) -> tuple[Problem, ...]:
        """Name the times that were typed and could not be read; no draft can hold them."""
        fields = {
            "place.at": self._place.unreadable(),
            "release.until": self._release.unreadable(),
        }
        return tuple(Problem(name, SENTENCE) for name, unread in fields.items() if unread)

    def tell(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Show what to mend; give back what stands on no field here."""
        return self._persons.tell(self._form.tell(problems))

    def hush(self) -> None:
        """Take every problem away."""
        self._form.hush()
        self._persons.tell(())

    def start_section(self, number: int) -> None:
        """Go to a section, counted from 0, and bring its heading to the top."""
        top = self._heads[number].mapTo(self._inner, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top - look.px(_ABOVE))
        if number == _WHO_IS_THERE:
            self._persons.start()
        elif number == _SAFE_CONTACT:
            self._notice.start()
        else:
            self._form.field(_STARTS[number]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def unfold(self, field: str) -> None:
        """Show the person that a field named "persons[3].label" belongs to."""
        if found := _NUMBER.match(field):
            self._persons.show_person(int(found[1]))
