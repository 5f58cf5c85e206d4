"""Where an office may lie: trees of a kernel's lists and of homes, and this machine itself."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.open_office import PlaceRefusedError
from hotline_desktop.actions.set_up_office import FolderTakenError, Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.ground import Roots, stand
from hotline_desktop.models.office import Policy
from tests.hands.passphrase import PASSPHRASE

LINE = "36 35 {number} / {point} {options} shared:1 - {kind} {source} {options}"


class Machine:
    """A tree that looks like /proc, /sys and a home folder."""

    def __init__(self, root: Path) -> None:
        self.home = root / "home"
        self.lines: list[str] = []
        self.roots = Roots(root / "proc", root / "sys", self.home)
        (root / "proc" / "self").mkdir(parents=True)
        (root / "sys" / "dev" / "block").mkdir(parents=True)
        (root / "sys" / "class" / "block").mkdir(parents=True)
        self.home.mkdir()
        self.mounts("/", "ext4", "/dev/sda1", "8:1")

    def mounts(self, point, kind, source, number="0:40", options="rw") -> "Machine":
        told = LINE.format(point=point, kind=kind, source=source, number=number, options=options)
        self.lines.append(told)
        (self.roots.proc / "self" / "mountinfo").write_text("\n".join(self.lines) + "\n")
        return self

    def disk(self, name, number, uuid="", below=()) -> Path:
        device = self.roots.sys / "devices" / name
        (device / "slaves").mkdir(parents=True)
        for one in below:
            (device / "slaves" / one.name).symlink_to(one)
        if uuid:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(uuid)
        (self.roots.sys / "dev" / "block" / number).symlink_to(device)
        (device / "dev").write_text(number)
        (self.roots.sys / "class" / "block" / name).symlink_to(device)
        return device

    def at(self, folder: str | Path):
        return stand(Path(folder), self.roots)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph", "davfs", "virtiofs", "vboxsf",
     "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.google-drive-ocamlfuse"],
)  # fmt: skip
def test_a_network_disk_is_refused(machine, kind):
    assert (
        "network disk"
        in machine.mounts("/srv/office", kind, "server:/x").at("/srv/office/a").refusal
    )


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "zfs", "fuseblk", "overlay", "f2fs"])
def test_a_disk_of_the_machine_is_not(machine, kind):
    found = machine.mounts("/srv/office", kind, "/dev/sdb1").at("/srv/office/a")
    assert (found.kind, found.refusal, found.warning) == (kind, "", "")


def test_the_nearest_mount_counts_and_of_two_the_one_on_top(machine):
    machine.mounts("/srv", "nfs4", "server:/x").mounts("/srv/local", "ext4", "/dev/sdb1")
    assert machine.at("/srv/other").refusal
    assert not machine.at("/srv/local/office").refusal
    machine.mounts("/srv/local", "cifs", "//server/x")
    assert machine.at("/srv/local/office").refusal
    machine.mounts("/srv/with\\040space", "ext4", "/dev/sdb1")
    assert not machine.at("/srv/with space/office").refusal


def test_a_disk_that_cannot_be_written_or_is_lost_is_said(machine):
    machine.mounts("/media/stick", "ext4", "/dev/sdc1", options="ro")
    assert "read but not written" in machine.at("/media/stick/office").refusal
    machine.mounts("/run/user/0", "tmpfs", "tmpfs")
    found = machine.at("/run/user/0/office")
    assert (found.refusal, "shutdown" in found.warning) == ("", True)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox/office", "Dropbox"),
        ("Dropbox (Work)/office", "Dropbox"),
        ("OneDrive/a/b/office", "OneDrive"),
        ("OneDrive - Example Hotline/office", "OneDrive"),
        ("Google Drive/office", "Google Drive"),
        ("GoogleDrive/office", "GoogleDrive"),
        ("Nextcloud/office", "Nextcloud"),
        ("ownCloud/office", "ownCloud"),
        ("MEGAsync/office", "MEGAsync"),
        ("pCloudDrive/office", "pCloudDrive"),
        ("Library/Mobile Documents/office", "iCloud Drive"),
        ("Library/CloudStorage/Box-Box/office", "Box-Box"),
    ],
)
def test_a_folder_with_the_name_of_a_sync_program_is_refused(machine, folder, name):
    refusal = machine.at(machine.home / folder).refusal
    assert f"in step with {name}" in refusal


@pytest.mark.parametrize(
    ("mark", "name"),
    [(".dropbox", "Dropbox"), (".stfolder", "Syncthing"), (".sync_1a2b.db", "Nextcloud"),
     (".owncloudsync.log", "ownCloud"), (".tmp.drivedownload", "Google Drive")],
)  # fmt: skip
def test_a_mark_in_the_folder_or_above_is_seen_through_a_link_too(machine, tmp_path, mark, name):
    kept = tmp_path / "kept"
    (kept / "deep").mkdir(parents=True)
    (kept / mark).touch()
    assert f"in step with {name}" in machine.at(kept / "deep" / "office").refusal
    link = tmp_path / "link"
    link.symlink_to(kept / "deep")
    assert f"in step with {name}" in machine.at(link / "office").refusal


def test_what_a_sync_program_says_of_itself_is_read(machine, tmp_path):
    config = machine.home / ".config"
    (machine.home / ".dropbox").mkdir()
    (machine.home / ".dropbox" / "info.json").write_text(
        f'{{"personal": {{"path": "{tmp_path}/d"}}}}'
    )
    (config / "syncthing").mkdir(parents=True)
    (config / "syncthing" / "config.xml").write_text(
        f'<folder id="x" path="{tmp_path}/s" type="a">'
    )
    (config / "Nextcloud").mkdir()
    (config / "Nextcloud" / "nextcloud.cfg").write_text(f"0\\Folders\\1\\localPath={tmp_path}/n/\n")
    for name, keeper in (("d", "Dropbox"), ("s", "Syncthing"), ("n", "Nextcloud")):
        assert keeper in machine.at(tmp_path / name / "office").refusal
    assert not machine.at(tmp_path / "other" / "office").refusal


@pytest.mark.parametrize("folder", ["boxes/office", "my megaphone/office", "documents/dropboxes"])
def test_an_innocent_name_is_no_sync_program(machine, folder):
    assert machine.at(machine.home / folder).refusal == ""


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"personal": 7}', '{"personal": {"path": 7}}'])
def test_a_broken_config_says_nothing(machine, broken):
    (machine.home / ".dropbox").mkdir()
    (machine.home / ".dropbox" / "info.json").write_text(broken)
    assert machine.at(machine.home / "office").refusal == ""


def test_a_roaming_folder_is_refused(machine):
    assert "roams" in machine.at("/c/users/ines/AppData/Roaming/office").refusal
    assert not machine.at("/c/users/ines/AppData/Local/office").refusal


def test_encryption_is_seen_down_to_every_disk(machine):
    plain = machine.disk("sda1", "8:1")
    crypt = machine.disk("dm-0", "253:0", "CRYPT-LUKS2-abc-root", [plain])
    second = machine.disk("sdb1", "8:17")
    machine.disk("dm-1", "253:1", "LVM-abc", [crypt])
    machine.disk("dm-2", "253:2", "LVM-def", [crypt, second])
    assert machine.at("/office").encrypted is False
    for number, encrypted in (("253:0", True), ("253:1", True), ("253:2", False)):
        machine.mounts("/srv", "ext4", "/dev/mapper/x", number)
        assert machine.at("/srv/office").encrypted is encrypted
    machine.mounts("/srv", "zfs", "pool/x", "0:50")
    found = machine.at("/srv/office")
    assert found.encrypted is None
    assert "ask whoever set the machine up" in found.disk_sentence


def test_plain_swap_beside_an_encrypted_disk_is_said(machine):
    plain = machine.disk("sda2", "8:2")
    machine.disk("dm-0", "253:0", "CRYPT-LUKS2-abc", [plain])
    machine.mounts("/srv", "ext4", "/dev/mapper/x", "253:0")
    assert machine.at("/srv/office").disk_sentence == "This disk is encrypted."
    machine.disk("sda3", "8:3")
    swaps = "Filename Type Size Used Priority\n/dev/sda3 partition 100 0 -2\n"
    (machine.roots.proc / "swaps").write_text(swaps)
    assert "swap" in machine.at("/srv/office").disk_sentence


def test_without_the_kernels_lists_nothing_is_refused_and_nothing_promised(tmp_path):
    found = stand(tmp_path, Roots(tmp_path / "no", tmp_path / "no", tmp_path / "home"))
    assert (found.refusal, found.encrypted) == ("", None)


def test_no_office_is_made_or_opened_in_a_synced_folder(bare_template, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / ".stfolder").mkdir()
    with pytest.raises(FolderTakenError, match="Syncthing"):
        SetUpOffice(World())(kept / "new", Plan("Desk", Policy.STRICT, "Ines"), PASSPHRASE)
    assert [path.name for path in kept.iterdir()] == [".stfolder"]
    office = bare_template.copy(kept / "office")
    with pytest.raises(PlaceRefusedError, match="Syncthing"):
        open_office.derive(office, PASSPHRASE)
    with pytest.raises(PlaceRefusedError):
        open_office.refuse_missing(office)


def test_a_real_disk_that_cannot_be_written_is_said(tmp_path):
    image, point = tmp_path / "disk.img", tmp_path / "disk"
    point.mkdir()
    image.write_bytes(b"")
    with image.open("r+b") as file:
        file.truncate(8 * 1024 * 1024)
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("needs mkfs.ext4")
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True, capture_output=True)
    done = subprocess.run(
        ["mount", "-o", "loop,ro", image, point], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("loop mounts are not allowed here")
    try:
        assert "read but not written" in stand(point / "office").refusal
    finally:
        subprocess.run(["umount", point], check=True)
