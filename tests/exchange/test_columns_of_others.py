"""Columns as other programs call them: names, numbers, identifiers, lines of a town."""

import pytest

from hotline_desktop.exchange import column_names
from hotline_desktop.exchange.beside import REMARK
from hotline_desktop.exchange.columns import guessed
from hotline_desktop.exchange.flat_parts import NAME_MADE
from hotline_desktop.exchange.mapped import FROM_ABOVE
from hotline_desktop.exchange.numbers import AREA
from hotline_desktop.exchange.phones import SHORT
from hotline_desktop.exchange.reader import read
from hotline_desktop.exchange.table import SLIPPED
from hotline_desktop.models.column_map import Field, Makes
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.service_kind import Finer, ServiceKind


def taken(tmp_path, told, name="list.csv"):
    path = tmp_path / name
    path.write_text(told)
    return list(read(path))


def entry(tmp_path, head, cells, name="list.csv"):
    (row,) = taken(tmp_path, f"{head}\n{cells}\n", name)
    return row.contact or row.provider


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (("name of organization", "contact name", "title"), ("name", "person", "role")),
        (("partner", "title", "name"), ("name", "role", "person")),
        (("name", "title", "department"), ("person", "role", "name")),
        (("lsc grantee", "office"), ("name", None)),
        (("title", "phone"), ("name", "phone")),
        (("what is the name of your organization?", "phone"), ("name", "phone")),
        (("street", "postal code"), ("address", "zip")),
        (("mailing city", "physical city"), (None, "city")),
        (("address", "city, state zip"), ("address", "address_2")),
        (("main phone", "main phone ext", "phone extension 2"), ("phone", "extension", None)),
        (("phone", "area code fax", "phone type 1"), ("phone", None, None)),
    ],
)
def test_names_of_columns(columns, fields):
    told = column_names.fields_of(columns)
    assert [told.get(column) for column in columns] == list(fields)


def test_a_column_of_numbers_is_no_name_whatever_it_is_called():
    columns = ("office", "host agency", "contact", "poste", "phone")
    cells = {
        "office": ["330-555-0101", "330-555-0102"],
        "host agency": ["Salem Police", "Lisbon Police"],
        "contact": ["(330) 555-0103", ""],
        "poste": ["12", "3"],
        "phone": ["330-555-0104", "330-555-0105"],
    }
    told = column_names.fields_of(columns, cells)
    assert told == {
        "office": Field.PHONE, "host agency": Field.NAME, "contact": Field.PHONE,
        "poste": Field.EXTENSION, "phone": Field.PHONE,
    }  # fmt: skip


def test_numbers_keep_the_order_of_their_columns(tmp_path):
    one = entry(
        tmp_path,
        "Agency,Main Number,Records Phone,City,State",
        "Salem Police Department,330-555-0101,330-555-0102,Salem,OH",
    )
    assert [number.e164[-4:] for number in one.phones] == ["0101", "0102"]


def test_911_is_the_last_number_of_an_emergency_centre(tmp_path):
    head = "PSAP Name,Emergency Phone,Non-Emergency Phone,County,State"
    one = entry(tmp_path, head, "Larkmoor Communications,9-1-1,330-555-0101,Mahoning,OH")
    assert [number.as_written for number in one.phones] == ["330-555-0101", "9-1-1"]
    assert one.kind is AgencyKind.EMERGENCY_CENTRE


def test_an_extension_is_the_telephones_and_not_the_faxs(tmp_path):
    head = "Agency,Phone,Fax,Ext,City,State,Services"
    one = entry(tmp_path, head, "Larkspur,330-555-0142,330-555-0143,12,Salem,OH,Shelter")
    assert [(n.e164[-4:], n.extension) for n in one.phones] == [("0142", "12"), ("0143", "")]


def test_town_state_and_code_of_one_cell_are_taken_apart(tmp_path):
    head = '"Agency","Phone","Address","City, State Zip"'
    one = entry(tmp_path, head, 'Salem Police,330-555-0101,1 Main St,"Salem, OH 44460"')
    assert (one.address, one.city, one.state, one.zip_code) == ("1 Main St", "Salem", "OH", "44460")


@pytest.mark.parametrize(
    ("head", "cells", "agency", "person"),
    [
        ("County,Sheriff,Phone,State", "Mahoning,Dale Sample,330-555-0101,OH",
         "Mahoning County Sheriff's Office", "Dale Sample"),
        ("Parish,Sheriff,Phone,State", "Acadia Parish,Dale Sample,337-555-0101,LA",
         "Acadia Parish Sheriff's Office", "Dale Sample"),
        ("City,Police Chief,Phone,State", "Salem,Kim Sample,330-555-0101,OH",
         "Salem Police Department", "Kim Sample"),
    ],
)  # fmt: skip
def test_a_list_of_sheriffs_or_chiefs_names_no_agency(head, cells, agency, person, tmp_path):
    (row,) = taken(tmp_path, f"{head}\n{cells}\n")
    assert (row.contact.agency, row.contact.person) == (agency, person)
    assert NAME_MADE in row.repairs


def test_an_office_is_called_by_its_sort_where_its_name_is_a_town(tmp_path):
    head = "Office,Component,Phone,City,State"
    one = entry(tmp_path, head, "Detroit,ERO,313-555-0157,Detroit,MI", "ice_offices.csv")
    assert one.agency == "ERO Detroit"


def test_one_identifier_of_several_rows_tells_none_of_them_apart(tmp_path):
    told = (
        "ORI,Agency,Line,Phone,City,State\n"
        "OH0500400,Boardman Police Department,Dispatch,330-555-0101,Boardman,OH\n"
        "OH0500400,Boardman Police Department,Detectives,330-555-0102,Boardman,OH\n"
        "OH0500400,Boardman Police Department,Detectives,330-555-0102,Boardman,OH\n"
    )
    rows = taken(tmp_path, told)
    assert [bool(row.duplicate_of) for row in rows] == [False, False, True]
    assert [row.contact.desk for row in rows[:2]] == ["Dispatch", "Detectives"]
    told = (
        "Agency Id,Agency,Address,Phone,City,State,Services\n"
        "7,Larkspur,1 Main St,330-555-0142,Salem,OH,Shelter\n"
        "7,Larkspur,9 Far Rd,330-555-0143,Lisbon,OH,Shelter\n"
    )
    assert not any(row.duplicate_of for row in taken(tmp_path, told))


def test_one_agency_in_several_counties_is_no_duplicate(tmp_path):
    told = "Agency,Phone,County,State\n" + "".join(
        f"Columbus Division of Police,614-555-0104,{county},OH\n"
        for county in ("Franklin", "Delaware", "Fairfield")
    )
    assert not any(row.duplicate_of for row in taken(tmp_path, told))


def test_what_is_left_to_the_row_above_comes_from_there(tmp_path):
    told = (
        "Agency,Program,Phone,Address,City,State\n"
        "Larkspur Family Network,Shelter,330-555-0142,1 Main St,Salem,OH\n"
        ",Counselling,330-555-0143,same as above,Salem,OH\n"
        '"""",Legal help,ditto,9 Elm St,Salem,OH\n'
        ",,330-555-0144,,,\n"
    )
    first, second, third, fourth = taken(tmp_path, told)
    assert {r.provider.organisation for r in (first, second, third)} == {"Larkspur Family Network"}
    assert second.provider.address == "1 Main St"
    assert third.provider.phones[0].e164 == "+13305550143"
    assert (FROM_ABOVE in second.repairs, FROM_ABOVE in first.repairs) == (True, False)
    assert fourth.rejected == "no name"


def test_guards_of_a_spreadsheet_are_no_formulas(tmp_path):
    head = "Agency,Phone,Zip,City,State,Services"
    one = entry(
        tmp_path, head, '"=""Larkspur House""",330-555-0142,"=""04330""",Augusta,ME,Shelter'
    )
    assert (one.organisation, one.zip_code) == ("Larkspur House", "04330")


@pytest.mark.parametrize(
    ("name", "columns", "cells", "makes"),
    [
        ("posts.csv", ("agency", "phone"),
         {"agency": ["Metro Drug Unit", "Salem Police", "Lisbon PD", "Ohio ICAC"]}, Makes.CONTACT),
        ("agencies.csv", ("agency", "main phone", "confidential tip line"),
         {"agency": ["Salem Police Department"], "confidential tip line": ["330-555-0101"]},
         Makes.CONTACT),
        ("state_highway_patrol_posts.csv", ("post", "phone"), {"post": ["Warren", "Canfield"]},
         Makes.CONTACT),
        ("list.csv", ("agency", "phone"),
         {"agency": ["Trooper House for Women", "Police Athletic League"]}, Makes.PROVIDER),
    ],
)  # fmt: skip
def test_police_and_help(name, columns, cells, makes):
    cells = {column: cells.get(column, ["330-555-0142"]) for column in columns}
    assert guessed(name, columns, cells).makes is makes


def test_a_table_of_marks_tells_services_and_languages(tmp_path):
    head = "Agency,Phone,City,State,Emergency Shelter,Legal Aid,Counseling,Spanish,Hotline"
    larkspur, thistle, heron = (
        row.provider
        for row in taken(
            tmp_path,
            f"{head}\n"
            "Larkspur House,330-555-0142,Salem,OH,X,,Yes,Y,\u2713\n"
            "Thistle Center,330-555-0143,Salem,OH,,x,by referral,,\n"
            "Heron Place,330-555-0144,Salem,OH,No,X,N,Yes,X\n",
        )
    )
    assert set(larkspur.finer) == {
        Finer.EMERGENCY_SHELTER,
        Finer.COUNSELLING,
        Finer.CRISIS_LINE,
    }
    assert [one.languages for one in (larkspur, thistle, heron)] == [
        ("Spanish",),
        (),
        ("Spanish",),
    ]
    assert (thistle.services, heron.finer) == ((ServiceKind.LEGAL,), (Finer.CRISIS_LINE,))
    assert "counseling: by referral" in thistle.description
    assert [len(one.phones) for one in (larkspur, thistle, heron)] == [1, 1, 1]


def test_police_keep_such_marks_as_notes(tmp_path):
    head = "Agency,ORI,Phone,City,State,Spanish,Victim Advocate"
    one = entry(tmp_path, head, "Salem Police,OH0150100,330-555-0101,Salem,OH,Y,Y")
    assert one.languages == ("Spanish",)
    assert "victim advocate: Y" in one.notes


def test_an_area_code_of_its_own_comes_before_the_number(tmp_path):
    head = "Agency,Area Code,Phone,City,Fax Area Code,Fax,State"
    (row,) = taken(tmp_path, f"{head}\nSalem Police,330,555-0142,Salem,(234),555-0199,OH\n")
    assert row.contact.phones[0].e164 == "+13305550142"
    assert [way.value for way in row.contact.channels] == ["234-555-0199"]
    assert AREA in row.repairs
    assert entry(tmp_path, head, "Salem Police,,555-0142,Salem,,,OH").phones[0].e164 == ""
    whole = entry(tmp_path, head, "Salem Police,330,234-555-0142,Salem,,,OH")
    assert whole.phones[0].e164 == "+12345550142"


@pytest.mark.parametrize(
    "groups", ["Agency,,Address,,,Contact,,", "Agency Information,,Location,,,Contact Info,,"]
)
def test_names_of_columns_in_two_rows_are_put_together(tmp_path, groups):
    (row,) = taken(
        tmp_path,
        f"{groups}\nName,Type,Street,City,State,Name,Phone,Email\n"
        "Salem Police Department,Police,1 Main,Salem,OH,Dana Okafor,330-555-0142,d@example.org\n",
    )
    one = row.contact
    assert (one.agency, one.person, one.address) == (
        "Salem Police Department",
        "Dana Okafor",
        "1 Main",
    )
    assert one.phones[0].e164 == "+13305550142"
    assert row.line == 3


def test_one_row_of_names_and_a_first_row_of_cells_stay_so(tmp_path):
    told = (
        "Agency,,Phone,City\nSalem Police,,330-555-0142,Salem\nLisbon Police,,330-555-0143,Lisbon\n"
    )
    assert [row.contact.agency for row in taken(tmp_path, told)] == [
        "Salem Police",
        "Lisbon Police",
    ]


def test_a_remark_beside_the_columns_is_a_note_and_a_slipped_row_is_none(tmp_path):
    head = "Agency,Address,City,State,Phone,"
    straight, hidden, slipped, bare = taken(
        tmp_path,
        f"{head}\n"
        "Larkspur House,12 Elm St,Salem,OH,330-555-0142,moved in spring\n"
        "Thistle House,12 Elm St,Salem,OH,330-555-0142,Confidential\n"
        "Heron Place,12 Elm St, Suite 4,Salem,OH,330-555-0143\n"
        "Swift House,12 Elm St,Salem,,,330-555-0143\n",
    )
    assert straight.provider.notes == "moved in spring"
    assert REMARK in straight.repairs
    assert hidden.provider.confidential
    assert (slipped.rejected, bare.rejected) == (SLIPPED, SLIPPED)


def test_where_things_are_sent_is_the_place_and_where_bills_go_is_not(tmp_path):
    head = (
        "Account Name,Billing Street,Billing City,Billing State,Shipping Street,Shipping City,"
        "Shipping State,Phone"
    )
    one = entry(tmp_path, head, "Larkspur,PO Box 1,Columbus,OH,12 Elm St,Salem,OH,330-555-0142")
    assert (one.address, one.city) == ("12 Elm St", "Salem")
    one = entry(tmp_path, head, "Larkspur,12 Elm St,Salem,OH,,,,330-555-0142")
    assert (one.address, one.city) == ("12 Elm St", "Salem")


@pytest.mark.parametrize("between", ["/", " / ", " & ", " or "])
def test_a_second_number_in_short_is_written_out_and_said(tmp_path, between):
    (row,) = taken(tmp_path, f"Agency,Phone,State\nSalem Police,330-555-0120{between}0121,OH\n")
    assert [one.e164 for one in row.contact.phones] == ["+13305550120", "+13305550121"]
    assert SHORT in row.repairs
