"""Draws our own icons in the colour of the words beside them; an icon never stands alone."""

from functools import cache

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel

from hotline_desktop.ui import look

_REPAINTS = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


@cache
def _drawings() -> dict[str, str]:
    folder = look.resources() / "icons"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".svg"))
    return {entry.name.removesuffix(".svg"): entry.read_text("utf-8") for entry in found}


NAMES: tuple[str, ...] = tuple(sorted(_drawings()))


def pixmap(name: str, tone: str = "ink2", size: int = 18) -> QPixmap:
    """Draw an icon in a token's colour, ``size`` pixels at 100 %.

    Raises:
        KeyError: there is no icon of this name.
    """
    colour, side = look.current().colour(tone), look.px(size)
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    # Qt's cache, because pictures must not outlive the application.
    key = f"icon {name} {colour} {side} {ratio}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    renderer = QSvgRenderer(_drawings()[name].replace("currentColor", colour).encode())
    drawn = QPixmap(QSize(side, side) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, tone: str = "ink2", size: int = 18) -> QIcon:
    """Give an icon for a button: quiet, chosen when checked, faint when disabled."""
    made = QIcon(pixmap(name, tone, size))
    for state in (QIcon.State.Off, QIcon.State.On):
        made.addPixmap(pixmap(name, "ink3", size), QIcon.Mode.Disabled, state)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active):
        made.addPixmap(pixmap(name, "on_chosen", size), mode, QIcon.State.On)
    return made


class _Tint(QObject):
    """Gives a button its icon again whenever the look changes."""

    def __init__(self, button: QAbstractButton, name: str, tone: str, size: int) -> None:
        super().__init__(button)
        self._button, self._name, self._tone, self._size = button, name, tone, size
        self._worn: tuple[look.Look, int] | None = None
        self._draw()
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _REPAINTS:
            self._draw()
        return False

    def _draw(self) -> None:
        worn = (look.current(), look.px(self._size))
        if worn != self._worn:
            self._worn = worn
            self._button.setIcon(icon(self._name, self._tone, self._size))
            self._button.setIconSize(QSize(worn[1], worn[1]))


def tinted(button: QAbstractButton, name: str, size: int = 18, tone: str = "ink2") -> None:
    """Put an icon on a button and keep it in the look's colours."""
    for old in button.findChildren(_Tint, options=Qt.FindChildOption.FindDirectChildrenOnly):
        button.removeEventFilter(old)
        old.deleteLater()
    _Tint(button, name, tone, size)


class Icon(QLabel):
    """An icon beside words; silent to a screen reader, for the words say it."""

    def __init__(self, name: str, tone: str = "ink2", size: int = 18) -> None:
        """Show icon ``name`` in the colour of token ``tone``, ``size`` pixels at 100 %."""
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self._worn: tuple[look.Look, int] | None = None
        self._draw()

    def show_icon(self, name: str, tone: str = "ink2") -> None:
        """Show another icon or tone."""
        self._name, self._tone, self._worn = name, tone, None
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw again when the look changes."""
        super().changeEvent(event)
        if event.type() in _REPAINTS:
            self._draw()

    def _draw(self) -> None:
        worn = (look.current(), look.px(self._size))
        if worn != self._worn:
            self._worn = worn
            self.setFixedSize(worn[1], worn[1])
            self.setPixmap(pixmap(self._name, self._tone, self._size))
