"""Hostile directory files, text and JSON: what makes each, and the sentence it is refused with."""

import codecs
import os
import random
import sys
from pathlib import Path

HEAD = "ID,NAME,TELEPHONE,ADDRESS,CITY,STATE,COUNTY,X,Y"
SALEM = "7,SALEM POLICE DEPARTMENT,330-555-0101,1 MAIN ST,SALEM,OH,COLUMBIANA,-80.8,40.9"
TABLE = f"{HEAD}\n{SALEM}\n".encode()
ORGANIZATIONS = b"organization_uuid,organization_name\no1,Harbor Aid\n"
MEGA = 1024 * 1024
NOISE = random.Random(7).randbytes(MEGA)
QUOTE = f'{HEAD}\n1,"'.encode()


def plain(content, name="hostile.csv"):
    def make(folder):
        path = folder / name
        path.write_bytes(content() if callable(content) else content)
        return path

    return make


def rows(line, size):
    return HEAD.encode() + b"\n" + line * (size // len(line))


def sparse(folder):
    path = folder / "hostile.csv"
    with path.open("wb") as file:
        file.write(TABLE)
        file.truncate(200 * MEGA)
    return path


def link_out(folder):
    secret = folder / "secret"
    secret.write_bytes(ORGANIZATIONS)
    (folder / "in").mkdir()
    (folder / "in" / "organizations.csv").symlink_to(secret)
    return folder / "in"


def link_beside(folder):
    link_out(folder)
    (folder / "in" / "services.csv").write_text(
        "service_uuid,service_name,organization_uuid,organization_name\n"
    )
    return folder / "in" / "services.csv"


def link_round(folder):
    (folder / "hostile.csv").symlink_to(folder / "hostile.csv")
    return folder / "hostile.csv"


def pipe(folder):
    os.mkfifo(folder / "hostile.csv")
    return folder / "hostile.csv"


def pipe_in_a_folder(folder):
    (folder / "in").mkdir()
    os.mkfifo(folder / "in" / "organizations.csv")
    return folder / "in"


def folder_of(*names):
    def make(folder):
        (folder / "in").mkdir()
        for name in names:
            (folder / "in" / name).write_bytes(TABLE)
        return folder / "in"

    return make


def wide_quarter(text):
    """UTF-16 with half of a pair in it."""
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le") + b"\x00\xd8,\x00"


NO_FILE = {
    "nothing there": (lambda folder: folder / "none.csv", "cannot be read"),
    "a name that ends in NUL": (lambda folder: folder / "a\0b.csv", "cannot be read"),
    "a name of 4,000 letters": (lambda folder: folder / ("a" * 4000), "cannot be read"),
    "a link to itself": (link_round, "cannot be read"),
    "a link out of the folder": (link_out, "is a link"),
    "a link beside the file": (link_beside, "is a link"),
    "a pipe": (pipe, "not an ordinary file"),
    "a pipe in a folder": (pipe_in_a_folder, "not an ordinary file"),
    "a device": (lambda folder: Path("/dev/zero"), "not an ordinary file"),
    "a folder without any": (folder_of(), "folder holds no directory file"),
    "a folder of hidden files": (folder_of(".a.csv", "~$b.xlsx"), "folder holds no directory file"),
    "a folder of 61": (folder_of(*(f"{n}.csv" for n in range(61))), "too many files"),
    "200 MB": (sparse, "larger than 64 MB"),
}
"""What is no file, or none of a bearable size."""

KINDS = {
    "a program": (lambda: Path(sys.executable).read_bytes()[:MEGA], "NUL bytes"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "is a PDF"),
    "a page": (
        b"<!DOCTYPE html>\n<html><body><h1>Please sign in</h1></body></html>\n",
        "is a web page",
    ),
    "markup with entities": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>\n',
        "is a web page or XML",
    ),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "of the old kind"),
    "a database": (b"SQLite format 3\0" + bytes(4096), "is a database"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE[:999], "NUL bytes"),
    "an archive of bzip2": (b"BZh91AY&SY\x81" + bytes(b or 1 for b in NOISE[:9999]), "letters"),
    "an archive of xz": (b"\xfd7zXZ\0\0\x04" + NOISE[:999], "NUL bytes"),
    "an archive of 7z": (b"7z\xbc\xaf'\x1c\0\x04" + NOISE[:999], "NUL bytes"),
    "an archive of rar": (b"Rar!\x1a\x07\x01\0" + NOISE[:999], "NUL bytes"),
    "a tape archive": (b"list.csv".ljust(100, b"\0") + bytes(412) + TABLE, "NUL bytes"),
    "rich text": (rb"{\rtf1\ansi{\fonttbl}Larkspur House\par}", "is a text document"),
    "YAML": (b"- name: Larkspur House\n  phone: 330-555-0142\n", "columns of"),
    "a dump of SQL": (b"INSERT INTO agency VALUES (1, 'Larkspur');\n" * 9, "columns of"),
    "noise": (NOISE, "NUL bytes|letters"),
    "noise without NUL": (bytes(b or 1 for b in NOISE), "letters"),
}
"""Files of other kinds under the name of a table."""

TABLES = {
    "no bytes": (b"", "is empty"),
    "blank": (b"\n\n\n", "is empty"),
    "a mark and no more": (codecs.BOM_UTF8, "is empty"),
    "a mark of UTF-16 and no more": (codecs.BOM_UTF16_LE, "is empty"),
    "columns and no rows": (HEAD.encode() + b"\n", "no rows"),
    "columns and blank rows": (rows(b"\n", MEGA // 4), "no rows"),
    "blank rows without end": (lambda: rows(b"\n", 60 * MEGA), "more than 500,000 rows"),
    "half a million rows and one": (
        lambda: rows(b"\n", 500_000) + SALEM.encode() + b"\n\n", "more than 500,000 rows"
    ),
    "other columns": (b"a,b,c\n1,2,3\n", "columns of hostile.csv are not known: name one"),
    "columns without names": (b",,,,\n1,2,3,4,5\n", "columns|no table"),
    "columns of invisible names": ("\u200b,\u200b\n1,2\n".encode(), "columns|no table"),
    "501 columns": (b",".join(b"c%d" % n for n in range(501)) + b"\n", "more than 500"),
    "65,536 columns": (b",".join([b"c"] * 65_536) + b"\n", "more than 500"),
    "65,536 columns between tabs": (b"\t".join([b"n"] * 65_536) + b"\nx\n", "more than 500"),
    "columns named in 300 KB": (b"name " * 60_000 + b",phone\nx,y\n", "cell of|row of"),
    "an open quote in the columns": (b'name,"phone\nx,y\n' * 9, "columns|no table|no rows"),
    "sep= and no more": (b"sep=;\n", "no table|empty"),
    "NUL at the end": (TABLE + b"\0", "NUL bytes"),
    "NUL far down": (lambda: rows(SALEM.encode() + b"\n", 30 * MEGA) + b"\0", "NUL bytes"),
    "65 MB": (lambda: bytes(65 * MEGA), "larger than 64 MB"),
    "one line of 60 MB": (lambda: b"x" * (60 * MEGA), "row of more than"),
    "one line of 60 MB below": (lambda: TABLE + b"x" * (60 * MEGA), "row of more|cell of more"),
    "60 MB of commas": (lambda: rows(b",", 60 * MEGA), "row of more than"),
    "60 MB of semicolons": (lambda: b";" * (60 * MEGA), "row of more than|no table"),
    "60 MB of quotes": (lambda: rows(b'"', 60 * MEGA), "row of more than|cell of more than"),
    "60 MB of carriage returns": (lambda: TABLE + b"\r" * (60 * MEGA), "more than 500,000 rows"),
    "an open quote": (lambda: QUOTE + b"\n1,2,3" * (10 * MEGA), "cell of more than"),
    "a row without end": (lambda: QUOTE + b'\n","' * (12 * MEGA), "row of more than"),
    "a cell of 40 KB": (QUOTE + b"x" * 40_000 + b'"\n', "cell of more than 32,768"),
    "a number of 4 million digits": (rows(b"1" * 4_000_000, 4 * MEGA), "more than"),
    "half a UTF-16": (TABLE.decode().encode("utf-16")[:201], "damaged UTF-16"),
    "half a pair in UTF-16": (wide_quarter(TABLE.decode()), "damaged UTF-16"),
    "NUL in UTF-16": ((TABLE.decode() + "\0").encode("utf-16"), "damaged UTF-16"),
    "half a UTF-16 unmarked": (TABLE.decode().encode("utf-16-be")[:201], "NUL bytes"),
    "UTF-32": (TABLE.decode().encode("utf-32"), "UTF-32"),
    "EBCDIC": (TABLE.decode().encode("cp500") + b"\x81\xff", "letters"),
    "letters of no alphabet": (TABLE + "日本".encode("shift-jis") + b"\x81", "letters"),
    "overlong letters": (TABLE + b"\xc0\x80\xe0\x80\x81\n", "letters"),
}  # fmt: skip
"""Tables in text that are too much, or none."""

JSON = {
    "deep JSON": (b"[" * 200_000 + b"{}" + b"]" * 200_000, "nested too deeply"),
    "deep objects": (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "nested too deeply"),
    "deep JSON of both": (b'[{"a":' * 100_000 + b"1" + b"}]" * 100_000, "nested too deeply"),
    "very many values": (lambda: b'{"a":[' + b"1," * (10 * MEGA) + b"1]}", "more values"),
    "very many lists": (lambda: b"[" + b"{}," * (8 * MEGA) + b"{}]", "more values"),
    "very many keys": (
        lambda: b"[{" + b",".join(b'"k%d":"v"' % n for n in range(200_000)) + b"}]", "more than 500"
    ),
    "40 MB": (lambda: b'[{"name":"' + b"x" * (40 * MEGA) + b'"}]', "larger than 32"),
    "30 MB in one word": (lambda: b'[{"name":"' + b"x" * (30 * MEGA) + b'"}]', "cell of more"),
    "30 MB in one key": (lambda: b'[{"' + b"x" * (30 * MEGA) + b'":"name"}]', "columns|more than"),
    "30 MB of marks": (lambda: b'[{"name":"' + rb"\u202e" * (5 * MEGA) + b'"}]', "cell of more"),
    "NaN": (b'[{"name": NaN}]', "no number"),
    "an infinite number": (b'[{"name": -Infinity}]', "no number"),
    "a number of 4 million digits": (
        lambda: b'[{"name": ' + b"1" * 4_000_000 + b"}]", "cell of more"
    ),
    "a key twice": (b'[{"name": "a", "name": "b"}]', "one key twice"),
    "a key twice, far in": (b'[{"name": "a", "x": [{"y": 1, "y": 2}]}]', "one key twice"),
    "half of it": (b'[{"name": "Larkspur"', "damaged"),
    "words behind it": (b'[{"name": "Larkspur"}] and more', "damaged"),
    "a broken line of many": (b'{"name": "Larkspur"}\n{"name": "Harb\n', "damaged"),
    "a comment": (b'[{"name": "Larkspur"} /* x */]', "damaged"),
    "single quotes": (b"[{'name': 'Larkspur'}]", "damaged"),
    "a control letter": (b'[{"name": "Larkspur\x07"}]', "damaged"),
    "NUL": (b'[{"name": "Larkspur\0"}]', "damaged"),
    "letters of no alphabet": (b'[{"name": "Larkspur\xff\x81"}]', "letters"),
    "half a UTF-16": ('[{"name": "Larkspur"}]'.encode("utf-16")[:-1], "letters"),
    "no record": (b"[]", "no list of records"),
    "nothing named": (b"{}", "columns|no list|no rows"),
    "lists of lists": (b"[[[1, 2], [3]], [[]]]", "no list of records"),
    "records that are none": (b"[null, 7, true]", "columns of|no list of records"),
    "a map without features": (b'{"type": "FeatureCollection"}', "no features"),
    "a map of no list": (b'{"type": "FeatureCollection", "features": 7}', "no features"),
    "a topology": (b'{"type": "Topology", "arcs": [[[0, 0]]]}', "columns of|no list"),
    "a place in itself 40 times": (
        b'[{"id": "s", "name": "n", "status": "active", "organization": '
        + b'{"id": "o", "services": [{"id": "s", "organization": ' * 20 + b"null"
        + b"}]}" * 20 + b"}]",
        "nested too deeply",
    ),
}  # fmt: skip
"""JSON that is too much, or none."""
