"""What is put on the disk has its whole content and its name, also after a power cut."""

import errno
import os
import sys

import pytest

from hotline_desktop import durable
from tests.house.tree import ROOT
from tests.kit import power, recording

SCRIPT = """
import sys
from pathlib import Path
from hotline_desktop import durable
durable.{act}
print("done", flush=True)
"""


@pytest.mark.skipif(bool(recording.refusal()), reason=recording.refusal() or "-")
def test_a_placed_file_keeps_its_name(tmp_path):
    """The other way round too: without a folder ever synced, the same eyes see that it is lost."""
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "half").write_bytes(b"x" * 3000)
    code = SCRIPT.format(act=f"appear(Path({str(folder)!r}) / 'half', Path({str(folder)!r}) / 'a')")
    made = recording.record([sys.executable, "-c", code], folder, ROOT, dict(os.environ))

    def lost(made):
        cuts = [cut for cut in power.lost_names(made) if cut.said]
        return [cut for cut in cuts if cut.files.get("a") != b"x" * 3000]

    assert not lost(made)
    assert lost(power.unnamed(made))


@pytest.fixture
def order(monkeypatch):
    """What is synced and renamed, in order."""
    done, plain = [], os.fsync

    def fsync(descriptor):
        done.append(("sync", os.readlink(f"/proc/self/fd/{descriptor}")))
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return done


def test_a_finished_folder_and_its_name_are_synced(tmp_path, order):
    new = tmp_path / "office.new"
    new.mkdir()
    durable.appear(new, tmp_path / "office")
    assert order == [("sync", str(new)), ("sync", str(tmp_path))]
    assert (tmp_path / "office").is_dir()


def test_every_folder_made_on_the_way_is_synced(tmp_path, order):
    deep = tmp_path / "a" / "b" / "c"
    durable.make(deep)
    assert order == [("sync", str(one)) for one in deep.parents]
    assert deep.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        durable.make(deep)


@pytest.mark.parametrize(("number", "raises"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_disk_that_fails_is_told_and_one_that_cannot_is_not(
    tmp_path, monkeypatch, number, raises
):
    new = tmp_path / "half"
    new.write_bytes(b"x")
    plain = os.fsync

    def fsync(descriptor):
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(number, "no")
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if raises:
        with pytest.raises(OSError, match="no"):
            durable.appear(new, tmp_path / "a")
    else:
        durable.appear(new, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"x"
