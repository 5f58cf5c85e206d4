"""The second half in a real keyring: gnome-keyring on its own bus, read by a second program."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hands.passphrase import PASSPHRASE

NEEDED = ("dbus-run-session", "gnome-keyring-daemon", "secret-tool")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)} (packaging/debian)"
)

START = """
import json, subprocess, sys
sys.path.insert(0, {root!r})
from hotline_desktop.keys.os_keyring import KeyringSilentError, os_keyring
def tool(*words):
    return subprocess.run(["secret-tool", *words], capture_output=True, text=True).stdout
"""


@pytest.fixture
def on_a_bus(tmp_path):
    """Runs a script in a session of its own, with or without an unlocked keyring."""
    home = tmp_path / "home"
    for name in (".cache", ".local/share", "run"):
        (home / name).mkdir(parents=True)
    (home / "run").chmod(0o700)
    private = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_STATE_HOME": str(home / "state"),
        "PATH": os.environ["PATH"],
        "OUT": str(tmp_path),
    }

    def run(script, unlocked=True, bus=True, **more):
        code = START.format(root=str(ROOT)) + script
        command = [sys.executable, "-c", code]
        if unlocked:
            shell = (
                "printf pw | gnome-keyring-daemon --unlock --components=secrets --daemonize "
                '>/dev/null 2>&1; exec "$@"'
            )
            command = ["sh", "-c", shell, "sh", *command]
        if bus:
            command = ["dbus-run-session", "--", *command]
        done = subprocess.run(
            command, env=private | more, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.strip().splitlines()[-1])

    return run


def test_what_is_put_there_is_there_for_a_second_program(on_a_bus):
    told = on_a_bus("""
kept = os_keyring()
kept.put("second half of x", bytes(range(32)))
there = tool("lookup", "service", "hotline-desktop", "username", "second half of x")
back = kept.get("second half of x") == bytes(range(32))
kept.forget("second half of x")
kept.forget("second half of x")
print(json.dumps([kept.name, there, back, kept.get("second half of x")]))
""")
    assert told[0] == "SecretService"
    assert len(told[1].strip()) == 44
    assert told[2:] == [True, None]


def test_a_keyring_that_nobody_unlocks_is_silent_and_does_not_hang(on_a_bus):
    told = on_a_bus(
        """
import time
begun = time.monotonic()
kept = os_keyring(patience=3.0)
try:
    answer = None if kept is None else (kept.put("x", b"1" * 32), "kept")[1]
except KeyringSilentError:
    answer = "silent"
print(json.dumps([answer, time.monotonic() - begun < 30]))
""",
        unlocked=False,
    )
    assert told == ["silent", True] or told == [None, True]


def test_without_a_bus_there_is_none_and_no_name_brings_one(on_a_bus):
    script = "print(json.dumps(os_keyring() is None))"
    assert on_a_bus(script, unlocked=False, bus=False)
    for name in ("keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring"):
        assert on_a_bus(script, unlocked=False, bus=False, PYTHON_KEYRING_BACKEND=name)


def test_a_planted_back_end_is_never_loaded(on_a_bus, tmp_path):
    evil = tmp_path / "evil.py"
    evil.write_text(
        "import os, pathlib\n"
        "pathlib.Path(os.environ['OUT'], 'loaded').touch()\n"
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, *_): ...\n"
        "    def set_password(self, *_): ...\n"
    )
    config = tmp_path / "home" / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={tmp_path}\n"
    )
    planted = "import keyring; keyring.get_keyring(); print(json.dumps(1))"
    evil_env = {"PYTHONPATH": str(tmp_path), "PYTHON_KEYRING_BACKEND": "evil.Keyring"}
    on_a_bus(planted, **evil_env)
    assert (tmp_path / "loaded").exists()  # the library alone would load it: the test can fail
    (tmp_path / "loaded").unlink()
    name = on_a_bus("print(json.dumps(os_keyring().name))", **evil_env)
    assert name == "SecretService"
    assert not (tmp_path / "loaded").exists()


def test_an_office_with_a_half_and_what_is_left_when_it_is_gone(on_a_bus):
    told = on_a_bus(f"""
import os
from pathlib import Path
from hotline_desktop.actions import open_office
from hotline_desktop.actions.recover_office import RecoverOffice
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.keys.header import HalfMissingError
from hotline_desktop.models.office import Policy
words, folder = {PASSPHRASE!r}, Path(os.environ["OUT"]) / "office"
plan = Plan("Night desk", Policy.STRICT, "Ines", half=True)
shares = SetUpOffice(World())(folder, plan, words).shares
first = open_office.derive(folder, words).advocate
tool("clear", "service", "hotline-desktop")
try:
    open_office.derive(folder, words)
    lost = False
except HalfMissingError:
    lost = True
recover = RecoverOffice(folder, World())
found = recover.open(shares[:2])
again = recover.give(found, found.people[0].id, "copper window early harvest").advocate
same = open_office.derive(folder, "copper window early harvest").advocate
print(json.dumps([lost, first == again == same]))
""")
    assert told == [True, True]
