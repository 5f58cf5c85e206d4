"""Damaged tables end in rows that add up or in one sentence; never in a bug."""

import io
import random
import zipfile

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


def fuzz(folder, seed: int) -> str:
    chance = random.Random(seed)
    which = chance.randrange(3)
    path = folder / "fuzzed.csv"
    if which == 0:
        path.write_bytes(damaged(AGENCIES.encode(), chance))
    elif which == 1:
        path.write_bytes(archive(chance))
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
    told = [fuzz(tmp_path, shard * 1000 + n) for n in range(250)]
    assert told.count("read") > 20
    assert told.count("refused") > 20


def test_letters_that_turn_out_unreadable_late(tmp_path):
    """Found by fuzzing: good UTF-8 with a byte that Windows does not know, then a bad byte."""
    path = tmp_path / "late.csv"
    path.write_bytes(AGENCIES.replace("SALEM PD", "Á PD").encode() + b"\xff")
    with pytest.raises(BadInputError, match="letters"):
        list(reader.read(path))
