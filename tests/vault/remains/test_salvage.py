"""Pages, logs and trees are read as SQLCipher reads them, and given out only when whole."""

import shutil
import struct
from contextlib import closing

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.models.loss import How, Loss
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.vault import agreement, precheck, situations, trail
from hotline_desktop.vault.remains.btree import Reader
from hotline_desktop.vault.remains.cases import PLACE_LOST
from hotline_desktop.vault.remains.lines import lines_left
from hotline_desktop.vault.remains.pages import SALT, Pages, Way, salt_for
from hotline_desktop.vault.remains.salvage import salvage
from hotline_desktop.vault.remains.tables import INDEXES, SHAPES, read_tables
from hotline_desktop.vault.remains.wal import LOST, SIZE, Log
from hotline_desktop.vault.vault import FILE, DamagedVaultError, Vault
from tests.hands.office import NIGHT

KEY = bytes(range(32))
MANY = 120


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A vault of many pages, and how its log stood before it was folded in."""
    folder = tmp_path_factory.mktemp("vaults") / "full"
    folder.mkdir()
    vault = Vault.create(folder, KEY)
    for number in range(MANY):
        keep(vault, number)
    logged = shutil.copytree(folder, folder.with_name("logged"))
    with vault.transaction() as connection:
        connection.execute("CREATE TABLE gone AS SELECT body FROM situation_revision")
        connection.execute("DROP TABLE gone")  # leaves free pages
    vault.close()
    return folder, logged


def keep(vault, number, revision=1):
    with vault.transaction() as connection:
        made = Situation(
            id=f"{number:03}",
            number=f"S-26-{number + 1:04}",
            status=Status.OPEN,
            taken_at=NIGHT,
            kept_at=NIGHT,
            author="ines",
            revision=revision,
            draft=Draft(place=Observation(words=f"Room {number}"), narrative="ü" * number * 97),
        )
        situations.keep(connection, made)
        act = "take_signal" if revision == 1 else "revise_situation"
        trail.add(connection, NIGHT, "ines", act, made.id, made.number)


@pytest.fixture
def copied(full, tmp_path):
    return shutil.copytree(full[0], tmp_path / "copy")


@pytest.fixture
def logged(full, tmp_path):
    return shutil.copytree(full[1], tmp_path / "copy")


def nothing_known(_secret):
    return None


def saved(folder):
    return salvage(folder / FILE, KEY, nothing_known)


def losses(found):
    """What is lost but for what this vault never had: an office, its people and their keys."""
    never = {"office record", "person", "access", "signing key"}
    return [loss for loss in found.losses if loss.kind not in never]


def write(path, at, data):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def shapes(vault):
    """What the program's own schema says of the tables."""
    for table in SHAPES:
        yield table, [row[1] for row in vault.rows(f"PRAGMA table_xinfo({table})")]


def test_shapes_and_indexes_are_those_of_the_schema(tmp_path):
    with closing(Vault.create(tmp_path, KEY)) as vault:
        for table, columns in shapes(vault):
            assert [one.strip("#+*~") for one in SHAPES[table].split()] == columns
        for index, (table, columns) in INDEXES.items():
            found = vault.rows(f"PRAGMA index_info({index})")
            assert [row[2] for row in found] == columns.split(), index
            assert any(index == row[1] for row in vault.rows(f"PRAGMA index_list({table})"))


@pytest.mark.parametrize("at", [0, 1], ids=["folded in", "in the log"])
def test_every_row_is_read_as_sqlite_reads_it(full, tmp_path, at):
    folder = shutil.copytree(full[at], tmp_path / "copy")
    with closing(Pages(folder / FILE, KEY)) as pages:
        found, damaged, count = read_tables(pages), pages.damaged(), pages.count
    with closing(Vault.open(folder, KEY)) as vault:
        assert (damaged, count) == ((), vault.row("PRAGMA page_count")[0])
        for table, columns in shapes(vault):
            rows = vault.rows(f"SELECT {','.join(columns)} FROM {table}")
            given = [tuple(row[name] for name in columns) for row in found.rows(table)]
            assert sorted(map(repr, given)) == sorted(map(repr, rows)), table
            assert found.tables[table].whole
        for index, (table, _) in INDEXES.items():
            assert len(found.indexes[index].rows) == len(found.rows(table)), index


def test_every_page_belongs_to_one_tree_or_is_free(full):
    with closing(Pages(full[0] / FILE, KEY)) as pages:
        reader = Reader(pages)
        for row in reader.tree(1).rows:
            if row.values[3]:
                reader.tree(row.values[3])
        assert reader.free()
        assert reader.seen - {0} == set(pages.numbers())


def test_it_sees_the_damage_that_sqlcipher_sees(copied):
    for page in (3, 7, 20, 41):
        write(copied / FILE, page * SIZE + 99, b"\xff\xfe")
    with closing(Pages(copied / FILE, KEY)) as pages:
        damaged = pages.damaged()
        assert pages[21] is None
    with closing(Vault.open(copied, KEY)) as vault:
        told = {row[0] for row in vault.rows("PRAGMA cipher_integrity_check")}
    assert told == {f"HMAC verification failed for page {number}" for number in damaged}


def test_any_bit_of_a_page_is_sealed(copied):
    path = copied / FILE
    whole = path.read_bytes()[4 * SIZE : 5 * SIZE]
    for bit in range(0, SIZE * 8, 61):
        page = bytearray(whole)
        page[bit // 8] ^= 1 << bit % 8
        write(path, 4 * SIZE, page)
        with closing(Pages(path, KEY)) as pages:
            assert pages[5] is None, bit


@pytest.mark.parametrize("what", [bytes(SIZE), b""], ids=["blank", "cut off"])
def test_blank_pages_are_not_taken_for_whole_ones(copied, what):
    path = copied / FILE
    data = path.read_bytes()
    path.write_bytes(data[: 9 * SIZE] + what + (data[10 * SIZE :] if what else b""))
    with closing(Pages(path, KEY)) as pages:
        assert pages[10] is None
        assert 10 in pages.damaged()


def test_a_lost_salt_is_found_again(logged):
    path = logged / FILE
    salt = path.read_bytes()[:SALT]
    assert salt_for(path, KEY, b"") == salt
    write(path, 0, bytes(SALT))
    assert salt_for(path, KEY, b"") == salt  # a first page lies in the log
    (logged / f"{FILE}-wal").unlink()
    assert salt_for(path, KEY, b"") is None
    assert salt_for(path, KEY, salt) == salt
    assert salt_for(path, bytes(32), salt) is None
    assert salt_for(path.with_name("other"), KEY, salt) is None


def frames(folder):
    """Where the frames begin that count; those behind are of a log that was folded in."""
    data = (folder / f"{FILE}-wal").read_bytes()
    starts = range(32, len(data), 24 + SIZE)
    return [at for at in starts if data[at + 8 : at + 16] == data[16:24]]


def overlay(folder, way):
    with closing(Pages(folder / FILE, KEY, way)) as pages:
        lines = lines_left(read_tables(pages), None)
        return pages.overlay, lines.last


def test_a_whole_log_is_taken_in_every_way(logged):
    plain, last = overlay(logged, Way.AS_SQLITE)
    assert (overlay(logged, Way.PAST_BREAKS), last) == ((plain, last), MANY)
    assert (plain.damaged, plain.left_out) == (0, 0)
    assert overlay(logged, Way.LEFT_OUT)[1] < MANY


def test_a_damaged_page_in_the_log_costs_that_page_only(logged):
    middle = frames(logged)[len(frames(logged)) // 2]
    write(logged / f"{FILE}-wal", middle + 24 + 100, b"\0\0\0")
    plain, last = overlay(logged, Way.AS_SQLITE)
    assert last < MANY
    assert plain.left_out > 1
    past, last = overlay(logged, Way.PAST_BREAKS)
    assert (last, past.damaged, past.left_out) == (MANY, 1, 0)
    assert sum(at == LOST for at in past.newest.values()) <= 1


@pytest.mark.parametrize("at", [0, 4, 16], ids=["number", "commit", "sum"])
def test_a_damaged_frame_head_costs_nothing(logged, at):
    whole, _ = overlay(logged, Way.PAST_BREAKS)
    middle = frames(logged)[len(frames(logged)) // 2]
    write(logged / f"{FILE}-wal", middle + at, b"\0\0\1\7")
    past, last = overlay(logged, Way.PAST_BREAKS)
    assert (last, past.newest, past.damaged > 0) == (MANY, whole.newest, True)


def test_a_log_without_its_head_is_read_all_the_same(logged):
    write(logged / f"{FILE}-wal", 0, b"nonsense" * 4)
    assert overlay(logged, Way.AS_SQLITE)[0].newest == {}
    assert overlay(logged, Way.PAST_BREAKS)[1] == MANY


def test_what_an_undone_act_left_in_the_log_is_not_taken(logged):
    """Frames of the same log behind its end follow from something else than what stands there."""
    path, all_ = logged / f"{FILE}-wal", frames(logged)
    data, cut = path.read_bytes(), all_[len(all_) * 2 // 3]
    log = Log(data)
    last = next(at for at in reversed(all_) if at < cut and data[at + 4 : at + 8] != bytes(4))
    begin = last + 24 + SIZE
    path.write_bytes(data[:begin] + data[begin + 2 * (24 + SIZE) :])  # two frames were never there
    whole, _ = overlay(logged, Way.AS_SQLITE)
    assert overlay(logged, Way.PAST_BREAKS)[0].newest == whole.newest
    assert len(log.pages(9)) == 9


def test_a_table_whose_root_is_lost_is_found_on_its_leaves(copied):
    with closing(Pages(copied / FILE, KEY)) as pages:
        roots = {row.values[1]: row.values[3] for row in Reader(pages).tree(1).rows}
    write(copied / FILE, (roots["situation_revision"] - 1) * SIZE, bytes(SIZE))
    found = saved(copied)
    assert len(found.rows["situation_revision"]) == MANY
    assert losses(found) == []
    assert found.damaged == (roots["situation_revision"],)


def test_a_lost_situation_is_named_by_its_number_and_keeps_its_place(copied):
    lost = {1: [], 2: []}
    with closing(Pages(copied / FILE, KEY)) as pages:
        for number in pages.numbers():
            leaf = Reader(pages).leaf(number)
            for row in leaf.rows if leaf else ():
                if len(row.values) in (6, 12) and "077" in row.values[:2]:
                    lost[2].append(number)
    assert lost[2]
    for number in lost[2]:
        write(copied / FILE, (number - 1) * SIZE, b"\xaa" * SIZE)
    found = saved(copied)
    assert Loss("situation", "S-26-0078") in found.losses
    (place,) = (one for one in found.situations if one.id == "077")
    assert (place.number, place.draft.narrative) == ("S-26-0078", PLACE_LOST)


def test_an_old_page_put_back_is_seen(copied, tmp_path):
    with closing(Vault.open(copied, KEY)) as vault:
        keep(vault, 40, revision=2)
        assert agreement.at_odds(vault) == ()
    before = shutil.copytree(copied, tmp_path / "before")
    with closing(Vault.open(copied, KEY)) as vault:
        keep(vault, 40, revision=3)
    assert losses(saved(copied)) == []
    new, old = (copied / FILE).read_bytes(), (before / FILE).read_bytes()
    seen = 0
    for at in range(SIZE, len(old), SIZE):
        if old[at : at + SIZE] != new[at : at + SIZE]:
            write(copied / FILE, at, old[at : at + SIZE])
            found = saved(copied)
            versions = [one.revision for one in found.situations if one.id == "040"]
            named = {loss.name.split(" revision")[0] for loss in losses(found)}
            assert versions == [1, 2, 3] or {"S-26-0041", "121", "122"} & named
            seen += bool(losses(found))
            write(copied / FILE, at, new[at : at + SIZE])
    assert seen > 2


def test_rows_at_odds_are_named(full, tmp_path):
    folder = shutil.copytree(full[0], tmp_path / "copy")
    with closing(Vault.open(folder, KEY)) as vault:
        with vault.transaction() as connection:
            connection.execute("UPDATE situation SET body=body||' ' WHERE id='007'")
            connection.execute("UPDATE situation SET revision=2 WHERE id='008'")
            connection.execute("DELETE FROM situation_revision WHERE situation='009'")
            connection.execute("DELETE FROM situation_line WHERE id='009'")
            connection.execute("DELETE FROM situation WHERE id='009'")
        assert agreement.at_odds(vault) == ("S-26-0008", "S-26-0009", "S-26-0010")
        with vault.transaction() as connection:
            for name in ("S-26-0008", "S-26-0010"):
                trail.add(connection, NIGHT, "ines", agreement.RESCUED, name, "lost situation")
        assert agreement.at_odds(vault) == ("S-26-0009",)


@pytest.mark.parametrize(
    "undone",
    [
        "DELETE FROM situation_words WHERE rowid=(SELECT seq FROM situation_line WHERE id='008')",
        "DELETE FROM situation_line WHERE id='008'",
        "UPDATE situation_line SET closed=1 WHERE id='008'",
        "UPDATE situation_line SET taken_at='2026-01-01T00:00:00.00Z' WHERE id='008'",
    ],
)
def test_a_situation_that_no_search_would_find_in_its_place_is_named(full, tmp_path, undone):
    folder = shutil.copytree(full[0], tmp_path / "copy")
    with closing(Vault.open(folder, KEY)) as vault:
        assert agreement.at_odds(vault) == ()
        with vault.transaction() as connection:
            connection.execute(undone)
        assert agreement.at_odds(vault) == ("S-26-0009",)


def test_the_newest_known_line_tells_a_vault_of_an_earlier_day(full):
    found = salvage(full[0] / FILE, KEY, lambda secret: (MANY + 5, "00" * 32))
    assert losses(found) == []  # no secret in this vault, so nothing could be sealed under it
    lines = lines_left(read_tables_of(full[0]), (MANY + 5, "00" * 32))
    assert lines.behind
    assert lines.losses == [Loss("trail line", f"{MANY + 1} to {MANY + 5}")]
    lines = lines_left(read_tables_of(full[0]), (5, "00" * 32))
    assert lines.losses == [Loss("trail line", "5", How.DOUBTFUL)]


def read_tables_of(folder):
    with closing(Pages(folder / FILE, KEY)) as pages:
        return read_tables(pages)


@pytest.mark.parametrize(
    ("wreck", "says"),
    [
        (lambda f: write(f / FILE, 5 * SIZE, bytes(SIZE)), "1 of its"),
        (lambda f: (f / FILE).write_bytes(b""), "empty"),
        (lambda f: (f / f"{FILE}-journal").write_bytes(b"x"), "old pages over new"),
        (lambda f: (f / FILE).write_bytes(bytes(50)), "1 of its 1 pages"),
    ],
)
def test_what_sqlite_would_take_is_refused_with_a_way_out(copied, wreck, says):
    wreck(copied)
    before = {file.name: file.read_bytes() for file in copied.iterdir()}
    with pytest.raises(DamagedVaultError, match=says) as refused:
        precheck.refuse_damaged(copied, KEY)
    assert "hotline rescue OFFICE NEW_OFFICE" in str(refused.value)
    assert before == {file.name: file.read_bytes() for file in copied.iterdir()}


def test_a_log_that_a_kill_left_is_no_damage(logged):
    precheck.refuse_damaged(logged, KEY)
    path = logged / f"{FILE}-wal"
    path.write_bytes(path.read_bytes()[:-5000])  # and an act that was not yet promised is torn
    precheck.refuse_damaged(logged, KEY)


def test_numbers_of_every_length():
    from hotline_desktop.vault.remains.btree import _number

    assert _number(b"\x7f", 0) == (127, 1)
    assert _number(b"\x81\x00", 0) == (128, 2)
    assert _number(b"\xff" * 9, 0) == (-1, 9)
    assert struct.calcsize(">I") == 4


def test_an_office_keeps_its_salt_in_the_journal(sample):
    row = sample.journal._connection.execute("SELECT salt FROM first").fetchone()
    assert row == (sample.vault.salt(),)
    assert (sample.folder / FILE).read_bytes()[:SALT] == row[0]


def test_a_lost_journal_is_told(sample_template, tmp_path, test_world):
    folder = sample_template.copy(tmp_path / "office")
    (folder / "journal.db").unlink()
    with closing(open_office.enter(folder, sample_template.key, test_world.world())) as desk:
        assert any("unsaved text" in sentence for sentence in desk.noticed)
