"""The keys of an office over its life: passphrases, people, halves, shares, a new key, a loss."""

import shutil
import threading
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.change_keys import ChangeKeys, NotAllowedError
from hotline_desktop.actions.read_keys import ReadKeys
from hotline_desktop.actions.recover_office import RecoverOffice
from hotline_desktop.actions.renew_key import RenewKey
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.child import CancelledError
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.keys import header
from hotline_desktop.keys.header import HalfMissingError
from hotline_desktop.keys.os_keyring import KeyringSilentError
from hotline_desktop.keys.passphrase import PassphraseRefusedError
from hotline_desktop.keys.recovery import SharesRefusedError
from hotline_desktop.keys.sealing import SealBrokenError
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.models.bookmark import Bookmark
from hotline_desktop.models.observation import Observation
from hotline_desktop.models.office import Policy, Role
from hotline_desktop.models.situation import Draft
from hotline_desktop.vault import renewal, situations, trail
from hotline_desktop.vault.check import findings
from tests.hands.keyring import Drawer, hold
from tests.hands.passphrase import PASSPHRASE

OTHER = "copper window early harvest"
THIRD = "seven grey umbrellas dancing"
DRAFT = Draft(place=Observation(words="unknown"), narrative="what was said")


@pytest.fixture
def made(tmp_path, test_world):
    """A fresh office, and the words of its shares."""
    plan = Plan(name="Test office", policy=Policy.HOTLINE, advocate="Ines")
    folder = tmp_path / "office"
    return folder, SetUpOffice(test_world.world())(folder, plan, PASSPHRASE).shares


def entered(folder, words, test_world):
    return open_office.enter(folder, open_office.derive(folder, words), test_world.world())


def acts(desk):
    return [line.act for line in trail.lines(desk.vault)]


def test_another_passphrase_and_the_old_one_is_gone(made, test_world):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    with pytest.raises(WrongPassphraseError):
        ChangeKeys(desk).change_passphrase("not the old passphrase", OTHER)
    with pytest.raises(PassphraseRefusedError):
        ChangeKeys(desk).change_passphrase(PASSPHRASE, "passwordpassword")
    ChangeKeys(desk).change_passphrase(PASSPHRASE, OTHER)
    assert acts(desk)[0] == "change_passphrase"
    ChangeKeys(desk).change_passphrase(OTHER, THIRD)  # again, in the same session
    desk.close()
    for gone in (PASSPHRASE, OTHER):
        with pytest.raises(WrongPassphraseError):
            open_office.derive(folder, gone)
    entered(folder, THIRD, test_world).close()


def test_somebody_else_gets_a_key_and_a_certificate(made, test_world):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    theo = ChangeKeys(desk).add_advocate("Theo", OTHER, Role.ADVOCATE)
    for name, words in (("", THIRD), ("Theo", THIRD), ("Ada", "short"), ("Ada", "Ada Ada Ada Ada")):
        with pytest.raises(BadInputError):
            ChangeKeys(desk).add_advocate(name, words, Role.ADVOCATE)
    desk.close()
    desk = entered(folder, OTHER, test_world)
    assert (desk.advocate.id, desk.advocate.role) == (theo.id, Role.ADVOCATE)
    for act in (
        lambda: ChangeKeys(desk).add_advocate("Ada", THIRD, Role.ADVOCATE),
        ChangeKeys(desk).make_shares,
    ):
        with pytest.raises(NotAllowedError):
            act()
    with pytest.raises(BadInputError, match="administrator"):
        RenewKey(desk)()
    desk.close()


def test_a_half_in_the_keyring_is_needed_here_and_survived_by_the_shares(
    made, test_world, monkeypatch, tmp_path
):
    folder, shares = made
    drawer = Drawer()
    hold(monkeypatch, drawer)
    desk = entered(folder, PASSPHRASE, test_world)
    keys = ChangeKeys(desk)
    assert not ReadKeys(desk).has_half()
    keys.change_passphrase(PASSPHRASE, PASSPHRASE, half=True)
    assert ReadKeys(desk).has_half()
    assert len(drawer.kept) == 1
    keys.change_passphrase(PASSPHRASE, OTHER)  # keeps a half, and only the new one
    assert len(drawer.kept) == 1
    desk.close()
    entered(folder, OTHER, test_world).close()

    moved = Path(shutil.copytree(folder, tmp_path / "another machine"))
    hold(monkeypatch, None)
    with pytest.raises(HalfMissingError, match="two recovery shares"):
        open_office.derive(moved, OTHER)
    recover = RecoverOffice(moved, test_world.world())
    found = recover.open((shares[0], shares[2]))
    recover.give(found, found.people[0].id, THIRD)
    desk = entered(moved, THIRD, test_world)
    assert "recover" in acts(desk)
    assert findings(desk.vault) == ()
    desk.close()


def test_a_keyring_that_lies_or_sleeps_changes_nothing(made, test_world, monkeypatch):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    for drawer in (Drawer(lies=True), Drawer(sleeps=3.0), None):
        hold(monkeypatch, drawer)
        with pytest.raises(KeyringSilentError, match="passphrase alone"):
            ChangeKeys(desk).change_passphrase(PASSPHRASE, OTHER, half=True)
    desk.close()
    entered(folder, PASSPHRASE, test_world).close()
    for asleep in threading.enumerate():
        if asleep.name == "keyring":
            asleep.join(5)


def test_any_two_shares_open_after_everything_else_is_lost(made, test_world):
    folder, shares = made
    for words, pair in zip((OTHER, THIRD, PASSPHRASE), combinations(shares, 2), strict=True):
        recover = RecoverOffice(folder, test_world.world())
        found = recover.open(pair)
        with pytest.raises(PassphraseRefusedError):
            recover.give(found, found.people[0].id, "weak")
        with pytest.raises(BadInputError, match="Choose"):
            recover.give(found, "nobody", words)
        recover.give(found, found.people[0].id, words)
        entered(folder, words, test_world).close()


def test_new_shares_replace_the_old_and_a_rehearsal_is_written_down(made, test_world):
    folder, old = made
    desk = entered(folder, PASSPHRASE, test_world)
    keys = ChangeKeys(desk)
    assert not ReadKeys(desk).rehearsed()
    keys.rehearse(old[:2])
    assert ReadKeys(desk).rehearsed()
    new = keys.make_shares()
    assert not ReadKeys(desk).rehearsed()
    with pytest.raises(SharesRefusedError, match="older shares"):
        keys.rehearse(old[:2])
    with pytest.raises(SharesRefusedError):
        keys.rehearse((old[0], new[1]))
    keys.rehearse((new[2], new[1]))
    assert acts(desk)[:3] == ["rehearse", "make_shares", "rehearse"]
    desk.close()
    with pytest.raises(SealBrokenError):
        RecoverOffice(folder, test_world.world()).open(old[:2])


def test_revoking_somebody_makes_a_new_key_and_loses_nothing(made, test_world, tmp_path):
    folder, shares = made
    desk = entered(folder, PASSPHRASE, test_world)
    theo = ChangeKeys(desk).add_advocate("Theo", OTHER, Role.ADVOCATE)
    kept = TakeSignal(desk)(DRAFT)
    desk.journal.keep(desk.advocate.id, Bookmark(draft=DRAFT), test_world.clock())
    old_key = desk.key.data_key
    stolen = header.read(folder)
    for wrong in (desk.advocate.id, "nobody"):
        with pytest.raises(BadInputError):
            RenewKey(desk)(without=wrong)
    RenewKey(desk)(without=theo.id)
    desk.close()

    with pytest.raises(WrongPassphraseError):
        open_office.derive(folder, OTHER)
    desk = entered(folder, PASSPHRASE, test_world)
    assert desk.key.data_key != old_key
    assert not renewal.waiting(folder)
    assert situations.situation(desk.vault, kept.id).draft == DRAFT
    assert desk.journal.last(desk.advocate.id).draft == DRAFT
    assert acts(desk)[:4] == ["unlock", "unlock_failed", "renew_key", "revoke"]
    assert findings(desk.vault) == ()
    assert desk.noticed == ("1 wrong passphrase was tried since the desk was last open.",)
    assert [one.name for one in ReadKeys(desk).people() if one.left] == ["Theo"]
    desk.close()
    found = RecoverOffice(folder, test_world.world()).open(shares[1:])  # the same shares still do
    assert [one.name for one in found.people] == ["Ines"]

    header.write(folder, stolen)  # the old header back: it opens nothing of what is here now
    with pytest.raises(HotlineError):
        entered(folder, OTHER, test_world)


def test_a_stopped_renewal_changes_nothing(made, test_world):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    with pytest.raises(CancelledError):
        RenewKey(desk)(stopped=lambda: True)
    assert not renewal.waiting(folder)
    assert "renew_key" not in acts(desk)
    TakeSignal(desk)(DRAFT)
    desk.close()
    entered(folder, PASSPHRASE, test_world).close()


def test_a_renewal_killed_before_or_after_its_header_is_settled(made, test_world, monkeypatch):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    TakeSignal(desk)(DRAFT)

    class PulledError(Exception):
        pass

    def dies(_folder, front):
        raise PulledError

    with monkeypatch.context() as patch:
        patch.setattr(header, "write", dies)
        with pytest.raises(PulledError):
            RenewKey(desk)()
    desk.close()
    assert renewal.waiting(folder)  # it may have come to pass: the next opening looks
    desk = entered(folder, PASSPHRASE, test_world)
    assert not renewal.waiting(folder)
    assert "renew_key" not in acts(desk)
    RenewKey(desk)()
    assert renewal.waiting(folder)
    desk.close()
    desk = entered(folder, PASSPHRASE, test_world)
    assert "renew_key" in acts(desk)
    assert findings(desk.vault) == ()
    desk.close()


def test_an_unreadable_copy_is_no_reason_to_take_anything_away(made, test_world):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    RenewKey(desk)()
    desk.close()
    for name in renewal.FILES:
        (folder / f"{name}.next").write_bytes(b"\0" * 8192)
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "tries.json"}
    with pytest.raises(HotlineError, match="neither"):
        entered(folder, PASSPHRASE, test_world)
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "tries.json"} == before


def test_a_slot_smuggled_into_the_header_gets_no_new_key(made, test_world, tmp_path):
    folder, _ = made
    desk = entered(folder, PASSPHRASE, test_world)
    ChangeKeys(desk).add_advocate("Theo", OTHER, Role.ADVOCATE)
    front = header.read(folder)
    mine, theirs = front.slots
    smuggled = msgspec.structs.replace(theirs, id="smuggled")
    header.write(folder, msgspec.structs.replace(front, slots=(mine, theirs, smuggled)))
    RenewKey(desk)()
    desk.close()
    assert [slot.id for slot in header.read(folder).slots] == [mine.id, theirs.id]
    entered(folder, OTHER, test_world).close()
