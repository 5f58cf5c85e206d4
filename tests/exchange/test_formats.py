"""Exports of other programs, in every form that is read: what becomes of each row adds up."""

import gzip
import io
import json
import zipfile
from collections import Counter

import openpyxl
import pytest

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import mapped, records, schedules, workbooks
from hotline_desktop.exchange.reader import Asked, read
from hotline_desktop.models.column_map import ColumnMap, Field, FoundTable, Makes
from hotline_desktop.models.import_report import Outcome
from hotline_desktop.models.service_kind import Finer, ServiceKind
from hotline_desktop.models.standing import Standing
from tests.hands.shared_files import shared

SHELTERS = [
    ("Agency Name", "Crisis Phone #", "City", "ST", "Zip Code", "Languages", "Hours",
     "Confidential Location?", "Internal Notes"),
    ("Larkspur House Shelter", "(330) 555-0142 or 330-555-0143", "Youngstown", "OH", "44503",
     "Español; Kreyòl, ASL", "24/7", "yes", "ask for Ruth"),
    ("Harbor Legal Aid", "1-800-799-SAFE", "Salem", "Ohio", "44460", "English", "M-F 9-5", "", ""),
]  # fmt: skip


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def as_csv(between=",", before=()):
    rows = [*before, *(between.join(f'"{cell}"' for cell in row) for row in SHELTERS)]
    return "\r\n".join(rows) + "\r\n"


def as_workbook(sheets=(SHELTERS,), zip_as_number=False):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(list(row))
        if zip_as_number:
            for cell in list(sheet["E"])[1:]:
                cell.value, cell.number_format = int(cell.value), "00000"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_records():
    return [dict(zip(SHELTERS[0], row, strict=True)) for row in SHELTERS[1:]]


def as_features():
    return {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": row,
         "geometry": {"type": "Point", "coordinates": [-80.65, 41.1]}} for row in as_records()
    ]}  # fmt: skip


def packed(name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


FORMS = {
    "comma": ("list.csv", as_csv()),
    "semicolon": ("list.csv", as_csv(";")),
    "tabs": ("list.tsv", as_csv("\t")),
    "pipes": ("list.txt", as_csv("|")),
    "sep line": ("list.csv", "sep=;\r\n" + as_csv(";")),
    "title above": ("list.csv", as_csv(before=("Providers of the county", "", "November"))),
    "unicode text": ("list.txt", as_csv("\t").encode("utf-16")),
    "workbook": ("list.xlsx", as_workbook()),
    "workbook with numbers": ("list.xlsx", as_workbook(zip_as_number=True)),
    "workbook under a title": ("list.xlsx", as_workbook(((("Providers",), (), *SHELTERS),))),
    "records": ("list.json", json.dumps(as_records())),
    "records in an envelope": ("list.json", json.dumps({"total": 2, "data": as_records()})),
    "lines of records": ("list.jsonl", "\n".join(map(json.dumps, as_records()))),
    "keyed records": ("list.json", json.dumps({"OH": dict(zip("ab", as_records(), strict=True))})),
    "features": ("list.geojson", json.dumps(as_features())),
    "packed table": ("list.csv.gz", gzip.compress(as_csv().encode())),
    "packed records": ("list.json.gz", gzip.compress(json.dumps(as_records()).encode())),
    "archive": ("list.zip", packed("in/list.csv", as_csv())),
    "workbook in an archive": ("list.zip", packed("in/list.xlsx", as_workbook())),
    "records in an archive": ("list.zip", packed("list.json", json.dumps(as_records()))),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_list_in_every_form(form, tmp_path):
    house, aid = (row.provider for row in read(put(tmp_path, *FORMS[form])))
    assert house.organisation == "Larkspur House Shelter"
    assert [p.e164 for p in house.phones] == ["+13305550142", "+13305550143"]
    assert house.phones[0].label == "crisis"
    assert (house.city, house.state, house.zip_code) == ("Youngstown", "OH", "44503")
    assert house.languages == ("Spanish", "Haitian Creole", "American Sign Language")
    assert house.written["languages"] == "Español; Kreyòl, ASL"
    assert house.hours.always
    assert (house.confidential, house.gate_phone) == (True, house.phones[0].as_written)
    assert house.notes == "ask for Ruth"
    assert Finer.EMERGENCY_SHELTER in house.finer
    assert aid.phones[0].e164 == "+18007997233"
    assert aid.services == (ServiceKind.LEGAL,)
    assert aid.hours.in_words() == "Mon-Fri 09:00-17:00"
    assert not aid.confidential
    assert aid.vetting is None


def test_a_map_is_taken_as_it_was_corrected(tmp_path):
    path = put(tmp_path, "desks.csv", "who,where,call\nNight desk,Salem,330-555-0101\n")
    columns = ("who", "where", "call")
    told = ColumnMap(
        Makes.CONTACT,
        {"who": Field.SECOND, "where": Field.CITY, "call": Field.PHONE},
        {Field.NAME: "FBI", Field.KIND: "federal", Field.STATE: "OH"},
        "night desks",
    )
    signature = FoundTable("", "", columns, of="desks").signature()
    (row,) = read(path, Asked({signature: told}))
    contact = row.contact
    assert (contact.agency, contact.desk, contact.kind) == ("FBI", "Night desk", "federal")
    assert (contact.city, contact.state, contact.source) == ("Salem", "OH", "night desks")


def test_columns_are_told_by_their_cells_where_their_names_say_nothing(tmp_path):
    path = put(
        tmp_path, "x.csv",
        "Agency,c1,c2,c3\n"
        + "".join(f"Town {n} Police Department,330-555-01{n:02},OH,d{n}@example.org\n"
                  for n in range(10, 30)),
    )  # fmt: skip
    rows = [row.contact for row in read(path)]
    assert all(contact.phones[0].e164 and contact.state == "OH" for contact in rows)
    assert rows[0].channels[0].value == "d10@example.org"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, "nested too deeply"),
        ('{"a":[' + "1," * 2_000_000 + "1]}", "more values than a directory"),
        ("[{}," * 300_000 + "{}]", "damaged|more values|no list"),
        ('[{"name": NaN}]', "NaN, which is no number"),
        ('[{"name": "a", "name": "b"}]', "one key twice"),
        ('[{"name": "a"', "damaged at line 1"),
        ('[{"name": ' + "9" * 4_000_000 + "}]", "cell of more than"),
        ("[1, 2, 3]", "no list of records|is damaged|not known|empty"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        ('[{"taxonomy": "x", "term": "y"}]', "columns of hostile.json are not known"),
        (b'[{"name": "\xff"}]', "letters of hostile.json"),
        ('{"a": {"b": {"c": 1}}}', "no list of records|not known"),
    ],
)
def test_hostile_json_is_one_sentence(content, sentence, tmp_path):
    with pytest.raises(BadInputError, match=sentence) as refused:
        list(read(put(tmp_path, "hostile.json", content)))
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


def spoilt_workbook(old, new, part="xl/worksheets/sheet1.xml"):
    stream, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(as_workbook()))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (spoilt_workbook(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "markup"),
        (spoilt_workbook(b"<sheetData>", b"<sheetData>" + b"<c/>" * 2_000_001), "too much|opened"),
        (spoilt_workbook(b"</sheetData>", b""), "cannot be opened"),
        (packed("[Content_Types].xml", "<x/>"), "cannot be opened"),
        (as_workbook()[:-400], "damaged|opened"),
        (packed("[Content_Types].xml", " " * 70_000_000), "holds too much"),
    ],
)
def test_hostile_workbooks_are_one_sentence(content, sentence, tmp_path):
    with pytest.raises(BadInputError, match=sentence):
        list(read(put(tmp_path, "hostile.xlsx", content)))


def test_a_workbook_with_a_cell_at_the_far_end_stays_small(tmp_path):
    far = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    path = put(tmp_path, "far.xlsx", spoilt_workbook(b"</sheetData>", far))
    with pytest.raises(BadInputError, match="more than"):
        list(read(path))


def test_json_of_other_letters(tmp_path):
    rows = read(put(tmp_path, "a.json", json.dumps(as_records()).encode("utf-16")))
    assert [row.provider.organisation for row in rows][0] == "Larkspur House Shelter"


REFERRALS = (
    "ResourceAgencyNum,PublicName,AgencyName,AgencyStatus,PhysicalAddress1,PhysicalCity,"
    "PhysicalStateProvince,PhysicalPostalCode,PhysicalCounty,PhysicalAddressIsPrivate,Phone1Name,"
    "Phone1Number,Phone1IsPrivate,Phone2Name,Phone2Number,Phone2IsPrivate,EmailAddressMain,"
    "WebsiteAddress,HoursOfOperation,Coverage,TaxonomyTerms,InternalNotes\n"
    "101,Larkspur,Larkspur House,Active,88 Sampler St,Youngstown,OH,44503,Mahoning,True,Crisis,"
    "330-555-0101,False,Director cell,330-555-0177,True,help@example.org,www.example.org,24/7,"
    "Mahoning County,Domestic Violence Shelters,ask for Ruth\n"
    '102,,Thornfield,"Active, but do not refer",1 Main St,Salem,OH,44460,Columbiana,False,Main,'
    "330-555-0102,False,,,,,,,Statewide,Legal Services,\n"
)


def test_a_referral_export_keeps_private_what_it_marks_private(tmp_path):
    house, refused = (row.provider for row in read(put(tmp_path, "x.csv", REFERRALS)))
    assert [(p.e164, p.label) for p in house.phones] == [("+13305550101", "Crisis")]
    assert house.notes == "ask for Ruth\nprivate number: 330-555-0177"
    assert (house.confidential, house.gate_phone) == (True, "330-555-0101")
    assert "88 Sampler" not in house.whereabouts()
    assert (house.organisation, house.city) == ("Larkspur House", "Youngstown")
    assert house.zip_code == "44503"
    assert (house.source_id, house.serves_words) == ("101", "Mahoning County")
    assert (refused.organisation, refused.do_not_refer) == ("Thornfield", True)


# HSDS and Ohana: tables that belong together.


ORGANIZATIONS = "id,name,description,url\no1,Harbor Aid,helps,harbor.example.org\n"
SERVICES = (
    "id,organization_id,name,status,eligibility,taxonomy_ids\n"
    "s1,o1,Emergency shelter,active,women,t1\n"
    "s2,o1,Visas,inactive,,\n"
    "s3,o9,Orphan,active,,\n"
)
LOCATIONS = "id,organization_id,name,latitude,longitude\nl1,o1,Dock,41.1,-80.65\nl2,o1,Pier,,\n"
LINKS = "id,service_id,location_id\nx1,s1,l1\nx2,s1,l2\nx3,s1,l9\n"
PHONES = (
    "id,location_id,service_id,organization_id,number,type,extension\n"
    "p1,l1,,,330-555-0101,voice,7\np2,,s2,,330-555-0102,fax,\np3,,,o1,330-555-0103,,\n"
    "p4,l7,,,330-555-0104,,\n"
)
SCHEDULES = (
    "id,service_id,location_id,weekday,opens_at,closes_at\n"
    "h1,,l1,Monday,9am,5pm\nh2,,l1,Tuesday,22:00,06:00\nh3,s2,,Wednesday,whenever,\n"
)
HOLIDAYS = (
    "id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n"
    'd1,l1,,"December 25, 0001","December 25, 0001",true,,\n'
)
ADDRESSES = (
    "id,location_id,address_1,city,state_province,postal_code,country\n"
    "a1,l1,4 Dock St,Youngstown,OH,44503,US\n"
)
TERMS = "id,name,parent_id\nt1,Emergency Shelter,\n"


@pytest.fixture
def linked(tmp_path):
    for name, content in (
        ("organizations", ORGANIZATIONS), ("services", SERVICES), ("locations", LOCATIONS),
        ("services_at_location", LINKS), ("phones", PHONES), ("regular_schedules", SCHEDULES),
        ("holiday_schedules", HOLIDAYS), ("physical_addresses", ADDRESSES), ("taxonomy", TERMS),
        ("metadata", "id,resource_id,field_name\nm1,o1,name\n"),
    ):  # fmt: skip
        put(tmp_path, f"{name}.csv", content)
    return tmp_path


def test_linked_tables_are_put_together(linked):
    rows = list(read(linked / "services.csv"))
    made = {row.provider.source_id: row.provider for row in rows if row.provider}
    assert set(made) == {"service_at_location x1", "service_at_location x2", "service s2"}
    dock = made["service_at_location x1"]
    assert (dock.organisation, dock.service, dock.location) == (
        "Harbor Aid",
        "Emergency shelter",
        "Dock",
    )
    assert (dock.address, dock.city, dock.state, dock.zip_code) == (
        "4 Dock St",
        "Youngstown",
        "OH",
        "44503",
    )
    assert [(p.e164, p.extension) for p in dock.phones] == [
        ("+13305550101", "7"),
        ("+13305550103", ""),
    ]
    assert dock.hours.in_words() == "Mon 09:00-17:00; Tue 22:00-06:00"
    assert (dock.hours.special[0].yearly, dock.hours.special[0].opens) == (True, None)
    assert dock.services == (ServiceKind.HOUSING,)
    assert dock.organisation_id == made["service_at_location x2"].organisation_id
    visas = made["service s2"]
    assert (visas.standing, visas.phones[0].label) == (Standing.INACTIVE, "fax")
    assert visas.hours is None


def test_every_linked_row_has_one_outcome_and_orphans_say_whose(linked):
    rows = list(read(linked))
    assert len(rows) == 1 + 3 + 2 + 3 + 4 + 3 + 1 + 1 + 1 + 1
    told = {(row.file, row.line): (row.outcome(), row.reasons()) for row in rows}
    assert told["services.csv", 4] == (
        Outcome.REJECTED, ("its organization is not in these files",))  # fmt: skip
    assert told["services_at_location.csv", 4][1] == ("its location is not in these files",)
    assert told["phones.csv", 5][1] == ("its location is not in these files",)
    assert told["regular_schedules.csv", 4] == (Outcome.REPAIRED, (schedules.IN_WORDS,))
    assert told["metadata.csv", 2][0] is Outcome.REJECTED
    assert told["organizations.csv", 2][0] is Outcome.ACCEPTED
    assert Counter(outcome for outcome, _ in told.values())[Outcome.REJECTED] == 4


def test_a_list_called_contacts_brings_nothing_along_that_lies_beside_it(linked):
    path = put(linked, "contacts.csv", "Agency,Phone,State\nSalem PD,330-555-0101,OH\n")
    (row,) = read(path)
    assert row.contact.agency == "Salem PD"
    assert len(list(read(linked / "phones.csv"))) > 10


def test_the_same_identifier_twice_is_a_duplicate(linked):
    put(linked, "organizations.csv", ORGANIZATIONS + "o1,Harbor Aid again,x,\n")
    (twice,) = (r for r in read(linked) if r.outcome() is Outcome.DUPLICATE)
    assert twice.duplicate_of == "organizations.csv, line 2"


def test_a_confidential_agency_keeps_its_street_and_its_private_numbers_are_notes(tmp_path):
    export = json.loads(shared("data/providers/servicenet-icarol/complete.json").read_bytes())
    for record in export:
        record["isConfidential"] = record["type"] == "Site"
        for detail in record["contactDetails"]:
            detail["isConfidential"] = detail["contact"].get("number") == "345-678-9012"
    rows = list(read(put(tmp_path, "icarol.json", json.dumps(export))))
    (made,) = (row.provider for row in rows if row.provider)
    assert made.confidential
    assert made.whereabouts() != made.address
    assert "345-678-9012" in made.notes
    assert not any("345-678-9012" in p.as_written for p in made.phones)


COUNTS = {
    "data/providers/ohana-sample-csv": (486, 23),
    "data/providers/servicenet-icarol/complete.json": (32, 1),
    "data/providers/servicenet-icarol/invalid_fields.json": (32, 1),
    "data/providers/servicenet-icarol/minimal.json": (20, 1),
    "data/providers/hifld_hospitals_webmercator.csv": (7596, 7596),
    "data/hsds-3.0/examples/csv": (21, 1),
    "data/hsds-3.0/examples/service_full.json": (20, 1),
    "data/hsds-3.0/examples/organization_full.json": (20, 1),
    "data/hsds-3.0/examples/tabular.json": (21, 1),
}


@pytest.mark.parametrize("name", COUNTS)
def test_exports_of_other_programs_add_up(name):
    rows = list(read(shared(name)))
    made = [r for r in rows if r.provider and r.outcome() in (Outcome.ACCEPTED, Outcome.REPAIRED)]
    assert (len(rows), len(made)) == COUNTS[name]
    assert not any(row.contact for row in rows)


def test_hospitals_are_no_police_and_one_without_a_number_says_so():
    rows = list(read(shared("data/providers/hifld_hospitals_webmercator.csv")))
    told = [ServiceKind.MEDICAL_AND_DENTAL in row.provider.services for row in rows]
    assert all(told)
    without = [row for row in rows if mapped.NO_NUMBER in row.repairs]
    assert len(without) == sum(not row.provider.phones for row in rows) > 500
    assert sum(r.provider.standing is Standing.DEFUNCT for r in rows) > 100


def test_limits_are_where_they_are_said():
    assert records.LARGEST_JSON == 32 * 1024**2
    assert workbooks._MOST_CELLS == 2_000_000
