"""Keeps what was typed in the assistant before there is an office; never a passphrase or share."""

from contextlib import suppress
from pathlib import Path

from hotline_desktop import durable
from hotline_desktop.actions.set_up_office import Plan
from hotline_desktop.models.noun import UnreadableRecordError, decode, encode

ENDING = ".set-up.json"
"""Beside the folder, which set-up renames into place. Plain: there is no key yet, and what it holds
(the names of office and advocate, the desk's phone, the policy) stands on the unlock page or in
every packet. It goes when the office is made."""


def keep(folder: Path, plan: Plan) -> None:
    """Write it; a disk that takes no note takes no office either, and says so then."""
    path = _path(folder)
    with suppress(OSError):
        with suppress(FileExistsError):
            durable.make(path.parent)
        durable.put(path, encode(plan))
        durable.sync(path.parent)


def last(folder: Path) -> Plan:
    """Give what was typed; an empty plan when there is nothing, or nothing readable."""
    try:
        with _path(folder).open("rb") as file:
            return decode(Plan, file.read(64 * 1024))
    except (OSError, UnreadableRecordError):
        return Plan()


def drop(folder: Path) -> None:
    """Take it away: the office is made."""
    with suppress(OSError):
        _path(folder).unlink(missing_ok=True)


def _path(folder: Path) -> Path:
    real = folder.resolve()
    return real.with_name(real.name + ENDING)
