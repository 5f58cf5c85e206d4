"""Taking a directory in: real child, real vault; nothing half-written, nothing of ours lost."""

import hashlib
import os
from datetime import date
from pathlib import Path

import msgspec
import pytest

from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.actions.place_rows import FAR, NO_COUNTY, NO_STATE, STATE_BY_PLACE
from hotline_desktop.actions.undo_import import UndoImport
from hotline_desktop.actions.verify_contact import VerifyContact
from hotline_desktop.child import CancelledError
from hotline_desktop.models import known_entry
from hotline_desktop.models.area import Where
from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.import_report import KNOWN, Outcome
from hotline_desktop.models.provider import Vetting
from hotline_desktop.models.standing import Standing
from hotline_desktop.models.tri import Tri
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import check, directory, trail
from hotline_desktop.vault.vault import DiskFullError
from tests.hands.finding import find
from tests.hands.office import NIGHT
from tests.hands.shared_files import AGENCIES, LEGAL_AID, shared

HEAD = "ID,NAME,TELEPHONE,ADDRESS,CITY,STATE,COUNTY,X,Y"
SALEM = "7,SALEM POLICE DEPARTMENT,330-555-0101,1 MAIN ST,SALEM,OH,COLUMBIANA,-80.8,40.9"
LISBON = "8,LISBON POLICE DEPARTMENT,330-555-0102,2 MAIN ST,LISBON,OH,COLUMBIANA,-80.7,40.7"


@pytest.fixture
def verb(bare):
    return ImportDirectory(bare, Gazetteer.load())


@pytest.fixture
def file(tmp_path):
    def write(*lines, name="list.csv"):
        path = tmp_path / name
        path.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
        return path

    return write


def everything(vault):
    """A digest over every row that an import could touch."""
    digest = hashlib.sha256()
    for table in ("entry", "jurisdiction", "entry_place", "trail", "situation", "advocate"):
        for row in vault.rows(f"SELECT * FROM {table} ORDER BY 1, 2"):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def directory_of(vault):
    """Everything a search or a card could show."""
    rows = vault.rows("SELECT * FROM entry ORDER BY id")
    found = {row[1]: row[1:] for row in rows}
    words = vault.rows("SELECT count(*) FROM entry_words")
    areas = vault.rows("SELECT * FROM jurisdiction ORDER BY 1, 2")
    places = vault.rows("SELECT south, west FROM entry_place ORDER BY 1, 2")
    return found, words, areas, places


def taken(verb, path):
    return verb.commit(verb.preview(path))


def add_up(report):
    parts = (report.accepted, report.repaired, report.rejected, report.duplicates)
    return report.rows == sum(parts) > 0


def salem(verb):
    (hit,) = find(verb.desk.vault, "salem police")
    return directory.contact(verb.desk.vault, hit.id)


def test_a_preview_writes_nothing(verb, file):
    before = everything(verb.desk.vault)
    preview = verb.preview(file(SALEM, LISBON, ",,,,,,,,x"))
    assert (preview.report.rows, preview.report.accepted, preview.report.rejected) == (3, 2, 1)
    assert everything(verb.desk.vault) == before


def test_what_is_taken_in_can_be_called_and_is_not_verified(verb, file):
    report = taken(verb, file(SALEM, LISBON))
    assert (report.rows, report.accepted) == (2, 2)
    contact = salem(verb)
    assert contact.county_fips == "39029"
    assert contact.timezone == "America/New_York"
    assert contact.jurisdiction == ("39029",)
    assert contact.phones[0].e164 == "+13305550101"
    assert not contact.is_verified(NIGHT)
    assert len(directory.holding(verb.desk.vault, Where("39029", "", "OH"))) == 2


def test_one_line_of_the_trail_tells_it(verb, file):
    before = len(trail.lines(verb.desk.vault))
    taken(verb, file(SALEM, LISBON, ",,,,,,,,x"))
    lines = trail.lines(verb.desk.vault)
    assert len(lines) == before + 1
    assert (lines[0].act, lines[0].detail) == ("import", "2 of 3 rows")
    assert check.findings(verb.desk.vault) == ()


def test_again_is_all_known_and_other_offices_give_the_same_ids(verb, file, sample):
    first = taken(verb, file(SALEM, LISBON))
    entries = verb.desk.vault.rows("SELECT * FROM entry ORDER BY id")
    again = taken(verb, file(LISBON, SALEM, name="other.csv"))
    assert (first.accepted, again.duplicates, again.reasons) == (2, 2, {f"duplicate: {KNOWN}": 2})
    assert verb.desk.vault.rows("SELECT * FROM entry ORDER BY id") == entries
    elsewhere = ImportDirectory(sample, Gazetteer.load())
    taken(elsewhere, file(SALEM))
    assert directory.contact(sample.vault, salem(verb).id) == salem(verb)


def test_a_changed_row_is_told_and_a_changed_number_voids_the_verification(verb, file):
    taken(verb, file(SALEM))
    VerifyContact(verb.desk)(salem(verb).id, "called back", Tri.DENIED)

    moved = taken(verb, file(SALEM.replace("1 MAIN", "9 HIGH")))
    assert (moved.accepted, moved.samples[0].reason) == (1, "changed: address")
    assert salem(verb).is_verified(NIGHT)

    rewritten = taken(verb, file(SALEM.replace("1 MAIN", "9 HIGH").replace("330-555", "(330) 555")))
    assert rewritten.samples[0].reason == ""
    assert salem(verb).is_verified(NIGHT), "another way of writing it is no other number"

    changed = taken(verb, file(SALEM.replace("0101", "0199")))
    assert changed.repaired == 1
    assert known_entry.VOID in changed.samples[0].reason
    after = salem(verb)
    assert after.phones[0].e164 == "+13305550199"
    assert after.verification is None
    assert after.enforces_immigration is Tri.DENIED


def test_a_list_closes_an_agency_and_its_silence_opens_none(verb, tmp_path):
    def told(status, street="1 Main"):
        path = tmp_path / "list.csv"
        head = "ID,Agency,Phone,Address,City,State,Status"
        path.write_text(f"{head}\n7,Salem Police,330-555-0101,{street},Salem,OH,{status}\n")
        return taken(verb, path)

    def kept():
        (one,) = directory.contacts(verb.desk.vault)
        return one

    told("")
    assert kept().standing is Standing.ACTIVE
    assert told("Disbanded").repaired == 1
    assert kept().standing is Standing.DEFUNCT
    again = told("", street="9 High")
    assert known_entry.CLOSED_HERE in again.samples[0].reason
    assert (kept().standing, kept().address) == (Standing.DEFUNCT, "9 High")


def test_a_number_that_vanishes_voids_too(verb, file):
    taken(verb, file(SALEM))
    VerifyContact(verb.desk)(salem(verb).id, "called back")
    taken(verb, file(SALEM.replace("330-555-0101", " ")))
    assert (salem(verb).phones, salem(verb).verification) == ((), None)


def test_what_was_verified_after_the_preview_stays(verb, file):
    taken(verb, file(SALEM))
    preview = verb.preview(file(SALEM.replace("1 MAIN", "9 HIGH")))
    VerifyContact(verb.desk)(salem(verb).id, "called back", Tri.SAID)
    verb.commit(preview)
    assert salem(verb).address == "9 High St"
    assert salem(verb).is_verified(NIGHT)
    assert salem(verb).enforces_immigration is Tri.SAID


def test_a_preview_taken_twice_writes_once(verb, file):
    preview = verb.preview(file(SALEM))
    assert verb.commit(preview).accepted == 1
    assert verb.commit(preview).duplicates == 1


def test_what_the_office_knows_of_a_contact_stays(verb, file):
    taken(verb, file(SALEM))
    ours = msgspec.structs.replace(
        salem(verb), kind=AgencyKind.OTHER, notes="ask for Ruth", jurisdiction=("39029", "39099")
    )
    with verb.desk.vault.transaction() as connection:
        directory.keep_contact(connection, ours)
    assert taken(verb, file(SALEM)).duplicates == 1
    taken(verb, file(SALEM.replace("1 MAIN", "9 HIGH")))
    written = ours.written | {"address": "9 HIGH ST"}
    assert salem(verb) == msgspec.structs.replace(ours, address="9 High St", written=written)


def test_what_the_office_knows_of_a_provider_stays(verb, tmp_path):
    def export(site):
        (tmp_path / "organizations.csv").write_text(
            f"organization_uuid,organization_name,organization_url\no1,Harbor Aid,{site}\n"
        )
        return tmp_path / "organizations.csv"

    taken(verb, export("old.example.org"))
    (hit,) = find(verb.desk.vault, "harbor")
    known = directory.provider(verb.desk.vault, hit.id)
    assert known.vetting is None
    ours = msgspec.structs.replace(
        known,
        vetting=Vetting(date(2026, 1, 1), "t", "visit", date(2027, 1, 1)),
        confidential=True,
        gate_phone="305-555-0144",
        area="near the harbor",
        do_not_refer=True,
        notes="n",
    )
    with verb.desk.vault.transaction() as connection:
        directory.keep_provider(connection, ours)
    assert taken(verb, export("old.example.org")).duplicates == 1
    assert taken(verb, export("new.example.org")).accepted == 1
    renewed = msgspec.structs.replace(ours, url="new.example.org")
    assert directory.provider(verb.desk.vault, hit.id) == renewed


def test_places_that_are_not_known_are_said(verb, file):
    report = taken(
        verb,
        file(
            SALEM.replace("COLUMBIANA", "ATLANTIS"),
            LISBON.replace("-80.7,40.7", "-120.5,40.7"),
            LISBON.replace("8,", "9,").replace("0102", "0103").replace(",OH,", ",ZZ,"),
        ),
    )
    told = [(s.outcome, s.reason) for s in report.samples]
    assert told == [
        (Outcome.REPAIRED, NO_COUNTY),
        (Outcome.REPAIRED, FAR),
        (Outcome.REPAIRED, f"{NO_STATE}, {STATE_BY_PLACE}"),
    ]
    assert salem(verb).jurisdiction_words == "ATLANTIS"
    assert salem(verb).jurisdiction == ()


def many(count):
    return [
        SALEM.replace("7,SALEM", f"{n},SALEM")
        .replace("0101", f"{n % 10000:04}")
        .replace("1 M", f"{n} M")
        for n in range(1, count + 1)
    ]


def test_cancelled_while_reading(verb, file):
    before = everything(verb.desk.vault)
    with pytest.raises(CancelledError):
        verb.preview(file(*many(3000)), cancelled=lambda: True)
    heard = []
    with pytest.raises(CancelledError):
        verb.preview(file(*many(3000)), heard.append, lambda: bool(heard))
    assert everything(verb.desk.vault) == before


def test_cancelled_while_writing(verb, file):
    before = everything(verb.desk.vault)
    preview = verb.preview(file(*many(1000)))
    heard = []
    with pytest.raises(CancelledError):
        verb.commit(preview, heard.append, lambda: len(heard) > 2)
    assert heard[-1] >= 400
    assert everything(verb.desk.vault) == before
    assert check.findings(verb.desk.vault) == ()


@pytest.mark.parametrize("pages", [2, 20, 200])
def test_the_disk_is_full(verb, file, pages, monkeypatch):
    before = everything(verb.desk.vault)
    preview = verb.preview(file(*many(1500)))
    open_second = verb.desk.vault.second

    def small():
        vault = open_second()
        (size,) = vault.row("PRAGMA page_count")
        vault.row(f"PRAGMA max_page_count={size + pages}")
        return vault

    monkeypatch.setattr(verb.desk.vault, "second", small)
    with pytest.raises(DiskFullError, match="disk is full"):
        verb.commit(preview)
    monkeypatch.undo()
    assert everything(verb.desk.vault) == before
    assert check.findings(verb.desk.vault) == ()
    assert verb.commit(preview).accepted == 1500


def test_ends_of_the_report_add_up_in_every_form(verb, file):
    report = verb.preview(
        file(SALEM, SALEM, LISBON.replace("330-555-0102", "7274-555-0102"), ",,,,,,,,x")
    ).report
    assert add_up(report)
    told = report.as_json()
    assert (told["rows"], told["accepted"], told["repaired"]) == (4, 1, 1)
    assert (told["rejected"], told["duplicates"]) == (1, 1)
    assert sum(told["reasons"].values()) == 3
    assert {(s["line"], s["outcome"]) for s in told["samples"]} == {
        (2, "accepted"), (3, "duplicate"), (4, "repaired"), (5, "rejected"),
    }  # fmt: skip
    duplicate = next(s for s in report.samples if s.outcome is Outcome.DUPLICATE)
    assert duplicate.reason == "list.csv, line 2"
    assert "list.csv, line 5: no name" in report.in_words()


def test_the_real_agencies_and_providers(verb):
    """All of it, and back: the figures that must add up."""
    source, vault = shared(AGENCIES), verb.desk.vault
    helpers = taken(verb, shared(LEGAL_AID))
    assert add_up(helpers)
    assert (helpers.rows, helpers.rejected) == (533, 1)
    before = directory_of(vault)
    first = taken(verb, source)
    assert add_up(first)
    assert (first.rows, first.rejected, first.duplicates) == (23_611, 0, 10)
    (count,) = vault.row("SELECT count(*) FROM entry")
    assert count - len(before[0]) == first.accepted + first.repaired
    (verified,) = vault.row("SELECT count(*) FROM entry WHERE good_until<>''")
    assert verified == 0
    again = verb.preview(source).report
    assert (again.rows, again.duplicates) == (23_611, 23_611)
    assert check.findings(vault) == ()
    undone = UndoImport(verb.desk)()
    assert undone.removed == first.accepted + first.repaired
    assert directory_of(vault) == before
    assert check.findings(vault) == ()


def test_a_file_name_that_is_no_text(verb, tmp_path):
    path = os.fsencode(tmp_path) + b"/a\xff\n.csv"
    with open(path, "w") as made:
        made.write(f"{HEAD}\n{SALEM}\n")
    (told,) = verb.preview(Path(os.fsdecode(path))).report.samples
    assert told.file == "a .csv"
