"""What lists hold back, however they call it, stays held back; what they show, is shown."""

import json
import zipfile

import openpyxl
import pytest

from hotline_desktop.actions.place_rows import CODE_IN_WORDS, PlaceRows
from hotline_desktop.exchange import hiding, mapped, offers, withheld, workbooks
from hotline_desktop.exchange.column_names import fields_of, folded
from hotline_desktop.exchange.reader import read
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.standing import Standing
from hotline_desktop.places.gazetteer import Gazetteer

HEAD = "Agency,Services,Address,City,State,Zip,Phone"
ROW = "Larkspur House,Shelter,12 Elm St,Salem,OH,44460,330-555-0142"
OTHER = "Harbor,Food pantry,3 Pine St,Lisbon,OH,44432,330-555-0143"


def rows_of(folder, head, *rows, name="list.csv"):
    path = folder / name
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    place = PlaceRows(Gazetteer.load())
    return [place(row) for row in read(path)]


def with_column(folder, column, cell):
    """Read a shelter whose row has one column more, beside another whose cell is empty."""
    first, second = rows_of(folder, f"{HEAD},{column}", f'{ROW},"{cell}"', f"{OTHER},")
    return first, second


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Confidential", "Yes"), ("Confidential", "-1"), ("Confidential Location?", "Yes (DV)"),
        ("Confidential Location?", "Yes, do not share"), ("Confidential", "Confidential"),
        ("Is Address Private", "1.0"), ("Hide Address", "TRUE"), ("Suppress address", "x"),
        ("DV Shelter - do not publish address", "Y"), ("Undisclosed location", "Yes"),
        ("Secure location", "Yes"), ("Hidden", "Yes"), ("Unlisted", "Y"), ("Confidentiality", "Y"),
        ("Address Privacy", "Private"), ("Address visibility", "Private"), ("Private", "TRUE"),
        ("Dirección confidencial", "Sí"), ("Adresse confidentielle", "x"),
        ("office_is_hidden", "true"), ("Is Private Location", "TRUE"),
        ("Exclude from Website?", "Yes"), ("Custom_Confidential Address", "Yes"),
        ("Publish address", "No"), ("OK to publish address", "N"), ("Public?", "N"),
        ("Address is public", "FALSE"), ("Visible to public", "No"), ("Display Address", "N"),
        ("Show address on website", "0"), ("Published", "No"), ("Location type", "Confidential"),
        ("Do not post address", "Yes"), ("May disclose location to callers", "No"),
        ("Show street on map", "No"), ("Include in directory", "No"), ("Release address", "No"),
        ("OK to give out address", "No"), ("Can address be released", "N"), ("List address", "No"),
        ("Post address online", "No"), ("Web listing", "No"), ("Confidential", "Unknown"),
        ("Confidential", "?"), ("Confidential", "No. The street is confidential"),
        ("Confidential", "No, except the shelter"), ("Publish address?", "Ask first"),
        ("May we publish your address?", "No"), ("Should address be hidden?", "Yes"),
        ("Do you want your address listed in the directory?", "No"), ("Omit address", "Yes"),
        ("OK to share location with callers?", "No"), ("Keep address private", "Yes"),
        ("Visibility", "Staff only"), ("Internal use only", "Yes"), ("Sensitive location", "Yes"),
        ("Ocultar dirección", "Sí"), ("Publicar dirección", "No"), ("Adresse cachée", "x"),
        ("Address Status", "Do not publish"), ("Alert", "Confidential location - do not give"),
        ("Directions", "Address is confidential"),
        ("Application Process", "Call; the address is confidential"),
        ("Service Type", "Confidential shelter"), ("Show in search", "No"),
    ],
)  # fmt: skip
def test_a_hidden_place_is_hidden_whatever_the_column_is_called(tmp_path, column, cell):
    hidden, shown = (row.provider for row in with_column(tmp_path, column, cell))
    assert hidden.confidential
    assert "Elm" not in hidden.whereabouts()
    assert not shown.confidential
    assert hidden.url == ""


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Confidential", "No"), ("Confidential", "FALSE"), ("Confidential", "0.0"),
        ("Confidential", "No - public"), ("Publish address", "Yes"), ("Public?", "1"),
        ("Private insurance accepted", "Yes"), ("Near public transit", "No"),
        ("Confidential counseling", "Yes"), ("Public/Private", "Private nonprofit"),
        ("Private rooms", "Yes"), ("Mailing list", "No"), ("Confidentiality policy", "Yes"),
        ("Private Hospital", "Yes"), ("Fire Suppression", "Yes"), ("Safe House Capacity", "12"),
        ("Hidden disabilities served", "Yes"), ("Testing type", "Confidential"),
        ("Funding", "Undisclosed"), ("Salary", "Confidential"), ("Private Attorney", "Yes"),
        ("Display Address", "12 Elm St"), ("Confidential", "n/a"),
        ("Description", "Emergency shelter, confidential counseling and advocacy"),
        ("Description", "Our site: confidential help for all"),
        ("Notes", "We do not share location data with ICE"),
        ("Excludes", "Men"), ("Restricted", "County residents"), ("Public Agency", "No"),
        ("Public Program", "No"), ("Shared Office", "No"), ("Include Map", "No"), ("Post", "No"),
        ("Share Location", "https://example.org/1"), ("Publish On", "2026-01-02"), ("List", "No"),
        ("Confidential HIV Testing", "Yes"), ("Confidential Records", "Yes"),
        ("Privacy", "HIPAA compliant"), ("Confidentiality", "HIPAA"), ("Internal ID", "4471"),
        ("Display Order", "1"), ("Release Date", "2026-01-02"), ("Show Map", "No"),
        ("Description", "All services at our shelter are confidential"),
        ("Description", "We help survivors keep their address confidential"),
        ("Description", "Assists with the confidential address program"),
        ("Description", "The shelter is private, nonprofit"),
        ("Description", "Provides referral to confidential locations"),
        ("Description", "Location: private home"),
    ],
)  # fmt: skip
def test_what_is_open_stays_open(tmp_path, column, cell):
    assert not with_column(tmp_path, column, cell)[0].provider.confidential


@pytest.mark.parametrize(
    "street",
    ["Confidential", "CONFIDENTIAL LOCATION", "Undisclosed", "Call for location", "Not published",
     "Address withheld", "Confidential - 88 Sampler St", "Dirección confidencial", "Hidden",
     "Redacted", "***", "Protected address", "Unlisted address", "Secure location",
     "Address kept private", "Domicilio reservado", "Address available upon request"],
)  # fmt: skip
def test_a_street_that_is_none_hides_the_place(tmp_path, street):
    (row,) = rows_of(tmp_path, HEAD, ROW.replace("12 Elm St", street))
    assert row.provider.confidential
    assert withheld.BY_WORDS in row.repairs
    assert row.provider.address == (street if "88" in street else "")
    assert street in (row.provider.address, row.provider.written.get("address"))


@pytest.mark.parametrize(
    "street",
    [
        "88 Hidden Valley Rd",
        "4 Private Drive",
        "9 Secret Cove",
        "12 Elm St, no public entrance",
        "Tulalip Reservation",
        "Hidden Valley Plaza",
        "Private Dr",
        "Mobile clinic: call for location",
    ],
)
def test_streets_may_be_called_so(tmp_path, street):
    (row,) = rows_of(tmp_path, HEAD, ROW.replace("12 Elm St", f'"{street}"'))
    assert (row.provider.confidential, row.provider.address) == (False, street)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Notes", "ADDRESS IS CONFIDENTIAL - do not give out"),
        ("Description", "Confidential location. Call the hotline."),
        ("Notes", "Please do not publish the address"),
        ("Notes", "ubicación confidencial"),
    ],
)
def test_words_hide_the_place(tmp_path, column, words):
    hidden, _ = with_column(tmp_path, column, words)
    assert hidden.provider.confidential
    assert withheld.BY_WORDS in hidden.repairs


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("Larkspur House (confidential location)", True), ("CONFIDENTIAL: Larkspur House", True),
        ("Larkspur [confidential]", True), ("Larkspur House - confidential", True),
        ("Confidential Counseling Center", False), ("Hidden Place", False),
    ],
)  # fmt: skip
def test_names_hide_the_place(tmp_path, name, hidden):
    (row,) = rows_of(tmp_path, HEAD, ROW.replace("Larkspur House", name))
    assert row.provider.confidential is hidden


def test_one_unclear_cell_does_not_open_the_others(tmp_path):
    cells = ("No", "Yes", "Ask first")
    for column in ("Publish address?", "OK to publish address"):
        rows = rows_of(tmp_path, f"{HEAD},{column}", *(f"{ROW[:8]}{n}{ROW[8:]},{c}"
                                                       for n, c in enumerate(cells)))  # fmt: skip
        assert [row.provider.confidential for row in rows] == [True, False, True]
    rows = rows_of(tmp_path, f"{HEAD},Publish phone", *(f"{ROW[:8]}{n}{ROW[8:]},{c}"
                                                        for n, c in enumerate(cells)))  # fmt: skip
    assert [len(row.provider.phones) for row in rows] == [0, 1, 0]


def test_a_mark_far_down_the_list_counts(tmp_path):
    many = [f"{ROW[:8]}{n}{ROW[8:]}," for n in range(230)]
    rows = rows_of(tmp_path, f"{HEAD},Publish address", *many, f"{ROW},No")
    assert [row.provider.confidential for row in rows[-2:]] == [False, True]


def test_any_of_several_columns_hides(tmp_path):
    for cells in (",Yes", "No,Yes", "Yes,No"):
        (row,) = rows_of(tmp_path, f"{HEAD},Confidential,Hide Address", f"{ROW},{cells}")
        assert row.provider.confidential, cells


def test_the_street_in_a_column_of_hidden_ones_is_a_note(tmp_path):
    hidden, _ = with_column(tmp_path, "Shelter Address (Confidential)", "88 Sampler St")
    assert hidden.provider.confidential
    assert "88 Sampler St" in hidden.provider.notes
    assert withheld.UNCLEAR in hidden.repairs
    assert "Sampler" not in hidden.provider.address + hidden.provider.description


@pytest.mark.parametrize(
    "column",
    ["Private Phone", "Unlisted Phone", "Phone (do not publish)", "Staff Phone - not public",
     "Internal phone", "Director Cell (internal)", "Site_PhoneConfidential", "Confidential Phone"],
)  # fmt: skip
def test_a_private_number_is_a_note_whatever_its_column_is_called(tmp_path, column):
    hidden, _ = with_column(tmp_path, column, "330-555-0177")
    assert [phone.e164 for phone in hidden.provider.phones] == ["+13305550142"]
    assert "330-555-0177" in hidden.provider.notes


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("Phone,Unlisted Number", "330-555-0177,Yes"), ("Phone,Is Private", "330-555-0177,TRUE"),
        ("Phone,Phone Private?", "330-555-0177,Y"),
        ("Phone 1,Phone 1 Type", "330-555-0177,Private"),
        ("Phone 1,Phone 1 Unlisted?", "330-555-0177,Y"),
        ("Phone 1,Phone 1 Public", "330-555-0177,No"),
    ],
)  # fmt: skip
def test_a_mark_beside_a_number_hides_it(tmp_path, columns, cells):
    head, row = HEAD.removesuffix(",Phone"), ROW.removesuffix(",330-555-0142")
    more = OTHER.replace("330-555-0143", "330-555-0143,")
    hidden, shown = rows_of(tmp_path, f"{head},{columns}", f"{row},{cells}", more)
    assert hidden.provider.phones == ()
    assert "330-555-0177" in hidden.provider.notes
    assert [phone.e164 for phone in shown.provider.phones] == ["+13305550143"]


def test_a_mark_hides_only_the_number_that_it_names(tmp_path):
    head = "Agency,Services,City,State,Phone 1,Phone 2,Phone 2 Private"
    row = "Larkspur,Shelter,Salem,OH,330-555-0142,330-555-0177,Yes"
    (read_in,) = rows_of(tmp_path, head, row)
    assert [phone.e164 for phone in read_in.provider.phones] == ["+13305550142"]


@pytest.mark.parametrize(
    ("what", "mark", "cell"),
    [
        ("Email", "Email is private", "dana@example.org"),
        ("E-mail", "Hide email", "dana@example.org"), ("Contact", "Contact is private", "Dana Ok"),
        ("Contact", "Contact name is private", "Dana Ok"), ("Contact", "Hide name", "Dana Ok"),
    ],
)  # fmt: skip
def test_a_mark_hides_mail_and_persons_too(tmp_path, what, mark, cell):
    head = f"{HEAD},{what},{mark}"
    rows = rows_of(tmp_path, head, f"{ROW},{cell},Yes", f"{OTHER},{cell},Yes - personal")
    for row in rows:
        assert (row.provider.email, row.provider.persons) == ("", ())
        assert cell in row.provider.notes


def test_a_mark_of_nothing_known_is_noted(tmp_path):
    told, _ = with_column(tmp_path, "Contact is private", "Yes")
    assert withheld.NOBODY_MEANT in told.repairs
    assert "contact is private: Yes" in told.provider.notes


def test_numbers_that_say_so_themselves_are_private(tmp_path):
    told = "330-555-0142; director cell 330-555-0177 (unlisted)"
    (row,) = rows_of(tmp_path, HEAD, ROW.replace("330-555-0142", told))
    assert [phone.e164 for phone in row.provider.phones] == ["+13305550142"]
    assert "330-555-0177" in row.provider.notes


@pytest.mark.parametrize(
    "label", ["Internal Affairs", "Internal medicine", "Secret Service", "Private security"]
)
def test_numbers_of_units_that_are_called_so_are_not_private(tmp_path, label):
    head = f"Agency,State,Phone,{label} Phone"
    (row,) = rows_of(tmp_path, head, "Salem Police,OH,330-555-0101,330-555-0102")
    assert [phone.e164 for phone in row.contact.phones] == ["+13305550101", "+13305550102"]
    (row,) = rows_of(tmp_path, "Agency,State,Phone", f"Salem Police,OH,{label}: 330-555-0102")
    assert [phone.e164 for phone in row.contact.phones] == ["+13305550102"]


def test_a_confidential_hotline_is_for_everybody(tmp_path):
    shown, _ = with_column(tmp_path, "Confidential Hotline", "800-555-0100")
    assert [phone.e164 for phone in shown.provider.phones] == ["+13305550142", "+18005550100"]
    assert not shown.provider.confidential


@pytest.mark.parametrize(
    ("labels", "gate"),
    [
        (("director cell", "admin", "hotline"), "2"), (("fax", ""), "1"), (("admin", "fax"), ""),
        (("", "crisis line"), "1"), (("office",), "0"),
    ],
)  # fmt: skip
def test_the_gate_is_no_directors_cell(labels, gate):
    numbers = [Phone(str(at), label=label) for at, label in enumerate(labels)]
    assert withheld.gate(numbers) == gate


@pytest.mark.parametrize(
    ("column", "cell", "refused", "standing"),
    [
        ("Do Not Refer", "Yes - licence lapsed", True, "active"),
        ("Do Not Refer", "DNR", True, "active"), ("Blacklisted?", "Yes", True, "active"),
        ("Custom_Do Not Refer", "x", True, "active"), ("Flag", "Do not refer", True, "active"),
        ("Notes", "Do not refer - see complaint", True, "active"),
        ("Status", "Do Not Refer - complaint", True, "active"),
        ("Accepts Referrals", "No", False, "temporarily closed"),
        ("OK to refer", "No", False, "temporarily closed"),
        ("Status", "Inactive - funding ended", False, "inactive"),
        ("Status", "Deleted", False, "inactive"), ("Status", "Archived", False, "inactive"),
        ("Status", "Temporarily closed until June", False, "temporarily closed"),
        ("Status", "Not accepting new clients", False, "temporarily closed"),
        ("Status", "Pending approval", False, "temporarily closed"),
        ("Active", "0", False, "inactive"), ("Active", "N", False, "inactive"),
        ("Is Active", "F", False, "inactive"), ("Agency Status", "I", False, "inactive"),
        ("Is Deleted", "TRUE", False, "inactive"), ("deleted_at", "2024-03-01", False, "inactive"),
        ("Archived", "x", False, "inactive"), ("Inactive", "Yes", False, "inactive"),
        ("Permanently closed", "Yes", False, "inactive"), ("Operational", "No", False, "inactive"),
        ("Inactive", "No", False, "active"), ("Is Deleted", "FALSE", False, "active"),
        ("Status", "Open", False, "active"), ("Active", "Yes", False, "active"),
        ("Description", "No referral needed, walk in", False, "active"),
        ("Status", "Not closed", False, "active"), ("Status", "Closed Mondays", False, "active"),
        ("Status", "Active - closed holidays", False, "active"),
        ("Status", "Merged 2019, active", False, "active"),
        ("Status", "Active, licence expired", False, "active"),
        ("Status", "Closed", False, "defunct"), ("Closed Captioning", "Yes", False, "active"),
        ("Retired military", "Yes", False, "active"), ("DNR Officer", "Dana Lee", False, "active"),
        ("Closed for lunch", "12-1", False, "active"),
        ("Notes", "Callers do not refer themselves", False, "active"),
        ("Notes", "Schools that do not refer to us can call", False, "active"),
        ("Notes", "Please do not refer clients there", True, "active"),
        ("Notes", "Do not refer after 5pm", False, "active"),
        ("Notes", "Do not refer without calling first", False, "active"),
        ("Notes", "Do not refer clients under 18", False, "active"),
        ("No referral needed", "Yes", False, "active"),
        ("Status", "Closed to public", False, "active"),
        ("Status", "Pending review", False, "active"),
        ("Self Referral Accepted", "No", False, "active"),
    ],
)  # fmt: skip
def test_nobody_is_sent_where_the_list_says_no(tmp_path, column, cell, refused, standing):
    told, other = with_column(tmp_path, column, cell)
    assert (told.provider.do_not_refer, told.provider.standing) == (refused, standing)
    assert not other.provider.is_refused
    if " " in cell and column not in ("Flag", "DNR Officer"):
        assert cell in f"{told.provider.notes}\n{told.provider.description}"


def test_a_status_that_nobody_knows_is_kept_and_said(tmp_path):
    told, _ = with_column(tmp_path, "Status", "Phase two")
    assert told.provider.standing is Standing.ACTIVE
    assert "Phase two" in told.provider.notes
    assert withheld.STATUS_IN_WORDS in told.repairs


def test_any_of_several_columns_refuses(tmp_path):
    (row,) = rows_of(tmp_path, f"{HEAD},Do Not Use,Do Not Refer", f"{ROW},Yes,")
    assert row.provider.do_not_refer
    (row,) = rows_of(tmp_path, f"{HEAD},Active,Agency Status", f"{ROW},Yes,Do not refer")
    assert row.provider.do_not_refer


def workbook(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, state, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row.split(","))
    book.save(path)
    return list(read(path))


def test_sheets_say_what_their_rows_are(tmp_path):
    rows = workbook(
        tmp_path / "book.xlsx",
        ("Open", "visible", (HEAD, OTHER)),
        ("Confidential Shelters", "visible", (HEAD, ROW)),
        ("Do Not Refer", "visible", (HEAD, ROW.replace("Larkspur", "Thistle"))),
    )
    told = [(row.provider.confidential, row.provider.do_not_refer) for row in rows]
    assert told == [(False, False), (True, False), (False, True)]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_named_row_by_row_and_not_taken_in(tmp_path, state):
    rows = workbook(
        tmp_path / "book.xlsx",
        ("Now", "visible", (HEAD, OTHER)),
        ("Old", state, (HEAD, ROW)),
    )
    assert [row.rejected for row in rows] == ["", workbooks.HIDDEN]


def test_every_sheet_of_a_large_workbook_is_read(tmp_path):
    sheets = [(f"County {n}", "visible", (HEAD, f"Place {n},Shelter,,,OH,,")) for n in range(40)]
    assert len(workbook(tmp_path / "book.xlsx", *sheets)) == 40


def linked(folder, **tables):
    path = folder / "hsds.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", "\n".join(rows) + "\n")
    return list(read(path))


PARTS = {
    "organizations": ("id,name,description", "o1,Larkspur House,d"),
    "services": ("id,organization_id,name,status", "s1,o1,Night shelter,active"),
    "locations": ("id,organization_id,name,alternate_name", "l1,o1,Elm,88 Sampler St"),
    "services_at_location": ("id,service_id,location_id", "x1,s1,l1"),
    "physical_addresses": (
        "id,location_id,address_1,city,state_province,postal_code,country",
        "a1,l1,88 Sampler St,Salem,OH,44460,US",
    ),
    "phones": ("id,organization_id,number,type", "p1,o1,330-555-0142,voice"),
}


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("locations", "is_confidential", "Yes"), ("locations", "address_confidential", "Yes"),
        ("physical_addresses", "confidential", "Yes"), ("physical_addresses", "is_private", "TRUE"),
        ("services", "confidential_location", "DV"), ("organizations", "undisclosed", "1"),
        ("locations", "publish_address", "false"), ("locations", "location_type", "confidential"),
        ("physical_addresses", "address_2", "Confidential"),
        ("physical_addresses", "attention", "CONFIDENTIAL - do not publish"),
    ],
)  # fmt: skip
def test_linked_tables_hide_a_place_by_any_of_them(tmp_path, table, column, cell):
    head, row = PARTS[table]
    tables = PARTS | {table: (f"{head},{column}", f"{row},{cell}")}
    (told,) = [row.provider for row in linked(tmp_path, **tables) if row.provider]
    assert told.confidential
    assert "Sampler" not in told.whereabouts()
    assert (told.area, told.gate_phone) == ("", "330-555-0142")
    (open_,) = [row.provider for row in linked(tmp_path, **PARTS) if row.provider]
    assert (open_.confidential, open_.address) == (False, "88 Sampler St")


def test_linked_numbers_people_and_states_are_held_back_too(tmp_path):
    tables = PARTS | {
        "phones": (
            "id,organization_id,number,type,is_private,description",
            "p1,o1,330-555-0177,voice,Yes,", "p2,o1,330-555-0178,voice,,do not publish",
            "p3,o1,330-555-0142 / 330-555-0143,voice,,",
        ),
        "contacts": ("id,organization_id,name,title,is_private", "c1,o1,Dana,Director,Y"),
        "services": ("id,organization_id,name,status", "s1,o1,Night shelter,Inactive - closed"),
    }  # fmt: skip
    (told,) = [row.provider for row in linked(tmp_path, **tables) if row.provider]
    assert [phone.e164 for phone in told.phones] == ["+13305550142", "+13305550143"]
    assert told.persons == ()
    assert all(words in told.notes for words in ("0177", "0178", "Dana"))
    assert told.is_refused


def test_linked_marks_that_are_no_plain_yes_and_a_status_that_refuses(tmp_path):
    head, row = PARTS["phones"]
    tables = PARTS | {
        "phones": (f"{head},private", f"{row},Yes - cell"),
        "services": ("id,organization_id,name,status", "s1,o1,Night shelter,Do not refer"),
    }
    (told,) = [row.provider for row in linked(tmp_path, **tables) if row.provider]
    assert (told.phones, told.do_not_refer) == ((), True)
    assert "330-555-0142" in told.notes


def test_a_term_hides_the_place_and_police_are_named(tmp_path):
    tables = PARTS | {
        "organizations": ("id,name,description", "o1,Salem Police Department,d"),
        "taxonomy_terms": ("id,code,name", "t1,X,Confidential location"),
        "attributes": ("id,link_id,taxonomy_term_id", "b1,s1,t1"),
    }
    (told,) = [row for row in linked(tmp_path, **tables) if row.provider]
    assert told.provider.confidential
    assert offers.POLICE in told.repairs


def test_records_in_a_list_hide_themselves(tmp_path):
    path = tmp_path / "list.json"
    numbers = [{"number": "330-555-0142"}, {"number": "330-555-0177", "is_private": True}]
    services = [{"name": "Food pantry", "accepts_new_clients": True}, {"name": "Shelter"}]
    told = [{"name": "Larkspur", "services": services, "city": "Salem", "phones": numbers}]
    path.write_text(json.dumps(told))
    (row,) = read(path)
    assert [phone.e164 for phone in row.provider.phones] == ["+13305550142"]
    assert not row.provider.confidential
    assert "Food pantry" in row.provider.description
    assert "330-555-0177" in row.provider.notes


def test_camel_case_and_unknown_lists_of_nested_records(tmp_path):
    path = tmp_path / "camel.json"
    place = {"id": "l1", "name": "Main", "addresses": [{"id": "a", "city": "Salem"}]}
    told = {
        "id": "s1", "name": "Night shelter", "minimumAge": "18+", "doNotRefer": "true",
        "organization": {"id": "o1", "name": "Larkspur"},
        "serviceAtLocations": [{"id": "x1", "location": place}],
        "reviews": [{"stars": 5}],
    }  # fmt: skip
    path.write_text(json.dumps([told]))
    (row,) = [row for row in read(path) if row.provider]
    assert (row.provider.city, row.provider.location) == ("Salem", "Main")
    assert (row.provider.min_age, row.provider.do_not_refer) == (18, True)


def test_a_shelter_marked_as_one_is_never_police(tmp_path):
    head = "Agency,Phone,Address,City,State,ORI,Confidential,Do Not Refer"
    rows = rows_of(
        tmp_path, head,
        "Salem Police Department,330-555-0101,1 Main,Salem,OH,OH0150100,,",
        "Larkspur,330-555-0142,12 Elm,Salem,OH,,Yes,",
        "Thistle,330-555-0143,13 Elm,Salem,OH,,,Yes",
        "Lisbon Police Department,330-555-0102,2 Main,Lisbon,OH,OH0150200,,Yes",
    )  # fmt: skip
    police, larkspur, thistle, marked = rows
    assert police.contact
    assert (larkspur.provider.confidential, thistle.provider.do_not_refer) == (True, True)
    assert mapped.MARKED_FOUND in larkspur.repairs
    assert "do not refer: Yes" in marked.contact.notes
    assert mapped.MARKED in marked.repairs


@pytest.mark.parametrize(
    ("names", "police"),
    [
        (("Larkspur", "Safe Haven", "YWCA Mahoning Valley", "Catholic Charities"), 0),
        (("Salem Police Department", "Lisbon Police", "Larkspur House", "Harbor Shelter"), 2),
        (("Homeland Security Investigations Cleveland",), 1), (("Homestead Police Department",), 1),
        (("Salem Police Family Services Unit", "Lisbon Police"), 2), (("Policía de Ponce",), 1),
        (("BIA Office of Justice Services District I", "Salem Police"), 2), (("Salem PD",), 1),
        (("Marshall Medical Center", "Harbor Hospital"), 0),
        (("Salem Police Department", "United Way", "Larkspur", "Goodwill"), 1),
        (("Salem Police Department", *(f"Shelter {n}" for n in range(40))), 1),
    ],
)  # fmt: skip
def test_police_and_help_are_told_apart(tmp_path, names, police):
    rows = rows_of(
        tmp_path, "Agency,Phone,City,State", *(f"{n},330-555-0101,Salem,OH" for n in names)
    )
    assert sum(row.contact is not None for row in rows) == police


@pytest.mark.parametrize(
    ("head", "row", "police"),
    [
        (
            "District,U.S. Attorney,Phone,State",
            "Northern District of Ohio,Dana,330-555-0101,OH",
            True,
        ),
        ("Field Office,Phone,State", "Cleveland,330-555-0101,OH", True),
        ("Task Force,Lead Agency,Counties,State", "Ohio HT,Salem Police,Mahoning,OH", True),
        ("Agency,Phone,State,Dispatch Date", "Larkspur,330-555-0142,OH,2026-01-02", False),
        ("Agency,Phone,State,Chief Executive", "Larkspur,330-555-0142,OH,Dana", False),
        ("Agency,Phone,State,Police Referral Needed", "Larkspur,330-555-0142,OH,No", False),
        ("Shelter Name,Phone,State", "Larkspur,330-555-0142,OH", False),
        ("Org. Name,St. Address,Phone", "Larkspur Shelter,12 Elm,330-555-0142", False),
    ],
)
def test_lists_are_known_by_their_columns(tmp_path, head, row, police):
    (told,) = rows_of(tmp_path, head, row)
    assert not told.rejected
    assert (told.contact is not None) is police


@pytest.mark.parametrize("name", ["Total Health Clinic", "Totals Wellness", "Michigan DNR"])
def test_names_that_are_no_sums_and_no_marks(tmp_path, name):
    (row,) = rows_of(tmp_path, HEAD, ROW.replace("Larkspur House", name))
    assert row.provider is not None
    assert not row.provider.is_refused


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Internal ID Number", "4471"), ("Internal Extension", "12"), ("Listing Number", "0"),
        ("Restricted Number of Beds", "4"), ("Confidential phone line available", "Yes"),
    ],
)  # fmt: skip
def test_no_ordinary_column_takes_the_numbers_away(tmp_path, column, cell):
    told, _ = with_column(tmp_path, column, cell)
    assert [phone.e164 for phone in told.provider.phones] == ["+13305550142"]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Phone Note", "do not give out"), ("Phone Description", "unlisted - staff"),
     ("Phone Notes", "Do not publish"), ("Phone Visibility", "Staff only")],
)  # fmt: skip
def test_a_word_beside_a_number_hides_it(tmp_path, column, cell):
    told, _ = with_column(tmp_path, column, cell)
    assert told.provider.phones == ()
    assert "330-555-0142" in told.provider.notes


def test_what_a_number_is_for_stands_with_it_in_records(tmp_path):
    path = tmp_path / "list.json"
    numbers = [
        {"name": "Main", "number": "330-555-0142"},
        {"label": "Director cell - do not publish", "number": "330-555-0177"},
        {"type": "Intake", "phone_number": "330-555-0143"},
    ]
    own = [{"name": "Confidential location", "value": True}]
    told = {"name": "Larkspur", "services": "Shelter", "phones": numbers, "custom_fields": own}
    path.write_text(json.dumps([told]))
    (row,) = read(path)
    assert [(phone.e164, phone.label.split(", ")[-1]) for phone in row.provider.phones] == [
        ("+13305550142", "Main"), ("+13305550143", "Intake"),
    ]  # fmt: skip
    assert "330-555-0177" in row.provider.notes
    assert row.provider.confidential


def test_numbers_of_people_who_are_held_back_and_alerts(tmp_path):
    tables = PARTS | {
        "contacts": ("id,organization_id,name,is_private", "c1,o1,Dana,Y"),
        "phones": ("id,contact_id,number", "p1,c1,330-555-0188"),
        "services": (
            "id,organization_id,name,alert",
            "s1,o1,Shelter,Do not refer - closed by fire",
        ),
    }
    (told,) = [row.provider for row in linked(tmp_path, **tables) if row.provider]
    assert (told.phones, told.do_not_refer) == ((), True)
    assert "0188" in told.notes
    assert "closed by fire" in told.notes


@pytest.mark.parametrize(
    "title", ["Confidential Shelters", "DV Shelters (confidential)", "Undisclosed"]
)
def test_the_only_sheet_counts_too(tmp_path, title):
    (row,) = workbook(tmp_path / "book.xlsx", (title, "visible", (HEAD, ROW)))
    assert row.provider.confidential


def test_programs_and_desks_of_one_agency_are_several(tmp_path):
    head = "Agency ID,Agency Name,Program Name,Phone,State"
    rows = rows_of(tmp_path, head, "1,Larkspur,Night shelter,330-555-0142,OH",
                   "1,Larkspur,Legal desk,330-555-0143,OH")  # fmt: skip
    assert [row.duplicate_of for row in rows] == ["", ""]
    head = "Agency,Desk,ORI,Phone,State"
    rows = rows_of(tmp_path, head, "Salem Police,Detectives,OH0150100,330-555-0101,OH",
                   "Salem Police,Vice,OH0150100,330-555-0102,OH")  # fmt: skip
    assert [row.duplicate_of for row in rows] == ["", ""]


def test_lines_of_a_report_are_no_entries(tmp_path):
    rows = rows_of(
        tmp_path, HEAD, ROW, HEAD, OTHER, "Grand Totals,3 records,,,,,", "TOTAL,2,,,,,",
        "Page 2 of 9,,,,,,printed",
    )  # fmt: skip
    assert [bool(row.rejected) for row in rows] == [False, True, False, True, True, True]


@pytest.mark.parametrize(
    "title", ["Resource Directory, updated January 2, 2025", "Report:,Providers,,,", "A title"]
)
def test_a_title_above_the_columns_is_no_header(tmp_path, title):
    rows = rows_of(tmp_path, title, "", HEAD, ROW)
    assert [row.provider.organisation for row in rows] == ["Larkspur House"]


def test_what_an_entry_has_no_place_for_is_kept(tmp_path):
    head = f"{HEAD},Contact Person,Job Title,Fax,Age Range"
    (row,) = rows_of(tmp_path, head, f"{ROW},Dana Okafor,Director,330-555-0109,13-17")
    provider = row.provider
    assert [(each.name, each.title) for each in provider.persons] == [("Dana Okafor", "Director")]
    assert ("+13305550109", "fax") in [(phone.e164, phone.label) for phone in provider.phones]
    assert (provider.min_age, provider.max_age) == (13, 17)
    head = "Agency,Phone,State,Status,Description,Alternate Name"
    (row,) = rows_of(tmp_path, head, "Salem Police,330-555-0101,OH,Closed,merged,SPD")
    assert row.contact.standing is Standing.DEFUNCT
    for words in ("status: Closed", "description: merged", "alternate name: SPD"):
        assert words in row.contact.notes


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [("18+", 18, None), ("0-17", None, 17), ("under 18", None, 17), ("12 to 24", 12, 24),
     ("all ages", None, None), ("18 and over", 18, None), ("17 and under", None, 17)],
)  # fmt: skip
def test_ages(tmp_path, cell, low, high):
    told, _ = with_column(tmp_path, "Ages served", cell)
    assert (told.provider.min_age, told.provider.max_age) == (low, high)
    assert not [told for told in told.repairs if "age left out" in told]


@pytest.mark.parametrize(
    ("code", "state", "county"),
    [("1001", "", ""), ("39099.0", "OH", "39099"), ("99", "OH", "39099"), ("099", "OH", "39099"),
     ("1001", "AL", "01001"), ("42003", "OH", ""), ("39099", "", "39099")],
)  # fmt: skip
def test_codes_of_counties(tmp_path, code, state, county):
    head = "Agency,County Code,State,Phone"
    (row,) = rows_of(tmp_path, head, f"Salem Police,{code},{state},330-555-0101")
    assert row.contact.county_fips == county
    if not county:
        assert row.contact.written["fips"] == code
        assert CODE_IN_WORDS in row.repairs


@pytest.mark.parametrize(
    ("words", "county"), [("Mahoning Co.", "Mahoning"), ("Mahoning County, OH", "Mahoning")]
)
def test_counties_as_people_write_them(tmp_path, words, county):
    (row,) = rows_of(tmp_path, "Agency,County,State,Phone", f'Salem Police,"{words}",OH,')
    assert row.contact.county == county
    (row,) = rows_of(tmp_path, "Agency,County,State,Phone", "Salem Police,Mahoning; Trumbull,OH,")
    assert row.contact.jurisdiction == ("39099", "39155")


def test_the_place_for_letters_is_not_mixed_into_the_one_to_go_to(tmp_path):
    head = "Agency,Services,Physical City,Physical State,Mailing Zip,Phone"
    (row,) = rows_of(tmp_path, head, "Larkspur,Shelter,Salem,OH,44503,330-555-0142")
    assert (row.provider.zip_code, row.provider.county) == ("", "Columbiana")


def test_numbers_in_lines_and_extensions(tmp_path):
    head = "Agency,Services,State,Hotline,Office Phone,Ext"
    (row,) = rows_of(tmp_path, head, "Larkspur,Shelter,OH,800-555-0100,330-555-0142,12")
    assert [(p.e164, p.extension) for p in row.provider.phones] == [
        ("+18005550100", ""), ("+13305550142", "12"),
    ]  # fmt: skip
    head = "Agency,Services,State,Zip,Phone,Hours"
    (row,) = rows_of(
        tmp_path, head, 'Larkspur,Shelter,OH,44460,"330-555-0142\n330-555-0143","M-F 9-5\nSat 10-2"'
    )
    assert [phone.e164 for phone in row.provider.phones] == ["+13305550142", "+13305550143"]
    assert row.provider.hours.in_words() == "Mon-Fri 09:00-17:00; Sat 10:00-14:00"


def test_hours_that_may_mean_two_things_stay_in_words(tmp_path):
    for hours in ("M-F 4-12", "Mon-Sun 1-12", "Tu 5-12:30"):
        told, _ = with_column(tmp_path, "Hours", hours)
        assert (told.provider.hours, told.provider.hours_words) == (None, hours)


def test_words_in_angle_brackets_and_none(tmp_path):
    head = f"{HEAD},Email,Description,Fees,Languages"
    row = f'{ROW},Dana <dana@example.org>,Youth <b/w 18 and 24> only,None,"Spanish - No, English"'
    (told,) = rows_of(tmp_path, head, row)
    assert told.provider.email == "dana@example.org"
    assert told.provider.written["email"] == "Dana <dana@example.org>"
    assert "<b/w 18 and 24>" in told.provider.description
    assert told.provider.fees == "None"
    assert told.provider.languages == ("English",)


def test_company_before_department_and_organization_before_person():
    outlook = ("first_name", "last_name", "company", "department", "business_phone")
    fields = fields_of(outlook)
    assert (fields["company"], fields["department"]) == (Field.NAME, Field.SECOND)
    google = ("name", "given_name", "organization_1_-_name", "phone_1_-_value")
    fields = fields_of(google)
    assert (fields["name"], fields["organization_1_-_name"]) == (Field.PERSON, Field.NAME)


def test_a_list_without_a_column_of_names_says_so(tmp_path):
    head = "Person,Phone,City,State"
    (row,) = rows_of(tmp_path, head, "Dana Okafor,330-555-0101,Salem,OH")
    assert row.rejected == mapped.NO_COLUMN_OF_NAMES


def test_flags_are_read_either_way():
    assert hiding.hides("Yes", folded("Hide address")) == (True, True)
    assert hiding.hides("Yes", folded("Publish address")) == (False, True)
    assert hiding.hides("", folded("Publish address")) == (False, True)
    assert hiding.hides("ask first", folded("Publish address")) == (True, False)
    assert hiding.hides("only by hand", folded("Confidential")) == (True, False)


def hsds(**more):
    """Give a nested service at two-service place, as HSDS 3.0 writes it."""
    place = {"id": "l1", "location_type": "physical", "name": "House",
             "addresses": [{"id": "a1", "address_1": "77 Hush Ln", "city": "Salem",
                            "state_province": "OH", "address_type": "physical"}]}  # fmt: skip
    org = {"id": "o1", "name": "Larkspur Org", "description": "Helps"}
    link = {"id": "x1", "location": place}
    group = {"id": "s2", "name": "Support group", "status": "active", "organization": org,
             "service_at_locations": [{"id": "x2", "location": place}]}  # fmt: skip
    one = {"id": "s1", "name": "Shelter", "status": "active", "organization": org,
           "service_at_locations": [link]}  # fmt: skip
    return json.dumps([one | more, group])


def made_of(tmp_path, told):
    path = tmp_path / "services.json"
    path.write_text(told)
    made = (row.provider for row in read(path))
    return {one.service: one for one in made if one and one.service}


def test_an_attribute_says_by_its_label_what_it_holds_back(tmp_path):
    marks = [{"id": "t1", "label": "Address confidential", "value": "Yes"},
             {"id": "t2", "label": "Do not refer", "value": "Yes"},
             {"id": "t3", "label": "Internal note", "value": "side door"}]  # fmt: skip
    made = made_of(tmp_path, hsds(attributes=marks))
    assert (made["Shelter"].confidential, made["Shelter"].do_not_refer) == (True, True)
    assert "side door" in made["Shelter"].notes
    assert "side door" not in made["Shelter"].description
    assert not made["Support group"].do_not_refer


def test_a_place_that_one_service_hides_is_hidden_for_all(tmp_path):
    made = made_of(tmp_path, hsds(description="Safe shelter. The location is confidential."))
    assert made["Support group"].confidential


def test_the_gate_number_is_chosen_by_what_is_said_of_it_anywhere(tmp_path):
    phones = [{"id": "p1", "number": "330-555-0101", "description": "Director's cell"},
              {"id": "p2", "number": "330-555-0102", "description": "24 hour hotline"}]  # fmt: skip
    told = hsds(description="The location is confidential.", phones=phones)
    assert made_of(tmp_path, told)["Shelter"].gate_phone == "330-555-0102"


def test_records_of_another_program_are_not_taken_for_hsds(tmp_path):
    path = tmp_path / "export.json"
    records = [{"id": "7", "name": "Larkspur House", "phone": "330-555-0142", "city": "Salem",
                "state": "OH", "services": ["shelter"], "staff_notes": "side door"}]  # fmt: skip
    path.write_text(json.dumps(records))
    (row,) = read(path)
    assert row.provider.phones[0].e164 == "+13305550142"
    assert "side door" in row.provider.notes


def test_hours_of_which_one_row_cannot_be_read_keep_all_their_words(tmp_path):
    weeks = [{"id": "h1", "byday": "MO,TU", "opens_at": "09:00Z", "closes_at": "17:00Z"},
             {"id": "h2", "byday": "2SA", "opens_at": "10:00", "closes_at": "12:00"}]  # fmt: skip
    made = made_of(tmp_path, hsds(schedules=weeks))["Shelter"]
    assert made.hours is None
    assert "MO,TU 09:00Z-17:00Z" in made.hours_words
    assert "2SA 10:00-12:00" in made.hours_words


def test_hours_with_how_far_they_are_from_utc_are_those_of_the_place(tmp_path):
    weeks = [{"id": "h1", "byday": "MO", "opens_at": "09:00-05:00", "closes_at": "17:00-05:00"}]
    assert made_of(tmp_path, hsds(schedules=weeks))["Shelter"].hours.in_words() == "Mon 09:00-17:00"
