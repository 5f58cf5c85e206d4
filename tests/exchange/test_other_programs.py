"""What other programs and other countries make of a directory, read and placed as it was meant."""

import csv
import io
import json

import msgspec
import openpyxl
import pytest

from hotline_desktop.actions.place_rows import BY_TOWN, NONE_SAID, TOWNS_ALIKE, PlaceRows
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import reader
from hotline_desktop.exchange.abroad import ABROAD, country
from hotline_desktop.exchange.columns import guessed
from hotline_desktop.exchange.mapped import ONLY_A_NAME
from hotline_desktop.exchange.reader import read
from hotline_desktop.exchange.said import STATE_OF_LIST
from hotline_desktop.models import states
from hotline_desktop.models.column_map import ColumnMap, Field, FoundTable, Makes
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer

PLAIN = {"Name": "Larkspur House", "Program": "Emergency shelter", "Phone": "(330) 555-0142",
         "City": "Salem", "State": "OH", "Zip": "44460"}  # fmt: skip
NAMES = list(PLAIN)


def taken(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [PlaceRows(Gazetteer.load())(row) for row in read(path)]


def esri():
    features = [{"attributes": PLAIN, "geometry": {"x": -80.8571, "y": 40.9009}}]
    return {"geometryType": "esriGeometryPoint", "fields": [{"name": n} for n in NAMES],
            "spatialReference": {"wkid": 4326}, "features": features}  # fmt: skip


def open_data():
    """Like what a portal (Socrata) writes: columns apart, own fields first, a phone with a sort."""
    columns = [{"name": "sid", "dataTypeName": "meta_data"}]
    columns += [{"name": n, "dataTypeName": "phone" if n == "Phone" else "text"} for n in NAMES]
    cells = [["(330) 555-0142", "WORK"] if n == "Phone" else PLAIN[n] for n in NAMES]
    return {"meta": {"view": {"name": "x", "columns": columns}}, "data": [["row-1", *cells]]}


WRAPPED = {
    "esri features": esri(),
    "socrata": open_data(),
    "airtable": {"records": [{"id": "rec1", "createdTime": "2025-01-01", "fields": PLAIN}]},
    "json:api": {"data": [{"type": "x", "id": "1", "attributes": PLAIN, "links": {"self": "/"}}]},
    "search index": {"took": 1, "hits": {"total": 1, "hits": [{"_id": "1", "_source": PLAIN}]}},
    "solr": {"responseHeader": {"status": 0}, "response": {"numFound": 1, "docs": [PLAIN]}},
    "ckan": {"help": "x", "success": True, "result": {"total": 1, "records": [PLAIN]}},
    "ckan dump": {"fields": [{"id": n} for n in NAMES], "records": [list(PLAIN.values())]},
    "graph": {"data": {"providers": {"edges": [{"node": PLAIN, "cursor": "x"}]}}},
    "odata": {"@odata.context": "x", "value": [PLAIN]},
    "split frame": {"columns": NAMES, "index": [0], "data": [list(PLAIN.values())]},
    "rows under names": [NAMES, list(PLAIN.values())],
    "spring page": {"content": [PLAIN], "totalPages": 1, "number": 0},
    "lines of features": "\n".join(
        json.dumps({"type": "Feature", "properties": PLAIN, "geometry": None}) for _ in "x"
    )
    + "\n",
}  # fmt: skip


@pytest.mark.parametrize("form", WRAPPED)
def test_records_are_taken_out_of_what_programs_wrap_around_them(form, tmp_path):
    content = WRAPPED[form]
    content = content if isinstance(content, str) else json.dumps(content)
    (row,) = taken(tmp_path, "list.json", content)
    assert row.provider is not None, row
    assert (row.provider.organisation, row.provider.service) == ("Larkspur House", PLAIN["Program"])
    assert [phone.e164 for phone in row.provider.phones] == ["+13305550142"]
    assert (row.provider.city, row.provider.state, row.provider.county) == (
        "Salem", "OH", "Columbiana",
    )  # fmt: skip


def test_a_place_of_an_open_data_portal_is_its_parts(tmp_path):
    told = open_data()
    told["meta"]["view"]["columns"].append({"name": "Location", "dataTypeName": "location"})
    place = json.dumps({"address": "12 Elm St", "city": "Salem", "state": "OH", "zip": "44460"})
    told["data"][0].append([place, "40.9009", "-80.8571", None, False])
    (row,) = taken(tmp_path, "list.json", json.dumps(told))
    assert row.provider.address == "12 Elm St"
    assert (row.provider.latitude, row.provider.longitude) == (40.9009, -80.8571)


def test_features_without_properties_are_left_out_and_the_others_come(tmp_path):
    told = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": None, "geometry": None},
        {"type": "Feature", "id": 7, "properties": PLAIN,
         "geometry": {"type": "Point", "coordinates": [-80.8571, 40.9009]}},
    ]}  # fmt: skip
    (row,) = taken(tmp_path, "list.geojson", json.dumps(told))
    assert (row.provider.source_id, row.provider.latitude) == ("7", 40.9009)


COLUMNS = {
    "crm": (
        "Account ID,Account Name,Billing Street,Billing City,Billing State/Province,"
        "Billing Zip/Postal Code,Shipping City,Phone",
        "001,Larkspur House,12 Elm St,Salem,OH,44460,Lisbon,330-555-0142",
    ),
    "crm of another maker": (
        "accountid,name,telephone1,address1_line1,address1_city,address1_stateorprovince,"
        "address1_postalcode,address2_city",
        "001,Larkspur House,330-555-0142,12 Elm St,Salem,OH,44460,Lisbon",
    ),
    "address book": (
        "Organization Name,First Name,Last Name,Phone 1 - Label,Phone 1 - Value,"
        "Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code",
        "Larkspur House,Dana,Okafor,Work,330-555-0142,12 Elm St,Salem,OH,44460",
    ),
    "mail program": (
        "First Name,Last Name,Company,Business Street,Business City,Business State,"
        "Business Postal Code,Business Phone,Home Phone",
        "Dana,Okafor,Larkspur House,12 Elm St,Salem,OH,44460,330-555-0142,",
    ),
    "spanish": (
        "Dependencia,Teléfono,Domicilio,Municipio,Estado,Código Postal",
        "Larkspur House,330-555-0142,12 Elm St,Salem,OH,44460",
    ),
    "french": (
        "Organisme,Téléphone,Adresse,Ville,Province,Code postal",
        "Larkspur House,330-555-0142,12 Elm St,Salem,OH,44460",
    ),
}


@pytest.mark.parametrize("made_by", COLUMNS)
def test_columns_of_other_programs_are_known(made_by, tmp_path):
    (row,) = taken(tmp_path, "list.csv", "\n".join(COLUMNS[made_by]) + "\n")
    entry = row.provider or row.contact
    name = entry.organisation if row.provider else entry.agency
    assert (name, entry.address, entry.city) == ("Larkspur House", "12 Elm St", "Salem")
    assert (entry.state, entry.zip_code, entry.county) == ("OH", "44460", "Columbiana")
    assert [phone.e164 for phone in entry.phones] == ["+13305550142"]


def test_a_person_in_two_columns_and_numbers_by_their_labels(tmp_path):
    told = (
        "Organization Name,First Name,Last Name,Organization Title,Phone 1 - Label,"
        "Phone 1 - Value\n"
        "Salem Police Department,Dana,Okafor,Detective,Mobile,330-555-0101 ::: 330-555-0102\n"
        "Lisbon Police Department,,Park,Sergeant,Work,330-555-0103\n"
    )
    first, second = (row.contact for row in taken(tmp_path, "list.csv", told))
    assert (first.person, first.role) == ("Dana Okafor", "Detective")
    assert [(p.e164, p.label) for p in first.phones] == [
        ("+13305550101", "Mobile"),
        ("+13305550102", "Mobile"),
    ]
    assert second.person == "Park"


def test_a_label_beside_a_number_is_no_unused_column(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Agency,Phone 1,Phone 1 Type,Mood\nSalem Police,330-555-0101,desk,good\n")
    answers = reader.answer(reader.Asked().request(path), lambda told: None)
    chunks = [msgspec.json.decode(told, type=reader.Chunk) for told in answers]
    assert [c.unused_columns for c in chunks if c.unused_columns] == [("mood",)]


def test_hours_in_a_column_for_each_day(tmp_path):
    told = (
        "Agency,Phone,City,State,Monday,Tuesday,Wednesday Hours,Hours Sunday,Services\n"
        "Larkspur House,330-555-0142,Salem,OH,9-5,Closed,9:00 AM - 1:00 PM,,Shelter\n"
    )
    (row,) = taken(tmp_path, "list.csv", told)
    assert row.provider.hours.in_words() == "Mon 09:00-17:00; Wed 09:00-13:00"


def test_hours_in_a_column_for_each_end_of_a_day(tmp_path):
    told = (
        "Agency,Phone,City,State,Mon Close,Mon Open,Sat Open,Sat Close,Services\n"
        "Larkspur House,330-555-0142,Salem,OH,5:00 PM,9:00 AM,10 PM,6 AM,Shelter\n"
    )
    (row,) = taken(tmp_path, "list.csv", told)
    assert row.provider.hours.in_words() == "Mon 09:00-17:00; Sat 22:00-06:00"


def test_a_list_of_emergency_centres(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["FCC registry"])
    book.active.append(["PSAP ID", "PSAP Name", "County", "State", "Ten-Digit Emergency Number",
                        "Text-to-911 Ready"])  # fmt: skip
    for number, texts in enumerate(("Yes", "No", "perhaps", "SMS", "")):
        book.active.append([number, f"Larkspur {number} Police", "Mahoning", "OH",
                            f"330-555-019{number}", texts])  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    rows = taken(tmp_path, "psap.xlsx", stream.getvalue())
    assert {row.contact.kind for row in rows} == {"emergency_centre"}
    assert [row.contact.psap and row.contact.psap.text_to_911 for row in rows] == [
        Tri.SAID, Tri.DENIED, Tri.NOT_ASKED, Tri.SAID, None,
    ]  # fmt: skip
    assert rows[2].contact.written["text_911"] == "perhaps"
    assert rows[2].repairs


MIXED = (
    "Name,Type,Phone,City,State\n"
    "Salem Police Department,Law enforcement,330-555-0101,Salem,OH\n"
    "Larkspur House,Shelter,330-555-0142,Salem,OH\n"
    "Harbor,Legal aid,330-555-0143,Salem,OH\n"
    "County Sheriff,,330-555-0102,Lisbon,OH\n"
    "Thistle,,330-555-0144,Lisbon,OH\n"
)


def test_a_list_of_police_and_help_makes_no_shelter_a_detective(tmp_path):
    rows = taken(tmp_path, "list.csv", MIXED)
    assert [row.contact.agency for row in rows if row.contact] == [
        "Salem Police Department",
        "County Sheriff",
    ]
    assert [row.provider.organisation for row in rows if row.provider] == [
        "Larkspur House",
        "Harbor",
        "Thistle",
    ]


def test_sorts_of_agencies_alone_make_no_list_of_both():
    columns = ("agency", "type", "phone")
    cells = {
        "agency": ["Salem Police", "Lisbon Police", "County Sheriff"],
        "type": ["City police", "Town", "County"],
        "phone": ["330-555-0101", "330-555-0102", "330-555-0103"],
    }
    assert guessed("list.csv", columns, cells).makes is Makes.CONTACT


def test_headings_notes_and_totals_are_no_entries(tmp_path):
    told = (
        "Resource guide,,,\nAgency,Phone,City,State\nMAHONING COUNTY,,,\n"
        "Larkspur House,330-555-0142,Salem,OH\nHarbor,,Lisbon,OH\nTotal: 2,,,\n"
    )
    rows = taken(tmp_path, "list.csv", told)
    assert [row.rejected for row in rows] == [ONLY_A_NAME, "", "", ONLY_A_NAME]
    assert [row.label for row in rows if row.rejected] == ["MAHONING COUNTY", "Total: 2"]


def only(tmp_path, head, cells):
    (row,) = taken(tmp_path, "list.csv", f"{head}\n{cells}\n")
    return row, row.provider or row.contact


def test_a_town_of_several_states_makes_no_state_where_none_is_said(tmp_path):
    head = "Agency,Services,Phone,City"
    row, entry = only(tmp_path, head, "Larkspur House,Shelter,330-555-0142,Salem")
    assert (entry.state, entry.county_fips, entry.latitude) == ("", "", None)
    assert entry.city == "Salem"
    assert TOWNS_ALIKE in row.repairs
    assert NONE_SAID not in row.repairs


def test_a_town_of_one_state_only_tells_its_state(tmp_path):
    head = "Agency,Services,Phone,City"
    _, entry = only(tmp_path, head, "Larkspur House,Shelter,330-555-0142,Tallahassee")
    assert (entry.state, entry.county) == ("FL", "Leon")


def test_a_zip_code_tells_the_state_where_none_is_said(tmp_path):
    head = "Agency,Services,Phone,City,Zip"
    _, entry = only(tmp_path, head, "Larkspur House,Shelter,330-555-0142,Salem,44460")
    assert (entry.state, entry.county) == ("OH", "Columbiana")


@pytest.mark.parametrize(
    ("city", "state", "code", "land"),
    [
        ("Windsor", "ON", "N9A 1B2", ""),
        ("Vancouver", "British Columbia", "", ""),
        ("Vancouver", "", "", "Canada"),
        # A Mexican code that is one of Jacksonville Beach too.
        ("Ciudad Juárez", "Chihuahua", "32250", ""),
        ("Paris", "", "", "FR"),
        ("Lisbon", "OH", "44432", "Atlantis"),
    ],
)
def test_no_county_is_made_of_a_place_in_another_country(city, state, code, land, tmp_path):
    head = "Agency,Services,Phone,City,State,Zip,Country"
    row, entry = only(tmp_path, head, f"Larkspur,Shelter,519-555-0142,{city},{state},{code},{land}")
    assert (entry.county_fips, entry.state, entry.zip_code, entry.latitude) == ("", "", "", None)
    assert (entry.city, entry.timezone) == (city, "")
    assert ABROAD in row.repairs
    said = {"state": state, "zip": code, "country": land}
    assert {k: v for k, v in entry.written.items() if k in said} == {
        k: v for k, v in said.items() if v
    }


def test_a_state_that_nobody_knows_takes_no_town_of_another(tmp_path):
    head = "Agency,Services,Phone,City,State,Zip"
    _, entry = only(tmp_path, head, "Larkspur,Shelter,330-555-0142,Tallahassee,Zz,")
    assert (entry.state, entry.county_fips) == ("", "")
    _, entry = only(tmp_path, head, "Larkspur,Shelter,330-555-0142,Salem,0H,44460")
    assert (entry.state, entry.county) == ("OH", "Columbiana")
    assert entry.written["state"] == "0H"
    _, entry = only(tmp_path, head, "Larkspur,Shelter,330-555-0142,Orizaba,Zz,44460")
    assert (entry.state, entry.county_fips) == ("", "")


@pytest.mark.parametrize(
    ("written", "land", "e164"),
    [
        ("(656) 555-0142", "Mexico", "+526565550142"),
        ("(519) 555-0142", "Canada", "+15195550142"),
        ("+353 1 555 0142", "Ireland", "+35315550142"),
        ("330-555-0142", "United States", "+13305550142"),
        ("330-555-0142", "Atlantis", ""),
        ("+1 330-555-0142", "Atlantis", "+13305550142"),
    ],
)
def test_a_number_is_dialled_as_in_its_country(written, land, e164, tmp_path):
    head = "Agency,Services,Phone,Country"
    _, entry = only(tmp_path, head, f"Larkspur,Shelter,{written},{land}")
    assert [(p.as_written, p.e164) for p in entry.phones] == [(written, e164)]


@pytest.mark.parametrize(
    ("words", "state", "two"),
    [
        ("", "", "US"), ("", "OH", "US"), ("U.S.A.", "", "US"), ("PR", "PR", "US"),
        ("PRI", "PR", "US"),
        ("", "Ontario", "CA"), ("", "Québec", "CA"), ("", "Nuevo León", "MX"),
        ("", "New Mexico", "US"), ("México", "", "MX"), ("gb", "", "GB"), ("Atlantis", "OH", ""),
        ("United States", "ON", "US"), ("CA", "ON", "CA"), ("CA", "CA", "US"), ("MX", "MX", "MX"),
    ],
)  # fmt: skip
def test_countries(words, state, two):
    assert country(words, state) == two


def test_a_point_in_one_cell(tmp_path):
    head = "Agency,Services,Phone,State,Georeferenced Column"
    _, entry = only(tmp_path, head, "Larkspur,Shelter,330-555-0142,OH,POINT (-80.8571 40.9009)")
    assert (entry.latitude, entry.longitude) == (40.9009, -80.8571)
    assert entry.county == "Columbiana"
    head = "Agency,Services,Phone,State,Where"
    _, entry = only(tmp_path, head, 'Larkspur,Shelter,330-555-0142,OH,"(40.9009, -80.8571)"')
    assert (entry.latitude, entry.longitude) == (40.9009, -80.8571)


def test_points_with_decimal_commas(tmp_path):
    told = "Agency;Services;Phone;Lat;Lon\nLarkspur;Shelter;330-555-0142;40,9009;-80,8571\n"
    (row,) = taken(tmp_path, "list.csv", told)
    assert (row.provider.latitude, row.provider.longitude) == (40.9009, -80.8571)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7\n%x", "a PDF"),
        (b"BEGIN:VCARD\nVERSION:3.0\nTEL:330-555-0101\nEND:VCARD\n", "an address book"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office file of the old kind"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "a web page or XML"),
        (b'\xef\xbb\xbf  <?xml version="1.0"?><kml></kml>', "a web page or XML"),
        (b"SQLite format 3\0" + bytes(90), "a database"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(content, told, tmp_path):
    with pytest.raises(BadInputError, match=told) as caught:
        taken(tmp_path, "list.xls", content)
    assert "save it as" in str(caught.value)


def test_only_the_fields_of_one_place_are_taken_together():
    columns = ("name", "mailing_city", "mailing_state", "physical_city", "physical_state", "phone")
    cells = {column: [] for column in columns}
    fields = guessed("x.csv", columns, cells).fields
    assert fields["physical_city"] is Field.CITY
    assert fields["physical_state"] is Field.STATE
    assert "mailing_city" not in fields


REFERRAL = (
    "ResourceAgencyNum,PublicName,TaxonomyLevelName,ParentAgency,ParentAgencyNum,AgencyStatus,"
    "PhysicalAddress1,PhysicalCity,PhysicalStateProvince,PhysicalPostalCode,"
    "PhysicalAddressIsPrivate,Phone1Number,Phone1Name,Phone1IsPrivate,PhoneTollFree,PhoneTTY,"
    "HoursOfOperation,AgencyDescription,LanguagesOfferedList,TaxonomyTerms,InternalNotes,"
    "ConnectsToProgramNum,ConnectsToSiteNum,AvailableForReferral",
    "1,Larkspur House,Agency,,,Active,9 Main St,Salem,OH,44460,No,330-555-0100,Office,No,,,"
    "Mon-Fri 9-5,Helps,,,,,,Yes",
    "2,Night shelter,Program,Larkspur House,1,Active,,,,,,330-555-0142,Desk,No,800-555-0100,,"
    "24/7,Beds,English; Spanish,Domestic Violence Shelters,ask for Ruth,,,Yes",
    "3,Elm Street,Site,Larkspur House,1,Active,12 Elm St,Salem,OH,44460,Yes,330-555-0143,,Yes,,,"
    ",,,,,,,Yes",
    "4,Night shelter - Elm Street,ProgramAtSite,Larkspur House,1,Active,,,,,,,,,,,,,,,,2,3,Yes",
    "5,Old line,Program,Larkspur House,1,Inactive,,,,,,330-555-0144,,No,,,,,,,,,,No",
    "6,Legal desk,ProgramAtSite,Harbor Aid,77,Active,1 Dock St,Lisbon,OH,44432,No,330-555-0145,"
    ",No,,330-555-0146,,,,Legal aid,,88,99,Yes",
    "7,What is this,Region,,,Active,,,,,,,,,,,,,,,,,,Yes",
)


@pytest.mark.parametrize("form", ["table", "records"])
def test_the_flat_export_of_a_referral_program(form, tmp_path):
    rows = taken(tmp_path, "all.csv", "\n".join(REFERRAL) + "\n")
    if form == "records":
        table = list(csv.DictReader(io.StringIO("\n".join(REFERRAL))))
        rows = taken(tmp_path, "all.json", json.dumps(table))
    made = {row.provider.source_id: row.provider for row in rows if row.provider}
    night = made["service_at_location 4"]
    assert (night.organisation, night.service) == ("Larkspur House", "Night shelter")
    assert (night.confidential, night.city, night.county) == (True, "Salem", "Columbiana")
    assert night.hours.always
    assert night.languages == ("English", "Spanish")
    assert [p.e164 for p in night.phones] == ["+13305550142", "+18005550100", "+13305550100"]
    assert "330-555-0143" in night.notes
    assert "ask for Ruth" in night.notes
    old = made["service 5"]
    assert (old.standing, old.do_not_refer) == ("inactive", True)
    legal = made["service 6"]
    assert (legal.organisation, legal.service, legal.city) == ("Harbor Aid", "Legal desk", "Lisbon")
    assert [(p.e164, p.label) for p in legal.phones] == [
        ("+13305550145", ""),
        ("+13305550146", "tty"),
    ]
    refused = [row for row in rows if row.rejected]
    assert [row.line for row in refused] == [8 if form == "table" else 7]


STATELESS = ColumnMap(
    Makes.PROVIDER,
    {"agency": Field.NAME, "phone": Field.PHONE, "address": Field.ADDRESS, "zip": Field.ZIP,
     "city": Field.CITY, "country": Field.COUNTRY},
    {Field.STATE: "OH"},
    "guide",
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "city", "code", "land", "state", "county"),
    [
        ("9 Main St", "Salem", "", "", "OH", "Columbiana"),
        ("9 Main St, Pittsburgh, PA 15213", "", "", "", "PA", "Allegheny"),
        ("9 Main St", "Pittsburgh", "15213", "", "PA", "Allegheny"),
        ("9 Main St", "Windsor", "", "Canada", "", ""),
    ],
)
def test_a_state_for_the_whole_list_is_for_rows_that_tell_none(
    address, city, code, land, state, county, tmp_path
):
    head = ("agency", "phone", "address", "city", "zip", "country")
    path = tmp_path / "guide.csv"
    path.write_text(",".join(head) + f'\nLarkspur,330-555-0142,"{address}",{city},{code},{land}\n')
    asked = reader.Asked({FoundTable("", "", head, of="guide").signature(): STATELESS})
    (row,) = (PlaceRows(Gazetteer.load())(row) for row in read(path, asked))
    assert (row.provider.state, row.provider.county) == (state, county)
    assert "OH" not in row.provider.written.values()
    assert (STATE_OF_LIST in row.repairs) == (state == "OH")


@pytest.mark.parametrize(
    ("name", "called", "confidential"),
    [
        ("S.O.S. Shelter", "", ""), ("So Others Might Eat", "", ""),
        ("Larkspur House", "Shelter, counselling and so on", ""),
        ("Larkspur House", "Victim services (prosecutor)", ""),
        ("Sheriff Larkspur", "", "yes"),
    ],
)  # fmt: skip
def test_no_shelter_in_a_list_of_both_becomes_police(name, called, confidential, tmp_path):
    rows = MIXED.replace("State\n", "State,Confidential\n", 1)
    (row,) = taken(
        tmp_path, "list.csv", f'{rows}{name},"{called}",330-555-0199,Salem,OH,{confidential}\n'
    )[-1:]
    assert row.provider is not None
    assert row.provider.confidential == bool(confidential)


@pytest.mark.parametrize("flag", ["Phone 1 - Is Private", "Phone 1 Is Private"])
def test_a_private_number_stays_a_private_note(flag, tmp_path):
    head = f"Agency,Services,Phone 1 - Value,{flag}"
    _, entry = only(tmp_path, head, "Larkspur,Shelter,330-555-0143,Yes")
    assert entry.phones == ()
    assert "330-555-0143" in entry.notes


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        ("Not Live", Tri.DENIED), ("Does not accept", Tri.DENIED), ("No - TTY only", Tri.DENIED),
        ("Planned to go live", Tri.NOT_ASKED), ("Live", Tri.SAID), ("TRUE", Tri.SAID),
    ],
)  # fmt: skip
def test_texts_to_911_are_not_read_into_it(told, texts, tmp_path):
    head = "PSAP Name,State,Phone,Text to 911 Status"
    _, entry = only(tmp_path, head, f"Larkspur 911,OH,330-555-0190,{told}")
    assert entry.psap.text_to_911 is texts


def test_rows_under_names_lose_no_cell(tmp_path):
    head = ["Name", "Phone", "Phone", "State"]
    rows = [head, ["Larkspur Police", "330-555-0142", "", "OH"]]
    rows += [["Slipped", "Police", "330-555-0143", "330-555-0144", "OH"]]
    whole, slipped = taken(tmp_path, "list.json", json.dumps(rows))
    assert [phone.e164 for phone in whole.contact.phones] == ["+13305550142"]
    assert slipped.rejected == "no record"


def test_columns_of_a_flat_export_that_nothing_is_taken_from_are_named(tmp_path):
    path = tmp_path / "all.csv"
    head, *rows = REFERRAL
    path.write_text("\n".join((f"{head},Mood", *(f"{row},good" for row in rows))) + "\n")
    answers = reader.answer(reader.Asked().request(path), lambda told: None)
    unused = [msgspec.json.decode(told, type=reader.Chunk).unused_columns for told in answers][-1]
    assert "mood" in unused
    assert not {column for column in unused if "phone1" in column or "physical" in column}


def test_a_flat_export_of_nothing_and_a_short_row(tmp_path):
    with pytest.raises(BadInputError):
        list(read_file(tmp_path, "ResourceAgencyNum,TaxonomyLevelName,PublicName\n"))
    told = "TaxonomyLevelName,PublicName,Phone1Number,ResourceAgencyNum\nAgency,Larkspur,330\n"
    (row, *_) = read_file(tmp_path, told)
    assert row.rejected


def read_file(folder, content):
    path = folder / "all.csv"
    path.write_text(content)
    for told in reader.answer(reader.Asked().request(path), lambda told: None):
        yield from msgspec.json.decode(told, type=reader.Chunk).rows


def test_a_linked_place_abroad_gets_no_county_and_no_number_of_ours(tmp_path):
    told = "\n".join(
        (
            "ResourceAgencyNum,PublicName,TaxonomyLevelName,PhysicalCity,PhysicalStateProvince,"
            "PhysicalPostalCode,PhysicalCountry,Phone1Number,AgencyStatus",
            "1,Larkspur,Agency,Culiacan,Sinaloa,32250,Mexico,(667) 555-0142,Inactive",
        )
    )
    row = next(row for row in taken(tmp_path, "all.csv", told + "\n") if row.provider)
    assert (row.provider.state, row.provider.county_fips, row.provider.zip_code) == ("", "", "")
    assert [phone.e164 for phone in row.provider.phones] == ["+526675550142"]
    assert row.provider.standing == "inactive"
    assert ABROAD in row.repairs


@pytest.mark.parametrize(
    ("head", "cells", "person"),
    [
        ("Agency,First Name,Last Name", "Salem Police,Al,Alvarez", "Al Alvarez"),
        ("Agency,Sheriff,First Name", "Salem Police,John Park,Dana", "John Park"),
        ("Agency,Last Name,First Name", "Salem Police,,Dana", "Dana"),
    ],
)
def test_a_person_is_put_together_of_her_own_names(head, cells, person, tmp_path):
    _, entry = only(tmp_path, f"{head},Phone,State", f"{cells},330-555-0101,OH")
    assert entry.person == person


def test_hours_in_words_hide_no_hours_by_day(tmp_path):
    head = "Agency,Services,Phone,City,State,Hours,Monday"
    _, entry = only(tmp_path, head, "Larkspur,Shelter,330-555-0142,Salem,OH,By appointment,9-5")
    assert entry.hours.in_words() == "Mon 09:00-17:00"
    assert entry.hours_words == "By appointment; monday 9-5"


@pytest.mark.parametrize("land", ["USA (United States)", "Estados Unidos de América", "U S A"])
def test_our_country_by_its_longer_names(land):
    assert country(land, "OH") == "US"


@pytest.mark.parametrize(
    ("county", "city", "state", "code", "fips"),
    [
        ("Richmond", "Richmond", "VA", "23219", "51760"),
        ("Richmond County", "Warsaw", "VA", "22572", "51159"),
        ("Roanoke", "Roanoke", "VA", "24011", "51770"),
        ("Baltimore", "Baltimore", "MD", "21201", "24510"),
        ("Baltimore", "Towson", "MD", "21204", "24005"),
        ("St. Louis", "St. Louis", "MO", "63101", "29510"),
        ("Lawrence Cty", "Ironton", "OH", "", "39087"),
        ("MAHONING CNTY", "", "OH", "", "39099"),
    ],
)
def test_a_city_and_a_county_of_one_name_are_told_apart_by_the_zip_code(
    county, city, state, code, fips, tmp_path
):
    head = "Agency,Services,Phone,City,County,State,Zip"
    _, entry = only(
        tmp_path, head, f"Larkspur House,Shelter,330-555-0142,{city},{county},{state},{code}"
    )
    assert entry.county_fips == fips


def test_police_of_a_town_get_its_county_and_it_is_said(tmp_path):
    head = "Agency,Phone,City,State"
    row, entry = only(tmp_path, head, "Akron Police Department,330-555-0101,Akron,OH")
    assert (entry.county_fips, entry.jurisdiction, entry.timezone) == (
        "39153", ("39153",), "America/New_York",
    )  # fmt: skip
    assert BY_TOWN in row.repairs
    row, _ = only(tmp_path, f"{head},FIPS", "Akron Police Department,330-555-0101,Akron,OH,39153")
    assert BY_TOWN not in row.repairs
    head = "Agency,Phone,City,State,Jurisdiction"
    row, entry = only(tmp_path, head, "Warren Police,330-555-0101,Warren,OH,Warren")
    assert (entry.jurisdiction, entry.jurisdiction_words) == (("39155",), "Warren")


@pytest.mark.parametrize(
    ("state", "code"),
    [("OH - Ohio", "OH"), ("USVI", "VI"), ("CNMI", "MP"), ("A. Samoa", "AS"), ("Oh-io", "")],
)
def test_states_as_lists_write_them(state, code):
    assert states.code_of(state) == code
