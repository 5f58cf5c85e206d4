"""Does an act as tests/kit/acts.py does, and says how it ended, as the front end would; no judge.

``# told <sentence>`` is a no of the world, ``# bare <what>`` an error that nobody is to see. The
faults that are planted here break the program, not the disk.
"""

import os
import resource
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hotline_desktop import durable
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import header
from hotline_desktop.models.office import Policy
from hotline_desktop.vault import journal, renewal, vault
from tests.hands.passphrase import PASSPHRASE
from tests.kit import acts

TOLD, BARE = "# told ", "# bare "

SHORT = "HOTLINE_SHORT"
"""The environment's word for which small file is cut short: a number."""

SET_UP = "set-up"
"""An act of its own: there is no office yet that could be opened for it."""

MADE = "# made"

CUT = "# cut short (INJECTED)"


def cut_short() -> None:
    """Let the disk take half of the small file that SHORT names, as one does that fills up.

    It is the kernel that writes less than it was asked to, and calls that a success.
    """
    strict, seen, number = durable.put, 0, int(os.environ.get(SHORT, "0"))

    def put(path: Path, text: bytes, safely: bool = True) -> None:
        nonlocal seen
        seen += 1
        if seen != number:
            strict(path, text, safely)
            return
        acts.say(CUT)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(text) // 2, hard))
        try:
            strict(path, text, safely)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    durable.put = put


def _swallowed() -> None:
    """Take what the disk says for nothing, and go on."""
    strict = vault.Vault.transaction

    @contextmanager
    def transaction(self: vault.Vault) -> Iterator[vault.Connection]:
        with suppress(HotlineError), strict(self) as connection:
            yield connection

    vault.Vault.transaction = transaction
    keep, aside = journal.Journal.keep, journal.Journal.set_aside

    def kept(self: journal.Journal, *given: object) -> None:
        with suppress(HotlineError):
            keep(self, *given)

    def put_aside(self: journal.Journal, *given: object) -> None:
        with suppress(HotlineError):
            aside(self, *given)

    journal.Journal.keep, journal.Journal.set_aside = kept, put_aside


def _in_place() -> None:
    """Write the header over itself, so that half of it may be all there is."""

    def put(path: Path, text: bytes) -> None:
        with path.open("wb") as file:
            file.write(text)

    header._put = put


def _bare() -> None:
    """Let through what the library says."""

    @contextmanager
    def told() -> Iterator[None]:
        yield

    vault.told = journal.told = renewal.told = told


def _unsynced() -> None:
    """Take a sync that failed for one that did not."""
    strict = os.fsync

    def sync(descriptor: int) -> None:
        with suppress(OSError):
            strict(descriptor)

    os.fsync = sync


def _unlooked() -> None:
    """Write a small file by one call, whatever number that call gives."""

    def put(path: Path, text: bytes, safely: bool = True) -> None:
        new = path.with_name(f"{path.name}.new")
        descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.write(descriptor, text)
        os.close(descriptor)
        new.replace(path)

    durable.put = put
    cut_short()


PLANTED = {
    "swallowed": _swallowed,
    "in place": _in_place,
    "bare": _bare,
    "unsynced": _unsynced,
    "unlooked": _unlooked,
}
acts.FAULTS.update(PLANTED)


def set_up(folder: Path) -> None:
    """Make an office, with a key that costs nothing to derive; stdin is not asked for any."""
    acts.know({})
    plan = Plan(name="Desk", policy=Policy.HOTLINE, advocate="Ines")
    SetUpOffice(World())(folder, plan, PASSPHRASE)


def main() -> int:
    """Do the act and say how it ended."""
    cut_short()
    try:
        if sys.argv[1] == SET_UP:
            if "--fault" in sys.argv:
                PLANTED[sys.argv[-1]]()
            set_up(Path(sys.argv[2]))
            acts.say(MADE)
        else:
            acts.main()
    except HotlineError as reason:
        acts.say(f"{TOLD}{reason}")
        return 3
    except Exception as bug:  # noqa: BLE001 - this is what is looked for
        last = traceback.extract_tb(bug.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
        acts.say(f"{BARE}{type(bug).__name__} at {where}: {bug}".replace("\n", " "))
        return 70
    return 0


if __name__ == "__main__":
    sys.exit(main())
