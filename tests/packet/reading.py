"""Reading a produced file back with tools we did not write."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

from hotline_desktop.models.referral import Referral
from hotline_desktop.packet.layout import intended_text, page_furniture


def poppler_pages(pdf: bytes) -> list[str]:
    """The text of every page as pdftotext gives it, in the order of drawing."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60)
    return done.stdout.decode().split("\f")[:-1]


def pdfium_pages(pdf: bytes) -> list[str]:
    """The text of every page as pdfium gives it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        # U+FFFE stands for a hyphen at the end of a line.
        return [p.get_textpage().get_text_bounded().replace("\ufffe", "-") for p in document]
    finally:
        document.close()


def words(text: str) -> str:
    """Line breaks and runs of spaces as one space."""
    return re.sub(r"\s+", " ", text).strip()


def solid(text: str) -> str:
    """No white space at all: a word too long for a line is cut without a hyphen."""
    return re.sub(r"\s+", "", text)


def content(pages: list[str], told: Referral, plain=words) -> str:
    """What pages show without their furniture, which must stand at the end of each."""
    found = []
    for number, page in enumerate(pages, 1):
        text = plain(page)
        *band, foot, line = page_furniture(told, number, len(pages))
        around = plain(" ".join([*band, foot, line]))
        assert text.endswith(around), (text[-200:], around)
        found.append(text[: -len(around)])
    return plain(" ".join(found))


def intended(told: Referral, plain=words) -> str:
    """What the pages should show."""
    return plain(" ".join(intended_text(told)))


def everything(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """Every byte that could hold words: the raw file, each object, each decoded stream."""
    yield "file", pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            where = str(item.objgen)
            yield f"object {where}", item.unparse(resolved=True)
            yield f"strings {where}", b"\n".join(_strings(item))
            if isinstance(item, pikepdf.Stream):
                decoded = item.read_bytes()
                yield f"stream {where}", decoded
                yield f"text {where}", b"".join(re.findall(rb"\(((?:[^()\\]|\\.)*)\)", decoded))
        for name, attached in opened.attachments.items():
            yield f"attachment {name}", attached.get_file().read_bytes()


def _strings(item: object) -> Iterator[bytes]:
    if isinstance(item, pikepdf.String):
        yield bytes(item)
        yield str(item).encode()
    elif isinstance(item, pikepdf.Array):
        for each in list(item):
            yield from _strings(each) if not _is_indirect(each) else ()
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for _, each in item.items():
            yield from _strings(each) if not _is_indirect(each) else ()


def _is_indirect(item: object) -> bool:
    return isinstance(item, pikepdf.Object) and item.is_indirect


def forms(value: str) -> set[bytes]:
    """How a value may stand in bytes."""
    encoded = {value.encode(name) for name in ("utf-8", "utf-16-be", "utf-16-le")}
    lower = {value.casefold().encode(), value.encode().hex().encode()}
    return encoded | lower | {f.hex().upper().encode() for f in encoded}


def hits(pdf: bytes, values: list[str]) -> set[str]:
    """Which values stand anywhere in a file, its pages' text included."""
    shown = "".join(poppler_pages(pdf) + pdfium_pages(pdf))
    blobs = [*everything(pdf), ("pages", solid(shown).encode())]
    found = set()
    for value in values:
        for form in forms(value):
            if any(form in blob or form in blob.lower() for _, blob in blobs):
                found.add(value)
    return found


def run(command: list[str], file: Path) -> str:
    """What a tool says of a file; it must not fail."""
    done = subprocess.run([*command, str(file)], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()
