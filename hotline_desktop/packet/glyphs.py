"""Which font draws which character; never lets one vanish or take effect unseen."""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hotline_desktop.packet.wording import Face, Run

FONTS = {
    Face.PLAIN: "NotoSans-Regular",
    Face.BOLD: "NotoSans-Bold",
    Face.ITALIC: "NotoSans-Italic",
}
_FALLBACK = "NotoSansSymbols2-Regular"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})


def pieces(run: Run) -> list[tuple[str, str]]:
    """Cut a run into (font name, text that this font has), in order.

    Spaces of any kind become one kind; controls, direction marks and characters no font has stand
    there as their number, "[U+202E]".
    """
    found: list[tuple[str, str]] = []
    face = FONTS[run.face]
    for font, shown in (_draw(face, c) for c in unicodedata.normalize("NFC", run.text)):
        if found and found[-1][0] == font:
            found[-1] = (font, found[-1][1] + shown)
        else:
            found.append((font, shown))
    return found


def shown(run: Run) -> str:
    """Give a run as the page shows it."""
    return "".join(text for _, text in pieces(run))


def ready() -> None:
    """Load the fonts; about a tenth of a second once in a process."""
    for name in FONTS.values():
        _font(name)


@cache
def _draw(face: str, character: str) -> tuple[str, str]:
    category = unicodedata.category(character)
    if category in _SPACES or character in "\t\n\r":
        return face, " "
    if category not in _INVISIBLE:
        for name in _candidates(face):
            if ord(character) in _font(name).face.charToGlyph:
                return name, character
    return face, f"[U+{ord(character):04X}]"


def _candidates(face: str) -> Iterator[str]:
    yield face
    if _folder().joinpath(f"{_FALLBACK}.ttf").is_file():
        yield _FALLBACK


def _folder() -> Traversable:
    return files("hotline_desktop.resources").joinpath("fonts")


@cache
def _font(name: str) -> TTFont:
    font = TTFont(name, io.BytesIO(_folder().joinpath(f"{name}.ttf").read_bytes()))
    pdfmetrics.registerFont(font)
    return font
