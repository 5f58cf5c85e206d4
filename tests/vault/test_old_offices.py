"""Every office that an earlier version wrote opens, is brought up to date, and loses nothing."""

import shutil
from pathlib import Path

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.renew_key import RenewKey
from hotline_desktop.actions.world import World
from hotline_desktop.keys import header
from hotline_desktop.keys.slots import WrongPassphraseError
from hotline_desktop.vault import situations
from hotline_desktop.vault.check import findings
from hotline_desktop.vault.trail_head import head
from tests.hands.finding import find
from tests.hands.passphrase import PASSPHRASE

OLD = sorted((Path(__file__).parent / "old").iterdir())


@pytest.mark.parametrize("old", OLD, ids=lambda old: f"schema {old.name}")
def test_an_old_office_opens_whole(old, tmp_path):
    folder = Path(shutil.copytree(old, tmp_path / "office"))
    with pytest.raises(WrongPassphraseError):
        open_office.derive(folder, PASSPHRASE + "s")
    for _ in range(2):  # brought up to date at the first opening
        desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
        (line,) = situations.lines(desk.vault)
        assert "Larkspur" in situations.situation(desk.vault, line.id).draft.place.words
        assert desk.journal.last(desk.advocate.id).draft.narrative.endswith("not kept ye")
        assert findings(desk.vault) == ()
        assert head(desk.vault) is not None
        assert desk.advocate.name == "Ines"
        desk.close()
        assert header.read(folder).format == header.FORMAT
    desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
    RenewKey(desk)()
    desk.close()
    desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
    assert findings(desk.vault) == ()
    desk.close()


def test_numbers_of_entries_from_before_are_found(tmp_path):
    folder = Path(shutil.copytree(Path(__file__).parent / "old" / "4", tmp_path / "office"))
    desk = open_office.enter(folder, open_office.derive(folder, PASSPHRASE), World())
    for words in ("3305550101", "555-0101", "salem", "columbiana"):
        (hit,) = find(desk.vault, words)
        assert hit.first == "Salem Police Department"
    desk.close()
