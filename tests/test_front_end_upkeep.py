"""Edits, history and renewals without a window."""

import json
import os

import pytest

from hotline_desktop import cli
from tests.hands.passphrase import PASSPHRASE

LIST = "agency,phone,city,state\nSalem Police Department,330-555-0101,Salem,OH\n"


@pytest.fixture
def hotline(capsys, bare_template, tmp_path):
    office = bare_template.copy(tmp_path / "office")

    def run(*words):
        read, write = os.pipe()
        os.write(write, f"{PASSPHRASE}\n".encode())
        os.close(write)
        at = ("--json", "--office", str(office), "--passphrase-fd", str(read))
        code = cli.main([*map(str, words), *at])
        os.close(read)
        out = capsys.readouterr().out
        return code, json.loads(out) if out.strip() else None

    return run


def test_an_entry_is_edited_and_tells_its_history(hotline, tmp_path):
    file = tmp_path / "desks.csv"
    file.write_text(LIST)
    assert hotline("import", file, "--yes")[0] == 0
    _, (found,) = hotline("search", "salem")
    identity = found["id"]
    code, told = hotline("edit-entry", identity)
    assert (code, told["fields"]["agency"]) == (0, "Salem Police Department")
    code, told = hotline("edit-entry", identity, "--set", "kind=navy", "--set", "agency=")
    assert (code, [p["field"] for p in told["problems"]]) == (2, ["agency", "kind"])
    assert hotline("verify-contact", identity)[0] == 0
    code, told = hotline(
        "edit-entry", identity, "--set", "phones=330-555-0199\\n330-555-0198; desk"
    )
    assert (code, told["changed"]) == (0, ["phones", "verification"])
    assert told["notices"] == ["number changed: verify it again"]
    assert hotline("edit-entry", identity, "--set", "kind")[0] == 2
    assert hotline("edit-entry", "x")[0] == 2
    _, told = hotline("history", identity)
    assert [change["act"] for change in told] == ["edit_entry", "verify_contact", "import"]
    assert told[2]["what"] == "Imported a directory: desks.csv"
    assert hotline("history", "x")[0] == 2
    assert hotline("renewals") == (0, [])
