"""Damaged tables end in rows that add up or in one sentence; never in a bug."""

import io
import json
import random
import re
import time
import zipfile

import openpyxl
import pytest

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import reader
from hotline_desktop.models.import_report import Tally

AGENCIES = (
    "OBJECTID,ID,NAME,TELEPHONE,ADDRESS,CITY,STATE,COUNTY,X,Y\r\n"
    '1,7,SALEM PD,330-555-0101,"1 MAIN ST, ROOM ""B""",SALEM,OH,COLUMBIANA,-80.8,40.9\r\n'
    "2,8,O'FALLON PEÑA PD,911,2 MAIN ST,LISBON,OH,NOT AVAILABLE,-8994614.9,4996900.0\r\n"
) * 3
SERVICES = (
    "service_uuid,organization_uuid,organization_name,service_name,service_min_age,service_areas,\n"
    "s1,o1,Harbor Aid,Housing,18,Broward County,\n"
)
LOCATIONS = (
    "location_uuid,organization_uuid,organization_name,location_name,location_address,phones\n"
    'l1,o1,Harbor Aid,Dock,"4 Dock St, Miami, FL 33133","main: 305-555-0144 x2, tdd: 711"\n'
)
SPICE = [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"=", b"<b>", b"&#0;",
         "\u202e\u2066\u200e".encode(), b"9" * 400, b"nan", b"1e999", b"x" * 33_000, b"PK\x03\x04",
         b"  ", b"+", b"(", b"ext. ", b"State: "]  # fmt: skip


WRONG = ("null", "[]", "{}", "true", "-1e999", '"\\u202e"', '""', "[[1]]", '{"id": {}}', "NaN",
         '"9999999999999999999999"')  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    data = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) + 1)
        end = at + chance.randrange(0, 40)
        match chance.randrange(5):
            case 0:
                data[at:at] = chance.choice(SPICE)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.randrange(1, 50)
            case 3:
                data[at:end] = chance.randbytes(min(end, len(data)) - min(at, len(data)))
            case _:
                data[at : at + 1] = chance.choice(SPICE)[:1]
    return bytes(data)


def archive(chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("services.csv", SERVICES)
        made.writestr("in/locations.csv", LOCATIONS)
    return damaged(buffer.getvalue(), chance)


SHELTERS = [
    {"Agency Name": "Larkspur House", "Phone": "(330) 555-0142 or 330-555-0143", "State": "Ohio",
     "Zip": "44503", "Hours": "M-F 9-5", "Languages": "Español; Kreyòl", "Beds": 16},
    {"Agency Name": "Harbor Aid", "Phone": "1-800-799-SAFE", "State": "OH", "lat": 41.1},
]  # fmt: skip
SERVICE = {
    "id": "11111111-2222-4333-8444-555555555555", "name": "Shelter", "status": "active",
    "minimum_age": 18, "phones": [{"id": "p", "number": "330-555-0101", "extension": 7}],
    "schedules": [{"id": "s", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00:00"}],
    "organization": {"id": "o", "name": "Larkspur", "description": "d"},
    "service_at_locations": [{"id": "x", "location": {
        "id": "l", "location_type": "physical", "latitude": 41.1, "longitude": -80.6,
        "addresses": [{"id": "a", "city": "Youngstown", "state_province": "OH"}]}}],
}  # fmt: skip
AGENCY = {
    "id": 1, "type": "Agency", "names": [{"value": "Larkspur", "purpose": "Primary"}],
    "related": [{"id": 3, "type": "Program"}], "isConfidential": True, "status": "Active",
    "contactDetails": [{"isConfidential": False, "contact": {
        "type": "PhoneNumber", "number": "330-555-0101", "label": "x"}}],
    "hours": {"days": [{"dayOfWeek": "Mon", "opens": "10", "closes": "4:45"}]},
}  # fmt: skip
FEATURES = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": SHELTERS[0],
     "geometry": {"type": "Point", "coordinates": [-80.65, 41.1]}}]}  # fmt: skip
DOCUMENTS = (SHELTERS, [SERVICE], [AGENCY], FEATURES, {"OH": {"a": SHELTERS[0]}},
             {"services": [SERVICE], "organizations": [SERVICE["organization"]]},
             {"phones.csv": SERVICE["phones"],
              "organizations.csv": [SERVICE["organization"]]})  # fmt: skip


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (list(SHELTERS[0]), [str(v) for v in SHELTERS[0].values()]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def spoilt_part(chance: random.Random) -> bytes:
    """A workbook one part of which is damaged before it is packed: it opens and then lies."""
    stream, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(WORKBOOK))
    names = source.namelist()
    bad = chance.choice(names)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            content = source.read(name)
            made.writestr(name, damaged(content, chance) if name == bad else content)
    return stream.getvalue()


WORKBOOK = workbook()


def fuzz(folder, seed: int) -> str:
    chance = random.Random(seed)
    which = chance.randrange(7)
    path = folder / "fuzzed.csv"
    if which == 0:
        path.write_bytes(damaged(AGENCIES.encode(), chance))
    elif which == 1:
        path.write_bytes(archive(chance))
    elif which == 2:
        path.write_bytes(damaged(WORKBOOK, chance))
    elif which == 3:
        path.write_bytes(spoilt_part(chance))
    elif which == 4:
        document = json.dumps(chance.choice(DOCUMENTS), ensure_ascii=False).encode()
        path.write_bytes(damaged(document, chance))
    elif which == 5:
        text = json.dumps(chance.choice(DOCUMENTS))
        for _ in range(chance.randrange(1, 4)):  # whole JSON of the wrong kinds
            old = chance.choice(re.findall(r'"[^"]*"|\d+', text))
            text = text.replace(old, chance.choice(WRONG), 1)
        path.write_bytes(text.encode())
    else:
        path = folder / "services.csv"
        path.write_bytes(damaged(SERVICES.encode(), chance))
        (folder / "locations.csv").write_bytes(damaged(LOCATIONS.encode(), chance))
    tally = Tally()
    try:
        for row in reader.read(path):
            tally.add(row)
    except BadInputError:
        return "refused"
    report = tally.report()
    parts = (report.accepted, report.repaired, report.rejected, report.duplicates)
    assert report.rows == sum(parts)
    return "read"


@pytest.mark.parametrize("shard", range(4))
def test_fuzzed(shard, tmp_path):
    told = [fuzz(tmp_path, shard * 1000 + n) for n in range(400)]
    assert told.count("read") > 20
    assert told.count("refused") > 20


def test_letters_that_turn_out_unreadable_late(tmp_path):
    """Found by fuzzing: good UTF-8 with a byte that Windows does not know, then a bad byte."""
    path = tmp_path / "late.csv"
    path.write_bytes(AGENCIES.replace("SALEM PD", "Á PD").encode() + b"\xff")
    with pytest.raises(BadInputError, match="letters"):
        list(reader.read(path))


@pytest.mark.deep
def test_fuzzed_for_long(tmp_path):
    """T13 as far as imports go: runs, slowest, largest; a bug of any parser ends the test."""
    slowest, largest, runs = 0.0, 0, 60_000
    for seed in range(100_000, 100_000 + runs):
        began = time.perf_counter()
        fuzz(tmp_path, seed)
        slowest = max(slowest, time.perf_counter() - began)
        largest = max(largest, max(p.stat().st_size for p in tmp_path.iterdir()))
    print(f"{runs} fuzzed files, 0 crashes, slowest {slowest * 1000:.0f} ms, largest {largest} B")
    assert slowest < 2
