"""T5: what other users and programs get of ours: no file, no memory, no core, no open door."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.hands.other_users import ATTEMPTS, OWNER
from tests.kit.tally import Tally, note

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="needs root on Linux, to be two other users",
)

ROOT = Path(__file__).parents[2]
HARDENED = ("session", "child")
HOUSE = ".local/share/hotline-desktop"
OURS = (f"{HOUSE}/", ".local/state/hotline-desktop")
MADE = (
    *("office", "office.lock", "office.set-up.json"),
    *(f"office/{name}" for name in ("office.json", "vault.db", "vault.db-wal", "journal.db")),
    *("office/tries.json", "office/spool"),
)


@pytest.fixture(scope="module")
def folder():
    """A folder that every user may enter: pytest's own are for root alone."""
    made = Path(tempfile.mkdtemp(prefix="hotline-users-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def ask(module, *words):
    ran = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def readers(folder, sample_template):
    office = sample_template.copy(folder / "office")
    for path in (office, *office.rglob("*")):
        os.chown(path, OWNER, OWNER)
    return ask("tests.hands.other_users", folder, office)


@pytest.fixture(scope="module")
def files(folder):
    (folder / "home").mkdir()
    return ask("tests.hands.wide_open", folder / "home")


def test_no_program_of_any_user_looks_into_ours(readers):
    plain = readers["unhardened"]
    assert all(plain["same"].values()), f"these attempts cannot succeed at all: {plain['same']}"
    got = [
        f"{kind}: {name} ({whose})"
        for kind in HARDENED
        for whose in ("same", "other")
        for name, succeeded in readers[kind][whose].items()
        if succeeded
    ]
    trials = len(HARDENED) * 2 * len(ATTEMPTS)
    saw = f"{len(ATTEMPTS)} ways in, as its own user and as another, into session and child"
    caught = sum(plain["same"].values())
    note(Tally("T5", "ways into a running process", trials, len(got), saw, len(ATTEMPTS), caught))
    assert not got


def test_it_leaves_no_core_and_nobody_lifts_that(readers):
    plain = readers["unhardened"]
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    if plain["cores"] == 0:
        pytest.skip(f"this machine puts cores elsewhere: {pattern}")
    cores = sum(readers[kind]["cores"] for kind in HARDENED)
    lifted = sum(readers[kind]["lifted"] for kind in HARDENED)
    saw = "SIGSEGV and SIGABRT, the limit above them unbounded"
    what = "cores left, or their limit lifted by the same user"
    note(Tally("T5", what, 2 * len(HARDENED), cores + lifted, saw, 2, plain["cores"]))
    assert plain["lifted"], "the limit cannot be lifted here at all: that attempt says nothing"
    assert (cores, lifted) == (0, 0)


def test_a_session_listens_nowhere(readers):
    heard = [one for kind in HARDENED for one in readers[kind]["heard"]]
    caught, saw = len(readers["unhardened"]["heard"]), "named, abstract and network ones"
    note(Tally("T5", "sockets that listen", len(HARDENED), len(heard), saw, 3, caught))
    assert caught == 3
    assert not heard


def test_no_file_is_for_others_even_without_a_umask(files):
    modes, got = files["modes"], files["got"]
    assert all(f"{HOUSE}/{name}" in modes for name in MADE), sorted(modes)
    caught = ("control/anybody may read this" in got["read"]) + ("control" in got["written"])
    assert caught == 2, "the other user cannot read or write anything"
    ours = {name: mode for name, mode in modes.items() if name.startswith(OURS)}
    wrong = {name for name, mode in ours.items() if mode & 0o077}
    wrong |= {name for how in got.values() for name in how if name in ours}
    saw = f"{len(ours)} files and folders of an open office, umask 000, read and written as another"
    note(Tally("T5", "files open to other users", len(ours), len(wrong), saw, 2, caught))
    assert not wrong


def test_the_folder_around_the_office_is_its_owners_alone(files):
    assert files["modes"][HOUSE] & 0o022 == 0
