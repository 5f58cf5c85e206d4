"""Hostile files through the real child: one sentence, soon, in little memory, vault unchanged."""

import gzip
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.errors import BadInputError
from hotline_desktop.places.gazetteer import Gazetteer
from tests.actions.test_import_directory import HEAD, SALEM, everything
from tests.hands.shared_files import AGENCIES, shared

SECONDS = 2.0
MEMORY = 200 * 1024
TABLE = f"{HEAD}\n{SALEM}\n".encode()
ORGANIZATIONS = b"organization_uuid,organization_name\no1,Harbor Aid\n"
MEGA = 1024 * 1024


def plain(content):
    def make(folder):
        path = folder / "hostile.csv"
        path.write_bytes(content() if callable(content) else content)
        return path

    return make


def sparse(folder):
    path = folder / "hostile.csv"
    with path.open("wb") as file:
        file.write(TABLE)
        file.truncate(200 * MEGA)
    return path


def packed(*members, method=zipfile.ZIP_DEFLATED):
    def make(folder):
        path = folder / "hostile.zip"
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, content in members:
                archive.writestr(name, content() if callable(content) else content)
        return path

    return make


def spoilt(make, spoil):
    def made(folder):
        path = make(folder)
        path.write_bytes(spoil(path.read_bytes()))
        return path

    return made


def lying(data):
    """An archive whose list says ten bytes where there are very many."""
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 10) + data[at + 28 :]


def locked(data):
    at = data.rfind(b"PK\x01\x02")
    return data[:6] + b"\x01\x00" + data[8 : at + 8] + b"\x01\x00" + data[at + 10 :]


def scrambled(data):
    return data[:60] + bytes(b ^ 0x55 for b in data[60:400]) + data[400:]


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


def pipe(folder):
    os.mkfifo(folder / "hostile.csv")
    return folder / "hostile.csv"


def empty_folder(folder):
    (folder / "in").mkdir()
    return folder / "in"


def rows(line, size):
    return HEAD.encode() + b"\n" + line * (size // len(line))


NOISE = random.Random(7).randbytes(MEGA)
QUOTE = f'{HEAD}\n1,"'.encode()

HOSTILE = {
    "nothing there": (lambda folder: folder / "none.csv", "cannot be read"),
    "no bytes": (plain(b""), "is empty"),
    "blank": (plain(b"\n\n\n"), "is empty"),
    "columns and no rows": (plain(HEAD.encode() + b"\n"), "no rows"),
    "columns and blank rows": (plain(rows(b"\n", MEGA // 4)), "no rows"),
    "blank rows without end": (plain(lambda: rows(b"\n", 60 * MEGA)), "more than 500,000 rows"),
    "other columns": (plain(b"a,b,c\n1,2,3\n"), "columns of hostile.csv are not known: name one"),
    "501 columns": (plain(b",".join(b"c%d" % n for n in range(501)) + b"\n"), "more than 500"),
    "NUL at the end": (plain(TABLE + b"\0"), "NUL bytes"),
    "NUL far down": (plain(lambda: rows(SALEM.encode() + b"\n", 30 * MEGA) + b"\0"), "NUL bytes"),
    "200 MB": (sparse, "larger than 64 MB"),
    "65 MB": (plain(lambda: bytes(65 * MEGA)), "larger than 64 MB"),
    "one line of 60 MB": (plain(lambda: b"x" * (60 * MEGA)), "row of more than"),
    "60 MB of commas": (plain(lambda: rows(b",", 60 * MEGA)), "row of more than"),
    "60 MB of quotes": (plain(lambda: rows(b'"', 60 * MEGA)), "row of more than|cell of more than"),
    "an open quote": (plain(lambda: QUOTE + b"\n1,2,3" * (10 * MEGA)), "cell of more than"),
    "a row without end": (plain(lambda: QUOTE + b'\n","' * (12 * MEGA)), "row of more than"),
    "a cell of 40 KB": (plain(QUOTE + b"x" * 40_000 + b'"\n'), "cell of more than 32,768"),
    "a number of 4 million digits": (plain(rows(b"1" * 4_000_000, 4 * MEGA)), "more than"),
    "half a UTF-16": (plain(TABLE.decode().encode("utf-16")[:201]), "damaged UTF-16"),
    "half a UTF-16 unmarked": (plain(TABLE.decode().encode("utf-16-be")[:201]), "NUL bytes"),
    "UTF-32": (plain(TABLE.decode().encode("utf-32")), "UTF-32"),
    "letters of no alphabet": (plain(TABLE + "日本".encode("shift-jis") + b"\x81"), "letters"),
    "noise": (plain(NOISE), "NUL bytes|letters"),
    "noise without NUL": (plain(bytes(b or 1 for b in NOISE)), "letters"),
    "a program": (plain(lambda: Path(sys.executable).read_bytes()[:MEGA]), "NUL bytes"),
    "a PDF": (plain(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), "columns of"),
    "a folder without any": (empty_folder, "folder holds no directory file"),
    "a link out of the folder": (link_out, "is a link"),
    "a link beside the file": (link_beside, "is a link"),
    "a pipe": (pipe, "not an ordinary file"),
    "a device": (lambda folder: Path("/dev/zero"), "not an ordinary file"),
    "half an archive": (spoilt(packed(("services.csv", NOISE)), lambda d: d[:-200]), "damaged"),
    "an archive by name": (plain(b"PK\x03\x04" + NOISE), "damaged"),
    "a scrambled archive": (spoilt(packed(("services.csv", TABLE * 99)), scrambled), "damaged"),
    "a locked archive": (spoilt(packed(("services.csv", TABLE)), locked), "password"),
    "an archive packed oddly": (
        packed(("services.csv", TABLE), method=zipfile.ZIP_LZMA), "unusual"
    ),
    "an archive of others": (packed(("readme.md", b"hello")), "no directory file"),
    "a workbook": (packed(("[Content_Types].xml", b""), ("a.csv", TABLE)), "opened as a workbook"),
    "an archive in an archive": (packed(("services.csv", b"PK\x03\x04\0\0")), "another archive"),
    "a bomb": (packed(("services.csv", lambda: bytes(300 * MEGA))), "holds too much"),
    "a bomb of many": (
        packed(*((f"{n}/services.csv", lambda: b"x" * (9 * MEGA)) for n in range(9))), "too much"
    ),
    "a lying bomb": (
        spoilt(packed(("services.csv", lambda: b"x" * (90 * MEGA))), lying), "damaged|row of more"
    ),
    "very many names": (packed(*((f"{n:060}", b"") for n in range(11_000))), "too many files"),
    "deep JSON": (plain(b"[" * 200_000 + b"{}" + b"]" * 200_000), "nested too deeply"),
    "deep objects": (plain(b'{"a":' * 200_000 + b"1" + b"}" * 200_000), "nested too deeply"),
    "JSON of very many values": (
        plain(lambda: b'{"a":[' + b"1," * (10 * MEGA) + b"1]}"), "more values"
    ),
    "JSON of very many lists": (plain(lambda: b"[" + b"{}," * (8 * MEGA) + b"{}]"), "more values"),
    "40 MB of JSON": (plain(lambda: b'[{"name":"' + b"x" * (40 * MEGA) + b'"}]'), "larger than 32"),
    "JSON with NaN": (plain(b'[{"name": NaN}]'), "no number"),
    "JSON with a number of 4 million digits": (
        plain(lambda: b'[{"name": ' + b"1" * 4_000_000 + b"}]"), "cell of more"
    ),
    "JSON with a key twice": (plain(b'[{"name": "a", "name": "b"}]'), "one key twice"),
    "half a JSON": (plain(b'[{"name": "Larkspur"'), "damaged"),
    "a bomb in gzip": (plain(lambda: gzip.compress(bytes(300 * MEGA))), "larger than 64|NUL"),
    "half a gzip": (plain(lambda: gzip.compress(NOISE)[:-9]), "damaged|letters|NUL"),
    "a workbook with entities": (
        packed(
            ("[Content_Types].xml", b"<x/>"),
            ("xl/workbook.xml", b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'),
        ),
        "markup",
    ),
    "a workbook bomb": (
        packed(("[Content_Types].xml", b"<x/>"), ("xl/a.xml", lambda: bytes(300 * MEGA))),
        "holds too much",
    ),
    "a workbook of very many cells": (
        packed(("[Content_Types].xml", b"<x/>"), ("xl/a.xml", lambda: b"<c/>" * (3 * MEGA))),
        "holds too much",
    ),
    "very many tables": (packed(*((f"{n}/services.csv", b"") for n in range(70))), "no directory"),
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.mark.parametrize("name", HOSTILE)
def test_one_sentence_soon_and_nothing_written(name, bare, gazetteer, tmp_path):
    make, sentence = HOSTILE[name]
    path = make(tmp_path)
    before = everything(bare.vault)
    took = []
    for _ in range(2):  # the machine may be busy once
        began = time.monotonic()
        with pytest.raises(BadInputError, match=sentence) as refused:
            ImportDirectory(bare, gazetteer).preview(path)
        took.append(time.monotonic() - began)
        if took[-1] < SECONDS:
            break
    told = str(refused.value)
    assert told.endswith(".")
    assert len(told) < 300
    assert "\n" not in told
    assert min(took) < SECONDS
    assert everything(bare.vault) == before


def peak(path):
    """Peak resident memory in kB of a process that only reads the file."""
    code = (
        "import sys, pathlib\n"
        "from hotline_desktop.exchange.reader import answer\n"
        "from hotline_desktop.errors import BadInputError\n"
        "try:\n"
        "    for _ in answer(b'{}\\n' + sys.argv[1].encode(), lambda told: None): pass\n"
        "except BadInputError: pass\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True)
    return int(ran.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(
    "name",
    [
        "NUL far down", "one line of 60 MB", "60 MB of commas", "an open quote",
        "a row without end", "a bomb", "a lying bomb", "very many names", "deep JSON",
        "JSON of very many values", "JSON of very many lists", "40 MB of JSON", "a bomb in gzip",
        "a workbook bomb", "a workbook of very many cells",
    ],
)  # fmt: skip
def test_little_memory(name, tmp_path):
    assert peak(HOSTILE[name][0](tmp_path)) < MEMORY


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_national_list_in_little_memory():
    used = peak(shared(AGENCIES))
    print(f"child reading the national list: {used / 1024:.0f} MB")
    assert 20 * 1024 < used < MEMORY


def test_planted_a_plain_reader_is_caught_by_the_memory_check(tmp_path):
    """The check can fail: a list of 60 MB of commas in one go would not pass."""
    code = "import pathlib\nx = ',' * 60_000_000; y = x.split(',')\n"
    code += "print(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert int(ran.stdout) > MEMORY


def test_formulas_are_words_or_refused(bare, gazetteer, tmp_path):
    path = plain(
        f"{HEAD}\n=cmd|' /C calc'!A0,=HYPERLINK(1),=1+1,=2,=3,=4,=5,=6,=7\n"
        f"{SALEM.replace('1 MAIN ST', '=1+1').replace('330-555-0101', '=330')}\n".encode()
    )(tmp_path)
    report = ImportDirectory(bare, gazetteer).preview(path).report
    assert [s.reason for s in report.samples][:1] == ["the name is a formula"]
    assert (report.rejected, report.repaired) == (1, 1)
