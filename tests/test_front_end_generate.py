"""The front end's word for an office of invented records: what it makes, takes and refuses."""

import json
import os
import subprocess
import sys

import pytest

from hotline_desktop import cli
from tests.hands.passphrase import PASSPHRASE

SMALL = ("--scale", "0.002", "--seed", "7")


@pytest.fixture
def hotline(capsys):
    def run(*words, lines=PASSPHRASE):
        read, write = os.pipe()
        os.write(write, f"{lines}\n".encode())
        os.close(write)
        code = cli.main([*map(str, words), "--json", "--passphrase-fd", str(read)])
        os.close(read)
        out = capsys.readouterr().out
        return code, json.loads(out) if out.strip() else None

    return run


def test_from_nothing_to_a_full_exercise_office(hotline, tmp_path):
    folder = tmp_path / "drill"
    code, made = hotline("generate", folder, *SMALL)
    assert code == 0
    assert (made["contacts"], made["protocols"], made["providers"]) == (3, 1, 2)
    assert made["situations"] == 28
    assert made["revisions"] >= 28
    assert len(made["digest"]) == 64
    at = ("--office", folder)
    code, listed = hotline(*at, "situations")
    assert (code, len(listed)) == (0, 28)
    code, checked = hotline(*at, "check")
    assert (code, checked["whole"]) == (0, True)
    assert hotline(*at, "search", "", "--kind", "contact")[1]
    header = json.loads((folder / "office.json").read_text())
    assert header["exercise"] is True
    again, refused = hotline("generate", *SMALL, *at)
    assert again == 2
    assert "empty exercise office" in refused["error"]
    other = hotline("generate", tmp_path / "other", *SMALL)[1]
    assert other["digest"] == made["digest"]
    later = hotline("generate", tmp_path / "later", *SMALL, "--as-of", "2027-03-01")[1]
    assert later["digest"] != made["digest"]


def test_a_real_office_is_refused(hotline, bare_template, tmp_path):
    folder = bare_template.copy(tmp_path / "real")
    code, refused = hotline("generate", folder, *SMALL)
    assert code == 2
    assert "exercise" in refused["error"]
    assert hotline("--office", folder, "situations")[1] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--scale", "0"),
        ("--scale", "1000"),
        ("--scale", "many"),
        ("--seed", "x"),
        ("--as-of", "yesterday"),
        ("--as-of", "1999-01-01"),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_made(hotline, tmp_path, words):
    code, _ = hotline("generate", tmp_path / "drill", *words)
    assert code == 2
    assert not (tmp_path / "drill").exists()


def test_it_asks_which_office(hotline):
    code, refused = hotline("generate", *SMALL)
    assert code == 2
    assert "which office" in refused["error"]


def test_stopped_it_says_what_to_do(hotline, tmp_path, monkeypatch):
    from hotline_desktop.actions.generate_office import GenerateOffice

    def stops(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(GenerateOffice, "_keep", stops)
    code, told = hotline("generate", tmp_path / "drill", *SMALL)
    assert code == 3
    assert "throw the folder away" in told["error"]


def test_progress_goes_to_the_error_stream(tmp_path, capfd, monkeypatch):
    from hotline_desktop import cli_generate

    monkeypatch.setattr(cli_generate, "_EVERY", 0.0)
    read, write = os.pipe()
    os.write(write, f"{PASSPHRASE}\n".encode())
    os.close(write)
    code = cli.main(["generate", str(tmp_path / "x"), *SMALL, "--passphrase-fd", str(read)])
    os.close(read)
    out, err = capfd.readouterr()
    assert code == 0
    assert "of 34 records" in err
    assert "all invented" in out
    assert "1. " in out or "share" in out.casefold()  # the recovery shares of the new office


def test_it_loads_no_window():
    code = (
        "import sys, hotline_desktop.cli_generate\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
