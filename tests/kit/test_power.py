"""The replayer keeps what was synced, may lose anything else, and refuses what it cannot see."""

import os
import random
import sys
from pathlib import Path

import pytest

from tests.kit import power, recording
from tests.kit.recording import Does, NotRecordedError, record

pytestmark = pytest.mark.skipif(bool(recording.refusal()), reason=recording.refusal() or "-")

HEAD = """
import os, mmap
def put(name, data, flags=os.O_CREAT | os.O_WRONLY, sync=False):
    descriptor = os.open(name, flags, 0o600)
    os.write(descriptor, data)
    if sync:
        os.fsync(descriptor)
    os.close(descriptor)
def sync():
    descriptor = os.open(".", os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
"""


def ran(folder: Path, program: str, **before: bytes) -> recording.Recording:
    """Record a program in a folder that held these files."""
    folder.mkdir()
    for name, content in before.items():
        (folder / name).write_bytes(content)
    command = [sys.executable, "-c", f"{HEAD}\nos.chdir({str(folder)!r})\n{program}"]
    # After its chdir names are relative to somewhere else than cwd: so it begins there.
    made = record(command, folder, folder, dict(os.environ))
    assert power.seen(made) == recording.read_all(folder)
    return made


def disks(made: recording.Recording, many: int = 300) -> list[dict[str, bytes]]:
    """Every disk that comes of cutting it after something was said for the last time."""
    found = []
    for cut in power.cuts(made, many, random.Random(1)):
        if len(cut.said) == made.count(Does.SAY):
            cut.put(made.folder)
            found.append(recording.read_all(made.folder))
    assert len(found) > 10
    return found


def test_what_is_synced_with_its_name_stays(tmp_path):
    made = ran(
        tmp_path / "d", "put('a', b'x' * 2000, sync=True); sync(); print('kept', flush=True)"
    )
    assert {tuple(disk.items()) for disk in disks(made)} == {(("a", b"x" * 2000),)}


def test_what_is_not_synced_is_there_or_not_or_torn(tmp_path):
    made = ran(tmp_path / "d", "print(1, flush=True); put('a', b'n' * 2000)", a=b"o" * 2000)
    found = {disk["a"] for disk in disks(made)}
    assert {b"o" * 2000, b"n" * 2000} < found
    torn = found - {b"o" * 2000, b"n" * 2000}
    assert all(len(set(one[at : at + 512])) == 1 for one in torn for at in range(0, 2000, 512))


@pytest.mark.parametrize(("sync", "many"), [("", 2), ("sync();", 1)])
def test_a_name_stays_only_if_its_folder_was_synced(tmp_path, sync, many):
    program = f"put('a', b'new', sync=True); os.rename('a', 'b'); {sync} print(1, flush=True)"
    found = {disk.get("b") for disk in disks(ran(tmp_path / "d", program, b=b"old"))}
    assert found == ({b"old", b"new"} if many == 2 else {b"new"})


def test_a_name_can_come_before_its_content(tmp_path):
    made = ran(tmp_path / "d", "put('a', b'new'); os.rename('a', 'b'); print(1)", b=b"old")
    assert {b"old", b"new", b""} <= {disk.get("b") for disk in disks(made, 900)}


def test_two_changes_may_come_in_either_order(tmp_path):
    made = ran(
        tmp_path / "d", "print(1, flush=True); put('a', b'2'); put('b', b'2')", a=b"1", b=b"1"
    )
    found = {(disk["a"], disk["b"]) for disk in disks(made, 900)}
    assert found == {(b"1", b"1"), (b"1", b"2"), (b"2", b"1"), (b"2", b"2")}


def test_appending_truncating_and_removing_are_seen(tmp_path):
    program = (
        "put('a', b'more', os.O_WRONLY | os.O_APPEND); os.truncate(os.open('a', os.O_RDWR), 6);"
        "os.link('a', 'c'); os.unlink('b'); put('a', b'X', os.O_WRONLY)"
    )
    ran(tmp_path / "d", program, a=b"some", b=b"gone")
    assert (tmp_path / "d" / "a").read_bytes() == b"Xomemo"


@pytest.mark.parametrize(
    "program",
    [
        "mmap.mmap(os.open('a', os.O_RDWR), 4)",
        "os.writev(os.open('a', os.O_WRONLY), [b'x'])",
        "os.mkdir('e'); os.rename('e', 'f')",
        "os.rename('a', '../a')",
        "os.symlink('a', 's')",
        "open('a', 'r+b', buffering=0).write(b'x')",
        "raise SystemExit(3)",
    ],
)
def test_what_cannot_be_replayed_is_refused(tmp_path, program):
    with pytest.raises(NotRecordedError):
        ran(tmp_path / "d", program, a=b"some")
