"""Hostile archives and workbooks: what makes each, and the sentence it is refused with."""

import gzip
import io
import stat
import struct
import zipfile

import openpyxl

from tests.kit.hostile_files import MEGA, NOISE, TABLE, plain

FEW = b"name,phone\nLarkspur,330-555-0142\n"


def archive(*members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in members:
            made.writestr(name, content() if callable(content) else content)
    return stream.getvalue()


def packed(*members, method=zipfile.ZIP_DEFLATED, spoil=lambda data: data):
    return plain(lambda: spoil(archive(*members, method=method)), "hostile.zip")


def lying(data):
    """An archive whose list says ten bytes where there are very many."""
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 10) + data[at + 28 :]


def locked(data):
    at = data.rfind(b"PK\x01\x02")
    return data[:6] + b"\x01\x00" + data[8 : at + 8] + b"\x01\x00" + data[at + 10 :]


def scrambled(data):
    return data[:60] + bytes(b ^ 0x55 for b in data[60:400]) + data[400:]


def wrong_sum(data):
    at = data.rfind(b"PK\x01\x02")
    return (
        data[:14] + b"\x07\x07\x07\x07" + data[18 : at + 16] + b"\x07\x07\x07\x07" + data[at + 20 :]
    )


def overlapping(times):
    """One packed member that the archive's list names very often."""

    def make():
        data = archive(("services.csv", b"x" * (4 * MEGA)))
        at, end = data.rfind(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
        names = data[at:end] * times
        counts = struct.pack("<HHII", times, times, len(names), at)
        return data[:at] + names + data[end : end + 8] + counts + data[end + 20 :]

    return plain(make, "hostile.zip")


def link_inside(folder):
    path = folder / "hostile.zip"
    with zipfile.ZipFile(path, "w") as made:
        link = zipfile.ZipInfo("services.csv")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    return path


def gz_of_gz(times):
    data = FEW
    for _ in range(times):
        data = gzip.compress(data, 1)
    return data


def gz_with(flags, more):
    return b"\x1f\x8b\x08" + bytes([flags]) + bytes(6) + more


ARCHIVES = {
    "half an archive": (packed(("services.csv", NOISE), spoil=lambda d: d[:-200]), "damaged"),
    "an archive by name": (plain(b"PK\x03\x04" + NOISE), "damaged"),
    "an archive of nothing": (plain(archive(), "hostile.zip"), "NUL bytes"),
    "a scrambled archive": (packed(("services.csv", TABLE * 99), spoil=scrambled), "damaged"),
    "an archive with a wrong sum": (packed(("services.csv", TABLE), spoil=wrong_sum), "damaged"),
    "a locked archive": (packed(("services.csv", TABLE), spoil=locked), "password"),
    "an archive packed oddly": (
        packed(("services.csv", TABLE), method=zipfile.ZIP_LZMA), "unusual"
    ),
    "an archive of others": (packed(("readme.md", b"hello")), "no directory file"),
    "an archive that begins as a program": (
        packed(("services.csv", TABLE), spoil=lambda d: b"MZ\0\0" + d), "NUL bytes"
    ),
    "paths out of an archive": (
        packed(("../../../etc/passwd", b"root"), ("/etc/shadow", b"root")), "no directory file"
    ),
    "a path out, called a list": (packed(("../../../tmp/services.csv", NOISE)), "NUL|letters"),
    "a link in an archive": (link_inside, "columns of|no table"),
    "an open document": (
        packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
               ("content.xml", b"<x/>")), "open document"
    ),
    "an archive in an archive": (packed(("services.csv", b"PK\x03\x04\0\0")), "another archive"),
    "archives in archives": (
        packed(("a.csv", lambda: archive(("b.csv", archive(("c.csv", TABLE)))))), "another archive"
    ),
    "a bomb": (packed(("services.csv", lambda: bytes(100 * MEGA))), "holds too much"),
    "a bomb of many": (
        packed(*((f"{n}/services.csv", lambda: b"x" * (9 * MEGA)) for n in range(9))), "too much"
    ),
    "a lying bomb": (
        packed(("services.csv", lambda: b"x" * (90 * MEGA)), spoil=lying), "damaged|row of more"
    ),
    "one member under 50 names": (overlapping(50), "too much"),
    "one member under 5,000 names": (overlapping(5000), "too much|no directory"),
    "very many names": (packed(*((f"{n:060}", b"") for n in range(11_000))), "too many files"),
    "very many tables": (
        packed(*((f"{n}/services.csv", b"") for n in range(70))), "no directory"
    ),
    "a bomb in gzip": (plain(lambda: gzip.compress(bytes(100 * MEGA))), "larger than 64|NUL"),
    "a bomb of letters in gzip": (
        plain(lambda: gzip.compress(TABLE + b"x,\n" * (23 * MEGA))), "larger than 64"
    ),
    "a bomb in gzip in an archive": (
        packed(("services.csv.gz", lambda: gzip.compress(bytes(100 * MEGA)))), "another archive"
    ),
    "half a gzip": (plain(lambda: gzip.compress(NOISE)[:-9]), "damaged|letters|NUL"),
    "gzip of gzip": (plain(lambda: gz_of_gz(2)), "packed twice"),
    "gzip of gzip 500 times": (plain(lambda: gz_of_gz(500)), "packed twice"),
    "a gzip with a wrong sum": (
        plain(lambda: gzip.compress(TABLE)[:-8] + bytes(8)), "damaged"
    ),
    "a gzip with a name without end": (
        plain(lambda: gz_with(8, b"x" * (60 * MEGA))), "damaged|unusual"
    ),
    "a gzip of very many empty ones": (
        plain(lambda: gzip.compress(b"", 1) * (2 * MEGA)), "damaged|empty|unusual"
    ),
    "a gzip of another method": (plain(b"\x1f\x8b\x07" + bytes(20)), "damaged"),
}  # fmt: skip
"""Archives that are too much, or lie."""


TYPES = b"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""


def workbook(**changed):
    """A small workbook; parts by the end of their name are put in place of its own."""
    book = openpyxl.Workbook()
    for line in FEW.decode().split():
        book.active.append(line.split(","))
    stream = io.BytesIO()
    book.save(stream)
    source = zipfile.ZipFile(stream)
    parts = {name: source.read(name) for name in source.namelist()}
    for told, change in changed.items():
        name = next((n for n in parts if n.endswith(f"{told}.xml")), f"xl/{told}.xml")
        parts[name] = change(parts.get(name, b"")) if callable(change) else change
    return archive(*parts.items())


def book(spoil=lambda data: data, **changed):
    return plain(lambda: spoil(workbook(**changed)), "hostile.xlsx")


def sheet(inside, before=b'<?xml version="1.0"?>'):
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        before
        + b'<worksheet xmlns="'
        + space
        + b'"><sheetData>'
        + inside
        + b"</sheetData></worksheet>"
    )


def cell(where, words):
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (where, words)


NAMED = b'<c t="inlineStr"><is><t>name</t></is></c>'
TOP = (
    b'<row r="1">' + cell(b"A1", b"name") + cell(b"B1", b"phone") + cell(b"C1", b"city") + b"</row>"
)
LAUGHS = (
    b"<!DOCTYPE l ["
    + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def sharing(folder):
    """One text of 30,000 letters, and very many cells that say it."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (space, b"x" * 30_000)
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n)
                    for n in range(2, 10_000))  # fmt: skip
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    types = {"[Content_Types]": lambda data: data.replace(b"</Types>", told)}
    return book(sheet1=sheet(TOP + rows), sharedStrings=shared, **types)(folder)


def elsewhere(folder):
    """A sheet under a name that is no markup's, very large."""
    source = zipfile.ZipFile(io.BytesIO(workbook()))
    parts = {name: source.read(name) for name in source.namelist()}
    del parts["xl/worksheets/sheet1.xml"]
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"sheet1.xml", b"sheet1.dat")
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"sheet1.xml", b"sheet1.dat")
    parts["xl/worksheets/sheet1.dat"] = sheet(TOP + b"<row><c/></row>" * (12 * MEGA))
    path = folder / "hostile.xlsx"
    path.write_bytes(archive(*parts.items()))
    return path


TOO_MUCH = "holds too much"
WORKBOOKS = {
    "a workbook without sheets": (
        packed(("[Content_Types].xml", b""), ("a.csv", TABLE)), "opened as a workbook"
    ),
    "a text document": (
        packed(("[Content_Types].xml", TYPES), ("word/document.xml", b"<x/>")), "as a workbook"
    ),
    "half a workbook": (book(lambda data: data[:-400]), "damaged|as a workbook"),
    "a workbook of noise": (book(sheet1=NOISE[:9999]), "workbook|markup"),
    "an empty sheet": (book(sheet1=sheet(b"")), "no sheet with a table"),
    "a sheet cut short": (book(sheet1=lambda data: data[:-99]), "as a workbook"),
    "a workbook with entities": (
        packed(("[Content_Types].xml", b"<x/>"),
               ("xl/workbook.xml", b'<!DOCTYPE l [<!ENTITY a "aa">]><x>&a;</x>')), "markup"
    ),
    "a sheet with a billion laughs": (book(sheet1=sheet(cell(b"A1", b"&a9;"), LAUGHS)), "markup"),
    "laughs in UTF-16": (
        book(sheet1=sheet(cell(b"A1", b"&a9;"), LAUGHS).decode().encode("utf-16")), "markup"
    ),
    "laughs far down": (
        book(sheet1=b" " * (400_000 - 5) + sheet(cell(b"A1", b"&a9;"), LAUGHS)), "markup"
    ),
    "a sheet that reads a file": (book(sheet1=sheet(cell(b"A1", b"&f;"), OUTSIDE)), "markup"),
    "strings that read a file": (book(sharedStrings=OUTSIDE + b"<sst>&f;</sst>"), "markup"),
    "a workbook bomb": (
        packed(("[Content_Types].xml", b"<x/>"), ("xl/a.xml", lambda: bytes(100 * MEGA))), TOO_MUCH
    ),
    "a workbook of very many cells": (
        packed(("[Content_Types].xml", b"<x/>"), ("a.xml", lambda: b"<c/>" * (3 * MEGA))), TOO_MUCH
    ),
    "very many cells in a space": (
        book(sheet1=lambda _: sheet(TOP + b'<x:v xmlns:x="x">' + b"<x:c/>" * (10 * MEGA))), TOO_MUCH
    ),
    "a sheet under another name": (elsewhere, TOO_MUCH),
    "a tag of 30 MB": (
        book(sheet1=lambda _: sheet(b'<row foo="%s"/>' % (b"x" * (30 * MEGA)))), TOO_MUCH
    ),
    "a remark of 30 MB": (
        book(sheet1=lambda _: sheet(b"<!--%s-->" % (b"x" * (30 * MEGA)))), TOO_MUCH
    ),
    "a text of 60 MB of line ends": (
        book(sheet1=lambda _: sheet(cell(b"A1", b"\n" * (60 * MEGA)))), TOO_MUCH
    ),
    "380,000 styles": (
        book(styles=lambda _: b"<styleSheet>" + b"<xf/>" * 380_000 + b"</styleSheet>"), TOO_MUCH
    ),
    "380,000 parts": (
        book(**{"[Content_Types]": lambda data: data.replace(
            b"</Types>", b'<Override PartName="/a" ContentType="b"/>' * 380_000 + b"</Types>")}),
        TOO_MUCH,
    ),
    "styles paid for by words of another member": (
        packed(("a.txt", b"row " * (4 * MEGA)), ("[Content_Types].xml", b"<x/>"),
               ("xl/styles.xml", lambda: b"<xf/>" * (3 * MEGA))), TOO_MUCH
    ),
    "very many styles": (book(styles=lambda _: b"<styleSheet>" + b"<xf/>" * (10 * MEGA)), TOO_MUCH),
    "very many kinds": (
        book(**{"[Content_Types]": lambda _: b"<Types>" + b"<Default/>" * (5 * MEGA)}), TOO_MUCH
    ),
    "one text in 10,000 cells": (sharing, TOO_MUCH),
    "row two billion": (
        book(sheet1=sheet(TOP + b'<row r="2000000000">' + cell(b"A2", b"x") + b"</row>")),
        "more than 500,000 rows|as a workbook",
    ),
    "nothing before row two billion": (
        book(sheet1=sheet(b'<row r="2000000000">' + cell(b"A2000000000", b"name") + b"</row>")),
        "rows|as a workbook",
    ),
    "5,000 rows that end at XFD": (
        book(sheet1=lambda _: sheet(TOP + b"".join(
            b'<row r="%d">%s</row>' % (n, cell(b"XFD%d" % n, b"x")) for n in range(2, 5_000)))),
        TOO_MUCH,
    ),
    "a cell at ZZZZZ": (
        book(sheet1=sheet(TOP + b"<row>" + cell(b"ZZZZZ2", b"x") + b"</row>")), "as a workbook"
    ),
    "501 columns in a sheet": (
        book(sheet1=sheet(b"<row>" + NAMED * 501 + b"</row>")), "more than 500"
    ),
    "a text that is not there": (
        book(sheet1=sheet(TOP + b'<row r="2"><c r="A2" t="s"><v>99</v></c></row>')), "as a workbook"
    ),
    "a cell of 40,000 letters": (
        book(sheet1=sheet(TOP + b"<row>" + cell(b"A2", b"x" * 40_000) + b"</row>")), "cell of more"
    ),
    "a workbook of columns": (book(sheet1=sheet(TOP)), "no rows|no sheet"),
}  # fmt: skip
"""Workbooks that are too much, or lie."""
