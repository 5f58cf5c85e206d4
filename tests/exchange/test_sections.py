"""Headings between rows: of a place, of a sort, of what is held back; and what ends each."""

import pytest

from hotline_desktop.exchange.mapped import ONLY_A_NAME, UNDER
from hotline_desktop.exchange.reader import read
from hotline_desktop.exchange.said import STATE_OF_LIST
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.service_kind import ServiceKind
from hotline_desktop.models.standing import Standing

HEAD = "Program,Address,City,State,Phone,Notes\n"
FIRST = "Larkspur House,12 Elm St,Salem,OH,330-555-0142,\n"
SECOND = "Harbor Place,9 Oak St,Lisbon,OH,330-555-0143,\n"
THIRD = "Juniper Hall,3 Bay St,Salem,OH,330-555-0144,\n"


def entries(tmp_path, told, name="list.csv"):
    path = tmp_path / name
    path.write_text(told)
    return [row.provider or row.contact or row.rejected for row in read(path)]


def test_what_stands_under_confidential_shelters_is_confidential(tmp_path):
    told = f"{HEAD}{FIRST}CONFIDENTIAL SHELTERS,,,,,\n{SECOND}Legal Services,,,,,\n{THIRD}"
    first, head, second, other, third = entries(tmp_path, told)
    assert (head, other) == (ONLY_A_NAME, ONLY_A_NAME)
    assert [one.confidential for one in (first, second, third)] == [False, True, False]
    assert ServiceKind.HOUSING in second.services
    assert third.services == (ServiceKind.LEGAL,)


@pytest.mark.parametrize(
    "between",
    ["Call first", "* means around the clock", "Ohio", "Columbiana County", "Total: 1", "Northern"],
)
def test_nothing_but_another_sort_lays_a_shelter_open(tmp_path, between):
    told = f"{HEAD}Confidential shelters (2),,,,,\n{FIRST}{between},,,,,\n{SECOND}"
    assert [one.confidential for one in entries(tmp_path, told)[1::2]] == [True, True]


def test_what_stands_under_do_not_refer_is_not_referred_to_and_closed_does_not_run(tmp_path):
    told = f"{HEAD}--- DO NOT REFER ---,,,,,\n{FIRST}Inactive programs,,,,,\n{SECOND}"
    _, first, _, second = entries(tmp_path, told)
    assert (first.do_not_refer, second.do_not_refer) == (True, False)
    assert (first.standing, second.standing) == (Standing.ACTIVE, Standing.INACTIVE)


def test_a_name_that_sounds_so_is_no_heading_of_what_is_closed(tmp_path):
    told = f"{HEAD}Closed Head Injury Services,,,,,\n{FIRST}"
    assert entries(tmp_path, told)[1].standing is Standing.ACTIVE


def test_a_title_above_the_columns_holds_for_all(tmp_path):
    told = f"Confidential shelter directory\nas of 2026\n{HEAD}{FIRST}"
    (first,) = entries(tmp_path, told)
    assert first.confidential
    told = f"Shelter directory\nCONFIDENTIAL\n{HEAD}{FIRST}"  # a document's mark, not a place's
    (first,) = entries(tmp_path, told)
    assert not first.confidential


def test_states_and_counties_hold_for_rows_that_say_none(tmp_path):
    told = (
        "Agency,Phone,City,State\nOHIO,,,\nMahoning County,,,\nSalem Police,330-555-0101,,\n"
        "Lisbon Police,207-555-0102,Lisbon,ME\nTEXAS (cont.),,,\nLarkmoor Sheriff,512-555-0103,,\n"
    )
    rows = list(read(write(tmp_path, told)))
    told = [(r.contact.state, r.county_words) for r in rows if r.contact]
    assert told == [("Ohio", "Mahoning County"), ("ME", ""), ("Texas", "")]
    assert STATE_OF_LIST in rows[2].repairs
    assert UNDER.format('"OHIO", "Mahoning County"') in rows[2].repairs
    assert STATE_OF_LIST not in rows[3].repairs


def write(tmp_path, told):
    path = tmp_path / "list.csv"
    path.write_text(told)
    return path


def test_police_and_help_under_their_headings(tmp_path):
    told = (
        "Name,Phone,City,State\nSHERIFF'S OFFICES,,,\nLarkmoor,330-555-0101,Salem,OH\n"
        "Harbor Shelter,330-555-0103,Salem,OH\nPolice Departments,,,\n"
        "Salem,330-555-0102,Salem,OH\nVictim services,,,\nBayside,330-555-0104,Salem,OH\n"
    )
    _, sheriff, shelter, _, police, _, help_ = entries(tmp_path, told)
    assert (sheriff.kind, police.kind) == (AgencyKind.SHERIFF, AgencyKind.POLICE)
    assert shelter.organisation == "Harbor Shelter"
    assert help_.organisation == "Bayside"


def test_a_heading_in_every_cell_or_under_another_column_is_one(tmp_path):
    told = (
        "Id,Program,City,Phone\nConfidential shelters,,,\n1,Larkspur House,Salem,330-555-0142\n"
        "Legal aid,Legal aid,Legal aid,Legal aid\n2,Harbor Place,Lisbon,330-555-0143\n"
    )
    one, first, other, second = entries(tmp_path, told)
    assert (one, other) == (ONLY_A_NAME, ONLY_A_NAME)
    assert (first.confidential, second.confidential) == (True, False)


def test_a_list_of_two_columns_has_headings_too(tmp_path):
    told = "Program,Phone\nConfidential shelters,\nLarkspur House,330-555-0142\nHarbor Place,\n"
    head, first, second = entries(tmp_path, told)
    assert head == ONLY_A_NAME
    assert (first.confidential, second.confidential) == (True, True)
    assert second.organisation == "Harbor Place"


def test_a_sheet_called_by_its_state_tells_the_state(tmp_path):
    told = "Agency,Phone,City,State\nSalem Police,330-555-0101,,\nLisbon Police,207-555-0102,,ME\n"
    (tmp_path / "Ohio.csv").write_text(told)
    rows = list(read(tmp_path / "Ohio.csv"))
    assert [row.contact.state for row in rows] == ["Ohio", "ME"]
    (tmp_path / "or.csv").write_text(told)
    assert [row.contact.state for row in read(tmp_path / "or.csv")] == ["", "ME"]


def test_an_agency_called_by_its_county_alone_is_no_heading(tmp_path):
    told = "ORI,Agency,State,Latitude,Longitude\nOH0500000,Mahoning County,OH,41.01,-80.77\n"
    (one,) = entries(tmp_path, told)
    assert (one.agency, one.ori) == ("Mahoning County", "OH0500000")


def test_a_heading_with_a_remark_beside_it_is_one(tmp_path):
    told = (
        f"#,{HEAD},CONFIDENTIAL SHELTERS,do not give out,,,,\n1,{FIRST}B.,CLOSED AGENCIES,,,,,\n"
        f"2,{SECOND}"
    )
    one, first, other, second = entries(tmp_path, told)
    assert (one, other) == (ONLY_A_NAME, ONLY_A_NAME)
    assert (first.confidential, second.standing) == (True, Standing.DEFUNCT)


def test_a_bare_name_of_somebody_says_nothing_of_the_rows_below(tmp_path):
    told = f"{HEAD}Larkmoor Legal Aid,,,,,\n{FIRST}Confidential shelters,,,,,\n{SECOND}"
    told += f"Larkmoor Legal Aid,,,,,\n{THIRD}"
    name, first, _, second, _, third = entries(tmp_path, told)
    assert name == ONLY_A_NAME
    assert first.services == ()
    assert (second.confidential, third.confidential) == (True, True)  # a name ends nothing
