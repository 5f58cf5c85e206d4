"""Wires Today and the list of situations to their verbs; shows numbers and places, no names."""

from PySide6.QtCore import QObject, Signal, Slot

from hotline_desktop.actions.close_situation import CloseSituation
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_keys import ReadKeys
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.models.situation import Status
from hotline_desktop.ui.situations_page import SituationsPage
from hotline_desktop.ui.today_page import SituationWords, TodayPage


class ListsWork(QObject):
    """Keeps both lists fresh."""

    opened = Signal(object)
    new_asked = Signal()

    def __init__(self, today: TodayPage, page: SituationsPage, desk: OpenOffice) -> None:
        """Connect the pages."""
        super().__init__(page)
        self._today, self._page, self._desk = today, page, desk
        self._read, self._close = ReadSituation(desk), CloseSituation(desk)
        self._keys = ReadKeys(desk)
        self._noticed: tuple[str, ...] = ()
        today.new_asked.connect(self.new_asked)
        today.opened.connect(self.opened)
        page.asked.connect(self._on_asked)
        page.opened.connect(self.opened)
        page.close_asked.connect(lambda i: self._set(i, Status.CLOSED))
        page.reopen_asked.connect(lambda i: self._set(i, Status.OPEN))

    @Slot()
    def refresh(self) -> None:
        """Read both lists again."""
        self._today.show(self._words("", Status.OPEN), self._desk.world.now())
        self._today.tell(self._notices())
        self._on_asked(self._page.query())

    @Slot(object)
    def notice(self, sentences: tuple[str, ...]) -> None:
        """Show on Today what was found after the opening."""
        self._noticed = sentences
        if sentences:
            self.refresh()

    @Slot(object)
    def _on_asked(self, query: tuple[str, str]) -> None:
        text, status = query
        chosen = Status(status) if status in tuple(Status) else None
        self._page.show(self._words(text, chosen), self._desk.world.now())

    def _words(self, text: str, status: Status | None) -> tuple[SituationWords, ...]:
        return tuple(
            SituationWords(
                id=line.id,
                number=line.number,
                status=line.status,
                taken_at=line.taken_at,
                kind=line.kind,
                urgency=line.urgency,
                place=line.place,
                state=line.state,
            )
            for line in self._read.lines(text, status)
        )

    def _notices(self) -> list[tuple[str, str]]:
        """Say what was found at the opening, and that nobody has tried the recovery shares."""
        found = [(sentence, "") for sentence in (*self._desk.noticed, *self._noticed)]
        if not self._desk.office.exercise and not self._keys.rehearsed():
            untried = self.tr("Nobody has tried the recovery shares")
            found.append((untried, self.tr("Try two of them on the Keys page: Ctrl+comma.")))
        return found

    def _set(self, identity: str, status: Status) -> None:
        self._close(identity, status)
        self.refresh()
