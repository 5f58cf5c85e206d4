"""One holder per office folder, by a lock that ends with its process; it never reads the office."""

import os
import sys
from pathlib import Path
from typing import IO

from hotline_desktop.errors import HotlineError

ENDING = ".lock"
"""The lock lies beside the folder, under its name: set-up renames a finished folder into place."""


class OpenElsewhereError(HotlineError):
    """Somebody else holds the office."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This office is open already: use that window, or close it first.")


class Instance:
    """The lock, held until :meth:`release` or the end of the process. Its file is never deleted."""

    def __init__(self, file: IO[bytes]) -> None:
        """Keep the locked file; use :meth:`hold`."""
        self._file = file

    @classmethod
    def hold(cls, folder: Path) -> "Instance":
        """Take the office, or say that it is taken; the folder need not exist, its parent is made.

        Raises:
            OpenElsewhereError: another process holds it.
            HotlineError: the place cannot be written, or its disk knows no locks.
        """
        try:
            # Resolved: the same office reached by a link or by "." has one lock, not two.
            real = folder.resolve()
            path = real.with_name(real.name + ENDING)
            path.parent.mkdir(0o700, parents=True, exist_ok=True)
            file = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b", buffering=0)
        except (OSError, ValueError):
            raise HotlineError(
                "The office's place cannot be written: check the disk and its permissions."
            ) from None
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            file.close()
            raise OpenElsewhereError from None
        except OSError:
            file.close()
            raise HotlineError(
                "The office's disk cannot keep it to one window: move the office to a local disk."
            ) from None
        return cls(file)

    def release(self) -> None:
        """Let the office go; a second time does nothing."""
        self._file.close()


if sys.platform == "win32":  # not run: nobody has tried this side yet
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        # flock, not lockf: it belongs to this open file, so closing another descriptor keeps it.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
