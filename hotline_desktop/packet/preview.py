"""Draws the pages as they will print, for the screen; signs nothing and writes no file."""

import io

import pypdfium2

from hotline_desktop.models.referral import Referral
from hotline_desktop.packet.layout import lay_out

NARROWEST, WIDEST = 50, 4_000
"""Pixels across a page."""


def draw(referral: Referral, width: int) -> tuple[bytes, ...]:
    """Give every page as PNG, ``width`` pixels across (kept within 50 to 4,000)."""
    width = min(max(width, NARROWEST), WIDEST)
    document = pypdfium2.PdfDocument(lay_out(referral).pdf)
    try:
        return tuple(_png(page, width) for page in document)
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, width: int) -> bytes:
    image = page.render(scale=width / page.get_width()).to_pil()
    out = io.BytesIO()
    # Level 1: the picture lives a few seconds, and the advocate is waiting for it.
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()
