"""Puts a small file in place whole or not at all; knows nothing of what is in it."""

import os
from pathlib import Path


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
