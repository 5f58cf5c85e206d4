"""Wires the packet page to its verbs: who it is for, what may go; shows what they answer."""

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.look_around import LookAround
from hotline_desktop.actions.make_packet import Gathered, MakePacket, Wish
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.around import Around
from hotline_desktop.models.bookmark import BegunPacket
from hotline_desktop.models.consent import Item
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Problem, Refusal
from hotline_desktop.models.situation import Situation
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.packet_checks import checks
from hotline_desktop.ui.packet_export import Drawing, Export
from hotline_desktop.ui.packet_page import PacketPage
from hotline_desktop.ui.packet_recipient import contact_row, duty_row
from hotline_desktop.ui.packet_services import helps
from hotline_desktop.ui.packet_words import ends, held_rows, told_rows
from hotline_desktop.ui.pause import Pause

_PAUSE = 150
_FOUND = 30
_UNSEALED = "Left unsealed: sealed copies are not made yet."

_Answer = Gathered | Refusal | tuple[Problem, ...]


class PacketWork(QObject):
    """Holds which situation a packet is made of; what leaves is what is on the screen."""

    said = Signal(str)
    went = Signal(str)
    fix_asked = Signal(str)
    chose = Signal()

    def __init__(
        self, page: PacketPage, desk: OpenOffice, gazetteer: Gazetteer, jobs: Jobs, ask: Ask
    ) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk = page, desk
        self._look, self._read = LookAround(desk, gazetteer), ReadDirectory(desk)
        self._search, self._make = SearchEverything(desk, gazetteer), MakePacket(desk)
        self._situation: Situation | None = None
        self._around = Around()
        self._gathered: Gathered | None = None
        self._drawing = Drawing(page, self._make, jobs)
        self._export = Export(page, self._make, jobs, ask)
        self._export.said.connect(self.said)
        page.changed.connect(self.chose)
        self._pause, self._redraw = Pause(self, _PAUSE), Pause(self, _PAUSE)
        self._pause.due.connect(self._decide)
        self._redraw.due.connect(self._on_resized)
        page.paper.resized.connect(self._redraw.touch)
        page.changed.connect(self._on_changed)
        page.changed.connect(self.chose)
        page.shown.connect(self._on_shown)
        page.search_asked.connect(self._on_search)
        page.export_asked.connect(self._on_export)
        page.fix_asked.connect(self._on_fix)
        page.situations_asked.connect(lambda: self.went.emit("situations"))

    def open(self, situation: str) -> None:
        """Begin a packet of a situation; the first verified one on duty there is proposed.

        Raises:
            NoSituationError: there is none of this id or number.
        """
        found, now = ReadSituation(self._desk)(situation), self._desk.world.now()
        self._page.open(found.number)
        self._take(found)
        there = [d.contact for d in self._around.duty if d.open and d.contact.is_verified(now)]
        self._page.recipient.choose(there[0].id if there else "")
        self._decide()
        self._page.recipient.start()

    def begun(self) -> BegunPacket | None:
        """Give the packet that is being made, until it has left."""
        if self._situation is None or self._page.has_left:
            return None
        return BegunPacket(self._situation.id, self._page.choices())

    def resume(self, begun: BegunPacket) -> None:
        """Bring a packet back as far as it had come; whether it may leave is decided anew.

        Raises:
            NoSituationError: there is none of this id.
        """
        self.open(begun.situation)
        chosen = begun.choices
        self._page.items.services.choose(chosen.services)
        self._page.basis.choose(chosen.basis)
        self._page.recipient.choose(chosen.recipient)
        self._decide()

    def _take(self, situation: Situation) -> None:
        self._situation, self._around = situation, self._look(situation.draft)
        self._on_search("")

    @Slot()
    def _on_shown(self) -> None:
        """What was kept meanwhile counts; what left and did not change stays as it left."""
        if self._situation is None or self._export.is_on():
            return
        found = ReadSituation(self._desk)(self._situation.id)
        if found.revision != self._situation.revision:
            self._take(found)
            self._decide()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        """Show who was found; without words, who is on duty there."""
        now = self._desk.world.now()
        if not text.strip():
            rows = [duty_row(duty, now) for duty in self._around.duty]
        else:
            found = (self._read(hit.id) for hit in self._search.look(text, "contact", "", _FOUND))
            rows = [contact_row(each, now) for each in found if isinstance(each, Contact)]
        self._page.recipient.show_candidates(rows)

    @Slot()
    def _on_changed(self) -> None:
        """Until the pages of the new choice are on the screen, nothing leaves."""
        self._gathered = None
        self._drawing.forget()
        self._page.wait()
        self._pause.touch()

    @Slot()
    def _decide(self) -> None:
        """Decide anew, show what that means, and have the pages drawn."""
        self._pause.drop()
        self._drawing.forget()
        self._gathered = None
        if self._situation is None:
            return
        recipient = _chosen(self._page, self._read)
        answer = self._asked(recipient)
        self._show_answer(recipient, answer)
        if isinstance(answer, Refusal):
            self._page.refuse(answer.sentence)
        elif not isinstance(answer, Gathered):
            self._page.refuse(problems=answer)
        else:
            self._gathered = answer
            self._page.strip.show_number(answer.referral.packet)
            self._page.wait()
            self._drawing.draw(answer)

    def _asked(self, recipient: Contact | None) -> _Answer:
        if recipient is None or self._situation is None:
            return Refusal(self.tr("Choose whom the packet is for."))
        choices = self._page.choices()
        wish = Wish(
            situation=self._situation.id,
            contact=recipient.id,
            basis=choices.basis,
            reason=_UNSEALED,
            providers=choices.services,
        )
        try:
            return self._make.gather(wish)
        except HotlineError as reason:
            return Refusal(str(reason))

    def _show_answer(self, recipient: Contact | None, answer: _Answer) -> None:
        assert self._situation is not None  # noqa: S101 - the caller looked
        page, draft, now = self._page, self._situation.draft, self._desk.world.now()
        zone = draft.place.timezone or self._desk.office.timezone
        gathered = answer if isinstance(answer, Gathered) else None
        disclosure = gathered.disclosure if gathered else None
        told = told_rows(gathered.disclosure, gathered.referral, draft, zone) if gathered else ()
        page.items.show_items(told, held_rows(draft, disclosure))
        # What is near tells where: without the place, no services.
        stays = disclosure is not None and Item.PLACE not in disclosure.items
        page.items.services.show_services(() if stays else helps(self._around.help, now), stays)
        why = (
            answer.sentence
            if isinstance(answer, Refusal)
            else self.tr("something held back stands in a line that would go")
        )
        kind, office = page.choices().basis.kind, self._desk.office
        held = checks(office, self._desk.advocate.name, draft.release, recipient, kind,
                      disclosure or why, now, zone)  # fmt: skip
        page.checks.show_checks(held)
        page.recipient.show_contact(recipient, now)
        page.strip.show_ends(tuple(ends(draft.release, now, zone)))

    @Slot()
    def _on_resized(self) -> None:
        if self._gathered is not None and not self._export.is_on():
            self._drawing.draw(self._gathered)

    @Slot()
    def _on_export(self) -> None:
        if self._gathered is None or self._drawing.is_on() or self._export.is_on():
            return

        def gather() -> Gathered | None:
            answer = self._asked(_chosen(self._page, self._read))
            if isinstance(answer, Gathered):
                return answer
            self._decide()
            return None

        self._export.begin(f"{self._gathered.referral.packet}.pdf", gather)

    @Slot(str)
    def _on_fix(self, field: str) -> None:
        if field.startswith("basis"):
            self._page.basis.start_reason()
        else:
            self.fix_asked.emit(field)


def _chosen(page: PacketPage, read: ReadDirectory) -> Contact | None:
    identity = page.choices().recipient
    found = read(identity) if identity else None
    return found if isinstance(found, Contact) else None
