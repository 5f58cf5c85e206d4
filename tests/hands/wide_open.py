"""An office at work without any umask, and what another user of the machine gets of it; as root.

`python -m tests.hands.wide_open FOLDER`; answers one JSON object. FOLDER becomes the owner's home.
"""

import json
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from hotline_desktop.actions import keep_set_up, open_office
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.instance import Instance
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.office import Policy
from hotline_desktop.models.situation import Draft
from tests.hands.other_users import OTHER, OWNER, answer, becomes, forked, load_everything
from tests.hands.passphrase import PASSPHRASE

CONTROL = "anybody may read this"
_PLAN = Plan(name="Night desk", policy=Policy.STRICT, advocate="Ines")


def works(home: Path, mouth: int, ear: int) -> None:
    """Be the owner: make an office, work in it, and leave it open until told."""
    os.environ["XDG_STATE_HOME"] = str(home / ".local" / "state")
    becomes(OWNER)
    os.umask(0)
    control = home / "control"
    control.mkdir()
    (control / CONTROL).write_text(CONTROL)
    office = home / ".local" / "share" / "hotline-desktop" / "office"
    held = Instance.hold(office)
    SetUpOffice(World())(office, _PLAN, PASSPHRASE)
    keep_set_up.keep(office, _PLAN)
    desk = open_office.enter(office, open_office.derive(office, PASSPHRASE), World())
    with suppress(WrongPassphraseError):
        open_office.derive(office, "not this one at all")
    desk.journal.keep(desk.advocate.id, Bookmark(draft=Draft(narrative="x")), World().now())
    os.write(mouth, b"!")
    os.read(ear, 1)
    desk.close()
    held.release()


def looks(home: Path, names: list[str]) -> dict[str, list[str]]:
    """Be another user, who knows all names: try to see, read and change everything."""
    becomes(OTHER)
    got: dict[str, list[str]] = {"listed": [], "read": [], "written": []}
    for name in names:
        path = home / name
        with suppress(OSError):
            if path.is_dir():
                os.listdir(path)
                got["listed"].append(name)
            else:
                path.read_bytes()
                got["read"].append(name)
        with suppress(OSError):
            if path.is_dir():
                (path / ".planted").touch()
                (path / ".planted").unlink()
                got["written"].append(name)
            else:
                path.open("r+b").close()
                got["written"].append(name)
    return got


def main(home: Path) -> dict[str, object]:
    """Let the owner work and the other one look; give what he got, and every mode."""
    load_everything()
    os.chmod(home, 0o755)
    os.chown(home, OWNER, OWNER)
    (heard, mouth), (ear, told) = os.pipe(), os.pipe()
    if not (pid := os.fork()):
        try:
            works(home, mouth, ear)
        finally:
            os._exit(0)
    os.close(mouth)
    assert os.read(heard, 1), "the owner came to nothing"
    paths = sorted(home.rglob("*"))
    modes = {str(path.relative_to(home)): stat.S_IMODE(path.lstat().st_mode) for path in paths}
    got = answer(forked(lambda: looks(home, list(modes))))
    os.write(told, b"!")
    os.waitpid(pid, 0)
    return {"got": got, "modes": modes}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
