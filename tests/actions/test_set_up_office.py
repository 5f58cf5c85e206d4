import os
import subprocess
import sys

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.set_up_office import FolderTakenError, Plan, SetUpOffice
from hotline_desktop.errors import BadInputError
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.models.office import Policy
from hotline_desktop.vault import check, trail
from tests.hands.office import PASSPHRASE

PLAN = Plan(name="Night desk", policy=Policy.STRICT, advocate="Ines")


@pytest.fixture
def made(tmp_path, test_world):
    SetUpOffice(test_world.world())(tmp_path / "office", PLAN, PASSPHRASE)
    return tmp_path / "office"


def test_a_new_office_opens_with_its_passphrase_only(made, test_world):
    with pytest.raises(WrongPassphraseError):
        open_office.derive(made, "another passphrase altogether")
    desk = open_office.enter(made, open_office.derive(made, PASSPHRASE), test_world.world())
    assert desk.office.policy is Policy.STRICT
    assert desk.advocate.name == "Ines"
    assert [line.act for line in trail.lines(desk.vault)] == ["unlock", "unlock_failed", "set_up"]
    assert check.findings(desk.vault) == ()
    desk.close()


def test_names_are_constant_and_nobody_else_may_read(made):
    names = ["journal.db", "office.copy.json", "office.json", "vault.db"]
    assert sorted(file.name for file in made.iterdir()) == names
    assert made.stat().st_mode & 0o077 == 0
    for file in made.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_all_problems_at_once():
    assert [p.field for p in Plan().problems()] == ["name", "policy", "advocate"]


@pytest.mark.parametrize("words", ["abc", "", "x" * 40])
def test_a_weak_passphrase_makes_nothing(tmp_path, test_world, words):
    with pytest.raises(BadInputError):
        SetUpOffice(test_world.world())(tmp_path / "office", PLAN, words)
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_is_left_alone(made, tmp_path, test_world):
    before = {file.name: file.read_bytes() for file in made.iterdir()}
    with pytest.raises(FolderTakenError, match="office in this folder already"):
        SetUpOffice(test_world.world())(made, PLAN, PASSPHRASE)
    assert {file.name: file.read_bytes() for file in made.iterdir()} == before
    other = tmp_path / "papers"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    with pytest.raises(FolderTakenError, match="not empty"):
        SetUpOffice(test_world.world())(other, PLAN, PASSPHRASE)
    assert (other / "letter.txt").read_text() == "mine"


def test_an_empty_folder_is_good_enough(tmp_path, test_world):
    (tmp_path / "office").mkdir()
    SetUpOffice(test_world.world())(tmp_path / "office", PLAN, PASSPHRASE)
    assert (tmp_path / "office" / "office.json").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="drops to an ordinary user; root writes anywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "shut").mkdir(mode=0o500)
    script = (
        "import os\n"
        "from pathlib import Path; from hotline_desktop.actions.set_up_office import *\n"
        "from hotline_desktop.models.office import Policy\n"
        "os.setuid(65534)\n"
        "try: SetUpOffice(World())(Path(os.environ['AT']) / 'o', "
        "Plan(name='a', policy=Policy.STRICT, advocate='b'), 'orange ladder quiet river')\n"
        "except HotlineError as reason: print(reason)\n"
    )
    os.chmod(tmp_path, 0o755)
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "AT": str(tmp_path / "shut")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "cannot be made here" in ended.stdout, ended.stderr


def test_what_a_killed_set_up_left_does_not_stop_the_next(tmp_path, test_world):
    left = tmp_path / "office.new"
    left.mkdir()
    for name in ("vault.db", "vault.db-journal", "journal.db-wal", "office.json.new"):
        (left / name).write_bytes(b"half")
    SetUpOffice(test_world.world())(tmp_path / "office", PLAN, PASSPHRASE)
    assert not left.exists()
