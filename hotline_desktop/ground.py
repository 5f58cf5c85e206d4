"""What an office's folder stands on: which disk, who else carries it away; touches no file of it.

A write-ahead log fails on network disks, and a synced folder carries the vault off the machine. All
is read from the kernel's lists and from the marks of sync programs, never by touching the folder's
own disk: one that hangs must not hang the program.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# fmt: off
_NETWORK = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "pvfs2", "smb", "smb2", "smb3", "smbfs",
    "vboxsf", "virtiofs", "vmhgfs",
})
# fmt: on
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.lowntfs-3g"})
_LOST_AT_SHUTDOWN = frozenset({"tmpfs", "ramfs"})

# Names in the folder or one above it, and what keeps it in step.
_MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud", ".sync": "Resilio Sync",
    ".seafile-data": "Seafile", ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive", ".insync-trash": "Insync", ".debris": "MEGA",
    ".rslsync": "Resilio Sync",
}  # fmt: skip
_BEGINS = {".sync_": "Nextcloud", "._sync_": "Nextcloud", ".owncloudsync": "ownCloud"}
# A folder of this name, directly in the home folder or beside its kind, is one of theirs.
_NAMES = re.compile(
    r"(dropbox|onedrive|google ?drive|my drive|icloud ?drive|mobile documents|nextcloud|owncloud"
    r"|megasync|mega|pcloud ?drive|pclouddrive|seafile|insync|syncthing|box|box sync|tresorit"
    r"|protondrive|proton drive|yandex\.disk|koofr)( .*| - .*|\(.*\))?",
    re.IGNORECASE,
)
_NICE = {"mobile documents": "iCloud Drive", "my drive": "Google Drive"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What was found: ``refusal`` says why no office may lie here, "" when it may.

    ``warning`` is a sentence about something allowed and unwise, or "". ``encrypted`` says whether
    the disk is encrypted (None: it cannot be told), ``disk_sentence`` the same in plain words.
    """

    kind: str
    refusal: str
    warning: str
    encrypted: bool | None
    disk_sentence: str


@dataclass(frozen=True, slots=True)
class Roots:
    """Where the kernel's lists and the user's home are; a test hands in trees of its own."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    home: Path = Path()


def stand(folder: Path, roots: Roots | None = None) -> Ground:
    """Look at what a folder, which need not exist, stands on."""
    roots = roots or Roots(home=Path.home())
    real = Path(os.path.realpath(folder))
    mount = _mount(real, roots)
    refusal = (
        _network(mount) or _synced(real, roots.home) or _synced(folder, roots.home)
        or _roaming(real) or _read_only(mount)
    )  # fmt: skip
    encrypted = _encrypted(mount, roots)
    warning = ""
    if mount and mount.kind in _LOST_AT_SHUTDOWN:
        warning = "This folder lies in memory and is gone at shutdown: choose one on a disk."
    return Ground(mount.kind if mount else "", refusal, warning, encrypted, _said(encrypted, roots))


@dataclass(frozen=True, slots=True)
class _Mount:
    point: Path
    device: str
    kind: str
    source: str
    read_only: bool


def _mounts(roots: Roots) -> Iterator[_Mount]:
    try:
        text = (roots.proc / "self" / "mountinfo").read_text(errors="surrogateescape")
    except OSError:
        return
    for line in text.splitlines():
        before, mark, after = line.partition(" - ")
        left, right = before.split(), after.split()
        if mark and len(left) >= 6 and len(right) >= 2:
            point = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), left[4])
            options = {*left[5].split(","), *(right[2].split(",") if len(right) > 2 else ())}
            yield _Mount(Path(point), left[2], right[0], right[1], "ro" in options)


def _mount(folder: Path, roots: Roots) -> _Mount | None:
    """Give the mount a folder lies on: the longest way, and of equals the last, which covers."""
    found: _Mount | None = None
    for mount in _mounts(roots):
        inside = folder == mount.point or mount.point in folder.parents
        if inside and (found is None or len(mount.point.parts) >= len(found.point.parts)):
            found = mount
    return found


def _network(mount: _Mount | None) -> str:
    if mount is None:
        return ""
    kind = mount.kind.casefold()
    fuse = kind.startswith("fuse") and kind not in _LOCAL_FUSE and kind != "fuse.portal"
    if kind in _NETWORK or fuse or mount.source.startswith("//"):
        return (
            "This folder lies on a network disk, where a vault can be damaged and read by others: "
            "choose a folder on this machine's own disk."
        )
    return ""


def _read_only(mount: _Mount | None) -> str:
    if mount is not None and mount.read_only:
        return (
            "This disk can be read but not written: copy the office to this machine's own disk "
            "and open it there."
        )
    return ""


def _roaming(folder: Path) -> str:
    parts = [part.casefold() for part in folder.parts]
    roams = any(a == "appdata" and b == "roaming" for a, b in zip(parts, parts[1:], strict=False))
    if roams or str(folder).startswith(("\\\\", "//")):
        return (
            "This folder roams to a server at sign-out: choose one on this machine's own disk, "
            "such as the local application data."
        )
    return ""


def _synced(folder: Path, home: Path) -> str:
    name = _keeper(folder, home)
    if not name:
        return ""
    return (
        f"This folder is kept in step with {name}, which would carry the vault off this machine: "
        "choose a folder outside it."
    )


def _keeper(folder: Path, home: Path) -> str:
    """Give the name of what keeps the folder, or one above it, in step."""
    for place in (folder, *folder.parents):
        if place == home or place == Path(place.anchor):
            break
        told = _NAMES.fullmatch(place.name)
        beside = place.parent in (home, home / "Library", home / "Library" / "CloudStorage")
        if told and (beside or " - " in place.name):
            return _NICE.get(told[1].casefold(), told[1])
        if place.parent == home / "Library" / "CloudStorage":
            return place.name
        if mark := _marked(place):
            return mark
    for root, name in _configured(home):
        if folder == root or root in folder.parents:
            return name
    return ""


def _marked(place: Path) -> str:
    try:
        names = os.listdir(place)
    except OSError:
        return ""
    for name in names:
        if name in _MARKS:
            return _MARKS[name]
        for begin, keeper in _BEGINS.items():
            if name.startswith(begin) and name.endswith((".db", ".log")):
                return keeper
    return ""


def _configured(home: Path) -> Iterator[tuple[Path, str]]:
    """Give folders that sync programs say they keep."""
    told = _text(home / ".dropbox" / "info.json")
    try:
        accounts = json.loads(told) if told else {}
    except ValueError:
        accounts = {}
    for account in accounts.values() if isinstance(accounts, dict) else ():
        if isinstance(account, dict) and isinstance(account.get("path"), str):
            yield Path(account["path"]), "Dropbox"
    for place in (".config/syncthing", ".local/state/syncthing"):
        for path in re.findall(
            r'<folder [^>]*\bpath="([^"]+)"', _text(home / place / "config.xml")
        ):
            yield Path(path.replace("~", str(home), 1) if path[0] == "~" else path), "Syncthing"
    for name in ("Nextcloud/nextcloud.cfg", "ownCloud/owncloud.cfg"):
        for path in re.findall(r"localPath=(.+)", _text(home / ".config" / name)):
            yield Path(path.strip().rstrip("/")), name.split("/")[0]
    for path in re.findall(r'sync_dir *= *"([^"]+)"', _text(home / ".config/onedrive/config")):
        yield Path(path.replace("~", str(home), 1)), "OneDrive"


def _text(path: Path) -> str:
    try:
        with path.open(errors="replace") as file:
            return file.read(1024 * 1024)
    except OSError:
        return ""


def _encrypted(mount: _Mount | None, roots: Roots) -> bool | None:
    """Say whether every way from the file system down to a disk passes an encrypted layer."""
    if sys.platform != "linux" or mount is None:
        return None  # BitLocker and FileVault are not asked: nobody has run that side yet
    if mount.kind == "fuse.gocryptfs" or mount.kind == "ecryptfs":
        return True
    device = _device(mount, roots)
    return None if device is None else _layer(device, 0)


def _device(mount: _Mount, roots: Roots) -> Path | None:
    for number in (mount.device, _number_of(mount.source, roots)):
        if number and not number.startswith("0:"):  # btrfs and the like have none of their own
            path = roots.sys / "dev" / "block" / number
            if path.exists():
                return path.resolve()
    return None


def _number_of(source: str, roots: Roots) -> str:
    name = os.path.realpath(source).rsplit("/", 1)[-1]
    return _text(roots.sys / "class" / "block" / name / "dev").strip()


def _layer(device: Path, depth: int) -> bool | None:
    if _text(device / "dm" / "uuid").startswith("CRYPT-"):
        return True
    if (device / "partition").exists() and not (device / "slaves").exists():
        return _layer(device.parent, depth + 1) if depth < 8 else None
    try:
        below = [one.resolve() for one in (device / "slaves").iterdir()]
    except OSError:
        below = []
    if not below:
        return False
    found = [_layer(one, depth + 1) if depth < 8 else None for one in below]
    return None if None in found else all(found)


def _said(encrypted: bool | None, roots: Roots) -> str:
    if encrypted is None:
        return (
            "Whether this disk is encrypted cannot be told from here: ask whoever set the machine "
            "up. The vault is encrypted either way."
        )
    if not encrypted:
        return (
            "This disk is not encrypted. The vault is, but what other programs keep (pictures of "
            "the screen, the memory written at standby) is not: ask for disk encryption."
        )
    if _plain_swap(roots):
        return (
            "This disk is encrypted, but the swap space is not, and memory may be written there: "
            "ask whoever set the machine up to encrypt it too."
        )
    return "This disk is encrypted."


def _plain_swap(roots: Roots) -> bool:
    lines = _text(roots.proc / "swaps").splitlines()[1:]
    for line in lines:
        source, kind = line.split()[0], line.split()[1]
        if kind == "partition" and "zram" not in source:
            number = _number_of(source, roots)
            device = roots.sys / "dev" / "block" / number if number else None
            if device is None or not device.exists() or not _layer(device.resolve(), 0):
                return True
    return False
