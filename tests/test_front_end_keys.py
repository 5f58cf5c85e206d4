"""The front end's words about keys, from a new office to a lost passphrase."""

import json
import os

import pytest

from hotline_desktop import cli
from hotline_desktop.keys import header
from tests.hands.passphrase import PASSPHRASE

OTHER = "copper window early harvest"
THIRD = "seven grey umbrellas dancing"


@pytest.fixture
def hotline(capsys):
    def run(*words, secrets=(PASSPHRASE,)):
        read, write = os.pipe()
        os.write(write, "".join(f"{secret}\n" for secret in secrets).encode())
        os.close(write)
        code = cli.main([*map(str, words), "--json", "--passphrase-fd", str(read)])
        os.close(read)
        out = capsys.readouterr()
        return code, json.loads(out.out), out.err

    return run


@pytest.fixture
def office(hotline, tmp_path):
    folder = tmp_path / "office"
    code, made, _ = hotline("init", folder, "--policy", "strict", "--advocate", "Ines")
    assert code == 0
    return folder, made["shares"]


def test_the_life_of_a_key(hotline, office):
    folder, shares = office
    at = ("--office", folder)
    code, changed, _ = hotline(*at, "passwd", secrets=(PASSPHRASE, PASSPHRASE, OTHER))
    assert (code, changed) == (0, {"changed": True, "half": False})
    code, told, error = hotline(*at, "check")
    assert code == 3
    assert "Caps Lock" in told["error"]
    assert error.strip() == told["error"]
    code, theo, error = hotline(*at, "add-person", "Theo", secrets=(OTHER, THIRD))
    assert code == 0
    assert error.strip() == "1 wrong passphrase was tried since the desk was last open."
    code, found, _ = hotline(*at, "people", secrets=(THIRD,))
    assert [(one["name"], one["role"]) for one in found] == [
        ("Ines", "administrator"),
        ("Theo", "advocate"),
    ]
    assert hotline(*at, "revoke", "Ines", secrets=(THIRD,))[0] == 2  # not by an advocate
    code, answer, _ = hotline(*at, "revoke", "Theo", secrets=(OTHER,))
    assert (code, answer["revoked"]) == (0, theo["id"])
    assert "copies of the office" in answer["still_held"]
    assert hotline(*at, "people", secrets=(THIRD,))[0] == 3
    code, answer, _ = hotline(*at, "recover", secrets=(shares[2], shares[0], THIRD))
    assert (code, answer["name"]) == (0, "Ines")
    assert hotline(*at, "check", secrets=(THIRD,))[:2][1]["whole"]


def test_shares_are_rehearsed_and_replaced(hotline, office):
    folder, shares = office
    at = ("--office", folder)
    assert hotline(*at, "rehearse", secrets=(PASSPHRASE, shares[0], shares[1]))[0] == 0
    code, told, _ = hotline(*at, "rehearse", secrets=(PASSPHRASE, shares[0], "not twenty words"))
    assert code == 2
    assert "Share 2" in told["error"]
    code, answer, _ = hotline(*at, "new-shares")
    assert code == 0
    assert not set(answer["shares"]) & set(shares)
    assert hotline(*at, "recover", secrets=(shares[0], shares[1], THIRD))[0] == 3
    assert hotline(*at, "rehearse", secrets=(PASSPHRASE, *answer["shares"][1:]))[0] == 0
    assert hotline(*at, "renew-key")[0] == 0
    assert hotline(*at, "rehearse", secrets=(PASSPHRASE, *answer["shares"][1:]))[0] == 0


def test_init_shows_the_shares_once_and_keeps_them_nowhere(hotline, office):
    folder, shares = office
    assert [len(share.split()) for share in shares] == [20, 20, 20]
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not any(share[:30].encode() in kept for share in shares)
    assert len(header.read(folder).slots) == 1


def test_the_sixth_wrong_passphrase_waits(hotline, office):
    folder, _ = office
    for _ in range(5):
        code, told, _ = hotline("--office", folder, "check", secrets=("not the passphrase",))
        assert (code, "Caps Lock" in told["error"]) == (3, True)
    code, told, _ = hotline("--office", folder, "check")
    assert code == 3
    assert "Too many wrong passphrases" in told["error"]
