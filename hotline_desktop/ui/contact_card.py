"""One law-enforcement contact, its number first; takes a call-back, decides nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from hotline_desktop.models.contact import AgencyKind, Contact, Phone
from hotline_desktop.models.county_map import CountyMap
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.county_map import Map, map_words
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, framed, row
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import clock, second, title


class Verify(Noun, frozen=True):
    """A call-back that was made: whom, how, what was answered, and the numbers on screen."""

    contact: str
    how: str
    immigration: Tri
    seen: tuple[Phone, ...]


def _tr(words: str) -> str:
    return QCoreApplication.translate("ContactCard", words)


def kind_words(kind: AgencyKind) -> str:
    """Say what sort of agency it is."""
    return {
        AgencyKind.POLICE: _tr("Police"),
        AgencyKind.SHERIFF: _tr("Sheriff"),
        AgencyKind.STATE_POLICE: _tr("State police"),
        AgencyKind.FEDERAL: _tr("Federal"),
        AgencyKind.TASK_FORCE: _tr("Task force"),
        AgencyKind.TRIBAL_POLICE: _tr("Tribal police"),
        AgencyKind.CAMPUS_POLICE: _tr("Campus police"),
        AgencyKind.EMERGENCY_CENTRE: _tr("Emergency centre"),
        AgencyKind.CHILD_WELFARE: _tr("Child welfare"),
        AgencyKind.OTHER: _tr("Other agency"),
    }[kind]


def answer_words(answer: Tri) -> str:
    """Say yes, no or that nobody asked."""
    return {Tri.SAID: _tr("yes"), Tri.DENIED: _tr("no"), Tri.NOT_ASKED: _tr("not asked")}[answer]


def hours_words(hours: Hours | None, timezone: str, now: datetime) -> str:
    """Say whether somebody is there, and what time it is there."""
    zone = hours.timezone if hours else timezone
    there = (
        _tr("now {time} there").format(time=f"{now.astimezone(ZoneInfo(zone)):%H:%M}")
        if zone
        else ""
    )
    if hours is None:
        state = _tr("hours not known")
    elif hours.always:
        state = _tr("always")
    elif until := hours.open_until(now):
        state = _tr("on duty until {time}").format(time=f"{until:%H:%M}")
    elif opens := hours.next_opening(now):
        state = _tr("next on duty {time}").format(time=f"{opens:%a %H:%M}")
    else:
        state = _tr("never on duty")
    return ", ".join(part for part in (state, there) if part)


class ContactCard(QWidget):
    """Shows a contact and takes the record of a call-back."""

    verify_asked = Signal(object)

    def __init__(self) -> None:
        """Lay the card out once; contacts come and go in it."""
        super().__init__()
        self._contact: Contact | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._who())
        outer.addWidget(self._call_back())
        outer.addStretch(1)

    def _who(self) -> QFrame:
        self._name, self._under = title("", wrapped=True), second("", wrapped=True)
        self._number, self._numbers = clock(""), second("", wrapped=True)
        self._number.setObjectName("number")
        self._verified = Pill(self.tr("verified"), "ok")
        self._unverified = Pill(self.tr("not verified: may be called, gets no packet"), "soon")
        self._facts, self._map = Facts(), Map()
        return framed(
            "card",
            column(
                row((self._name, 1), self._verified, self._unverified),
                self._under,
                self._number,
                self._numbers,
                8,
                self._map,
                self._facts,
                margins=16,
                spacing=4,
            ),
        )

    def _call_back(self) -> Card:
        self._how = QLineEdit()
        self._immigration = Segments(
            [
                (Tri.DENIED, self.tr("No")),
                (Tri.SAID, self.tr("Yes")),
                (Tri.NOT_ASKED, self.tr("Not asked")),
            ],
            self.tr("Enforces immigration law"),
        )
        form = Form()
        public = self.tr("Call the public number, never one they gave.")
        form.row("how", self.tr("How"), self._how, public)
        ask = self.tr("Ask: do you enforce it?")
        form.row("immigration", self.tr("Immigration"), self._immigration, ask)
        self._verify = button(self.tr("Record the call-back"), key="F2", name="verify")
        self._verify.clicked.connect(self._hand_up)
        card = Card(self.tr("Verify"), quiet=self.tr("counts for half a year"))
        card.body.addWidget(form)
        card.body.addLayout(row(STRETCH, self._verify))
        return card

    def show_contact(self, contact: Contact, now: datetime, shown: CountyMap | None = None) -> None:
        """Show one contact as it stands now, and on a map where it holds."""
        self._contact = contact
        verified = contact.is_verified(now)
        self._name.setText(contact.name())
        self._under.setText(", ".join(p for p in (contact.person, kind_words(contact.kind)) if p))
        first, *others = [p.as_written for p in contact.phones] or [self.tr("no number known")]
        self._number.setText(first)
        self._numbers.setText(", ".join(others))
        self._numbers.setVisible(bool(others))
        self._verified.setVisible(verified)
        self._unverified.setVisible(not verified)
        counties = map_words(shown)
        self._map.show_map(shown, counties)
        self._facts.show_facts(self._told(contact, now, counties))
        self._how.setText(self.tr("Called back on its public number"))
        self._immigration.set_value(contact.enforces_immigration)

    def _told(self, contact: Contact, now: datetime, counties: str) -> list[tuple[str, str]]:
        where = ", ".join(p for p in (contact.address, contact.city, contact.state) if p)
        holds = counties or contact.county
        check, psap, worked = contact.verification, contact.psap, contact.worked
        areas = (holds, *contact.districts, contact.jurisdiction_words)
        return [
            (self.tr("Holds in"), ", ".join(part for part in areas if part)),
            (self.tr("Role"), contact.role),
            (self.tr("Hours"), hours_words(contact.hours, contact.timezone, now)),
            (self.tr("In words"), contact.hours_words),
            (self.tr("On turn"), turn.who if (turn := contact.on_turn(now)) else ""),
            (self.tr("Address"), where),
            (self.tr("Also"), "\n".join(f"{c.kind}: {c.value}" for c in contact.channels)),
            (self.tr("Languages"), ", ".join(contact.languages)),
            (self.tr("Immigration"), answer_words(contact.enforces_immigration)),
            (self.tr("Plain clothes"), answer_words(contact.plain_clothes)),
            (self.tr("Specialist"), answer_words(contact.victim_specialist)),
            (self.tr("Text to 911"), answer_words(psap.text_to_911) if psap else ""),
            (
                self.tr("Verified"),
                self.tr("{day}: {how}").format(day=f"{check.at:%d %b %Y}", how=check.how)
                if check
                else self.tr("never"),
            ),
            (self.tr("Worked with"), worked.how_it_went if worked else ""),
            (self.tr("ORI"), contact.ori),
            (self.tr("Source"), contact.source),
            (self.tr("Notes"), contact.notes),
        ]

    @Slot()
    def _hand_up(self) -> None:
        if self._contact is not None:
            how, answer = self._how.text(), Tri(self._immigration.value())
            self.verify_asked.emit(Verify(self._contact.id, how, answer, self._contact.phones))
