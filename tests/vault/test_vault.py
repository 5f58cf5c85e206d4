import os
import resource
import subprocess
import sys
from datetime import timedelta

import pytest

from hotline_desktop.errors import HotlineError
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.models.statement import Statement
from hotline_desktop.vault import check, renewal, situations, trail
from hotline_desktop.vault.journal import Journal
from hotline_desktop.vault.vault import (
    FILE,
    DamagedVaultError,
    DiskError,
    DiskFullError,
    NewerVaultError,
    Vault,
    VaultMissingError,
)
from tests.hands.office import NIGHT

KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path):
    made = Vault.create(tmp_path, KEY)
    yield made
    made.close()


def keep(vault, identity="one", words="hotel near Youngstown", **fields):
    with vault.transaction() as connection:
        number = situations.next_number(connection, NIGHT)
        made = Situation(
            id=identity,
            number=number,
            status=Status.OPEN,
            taken_at=NIGHT,
            kept_at=NIGHT,
            author="ines",
            revision=1,
            draft=Draft(place=Observation(words=words), **fields),
        )
        situations.keep(connection, made)
        trail.add(connection, NIGHT, "ines", "take_signal", identity)
    return made


def test_every_setting_the_design_asks_for(vault):
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "temp_store": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "page_size": "4096",
    }
    assert {name: vault.row(f"PRAGMA {name}")[0] for name in asked} == asked


def test_what_is_kept_comes_back_and_the_file_is_not_plain(vault, tmp_path):
    canary = os.urandom(8).hex()
    made = keep(vault, words=canary)
    assert situations.situation(vault, made.number) == made
    for file in tmp_path.iterdir():
        assert canary.encode() not in file.read_bytes(), file.name
        assert b"SQLite format 3" not in file.read_bytes()[:16]


def test_a_failed_transaction_leaves_nothing(vault):
    def fails():
        with vault.transaction() as connection:
            trail.add(connection, NIGHT, "ines", "act", "x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert trail.lines(vault) == ()
    keep(vault)


def test_numbers_run_by_the_year(vault):
    assert [keep(vault, str(n)).number for n in range(3)] == ["S-26-0001", "S-26-0002", "S-26-0003"]


@pytest.mark.parametrize("text", ['"', "AND", "a* OR b", "young^", "(", "'", "hotel NEAR(", "\0"])
def test_no_text_is_syntax(vault, text):
    keep(vault)
    situations.find(vault, text)


def test_words_find_it_without_their_accents(vault):
    keep(vault, statements=(Statement(words="Señora Ibáñez"),))
    assert situations.find(vault, "iban")
    assert not situations.find(vault, "elsewhere")


def test_wrong_key_is_not_an_invitation_to_make_a_new_one(vault, tmp_path):
    vault.close()
    before = (tmp_path / "vault.db").read_bytes()
    with pytest.raises(DamagedVaultError, match="restore it"):
        Vault.open(tmp_path, bytes(32))
    assert (tmp_path / "vault.db").read_bytes() == before


def test_missing_vault_is_not_created(tmp_path):
    with pytest.raises(VaultMissingError, match="missing"):
        Vault.open(tmp_path, KEY)
    assert not list(tmp_path.iterdir())


def test_create_refuses_what_is_there(vault, tmp_path):
    with pytest.raises(DiskError):
        Vault.create(tmp_path, KEY)


def test_newer_schema_is_refused_and_untouched(vault, tmp_path):
    vault._connection.execute("PRAGMA user_version=999")
    vault.close()
    with pytest.raises(NewerVaultError, match="newer version"):
        Vault.open(tmp_path, KEY)


@pytest.mark.parametrize("page", [0, 3, 9])
def test_a_damaged_page_is_named_damage(vault, tmp_path, page):
    for number in range(40):
        keep(vault, str(number), words="x" * 3000)
    vault.close()
    with (tmp_path / "vault.db").open("r+b") as file:
        file.seek(page * 4096 + 1000)
        file.write(b"\xff" * 64)
    try:
        opened = Vault.open(tmp_path, KEY)
    except DamagedVaultError:
        return
    assert page != 0
    try:
        assert check.findings(opened)
    finally:
        opened.close()


def test_disk_full_is_one_sentence_and_nothing_half_written(vault):
    keep(vault)
    (pages,) = vault.row("PRAGMA page_count")
    vault._connection.execute(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(DiskFullError, match="disk is full"):
        keep(vault, "two", words="x" * 20_000, narrative=os.urandom(9000).hex())
    assert [line.id for line in situations.lines(vault)] == ["one"]
    assert trail.first_break(vault) is None


def test_a_disk_that_fills_up_while_the_copy_is_made_is_one_sentence(vault, tmp_path):
    """The copy outgrows what memory keeps of it: its pages are written while it is made."""
    for n in range(8):
        keep(vault, f"s{n}", narrative=os.urandom(300_000).hex())
    Journal(tmp_path, KEY).close()
    before = _files(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(DiskError, match=r"[Dd]isk"):
            renewal.renew(tmp_path, KEY, bytes(32), lambda _: None, pytest.fail, bool)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert _files(tmp_path) == before


def _files(folder):
    """Read all but what connections tell each other in memory: who looked last may stand there."""
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")
    }


@pytest.mark.parametrize("statement", ["ATTACH '/tmp/x' AS x", "PRAGMA temp_store=1", "DETACH x"])
def test_what_would_leak_is_denied(vault, statement):
    with pytest.raises(Exception, match="not authorized"):
        vault.rows(statement)


@pytest.mark.parametrize("table", ["trail", "ledger"])
def test_the_record_is_only_added_to(vault, table):
    keep(vault)
    if table == "trail":
        with pytest.raises(Exception, match="append only"), vault.transaction() as connection:
            connection.execute("DELETE FROM trail")
        with pytest.raises(Exception, match="append only"), vault.transaction() as connection:
            connection.execute("UPDATE trail SET who='x'")
    sql = vault.rows("SELECT sql FROM sqlite_schema WHERE type='trigger' AND tbl_name=?", table)
    assert len(sql) == 2


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE trail SET detail='other' WHERE seq=3",
        "DELETE FROM trail WHERE seq=3",
        "UPDATE trail SET at='2020-01-01T00:00:00.00Z' WHERE seq=1",
        "UPDATE trail SET seq=99 WHERE seq=2",
    ],
)
def test_a_changed_trail_is_seen(vault, fault):
    for number in range(5):
        keep(vault, str(number))
    assert trail.first_break(vault) is None
    vault._connection.execute("DROP TRIGGER trail_stands")
    vault._connection.execute("DROP TRIGGER trail_stays")
    vault._connection.execute(fault)
    assert trail.first_break(vault) is not None
    assert any(found.part == "trail" for found in check.findings(vault))


def test_the_trail_knows_hundredths_in_utc(vault):
    with vault.transaction() as connection:
        trail.add(connection, NIGHT + timedelta(milliseconds=129), "ines", "act", "x")
    assert trail.lines(vault)[0].at == NIGHT + timedelta(milliseconds=120)


def test_the_journal_gives_a_draft_to_its_author_only(tmp_path):
    journal = Journal(tmp_path, KEY)
    left = Bookmark(
        page="intake", draft=Draft(narrative="half a sent"), field="narrative", caret=11
    )
    journal.keep("ines", left, NIGHT)
    assert journal.last("ines") == left
    assert journal.last("theo") is None
    journal.close()
    again = Journal(tmp_path, KEY)
    assert again.last("ines") == left
    again.close()


def test_a_damaged_journal_is_named_and_left_alone(tmp_path):
    Journal(tmp_path, KEY).close()
    content = b"\xff" * 8192
    (tmp_path / "journal.db").write_bytes(content)
    with pytest.raises(DamagedVaultError, match="journal of unsaved text"):
        Journal(tmp_path, KEY)
    assert (tmp_path / "journal.db").read_bytes() == content


def test_a_bulk_transaction_neither_delays_nor_undoes_the_journal(vault, tmp_path):
    journal = Journal(tmp_path, KEY)

    def fails():
        with vault.transaction() as connection:
            trail.add(connection, NIGHT, "ines", "bulk", "x")
            journal.keep("ines", Bookmark(page="intake"), NIGHT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert journal.last("ines").page == "intake"
    journal.close()


def test_a_kept_situation_survives_a_kill(tmp_path):
    script = (
        "import sys, os, signal; from pathlib import Path\n"
        "from tests.vault.test_vault import KEY, Vault, keep\n"
        f"v = Vault.create(Path({str(tmp_path)!r}), KEY); keep(v)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, cwd=os.getcwd())
    assert ended.returncode == -9
    opened = Vault.open(tmp_path, KEY)
    assert len(situations.lines(opened)) == 1
    opened.close()


def test_the_lane_has_a_connection_of_its_own(vault):
    second = vault.second()
    keep(second)
    second.close()
    assert len(situations.lines(vault)) == 1


def test_errors_are_of_one_family():
    for kind in (DamagedVaultError, DiskError, DiskFullError, NewerVaultError, VaultMissingError):
        assert issubclass(kind, HotlineError)


@pytest.mark.parametrize("log", [None, b""])
def test_an_empty_file_is_damage_and_nothing_is_made_in_its_place(bare_template, tmp_path, log):
    folder = bare_template.copy(tmp_path / "office")
    (folder / FILE).write_bytes(b"")
    if log is not None:
        (folder / f"{FILE}-wal").write_bytes(log)
    with pytest.raises(DamagedVaultError, match="Nothing was changed"):
        Vault.open(folder, bare_template.key.data_key)
    assert (folder / FILE).read_bytes() == b""


def test_an_empty_copy_is_never_taken_for_the_office(bare_template, tmp_path):
    folder = bare_template.copy(tmp_path / "office")
    for name in renewal.FILES:
        (folder / f"{name}.next").write_bytes(b"")
    before = (folder / FILE).read_bytes()
    renewal.settle(folder, bare_template.key.data_key)
    assert not renewal.waiting(folder)
    assert (folder / FILE).read_bytes() == before
    Vault.open(folder, bare_template.key.data_key).close()
