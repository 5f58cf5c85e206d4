"""Killed anywhere in a change of keys, somebody who could open the office still can, and is one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.change_keys import ChangeKeys
from hotline_desktop.actions.recover_office import RecoverOffice
from hotline_desktop.actions.renew_key import RenewKey
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import header, tries
from hotline_desktop.models.office import Policy, Role
from hotline_desktop.vault import vault
from hotline_desktop.vault.check import findings
from tests.hands.passphrase import PASSPHRASE
from tests.kit.tally import Tally, note

OTHER = "copper window early harvest"
THIRD = "seven grey umbrellas dancing"
KILLED = 9


class Office:
    """An office of two, with its shares and the keys that were derived once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        plan = Plan(name="Desk", policy=Policy.HOTLINE, advocate="Ines")
        self.shares = SetUpOffice(World())(folder, plan, PASSPHRASE).shares
        self.key = open_office.derive(folder, PASSPHRASE)
        desk = open_office.enter(folder, self.key, World())
        self.theo = ChangeKeys(desk).add_advocate("Theo", OTHER, Role.ADVOCATE).id
        desk.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("keys") / "office")


def _act(office: Office, name: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        if name == "recover":
            verb = RecoverOffice(folder, World())
            found = verb.open(office.shares[:2])
            verb.give(found, office.key.advocate, THIRD)
            return
        desk = open_office.enter(folder, office.key, World())
        if name == "change":
            ChangeKeys(desk).change_passphrase(PASSPHRASE, THIRD)
        elif name == "shares":
            ChangeKeys(desk).make_shares()
        elif name == "add":
            ChangeKeys(desk).add_advocate("Ada", THIRD, Role.ADVOCATE)
        elif name == "revoke":
            RenewKey(desk)(without=office.theo)
        desk.close()

    return run


def _killed_at(folder: Path, run: Callable[[Path], None], step: int) -> bool:
    """Do it in a child that dies before its n-th statement or file operation."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == step:
                os._exit(KILLED)

        plain, replace, unlink = vault.connect, Path.replace, Path.unlink

        def counted(path, key):
            connection = plain(path, key)
            connection.set_trace_callback(count)
            return connection

        vault.connect = counted
        # Before and after: a file that has its new name already is another state than one without.
        Path.replace = lambda self, target: (count(), replace(self, target), count())[1]
        Path.unlink = lambda self, missing_ok=False: (count(), unlink(self, missing_ok))[1]
        try:
            run(folder)
        except BaseException:  # noqa: BLE001 - in a fork nothing may go further
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, KILLED), f"it broke at step {step}"
    return code == KILLED


def _opens(folder: Path, words: str) -> str:
    """Give whose desk it is; "" when nothing opens."""
    (folder / tries.FILE).unlink(missing_ok=True)
    try:
        key = open_office.derive(folder, words)
        desk = open_office.enter(folder, key, World())
    except HotlineError:
        return ""
    whole = findings(desk.vault) == ()
    desk.close()
    return desk.advocate.name if whole else ""


def _lost(office: Office, folder: Path, name: str) -> int:
    """Count what is broken afterwards: a door that must open, or one that must not."""
    mine = [_opens(folder, PASSPHRASE)]
    if name in ("change", "recover"):
        mine.append(_opens(folder, THIRD))
    lost = int("Ines" not in mine)
    if name in ("change", "recover"):
        lost += mine.count("Ines") != 1  # the old one or the new one, never both
    theirs = _opens(folder, OTHER)
    lost += theirs not in (("", "Theo") if name == "revoke" else ("Theo",))
    if name != "shares":
        try:
            RecoverOffice(folder, World()).open(office.shares[1:])
        except HotlineError:
            lost += 1
    return lost


ACTS = ("change", "shares", "add", "revoke", "recover")


@pytest.mark.parametrize(
    ("name", "every"),
    [("change", 31), ("revoke", 41), *(pytest.param(n, 1, marks=pytest.mark.deep) for n in ACTS)],
)
def test_killed_at_any_step_of_a_change_of_keys(office, tmp_path, name, every):
    run, step, kills, lost = _act(office, name), 1 + every // 2, 0, 0
    while True:
        folder = Path(shutil.copytree(office.folder, tmp_path / "office"))
        if not _killed_at(folder, run, step):
            break
        kills += 1
        lost += _lost(office, folder, name)
        shutil.rmtree(folder)
        step += every
    # Planted: a header without its first slot is an office that Ines cannot open.
    front = header.read(folder)
    header.write(folder, type(front)(front.format, front.office, "", False, front.slots[1:]))
    caught = int(_lost(office, folder, name) > 0)
    told = f"a child killed at every {every}. of some {step} statements and renames"
    what = f"keys lost by a kill: {name}"
    note(Tally("T17", what, kills, lost, told, 1, caught, every == 1))
    assert kills > 0
    assert (lost, caught) == (0, 1)
