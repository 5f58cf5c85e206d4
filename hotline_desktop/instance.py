"""One holder per office folder, by a lock the system drops with its process; never reads the office."""

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
        """Take the office, or say that it is taken.

        Raises:
            OpenElsewhereError: another process holds it.
            HotlineError: the folder cannot be written.
        """
        try:
            path = folder.with_name(folder.name + ENDING)
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError:
            raise HotlineError(
                "The office folder cannot be written: check the disk and its permissions."
            ) from None
        file = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            _lock(file)
        except OSError:
            file.close()
            raise OpenElsewhereError from None
        return cls(file)

    def release(self) -> None:
        """Let the office go."""
        self._file.close()


if sys.platform == "win32":  # not run: nobody has tried this side yet
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
