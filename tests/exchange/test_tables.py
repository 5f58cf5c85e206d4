"""What the two readers make of the cells; hostile files are in tests/actions."""

import zipfile

import pytest

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import agencies, clean, legal_aid, mapped, points, reader, sheets
from hotline_desktop.exchange import table as table_room
from hotline_desktop.exchange.phones import DOUBT
from hotline_desktop.exchange.reader import read
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.import_report import Outcome
from tests.hands.shared_files import AGENCIES, LEGAL_AID, shared

HEAD = "OBJECTID,ID,NAME,TELEPHONE,ADDRESS,CITY,STATE,COUNTY,X,Y"
ROW = "1,7,MARSHALL POLICE DEPARTMENT,330-555-0101,1 MAIN ST,SALEM,OH,COLUMBIANA,-80.8,40.9"


@pytest.fixture
def table(tmp_path):
    def write(*lines, name="list.csv", encoding="utf-8", end="\n"):
        path = tmp_path / name
        path.write_bytes((end.join(lines) + end).encode(encoding))
        return path

    return write


def one(path):
    (row,) = read(path)
    return row


def test_a_row_as_it_should_be(table):
    row = one(table(HEAD, ROW))
    contact = row.contact
    assert row.outcome() is Outcome.ACCEPTED
    assert (row.line, row.county_words) == (2, "COLUMBIANA")
    assert contact.agency == "Marshall Police Department"
    assert contact.kind is AgencyKind.POLICE
    assert contact.phones[0].e164 == "+13305550101"
    assert (contact.address, contact.city, contact.state) == ("1 Main St", "Salem", "OH")
    assert (contact.latitude, contact.longitude) == (40.9, -80.8)
    assert (contact.source, contact.source_id) == (agencies.SOURCE, "7")
    assert contact.verification is None


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8-sig", "\n"), ("utf-8", "\r\n"), ("utf-8", "\r"), ("utf-8-sig", "\r\n")],
)
def test_marks_and_line_ends_of_other_systems(table, encoding, end):
    assert one(table(HEAD, ROW, encoding=encoding, end=end)).outcome() is Outcome.ACCEPTED


def test_columns_in_any_order_and_quoted_commas(table):
    row = one(
        table(
            "Y,X,county,State,City,address,Telephone,Name,id,extra",
            '40.9,-80.8,COLUMBIANA,oh,SALEM,"1 MAIN ST, ROOM ""B""",330-555-0101,A PD,7,x',
        )
    )
    assert row.contact.address == '1 Main St, Room "B"'
    assert row.contact.state == "OH"


def test_windows_letters_are_guessed_and_said_only_where_they_are(table):
    rows = list(read(table(HEAD, ROW, ROW.replace("MARSHALL", "PEÑA").replace("1,7,", "2,8,"),
                           encoding="cp1252")))  # fmt: skip
    assert [row.repairs for row in rows] == [(), (sheets.GUESSED,)]
    assert rows[1].contact.agency == "Peña Police Department"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("330-555-0101", " ", mapped.NO_NUMBER),
        ("330-555-0101", "305-891-8850 xOPT2", DOUBT),
        ("330-555-0101", "\u200e330-555-0101", clean.MARKS),
        ("-80.8,40.9", "40.9,-80.8", points.SWAPPED),
        ("-80.8,40.9", "-8994614.9,4996900.0", points.MERCATOR),
        ("-80.8,40.9", "2.35,48.85", points.ELSEWHERE),
        (",-80.8,40.9", "", table_room.SHORT),
    ],
)
def test_what_is_repaired_is_said(table, old, new, told):
    row = one(table(HEAD, ROW.replace(old, new)))
    assert row.outcome() is Outcome.REPAIRED
    assert told in row.repairs


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("MARSHALL POLICE DEPARTMENT", "NOT AVAILABLE", "no name"),
        ("MARSHALL POLICE DEPARTMENT", "=HYPERLINK(1)", "the name is a formula"),
        ("SALEM,OH", "SALEM, near Lisbon,OH", table_room.SLIPPED),
        ("1 MAIN ST", '"1 MAIN" ST', sheets.QUOTES),
    ],
)
def test_what_is_rejected_says_why(table, old, new, told):
    row = one(table(HEAD, ROW.replace(old, new)))
    assert row.outcome() is Outcome.REJECTED
    assert row.rejected == told
    assert row.contact is None


def test_an_open_quote_swallows_no_row_in_silence(table):
    lines = [ROW.replace("1,7,", f"{n},{n},").replace("0101", f"01{n:02}") for n in range(10, 20)]
    lines[3] = lines[3].replace("1 MAIN ST", '"1 MAIN ST')
    lines[6] = lines[6].replace("1 MAIN ST", '"1 MAIN ST"')
    rows = list(read(table(HEAD, *lines)))
    bad = [row for row in rows if row.rejected]
    assert [(row.line, row.rejected) for row in bad] == [(5, f"{sheets.QUOTES} up to line 8")]
    assert [row.contact.source_id for row in rows if row.contact] == [
        "10", "11", "12", "17", "18", "19",
    ]  # fmt: skip


def test_line_numbers_say_where_a_row_begins(table):
    two = ROW.replace("1 MAIN ST", '"1 MAIN ST\nROOM B"')
    rows = list(read(table(HEAD, two, "", ROW.replace(",7,", ",8,").replace("0101", "0102"))))
    assert [row.line for row in rows] == [2, 5]


def test_duplicates_are_the_same_number_at_the_same_name_and_town(table):
    again = ROW.replace(",7,", ",8,")
    rows = list(
        read(
            table(
                HEAD,
                ROW,
                ROW.replace("0101", "0102"),  # the same identifier, another number
                again.replace("MARSHALL POLICE", "Marshall  Police").replace(
                    "330-555", "(330) 555"
                ),
                again.replace(",8,", ",9,").replace("SALEM", "LISBON"),  # one phone, two offices
                again.replace(",8,", ",10,").replace("0101", "0103"),  # one name, two phones
                again.replace(",8,", ",11,").replace("330-555-0101", ""),  # no phone: no key
                again.replace(",8,", ",12,").replace("330-555-0101", ""),
            )
        )
    )
    assert [row.duplicate_of for row in rows] == [
        "", "", "list.csv, line 2", "", "", "", "",
    ]  # fmt: skip


def test_rows_without_an_identifier_are_told_apart_by_more_than_their_name(table):
    bare = ROW.replace(",7,", ",,").replace("330-555-0101", "")
    rows = list(read(table(HEAD, bare, bare.replace("1 MAIN", "2 MAIN"), bare)))
    assert [row.outcome() for row in rows] == [
        Outcome.REPAIRED, Outcome.REPAIRED, Outcome.DUPLICATE,
    ]  # fmt: skip
    assert len({row.contact.source_id for row in rows}) == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LISBON POLICE DEPARTMENT", AgencyKind.POLICE),
        ("MARSHALL POLICE DEPARTMENT", AgencyKind.POLICE),
        ("COURTLAND POLICE DEPARTMENT", AgencyKind.POLICE),
        ("PUEBLO POLICE DEPARTMENT", AgencyKind.POLICE),
        ("COLLEGE PARK POLICE DEPARTMENT", AgencyKind.POLICE),
        ("UNIVERSITY CITY POLICE DEPARTMENT", AgencyKind.POLICE),
        ("STATE COLLEGE POLICE DEPARTMENT", AgencyKind.POLICE),
        ("INDIAN HILLS POLICE DEPARTMENT", AgencyKind.POLICE),
        ("FEDERAL WAY POLICE DEPARTMENT", AgencyKind.POLICE),
        ("SALEM POLICE DEPARTMENT / SALEM CITY JAIL", AgencyKind.POLICE),
        ("CADIZ TOWN MARSHAL", AgencyKind.POLICE),
        ("MAHONING COUNTY SHERIFFS OFFICE", AgencyKind.SHERIFF),
        ("OHIO STATE HIGHWAY PATROL - CANFIELD", AgencyKind.STATE_POLICE),
        ("ALASKA STATE TROOPERS - NOME", AgencyKind.STATE_POLICE),
        ("STATE UNIVERSITY OF NEW YORK POLICE", AgencyKind.CAMPUS_POLICE),
        ("KENT INDEPENDENT SCHOOL DISTRICT POLICE", AgencyKind.CAMPUS_POLICE),
        ("KAW NATION POLICE DEPARTMENT", AgencyKind.TRIBAL_POLICE),
        ("PUEBLO OF LAGUNA POLICE DEPARTMENT", AgencyKind.TRIBAL_POLICE),
        ("BUREAU OF INDIAN AFFAIRS SUBSTATION", AgencyKind.FEDERAL),
        ("MAHONING VALLEY LAW ENFORCEMENT TASK FORCE", AgencyKind.TASK_FORCE),
        ("4TH DISTRICT DRUG TASK FORCE", AgencyKind.OTHER),
        ("LEE COUNTY CONSTABLE - PRECINCT 4", AgencyKind.OTHER),
        ("DALLAS CITY MARSHALS OFFICE", AgencyKind.OTHER),
        ("WHITLEY COUNTY JAIL", AgencyKind.OTHER),
        ("ROCK ISLAND STATE PARK - RANGER STATION", AgencyKind.OTHER),
    ],
)
def test_the_kind_is_guessed_from_the_name(name, kind):
    assert agencies.kind_of(name) is kind


def test_titles():
    assert agencies.titled("O'FALLON PD / SAINT MARY'S OF THE-LAKE II") == (
        "O'Fallon PD / Saint Mary's of the-Lake II".replace("the-Lake", "The-Lake")
    )
    assert agencies.titled("McKees Rocks") == "McKees Rocks"


def aid(folder, **tables):
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


ORGANIZATIONS = [
    "organization_uuid,organization_name,organization_email",
    "o1,Harbor Aid,a@example.org",
]
SERVICES = [
    "service_uuid,organization_uuid,organization_name,service_name,service_min_age,service_max_age,service_areas,",
    "s1,o1,Harbor Aid,Housing,18,200,Broward County,",
    "s2,o1,Harbor Aid,Visas,often,,Broward County; Lee County,",
    "s3,o1,Harbor Aid,Slipped,,,,Broward County",
]  # fmt: skip
LOCATIONS = [
    "location_uuid,organization_uuid,organization_name,location_name,location_address,phones",
    'l1,o1,Harbor Aid,Dock Street,"4 Dock St, Miami, FL 33133","main: 305-555-0144, tdd: 711"',
    "l2,o1,Harbor Aid,Anywhere,State: <b>FL</b>,",
    "l3,,,Nobody,,",
]


def test_one_of_three_tables_brings_its_siblings(tmp_path):
    aid(tmp_path, organizations=ORGANIZATIONS, services=SERVICES, locations=LOCATIONS)
    whole = [(row.file, row.line, row.outcome()) for row in read(tmp_path)]
    assert len(whole) == 7
    for name in ("organizations.csv", "services.csv", "locations.csv"):
        rows = list(read(tmp_path / name))
        assert rows[0].file == name
        assert sorted((row.file, row.line, row.outcome()) for row in rows) == sorted(whole)


def test_providers_are_never_vetted_and_nothing_is_invented(tmp_path):
    aid(tmp_path, organizations=ORGANIZATIONS, services=SERVICES, locations=LOCATIONS)
    rows = {(r.provider.source_id if r.provider else r.file): r for r in read(tmp_path)}
    assert all(row.provider.vetting is None for row in rows.values() if row.provider)
    housing = rows["s1"].provider
    assert (housing.min_age, housing.max_age) == (18, None)
    assert housing.phones[0].e164 == "+13055550144"
    assert housing.phones[0].label == "main at Dock Street"
    assert (housing.state, rows["s1"].place_words) == ("FL", "Broward County, FL")
    assert (rows["s2"].place_words, rows["s2"].repairs) == ("", (legal_aid.NO_AGE,))
    assert rows["l1"].provider.address == "4 Dock St, Miami, FL 33133"
    assert rows["l1"].place_words == "33133"
    assert (rows["l2"].provider.state, rows["l2"].repairs) == ("FL", (clean.MARKUP,))
    assert rows["locations.csv"].rejected == "no organization"
    assert rows["services.csv"].rejected == table_room.SLIPPED


def test_without_locations_no_state_is_made_up(tmp_path):
    aid(tmp_path, organizations=ORGANIZATIONS)
    assert one(tmp_path).provider.state == ""
    assert one(tmp_path).provider.phones == ()


def test_an_archive_reads_like_its_folder_and_its_paths_mean_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    aid(tmp_path / "in", organizations=ORGANIZATIONS, services=SERVICES, locations=LOCATIONS)
    packed = tmp_path / "in.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, stored in (
            ("locations.csv", "../../locations.csv"),
            ("organizations.csv", "/etc/organizations.csv"),
            ("services.csv", "a\\..\\services.csv"),
        ):
            archive.write(tmp_path / "in" / name, stored)
    before = sorted(tmp_path.rglob("*"))
    assert [r.provider for r in read(packed)] == [r.provider for r in read(tmp_path / "in")]
    assert sorted(tmp_path.rglob("*")) == before


def test_an_agency_list_may_be_packed(table, tmp_path):
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as archive:
        archive.write(table(HEAD, ROW), "National List.CSV")
    assert one(tmp_path / "l.zip").contact.source_id == "7"


def test_there_is_a_most_of_rows(table, monkeypatch):
    monkeypatch.setattr(table_room, "MOST_ROWS", 2)
    with pytest.raises(BadInputError, match="more than 2 rows"):
        list(read(table(HEAD, ROW, ROW, ROW)))


def test_the_national_list_adds_up():
    rows = list(read(shared(AGENCIES)))
    assert len(rows) == 23_611
    told = [row.outcome() for row in rows]
    assert told.count(Outcome.REJECTED) == 0
    assert told.count(Outcome.DUPLICATE) == 10
    assert {row.file for row in rows} == {shared(AGENCIES).name}
    kept = [row.contact for row in rows if row.outcome() is not Outcome.DUPLICATE]
    assert len({contact.source_id for contact in kept}) == len(kept)
    assert sum(bool(contact.phones and contact.phones[0].e164) for contact in kept) == 23_600
    assert all(contact.latitude for contact in kept)
    perry = [c for c in kept if c.agency == "Perry Township Police Department" and c.state == "OH"]
    assert len(perry) == 5


def test_the_legal_aid_export_adds_up():
    rows = list(read(shared(LEGAL_AID)))
    files = [row.file for row in rows]
    assert [files.count(f) for f in ("organizations.csv", "services.csv", "locations.csv")] == [
        20, 135, 378,
    ]  # fmt: skip
    (slipped,) = (row for row in rows if row.rejected)
    assert (slipped.file, slipped.rejected) == ("services.csv", table_room.SLIPPED)
    (wrong,) = (row for row in rows if DOUBT in row.repairs)
    assert wrong.provider.phones[0].as_written == "7274-821-0726"


def test_chunks_are_small_and_tell_what_was_not_used(table):
    rows = [ROW.replace(",7,", f",{n},").replace("0101", f"{n:04}") for n in range(1000)]
    heard = []
    answers = list(
        reader.answer(b"{}\n" + str(table(HEAD + ",STRAY_WORDS", *rows)).encode(), heard.append)
    )
    chunks = [reader.msgspec.json.decode(answer, type=reader.Chunk) for answer in answers]
    assert chunks[-1].unused_columns == ("objectid", "stray_words")
    assert [len(chunk.rows) for chunk in chunks] == [0, 400, 400, 200]
    assert heard == [b"400", b"800"]
