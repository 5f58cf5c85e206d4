"""A small disk of its own for a program, looked at block by block afterwards; it judges nothing.

The disk is an ext4 file system in a file, mounted in a name space of its own: home, state and
temporary folders all lie on it, and nobody else's mounts change.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.kit.canaries import Canaries, Find

SIZE = 96 << 20
_BLOCK = 4096
_PIECE = 1 << 22
_MOUNTED = """
set -e
mount -o loop,nodiscard,sync "$1" "$2"
trap 'cd /; umount "$2"' EXIT
mkdir -p "$2/home" "$2/tmp" "$2/state" "$2/run"
export HOME="$2/home" TMPDIR="$2/tmp" XDG_STATE_HOME="$2/state" XDG_RUNTIME_DIR="$2/run"
mount --bind "$2/tmp" /var/tmp
mount --bind "$2/tmp" /dev/shm
shift 2
set +e
"$@"
code=$?
umount /dev/shm
umount /var/tmp
exit $code
"""


def refusal() -> str:
    """Say why no disk can be mounted here; empty when one can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "mounting a disk needs root"
    for program in ("mkfs.ext4", "unshare", "mount"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    tried = subprocess.run(
        ["unshare", "-m", "--propagation", "private", "losetup", "-f"], capture_output=True
    )
    return "" if tried.returncode == 0 else "no loop device can be had here"


class RawImage:
    """The disk."""

    def __init__(self, folder: Path) -> None:
        """Make one, empty, in a folder."""
        self._file, self.mounted = folder / "disk.img", folder / "disk"
        self.mounted.mkdir()
        with self._file.open("wb") as file:
            file.truncate(SIZE)
        quiet = ["-q", "-F", "-O", "^metadata_csum", "-E", "nodiscard,lazy_itable_init=0"]
        subprocess.run(["mkfs.ext4", *quiet, str(self._file)], check=True)

    def run(self, command: Sequence[str], cwd: Path, given: bytes) -> bytes:
        """Run a program with the disk mounted; give its stdout."""
        inside = ["sh", "-c", _MOUNTED, "sh", str(self._file), str(self.mounted), *command]
        ran = subprocess.run(
            ["unshare", "-m", "--propagation", "private", *inside],
            input=given, capture_output=True, cwd=cwd,
        )  # fmt: skip
        if ran.returncode != 0:
            raise RuntimeError(f"it ended with {ran.returncode}: {ran.stderr.decode()[-1500:]}")
        return ran.stdout

    def written(self) -> int:
        """Give how many bytes of the disk are not empty."""
        return sum(len(block) for block in self._blocks() if block.strip(b"\0"))

    def find(self, canaries: Canaries) -> list[Find]:
        """Look through every block, the freed ones and the file system's own journal too."""
        found: list[Find] = []
        for at, piece in self._pieces(canaries.longest):
            found += [Find(one.what, one.form, at + one.at) for one in canaries.find(piece)]
        return sorted(set(found))

    def count(self, mark: bytes) -> int:
        """Count a mark, like the beginning of a file without a key."""
        return sum(piece.count(mark) for _, piece in self._pieces(len(mark)))

    def _blocks(self) -> "list[bytes]":
        data = self._file.read_bytes()
        return [data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)]

    def _pieces(self, overlap: int) -> "list[tuple[int, bytes]]":
        """Give runs of blocks that are not empty, cut where they are long, each with an overlap."""
        pieces: list[tuple[int, bytes]] = []
        run, start = bytearray(), 0
        for number, block in enumerate(self._blocks()):
            if not block.strip(b"\0") or len(run) >= _PIECE:
                if run:
                    pieces.append((start, bytes(run)))
                run = run[-overlap:] if len(run) >= _PIECE else bytearray()
                start = number * _BLOCK - len(run)
            if block.strip(b"\0"):
                start = start if run else number * _BLOCK
                run += block
        return [*pieces, (start, bytes(run))] if run else pieces
