"""T13: damaged tables end in rows that add up or in one sentence; never in a bug."""

import io
import json
import random
import re
import time
import zipfile

import openpyxl
import pytest

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import clean, files, reader
from hotline_desktop.models import import_report
from tests.kit.tally import Tally, note

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
         b"  ", b"+", b"(", b"ext. ", b"State: ", b"&#" + b"9" * 5000, b"'" * 2000,
         b"closed tu" * 9]  # fmt: skip


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
NAMES = list(SHELTERS[0])
ESRI = {"geometryType": "esriGeometryPoint", "features": [
    {"attributes": SHELTERS[0], "geometry": {"x": -80.65, "y": 41.1}}]}  # fmt: skip
PORTAL = {
    "meta": {"view": {"columns": [{"name": n, "dataTypeName": "phone"} for n in NAMES]
                      + [{"name": "Location", "dataTypeName": "location"}]}},
    "data": [[*SHELTERS[0].values(), ['{"city": "Salem", "zip": "44460"}', "40.9", "-80.8", None]]],
}  # fmt: skip
WRAPPED = (ESRI, PORTAL, {"records": [{"id": "rec1", "fields": SHELTERS[0]}]},
           {"hits": {"hits": [{"_id": "1", "_source": SHELTERS[0]}]}},
           {"columns": NAMES, "data": [list(SHELTERS[0].values())]},
           [NAMES, list(SHELTERS[0].values())])  # fmt: skip
DOCUMENTS = (*WRAPPED, SHELTERS, [SERVICE], [AGENCY], FEATURES, {"OH": {"a": SHELTERS[0]}},
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
    tally = import_report.Tally()
    try:
        for row in reader.read(path):
            tally.add(row)
    except BadInputError:
        return "refused"
    report = tally.report()
    parts = (report.accepted, report.repaired, report.rejected, report.duplicates)
    assert report.rows == sum(parts)
    return "read"


WHAT = "files fuzzed that ended in a bug, late, or in rows that do not add up"
PLANTED = {
    "archives' damage not caught": (files, "DAMAGED", ()),
    "letters' numbers not looked at": (clean, "_NO_LETTER", re.compile(r"(?!)")),
}
"""Guards taken away: the fuzzing must find each."""


def run(folder, seeds):
    """Fuzz with each seed: what was told, bugs by their seed, the slowest and the largest."""
    told, bugs, slowest, largest = [], {}, 0.0, 0
    for seed in seeds:
        begun = time.perf_counter()
        try:
            told.append(fuzz(folder, seed))
        except Exception as bug:  # noqa: BLE001 - any is one
            bugs[seed] = repr(bug)
        took = time.perf_counter() - begun
        slowest = max(slowest, took)
        largest = max(largest, *(path.stat().st_size for path in folder.iterdir()))
        if took > 2:
            bugs[seed] = f"it took {took:.1f} s"
    return told, bugs, slowest, largest


def found(folder, seeds, monkeypatch, room, guard, nothing):
    with monkeypatch.context() as patch:
        patch.setattr(room, guard, nothing)
        return any(run(folder, [seed])[1] for seed in seeds)


def tallied(folder, seeds, monkeypatch, deep, shard):
    told, bugs, slowest, largest = run(folder, seeds)
    caught = sum(found(folder, seeds, monkeypatch, *plant) for plant in PLANTED.values())
    saw = (
        f"{told.count('read'):,} read, {told.count('refused'):,} refused; "
        f"slowest {slowest * 1000:.0f} ms, largest {largest:,} B"
    )
    print(f"{len(seeds)} fuzzed files, {len(bugs)} bugs: {saw}")
    note(Tally("T13", f"{WHAT}, shard {shard}", len(seeds), len(bugs), saw, len(PLANTED), caught,
               deep))  # fmt: skip
    assert not bugs
    assert caught == len(PLANTED)
    assert told.count("read") > len(seeds) // 20
    assert told.count("refused") > len(seeds) // 20


@pytest.mark.parametrize("shard", range(4))
def test_fuzzed(shard, tmp_path, monkeypatch):
    tallied(tmp_path, range(shard * 1000, shard * 1000 + 400), monkeypatch, False, shard)


def test_letters_that_turn_out_unreadable_late(tmp_path):
    """Found by fuzzing: good UTF-8 with a byte that Windows does not know, then a bad byte."""
    path = tmp_path / "late.csv"
    path.write_bytes(AGENCIES.replace("SALEM PD", "Á PD").encode() + b"\xff")
    with pytest.raises(BadInputError, match="letters"):
        list(reader.read(path))


@pytest.mark.deep
@pytest.mark.parametrize("shard", range(4))
def test_fuzzed_for_long(shard, tmp_path, monkeypatch):
    first = 100_000 + shard * 100_000
    tallied(tmp_path, range(first, first + 25_000), monkeypatch, True, shard)
