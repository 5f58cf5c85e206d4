"""The one window: first page, desk, and a cover; its title never says a word of a case."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolTip, QWidget

from hotline_desktop.ui.layout import column
from hotline_desktop.ui.neutral_page import NeutralPage

LOCK, HIDE = "Ctrl+L", "F4"
TITLE, NEUTRAL = "Hotline", "Calendar"


class MainWindow(QMainWindow):
    """Shows one of: set-up or unlock page, the desk; and a cover over it all at once."""

    lock_asked = Signal()
    hide_asked = Signal()
    leave_asked = Signal()
    exposed = Signal()

    def __init__(self, first: QWidget) -> None:
        """Start with the page that is shown before anything is opened."""
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(960, 600)
        self.resize(1366, 768)
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self.setCentralWidget(self._stack)
        self._cover = QWidget(self)
        self._cover.setObjectName("cover")
        self._cover.setProperty("kind", "canvas")
        self._cover.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cover.setAutoFillBackground(True)
        self._cover.hide()
        self._covered = False
        self._told_exposed = False
        self._first = first
        for key, asked in ((LOCK, self.lock_asked), (HIDE, self.hide_asked)):
            taker = QShortcut(QKeySequence(key), self)
            taker.setContext(Qt.ShortcutContext.ApplicationShortcut)
            taker.activated.connect(asked)

    def enter(self, desk: QWidget) -> None:
        """Replace the first page by the desk."""
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)
        self._stack.removeWidget(self._first)
        self._first.deleteLater()

    def cover(self) -> None:
        """Hide the content: painted before this returns, gone from the accessibility tree."""
        self._covered = True
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        QToolTip.hideText()
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible():
                other.hide()
        # A page under a cover is still readable over the accessibility bus; a hidden one is not.
        self._stack.hide()
        self.repaint()
        self._cover.repaint()

    def hide_behind(self) -> None:
        """Let the cover be a calendar, and the title its name: nothing here tells what this is."""
        self.setWindowTitle(NEUTRAL)
        if self._cover.layout() is None:
            self._cover.setLayout(column(NeutralPage(date.today())))  # noqa: DTZ011 - the wall's

    def is_covered(self) -> bool:
        """Say whether the cover is up."""
        return self._covered

    def watch_expose(self) -> None:
        """Tell once, by ``exposed``, when the window is on the screen; call before show()."""
        self.winId()  # makes the native window, whose first expose is awaited
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first expose of the native window."""
        handle = self.windowHandle()
        if (
            event.type() == QEvent.Type.Expose
            and not self._told_exposed
            and handle is not None
            and handle.isExposed()
        ):
            self._told_exposed = True
            self.exposed.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the cover over everything."""
        super().resizeEvent(event)
        self._cover.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask to leave; who hears it ends the program once what was typed is kept."""
        event.ignore()
        self.leave_asked.emit()
