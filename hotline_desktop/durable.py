"""Brings files and names onto the disk, whole or not at all; never looks at what is in them.

A disk may bring names down in any order until their folder is synced.
"""

import errno
import os
from pathlib import Path

_UNABLE = (errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.EROFS)
"""What a folder says that can be written into and not be synced: more cannot be done there."""


def put(path: Path, text: bytes, safely: bool = True) -> None:
    """Write it beside, then rename; ``safely``: it is on the disk before it takes its name.

    Raises:
        OSError: the disk said no; what was there before is untouched.
    """
    new = path.with_name(f"{path.name}.new")
    # Not os.write(), which on a nearly full disk writes a part and calls that a success.
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        if safely:
            os.fsync(file.fileno())
    new.replace(path)


def appear(new: Path, path: Path) -> None:
    """Give a finished file or folder its name, so that it keeps it through a power cut.

    Raises:
        OSError: the disk said no; it does not have that name, or may lose it in a power cut.
    """
    sync(new)
    new.replace(path)
    _sync_names(path.parent)


def make(folder: Path) -> None:
    """Make a folder for this user alone, with those above it, so that all keep their names.

    Raises:
        FileExistsError: it is there.
        OSError: the disk said no.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(0o700)
    for above in folder.parents:  # who made one of them a moment ago may not have waited for it
        _sync_names(above)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: the disk said no.
    """
    if os.name != "posix" and path.is_dir():
        return  # Windows gives no handle to a folder, and keeps the order of names by itself
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_names(folder: Path) -> None:
    try:
        sync(folder)
    except OSError as reason:
        if reason.errno not in _UNABLE:
            raise
