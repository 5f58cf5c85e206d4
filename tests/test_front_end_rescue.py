"""The front end's word for a damaged office: what it saves, says and refuses."""

import hashlib
import json
import os

import pytest

from hotline_desktop import cli
from hotline_desktop.actions import open_office
from hotline_desktop.actions.look_back import LookBack
from hotline_desktop.actions.world import World
from hotline_desktop.instance import Instance
from hotline_desktop.keys import header
from hotline_desktop.vault import directory, history, situations, trail
from hotline_desktop.vault.remains.cases import PLACE_LOST
from tests.hands.passphrase import PASSPHRASE
from tests.reliability.grounds import known_keys

PAGE = 4096


@pytest.fixture(autouse=True)
def cheap(sample_template):
    with known_keys(sample_template.folder):
        yield


@pytest.fixture
def hotline(capsys):
    def run(*words, passphrase=PASSPHRASE, as_json=True):
        read, write = os.pipe()
        os.write(write, f"{passphrase}\n".encode())
        os.close(write)
        more = ["--json"] if as_json else []
        code = cli.main([*map(str, words), *more, "--passphrase-fd", str(read)])
        os.close(read)
        out = capsys.readouterr()
        return code, json.loads(out.out) if as_json else out.out, out.err

    return run


@pytest.fixture
def office(sample_template, tmp_path):
    return sample_template.copy(tmp_path / "office")


def write(path, at, data):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def hashes(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def damage(office, sample_template):
    """Lose every page on which one situation stands; gives its number."""
    from hotline_desktop.vault.remains.btree import Reader
    from hotline_desktop.vault.remains.pages import Pages

    pages = Pages(office / "vault.db", sample_template.key.data_key)
    found = {}
    for number in pages.numbers():
        leaf = Reader(pages).leaf(number)
        for row in leaf.rows if leaf else ():
            if len(row.values) == 12 and str(row.values[1]).startswith("S-"):
                found.setdefault(row.values[1], set()).add(number)
                found[row.values[1]] |= {
                    n
                    for n in pages.numbers()
                    for other in (getattr(Reader(pages).leaf(n), "rows", None) or ())
                    if len(other.values) == 6 and other.values[0] == row.values[0]
                }
    pages.close()
    name = sorted(found)[0]
    for page in found[name]:
        write(office / "vault.db", (page - 1) * PAGE, os.urandom(PAGE))
    return name


def test_a_whole_office_is_saved_whole(hotline, office, tmp_path):
    before = hashes(office)
    code, value, _ = hotline("rescue", office, tmp_path / "new")
    assert (code, value["whole"], value["losses"], value["more"]) == (0, True, [], [])
    assert (value["damaged_pages"], value["kept"]["situations"]) == (0, 3)
    assert hashes(office) == before
    assert hotline("--office", tmp_path / "new", "check")[1]["whole"] is True


def test_histories_and_merges_of_the_directory_are_brought_over(hotline, office, tmp_path):
    for name in ("Salem Police Department", "SALEM PD"):
        path = tmp_path / f"{name.split()[1]}.csv"
        path.write_text(f"agency,phone,city,state\n{name},330-555-0101,Salem,OH\n")
        assert hotline("--office", office, "import", path, "--yes")[0] == 0
    (pair, *_) = hotline("--office", office, "duplicates", "--limit", "1")[1]
    hotline("--office", office, "duplicates", "--merge", pair["first"], pair["second"])
    code, value, _ = hotline("rescue", office, tmp_path / "new")
    assert (code, value["whole"], value["losses"], value["more"]) == (0, True, [], [])
    desk = open_office.enter(
        tmp_path / "new", open_office.derive(tmp_path / "new", PASSPHRASE), World()
    )
    kept = directory.contact(desk.vault, pair["second"])
    assert kept.id == pair["first"]
    acts = [change.act.act for change in history.changes(desk.vault, kept.id, kept)]
    assert acts == ["merge_entries", "import"]
    assert len(history.runs(desk.vault)) == 2
    assert len(history.maps(desk.vault)) == 3  # of each list, and of such columns
    desk.close()


def test_what_is_lost_is_named_here_and_in_the_new_office(
    hotline, office, sample_template, tmp_path
):
    name = damage(office, sample_template)
    before = hashes(office)
    code, answer, _ = hotline("--office", office, "situations")
    assert code == 3
    assert "pages cannot be read" in answer["error"]
    assert answer["error"].endswith("hotline rescue OFFICE NEW_OFFICE.")
    del before["tries.json"]
    new = tmp_path / "new"
    code, words, _ = hotline("rescue", office, new, as_json=False)
    assert code == 1
    assert f"Lost: situation {name}" in words
    assert "was not changed" in words
    after = hashes(office)
    assert {file: after[file] for file in before} == before
    desk = open_office.enter(new, open_office.derive(new, PASSPHRASE), World())
    place = situations.situation(desk.vault, name)
    assert place.draft.narrative == PLACE_LOST
    acts = {line.act: line for line in trail.lines(desk.vault)}
    assert acts["rescue_loss"].detail.startswith("lost ")
    assert "not as kept" in acts["rescue"].detail
    assert LookBack(desk)() == ()  # what the rescue named is known
    desk.close()


def test_a_damaged_key_file_is_no_wrong_passphrase_and_its_copy_serves(hotline, office, tmp_path):
    data = bytearray((office / header.FILE).read_bytes())
    at = data.index(b'"salt":"') + 10
    data[at] = data[at] ^ 1
    (office / header.FILE).write_bytes(data)
    code, answer, _ = hotline("--office", office, "situations")
    assert code == 3
    assert "key file is damaged" in answer["error"]
    code, value, _ = hotline("rescue", office, tmp_path / "new")
    assert (code, value["whole"]) == (0, True)
    copy = (office / header.COPY).rename(tmp_path / "copy.json")
    (office / header.FILE).write_bytes(b"{}")
    code, answer, _ = hotline("rescue", office, tmp_path / "other")
    assert code == 3
    assert "--key-file FILE" in answer["error"]
    assert hotline("rescue", office, tmp_path / "other", "--key-file", copy)[0] == 0
    (office / header.FILE).unlink()
    code, answer, _ = hotline("--office", office, "situations")
    assert "key file is missing" in answer["error"]


def test_a_wrong_passphrase_is_one_and_is_counted(hotline, office, tmp_path):
    code, answer, _ = hotline("rescue", office, tmp_path / "new", passphrase="not it at all")
    assert code == 3
    assert "Caps Lock" in answer["error"]
    assert not (tmp_path / "new").exists()
    _, _, err = hotline("--office", office, "situations")
    assert "1 wrong passphrase was tried" in err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("office", "office", "beside"),
        ("office", "office/in", "beside"),
        ("office", ".", "beside"),
        ("office", "taken", "not empty"),
        ("nothing", "new", "no folder"),
        ("empty", "new", "no office"),
    ],
)
def test_places_that_are_refused(hotline, office, tmp_path, old, new, says):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    (tmp_path / "empty").mkdir()
    code, answer, _ = hotline("rescue", tmp_path / old, tmp_path / new)
    assert code in (2, 3)
    assert says in answer["error"]


@pytest.mark.parametrize(
    ("wreck", "says"),
    [
        (lambda office: (office / "vault.db").unlink(), "missing"),
        (lambda office: (office / "vault.db").write_bytes(b""), "from end to end"),
        (lambda office: (office / "vault.db").write_bytes(os.urandom(9000)), "from end to end"),
    ],
)
def test_where_nothing_can_be_saved_nothing_is_made(hotline, office, tmp_path, wreck, says):
    wreck(office)
    code, answer, _ = hotline("rescue", office, tmp_path / "new")
    assert code == 3
    assert says in answer["error"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["office", "office.lock"]


def test_an_open_office_is_not_rescued(hotline, office, tmp_path):
    held = Instance.hold(office)
    code, answer, _ = hotline("rescue", office, tmp_path / "new")
    held.release()
    assert code == 3
    assert "open already" in answer["error"]


def test_an_old_office_is_rescued_and_brought_up_to_date(hotline, tmp_path):
    import shutil
    from pathlib import Path

    for old in sorted((Path(__file__).parent / "vault" / "old").iterdir()):
        folder = Path(shutil.copytree(old, tmp_path / old.name))
        with known_keys(folder):
            code, value, _ = hotline("rescue", folder, tmp_path / f"new {old.name}")
            assert (code, value["losses"], value["kept"]["situations"]) == (0, [], 1), old.name
            code, value, _ = hotline("--office", tmp_path / f"new {old.name}", "check")
            assert (code, value["whole"]) == (0, True)
