"""The front end in this process, on an office of its own: exit code and what it says as JSON."""

import json
import os

import pytest

from hotline_desktop import cli
from tests.hands.passphrase import PASSPHRASE


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
