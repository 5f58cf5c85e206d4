"""Wires the packet page to its verbs: decide, draw, sign, record; draws and signs beside the window."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from hotline_desktop.actions.look_around import LookAround
from hotline_desktop.actions.make_packet import Gathered, MakePacket, Wish
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.around import Around
from hotline_desktop.models.consent import Item
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.disclosure import Disclosure
from hotline_desktop.models.noun import Problem, Refusal
from hotline_desktop.models.situation import Situation
from hotline_desktop.packet.press import Pressed
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import packet_words
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.jobs import Job, Jobs
from hotline_desktop.ui.packet_page import PacketPage
from hotline_desktop.ui.pause import Pause

_PAUSE = 150
_FOUND = 30
_UNSEALED = "Left unsealed: sealed copies are not made yet."


class PacketWork(QObject):
    """Holds which situation a packet is made of; the newest choice wins."""

    said = Signal(str)
    went = Signal(str)
    fix_asked = Signal(str)

    def __init__(
        self, page: PacketPage, desk: OpenOffice, gazetteer: Gazetteer, jobs: Jobs, ask: Ask
    ) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk, self._jobs, self._ask = page, desk, jobs, ask
        self._look, self._read = LookAround(desk, gazetteer), ReadDirectory(desk)
        self._search, self._make = SearchEverything(desk, gazetteer), MakePacket(desk)
        self._situation: Situation | None = None
        self._around = Around()
        self._gathered: Gathered | None = None
        self._drawing: Job | None = None
        self._pressing = False
        self._decide, self._redraw = Pause(self, _PAUSE), Pause(self, _PAUSE)
        self._decide.due.connect(self._on_due)
        self._redraw.due.connect(self._draw)
        page.changed.connect(self._on_changed)
        page.shown.connect(self._on_shown)
        page.search_asked.connect(self._on_search)
        page.export_asked.connect(self._on_export)
        page.fix_asked.connect(self.fix_asked)
        page.situations_asked.connect(lambda: self.went.emit("situations"))
        page.paper.resized.connect(self._redraw.touch)

    def open(self, situation: str) -> None:
        """Begin a packet of a situation; whoever is on duty there first is proposed."""
        found = ReadSituation(self._desk)(situation)
        self._take(found)
        release, now = found.draft.release, self._desk.world.now()
        self._page.open(found.number, tuple(packet_words.ends(release, now, self._zone())))
        self._show_around()
        there = [d.contact for d in self._around.duty if d.open and d.contact.is_verified(now)]
        if there:
            self._page.recipient.choose(there[0].id)
        self._on_due()
        self._page.recipient.start()

    def _take(self, situation: Situation) -> None:
        self._situation = situation
        self._around = self._look(situation.draft)

    @Slot()
    def _on_shown(self) -> None:
        """What was kept meanwhile counts; what left and did not change stays as it left."""
        if self._situation is None or self._pressing:
            return
        found = ReadSituation(self._desk)(self._situation.id)
        if found.revision != self._situation.revision:
            self._take(found)
            self._show_around()
            self._on_due()

    def _show_around(self) -> None:
        now = self._desk.world.now()
        rows = tuple(packet_words.duty_row(duty, now) for duty in self._around.duty)
        self._page.recipient.show_candidates(rows)
        self._show_services(None)

    def _show_services(self, disclosure: Disclosure | None) -> None:
        """Offer services only where the place goes along: what is near tells where."""
        helps = packet_words.helps(self._around.help, self._desk.world.now())
        why = self.tr("Nobody known yet near this place.")
        if disclosure is not None and Item.PLACE not in disclosure.items:
            helps, why = (), self.tr("The place stays here, and what is near would tell it.")
        self._page.items.services.show_services(helps, why)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        if not text.strip():
            self._show_around()
            return
        try:
            found = self._search.look(text, "contact", "", _FOUND)
        except HotlineError as reason:
            self.said.emit(str(reason))
            return
        now = self._desk.world.now()
        contacts = (self._read(hit.id) for hit in found)
        rows = [packet_words.contact_row(c, now) for c in contacts if isinstance(c, Contact)]
        self._page.recipient.show_candidates(rows)

    @Slot()
    def _on_changed(self) -> None:
        """Nothing may leave that is not on the screen: until it is drawn, nothing leaves."""
        self._forget()
        self._page.wait()
        self._show_recipient(self._recipient())
        self._decide.touch()

    def _forget(self) -> None:
        self._gathered = None
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    def _recipient(self) -> Contact | None:
        chosen = self._page.choices().recipient
        found = self._read(chosen) if chosen else None
        return found if isinstance(found, Contact) else None

    def _zone(self) -> str:
        place = self._situation.draft.place.timezone if self._situation else ""
        return place or self._desk.office.timezone

    @Slot()
    def _on_due(self) -> None:
        """Decide anew, show what that means, and have the pages drawn."""
        self._decide.drop()
        self._forget()
        if self._situation is None:
            return
        recipient = self._recipient()
        answer = self._asked(recipient)
        self._show_recipient(recipient)
        self._show_answer(recipient, answer)
        if isinstance(answer, Gathered):
            self._gathered = answer
            self._page.show_number(answer.referral.packet)
            self._draw()
        elif isinstance(answer, Refusal):
            self._page.refuse(answer.sentence)
        else:
            self._page.show_problems(answer)

    def _asked(self, recipient: Contact | None) -> Gathered | Refusal | tuple[Problem, ...]:
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

    def _show_recipient(self, recipient: Contact | None) -> None:
        if recipient is None:
            self._page.recipient.show_chosen("", "", "", "neutral")
            return
        good = recipient.is_verified(self._desk.world.now())
        pill = self.tr("verified") if good else self.tr("not verified")
        aside = ", ".join(part for part in (recipient.desk, recipient.person) if part)
        self._page.recipient.show_chosen(
            recipient.agency, aside or recipient.city, pill, "ok" if good else "soon"
        )

    def _show_answer(
        self, recipient: Contact | None, answer: Gathered | Refusal | tuple[Problem, ...]
    ) -> None:
        assert self._situation is not None  # noqa: S101 - both callers looked
        draft, zone, now = self._situation.draft, self._zone(), self._desk.world.now()
        gathered = answer if isinstance(answer, Gathered) else None
        disclosure = gathered.disclosure if gathered else None
        told = ()
        if gathered is not None:
            told = packet_words.told_rows(gathered.disclosure, gathered.referral, draft, zone)
        self._page.items.show_items(told, packet_words.held_rows(draft, disclosure))
        if isinstance(answer, Refusal):
            why = answer.sentence
        else:
            why = self.tr("Something held back stands in a line that would go.")
        self._page.checks.show_checks(
            packet_words.checks(
                self._desk.office,
                self._desk.advocate.name,
                draft.release,
                recipient,
                self._page.choices().basis.kind,
                disclosure or why,
                now,
                zone,
            )
        )
        self._page.show_ends(tuple(packet_words.ends(draft.release, now, zone)))

    @Slot()
    def _draw(self) -> None:
        """Have the pages drawn beside the window; only the newest drawing is shown."""
        if (gathered := self._gathered) is None or self._pressing:
            return
        if self._drawing is not None:
            self._drawing.cancel()
        self._redraw.drop()
        make, width, job = self._make, self._page.paper.wanted(), Job()

        def work() -> tuple[QImage, ...]:
            # Unpacked here: a page takes some 10 ms, which the window has not.
            return tuple(QImage.fromData(p, "PNG") for p in make.preview(gathered, width).pages)

        def done(images: tuple[QImage, ...]) -> None:
            if job is self._drawing:
                self._drawing = None
                self._page.show_pages(images)

        def failed(reason: HotlineError) -> None:
            if job is self._drawing:
                self._drawing = None
                self._page.refuse(str(reason))

        self._drawing = job
        self._jobs.run(work, done, failed, job)

    @Slot()
    def _on_export(self) -> None:
        if self._gathered is None or self._drawing is not None or self._pressing:
            return
        suggested = f"{self._gathered.referral.packet}.pdf"
        target = self._ask.place(
            self._page, self.tr("Save the signed packet"), suggested, self.tr("PDF files (*.pdf)")
        )
        if target is None:
            return
        if target.suffix.lower() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        # While one looked for a folder, a release may have ended: decide once more.
        gathered = self._asked(self._recipient())
        if not isinstance(gathered, Gathered):
            self._on_due()
            return
        try:
            job = self._make.job(gathered)
        except HotlineError as reason:
            self._page.fail(str(reason))
            return
        self._pressing = True
        self._page.sign()

        def done(pressed: Pressed) -> None:
            self._pressing = False
            try:
                line = self._make.record(gathered, pressed, target)
            except HotlineError as reason:
                self._on_failed(reason)
                return
            self._page.show_exported(target.name, line.recipient_name, line.digest)
            number = gathered.referral.packet
            self.said.emit(self.tr("{number} is signed and exported.").format(number=number))

        self._jobs.run(lambda: MakePacket.press(job), done, self._on_failed)

    def _on_failed(self, reason: HotlineError) -> None:
        self._pressing = False
        self._page.fail(str(reason))
