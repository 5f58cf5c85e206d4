"""What streets, names, prose, headings and columns hold back; and what only sounds like it."""

import pytest

from hotline_desktop.exchange import held_words, hiding
from hotline_desktop.exchange.reader import read
from hotline_desktop.exchange.withheld import FOR_STAFF, SPOKEN_OF
from hotline_desktop.models.column_map import Field


@pytest.mark.parametrize(
    "street",
    [
        "12 Elm St (not for publication)", "12 Elm St (staff only)", "12 Elm St [hidden]",
        "12 Elm St (unlisted)", "12 Elm St (internal use)", "12 Elm St (safe home)",
        "12 Elm St *conf*", "12 Elm St (no divulgar)", "12 Elm St, keep private",
        "secret: 12 Elm St", "Private address: 12 Elm St", "Safe house; 12 Elm St",
        "12 Elm St - shelter, don't give to callers", "12 Elm St. Do NOT tell callers",
        "12 Elm St DO NOT SHARE", "CONF", "Conf.", "Private Residence", "N/A - DV shelter",
        "provided upon intake", "Given at intake", "call hotline", "Ask supervisor",
    ],
)  # fmt: skip
def test_streets_that_hide_themselves(street, tmp_path):
    assert held_words.in_street(street)[0]
    path = tmp_path / "list.csv"
    path.write_text(
        f'Agency,Phone,Address,City,State,Services\nLarkspur,330-555-0142,"{street}",Salem,OH,x\n'
    )
    (row,) = read(path)
    assert row.provider.confidential


@pytest.mark.parametrize(
    "street",
    ["12 Private Dr", "4 Secret Lake Rd", "9 Confederate Ave", "1 Hidden Valley Ln, Suite 2",
     "100 Conference Way", "12 Protection St", "5 Safe Harbor Ct", "77 Unlisted-Barnes Rd"],
)  # fmt: skip
def test_streets_of_such_names_are_streets(street):
    assert held_words.in_street(street) == (False, street)


@pytest.mark.parametrize(
    "prose",
    [
        "Please do not share our address with anyone.",
        "Safe house, address not public.",
        "Location private, do not render",
        "The location is kept secret.",
    ],
)
def test_prose_that_hides_the_place(prose):
    assert held_words.in_words(prose)


@pytest.mark.parametrize(
    "prose",
    [
        "Do not share the address with the abuser.",
        "Private rooms for families.",
        "Confidential counseling at our location.",
        "Location, parking and transit.",
        "We keep your address confidential.",
    ],
)
def test_prose_that_does_not(prose):
    assert not held_words.in_words(prose)


@pytest.mark.parametrize(
    ("column", "cells", "held"),
    [
        ("conf addr ind", ("Y", "N"), Field.CONFIDENTIAL), ("conf", ("Y", ""), Field.CONFIDENTIAL),
        ("addr conf", ("Y",), Field.CONFIDENTIAL), ("sensitive", ("Y", "N"), Field.CONFIDENTIAL),
        ("can address be shared", ("No",), Field.CONFIDENTIAL),
        ("is it ok to list your street address", ("no",), Field.CONFIDENTIAL),
        ("record visibility", ("Private",), Field.CONFIDENTIAL),
        ("showonmap", ("N",), Field.CONFIDENTIAL), ("no publish", ("1",), Field.CONFIDENTIAL),
        ("who may see address", ("Staff",), Field.CONFIDENTIAL),
        ("unlisted dispatch", ("330-555-0101",), Field.PRIVATE),
        ("back line le only", ("330-555-0101",), Field.PRIVATE),
        ("backdoor number not for clients", ("330-555-0101",), Field.PRIVATE),
        ("home phone", ("330-555-0101",), Field.PRIVATE),
        ("personal cell", ("330-555-0101",), Field.PRIVATE),
        ("do not contact", ("checked", ""), Field.DO_NOT_REFER),
        ("confidential tip line", ("330-555-0101",), None),
        ("conference phone", ("330-555-0101",), None), ("home visits", ("Y", "N"), None),
        ("list price", ("12",), None), ("show times", ("9-5",), None),
    ],
)  # fmt: skip
def test_columns_by_name_and_cells(column, cells, held):
    assert hiding.field_of(column, cells) is held


@pytest.mark.parametrize(
    "heading",
    ["Safe homes", "SHELTERS (CONF.)", "Domestic violence (hidden)", "Albergues confidenciales",
     "Refuges confidentiels", "Private - staff only", "Restricted", "DV shelters (confid.)"],
)  # fmt: skip
def test_headings_and_sheets_of_hidden_places(heading):
    assert held_words.by_sheet(f"list, {heading}") == {Field.CONFIDENTIAL: "yes"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Not for referral", Field.DO_NOT_REFER), ("CLOSED / NO LONGER OPERATING", Field.STATUS),
        ("FORMER PARTNERS", Field.STATUS), ("Defunct or merged", Field.STATUS),
        ("On hold", Field.STATUS), ("Retired 2024", Field.STATUS), ("Removed 2025", Field.STATUS),
    ],
)  # fmt: skip
def test_headings_and_sheets_of_what_is_no_more(heading, field):
    assert list(held_words.by_sheet(f"list, {heading}")) == [field]


@pytest.mark.parametrize("heading", ["Shelters", "Safety planning", "Homes", "Open late", "Legal"])
def test_headings_that_hold_nothing_back(heading):
    assert held_words.by_sheet(f"list, {heading}") == {}


@pytest.mark.parametrize(
    ("told", "is_for_staff"),
    [
        ("Emergency shelter. [STAFF ONLY: the director lives on site]", True),
        ("Internal note - do not share with callers: the door sticks", True),
        ("Shelter run by staff only trained in trauma care for women", True),  # told, not shown
        ("Emergency shelter for women; staff speak Spanish", False),
    ],
)
def test_a_description_for_staff_goes_into_the_notes(told, is_for_staff, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        f'Agency,Phone,City,State,Description\nLarkspur,330-555-0142,Salem,OH,"{told}"\n'
    )
    (row,) = read(path)
    kept = ("", told) if is_for_staff else (told, "")
    assert (row.provider.description, row.provider.notes) == kept
    assert (FOR_STAFF in row.repairs) == is_for_staff


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("Alt phone is personal cell - DO NOT RELEASE", True), ("2nd number LE use only", True),
        ("Name confidential, works undercover", True), ("Unlisted line for officers", True),
        ("Call the main number after 5", False), ("Confidential counselling. Ask by phone", False),
    ],
)  # fmt: skip
def test_notes_that_speak_of_a_number_nobody_knows_which(notes, told, tmp_path):
    path = tmp_path / "list.csv"
    head = "Agency,Phone,Alt Phone,City,State,Remarks"
    cells = f'Salem Police,330-555-0101,330-555-0102,Salem,OH,"{notes}"'
    path.write_text(f"{head}\n{cells}\n")
    (row,) = read(path)
    assert (SPOKEN_OF in row.repairs) == told
