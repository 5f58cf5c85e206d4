"""Verify a packet as a stranger would: the file, a fingerprint, no office; changes nothing."""

from pathlib import Path

from hotline_desktop.errors import BadInputError
from hotline_desktop.packet.check import verify
from hotline_desktop.packet.verdict import Verdict

_LARGEST = 64 * 1024 * 1024


def verify_packet(file: Path, root_sha256: str = "", exercise: bool = False) -> Verdict:
    """Read a file and say whether it may be relied on.

    Raises:
        BadInputError: the file cannot be read, or the fingerprint is not one.
    """
    digits = "".join(c for c in root_sha256.casefold() if c not in ": -")
    if root_sha256 and (len(digits) != 64 or set(digits) - set("0123456789abcdef")):
        raise BadInputError(
            "A fingerprint is 64 hexadecimal digits: copy it from the hotline's site."
        )
    try:
        with file.open("rb") as source:
            data = source.read(_LARGEST + 1)
    except OSError:
        raise BadInputError("The file cannot be read: check its name.") from None
    if len(data) > _LARGEST:
        raise BadInputError("This file is larger than any packet.")
    return verify(data, root_sha256=digits or None, exercise=exercise)
