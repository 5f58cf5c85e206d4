"""Who may open the office, what this machine gives, when the desk locks; changes nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.office import LONGEST_IDLE, Advocate, Role
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Banner, Card
from hotline_desktop.ui.desktop_side import Offer
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import second, title

_TASK = 520
_IDLE = (3, 5, 10, 20, LONGEST_IDLE)


class KeysState(Noun, frozen=True):
    """What the page shows."""

    people: tuple[Advocate, ...]
    me: str
    administrator: bool
    half: bool
    shares: str
    rehearsed: bool
    idle_minutes: int


class KeysPage(QWidget):
    """Cards at the left, the task at the right; each signal asks for a task or a change."""

    change_asked = Signal()
    add_asked = Signal()
    revoke_asked = Signal(object)
    renew_asked = Signal()
    shares_asked = Signal()
    rehearse_asked = Signal()
    trail_asked = Signal()
    idle_set = Signal(int)

    def __init__(self) -> None:
        """Lay the page out, empty."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._state: KeysState | None = None
        cards = QWidget()
        cards.setProperty("kind", "canvas")
        cards.setLayout(
            column(
                self._make_mine(), self._make_people(), self._make_shares(), self._make_machine(),
                STRETCH, spacing=14,
            )
        )  # fmt: skip
        self._tasks = QStackedWidget()
        self._tasks.addWidget(QWidget())
        self._tasks.setFixedWidth(look.px(_TASK))
        head = row(title(self.tr("Keys and people")), STRETCH, self._trail(), spacing=14)
        columns = row((scroller(cards), 1), self._tasks, spacing=24)
        self.setLayout(column(head, (columns, 1), margins=(20, 14, 20, 14), spacing=14))

    def _trail(self) -> QWidget:
        trail = button(self.tr("Trail"), icon="situations", name="go_trail")
        trail.clicked.connect(self.trail_asked)
        return trail

    def _make_mine(self) -> Card:
        card = Card(self.tr("My key"), icon="key")
        self._half = second("", wrapped=True)
        change = button(self.tr("Change my passphrase"), name="change_passphrase")
        change.clicked.connect(self.change_asked)
        card.body.addWidget(self._half)
        card.body.addLayout(row(change, STRETCH))
        return card

    def _make_people(self) -> Card:
        self._people = Card(self.tr("People"), icon="person")
        self.list = RowList(self.tr("People with access"))
        self.list.setObjectName("people")
        self.add = button(self.tr("Give access"), icon="plus", name="add_person")
        self.revoke = button(self.tr("End access"), name="revoke")
        self.renew = button(self.tr("New key"), kind="quiet", name="renew_key")
        self.add.clicked.connect(self.add_asked)
        self.revoke.clicked.connect(lambda: self.revoke_asked.emit(self.list.key()))
        self.renew.clicked.connect(self.renew_asked)
        self.list.chosen.connect(self._offer)
        self._people.body.addWidget(self.list)
        self._people.body.addLayout(row(self.add, self.revoke, STRETCH, self.renew))
        return self._people

    def _make_shares(self) -> Card:
        card = Card(self.tr("Recovery shares"), icon="shield")
        self._unrehearsed = Banner(
            "soon",
            self.tr("Nobody has tried them yet"),
            self.tr("A mistake on paper is found now or never."),
        )
        self._shares = second("", wrapped=True)
        self.rehearse = button(self.tr("Try two shares"), name="rehearse")
        self.make = button(self.tr("Make new ones"), kind="quiet", name="new_shares")
        self.rehearse.clicked.connect(self.rehearse_asked)
        self.make.clicked.connect(self.shares_asked)
        card.body.addWidget(self._unrehearsed)
        card.body.addWidget(self._shares)
        card.body.addLayout(row(self.rehearse, STRETCH, self.make))
        return card

    def _make_machine(self) -> Card:
        card = Card(self.tr("This desk"), icon="lock")
        choices = [(str(n), self.tr("{n} min").format(n=n)) for n in _IDLE]
        self.idle = Segments(choices, self.tr("Locks after"))
        self.idle.changed.connect(lambda: self.idle_set.emit(int(self.idle.value())))
        form = Form()
        told = self.tr("Without key or mouse. While a call is not kept yet: {n} min, the most.")
        form.row("idle_minutes", self.tr("Locks after"), self.idle, told.format(n=LONGEST_IDLE))
        self._place, self._disk = second("", wrapped=True), second("", wrapped=True)
        self._keyring, self._desktop = second("", wrapped=True), second("", wrapped=True)
        card.body.addWidget(form)
        for words in (self._desktop, self._place, self._disk, self._keyring):
            card.body.addWidget(words)
        return card

    def show_state(self, state: KeysState) -> None:
        """Show this."""
        self._state = state
        self._half.setText(
            self.tr("A second half lies in this machine's keyring: here it opens, elsewhere not.")
            if state.half
            else self.tr("The passphrase alone opens the office.")
        )
        self.list.show_rows(self._rows(state.people, state.me))
        height = sum(self.list.sizeHintForRow(n) for n in range(len(state.people))) + 2
        self.list.setFixedHeight(min(height, look.px(240)))
        self._shares.setText(state.shares)
        self._unrehearsed.setVisible(not state.rehearsed)
        for deed in (self.add, self.renew, self.make):
            deed.setVisible(state.administrator)
        self.idle.set_value(str(state.idle_minutes))
        self.idle.setEnabled(state.administrator)
        self._offer()

    def tell_machine(self, place: str, disk: str, keyring: str) -> None:
        """Say what this machine gives."""
        self._place.setText(place)
        self._disk.setText(disk)
        self._keyring.setText(keyring)

    def tell_desktop(self, offers: frozenset[Offer]) -> None:
        """Say with what the desk locks, and with what it cannot."""
        screen, sleep = bool(offers & {"session_lock", "screen_saver"}), "suspend" in offers
        if screen and sleep:
            words = self.tr("Locks with the screen, and before the machine sleeps.")
        elif screen:
            words = self.tr("Locks with the screen, and when the machine wakes from sleep.")
        elif sleep:
            words = self.tr("Locks before the machine sleeps, not with the screen: press Ctrl+L.")
        else:
            words = self.tr("This desktop tells nobody when its screen locks: press Ctrl+L.")
        self._desktop.setText(words)

    def show_task(self, task: QWidget | None) -> None:
        """Show a task, in place of the one before; None shows none."""
        while self._tasks.count() > 1:
            old = self._tasks.widget(1)
            if old is not None:
                self._tasks.removeWidget(old)
                old.deleteLater()
        if task is not None:
            task.setProperty("kind", "canvas")
            self._tasks.addWidget(task)
            self._tasks.setCurrentWidget(task)
            task.setFocus()

    def start(self) -> None:
        """Put the focus on the people."""
        self.list.setFocus()

    def _rows(self, people: Sequence[Advocate], me: str) -> list[RowWords]:
        roles = {
            Role.ADMINISTRATOR: self.tr("Administrator"),
            Role.ADVOCATE: self.tr("Advocate"),
        }
        return [
            RowWords(
                key=person.id,
                first=person.name,
                second=roles[person.role],
                icon="person",
                pill=self.tr("has left") if person.left else self.tr("you") * (person.id == me),
                tone="neutral",
            )
            for person in people
        ]

    def _offer(self) -> None:
        state, key = self._state, self.list.key()
        if state is not None:
            here = {one.id for one in state.people if not one.left and one.id != state.me}
            self.revoke.setVisible(state.administrator)
            self.revoke.setEnabled(key in here)
