"""A quiet bar over the desk's own bar in the last half minute before a lock; it asks nothing."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from hotline_desktop.ui import look
from hotline_desktop.ui.desk_frame import BAR, RAIL
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.idle import NOTICE
from hotline_desktop.ui.layout import STRETCH, row
from hotline_desktop.ui.text import body, strong

_EDGE = 6
_SPOKEN = 10


class Countdown(QFrame):
    """Stands in front of a window, takes no focus and no click, moves nothing."""

    def __init__(self, window: QWidget) -> None:
        """Wait, unseen."""
        super().__init__(window)
        self.setObjectName("countdown")
        self.setProperty("kind", "banner")
        self.setProperty("tone", "soon")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._left, stay = strong(""), body(self.tr("press any key to stay"))
        # A name that stays, so that no screen reader is told of every second.
        self._left.setAccessibleName(self.tr("Locking soon"))
        self._left.setText(self._words(NOTICE))
        self._left.setMinimumWidth(self._left.sizeHint().width())
        inside = (STRETCH, Icon("lock", "soon"), self._left, stay, STRETCH)
        self.setLayout(row(*inside, margins=(16, 0, 16, 0), spacing=6))
        self.hide()
        window.installEventFilter(self)

    @Slot(int)
    def tell(self, seconds: int) -> None:
        """Show the seconds left; they are spoken when it comes, and at ten."""
        self._left.setText(self._words(seconds))
        if self.isHidden() or seconds == _SPOKEN:
            words = self.tr("Locking in {n} seconds: press any key to stay").format(n=seconds)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        if self.isHidden():
            self._place()
            self.show()
        self.raise_()

    def words(self) -> str:
        """Give what it says."""
        return self._left.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as wide as the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _words(self, seconds: int) -> str:
        return self.tr("Locking in {n} s:").format(n=seconds)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            left, edge = RAIL + look.px(_EDGE), look.px(_EDGE)
            wide = window.width() - left - edge
            self.setGeometry(left, edge, wide, BAR - 2 * edge)
