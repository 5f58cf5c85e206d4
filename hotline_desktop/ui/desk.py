"""Everything behind the unlock page: makes each page, wires it, and brings back where one was."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from hotline_desktop.actions.look_around import LookAround
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_directory import ReadDirectory
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look, wall
from hotline_desktop.ui.ask import Ask
from hotline_desktop.ui.check_work import CheckWork
from hotline_desktop.ui.desk_frame import DeskFrame
from hotline_desktop.ui.directory_page import DirectoryPage
from hotline_desktop.ui.directory_work import DirectoryWork
from hotline_desktop.ui.duplicates_page import DuplicatesPage
from hotline_desktop.ui.duplicates_work import DuplicatesWork
from hotline_desktop.ui.elsewhere import Elsewhere
from hotline_desktop.ui.entry_page import EntryPage
from hotline_desktop.ui.entry_work import EntryWork
from hotline_desktop.ui.import_page import ImportPage
from hotline_desktop.ui.import_work import ImportWork
from hotline_desktop.ui.intake_page import IntakePage
from hotline_desktop.ui.intake_work import IntakeWork
from hotline_desktop.ui.jobs import Jobs
from hotline_desktop.ui.keys_page import KeysPage
from hotline_desktop.ui.keys_work import KeysWork
from hotline_desktop.ui.lists_work import ListsWork
from hotline_desktop.ui.packet_page import PacketPage
from hotline_desktop.ui.packet_work import PacketWork
from hotline_desktop.ui.palette import Palette
from hotline_desktop.ui.palette_work import FindEverything, PaletteWork, Target
from hotline_desktop.ui.protocols_page import ProtocolsPage
from hotline_desktop.ui.renewals import RenewalsWork
from hotline_desktop.ui.search_lane import SearchLane
from hotline_desktop.ui.situations_page import SituationsPage
from hotline_desktop.ui.today_page import TodayPage
from hotline_desktop.ui.trail_page import TrailPage
from hotline_desktop.ui.trail_work import TrailWork

_MINUTE = 60_000


class Desk(QObject):
    """The frame with its pages, and the paths between them."""

    lock_asked = Signal()

    def __init__(self, office: OpenOffice, gazetteer: Gazetteer, jobs: Jobs, ask: Ask) -> None:
        """Make every page once; they are kept, not rebuilt."""
        super().__init__()
        self._office, self._restored, self._still = office, False, False
        wall.hang(office.office.timezone)
        self.frame = DeskFrame(office.office.name, office.office.exercise)
        self.today, self.situations = TodayPage(), SituationsPage()
        self.intake = IntakePage(office.world.now)
        self.directory, self.imports = DirectoryPage(), ImportPage()
        self.packet, self.protocols = PacketPage(), ProtocolsPage()
        self.keys, self.trail = KeysPage(), TrailPage()
        self.duplicates, self.entry = DuplicatesPage(), EntryPage()
        _add_pages(self)
        self.intake_work = IntakeWork(self.intake, office, LookAround(office, gazetteer))
        self.lists_work = ListsWork(self.today, self.situations, office)
        lane = SearchLane(office, jobs)
        self.directory_work = DirectoryWork(self.directory, office, gazetteer, lane, jobs, ask)
        self.entry_work = EntryWork(self.entry, office, gazetteer)
        self.renewals_work = RenewalsWork(self, office, jobs)
        self.duplicates_work = DuplicatesWork(self.duplicates, office, jobs)
        self.import_work = ImportWork(self.imports, office, gazetteer, jobs, ask)
        self.packet_work = PacketWork(self.packet, office, gazetteer, jobs, ask)
        self.protocols.show_protocols(ReadDirectory(office).protocols())
        self.palette = Palette(self.frame)
        find = FindEverything(self.palette, office, gazetteer, lane)
        self.palette_work = PaletteWork(self.palette, find, self._refused)
        self.trail_work = TrailWork(self.trail, office, jobs)
        self._searches = (find.settled, self.directory_work.settled, self.trail_work)
        self.elsewhere = Elsewhere(self.packet_work, self.entry_work, _search_fields(self))
        self.check_work = CheckWork(self, office, jobs)
        self.keys_work = KeysWork(self.keys, office, jobs)
        self._wire()
        _wire_entry(self)
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self.tell_time)
        self._clock.start()
        self.tell_time()

    def restore(self) -> None:
        """Bring this author's page and draft back."""
        self.lists_work.refresh()
        self.check_work.look_back()
        left = self._office.journal.last(self._office.advocate.id)
        if left is None:
            self._restored = True
            self._go("today")
            return
        self.frame.go(left.page)
        self.intake_work.restore(left)
        self.elsewhere.restore(left)
        self._go(left.page)
        self._restored = True

    def keep(self) -> None:
        """Write where one is and what is unsaved to the journal.

        Not before :meth:`restore` is done: a failed one must not overwrite what it should bring.
        Not while the office gets a new key: what is written then would be left behind.
        """
        if self._restored and not self._still:
            for search in self._searches:
                search.settle()
            self.intake_work.journal(self.frame.here())

    def _wire(self) -> None:
        frame = self.frame
        frame.went.connect(self._on_went)
        frame.lock_asked.connect(self.lock_asked)
        frame.new_asked.connect(self._on_new)
        self.intake_work.with_others = self.elsewhere.into
        self.elsewhere.paused.connect(self.keep)
        self.intake_work.said.connect(frame.say)
        self.intake_work.changed.connect(self.lists_work.refresh)
        self.intake_work.packet_asked.connect(self._on_packet)
        self.lists_work.opened.connect(self._on_opened)
        self.lists_work.new_asked.connect(self._on_new)
        self.directory_work.said.connect(frame.say)
        self.directory.import_asked.connect(self.import_work.begin)
        self.import_work.said.connect(frame.say)
        self.duplicates_work.said.connect(frame.say)
        self.import_work.drafts = self.entry_work.begun
        self.import_work.went.connect(frame.go)
        self.import_work.written.connect(self.directory_work.refresh)
        self.packet_work.said.connect(frame.say)
        self.packet_work.went.connect(frame.go)
        self.packet_work.fix_asked.connect(self._on_fix)
        self.check_work.said.connect(frame.say)
        self.check_work.noticed.connect(self.lists_work.notice)
        self.keys_work.said.connect(frame.say)
        self.keys_work.trail_asked.connect(lambda: self._on_went("trail"))
        self.trail_work.said.connect(frame.say)
        self.trail_work.left.connect(lambda: self._on_went("keys"))
        self.keys_work.renewing.connect(self._on_renewing)
        self.keys_work.renewed.connect(self.lock_asked)
        frame.find_asked.connect(self.palette.open)
        self.palette_work.went.connect(self._on_went)
        self.palette_work.did.connect(self._on_did)
        self.palette_work.opened.connect(self._on_found)

    @Slot()
    def tell_time(self) -> None:
        """Show the time on the office's clock."""
        self.frame.tell_time(wall.here(self._office.world.now()))

    @Slot(str)
    def _on_went(self, page: str) -> None:
        self._go(page)
        self.frame.say("")
        self.keep()

    def _go(self, page: str) -> None:
        """Show a page, fresh, with the focus where its work begins."""
        if page in ("today", "situations"):
            self.lists_work.refresh()
        if page == "keys":
            self.keys_work.refresh()
        if page == "trail":
            self.trail_work.refresh()
        self.frame.go(page)
        starts = {
            "today": self.today.start,
            "situations": self.situations.start,
            "directory": self.directory.start,
            "protocols": self.protocols.start,
            "keys": self.keys.start,
            "trail": self.trail.start,
        }
        if page in starts:
            starts[page]()

    @Slot(object)
    def _on_opened(self, identity: str) -> None:
        self.intake_work.open(identity)
        self.frame.go("intake")
        self.keep()

    @Slot()
    def _on_new(self) -> None:
        self.intake_work.begin()
        self.frame.go("intake")
        self.keep()

    @Slot(bool)
    def _on_renewing(self, begun: bool) -> None:
        """Keep the desk still while the office is written anew."""
        if begun:
            self.keep()
        self._still = begun
        self.frame.rest(begun)

    @Slot(str)
    def _on_packet(self, identity: str) -> None:
        self.packet_work.open(identity)
        self.frame.go("packet")

    @Slot(str, str)
    def _on_fix(self, identity: str, field: str) -> None:
        self.intake_work.open(identity)
        self.frame.go("intake")
        self.intake.restore(field, 0, {})

    def _refused(self) -> dict[str, str]:
        """Say which deeds of the palette are not possible now, and why."""
        if self.frame.here() == "intake":
            return {}
        return {"keep": self.tr("Go to the situation first: F8.")}

    @Slot(str)
    def _on_did(self, deed: str) -> None:
        application = QApplication.instance()
        if deed == "new":
            self._on_new()
        elif deed == "keep":
            self.intake.keep()
        elif deed == "lock":
            self.lock_asked.emit()
        elif deed == "import":
            self._on_went("directory")
            self.import_work.begin()
        elif deed == "imports":
            self.import_work.show_earlier()
        elif deed == "duplicates":
            self._on_went("duplicates")
            self.duplicates_work.begin()
        elif deed == "export":
            self._on_went("directory")
            self.directory_work.export()
        elif deed == "check":
            self.check_work.begin()
        elif deed.startswith("look_") and isinstance(application, QApplication):
            look.apply(application, deed.removeprefix("look_"))

    @Slot(object)
    def _on_found(self, target: Target) -> None:
        if target.kind == "situation":
            self._on_opened(target.id)
        elif target.kind == "protocol":
            self._on_went("protocols")
            self.protocols.choose(target.id)
        else:
            self._on_went("directory")
            self.directory.chosen.emit(target.id)


def _add_pages(desk: Desk) -> None:
    """Give each page its place: on the rail, or under one that is."""
    add, tr = desk.frame.add, desk.tr
    add("today", tr("Today"), "today", desk.today, "F7")
    add("intake", tr("Situation"), "call", desk.intake, "F8")
    add("situations", tr("Situations"), "situations", desk.situations, "F9")
    add("directory", tr("Directory"), "directory", desk.directory, "F10")
    add("protocols", tr("Protocols"), "protocols", desk.protocols, "F11")
    add("packet", tr("Packet"), "packet", desk.packet, "F12")
    add("keys", tr("Keys"), "key", desk.keys, "Ctrl+,")
    desk.frame.add_under("directory", "import", desk.imports)
    desk.frame.add_under("keys", "trail", desk.trail)
    desk.frame.add_under("directory", "duplicates", desk.duplicates)
    desk.frame.add_under("directory", "entry", desk.entry)


def _wire_entry(desk: Desk) -> None:
    """Lead from a card to the page where its entry is edited, and back to the card."""
    desk.directory.edit_asked.connect(desk.entry_work.open)
    desk.entry_work.said.connect(desk.frame.say)
    desk.entry_work.went.connect(desk.frame.go)
    desk.entry_work.kept.connect(desk.directory_work.show_again)
    desk.today.shown.connect(desk.renewals_work.refresh)
    desk.renewals_work.shown.connect(desk.today.show_renewals)
    desk.renewals_work.said.connect(desk.frame.say)
    desk.today.renewals.opened.connect(lambda identity: _show_entry(desk, identity))
    for card in (desk.directory.contact_card, desk.directory.provider_card):
        desk.entry_work.tell_history_to(card.history)


def _show_entry(desk: Desk, identity: str) -> None:
    desk.palette_work.opened.emit(Target("entry", identity))


def _search_fields(desk: Desk) -> dict[str, QLineEdit]:
    return {
        "directory.search": desk.directory.text,
        "directory.near": desk.directory.near,
        "situations.search": desk.situations.text,
        "protocols.search": desk.protocols.text,
    }
