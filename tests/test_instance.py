"""One holder per office folder, whatever the way to it; the lock ends with its process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hotline_desktop import instance
from hotline_desktop.errors import HotlineError
from hotline_desktop.instance import Instance, OpenElsewhereError

ROOT = Path(__file__).parents[1]
HOLD = """
import sys
from pathlib import Path
from hotline_desktop.instance import Instance
held = Instance.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that holds the office."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with another(tmp_path / "office") as first:
        with pytest.raises(OpenElsewhereError) as refused:
            Instance.hold(tmp_path / "office")
        first.kill()
        first.wait()
        Instance.hold(tmp_path / "office").release()
    assert str(refused.value) == (
        "This office is open already: use that window, or close it first."
    )
    assert isinstance(refused.value, HotlineError)


def test_the_same_process_is_refused_too_until_release(tmp_path: Path) -> None:
    held = Instance.hold(tmp_path / "office")
    with pytest.raises(OpenElsewhereError):
        Instance.hold(tmp_path / "office")
    held.release()
    held.release()
    Instance.hold(tmp_path / "office").release()


def test_every_way_to_the_folder_is_one_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (tmp_path / "link").symlink_to(office)
    monkeypatch.chdir(office)
    with another(office):
        for way in (tmp_path / "link", Path(), Path("../office"), tmp_path / "x" / ".." / "office"):
            with pytest.raises(OpenElsewhereError):
                Instance.hold(way)


def test_two_offices_side_by_side(tmp_path: Path) -> None:
    with another(tmp_path / "one"):
        Instance.hold(tmp_path / "two").release()


def test_the_file_lies_beside_the_folder_is_ours_alone_and_stays(tmp_path: Path) -> None:
    held = Instance.hold(tmp_path / "office")
    lock = tmp_path / "office.lock"
    before = lock.stat()
    assert before.st_mode & 0o777 == 0o600
    held.release()
    with another(tmp_path / "office"):
        assert lock.stat().st_ino == before.st_ino
    assert lock.read_bytes() == b""


def test_set_up_may_rename_a_finished_folder_into_place(tmp_path: Path) -> None:
    with another(tmp_path / "office"):
        (tmp_path / "office.new").mkdir()
        (tmp_path / "office.new").rename(tmp_path / "office")
        with pytest.raises(OpenElsewhereError):
            Instance.hold(tmp_path / "office")


def test_a_child_does_not_keep_the_lock(tmp_path: Path) -> None:
    """A session that outlives its door by a moment must not bar the next door."""
    held = Instance.hold(tmp_path / "office")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        held.release()
        Instance.hold(tmp_path / "office").release()
        child.kill()


def test_opening_and_closing_the_file_elsewhere_does_not_drop_the_lock(tmp_path: Path) -> None:
    with another(tmp_path / "office"):
        os.close(os.open(tmp_path / "office.lock", os.O_RDWR))
        with pytest.raises(OpenElsewhereError):
            Instance.hold(tmp_path / "office")
    held = Instance.hold(tmp_path / "office")
    os.close(os.open(tmp_path / "office.lock", os.O_RDWR))
    with pytest.raises(OpenElsewhereError):
        Instance.hold(tmp_path / "office")
    held.release()


@pytest.mark.parametrize("where", ["file/office", "/", "nul\0"])
def test_a_place_that_cannot_be_written_is_not_open_elsewhere(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HotlineError, match="check the disk") as refused:
        Instance.hold(tmp_path / where)
    assert not isinstance(refused.value, OpenElsewhereError)


def test_a_disk_without_locks_is_not_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_file: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(instance, "_lock", no_locks)
    with pytest.raises(HotlineError, match="move the office to a local disk") as refused:
        Instance.hold(tmp_path / "office")
    assert not isinstance(refused.value, OpenElsewhereError)
