"""Edits, history and renewals without a window."""

LIST = "agency,phone,city,state\nSalem Police Department,330-555-0101,Salem,OH\n"


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
