"""Wires the packet page to its verb: decide, gather, preview as choices change, sign, record, place."""

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.look_around import LookAround
from hotline_desktop.actions.make_packet import Gathered, MakePacket, Wish
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.errors import HotlineError
from hotline_desktop.models.around import Around
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.disclosure import MINIMUM, BasisKind
from hotline_desktop.models.noun import Refusal
from hotline_desktop.models.provider import VettingState
from hotline_desktop.models.situation import Situation
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.press import Pressed, Preview
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.packet_items import ItemLine
from hotline_desktop.ui.packet_page import PacketPage
from hotline_desktop.ui.paper import WIDTH
from hotline_desktop.ui.rows import RowWords

_SHARP = 2
_MOST = 12


class PacketWork(QObject):
    """Holds the situation, the wish that follows from the page, and the newest packet gathered."""

    said = Signal(str)
    went = Signal(str)
    fix_asked = Signal(str, str)

    def __init__(
        self, page: PacketPage, desk: OpenOffice, gazetteer: Gazetteer, jobs: Jobs, ask: Ask
    ) -> None:
        """Connect the page."""
        super().__init__(page)
        self._page, self._desk, self._jobs, self._ask = page, desk, jobs, ask
        self._verb, self._read = MakePacket(desk), ReadSituation(desk)
        self._directory, self._look = ReadDirectory(desk), LookAround(desk, gazetteer)
        self._search = SearchEverything(desk, gazetteer)
        self._situation: Situation | None = None
        self._around = Around()
        self._gathered: Gathered | None = None
        self._newest = 0
        page.changed.connect(self._on_changed)
        page.recipient_asked.connect(self._on_recipient)
        page.export_asked.connect(self._on_export)
        page.fix_asked.connect(self._on_fix)
        page.back_asked.connect(lambda: self.went.emit("intake"))

    def open(self, identity: str) -> None:
        """Start a packet for a situation."""
        self._situation = self._read(identity)
        self._gathered = None
        self._around = self._look(self._situation.draft)
        rows = [self._row(duty.contact) for duty in self._around.duty]
        now = self._desk.world.now()
        services = [
            (near.provider.id, f"{near.provider.organisation}, {near.provider.service}".strip(", "))
            for near in self._around.help
            if near.provider.vetting_state(now) is VettingState.VETTED
        ]
        self._page.open(self._situation.number, rows, services)
        self._page.show_items(self._items(), self._checks(None))

    def _row(self, contact: Contact) -> RowWords:
        good = contact.is_verified(self._desk.world.now())
        return RowWords(
            key=contact.id,
            first=contact.agency,
            second=", ".join(p for p in (contact.desk or contact.person, contact.county) if p),
            icon="shield",
            pill=self.tr("verified") if good else self.tr("not verified"),
            tone="ok" if good else "soon",
        )

    @Slot(str)
    def _on_recipient(self, text: str) -> None:
        if not text.strip():
            self._page.show_recipients([self._row(duty.contact) for duty in self._around.duty])
            return
        found = self._search.look(text, "contact", "", _MOST)
        entries = [self._directory(each.id) for each in found]
        self._page.show_recipients([self._row(e) for e in entries if isinstance(e, Contact)])

    def _wish(self) -> Wish | None:
        recipient = str(self._page.recipients.key() or "")
        if self._situation is None or not recipient:
            return None
        return Wish(
            self._situation.id,
            recipient,
            self._page.chosen_basis(),
            providers=self._page.services.value(),
        )

    @Slot()
    def _on_changed(self) -> None:
        wish = self._wish()
        self._gathered = None
        self._newest += 1
        if wish is None:
            return
        gathered = self._verb.gather(wish)
        self._page.show_items(self._items(), self._checks(wish))
        if isinstance(gathered, Refusal):
            self._page.refuse(gathered.sentence)
        elif not isinstance(gathered, Gathered):
            self._page.tell(gathered)
        else:
            self._preview(gathered, self._newest)

    def _preview(self, gathered: Gathered, asked: int) -> None:
        self._page.show_waiting(self.tr("Drawing the page…"))

        def work() -> Preview | None:
            # A later choice is waiting in the lane behind this one: let that be drawn.
            if asked != self._newest:
                return None
            return self._verb.preview(gathered, WIDTH * _SHARP)

        def show(preview: Preview | None) -> None:
            if preview is not None and asked == self._newest:
                self._gathered = gathered
                self._page.show_pages(preview.pages)

        self._jobs.run(work, show, self._fail)

    @Slot()
    def _on_export(self) -> None:
        wish = self._wish()
        # Gathered anew: time has passed since the page was drawn, and a release may have run out.
        gathered = self._verb.gather(wish) if wish and self._gathered else None
        if isinstance(gathered, Refusal):
            self._page.refuse(gathered.sentence)
            return
        if not isinstance(gathered, Gathered):
            return
        suggested = f"{gathered.referral.packet}.pdf"
        title, kinds = self.tr("Export the packet"), self.tr("PDF (*.pdf)")
        target = self._ask.place(self._page, title, suggested, kinds)
        if target is None:
            return
        job = self._verb.job(gathered)
        self._page.wait()

        def record(pressed: Pressed) -> None:
            try:
                line = self._verb.record(gathered, pressed, target)
            except HotlineError as reason:
                self._fail(reason)
                return
            self._page.show_exported(gathered.referral.packet, target.name, line.digest)
            self.said.emit(self.tr("{number} is exported.").format(number=gathered.referral.packet))

        self._jobs.run(lambda: self._verb.press(job), record, self._fail)

    def _fail(self, reason: HotlineError) -> None:
        self._page.refuse(str(reason))

    @Slot(object)
    def _on_fix(self, field: str) -> None:
        if self._situation is not None:
            self.fix_asked.emit(self._situation.id, field)

    def _items(self) -> list[ItemLine]:
        """Say of each item whether it goes, by her answers or by the minimum of another basis."""
        if self._situation is None:
            return []
        release = self._situation.draft.release
        said, basis = release.items(), self._page.chosen_basis().kind
        lines = []
        for item, words in intake_words.items():
            answers = [a.state for a in release.answers if a.item == item]
            if basis is BasisKind.RELEASE:
                goes = item in said
                why = self.tr("she agreed") if goes else self._why_not(answers)
            else:
                goes = item in MINIMUM
                why = self.tr("the least that is needed") if goes else self.tr("not needed to act")
            lines.append(ItemLine(words, why, goes))
        return lines

    def _why_not(self, answers: list[Tri]) -> str:
        return self.tr("she said no") if Tri.DENIED in answers else self.tr("she was not asked")

    def _checks(self, wish: Wish | None) -> list[tuple[str, str]]:
        if self._situation is None:
            return []
        release, now = self._situation.draft.release, self._desk.world.now()
        entry = self._directory(wish.contact) if wish else None
        checked = isinstance(entry, Contact) and entry.verification
        return [
            (
                self.tr("Release"),
                self.tr("holds until {time}").format(
                    time=f"{release.until.astimezone():%d %b, %H:%M}"
                )
                if release.until and release.holds_at(now)
                else self.tr("none that holds now"),
            ),
            (
                self.tr("Recipient"),
                self.tr("verified {day}").format(day=f"{checked.at:%d %b %Y}")
                if checked
                else self.tr("not verified")
                if entry
                else self.tr("not chosen"),
            ),
            (self.tr("Signs as"), self._desk.advocate.name),
            (self.tr("Policy"), self._desk.office.policy),
        ]
