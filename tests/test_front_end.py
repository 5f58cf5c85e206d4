"""The front end: every verb, its exit code, one JSON value, and nothing half-written."""

import json
import os
import subprocess
import sys

import pytest

from hotline_desktop import cli
from hotline_desktop.actions import open_office
from hotline_desktop.actions.fill_sample import sample_call
from hotline_desktop.actions.world import World
from hotline_desktop.instance import Instance
from hotline_desktop.models.noun import encode
from hotline_desktop.vault import trail
from tests.hands.passphrase import PASSPHRASE

DESK = "valley-task-force-night"
HEADER = "ID,NAME,TELEPHONE,ADDRESS,CITY,STATE,COUNTY\n"
ROW = "1,EXAMPLE POLICE DEPARTMENT,330-555-0123,1 MAIN STREET,WARREN,OH,TRUMBULL\n"


@pytest.fixture
def hotline(capsys):
    def run(*words, passphrase=PASSPHRASE):
        read, write = os.pipe()
        os.write(write, f"{passphrase}\n".encode())
        os.close(write)
        code = cli.main([*map(str, words), "--json", "--passphrase-fd", str(read)])
        os.close(read)
        out = capsys.readouterr().out
        return code, json.loads(out) if out.strip() else None

    return run


@pytest.fixture
def office(sample_template, tmp_path):
    return sample_template.copy(tmp_path / "office")


@pytest.fixture
def call(tmp_path):
    """The sample call as a file, taken now."""
    path = tmp_path / "call.json"
    path.write_bytes(encode(sample_call(World().now())))
    return path


def acts(office, template):
    desk = open_office.enter(office, template.key, World())
    found = [line.act for line in trail.lines(desk.vault)]
    desk.close()
    return found


def test_from_nothing_to_a_packet_that_a_stranger_verifies(hotline, tmp_path):
    folder = tmp_path / "real"
    code, made = hotline("init", folder, "--policy", "hotline", "--name", "Night desk")
    assert code == 0
    agencies = tmp_path / "agencies.csv"
    agencies.write_text(HEADER + ROW)
    at = ("--office", folder)
    code, report = hotline(*at, "import", agencies)
    assert (code, report["written"], report["rows"]) == (0, False, 1)
    assert hotline(*at, "search", "example")[1] == []
    code, report = hotline("import", agencies, "--yes", *at)
    assert (code, report["written"], report["accepted"]) == (0, True, 1)
    _, (found,) = hotline(*at, "search", "example", "--kind", "contact", "--near", "Warren OH")
    assert found["phone"] == "330-555-0123"
    call = tmp_path / "call.json"
    call.write_bytes(encode(sample_call(World().now())))
    code, kept = hotline(*at, "situation", "add", call)
    assert code == 0
    packet = ("packet", kept["number"], "--to", found["id"], "-o", tmp_path / "p.pdf")
    leave = ("--plain", "--reason", "handed over")
    code, answer = hotline(*at, *packet, *leave)
    assert code == 1
    assert "not verified" in answer["refused"]
    assert hotline(*at, "verify-contact", found["id"])[0] == 0
    code, answer = hotline(*at, *packet, *leave)
    assert code == 1
    assert "nobody has recorded" in answer["refused"]
    assert hotline(*at, "verify-contact", found["id"], "--immigration", "no")[0] == 0
    code, answer = hotline(*at, *packet, *leave)
    assert (code, answer["basis"]) == (0, "release")
    file, root = tmp_path / "p.pdf", made["root_sha256"]
    assert hotline("verify", file)[0] == 1
    assert hotline("verify", file, "--root", root)[0] == 0
    assert hotline("verify", file, "--root", "0" * 64)[0] == 1
    assert hotline("verify", file, "--root", "xyz")[0] == 2
    assert hotline("verify", file, "--exercise")[0] == 1
    assert hotline(*at, *packet, *leave)[0] == 2, "a file of this name is there"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert hotline("verify", file, "--root", root)[0] == 1
    assert hotline(*at, "check")[1]["whole"] is True


def test_the_sample_office_says_exercise(hotline, office, call, tmp_path):
    _, kept = hotline("--office", office, "situation", "add", call)
    out = tmp_path / "p.pdf"
    words = ("--to", DESK, "-o", out, "--plain", "--reason", "exercise")
    assert hotline("--office", office, "packet", kept["number"], *words)[0] == 0
    assert hotline("verify", out, "--exercise")[0] == 0
    code, verdict = hotline("verify", out)
    assert code == 1
    assert "EXERCISE" in verdict["sentence"]


def test_strict_says_why_no_packet_can_be_made_yet(hotline, strict_template, call, tmp_path):
    folder = strict_template.copy(tmp_path / "strict")
    _, kept = hotline("--office", folder, "situation", "add", call)
    words = ("--to", DESK, "-o", tmp_path / "p.pdf", "--plain", "--reason", "x")
    code, answer = hotline("--office", folder, "packet", kept["number"], *words)
    assert code == 1
    assert "strict" in answer["refused"]
    assert not (tmp_path / "p.pdf").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "columns"),
        (HEADER.encode() + b"\0" * 50, "NUL"),
        (b"\x89PNG\r\n\x1a\n" * 40, ""),
    ],
)
def test_bad_directory_files_write_nothing(hotline, office, tmp_path, content, says):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    code, answer = hotline("--office", office, "import", bad, "--yes")
    assert code == 2
    assert says in answer["error"]


def test_a_huge_file_is_refused_before_it_is_read(hotline, office, tmp_path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(200_000_000)
    code, answer = hotline("--office", office, "import", tmp_path / "huge.csv", "--yes")
    assert code == 2
    assert "larger" in answer["error"]


@pytest.mark.parametrize(
    ("content", "field"),
    [(b"{}", "place.words"), (b'{"kin": 1}', ""), (b"\xff", ""), (b"[1]", "")],
)
def test_bad_situations_are_not_kept(hotline, office, tmp_path, content, field):
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    before = hotline("--office", office, "situations")[1]
    code, answer = hotline("--office", office, "situation", "add", bad)
    assert code == 2
    assert not field or answer["problems"][0]["field"] == field
    assert hotline("--office", office, "situations")[1] == before


def test_the_world_says_no(hotline, office, tmp_path):
    at = ("--office", office)
    assert hotline(*at, "check", passphrase="some other words here")[0] == 3
    assert hotline("--office", tmp_path / "nowhere", "check")[0] == 3
    held = Instance.hold(office)
    code, answer = hotline(*at, "check")
    held.release()
    assert code == 3
    assert "open already" in answer["error"]
    (office / "vault.db").rename(tmp_path / "away")
    assert hotline(*at, "check")[0] == 3
    assert not (office / "vault.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("init", "NEW", "--policy", "strict"),
        ("search", "x", "--limit", "0"),
        ("search", "x", "--near", "Qwrtpsdfg"),
        ("protocol", "--place", "Ohio", "--topic", "nonsense"),
        ("protocol", "--place", "Ohio", "--topic", "hotel", "--at", "soon"),
        ("verify-contact", "nobody"),
        ("packet", "S-26-0001", "--to", DESK, "-o", "p.pdf"),
        ("packet", "S-99-0001", "--to", DESK, "-o", "p.pdf", "--plain", "--reason", "x"),
    ],
)
def test_bad_input_is_two(hotline, office, tmp_path, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    passphrase = "abc" if words[0] == "init" else PASSPHRASE
    code, answer = hotline("--office", office, *words, passphrase=passphrase)
    assert code == 2
    assert answer["error"].endswith((".", "?"))
    assert not (tmp_path / "NEW").exists()


def test_the_protocol_for_the_sample_call(hotline, office):
    words = ("protocol", "--place", "hotel near Youngstown, Ohio", "--topic", "hotel")
    code, matched = hotline("--office", office, *words, "--minor")
    assert code == 0
    assert matched["place"]["county_fips"] == "39099"
    assert all(choice["because"] for choice in matched["chosen"])
    assert len(matched["chosen"]) > 1, "a minor's protocol stands beside the hotel's"


def test_check_finds_damage(hotline, office, sample_template):
    with (office / "vault.db").open("r+b") as file:
        file.seek(4096 * 20 + 100)
        file.write(b"\xff" * 64)
    code, answer = hotline("--office", office, "check")
    assert code in (1, 3)


def test_every_look_and_act_is_in_the_trail(hotline, office, sample_template):
    hotline("--office", office, "search", "youngstown")
    hotline("--office", office, "verify-contact", DESK)
    assert acts(office, sample_template)[:4] == ["unlock", "verify_contact", "unlock", "search"]


def test_the_passphrase_is_nowhere_to_be_seen(office):
    read, write = os.pipe()
    command = [sys.executable, "-m", "hotline_desktop.cli", "--office", str(office), "situations"]
    process = subprocess.Popen(
        [*command, "--passphrase-fd", str(read)], pass_fds=[read], stdout=subprocess.PIPE
    )
    os.write(write, f"{PASSPHRASE}\n".encode())
    for name in ("cmdline", "environ"):
        with open(f"/proc/{process.pid}/{name}", "rb") as file:
            assert PASSPHRASE.encode() not in file.read()
    os.close(write)
    out, _ = process.communicate(timeout=30)
    os.close(read)
    assert process.returncode == 0
    assert b"S-26-" in out


def test_places_need_no_office(hotline):
    code, found = hotline("place", "hotel off the interstate near Youngstown, Ohio")
    assert code == 0
    assert found[0]["county_fips"] == "39099"
    assert {"39155", "42073"} <= {place["county_fips"] for place in found[1:]}
    code, found = hotline("place", "on the Pine Ridge reservation in South Dakota")
    assert {place["land_kind"] for place in found} == {"tribal"}
    assert hotline("place", "somewhere") == (1, [])
    assert hotline("place", "Ohio", "--limit", 0)[0] == 2


def test_a_place_is_told_in_words(capsys):
    assert cli.main(["place", "West Hartford, Connecticut"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert "09003" in first
    assert "Capitol Planning Region" in first
