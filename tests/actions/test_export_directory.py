"""The directory leaves as HSDS that validates and comes back the same; what is private stays."""

import csv
import io
import json
from datetime import date

import jsonschema
import pytest
from msgspec.structs import replace

from hotline_desktop.actions.export_directory import ExportDirectory, Form
from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Channel, ChannelKind, Contact, Phone
from hotline_desktop.models.provider import Provider, Vetting
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import check, directory, trail
from tests.hands.shared_files import shared

EXPORTS = (
    "data/providers/ohana-sample-csv",
    "data/providers/servicenet-icarol/complete.json",
    "data/providers/florida-legal-aid",
    "data/hsds-3.0/examples/service_full.json",
)


def out(desk, path, form=Form.HSDS):
    told = ExportDirectory(desk, Gazetteer.load())(path, form)
    return told, path.read_bytes()


def errors(content):
    """Every way in which an export is not what HSDS 3.0 says."""
    made = json.loads(content)
    found = []
    for kind, records in (("service", "services"), ("organization", "organizations")):
        schema = json.loads(shared(f"data/hsds-3.0/schema/compiled/{kind}.json").read_text())
        checker = jsonschema.FormatChecker()
        validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
        found += [e.message for one in made[records] for e in validator.iter_errors(one)]
    return found


def test_the_sample_office_validates_and_comes_back_the_same(sample, bare, tmp_path):
    told, first = out(sample, tmp_path / "first.json")
    assert (told.written, told.left_out) == (30, 1)
    assert errors(first) == []
    broken = first.replace(b'"status": "active"', b'"status": "open"', 1)
    assert errors(broken), "the check can fail"
    verb = ImportDirectory(bare, Gazetteer.load())
    report = verb.commit(verb.preview(tmp_path / "first.json"))
    assert report.rejected == report.duplicates == 0
    _, second = out(bare, tmp_path / "second.json")
    assert second == first
    assert check.findings(bare.vault) == ()


@pytest.mark.parametrize("name", EXPORTS)
def test_what_other_programs_told_validates_and_comes_back_the_same(name, bare, sample, tmp_path):
    verb = ImportDirectory(bare, Gazetteer.load())
    verb.commit(verb.preview(shared(name)))
    _, first = out(bare, tmp_path / "first.json")
    assert errors(first) == []
    with sample.vault.transaction() as connection:
        connection.execute("DELETE FROM entry")
    again = ImportDirectory(sample, Gazetteer.load())
    again.commit(again.preview(tmp_path / "first.json"))
    _, second = out(sample, tmp_path / "second.json")
    assert second == first


@pytest.mark.parametrize("form", [Form.HSDS, Form.PROVIDERS])
def test_nothing_private_is_in_the_file(bare, tmp_path, form):
    secret = Provider(
        "s", "Larkspur House", "Shelter", address="88 Sampler Street", city="Youngstown",
        state="OH", zip_code="44503", county="Mahoning", county_fips="39099",
        latitude=41.0998, longitude=-80.6495, confidential=True, area="west side",
        location="Dock gate",
        gate_phone="(330) 555-0124", phones=(Phone("(330) 555-0199"),), notes="ask for Ruth",
        vetting=Vetting(date(2026, 1, 1), "Ines", "visit", date(2027, 1, 1)),
    )  # fmt: skip
    refused = replace(
        secret, id="r", organisation="Thornfield", confidential=False, do_not_refer=True
    )
    with bare.vault.transaction() as connection:
        directory.keep(connection, secret)
        directory.keep(connection, refused)
    told, content = out(bare, tmp_path / "out", form)
    assert (told.written, told.left_out) == (1, 1)
    for word in (
        "88 Sampler",
        "44503",
        "41.09",
        "-80.64",
        "0199",
        "Ruth",
        "Thornfield",
        "Ines",
        "Dock",
    ):
        assert word.encode() not in content, word
    for word in ("Larkspur House", "west side", "(330) 555-0124"):
        assert word.encode() in content, word


def test_no_cell_of_a_table_runs_and_it_comes_back(bare, tmp_path):
    evil = Provider(
        "e", "Harbor Aid", "=HYPERLINK(1)", description="@SUM(1)", fees="+1", wait="-1",
        phones=(Phone("+1 330 555 0101"),), city="Salem", state="OH", eligibility="'tis free",
    )  # fmt: skip
    with bare.vault.transaction() as connection:
        directory.keep(connection, evil)
    _, content = out(bare, tmp_path / "out.csv", Form.PROVIDERS)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row)
    preview = ImportDirectory(bare, Gazetteer.load()).preview(tmp_path / "out.csv")
    assert (preview.report.rows, preview.report.rejected) == (1, 0)


def test_contacts_leave_as_a_table_without_notes(sample, tmp_path):
    told, content = out(sample, tmp_path / "out.csv", Form.CONTACTS)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert told.written == len(rows) == len(list(directory.contacts(sample.vault)))
    assert "notes" not in rows[0]
    assert b"Night sergeant" not in content


def ids(desk):
    return {one.id for one in directory.contacts(desk.vault)} | {
        one.id for one in directory.providers(desk.vault)
    }


@pytest.mark.parametrize("form", [Form.CONTACTS, Form.PROVIDERS])
def test_a_table_of_its_own_doubles_nothing(sample, tmp_path, form):
    out(sample, tmp_path / "out.csv", form)
    before = ids(sample)
    verb = ImportDirectory(sample, Gazetteer.load())
    verb.commit(verb.preview(tmp_path / "out.csv"))
    assert ids(sample) == before


def test_a_contact_goes_and_comes_with_person_numbers_mail_and_fax(bare, sample, tmp_path):
    mail = (
        Channel(ChannelKind.EMAIL, "desk@example.org"),
        Channel(ChannelKind.FAX, "330-555-0109"),
    )
    phones = (Phone("330-555-0101", "+13305550101"), Phone("330-555-0102", "+13305550102"))
    one = Contact("x", "Salem Police", person="Dana Whitlock", phones=phones, channels=mail)
    with bare.vault.transaction() as connection:
        directory.keep(connection, one)
    out(bare, tmp_path / "out.csv", Form.CONTACTS)
    verb = ImportDirectory(sample, Gazetteer.load())
    verb.commit(verb.preview(tmp_path / "out.csv"))
    (back,) = [each for each in directory.contacts(sample.vault) if each.person == one.person]
    assert [each.e164 for each in back.phones] == ["+13305550101", "+13305550102"]
    assert back.channels == one.channels


def test_it_is_in_the_trail_and_never_writes_over_a_file(sample, tmp_path):
    out(sample, tmp_path / "out.json")
    line = trail.lines(sample.vault)[0]
    assert (line.act, line.detail) == ("export_directory", "30 as hsds")
    before = (tmp_path / "out.json").read_bytes()
    with pytest.raises(BadInputError, match="file of this name"):
        out(sample, tmp_path / "out.json", Form.CONTACTS)
    assert (tmp_path / "out.json").read_bytes() == before
    with pytest.raises(BadInputError, match="another folder"):
        out(sample, tmp_path / "nowhere" / "out.json")


def test_an_empty_directory_is_said(bare, tmp_path):
    with pytest.raises(BadInputError, match="nothing in the directory"):
        out(bare, tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()
