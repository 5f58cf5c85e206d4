"""Columns as other programs call them: names, numbers, identifiers, lines of a town."""

import pytest

from hotline_desktop.errors import BadInputError
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
            "Larkspur House,330-555-0142,Salem,OH,X,,Yes,Y,X\n"
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
    assert "counseling: by referral" in thistle.notes
    assert "legal aid" in thistle.description
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


BESIDE = "Agency,Address,City,State,Phone,"


def test_a_remark_beside_the_columns_is_a_note(tmp_path):
    one, *hidden = taken(
        tmp_path,
        f"{BESIDE}\n"
        "Larkspur House,12 Elm St,Salem,OH,330-555-0142,ask for Ines\n"
        "Thistle House,12 Elm St,Salem,OH,330-555-0143,Confidential\n"
        "Heron House,12 Elm St,Salem,OH,330-555-0144,DV shelter - keep address private\n",
    )
    assert one.provider.notes == "ask for Ines"
    assert REMARK in one.repairs
    assert [row.provider.confidential for row in hidden] == [True, True]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (BESIDE, "Heron Place,12 Elm St, Suite 4,Salem,OH,330-555-0143"),
        (BESIDE, "Swift House,12 Elm St,Salem,,,330-555-0143"),
        (BESIDE, "Kent Police,1 Main,Kent,OH,330-555-0143,CLOSED 2023"),
        (BESIDE, "Kent Police,1 Main,Kent,OH,330-555-0143,disbanded - call Sheriff"),
        (BESIDE, "Kent Police,1 Main,Kent,OH,330-555-0143,number no longer works"),
        (
            "Agency,Phone,State,Confidential,Address,City",
            "Larkspur,330-555-0102,OH,,Yes,12 Elm St,Akron",
        ),
        (
            "Agency,Phone,State,Address,City,Status",
            "Larkspur,330-555-0102,OH,12 Elm St, Suite 3,Akron,Closed",
        ),
        ("Agency,State,Phone,Notes,Status,", "Larkspur,OH,330-555-0102,Ask Ann, nights,Closed"),
        ("Agency,State,Phone,Services,Min Age,Max Age,", "L,OH,330-555-0102,Shelter, food,13,17"),
        (",Agency,,Phone,State,", "0,Kent Police,,330-555-0102,OH,x"),
    ],
)
def test_a_row_that_may_have_slipped_or_speaks_of_a_closing_is_refused(tmp_path, head, cells):
    (row,) = taken(tmp_path, f"{head}\n{cells}\n")
    assert row.rejected == SLIPPED


def test_the_number_of_a_row_under_no_name_is_no_remark(tmp_path):
    head = ",Agency,Phone,State"
    one = entry(tmp_path, head, "0,Kent Police,330-555-0101,OH")
    assert (one.agency, one.notes) == ("Kent Police", "")


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("CONFIDENTIAL SHELTER LOCATIONS - do not publish,,,,Updated March",
         "Name,Phone,Address,City,State"),
        ("Confidential Shelters,2026,,,", "Name,Phone,Address,City,State"),
    ],
)  # fmt: skip
def test_a_title_in_two_cells_is_no_row_of_groups(tmp_path, title, names):
    cells = "Dove Center,330-555-0101,1 Elm St,Akron,OH"
    (row,) = taken(tmp_path, f"{title}\n{names}\n{cells}\n")
    assert row.provider.confidential
    assert row.provider.phones[0].e164


@pytest.mark.parametrize("group", ["Confidential (staff only)", "Not for public release"])
def test_a_group_that_hides_is_not_joined(tmp_path, group):
    with pytest.raises(BadInputError):
        taken(
            tmp_path,
            f"Agency,,,{group},,\nName,Phone,City,Address,Cell,Contact\n"
            "Dove Center,330-555-0101,Akron,1 Elm St,330-555-0190,Ann Ray\n",
        )


def test_two_places_in_groups_are_not_mixed(tmp_path):
    groups = "Agency,,Mailing Address,,,,Physical Address,,,"
    names = "Name,Phone,Street,City,State,ZIP,Street,City,State,ZIP"
    cells = "Dove Center,330-555-0101,PO Box 9,Akron,OH,44301,1 Elm St,Kent,OH,44240"
    one = taken(tmp_path, f"{groups}\n{names}\n{cells}\n")[0].provider
    assert (one.address, one.city, one.zip_code) == ("1 Elm St", "Kent", "44240")


@pytest.mark.parametrize(
    "column",
    ["Shelter closed", "Shelter full", "Cannot provide shelter", "Excludes shelter", "Legal Status",
     "Drug test required", "Housing required", "Asks immigration status", "Interpreter needed",
     "ES", "TH", "Mar", "Near public transportation"],
)  # fmt: skip
def test_a_mark_for_something_else_is_no_offer(tmp_path, column):
    one = entry(tmp_path, f"Agency,Phone,State,{column}", "Larkspur,330-555-0142,OH,X")
    assert (one.services, one.finer, one.languages) == ((), (), ())


def test_words_in_the_place_of_a_mark_may_hide_refuse_and_stay_home(tmp_path):
    head = "Agency,Phone,Address,City,State,Housing"
    plain_one, hidden, refused, named = (
        row.provider
        for row in taken(
            tmp_path,
            f"{head}\n"
            "Larkspur,330-555-0142,1 Elm,Salem,OH,X\n"
            "Thistle,330-555-0143,2 Elm,Salem,OH,Yes - confidential location\n"
            "Heron,330-555-0144,3 Elm,Salem,OH,DO NOT REFER\n"
            "Swift,330-555-0145,4 Elm,Salem,OH,Call Ann at home - do not give out\n"
            "Dove,330-555-0146,5 Elm,Salem,OH,x\n"
            "Wren,330-555-0147,6 Elm,Salem,OH,x\n",
        )
        if row.provider.organisation in ("Larkspur", "Thistle", "Heron", "Swift")
    )
    assert (plain_one.confidential, hidden.confidential) == (False, True)
    assert refused.do_not_refer
    assert (named.description, "Ann" in named.notes) == ("", True)


def test_marks_make_no_police_into_help(tmp_path):
    head = "Agency,Chief,Phone,City,School Resource Officer,Victim Advocate"
    (row,) = taken(
        tmp_path, f"{head}\nAkron,Dana Reed,330-555-0101,Akron,Y,Y\n", "police_departments.csv"
    )
    assert row.contact
    head = "Program,Phone,City,State,Clinic,Pantry"
    one = entry(tmp_path, head, "Larkspur,330-555-0142,Salem,OH,X,X")
    assert one.organisation == "Larkspur"


@pytest.mark.parametrize(
    ("head", "cells", "numbers"),
    [
        ("Agency,Area,Phone,State", "Mesa Police,310,555-0123,AZ", [""]),
        ("Agency,AC,Phone,State", "Mesa Police,310,555-0123,AZ", [""]),
        ("Agency,Phone,Area Code,Cell,Area Code 2,State",
         "Mesa Police,555-0123,330,555-0124,216,AZ", ["", ""]),
        ("Agency,Fax Area Code,Phone,State", "Mesa Police,310,555-0123,AZ", [""]),
        ("Agency,Phone Area Code,Phone,State", "Mesa Police,480,555-0123,AZ", ["+14805550123"]),
    ],
)  # fmt: skip
def test_an_area_code_that_may_be_anothers_is_left(tmp_path, head, cells, numbers):
    one = entry(tmp_path, head, cells)
    assert [phone.e164 for phone in one.phones] == numbers


@pytest.mark.parametrize(
    "cell",
    ["330-555-0120/1234", "330-555-0120 or 4357 (HELP)", "800-555-0120/7233", "330-555-0120 / 2024",
     "330-555-0120 and 2145 Elm St", "+52 614 555 0120/0121", "011-52-614-555-0120/0121",
     "330-555-0120/0119"],
)  # fmt: skip
def test_no_number_is_made_of_what_may_be_something_else(tmp_path, cell):
    one = entry(tmp_path, "Agency,Phone,State", f"Salem Police,{cell},OH")
    assert {phone.e164 for phone in one.phones} <= {"", "+13305550120", "+18005550120"}


@pytest.mark.parametrize("between", ["/", " / ", " & "])
def test_a_second_number_in_short_is_written_out_and_said(tmp_path, between):
    (row,) = taken(tmp_path, f"Agency,Phone,State\nSalem Police,330-555-0120{between}0121,OH\n")
    assert [one.e164 for one in row.contact.phones] == ["+13305550120", "+13305550121"]
    assert SHORT in row.repairs


@pytest.mark.parametrize(
    "remark",
    ["DNR", "no referrals", "blacklisted", "lost funding June", "new number 330-555-0199", "NIS",
     "hidden", "not valid", "now Summit SO", "fax only", "330-555-0199",
     "Confidential - new number 330-555-0199"],
)  # fmt: skip
def test_a_remark_that_somebody_has_to_read_leaves_the_row_refused(tmp_path, remark):
    row = taken(tmp_path, f"{BESIDE}\nHeron Place,12 Elm St,Kent,OH,330-555-0143,{remark}\n")[0]
    assert row.rejected == SLIPPED


def test_numbers_beside_numbers_show_no_place(tmp_path):
    head = "Agency,Fax,Phone"
    row = taken(tmp_path, f"{head}\nHeron PD,330-555-0103, 330-555-0104,330-555-0105\n")[0]
    assert row.rejected == SLIPPED


def test_a_cross_beside_a_tick_says_no(tmp_path):
    head = "Agency,Phone,State,Shelter,Spanish"
    rows = "Heron,330-555-0101,OH,\u2713,X\nSwift,330-555-0102,OH,X,\u2713\n"
    for row in taken(tmp_path, f"{head}\n{rows}"):
        assert (row.provider.services, row.provider.languages) == ((), ())


def test_counties_are_no_languages(tmp_path):
    one = entry(tmp_path, "Agency,Phone,State,Apache,Navajo", "Heron,602-555-0101,AZ,X,X")
    assert one.languages == ()


def test_a_status_under_a_group_speaks_of_the_whole_row(tmp_path):
    names = "Name,County,Name,Phone,Email,Status"
    rows = f"{names}\nSummit County Sheriff,Summit,Ames,330-555-0101,a@example.org,Closed\n"
    (row,) = taken(tmp_path, f"Agency,,Contact,,,\n{rows}")
    assert row.contact.is_refused


@pytest.mark.parametrize(
    ("head", "cells", "agency", "desk"),
    [
        ("Agency,Precinct,Phone,State", "Heron Police,1,330-555-0101,OH", "Heron Police", "1"),
        ("Troop,Station,Phone,County", "F,Middletown,845-555-0101,Orange", "F", "Middletown"),
    ],
)
def test_a_precinct_of_one_sign_is_no_flag(tmp_path, head, cells, agency, desk):
    one = entry(tmp_path, head, cells)
    assert (one.agency, one.desk) == (agency, desk)


def test_a_number_in_short_of_two_sorts_stays_as_written(tmp_path):
    one = entry(tmp_path, "Agency,Phone/Fax,State", "Heron,330-555-0101/0102,OH")
    assert [phone.e164 for phone in one.phones] == [""]
