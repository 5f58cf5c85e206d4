"""T24: every old schema is brought up to date, also when it is killed at any of its statements."""

import os
import shutil
from pathlib import Path

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.world import World
from hotline_desktop.keys import header
from hotline_desktop.vault import situations, vault
from hotline_desktop.vault.check import findings
from hotline_desktop.vault.vault import NewerVaultError, Vault
from tests.hands.passphrase import PASSPHRASE
from tests.kit.tally import Tally, note
from tests.reliability.grounds import old_office

OLD = sorted((Path(__file__).parents[1] / "vault" / "old").iterdir())
EVERY = range(1, len(vault._schema()))
KILLED = 9


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """Every schema -> an office that it left, and its key."""
    made = {}
    for schema in EVERY:
        place = tmp_path_factory.mktemp("old")
        old = old_office(schema, place / str(schema))
        apart = Path(shutil.copytree(old, place / "apart"))  # deriving writes there
        made[schema] = old, open_office.derive(apart, PASSPHRASE)
    return made


def _killed_at(folder: Path, key, statement: int) -> bool:
    """Open the office in a child that dies at a statement; say whether it came that far."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(_sql: str) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os._exit(KILLED)

        plain = vault.connect

        def counted(path, data_key):
            connection = plain(path, data_key)
            connection.set_trace_callback(count)
            return connection

        vault.connect = counted
        try:
            open_office.enter(folder, key, World())
        except BaseException:  # noqa: BLE001 - in a fork nothing may go further
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, KILLED)
    return code == KILLED


def _whole(folder: Path, key) -> int:
    """Open it and count what is lost of what an old office held."""
    if header.read(folder).format == header.FORMAT:  # else the next unlocking brings the same
        key = open_office.derive(folder, PASSPHRASE)
    desk = open_office.enter(folder, key, World())
    lost = len(findings(desk.vault))
    (line,) = situations.lines(desk.vault)
    lost += "Larkspur" not in situations.situation(desk.vault, line.id).draft.place.words
    lost += not desk.journal.last(desk.advocate.id).draft.narrative.endswith("not kept ye")
    desk.close()
    return lost


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.deep)])
@pytest.mark.parametrize("schema", EVERY)
def test_killed_at_any_statement_nothing_is_lost(offices, schema, tmp_path, every):
    statement, kills, lost = 1, 0, 0
    old, key = offices[schema]
    while True:
        folder = Path(shutil.copytree(old, tmp_path / str(statement)))
        if not _killed_at(folder, key, statement):
            break
        kills += 1
        lost += _whole(folder, key)
        shutil.rmtree(folder)
        statement += every
    # Planted: one row less must be seen by the same eyes.
    folder = Path(shutil.copytree(old, tmp_path / "planted"))
    desk = open_office.enter(folder, key, World())
    with desk.vault.transaction() as connection:
        connection.execute("UPDATE situation SET body=replace(body, 'Larkspur', 'Elsewhere')")
    desk.close()
    caught = int(_whole(folder, key) > 0)
    told = f"a child killed at every {every}. of {statement} statements"
    what = f"lost or damaged after a killed migration from schema {schema}"
    note(Tally("T24", what, kills, lost, told, 1, caught, every == 1))
    assert kills > 5
    assert (lost, caught) == (0, 1)


def test_a_newer_vault_is_refused_and_left_alone(bare_template, tmp_path):
    folder = bare_template.copy(tmp_path / "office")
    newer = Vault.open(folder, bare_template.key.data_key)
    newer._connection.execute("PRAGMA user_version=99")
    newer.close()
    before = (folder / vault.FILE).read_bytes()
    with pytest.raises(NewerVaultError, match="update this workstation"):
        open_office.enter(folder, bare_template.key, World())
    assert (folder / vault.FILE).read_bytes() == before


def test_every_schema_has_its_fixture():
    """The office of the newest released schema is kept before the next one is written."""
    released = {int(old.name) for old in OLD}
    assert max(released) >= len(vault._schema()) - 1
