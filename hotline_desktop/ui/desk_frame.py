"""The frame around every page after unlocking: rail, bar, and one sentence; holds no case text."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hotline_desktop.ui.icons import tinted
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import Item, column, row
from hotline_desktop.ui.pills import Pill
from hotline_desktop.ui.text import Elided, second

RAIL = 84
BAR = 52


class DeskFrame(QWidget):
    """Pages by name in a stack, a rail to go to them, a bar that says where and when one is."""

    went = Signal(str)
    lock_asked = Signal()
    find_asked = Signal()
    new_asked = Signal()

    def __init__(self, office: str, exercise: bool) -> None:
        """Lay rail and bar out; pages come with :meth:`add`."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._tools: dict[str, QToolButton] = {}
        self._under: dict[str, str] = {}
        self._group = QButtonGroup(self)
        rail, self._rail_column = QFrame(), QVBoxLayout()
        self._rail, self._keys = rail, list[QShortcut]()
        rail.setProperty("kind", "rail")
        rail.setFixedWidth(RAIL)
        rail.setLayout(self._rail_column)
        self._rail_column.setContentsMargins(6, 12, 6, 12)
        self._rail_column.setSpacing(8)
        self._rail_column.addStretch(1)
        self._keys.append(QShortcut(QKeySequence("Ctrl+N"), self, self.new_asked.emit))
        right = column(self._bar(office, exercise), (self.stack, 1), spacing=0)
        self.setLayout(row(rail, (right, 1), spacing=0))

    def _bar(self, office: str, exercise: bool) -> QFrame:
        self._said, self._when = Elided(""), second("")
        self._said.setObjectName("said")
        words = self.tr("Find or do anything")
        find = button(words, key="Ctrl+K", kind="field", icon="search", name="find")
        find.setFixedWidth(300)
        find.clicked.connect(self.find_asked)
        self._find = find
        words = self.tr("Lock")
        lock = button(words, key="Ctrl+L", kind="quiet", icon="lock", name="lock", shown_only=True)
        lock.clicked.connect(self.lock_asked)
        items: list[Item] = [find, 8, (self._said, 1)]
        if exercise:
            items.append(Pill(self.tr("EXERCISE: nothing here is real"), "soon"))
        items += [second(office), self._when, lock]
        bar = QFrame()
        bar.setProperty("kind", "bar")
        bar.setFixedHeight(BAR)
        bar.setLayout(row(*items, margins=(16, 0, 14, 0), spacing=14))
        return bar

    def add(self, name: str, word: str, icon: str, page: QWidget, key: str = "") -> None:
        """Add a page with its place on the rail."""
        self._pages[name] = page
        self.stack.addWidget(page)
        tool = QToolButton()
        tool.setObjectName(f"go_{name}")
        tool.setProperty("kind", "nav")
        tool.setText(word)
        tool.setAccessibleName(word)
        tool.setToolTip(f"{word}  {key}")
        tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        tool.setFixedWidth(RAIL - 12)
        tool.setCheckable(True)
        tinted(tool, icon, 20)
        tool.clicked.connect(lambda: self.went.emit(name))
        if key:
            self._keys.append(QShortcut(QKeySequence(key), self, lambda: self.went.emit(name)))
        self._group.addButton(tool)
        self._tools[name] = tool
        self._rail_column.insertWidget(self._rail_column.count() - 1, tool)

    def add_under(self, rail: str, name: str, page: QWidget) -> None:
        """Add a page without a place of its own: the rail shows another one for it."""
        self._pages[name] = page
        self._under[name] = rail
        self.stack.addWidget(page)

    def go(self, name: str) -> None:
        """Show a page."""
        self.stack.setCurrentWidget(self._pages[name])
        shown = self._under.get(name, name)
        if shown in self._tools:
            self._tools[shown].setChecked(True)

    def rest(self, resting: bool) -> None:
        """Let nobody leave the page shown, and no key do anything but lock."""
        for part in (self._rail, self._find):
            part.setEnabled(not resting)
        for key in self._keys:
            key.setEnabled(not resting)

    def here(self) -> str:
        """Give the name of the page shown."""
        current = self.stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)

    def tell_time(self, now: datetime) -> None:
        """Show date and time with its zone."""
        self._when.setText(f"{now:%a %d %b, %H:%M} {now.tzname()}")

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show one sentence in the bar and speak it; never case text."""
        self._said.setText(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, sentence))
