"""Let a file appear whole under its name, or not at all; never writes over one that is there."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hotline_desktop import durable
from hotline_desktop.errors import BadInputError, HotlineError


def place_file(target: Path, content: bytes, record: Callable[[], None], lost: str) -> None:
    """Make sure a file can be made there, record, then let it appear.

    ``lost`` is the sentence for the case that it is recorded and could not be written after all.

    Raises:
        BadInputError: there is one of this name, or none can be made there; nothing is recorded.
        HotlineError: ``lost``.
    """
    half = target.with_name(f".{target.name}.part")
    try:
        if target.exists():
            raise BadInputError("There is a file of this name already: choose another name.")
        half.unlink(missing_ok=True)  # of a try that was killed; it is empty or was never recorded
        descriptor = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError:
        raise BadInputError("The file cannot be written there: choose another folder.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            record()
            file.write(content)
        durable.appear(half, target)
    except OSError:
        raise HotlineError(lost) from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
