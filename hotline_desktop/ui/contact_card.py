"""One law-enforcement contact, its number first; writes and decides nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hotline_desktop.models.contact import AgencyKind, Contact, Verification
from hotline_desktop.models.county_map import CountyMap
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui.county_map import Map, map_words
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.history_card import HistoryCard
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import column, framed, row
from hotline_desktop.ui.number_line import NumberLine
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.standing import StandingBanner
from hotline_desktop.ui.text import second, title
from hotline_desktop.ui.wall import here


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
    """Shows a contact, and leads to its verification and its edit."""

    edit_asked = Signal(str, bool)
    """An entry's id, and whether it is to be verified with the same stroke."""

    call_asked = Signal(object)
    """Who is to be called, as :class:`Callee`."""

    def __init__(self) -> None:
        """Lay the card out once; contacts come and go in it."""
        super().__init__()
        self._contact: Contact | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._who())
        self.history = HistoryCard()
        outer.addWidget(self.history)
        outer.addStretch(1)

    def _who(self) -> QFrame:
        self._name, self._under = title("", wrapped=True), second("", wrapped=True)
        self._number = NumberLine(*self._deeds())
        self._number.call_asked.connect(self.call_asked)
        self._verified = Pill(self.tr("verified"), "ok")
        self._unverified = Pill(self.tr("not verified: may be called, gets no packet"), "soon")
        self._closed, self._facts, self._map = StandingBanner(), Facts(), Map()
        return framed(
            "card",
            column(
                row((self._name, 1), self._verified, self._unverified),
                self._under,
                self._closed,
                self._number,
                8,
                self._map,
                self._facts,
                margins=16,
                spacing=4,
            ),
        )

    def _deeds(self) -> tuple[QWidget, QWidget]:
        verify = button(self.tr("Verify"), key="F2", name="verify")
        edit = button(self.tr("Edit"), key="F3", name="edit")
        verify.clicked.connect(lambda: self._ask(checking=True))
        edit.clicked.connect(lambda: self._ask(checking=False))
        return verify, edit

    def _ask(self, checking: bool) -> None:
        if self._contact is not None:
            self.edit_asked.emit(self._contact.id, checking)

    def show_contact(self, contact: Contact, now: datetime, shown: CountyMap | None = None) -> None:
        """Show one contact as it stands now, and on a map where it holds."""
        self._contact = contact
        self.history.begin(contact.id)
        verified = contact.is_verified(now)
        self._name.setText(contact.name())
        self._under.setText(", ".join(p for p in (contact.person, kind_words(contact.kind)) if p))
        self._number.show_numbers(contact.id, contact.phones)
        self._closed.show_standing(contact.standing)
        self._verified.setVisible(verified and not contact.is_refused)
        self._unverified.setVisible(not verified and not contact.is_refused)
        counties = map_words(shown)
        self._map.show_map(shown, counties)
        self._facts.show_facts(self._told(contact, now, counties))

    def _checked(self, check: Verification) -> str:
        spoke = self.tr("spoke to {who}").format(who=check.spoken_to) if check.spoken_to else ""
        told = (f"{here(check.at):%d %b %Y}: {check.how}", check.number, spoke)
        return ", ".join(part for part in told if part)

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
                self._checked(check) if check else self.tr("never"),
            ),
            (self.tr("Worked with"), worked.how_it_went if worked else ""),
            (self.tr("ORI"), contact.ori),
            (self.tr("Source"), contact.source),
            (self.tr("Notes"), contact.notes),
        ]
