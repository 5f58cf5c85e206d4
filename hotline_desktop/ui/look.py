"""Gives every page its colours, type and one style sheet; knows no page and paints nothing."""

import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hotline_desktop.ui.colours import DARK, HIGH, LIGHT, LOOKS, Look

__all__ = ["DARK", "HIGH", "LIGHT", "LOOKS", "Look", "apply", "current", "font", "px", "repolish"]

FACE = "Inter"
FALLBACK = ("Noto Sans", "Noto Sans Symbols2")
FONT_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Italic.otf",
    "NotoSans-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
)
"""What the screen needs; the other faces beside them are for paper."""

TYPE = {
    "meta": (12, 400),
    "second": (13, 400),
    "body": (14, 400),
    "strong": (14, 600),
    "head": (15, 600),
    "lead": (17, 400),
    "title": (22, 600),
    "clock": (30, 500),
}
"""Role -> (pixels at 100 %, weight). Nothing is smaller than 12."""

GAP = (4, 8, 12, 16, 24, 32)
RADIUS_CAP, RADIUS_FIELD, RADIUS_CARD = 4, 6, 10
TARGET, FIELD, RING = 24, 34, 2
"""Least size of what is pressed, height of a field, width of the focus ring; pixels at 100 %."""


_worn: Look = LIGHT
_scale: float = 1.0


def apply(app: QApplication, name: str, scale: float = 1.0) -> None:
    """Dress the whole application; may be called again at any time.

    ``name`` is a key of ``LOOKS``, ``scale`` enlarges text and controls (1.5 = 150 %).

    Raises:
        KeyError: there is no such look.
    """
    global _worn, _scale
    if app.property("dressed") and (LOOKS[name], scale) == (_worn, _scale):
        return  # dressing an open window anew takes a second
    _worn, _scale = LOOKS[name], scale
    _load_fonts()
    if not app.property("dressed"):  # a second setStyle would only polish everything twice
        app.setStyle("Fusion")
        app.setProperty("dressed", True)
    app.setFont(font())
    app.setPalette(_palette(_worn))
    app.setStyleSheet(_sheet(_worn, scale))


def current() -> Look:
    """Give the look that is worn."""
    return _worn


def px(pixels: float) -> int:
    """Give a length in pixels at the scale in use."""
    return round(pixels * _scale)


def font(role: str = "body") -> QFont:
    """Give the font of a role, with figures that stand under each other; a copy to change."""
    return QFont(_face(role, _scale))


def metrics(role: str) -> QFontMetrics:
    """Give the measures of a role's font."""
    return _metrics(role, _scale)


@cache
def _face(role: str, scale: float) -> QFont:
    size, weight = TYPE[role]
    face = QFont([FACE, *FALLBACK])
    face.setPixelSize(round(size * scale))
    face.setWeight(QFont.Weight(weight))
    face.setFeature(QFont.Tag("tnum"), 1)
    # The grid is in the face: hinting would space letters unevenly at 12 to 14 pixels.
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


@cache
def _metrics(role: str, scale: float) -> QFontMetrics:
    return QFontMetrics(_face(role, scale))


def repolish(widget: QWidget) -> None:
    """Make the sheet look again at a widget whose property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def resources() -> Traversable:
    """Give the folder of fonts, icons and sheets."""
    # By name, not by import: mypy cannot see this package.
    return files("hotline_desktop.resources")


@cache
def _load_fonts() -> None:
    for name in FONT_FILES:
        QFontDatabase.addApplicationFontFromData((resources() / "fonts" / name).read_bytes())


def _palette(look: Look) -> QPalette:
    """Colour what the sheet does not reach: menus, selections, links, placeholders."""
    palette, role = QPalette(), QPalette.ColorRole
    for part, colour in (
        (role.Window, look.canvas),
        (role.Base, look.surface),
        (role.AlternateBase, look.sunken),
        (role.Button, look.surface),
        (role.ToolTipBase, look.ink),
        (role.ToolTipText, look.surface),
        (role.WindowText, look.ink),
        (role.Text, look.ink),
        (role.ButtonText, look.ink),
        (role.PlaceholderText, look.ink3),
        (role.Highlight, look.accent_fill),
        (role.HighlightedText, look.on_fill),
        (role.Link, look.accent),
        (role.LinkVisited, look.accent),
        (role.Accent, look.accent),
        (role.Mid, look.edge),
        (role.Dark, look.edge),
        (role.Light, look.line),
    ):
        palette.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(look.ink3))
    return palette


def _sheet(look: Look, scale: float) -> str:
    """Fill tokens (``@ink``) and lengths of the sheet; hairlines and rings keep their width."""
    folder = resources() / "sheet"
    text = (folder / "desk.qss").read_text("utf-8")
    if look.high:
        text += (folder / "contrast.qss").read_text("utf-8")
    for role, (size, weight) in TYPE.items():
        text += f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {weight}; }}\n'

    def scaled(found: re.Match[str]) -> str:
        length = int(found[1])
        return f"{length if length <= RING else max(1, round(length * scale))}px"

    tokens = asdict(look) | {"icons": str(resources() / "icons" / "sheet").replace("\\", "/")}
    # Tokens last: the folder's own name may look like a length.
    text = re.sub(r"\b(\d+)px", scaled, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return re.sub(r"@(\w+)", lambda found: tokens[found[1]], text)
