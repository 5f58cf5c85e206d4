"""Sets the words on US Letter pages; takes text as text, never as markup, and signs nothing."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Table
from reportlab.platypus.paraparser import ParaFrag

from hotline_desktop.models.referral import Referral
from hotline_desktop.packet.glyphs import FONTS, pieces, ready, shown
from hotline_desktop.packet.tagging import Element, TaggedCanvas, TaggedParagraph
from hotline_desktop.packet.wording import (
    Face,
    Kind,
    Rows,
    Run,
    Text,
    blocks,
    page_line,
    running_line,
)

SIDE, TOP, FOOT = 58.0, 62.0, 62.0
"""Margins in points."""

FOOT_SIZE = 8.0

COLUMNS = (132.0, 236.0, 128.0)
BAND = "EXERCISE \u2013 NOT REAL \u2013 EXERCISE"

_INK, _QUIET = HexColor("#16191d"), HexColor("#4a4f57")
_PLAIN = FONTS[Face.PLAIN]


class _Look(NamedTuple):
    """Size and leading in points, space before and after, tag, face and colour of a kind."""

    size: float
    leading: float
    before: float
    after: float
    tag: str
    face: Face = Face.PLAIN
    colour: Any = _INK


_LOOKS = {
    Kind.TITLE: _Look(8.5, 12, 0, 5, "H1", colour=_QUIET),
    Kind.FIRST: _Look(20, 25, 4, 5, "H2", Face.BOLD),
    Kind.HEADING: _Look(14, 18, 15, 4, "H2", Face.BOLD),
    Kind.LEAD: _Look(12.5, 18.5, 0, 4, "P"),
    Kind.BODY: _Look(10.5, 15, 0, 4, "P"),
    Kind.SMALL: _Look(8.5, 12.5, 0, 3.5, "P", colour=_QUIET),
    Kind.SOURCE: _Look(8.5, 13, 0, 0, "P", colour=_QUIET),
}
_STYLES = {
    kind: ParagraphStyle(
        kind,
        fontName=FONTS[look.face],
        fontSize=look.size,
        leading=look.leading,
        spaceBefore=look.before,
        spaceAfter=look.after,
        textColor=look.colour,
        keepWithNext=int(look.tag == "H2"),
        # A heading may begin a page, a lone line of a paragraph may not.
        allowWidows=0,
        allowOrphans=0,
        # Some names are one long word: cut it rather than let it run off the page.
        splitLongWords=1,
    )
    for kind, look in _LOOKS.items()
}


class Laid(NamedTuple):
    """An unsigned file, its structure tree, and the element of each mark on each page."""

    pdf: bytes
    root: Element
    marks: list[list[Element]]


def lay_out(referral: Referral) -> Laid:
    """Set a referral; the same referral gives the same bytes."""
    ready()
    root = Element("Document")
    buffer = io.BytesIO()
    made: list[TaggedCanvas] = []

    def canvas(*arguments: Any, **settings: Any) -> TaggedCanvas:  # noqa: ANN401  # reportlab's own
        settings.update(pageCompression=1, pdfVersion=(1, 7), initialFontName=_PLAIN)
        drawn = TaggedCanvas(*arguments, **settings)
        drawn.furniture = lambda *place: _furniture(referral, *place)
        made.append(drawn)
        return drawn

    width, height = letter
    frame = Frame(SIDE, FOOT, width - 2 * SIDE, height - TOP - FOOT, 0, 0, 0, 0)
    document = BaseDocTemplate(buffer, pagesize=letter, invariant=1)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(list(_flowables(referral, root)), canvasmaker=canvas)
    return Laid(buffer.getvalue(), root, made[-1].marks)


def intended_text(referral: Referral) -> list[str]:
    """Give every line of content the pages must show, and nothing else, in reading order."""
    found: list[str] = []
    for block in blocks(referral):
        rows = block.rows if isinstance(block, Rows) else ((block,),)
        found.extend("".join(shown(run) for run in text.runs) for row in rows for text in row)
    return found


def page_furniture(referral: Referral, page: int, pages: int) -> list[str]:
    """Give the words that surround the content of one page (1 to ``pages``)."""
    number = _fitted(page_line(referral, page, pages), letter[0] / 3)
    foot = _fitted(running_line(referral), letter[0] * 2 / 3 - 2 * SIDE - 12)
    band = [BAND] if referral.exercise else []
    return [*band, foot, number]


def _flowables(referral: Referral, root: Element) -> Iterator[Any]:
    for block in blocks(referral):
        yield _rows(block, root) if isinstance(block, Rows) else _paragraph(block, root)


def _paragraph(text: Text, parent: Element, tag: str = "", scope: str = "") -> TaggedParagraph:
    style = _STYLES[text.kind]
    drawn = TaggedParagraph("", style, frags=_fragments(text, style))
    drawn.element = Element(tag or _LOOKS[text.kind].tag, scope=scope)
    parent.kids.append(drawn.element)
    return drawn


def _fragments(text: Text, style: ParagraphStyle) -> list[ParaFrag]:
    """Make reportlab's fragments ourselves: its markup parser would open files for an <img>."""
    return [
        ParaFrag(
            text=words,
            fontName=font,
            fontSize=style.fontSize,
            textColor=style.textColor,
            bold=0,
            italic=0,
            rise=0,
            greek=0,
            link=[],
            us_lines=[],
        )
        for run in text.runs
        for font, words in pieces(run)
    ]


def _rows(block: Rows, parent: Element) -> Table:
    table = Element("Table")
    parent.kids.append(table)
    cells = []
    for row in block.rows:
        line = Element("TR")
        table.kids.append(line)
        head, body, source = row
        cells.append(
            [
                _paragraph(head, line, "TH", "Row"),
                _paragraph(body, line, "TD"),
                _paragraph(source, line, "TD"),
            ]
        )
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (1, -1), 1.5),
        # The smaller words stand on the same line as the larger ones beside them.
        ("TOPPADDING", (2, 0), (2, -1), 3.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        # Without it reportlab names its own unembedded font.
        ("FONTNAME", (0, 0), (-1, -1), _PLAIN),
    ]
    return Table(cells, colWidths=COLUMNS, style=style, splitInRow=1, spaceAfter=4)


def _furniture(referral: Referral, canvas: TaggedCanvas, page: int, pages: int) -> None:
    width, height = letter
    *band, foot, number = page_furniture(referral, page, pages)
    canvas.saveState()
    for words in band:
        canvas.setFillColor(_INK)
        canvas.rect(0, height - 30, width, 30, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFont(FONTS[Face.BOLD], 11)
        canvas.drawCentredString(width / 2, height - 19.5, words)
    canvas.setFillColor(_QUIET)
    _line(canvas, SIDE, foot)
    _line(canvas, width - SIDE - _width(number), number)
    canvas.restoreState()


def _line(canvas: TaggedCanvas, x: float, words: str) -> None:
    for font, part in pieces(Run(words)):
        canvas.setFont(font, FOOT_SIZE)
        canvas.drawString(x, 34, part)
        x += stringWidth(part, font, FOOT_SIZE)


def _fitted(words: str, room: float) -> str:
    """Shorten a line to its room at the foot of the page (points)."""
    line = shown(Run(words[:400]))
    while _width(line) > room:
        line = line[: -max(2, len(line) // 20)].rstrip() + "\u2026"
    return line


def _width(words: str) -> float:
    return sum(float(stringWidth(part, font, FOOT_SIZE)) for font, part in pieces(Run(words)))
