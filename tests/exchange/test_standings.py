"""Whether a service runs, from status words, days and names; nobody is sent where it does not."""

from datetime import date

import pytest

from hotline_desktop.exchange import standings
from hotline_desktop.exchange.reader import Asked, read
from hotline_desktop.exchange.withheld import CLOSED_BY_NAME, STATUS_IN_WORDS
from hotline_desktop.models.standing import Standing

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("X", Standing.INACTIVE), ("Terminated", Standing.INACTIVE),
        ("Revoked", Standing.INACTIVE), ("Withdrawn", Standing.INACTIVE),
        ("Out of service", Standing.INACTIVE), ("non-operational", Standing.INACTIVE),
        ("Inactif", Standing.INACTIVE), ("Former partner", Standing.INACTIVE),
        ("Orphaned", Standing.INACTIVE),
        ("Ceased operations", Standing.DEFUNCT), ("Disbanded", Standing.DEFUNCT),
        ("Fermé définitivement", Standing.DEFUNCT), ("Cerrado", Standing.DEFUNCT),
        ("Hold", Standing.PAUSED), ("Under investigation", Standing.PAUSED),
        ("Closed to new referrals", Standing.PAUSED), ("En pausa", Standing.PAUSED),
        ("Closed for the season", Standing.PAUSED), ("Full", Standing.PAUSED),
        ("Active", Standing.ACTIVE), ("publish", Standing.ACTIVE), ("Operating", Standing.ACTIVE),
    ],
)  # fmt: skip
def test_status_words(words, standing):
    assert standings.read(words) == (standing, True)


@pytest.mark.parametrize(
    "words", ["Open M-F", "closed to walk-ins", "Closed on Sundays", "Private", "Blue"]
)
def test_what_only_sounds_closed_stays_and_is_noted(words):
    assert standings.read(words) == (Standing.ACTIVE, False)


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Larkspur House PERMANENTLY CLOSED", Standing.DEFUNCT),
        ("Larkspur House (closed 2023)", Standing.DEFUNCT),
        ("Larkspur House - CLOSED", Standing.DEFUNCT),
        ("zzzCLOSED - Larkspur House", Standing.DEFUNCT),
        ("Larkspur House (defunct)", Standing.DEFUNCT),
        ("INACTIVE: Larkspur House", Standing.INACTIVE),
        ("(Inactive) Larkspur House", Standing.INACTIVE),
        ("DELETED Larkspur House", Standing.INACTIVE),
        ("Larkspur House (no longer operating)", Standing.INACTIVE),
        ("Larkspur House (temporarily closed)", Standing.PAUSED),
        ("Closed Head Injury Services", Standing.ACTIVE),
        ("The Closed Door Project", Standing.ACTIVE),
        ("Inactive Duty Center", Standing.ACTIVE),
        ("Zzyzx Shelter", Standing.ACTIVE),
        ("Larkspur House (closed Sundays)", Standing.ACTIVE),
    ],
)
def test_names(name, standing):
    assert standings.by_name(name) is standing


def standing_of(tmp_path, head, cells):
    path = tmp_path / "list.csv"
    path.write_text(f"{head}\n{cells}\n")
    (row,) = read(path, Asked(today=TODAY))
    return row.provider, row.repairs


def test_a_day_on_which_it_ends_counts_once_it_is_here(tmp_path):
    head = "Agency,Phone,City,State,Services,Program End Date"
    past, _ = standing_of(tmp_path, head, "Larkspur,330-555-0142,Salem,OH,Shelter,1/31/2025")
    ahead, told = standing_of(tmp_path, head, "Larkspur,330-555-0142,Salem,OH,Shelter,2031-06-30")
    assert (past.standing, ahead.standing) == (Standing.INACTIVE, Standing.ACTIVE)
    assert "program end date: 2031-06-30" in ahead.notes
    assert STATUS_IN_WORDS in told


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Site Status Description", "Inactive"), ("Record Disposition", "Inactive - funding lost"),
        ("Estatus", "Cerrado"), ("Statut", "Inactif"), ("Vetting Status", "Revoked"),
        ("Partner Status", "Suspended - investigation"), ("ACTIVEYN", "N"), ("STAT_CD", "I"),
        ("post_status", "private"), ("Disbanded", "Y"),
    ],
)  # fmt: skip
def test_columns_that_say_so(tmp_path, column, cell):
    head = f"Agency,Phone,City,State,Services,{column}"
    one, _ = standing_of(tmp_path, head, f"Larkspur,330-555-0142,Salem,OH,Shelter,{cell}")
    assert not one.standing.is_running


def test_an_agency_that_is_closed_is_no_contact_to_offer(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "Agency,Phone,City,State,Status\n"
        "Salem Police Department,330-555-0101,Salem,OH,Active\n"
        "Lisbon Police Department,330-555-0102,Lisbon,OH,Disbanded\n"
        "Leetonia Police Department (closed 2019),330-555-0103,Leetonia,OH,\n"
    )
    rows = [row.contact for row in read(path, Asked(today=TODAY))]
    assert [one.is_refused for one in rows] == [False, True, True]
    assert "status: Disbanded" in rows[1].notes


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("Active", Standing.ACTIVE), ("Full-time", Standing.ACTIVE), ("Full", Standing.ACTIVE),
        ("Private - campus", Standing.ACTIVE), ("Not open 24 hours", Standing.ACTIVE),
        ("Probation", Standing.ACTIVE), ("Duplicate", Standing.ACTIVE), ("", Standing.ACTIVE),
        ("Closed weekends", Standing.ACTIVE), ("Inactive", Standing.INACTIVE),
        ("Temporarily closed", Standing.PAUSED), ("Disbanded 2019", Standing.DEFUNCT),
        ("Decommissioned", Standing.DEFUNCT), ("Shut down", Standing.DEFUNCT),
        ("Dept. eliminated", Standing.DEFUNCT), ("Abolished", Standing.DEFUNCT),
        ("Clausurado", Standing.DEFUNCT), ("Not in service", Standing.DEFUNCT),
        ("Merged with county", Standing.DEFUNCT), ("D", Standing.INACTIVE),
        ("Closed 6-30-2023", Standing.DEFUNCT), ("Closed 30 June 2021", Standing.DEFUNCT),
        ("Closed 12.31.2022", Standing.DEFUNCT), ("Inactive since May 2019", Standing.INACTIVE),
        ("Consolidated into County SO 2021", Standing.DEFUNCT), ("Orphaned", Standing.INACTIVE),
        ("Agency disbanded; see Summit SO", Standing.DEFUNCT),
        ("Permanently staffed", Standing.ACTIVE), ("Lobby closed to public", Standing.ACTIVE),
        ("Closed evenings", Standing.ACTIVE), ("Closed after 5", Standing.ACTIVE),
        ("Closed Labor Day", Standing.ACTIVE), ("Closed: weekends", Standing.ACTIVE),
        ("Jail closed 2019", Standing.ACTIVE), ("K9 unit disbanded", Standing.ACTIVE),
        ("Absorbed Peninsula PD 2021", Standing.ACTIVE), ("Not dissolved", Standing.ACTIVE),
        ("Fully staffed; never closed", Standing.ACTIVE),
        ("Was closed, reopened 2022", Standing.ACTIVE),
        ("Discontinued text line", Standing.ACTIVE),
    ],
)  # fmt: skip
def test_only_what_says_that_it_is_gone_closes_an_agency(status, standing):
    assert standings.of_agency([("status", status)], "Newport Police Department") is standing


@pytest.mark.parametrize("column", ["contact status", "vetting status", "lead status",
                                    "member status", "partner status"])  # fmt: skip
def test_the_status_of_a_person_or_a_check_closes_no_agency(column):
    assert standings.of_agency([(column, "Inactive")], "Newport Police").is_running


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("Newport PD Desk (closed 12-1)", True), ("Lisbon Police - closed 5pm to 8am", True),
        ("Closed Circuit Unit", True), ("Newport Police", True), ("Newport PD DISSOLVED", False),
        ("Newport Police Department Closed", False), ("Newport Police disbanded 2019", False),
        ("Polic\u00eda de Newport (cerrada)", False), ("Newport Police (closed 2019)", False),
        ("Newport Police (closed May 2019)", False), ("Newport PD (closed 6-30-2023)", False),
        ("Newport Police Department (lobby closed)", True), ("Newport PD (Sat/Sun closed)", True),
        ("Newport Police - weekends closed", True), ("Poste de police de La Ferme", True),
    ],
)  # fmt: skip
def test_an_agencys_name_says_that_it_is_gone(name, runs):
    assert standings.of_agency([], name).is_running is runs


def test_a_name_that_says_so_closes_it(tmp_path):
    head = "Agency,Phone,City,State,Services"
    one, told = standing_of(tmp_path, head, "Larkspur (closed 2023),330-555-0142,Salem,OH,Shelter")
    assert one.standing is Standing.DEFUNCT
    assert CLOSED_BY_NAME in told


@pytest.mark.parametrize(
    "name",
    ["Larkspur House - CLOSED 12.31.22", "Larkspur House (closed 30 June 2023)",
     "Larkspur House (closed 6-30-2023)"],
)  # fmt: skip
def test_a_day_after_closed_is_no_hour(name):
    assert standings.by_name(name) is Standing.DEFUNCT


@pytest.mark.parametrize("cell", ["N", "No", "I"])
def test_a_code_of_change_closes_no_emergency_centre(cell):
    assert standings.of_agency([("type of change", cell)], "Newport Police").is_running


@pytest.mark.parametrize("status", ["Suspended", "Dormant", "Lapsed", "Closed evenings"])
def test_what_a_status_of_police_says_is_never_lost(tmp_path, status):
    path = tmp_path / "police.csv"
    path.write_text(
        f"Agency,Phone,City,State,Status\nNewport Police,330-555-0142,Salem,OH,{status}\n"
    )
    (row,) = read(path, Asked(today=TODAY))
    assert row.contact.standing.is_running
    assert f"status: {status}" in row.contact.notes
    assert STATUS_IN_WORDS in row.repairs
