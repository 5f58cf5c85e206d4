"""Nothing of a file is left out in silence: every list, sheet and member is read or named."""

import json
import random
import zipfile

import msgspec
import openpyxl
import pytest

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import reader
from hotline_desktop.exchange.reader import read

FLAT = "Agency,Phone,City,State\n{name},330-555-0101,Salem,OH\n"


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return path


def names(rows):
    return sorted(row.name() for row in rows if row.contact or row.provider)


def unused(path):
    answers = reader.answer(reader.Asked().request(path), lambda told: None)
    return [msgspec.json.decode(told, type=reader.Chunk).unused_columns for told in answers][-1]


def test_lists_that_are_called_like_linked_tables_are_read_with_the_others(tmp_path):
    police, desks = (FLAT.format(name=name) for name in ("Salem Police", "Lisbon Police"))
    assert names(read(zipped(tmp_path / "a.zip", contacts=desks, police=police))) == [
        "Lisbon Police", "Salem Police",
    ]  # fmt: skip
    (tmp_path / "contacts.csv").write_text(desks)
    (tmp_path / "police.csv").write_text(police)
    (tmp_path / "a.zip").unlink()
    assert names(read(tmp_path)) == ["Lisbon Police", "Salem Police"]


def test_what_lies_beside_linked_tables_is_named(tmp_path):
    path = zipped(
        tmp_path / "a.zip",
        organizations="id,name\n1,Larkspur\n",
        services="id,organization_id,name\n2,1,Shelter\n",
        police=FLAT.format(name="Salem Police"),
    )
    assert names(read(path)) == ["Larkspur, Shelter"]
    assert "file police.csv" in unused(path)


@pytest.mark.parametrize("spoil", ["sum", "middle"])
def test_a_member_that_is_damaged_far_down_is_one_sentence(tmp_path, spoil):
    lot = random.Random(3)
    lines = [f"Agency {lot.random()},330-555-0101,Salem,OH" for _ in range(4000)]
    content = "Agency,Phone,City,State\n" + "\n".join(lines)
    path = zipped(tmp_path / "a.zip", list=content)
    data = bytearray(path.read_bytes())
    if spoil == "sum":
        at = data.rfind(b"PK\x01\x02")
        data[14:18] = data[at + 16 : at + 20] = b"\x07\x07\x07\x07"
    else:
        at = len(data) // 2
        data[at : at + 200] = bytes(200)
    path.write_bytes(bytes(data))
    with pytest.raises(BadInputError, match="damaged"):
        list(reader.answer(reader.Asked().request(path), lambda told: None))


def test_a_workbook_of_two_columns_and_many_rows(tmp_path):
    book = openpyxl.Workbook()
    for row in [("Agency", "Phone"), *((f"Police {n}", f"330-555-01{n:02}") for n in range(30))]:
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert len(names(read(tmp_path / "list.xlsx"))) == 30
    book.active.insert_rows(1)
    book.active["A1"] = "Police of Ohio"
    book.save(tmp_path / "titled.xlsx")
    assert len(names(read(tmp_path / "titled.xlsx"))) == 30


def test_lists_that_stand_side_by_side_in_json_are_all_read(tmp_path):
    path = tmp_path / "list.json"
    police = [{"agency": "Salem Police", "phone": "330-555-0101"}]
    help_ = [{"name": "Larkspur", "services": "Shelter", "phone": "330-555-0142"}]
    path.write_text(json.dumps({"police": police, "help": help_, "links": [{"self": "/"}]}))
    assert names(read(path)) == ["Larkspur", "Salem Police"]


def test_what_describes_records_is_no_list_of_them(tmp_path):
    path = tmp_path / "list.json"
    fields = [{"id": "agency", "type": "text"}, {"id": "phone", "type": "text"}]
    records = [{"agency": "Salem Police", "phone": "330-555-0101"}]
    path.write_text(json.dumps({"fields": fields, "records": records}))
    assert names(read(path)) == ["Salem Police"]


def test_lines_of_json_with_line_ends_of_other_sorts_in_them(tmp_path):
    path = tmp_path / "list.jsonl"
    told = [{"name": "Larkspur", "services": "Shelter", "phone": "9\u20281"}] * 2
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in told))
    assert len(list(read(path))) == 2


def test_envelopes_in_envelopes_without_end_are_one_sentence(tmp_path):
    path = tmp_path / "list.json"
    path.write_text('{"data":' * 900 + '[{"name":"Larkspur","phone":"1"}]' + "}" * 900)
    with pytest.raises(BadInputError):
        list(read(path))


def test_an_entry_that_says_too_much_is_refused_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "_LARGEST_ROW", 2_000)
    path = tmp_path / "list.csv"
    path.write_text(f"Agency,Phone,Notes\nLarge Police,330-555-0101,{'x' * 3000}\nB Police,1,\n")
    answers = reader.answer(reader.Asked().request(path), lambda told: None)
    rows = [row for told in answers for row in msgspec.json.decode(told, type=reader.Chunk).rows]
    assert [row.rejected for row in rows] == [reader.TOO_MUCH, ""]
    assert rows[0].name() == "Large Police"
